import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sequenceGaps } from './sequence-gaps.ts';

const gap = (fromSequence: number, toSequence: number) => ({ fromSequence, toSequence });

describe('sequenceGaps', () => {
  it.each([
    { name: 'the first number of all', last: null, seen: [7], newLast: 7, gaps: [] },
    { name: 'numbers in a row', last: 6, seen: [7, 8, 9], newLast: 9, gaps: [] },
    { name: 'a gap', last: 39, seen: [42], newLast: 42, gaps: [gap(40, 41)] },
    { name: 'two gaps', last: 1, seen: [3, 5], newLast: 5, gaps: [gap(2, 2), gap(4, 4)] },
    { name: 'a gap closed out of order', last: 1, seen: [4, 2, 3], newLast: 4, gaps: [] },
    { name: 'a gap half closed', last: 1, seen: [6, 3], newLast: 6, gaps: [gap(2, 2), gap(4, 5)] },
    { name: 'a repeat', last: 9, seen: [9, 5], newLast: 9, gaps: [] },
    { name: 'a new count from 1', last: 900, seen: [1, 2], newLast: 2, gaps: [] },
    { name: 'a new count far below', last: 50_000, seen: [30], newLast: 30, gaps: [] },
    { name: 'a gap too wide', last: 1, seen: [9_000], newLast: 9_000, gaps: [gap(8_000, 8_999)] },
  ])('understands $name', ({ last, seen, newLast, gaps }) => {
    expect(sequenceGaps(last, seen)).toEqual({ last: newLast, gaps });
  });

  it('asks for every missing number once and for none that came', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 2, max: 200 }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, (seen) => {
        const { last, gaps } = sequenceGaps(1, seen);
        const asked = gaps.flatMap(({ fromSequence, toSequence }) =>
          Array.from({ length: toSequence - fromSequence + 1 }, (_, index) => fromSequence + index),
        );
        const highest = Math.max(...seen);
        const missing = Array.from({ length: highest - 1 }, (_, index) => index + 2).filter(
          (sequence) => !seen.includes(sequence),
        );
        expect(last).toBe(highest);
        expect(asked.sort((left, right) => left - right)).toEqual(missing);
      }),
    );
  });
});
