import type { Pair } from '../words/codes.ts';
import { NOUNS, VERBS } from './audit-words.ts';

/** An act in words, with its code: the code is what a filter takes, and what stands in an export. */
export function actText(pick: (pair: Pair) => string, action: string): string {
  const [noun = '', verb = ''] = action.split('.');
  const names = [NOUNS[noun], VERBS[verb]];
  if (names.some((name) => name === undefined)) return action;
  return `${names.map((name) => (name === undefined ? '' : pick(name))).join(' · ')} (${action})`;
}
