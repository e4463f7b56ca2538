import { shardOf } from '@hengneng/contracts';
import { recordFacts } from '@hengneng/database';
import {
  countAll,
  createHourTotals,
  createTimeline,
  encodePosition,
  periodsFromHours,
  type StoredReading,
} from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ID = creditCode(1);
const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
const MARCH = Date.parse('2026-03-01T00:00:00+08:00');

let api: ApiHarness;
let admin: string;
/** After everything is registered; the database has a clock of its own. */
let earlyMs: number;
let lateMs: number;

beforeAll(async () => {
  api = await startApiHarness();
  api.world.nowMs = Date.now() + 10_000;
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const body = { id: ID, name: '企业', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: admin, body });
  const meter = { id: 'E01', name: '总表', energyKind: 'electricity', kind: 'register' };
  const meaning = { unit: 'kWh', flow: 'purchased', level: 1, intervalSeconds: undefined };
  const added = await api.request('POST', `/enterprises/${ID}/meters`, {
    as: admin,
    body: { ...meter, ...meaning },
  });
  expect(added.status).toBe(201);
  earlyMs = api.world.nowMs + 60_000;
  lateMs = api.world.nowMs + 120_000;
  api.world.nowMs += 180_000;
  // The first day comes in the first range, the second day late, with a value that displaced one.
  const readings = [...hours(0, 24, 10), ...hours(25, 48, 20)];
  const noon = readings.findIndex(({ readAtMs }) => readAtMs === MARCH + 12 * HOUR_MS);
  readings[noon] = { ...reading(12, 20), value: 125 };
  await api.readingStore.write(readings);
  await storeCounted(readings);
  await outcome({ from: 1, to: 10, receivedToMs: earlyMs, conflicts: [] });
  await outcome({
    ...{ from: 11, to: 20, receivedToMs: lateMs },
    conflicts: [
      {
        ...{ enterpriseId: ID, meterId: 'E01', readAtMs: MARCH + 12 * HOUR_MS },
        ...{ keptValue: 125, keptPosition: encodePosition(1, 20) },
        ...{ refusedValue: 120, refusedPosition: encodePosition(1, 10) },
      },
    ],
  });
});
afterAll(() => api.dispose());

function reading(hour: number, sequence: number): StoredReading {
  return {
    ...{ enterpriseId: ID, meterId: 'E01', readAtMs: MARCH + hour * HOUR_MS },
    ...{ value: hour * 10, position: encodePosition(1, sequence) },
  };
}

function hours(from: number, to: number, sequence: number): StoredReading[] {
  return Array.from({ length: to - from + 1 }, (_, index) => reading(from + index, sequence));
}

/** What the aggregator would have stored. */
async function storeCounted(readings: readonly StoredReading[]) {
  const epoch = { fromMs: 0, kind: 'register', unit: 'kWh', multiplier: 1 } as const;
  const rest = { registerMax: null, ratedPowerKw: null, intervalSeconds: null };
  const timeline = createTimeline({ epochs: [{ ...epoch, ...rest }], exchanges: [] });
  const totals = createHourTotals(ZONE);
  for (const segment of countAll(timeline, readings).segments) totals.add(segment);
  const named = totals.hours().map((hour) => ({ meterId: 'E01', ...hour }));
  await api.energyStore.writeHours(ID, named);
  const days = periodsFromHours(named, 'day', ZONE).map((day) => ({ meterId: 'E01', ...day }));
  await api.energyStore.writeDays(ID, days);
}

async function outcome(range: {
  from: number;
  to: number;
  receivedToMs: number;
  conflicts: object[];
}) {
  const { from, to, receivedToMs, conflicts } = range;
  const facts = [
    {
      ...({ type: 'range-outcome', schemaVersion: 1 } as const),
      ...{ gateway: 1, from, to, shard: shardOf(ID) },
      ...{ receivedFromMs: receivedToMs - 1_000, receivedToMs, registryVersions: { [ID]: 2 } },
      ...{ counts: [], quarantined: [], conflicts: conflicts as never, outputs: [], events: [] },
    },
  ];
  await recordFacts(api.database, facts, receivedToMs);
}

