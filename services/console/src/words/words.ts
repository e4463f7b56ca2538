import type { Pair } from './codes.ts';
import { MESSAGES, type MessageKey } from './messages.ts';

/** Languages of the console, the first one by default. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Says things in one language. */
export interface Words {
  readonly language: Language;
  /** A sentence of the catalogue with its `{names}` filled in. */
  say(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** The word for a code of a closed list; a code that is not in the list is shown as it is. */
  nameOf(list: Readonly<Partial<Record<string, Pair>>>, code: string): string;
}

/** The words of one language. */
export function wordsOf(language: Language): Words {
  const index = language === 'zh' ? 0 : 1;
  return {
    language,
    say: (key, values = {}) =>
      MESSAGES[key][index].replace(/\{(\w+)\}/g, (whole, name: string) =>
        String(values[name] ?? whole),
      ),
    nameOf: (list, code) => list[code]?.[index] ?? code,
  };
}
