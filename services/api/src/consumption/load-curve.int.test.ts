import { shardOf } from '@hengneng/contracts';
import { recordFacts } from '@hengneng/database';
import {
  COUNTING_START,
  type CountedPeriods,
  createMeterCount,
  createTimeline,
  encodePosition,
  type StoredReading,
} from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ID = creditCode(1);
const ZONE = 'Europe/Berlin';
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Clocks go back on the 25th: a day of 25 hours. */
const START_MS = Date.parse('2026-10-23T10:20:00+02:00');
const RANGE = { from: '2025-10-25T05:00:00Z', to: '2026-10-28T07:00:00Z' };
/** As many as the days of a year are asked of, while fewer are asked by the quarter hour. */
const METER_IDS = Array.from({ length: 10 }, (_, index) => `E${10 + index}`);

let api: ApiHarness;
let admin: string;
let asOf: string;

beforeAll(async () => {
  api = await startApiHarness();
  api.world.nowMs = Date.now() + 10_000;
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const enterprise = { id: ID, name: '企业', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', {
    ...{ as: admin, body: { ...enterprise, timeZone: ZONE } },
  });
  for (const id of METER_IDS) {
    const meter = { id, name: id, energyKind: 'electricity', kind: 'register', unit: 'kWh' };
    const body = { ...meter, flow: 'purchased', level: 1 };
    const { status } = await api.request('POST', `/enterprises/${ID}/meters`, { as: admin, body });
    expect(status).toBe(201);
  }
  const receivedToMs = api.world.nowMs + 60_000;
  asOf = new Date(receivedToMs + 60_000).toISOString();
  api.world.nowMs += 180_000;
  for (const meterId of ['E10', 'E11']) {
    const readings = readingsOf(meterId);
    await api.readingStore.write(readings);
    await storeCounted(meterId, readings, true);
  }
  const facts = [
    {
      ...({ type: 'range-outcome', schemaVersion: 1 } as const),
      ...{ gateway: 1, from: 1, to: 10, shard: shardOf(ID), conflicts: [] },
      ...{ receivedFromMs: receivedToMs - 1_000, receivedToMs, registryVersions: { [ID]: 2 } },
      ...{ counts: [], quarantined: [], outputs: [], events: [] },
    },
  ];
  await recordFacts(api.database, facts as never, receivedToMs);
});
afterAll(() => api.dispose());

/** Five days of quarter hours that differ, with a hole of some hours that has to be estimated. */
function readingsOf(meterId: string): StoredReading[] {
  let value = 1_000;
  return Array.from({ length: 5 * 96 }, (_, index) => {
    value += ((index * 37) % 101) / 8 + (meterId === 'E11' ? 3 : 0);
    const readAtMs = START_MS + index * QUARTER_MS;
    return { enterpriseId: ID, meterId, readAtMs, value, position: encodePosition(1, 1) };
  }).filter((_, index) => index < 100 || index > 130);
}

/** What the aggregator stores; without the demand of days, what an earlier version of it stored. */
async function storeCounted(
  meterId: string,
  readings: readonly StoredReading[],
  withDemand: boolean,
) {
  const epoch = { fromMs: 0, kind: 'register', unit: 'kWh', multiplier: 1 } as const;
  const rest = { registerMax: null, ratedPowerKw: null, intervalSeconds: null };
  const timeline = createTimeline({ epochs: [{ ...epoch, ...rest }], exchanges: [] });
  const count = createMeterCount({ timeline, timeZone: ZONE, start: COUNTING_START });
  const parts: CountedPeriods[] = [...count.count(readings), count.takeAll()];
  for (const { demands, days } of parts) {
    const named = <Row extends object>(row: Row) => ({ meterId, ...row });
    await api.energyStore.writeDemands(ID, demands.map(named));
    const stored = days.map(({ demand, ...day }) => (withDemand ? { ...day, demand } : day));
    await api.energyStore.writeDays(ID, stored.map(named));
  }
}