async function read(asOfMs: number | null, status = 200) {
  const asOf = asOfMs === null ? '' : `&asOf=${new Date(asOfMs).toISOString()}`;
  const url = `/enterprises/${ID}/consumption?from=2026-03-01&to=2026-03-03&interval=day${asOf}`;
  const answer = await api.request('GET', url, { as: admin });
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
}

describe('asOf', () => {
  it('counts again what had been received by then, and names the cut', async () => {
    const early = await read(earlyMs);
    expect(early.rows[0].groups[0]).toMatchObject({ quantity: 240, completeness: 1 });
    expect(early.rows[1].groups[0]).toMatchObject({ quantity: null, state: 'no-data' });
    expect(early.asOf).toMatchObject({
      receivedUntil: new Date(earlyMs).toISOString(),
      positions: [{ gateway: 1, sequence: 10 }],
    });
  });

  it('takes the value that counted then where another one took its place later', async () => {
    const hourly = (asOfMs: number) =>
      api.request(
        'GET',
        `/enterprises/${ID}/consumption?from=2026-03-01T11:00:00%2B08:00&to=2026-03-01T12:00:00%2B08:00` +
          `&interval=hour&asOf=${new Date(asOfMs).toISOString()}`,
        { as: admin },
      );
    expect((await hourly(earlyMs)).body.total.groups[0].quantity).toBe(10);
    expect((await hourly(lateMs)).body.total.groups[0].quantity).toBe(15);
  });

  it('agrees to the bit with what is stored once everything had been received', async () => {
    const [now, late] = [await read(null), await read(lateMs)];
    expect(late.rows).toEqual(now.rows);
    expect(now.rows[1].groups[0].quantity).toBe(240);
  });

  it('cannot know the future, nor a time before anything was on record', async () => {
    expect((await read(api.world.nowMs + 1, 422)).code).toBe('AS_OF_UNKNOWN');
    expect((await read(Date.parse('2020-01-01T00:00:00Z'), 422)).code).toBe('AS_OF_UNKNOWN');
  });
});

describe('GET /enterprises/:id/demand', () => {
  it('answers quarter hours with the maxima of days and months', async () => {
    const quarter = (index: number, kw: number, estimated: boolean) => ({
      ...{ meterId: 'E01', startMs: MARCH + index * 900_000, kw, estimated },
    });
    const demands = [quarter(0, 100, false), quarter(1, 140, true), quarter(96, 120, false)];
    await api.energyStore.writeDemands(ID, demands);
    const url = `/enterprises/${ID}/demand?meterId=E01&from=2026-03&to=2026-04`;
    const { body } = await api.request('GET', url, { as: admin });
    expect(body.items).toHaveLength(3);
    expect(body.days).toMatchObject([
      { kw: 140, estimated: true, measuredKw: 100 },
      { kw: 120, estimated: false, measuredKw: 120 },
    ]);
    expect(body.months).toMatchObject([
      { kw: 140, at: '2026-02-28T16:15:00.000Z', estimated: true, measuredKw: 120 },
    ]);
  });
});

describe('GET /enterprises/:id/load-curve', () => {
  const curve = async (query: string, expected = 200) => {
    const url = `/enterprises/${ID}/load-curve?${query}`;
    const { status, body } = await api.request('GET', url, { as: admin });
    expect(status, JSON.stringify(body)).toBe(expected);
    return body;
  };

  it('reduces a month to as many points as were asked for, highs and lows kept', async () => {
    const body = await curve('meterIds=E01&from=2026-03&to=2026-04&points=31');
    expect(body.bucketMs).toBe(86_400_000);
    expect(body.series).toMatchObject([
      {
        ...{ meterId: 'E01', index: [0, 1], minKw: [100, 120], maxKw: [140, 120] },
        ...{ meanKw: [120, 120], estimatedShare: [0.5, 0], knownShare: [2 / 96, 1 / 96] },
      },
    ]);
  });

  it('gives quarter hours themselves where there are few', async () => {
    const body = await curve('meterIds=E01&from=2026-03-01&to=2026-03-02&points=96');
    expect(body.bucketMs).toBe(900_000);
    expect(body.series[0].maxKw).toEqual([100, 140]);
  });

  it('refuses more points than a browser draws, and meters that are not there', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `M${index}`).join(',');
    const march = 'from=2026-03&to=2026-04';
    const { message } = await curve(`meterIds=${ids}&${march}&points=3000`, 400);
    expect(message).toContain('ask for fewer');
    await curve(`meterIds=NONE&${march}`, 404);
  });
});

