/** A value that JSON can say, as {@link toPlainJson} returns it. */
export type PlainJson =
  | null
  | boolean
  | number
  | string
  | readonly PlainJson[]
  | { readonly [key: string]: PlainJson };

/**
 * What of a value can be kept as JSON and read back as the same: fields that are undefined are left
 * out, −0 becomes 0, and NUL and half surrogates, which PostgreSQL cannot keep, become U+FFFD.
 *
 * @throws TypeError for NaN, infinite numbers, and whatever is no plain object, array or scalar
 */
export function toPlainJson(value: unknown): PlainJson {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return toPlainText(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`JSON cannot say ${value}.`);
    return value === 0 ? 0 : value;
  }
  if (Array.isArray(value)) return value.map((item) => toPlainJson(item ?? null));
  if (typeof value !== 'object' || !isPlain(value)) {
    throw new TypeError(`JSON cannot say a ${typeof value}.`);
  }
  // `fromEntries` defines keys instead of assigning them, so `__proto__` is a key like any other.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [toPlainText(key), toPlainJson(item)]),
  );
}

/** A text without NUL and half surrogates: U+FFFD stands in their place. */
export function toPlainText(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

/**
 * The one text of a JSON value, to be hashed and signed: RFC 8785 (JSON Canonicalization Scheme).
 * Keys are sorted by UTF-16 code units, there is no white space, numbers stand in the shortest form
 * that reads back as the same double (ECMAScript), strings are escaped only where JSON demands it and
 * not normalised. The bytes that are hashed are this text in UTF-8.
 */
export function canonicalJson(value: PlainJson): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${fields.join(',')}}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function isList(value: PlainJson): value is readonly PlainJson[] {
  return Array.isArray(value);
}
