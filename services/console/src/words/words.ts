import type { Pair } from './codes.ts';
import { MESSAGES, type MessageKey } from './messages.ts';

/** Languages of the console, the first one by default. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What `{names}` of a sentence are filled in with. */
export type Values = Readonly<Record<string, string | number>>;

/** Sentences of one area of the console, by name. */
export type Catalogue = Readonly<Record<string, Pair>>;

/** Says the sentences of one catalogue. */
export type Say<C extends Catalogue> = (key: keyof C, values?: Values) => string;

/** Says things in one language. */
export interface Words {
  readonly language: Language;
  /** A sentence of the common catalogue with its `{names}` filled in. */
  say(key: MessageKey, values?: Values): string;
  /** The same for the catalogue of an area (`<area>/words.ts`), which is loaded with the area. */
  sayOf<C extends Catalogue>(catalogue: C): Say<C>;
  /** The language's half of a pair. */
  pick(pair: Pair): string;
  /** The word for a code of a closed list; a code that is not in the list is shown as it is. */
  nameOf(list: Readonly<Partial<Record<string, Pair>>>, code: string): string;
  /** A word with a remark behind it, in the brackets of the language. */
  noted(text: string, note: string): string;
  /** Several words beside each other. */
  list(texts: readonly string[]): string;
}

/** The words of one language. */
export function wordsOf(language: Language): Words {
  const index = language === 'zh' ? 0 : 1;
  const fill = (pair: Pair, values: Values = {}) =>
    pair[index].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  return {
    language,
    say: (key, values) => fill(MESSAGES[key], values),
    sayOf: (catalogue) => (key, values) => fill(catalogue[key] ?? ['', ''], values),
    pick: (pair) => pair[index],
    nameOf: (list, code) => list[code]?.[index] ?? code,
    noted: (text, note) => (language === 'zh' ? `${text}（${note}）` : `${text} (${note})`),
    list: (texts) => texts.join(language === 'zh' ? '、' : ', '),
  };
}
