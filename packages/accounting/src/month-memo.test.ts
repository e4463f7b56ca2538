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

import { createMonthMemo, type KeptMonths, type RememberedMonths } from './month-memo.ts';

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

function meanings(
  enterpriseId: string,
  changesMs: readonly number[] = [],
  meters: readonly string[] = METERS,
): MeterMeanings[] {
  const meaning = {
    ...({ energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'purchased' } as const),
    ...{ multiplier: 1, masterMeterId: null, intervalSeconds: null, registerMax: null },
    ...{ ratedPowerKw: null, revision: 1, recordedAtMs: FROM_MS, by: 'test', note: '' },
  };
  return meters.map((meterId) => ({
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
  const kept = keptInMemory();
  let memo = createMonthMemo(() => Date.now(), kept);
  let other = createMonthMemo(() => Date.now(), kept);
  const ids = ['one', 'two'];
  const read = async (toMs = TO_MS, fromMs = FROM_MS, meters: readonly string[] = METERS) => {
    const known = new Map(ids.map((id) => [id, meanings(id, changesMs, meters)]));
    const wanted = ids.map((id) => ({
      ...{ enterprise: { id, timeZone: ZONE }, fromMs, toMs },
    }));
    const ahead = await memo.readAhead(counting, known, wanted);
    const rows = async (from: Pick<typeof store, 'days'>) => {
      const range = { meterIds: meters, fromMs, toMs };
      return await Promise.all(ids.map((enterpriseId) => from.days({ enterpriseId, ...range })));
    };
    return { ahead: await rows(ahead), stored: await rows(store) };
  };
  return {
    ...{ store: counting, kept, read, asked },
    size: () => memo.size,
    restart: () => {
      memo = createMonthMemo(() => Date.now(), kept);
    },
    /** Another process that keeps in the same place has its turn. */
    swap: () => {
      [memo, other] = [other, memo];
    },
  };
}

/** What a table keeps: copies, of which nothing changes with what is remembered. */
function keptInMemory() {
  const rows = new Map<string, RememberedMonths>();
  const saved: string[][] = [];
  const kept = {
    ...{ rows, saved, isAway: false },
    load: async (ids: readonly string[], storeId: string) => {
      const own = [...rows].filter(([id, row]) => ids.includes(id) && row.storeId === storeId);
      return new Map(structuredClone(own));
    },
    save: async (months: ReadonlyMap<string, RememberedMonths>) => {
      if (kept.isAway) throw new Error('The table is away.');
      saved.push([...months.keys()].sort());
      for (const [id, own] of months) rows.set(id, structuredClone(own));
    },
  } satisfies KeptMonths & Record<string, unknown>;
  return kept;
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
  it('gives the same sums of every month, to the bit, whatever is written, with restarts and two processes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            writes: fc.array(writeArbitrary, { maxLength: 4 }),
            before: fc.constantFrom('nothing', 'restart', 'swap'),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        fc.constantFrom([], [RECENT_MS], [FROM_MS + 40 * DAY_MS]),
        async (turns, changesMs) => {
          vi.setSystemTime(NOW_MS);
          const { store, read, restart, swap } = world(changesMs);
          for (const { writes, before } of turns) {
            if (before === 'restart') restart();
            if (before === 'swap') swap();
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
    const { store, size, read, asked } = world();
    for (const id of ['one', 'two']) await store.writeDays(id, everyDay(1));
    laterOn();
    await read();
    expect(size()).toBe(2);
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

  /** Both enterprises looked at once, and the process gone. */
  async function looked() {
    const w = world();
    for (const id of ['one', 'two']) await w.store.writeDays(id, everyDay(1.25));
    laterOn();
    await w.read();
    expect(w.asked.splice(0)).toEqual([FROM_MS]);
    w.restart();
    laterOn();
    return w;
  }

  it('goes on after a restart where it was, without reading old days or writing anything', async () => {
    const { read, asked, kept } = await looked();
    const { ahead, stored } = await read();
    expect(asked).toEqual([RECENT_MS]);
    expect(ahead.map(figuresOf)).toEqual(stored.map(figuresOf));
    laterOn();
    await read();
    expect(asked).toEqual([RECENT_MS, RECENT_MS]);
    expect(kept.saved).toEqual([['one', 'two']]);
  });

  it('sees after a restart whose days were written meanwhile, and keeps what they add up to', async () => {
    const { store, read, asked, kept, restart } = await looked();
    await store.writeDays('two', everyDay(2).slice(0, 1));
    laterOn();
    const { ahead, stored } = await read();
    expect(asked.sort()).toEqual([FROM_MS, RECENT_MS]);
    expect(ahead.map(figuresOf)).toEqual(stored.map(figuresOf));
    expect(kept.saved.at(-1)).toEqual(['two']);
    // It was written after what is known of the other was read, and before its own was.
    restart();
    laterOn();
    await read();
    expect(asked.slice(2)).toEqual([RECENT_MS]);
  });

  const rowWith = (change: Partial<RememberedMonths>) => (kept: { rows: Map<string, unknown> }) => {
    for (const [id, row] of kept.rows) kept.rows.set(id, { ...(row as object), ...change });
  };
  it.each([
    { name: 'of another store', damage: rowWith({ storeId: 'other' }) },
    { name: 'of another time zone', damage: rowWith({ timeZone: 'Asia/Urumqi' }) },
    { name: 'of a later beginning', damage: rowWith({ fromMs: FROM_MS + 1 }) },
    { name: 'of months that are not settled', damage: rowWith({ toMs: RECENT_MS + 1 }) },
    { name: 'of a clock that was ahead', damage: rowWith({ checkedAtMs: NOW_MS + DAY_MS }) },
    {
      name: 'without a meter',
      damage: rowWith({ months: new Map([['E01', new Float64Array()]]) }),
    },
    { name: 'that was lost', damage: (kept: { rows: Map<string, unknown> }) => kept.rows.clear() },
  ])('reads every day where it finds a row $name, and keeps a new one', async ({ damage }) => {
    const { read, asked, kept } = await looked();
    const before = structuredClone([...kept.rows]);
    damage(kept);
    const { ahead, stored } = await read();
    expect(asked).toEqual([FROM_MS]);
    expect(ahead.map(figuresOf)).toEqual(stored.map(figuresOf));
    expect([...kept.rows].map(([id, { months }]) => [id, months])).toEqual(
      before.map(([id, { months }]) => [id, months]),
    );
  });

  it('adds the month that became settled while it was down, and drops those that nobody asks for', async () => {
    const { store, read, asked, kept, restart } = world();
    for (const id of ['one', 'two']) await store.writeDays(id, everyDay(1));
    laterOn();
    await read(RECENT_MS);
    restart();
    laterOn();
    const laterMs = monthPeriod(localDate(FROM_MS + 35 * DAY_MS, ZONE).slice(0, 7), ZONE).startMs;
    const { ahead, stored } = await read(TO_MS, laterMs);
    expect(asked.length).toBe(2);
    expect(asked[1]).toBeGreaterThan(FROM_MS);
    expect(ahead.map(figuresOf)).toEqual(stored.map(figuresOf));
    const { fromMs, toMs, months } = kept.rows.get('one') ?? {};
    expect([fromMs, toMs]).toEqual([laterMs, RECENT_MS]);
    expect([...(months?.values() ?? [])].map(([first]) => first)).toEqual(
      METERS.map(() => laterMs),
    );
  });

  it('reads a meter that stood behind another one meanwhile from its first day on', async () => {
    const { store, read, restart } = world();
    for (const id of ['one', 'two']) await store.writeDays(id, everyDay(1));
    for (const [meters, toMs] of [
      [METERS, RECENT_MS],
      [['E01', 'G01'], TO_MS],
      [METERS, TO_MS],
    ] as const) {
      laterOn();
      const { ahead, stored } = await read(toMs, FROM_MS, meters);
      expect(ahead.map(figuresOf)).toEqual(stored.map(figuresOf));
      restart();
    }
  });

  it('tells of a table that is away, and keeps the sums once it is back', async () => {
    const { store, kept, read } = world();
    for (const id of ['one', 'two']) await store.writeDays(id, everyDay(1));
    kept.isAway = true;
    laterOn();
    await expect(read()).rejects.toThrow('away');
    kept.isAway = false;
    laterOn();
    await read();
    expect(kept.saved).toEqual([['one', 'two']]);
  });
});
