import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drawSample } from './draw-sample.ts';

const METERS = Array.from({ length: 20 }, (_, index) => `E${String(index + 1).padStart(2, '0')}`);
const GOLDEN = ['E04', 'E06', 'E07', 'E10', 'E17'];
const request = fc.record({
  population: fc.array(fc.string({ maxLength: 4 }), { maxLength: 40 }),
  size: fc.integer({ min: 0, max: 50 }),
  seed: fc.string(),
});

describe('drawSample', () => {
  it('draws the same from the same seed, for ever', () => {
    // Computed once with this method; whoever draws again years later must get these.
    expect(drawSample({ population: METERS, size: 5, seed: '2026-审计-7' })).toEqual(GOLDEN);
    expect(drawSample({ population: METERS, size: 5, seed: '2026-审计-8' })).not.toEqual(GOLDEN);
  });

  it('takes distinct members, as many as asked for, whatever their order', () => {
    fc.assert(
      fc.property(request, ({ population, size, seed }) => {
        const distinct = new Set(population);
        const sample = drawSample({ population, size, seed });
        expect(new Set(sample).size).toBe(Math.min(size, distinct.size));
        expect(sample.every((item) => distinct.has(item))).toBe(true);
        expect(drawSample({ population: population.toReversed(), size, seed })).toEqual(sample);
      }),
    );
  });

  it('favours nobody', () => {
    const drawn = new Map<string, number>();
    const DRAWS = 4_000;
    for (let seed = 0; seed < DRAWS; seed += 1) {
      for (const item of drawSample({ population: METERS, size: 5, seed: `s${seed}` })) {
        drawn.set(item, (drawn.get(item) ?? 0) + 1);
      }
    }
    // 5 of 20 in 4 000 draws: 1 000 each, standard deviation 27; five of them on either side.
    for (const meter of METERS) {
      expect(Math.abs((drawn.get(meter) ?? 0) - 1_000), meter).toBeLessThan(137);
    }
  });
});
