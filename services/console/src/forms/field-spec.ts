import { formatNumber, formatShare } from '../parts/format.ts';
import type { Pair } from '../words/codes.ts';
import type { Words } from '../words/words.ts';

/** One field of a form, which is also a column of the list that the form fills. */
export interface FieldSpec {
  /** Name in the body. */
  readonly name: string;
  readonly label: Pair;
  /** `lines` is a list of texts, one a line; `day` is `YYYY-MM-DD`; `suggest` also takes what is typed. */
  readonly kind:
    | 'text'
    | 'long'
    | 'number'
    | 'day'
    | 'moment'
    | 'choice'
    | 'suggest'
    | 'choices'
    | 'switch'
    | 'lines'
    | 'enterprise'
    | 'enterprises';
  /** Words of a `choice` or `suggest`; the codes are what is sent. */
  readonly names?: Readonly<Record<string, Pair>>;
  readonly isRequired?: boolean;
  readonly hint?: Pair;
  readonly placeholder?: Pair;
  /** What is wrong with a value that was typed, or null; said at once, before the api is asked. */
  readonly check?: (value: unknown) => Pair | null;
  /** A number that is a year: written without separators. */
  readonly isYear?: boolean;
  /** A number from 0 to 1 that lists show as a percentage, as far as the other values make it one. */
  readonly isShare?: (values: Values) => boolean;
  /** Left out of lists. */
  readonly isFormOnly?: boolean;
  /** Shown in lists, but never asked. */
  readonly isListOnly?: boolean;
  /** Asked for only where the other fields call for it. */
  readonly isShown?: (values: Values) => boolean;
}

/** What stands in a form, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** A value in a list; `values` are those beside it. */
export function valueText(
  words: Words,
  spec: FieldSpec,
  value: unknown,
  values: Values = {},
): string {
  if (value === null || value === undefined || value === '') return '—';
  switch (spec.kind) {
    case 'number':
      if (spec.isYear === true) return String(value);
      if (spec.isShare?.(values) === true) return formatShare(Number(value), words.language);
      return formatNumber(Number(value), words.language, 4);
    case 'choice':
      return words.nameOf(spec.names ?? {}, String(value));
    case 'choices':
      return listText(
        words,
        (value as readonly string[]).map((each) => words.nameOf(spec.names ?? {}, each)),
      );
    case 'lines':
      return listText(words, value as readonly string[]);
    case 'switch':
      return words.say(value === true ? 'yes' : 'no');
    default:
      return String(value);
  }
}

function listText(words: Words, texts: readonly string[]): string {
  return texts.length === 0 ? '—' : texts.join(words.language === 'zh' ? '、' : ', ');
}

/** What is sent: empty fields are left out, lines become a list. */
export function bodyOf(specs: readonly FieldSpec[], values: Values): Record<string, unknown> {
  const filled = specs
    .filter((spec) => spec.isListOnly !== true && spec.isShown?.(values) !== false)
    .map(({ name, kind }) => [name, sentValue(kind, values[name])] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(filled);
}

function sentValue(kind: FieldSpec['kind'], value: unknown): unknown {
  if (kind === 'lines') {
    const lines = String(value ?? '').split(/[\n,，、]/);
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  }
  if (kind === 'switch') return value === true;
  if (value === null || value === undefined || value === '') return undefined;
  if (kind === 'moment') return new Date(String(value)).toISOString();
  return typeof value === 'string' ? value.trim() : value;
}

/** What a form begins with: the inverse of {@link bodyOf}. */
export function valuesOf(specs: readonly FieldSpec[], body: Values): Record<string, unknown> {
  return Object.fromEntries(
    specs.map(({ name, kind }) => {
      const value = body[name] ?? undefined;
      if (kind === 'lines') return [name, ((value as readonly string[]) ?? []).join('\n')];
      if (kind === 'moment' && value !== undefined) return [name, localMoment(String(value))];
      return [name, value];
    }),
  );
}

/** An instant as `<input type="datetime-local">` takes it, in the zone of this browser. */
export function localMoment(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
