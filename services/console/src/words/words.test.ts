import { describe, expect, it } from 'vitest';

import * as codes from './codes.ts';
import { MESSAGES } from './messages.ts';
import { wordsOf } from './words.ts';

const HAN = /\p{Script=Han}/u;
/** Every catalogue of an area: what its `words.ts` exports. */
const AREAS = import.meta.glob<Record<string, Record<string, codes.Pair>>>('../*/*words.ts', {
  eager: true,
});
const ALL: [string, codes.Pair][] = [
  MESSAGES,
  ...Object.values(codes),
  ...Object.entries(AREAS)
    .filter(([file]) => file !== './words.ts')
    .flatMap(([, area]) => Object.values(area)),
].flatMap((list) => Object.entries(list as Record<string, codes.Pair>));
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
/** Written the same in both languages, or in the other one on purpose. */
const WITHOUT_HAN = ['language', ...Object.keys(codes.UNITS)];
/** Nothing but places to fill in, and what stands between them. */
const isFrame = (text: string) => !/\p{Letter}/u.test(text.replace(/\{\w+\}/g, ''));

describe('the words of the console', () => {
  it('were looked at', () => expect(ALL.length).toBeGreaterThan(250));

  it('are in both languages', () => {
    const wrong = ALL.filter(([key]) => !WITHOUT_HAN.includes(key)).filter(
      ([, [zh, en]]) => (!HAN.test(zh) && !isFrame(zh)) || en === '' || HAN.test(en),
    );
    expect(wrong).toEqual([]);
  });

  it('have the same places to fill in', () => {
    const wrong = ALL.filter(([, [zh, en]]) => `${placeholders(zh)}` !== `${placeholders(en)}`);
    expect(wrong).toEqual([]);
  });

  it('are filled in', () => {
    expect(wordsOf('en').say('levelValue', { level: 2 })).toBe('Level 2');
    expect(wordsOf('zh').nameOf(codes.FLOWS, 'purchased')).toBe('购进');
  });
});