async function curve(meterIds: readonly string[], more = '', range = RANGE) {
  const query = `meterIds=${meterIds.join(',')}&from=${range.from}&to=${range.to}${more}`;
  const url = `/enterprises/${ID}/load-curve?${query}`;
  const { status, body } = await api.request('GET', url, { as: admin });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

describe('GET /enterprises/:id/load-curve of many meters and a long time', () => {
  it('has days of the zone as points, with the highs and lows of their quarter hours', async () => {
    const body = await curve(METER_IDS);
    expect(body.level).toBe('day');
    expect(body.bucketMs).toBe(DAY_MS);
    const starts: number[] = body.startsMs;
    expect(starts[0]).toBe(Date.parse(RANGE.from));
    const changeMs = Date.parse('2026-10-25T00:00:00+02:00');
    const at = starts.indexOf(changeMs);
    expect((starts[at + 1] ?? 0) - changeMs).toBe(25 * 3_600_000);
    const [first, , none] = body.series;
    expect(first.index.map((index: number) => starts[index])).toContain(changeMs);
    expect(none.index).toEqual([]);
    const quarters = await curve(['E10'], '&points=3000', {
      ...{ from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' },
    });
    expect(quarters).toMatchObject({ level: 'quarter-hour', bucketMs: QUARTER_MS });
    const whole = first.index.indexOf(at);
    expect(first.maxKw[whole]).toBe(Math.max(...quarters.series[0].maxKw));
    expect(first.minKw[whole]).toBe(Math.min(...quarters.series[0].minKw));
    expect(first.knownShare[whole]).toBe(1);
  });

  it.each(['', '&points=60'])(
    'answers as of an earlier time in the same points (%s)',
    async (more) => {
      const stored = await curve(METER_IDS, more);
      const recounted = await curve(METER_IDS, `${more}&asOf=${asOf}`);
      expect(recounted.startsMs).toEqual(stored.startsMs);
      expect(stored.series[0].index.length).toBeGreaterThan(1);
      expect(rounded(recounted.series)).toEqual(rounded(stored.series));
    },
  );

  it('draws the quarter hours together where an earlier engine kept no demand of days', async () => {
    const stored = await curve(METER_IDS);
    const empty = { quantity: 0, estimatedQuantity: 0, coveredMs: DAY_MS };
    const old = { meterId: 'E12', startMs: Date.parse('2026-10-24T00:00:00+02:00'), ...empty };
    await api.energyStore.writeDays(ID, [old]);
    const demand = { meterId: 'E12', startMs: old.startMs, kw: 5, estimated: false };
    await api.energyStore.writeDemands(ID, [demand]);
    const { series } = await curve(METER_IDS);
    expect(series[2]).toMatchObject({ meterId: 'E12', maxKw: [5], meanKw: [5] });
    expect(series.toSpliced(2, 1)).toEqual(stored.series.toSpliced(2, 1));
  });

  it('takes as many questions for many meters as for one', async () => {
    const { $client } = api.database.executor as unknown as {
      readonly $client: { query: (...args: unknown[]) => unknown };
    };
    const statements = vi.spyOn($client, 'query');
    const countFor = async (meterIds: readonly string[]) => {
      statements.mockClear();
      await curve(meterIds);
      return statements.mock.calls.length;
    };
    const one = await countFor(['E10']);
    expect(await countFor(METER_IDS)).toBe(one);
    statements.mockRestore();
  });

  it('expects nothing of the time to come', async () => {
    const nowMs = api.world.nowMs;
    const lastMs = START_MS + 5 * DAY_MS - QUARTER_MS;
    api.world.nowMs = lastMs;
    const to = new Date(lastMs + 3 * DAY_MS).toISOString();
    const body = await curve(METER_IDS, '', {
      from: RANGE.from,
      to: to.replace(/T.*/, 'T05:00:00Z'),
    });
    const [{ index, knownShare }] = body.series;
    expect(body.startsMs[index.at(-1)]).toBeLessThan(lastMs);
    expect(knownShare.at(-1)).toBe(1);
    api.world.nowMs = nowMs;
  });
});

/** Means are the same but for the last digits: their quarter hours are added in another order. */
function rounded(series: { meanKw: number[] }[]) {
  return series.map((one) => ({ ...one, meanKw: one.meanKw.map((kw) => kw.toFixed(9)) }));
}
