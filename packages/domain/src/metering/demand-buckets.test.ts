import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { QUARTER_MS } from './demand.ts';
import { bucketDemands, bucketFrame } from './demand-buckets.ts';

const AT = Date.UTC(2026, 10, 21);
const quarter = (index: number, kw: number, estimated = false) => ({
  ...{ meterId: 'E01', startMs: AT + index * QUARTER_MS, kw, estimated },
});

describe('quarter hours drawn together', () => {
  it('keep highs, lows, the mean of what is known, and what is estimated', () => {
    const demands = [quarter(0, 4), quarter(1, 10, true), quarter(3, 1), quarter(9, 7)];
    const frame = { fromMs: AT, toMs: AT + 12 * QUARTER_MS, bucketMs: 4 * QUARTER_MS };
    expect(bucketDemands(demands, frame)).toEqual([
      {
        ...{ meterId: 'E01', startMs: AT, minKw: 1, maxKw: 10, meanKw: 5 },
        ...{ quarterCount: 3, estimatedCount: 1 },
      },
      {
        ...{ meterId: 'E01', startMs: AT + 8 * QUARTER_MS, minKw: 7, maxKw: 7, meanKw: 7 },
        ...{ quarterCount: 1, estimatedCount: 0 },
      },
    ]);
  });

  it('are as long as they must be, and lose no quarter hour of the range', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(400), { maxLength: 200 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 400 }),
        (indexes, countMax, quarters) => {
          const toMs = AT + quarters * QUARTER_MS;
          const frame = bucketFrame(AT, toMs, countMax);
          const buckets = bucketDemands(
            indexes.map((index) => quarter(index, index)),
            frame,
          );
          const within = indexes.filter((index) => index < quarters);
          expect(buckets.length).toBeLessThanOrEqual(countMax);
          const counted = buckets.reduce((sum, { quarterCount }) => sum + quarterCount, 0);
          expect(counted).toBe(within.length);
          expect(Math.max(-1, ...buckets.map(({ maxKw }) => maxKw))).toBe(Math.max(-1, ...within));
        },
      ),
    );
  });
});
