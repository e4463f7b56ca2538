import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { periodAt } from '../time/borders.ts';
import { QUARTER_MS } from './demand.ts';
import {
  bucketDays,
  bucketDemands,
  bucketFrame,
  dayFrame,
  evenFrame,
  evenStretches,
} from './demand-buckets.ts';
import { withQuarter } from './demand-summary.ts';

const AT = Date.UTC(2026, 10, 21);
const quarter = (index: number, kw: number, estimated = false) => ({
  ...{ meterId: 'E01', startMs: AT + index * QUARTER_MS, kw, estimated },
});

describe('quarter hours drawn together', () => {
  it('keep highs, lows, the mean of what is known, and what is estimated', () => {
    const demands = [quarter(0, 4), quarter(1, 10, true), quarter(3, 1), quarter(9, 7)];
    const frame = evenFrame({
      ...{ fromMs: AT, toMs: AT + 12 * QUARTER_MS, bucketMs: 4 * QUARTER_MS },
    });
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

  it.each([
    // Clocks go back on 2026-10-25 and by half an hour forward on 2026-10-04.
    ['Europe/Berlin', Date.UTC(2026, 9, 22, 5)],
    ['Australia/Lord_Howe', Date.UTC(2026, 9, 1, 5)],
    ['Asia/Shanghai', Date.UTC(2026, 9, 1, 5)],
  ])('by days of %s are those by quarter hours, cut days included', (zone, fromMs) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(1_500), { maxLength: 300 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 1_500 }),
        (indexes, countMax, quarters) => {
          const toMs = fromMs + quarters * QUARTER_MS;
          const frame = dayFrame(fromMs, toMs, countMax, zone);
          expect(frame.startsMs.length).toBeLessThanOrEqual(countMax);
          const demands = indexes
            .toSorted((left, right) => left - right)
            .map((index) => ({ ...quarter(0, index % 7, index % 3 === 0), index }))
            .map(({ index, ...rest }) => ({ ...rest, startMs: fromMs + index * QUARTER_MS }))
            .filter(({ startMs }) => startMs < toMs);
          const dayOf = (startMs: number) => periodAt(startMs, 'day', zone);
          const isWhole = ({ startMs, endMs }: ReturnType<typeof dayOf>) =>
            startMs >= fromMs && endMs <= toMs;
          const ofDay = Map.groupBy(demands, ({ startMs }) => dayOf(startMs).startMs);
          const days = [...ofDay].map(([startMs, list]) => ({
            ...{ meterId: 'E01', startMs },
            demand: list.reduce<ReturnType<typeof withQuarter> | null>(withQuarter, null),
          }));
          const whole = days.filter(({ startMs }) => isWhole(dayOf(startMs)));
          const cut = demands.filter(({ startMs }) => !isWhole(dayOf(startMs)));
          const expected = bucketDemands(demands, frame);
          expect(bucketDays(whole, cut, frame)).toEqual(expected);
          const even = evenStretches(frame).flatMap((part) =>
            bucketDemands(demands, evenFrame(part)),
          );
          expect(even).toEqual(expected);
          expect(evenStretches(frame).length).toBeLessThanOrEqual(5);
        },
      ),
    );
  });
});
