import { endOfString, isName } from './json-text.ts';

/**
 * Reads a JSON text as `JSON.parse` has to. V8 takes a name that is written with escapes for another one of
 * an earlier text now and then (`{"\"":1}` read as `{"\\":1}`, nodejs/node#63785): what one enterprise sends
 * would change how the next one's is read. Such a text is parsed with plain names, which are exchanged after.
 *
 * @throws SyntaxError where it is no JSON
 */
export function readJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!text.includes('\\')) return value;
  const names: string[] = [];
  const plain = withPlainNames(text, names);
  if (plain === null) return value;
  return withNames(JSON.parse(plain), names);
}

/** The text with a running number for each name, which goes to the end of the list; null where no name has escapes. */
function withPlainNames(text: string, names: string[]): string | null {
  let hasEscapes = false;
  let plain = '';
  let keptTo = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    const end = endOfString(text, at);
    if (isName(text, end)) {
      const written = text.slice(at, end);
      hasEscapes ||= written.includes('\\');
      plain += `${text.slice(keptTo, at)}"n${names.length}"`;
      names.push(JSON.parse(written));
      keptTo = end;
    }
    at = end;
  }
  return hasEscapes ? plain + text.slice(keptTo) : null;
}

/** Gives every object inside, however deep, its names back; of two equal ones the later counts. */
function withNames(root: unknown, names: readonly string[]): unknown {
  const open = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const entries = Object.entries(value);
    open.push(...entries.map(([, inner]) => inner));
    if (Array.isArray(value)) continue;
    for (const [number] of entries) Reflect.deleteProperty(value, number);
    for (const [number, inner] of entries) {
      const name = names[Number(number.slice(1))] ?? number;
      const property = { value: inner, writable: true, enumerable: true, configurable: true };
      Object.defineProperty(value, name, property);
    }
  }
  return root;
}
