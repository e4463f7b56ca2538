import type { Words } from '../words/words.ts';
import { PROBLEM_PATTERNS, PROBLEMS } from './words.ts';

/** What a message looks like, and the sentence that says it; groups are `{a}` and `{b}`. */
const PATTERNS: readonly (readonly [RegExp, keyof typeof PROBLEM_PATTERNS])[] = [
  [/expected \w+, received undefined/, 'missing'],
  [/^Invalid input: expected (?:number|int)/, 'notANumber'],
  [/^Invalid option/, 'notAChoice'],
  [/^Too small: expected string to have >=?1 char/, 'missing'],
  [/^Too small: expected string to have >=?(\d+)/, 'tooShort'],
  [/^Too big: expected string to have <=?(\d+)/, 'tooLong'],
  [/^Too small: expected \w+ to be (>=?)(-?[\d.e+]+)/, 'tooSmall'],
  [/^Too big: expected \w+ to be (<=?)(-?[\d.e+]+)/, 'tooBig'],
  [/^Invalid ISO date/, 'day'],
  [/^Invalid email/, 'email'],
  [/must match pattern|^Invalid string/, 'pattern'],
  [/^There is no column "(.*)"/, 'unknownColumn'],
  [/^The column "(.*)" is missing/, 'missingColumn'],
  [/^The column "(.*)" is there twice/, 'columnTwice'],
  [/^A \w+ has (\d+) months to plan/, 'planMonths'],
  [/^The months add up to (\S+), the limit is (\S+?)\.?$/, 'planSum'],
  [/^The file has (\d+) rows; import (\d+)/, 'rowsMax'],
  [/^The file is not CSV/, 'notCsv'],
  [/^(\S+) stands twice in the document/, 'twiceInDocument'],
  [/^Invalid input/, 'wrongKind'],
];

/**
 * What is wrong, in the language of the screen. What the console has no words for is shown in the
 * api's own English to those who read it, and as "not right" to others.
 */
export function problemText(words: Words, message: string): string {
  const known = PROBLEMS[message.replace(/\.$/, '')];
  if (known !== undefined) return words.pick(known);
  const say = words.sayOf(PROBLEM_PATTERNS);
  for (const [pattern, key] of PATTERNS) {
    const found = pattern.exec(message);
    if (found !== null) return say(key, { a: found[1] ?? '', b: found[2] ?? '' });
  }
  return words.language === 'en' && message !== '' ? message : say('other');
}
