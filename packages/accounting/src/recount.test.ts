import {
  countAll,
  createHourTotals,
  createTimeline,
  type PeriodEnergy,
  type StoredReading,
} from '@hengneng/domain';
import { createInMemoryReadingScan, createInMemoryReadingStore } from '@hengneng/testkit';
import { describe, expect, it } from 'vitest';

import { recountMeter } from './recount.ts';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
const DAYS = 120;
const START = Date.parse('2026-01-01T00:00:00+08:00');
const FROM = START + 100 * 24 * HOUR_MS;
const TO = FROM + 3 * 24 * HOUR_MS;
const HISTORY = {
  meterId: 'E01',
  epochs: [
    {
      ...({ fromMs: 0, kind: 'register', unit: 'kWh', multiplier: 40 } as const),
      ...{ registerMax: null, ratedPowerKw: null, intervalSeconds: 3_600 },
    },
  ],
  exchanges: [],
};

/** Hourly readings of a register; `valueAt` may bend them. */
function readings(valueAt: (hour: number) => number | null): StoredReading[] {
  return Array.from({ length: DAYS * 24 }, (_, hour) => hour).flatMap((hour) => {
    const value = valueAt(hour);
    const readAtMs = START + hour * HOUR_MS;
    return value === null
      ? []
      : [{ enterpriseId: 'X', meterId: 'E01', readAtMs, value, position: hour + 1 }];
  });
}

async function recounted(all: readonly StoredReading[]): Promise<PeriodEnergy[]> {
  const store = createInMemoryReadingStore();
  await store.write(all);
  const totals = createHourTotals(ZONE);
  await recountMeter({
    ...{ scan: createInMemoryReadingScan(store), enterpriseId: 'X', history: HISTORY },
    ...{ fromMs: FROM, toMs: TO, corrections: [], visible: (reading) => reading },
    onSegment: (segment) => totals.add(segment),
  });
  return totals.hours().filter(({ startMs }) => startMs >= FROM && startMs < TO);
}

function countedWhole(all: readonly StoredReading[]): PeriodEnergy[] {
  const totals = createHourTotals(ZONE);
  for (const segment of countAll(createTimeline(HISTORY), all).segments) totals.add(segment);
  return totals.hours().filter(({ startMs }) => startMs >= FROM && startMs < TO);
}

describe('recountMeter', () => {
  const from = 100 * 24;
  it.each([
    { name: 'a register that runs', valueAt: (hour: number) => hour * 1.7 },
    { name: 'a register that stood still since long before', valueAt: () => 500 },
    {
      name: 'a register that fell long before and stood still since',
      valueAt: (hour: number) => (hour < 20 * 24 ? 1_000 + hour : 10),
    },
    {
      name: 'a register that was begun anew within the range',
      valueAt: (hour: number) => (hour < from + 30 ? hour : hour - from),
    },
    {
      name: 'a gap across the start of the range',
      valueAt: (hour: number) => (Math.abs(hour - from) < 20 ? null : hour * 3),
    },
    {
      name: 'a gap across its end',
      valueAt: (hour: number) => (Math.abs(hour - from - 72) < 30 ? null : hour * 3),
    },
    {
      name: 'a dip that comes back after the range',
      valueAt: (hour: number) => (hour > from + 60 && hour < from + 90 ? 5 : hour),
    },
  ])('agrees with counting everything: $name', async ({ valueAt }) => {
    const all = readings(valueAt);
    const hours = await recounted(all);
    expect(hours).toEqual(countedWhole(all));
    expect(hours.length).toBeGreaterThan(0);
  });
});