describe('an auditor with a frozen state', () => {
  it('gets it from every route without asking, and leaves no trace of it for others', async () => {
    const auditor = await api.signedIn([
      {
        role: 'auditor',
        scope: {
          ...{ type: 'engagement', enterpriseIds: [ID] },
          ...{ periodFrom: '2026-01-01', periodTo: '2026-12-31', dataAsOfMs: earlyMs },
          expiresAtMs: api.world.nowMs + 86_400_000,
        },
      },
    ]);
    const march = 'from=2026-03-01&to=2026-03-03';
    const read = async (as: string, path: string) => {
      const { status, body } = await api.request('GET', path, { as });
      expect(status, JSON.stringify(body)).toBe(200);
      return body;
    };
    const consumption = `/enterprises/${ID}/consumption?${march}&interval=month`;
    expect((await read(auditor, consumption)).total.groups[0].quantity).toBe(240);
    expect((await read(admin, consumption)).total.groups[0].quantity).toBe(480);
    const area = `/regions/43/consumption?${march}&interval=month`;
    expect((await read(auditor, area)).total.groups[0].quantity).toBe(240);
    expect((await read(admin, area)).total.groups[0].quantity).toBe(480);
    const demand = await read(auditor, `/enterprises/${ID}/demand?meterId=E01&${march}`);
    expect(demand.items).toHaveLength(96);
    expect(demand.asOf.positions).toMatchObject([{ sequence: 10 }]);
    const curve = await read(auditor, `/enterprises/${ID}/load-curve?meterIds=E01&${march}`);
    expect(curve.asOf.positions).toMatchObject([{ sequence: 10 }]);
    expect(curve.series[0].index).toHaveLength(96);
    const explained = await read(auditor, `/enterprises/${ID}/explain?${march}`);
    expect(explained.meters.items[0].counted.quantity).toBe(240);
  });
});

describe('GET /enterprises/:id/explain', () => {
  const explain = async (query: string) => {
    const url = `/enterprises/${ID}/explain?from=2026-03-01&to=2026-03-03&interval=day${query}`;
    const answer = await api.request('GET', url, { as: admin });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };

  it('leads from the figure to its readings and factors, and agrees with what is stored', async () => {
    const body = await explain('');
    expect(body.agrees).toBe(true);
    expect(body.meters.items).toMatchObject([
      {
        ...{ meterId: 'E01', unit: 'kWh', agrees: true },
        counted: { quantity: 480, estimatedQuantity: 0, coveredMs: 48 * HOUR_MS },
        readings: {
          count: 48,
          before: { value: 0, position: '1/10' },
          after: { value: 480, position: '1/20' },
        },
        segments: [{ quality: 'measured', reason: 'continuous', count: 48 }],
      },
    ]);
    const [calorific] = body.figures[0].steps;
    expect(calorific.value).toBe((480 * calorific.factor.perUnit) / 1_000);
    expect(calorific.text).toContain('480 kWh × 0.1229 kgce/kWh');
    expect(body.verdicts).toEqual([{ meterId: 'E01', verdict: 'counted' }]);
  });

  it('says so where the stored figures are not what the readings give', async () => {
    const hour = { meterId: 'E01', startMs: MARCH, quantity: 1, estimatedQuantity: 0 };
    const day = { ...hour, coveredMs: 24 * HOUR_MS };
    const [good] = await api.energyStore.days({
      ...{ enterpriseId: ID, meterIds: ['E01'], fromMs: MARCH, toMs: MARCH + 1 },
    });
    await api.energyStore.writeDays(ID, [day]);
    expect((await explain('')).agrees).toBe(false);
    if (good !== undefined) await api.energyStore.writeDays(ID, [good]);
    expect((await explain('')).agrees).toBe(true);
  });

  it('explains an earlier time by the readings of then', async () => {
    const body = await explain(`&asOf=${new Date(earlyMs).toISOString()}`);
    expect(body).toMatchObject({ agrees: null, asOf: { positions: [{ sequence: 10 }] } });
    expect(body.meters.items[0]).toMatchObject({ stored: null, counted: { quantity: 240 } });
  });
});
