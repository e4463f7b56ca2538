import type { MeterMeanings } from '@hengneng/database';
import {
  localDate,
  type MeterEnergy,
  monthPeriod,
  periodAt,
  periodsBetween,
} from '@hengneng/domain';
import { createInMemoryEnergyStore } from '@hengneng/testkit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createMonthMemo } from './month-memo.ts';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const NOW_MS = Date.now();
const TO_MS = periodAt(NOW_MS, 'day', ZONE).endMs;
const FROM_MS = monthPeriod(localDate(NOW_MS - 200 * DAY_MS, ZONE).slice(0, 7), ZONE).startMs;
const DAYS = periodsBetween(FROM_MS, TO_MS, 'day', ZONE).map(({ startMs }) => startMs);
const RECENT_MS = monthPeriod(monthBefore(NOW_MS), ZONE).startMs;
const METERS = ['E01', 'E02', 'G01'];

function monthBefore(atMs: number): string {
  const { startMs } = monthPeriod(localDate(atMs, ZONE).slice(0, 7), ZONE);
  return localDate(startMs - DAY_MS, ZONE).slice(0, 7);
}

function meanings(enterpriseId: string, changesMs: readonly number[] = []): MeterMeanings[] {
  const meaning = {
    ...({ energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'purchased' } as const),
    ...{ multiplier: 1, masterMeterId: null, intervalSeconds: null, registerMax: null },
    ...{ ratedPowerKw: null, revision: 1, recordedAtMs: FROM_MS, by: 'test', note: '' },
  };
  return METERS.map((meterId) => ({
    ...{ enterpriseId, meterId, name: meterId, level: 1, siteId: null },
    epochs: [FROM_MS, ...changesMs].map((validFromMs) => ({ ...meaning, validFromMs })),
  })) as unknown as MeterMeanings[];
}

/** A world of two enterprises, read through a memo and read from the store. */
function world(changesMs: readonly number[] = []) {
  const store = createInMemoryEnergyStore();
  const asked: number[] = [];
  const counting = {
    ...store,
    daysOfMany: (range: Parameters<typeof store.daysOfMany>[0]) => {
      asked.push(range.fromMs);
      return store.daysOfMany(range);
    },
  };
  const memo = createMonthMemo(() => Date.now());
  const ids = ['one', 'two'];
  const known = new Map(ids.map((id) => [id, meanings(id, changesMs)]));
  const read = async (toMs = TO_MS) => {
    const wanted = ids.map((id) => ({
      ...{ enterprise: { id, timeZone: ZONE }, fromMs: FROM_MS, toMs },
    }));
    const ahead = await memo.readAhead(counting, known, wanted);
    const rows = async (from: Pick<typeof store, 'days'>) => {
      const range = { meterIds: METERS, fromMs: FROM_MS, toMs };
      return await Promise.all(ids.map((enterpriseId) => from.days({ enterpriseId, ...range })));
    };
    return { ahead: await rows(ahead), stored: await rows(store) };
  };
  return { store, memo, read, asked };
}

// The clock of the store and of the memo; a trace of a quarter of an hour ago is not trusted to be old.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});
const laterOn = () => vi.setSystemTime(Date.now() + 20 * 60_000);

/** What totals are made of: sums by meter and month, and how far each meter's days reach. */
function figuresOf(rows: readonly MeterEnergy[]) {
  const sums = new Map<string, number[]>();
  const reached = new Map<string, number>();
  for (const { meterId, startMs, quantity, estimatedQuantity, coveredMs } of rows) {
    const key = `${meterId} ${localDate(startMs, ZONE).slice(0, 7)}`;
    const sum = sums.get(key) ?? [0, 0, 0];
    sums.set(
      key,
      [quantity, estimatedQuantity, coveredMs].map((value, index) => (sum[index] ?? 0) + value),
    );
    const end = coveredMs > 0 ? startMs + coveredMs : 0;
    reached.set(meterId, Math.max(reached.get(meterId) ?? 0, end));
  }
  return { sums, reached };
}

const dayArbitrary = fc.record({
  meterId: fc.constantFrom(...METERS),
  index: fc.nat(DAYS.length - 1),
  quantity: fc.integer({ min: -(2 ** 40), max: 2 ** 44 }),
  estimated: fc.nat(2 ** 30),
  coveredMs: fc.oneof(fc.constant(0), fc.nat(DAY_MS)),
});
const writeArbitrary = fc.record({
  enterpriseId: fc.constantFrom('one', 'two', 'three'),
  days: fc.array(dayArbitrary, { minLength: 1, maxLength: 60 }),
});

describe('the memo of months', () => {
  it('gives the same sums of every month, to the bit, whatever is written in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(writeArbitrary, { maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom([], [RECENT_MS], [FROM_MS + 40 * DAY_MS]),
        async (turns, changesMs) => {
          vi.setSystemTime(NOW_MS);
          const { store, read } = world(changesMs);
          for (const writes of turns) {
            for (const { enterpriseId, days } of writes) {
              await store.writeDays(
                enterpriseId,
                days.map(({ meterId, index, quantity, estimated, coveredMs }) => ({
                  ...{ meterId, startMs: DAYS[index] ?? FROM_MS, coveredMs },
                  ...{ quantity: quantity / 2 ** 20, estimatedQuantity: estimated / 2 ** 20 },
                })),
              );
            }
            const { ahead, stored } = await read();
            laterOn();
            expect(ahead.map(figuresOf)).toEqual(stored.map(figuresOf));
            const isRecent = ({ startMs }: MeterEnergy) => startMs >= RECENT_MS;
            expect(ahead.map((rows) => rows.filter(isRecent))).toEqual(
              stored.map((rows) => rows.filter(isRecent)),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  const everyDay = (kwh: number): MeterEnergy[] =>
    METERS.flatMap((meterId) =>
      DAYS.map((startMs) => {
        return { meterId, startMs, quantity: kwh, estimatedQuantity: 0, coveredMs: 1 };
      }),
    );

  it('reads the last months alone the second time, and months as one row each', async () => {
    const { store, memo, read, asked } = world();
    for (const id of ['one', 'two']) await store.writeDays(id, everyDay(1));
    laterOn();
    await read();
    expect(memo.size).toBe(2);
    laterOn();
    const { ahead } = await read();
    expect(asked).toEqual([FROM_MS, RECENT_MS]);
    const months = new Set(DAYS.map((atMs) => localDate(atMs, ZONE).slice(0, 7))).size;
    const recent = DAYS.filter((atMs) => atMs >= RECENT_MS).length;
    expect(ahead[0]?.length).toBe(METERS.length * (months - 2 + recent));
    laterOn();
    await store.writeDays('two', everyDay(2).slice(0, 1));
    await read();
    expect(asked.slice(2).sort()).toEqual([FROM_MS, RECENT_MS]);
  });

  it('goes on with the month that became settled, and starts anew where time went back', async () => {
    const { store, read } = world();
    for (const id of ['one', 'two']) await store.writeDays(id, everyDay(1));
    for (const toMs of [TO_MS - 70 * DAY_MS, TO_MS - 35 * DAY_MS, TO_MS, TO_MS - 40 * DAY_MS]) {
      laterOn();
      const { ahead, stored } = await read(toMs);
      expect(ahead.map(figuresOf)).toEqual(stored.map(figuresOf));
    }
  });
});
