import { shardOf } from '@hengneng/contracts';
import { recordFacts } from '@hengneng/database';
import { encodePosition } from '@hengneng/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { createDutyWorker, type DutyWorker } from './duty-worker.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const at = (text: string) => Date.parse(`${text}+08:00`);

let api: ApiHarness;
let worker: DutyWorker;
let numbers = 0;
let sequence = 0;
let own = '';
let reporter = '';
let authority = '';
let admin = '';

beforeAll(async () => {
  // The test walks through weeks.
  api = await startApiHarness({ sessionIdleMs: 90 * DAY_MS, sessionLifetimeMs: 90 * DAY_MS });
  worker = createDutyWorker(api.dependencies);
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  authority = await api.signedIn([
    { role: 'authority', scope: { type: 'region', code: '430626' } },
  ]);
});
afterAll(() => api.dispose());

/** A new enterprise with two meters, registered on 2 November 2026. */
beforeEach(async () => {
  numbers += 1;
  own = creditCode(numbers);
  const enterprise = { id: own, name: `企业 ${numbers}`, regionCode: '430626' };
  await api.request('POST', '/enterprises', {
    as: admin,
    body: { ...enterprise, industryCode: 'C3011' },
  });
  for (const id of ['E01', 'E02']) {
    const meter = { id, name: id, energyKind: 'electricity', kind: 'register', unit: 'kWh' };
    const body = { ...meter, flow: 'purchased', level: 1 };
    await api.request('POST', `/enterprises/${own}/meters`, { as: admin, body });
  }
  reporter = await api.signedIn([
    { role: 'enterprise-reporter', scope: { type: 'enterprise', id: own } },
  ]);
  const registered = new Date(at('2026-11-02T09:00:00')).toISOString();
  for (const table of ['enterprise', 'meter']) {
    const column = table === 'meter' ? 'enterprise_id' : 'id';
    await api.database.executor.execute(
      `update ${table} set created_at = '${registered}' where ${column} = '${own}'`,
    );
  }
});

interface Sent {
  readonly meters?: readonly string[];
  readonly from: string;
  readonly count: number;
  /** Time from reading to receipt, milliseconds. */
  readonly delayMs?: number;
  readonly offsetMs?: number;
}

/** Stores readings as the data plane would, with the facts of their ranges. */
async function send({ meters = ['E01', 'E02'], from, count, delayMs = 2_000, offsetMs = 0 }: Sent) {
  const startMs = at(from) + offsetMs;
  for (let index = 0; index < count; index += 1) {
    const readAtMs = startMs + index * QUARTER_MS;
    sequence += 1;
    const position = encodePosition(1, sequence);
    await api.readingStore.write(
      meters.map((meterId) => ({ enterpriseId: own, meterId, readAtMs, value: index, position })),
    );
    pending.push({ sequence, readAtMs, receivedAtMs: readAtMs + delayMs });
  }
  await report();
}

const pending: { sequence: number; readAtMs: number; receivedAtMs: number }[] = [];

async function report() {
  const jobs = pending.splice(0).map((each) => ({
    ...OUTCOME,
    from: each.sequence,
    to: each.sequence,
    shard: shardOf(own),
    receivedFromMs: each.receivedAtMs,
    receivedToMs: each.receivedAtMs,
    readDates: { [own]: [localDay(each.readAtMs)] },
  }));
  await recordFacts(api.database, jobs, api.world.nowMs);
}

const OUTCOME = {
  type: 'range-outcome' as const,
  schemaVersion: 1 as const,
  gateway: 1,
  registryVersions: {},
  counts: [],
  quarantined: [],
  conflicts: [],
  outputs: [],
  events: [],
};

const localDay = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10);

/** Lets the worker look at a time until nothing is left to do. */
async function lookAt(time: string) {
  api.world.nowMs = at(time);
  while ((await worker.runOnce()) > 0);
}

async function duty(query: string) {
  const url = `/enterprises/${own}/data-duty?${query}`;
  const { body } = await api.request('GET', url, { as: reporter });
  return body;
}

/** `date result` with the results of the rules, for each day. */
async function results(query: string) {
  const { days } = await duty(query);
  return days.map(
    (day: { date: string; result: string; verdicts: { rule: string; result: string }[] }) => {
      const broken = day.verdicts.filter(({ result }) => result === 'not-met');
      return [day.date.slice(5), day.result, ...broken.map(({ rule }) => rule)].join(' ');
    },
  );
}

/** Tells the worker that touches have rested; PostgreSQL's clock is not the test's. */
async function restTouches() {
  await api.database.executor.execute("update data_duty_touch set since = '2000-01-01'");
}

describe('the duty to report', () => {
  it('is counted and judged a day after the registration, day by day', async () => {
    await send({ from: '2026-11-03T00:00:00', count: 96 });
    await send({ from: '2026-11-04T00:00:00', count: 80 });
    await lookAt('2026-11-05T00:14:00');
    expect(await results('from=2026-11-01&to=2026-11-10')).toEqual([
      '11-02 not-judged',
      '11-03 met',
    ]);
    await lookAt('2026-11-05T00:15:00');
    expect(await results('from=2026-11-04&to=2026-11-10')).toEqual(['11-04 not-met completeness']);
    const { days, total } = await duty('from=2026-11-04&to=2026-11-04');
    expect(days[0]).toMatchObject({
      expectedCount: 192,
      receivedCount: 160,
      meters: { E01: 80, E02: 80 },
    });
    expect(days[0].verdicts[0].reason).toContain('160 of 192');
    expect(total.completenessRatio).toBeCloseTo(160 / 192);
  });

  it('counts a day again when late readings came, and not before they rest', async () => {
    await send({ from: '2026-11-03T00:00:00', count: 80 });
    await lookAt('2026-11-05T01:00:00');
    expect((await results('from=2026-11-03&to=2026-11-03'))[0]).toContain('not-met completeness');
    await send({ from: '2026-11-03T20:00:00', count: 16, delayMs: 3 * DAY_MS });
    await lookAt('2026-11-05T02:00:00');
    expect((await results('from=2026-11-03&to=2026-11-03'))[0]).toContain('not-met completeness');
    await restTouches();
    await lookAt('2026-11-05T03:00:00');
    expect((await duty('from=2026-11-03&to=2026-11-03')).days[0]).toMatchObject({
      receivedCount: 192,
    });
  });

  it('measures punctuality and clocks once the day is closed', async () => {
    await send({ from: '2026-11-03T00:00:00', count: 96, meters: ['E01'], delayMs: -70_000 });
    await send({ from: '2026-11-03T00:00:00', count: 96, meters: ['E02'], delayMs: 2 * DAY_MS });
    await send({ from: '2026-11-04T00:00:00', count: 96, offsetMs: 90_000 });
    await lookAt('2026-11-04T12:00:00');
    expect(await results('from=2026-11-03&to=2026-11-03')).toEqual(['11-03 met']);
    await lookAt('2026-11-06T01:00:00');
    expect(await results('from=2026-11-03&to=2026-11-04')).toEqual([
      '11-03 not-met clock-offset timeliness',
      '11-04 not-met clock-offset',
    ]);
    const { days } = await duty('from=2026-11-03&to=2026-11-04');
    expect(days[0].verdicts[2].reason).toContain('E01 is 70 s ahead');
    expect(days[1].verdicts[2].reason).toContain('starts its day 90 s off midnight');
  });

  it('takes days from before the registration as they are', async () => {
    await send({ from: '2026-10-20T00:00:00', count: 96, meters: ['E01'], delayMs: 14 * DAY_MS });
    await lookAt('2026-11-03T01:00:00');
    await restTouches();
    await lookAt('2026-11-03T02:00:00');
    expect(await results('from=2026-10-01&to=2026-11-02')).toEqual([
      '10-20 met',
      '11-02 not-judged',
    ]);
    expect((await duty('from=2026-10-20&to=2026-10-20')).days[0]).toMatchObject({
      expectedCount: 96,
      meters: { E01: 96 },
    });
  });

  it('is lifted by a declaration made in time, and judged again after it', async () => {
    await send({ from: '2026-11-03T00:00:00', count: 96 });
    await lookAt('2026-11-10T01:00:00');
    const range = 'from=2026-11-03&to=2026-11-09';
    expect(await results(range)).toEqual([
      '11-03 met',
      '11-04 not-met completeness timeliness',
      '11-05 not-met completeness timeliness',
      '11-06 not-met completeness timeliness',
      '11-07 not-met completeness timeliness',
      '11-08 not-met completeness timeliness',
      '11-09 not-met completeness fault-declared',
    ]);
    // Declared on the third working day of the stop: 6, 9 and 10 November.
    const body = { kind: 'stop', from: '2026-11-06T00:00:00+08:00', reason: '年度停产检修' };
    const url = `/enterprises/${own}/declared-stops`;
    const made = await api.request('POST', url, { as: reporter, body });
    expect(made.status).toBe(201);
    await lookAt('2026-11-10T02:00:00');
    expect(await results(range)).toEqual([
      '11-03 met',
      '11-04 not-met completeness timeliness',
      '11-05 not-met completeness timeliness',
      '11-06 exempt',
      '11-07 exempt',
      '11-08 exempt',
      '11-09 exempt',
    ]);
    const action = (changes: object) =>
      api.request('POST', `${url}/${made.body.id}/actions`, { as: reporter, body: changes });
    await action({ action: 'end', at: '2026-11-09T00:00:00+08:00', note: '提前复产' });
    const longer = { action: 'end', at: '2026-11-20T00:00:00+08:00', note: 'longer' };
    expect((await action(longer)).body.code).toBe('TIME_RANGE_INVALID');
    await lookAt('2026-11-10T03:00:00');
    expect((await results(range)).at(-1)).toBe('11-09 not-met completeness');
    expect((await results(range)).at(-2)).toBe('11-08 exempt');
  });

  it('counts a late declaration from the day it is made', async () => {
    await lookAt('2026-11-12T10:00:00');
    const body = { kind: 'fault', from: '2026-11-03T00:00:00+08:00', reason: '采集终端故障' };
    await api.request('POST', `/enterprises/${own}/declared-stops`, { as: reporter, body });
    await lookAt('2026-11-14T01:00:00');
    expect(await results('from=2026-11-10&to=2026-11-13')).toEqual([
      '11-10 not-met completeness fault-declared timeliness',
      '11-11 not-met completeness fault-declared timeliness',
      '11-12 not-met completeness fault-declared timeliness',
      '11-13 exempt',
    ]);
  });

  it('asks for less where the authority allowed it', async () => {
    await send({ from: '2026-11-03T00:00:00', count: 24 });
    await lookAt('2026-11-04T01:00:00');
    expect((await results('from=2026-11-03&to=2026-11-03'))[0]).toContain('completeness');
    const url = `/enterprises/${own}/reporting-intervals`;
    const body = {
      intervalSeconds: 3_600,
      validFrom: '2026-11-01',
      documentNo: '1',
      reason: '难以实现',
    };
    expect((await api.request('POST', url, { as: reporter, body })).status).toBe(403);
    expect((await api.request('POST', url, { as: authority, body })).status).toBe(201);
    await lookAt('2026-11-04T02:00:00');
    expect(await results('from=2026-11-03&to=2026-11-03')).toEqual(['11-03 met']);
  });

  it('holds the days of a month against its ledger', async () => {
    await send({ from: '2026-10-20T00:00:00', count: 96, delayMs: 20 * DAY_MS });
    await lookAt('2026-11-22T01:00:00');
    const consistency = async () => {
      const { months } = await duty('from=2026-10-01&to=2026-10-31');
      return months[0].verdicts.at(-1);
    };
    expect(await consistency()).toMatchObject({
      rule: 'monthly-consistency',
      result: 'not-judged',
    });

    const path = `/enterprises/${own}/ledger`;
    const line = { kind: 'electricity', unit: '10MWh', purchased: 50, consumed: 50 };
    const lines = [{ ...line, consumedIndustrial: 50, openingStock: 0, closingStock: 0 }];
    const draft = { version: 0, lines };
    await api.request('PUT', `${path}/2026-10/draft`, { as: reporter, body: draft });
    const submit = { as: reporter, body: { version: 1 } };
    const submitted = await api.request('POST', `${path}/2026-10/submit`, submit);
    expect(submitted.body).toMatchObject({ state: 'submitted' });
    const reviewer = await api.signedIn([
      { role: 'enterprise-reviewer', scope: { type: 'enterprise', id: own } },
    ]);
    const check = { as: reviewer, body: { months: [{ month: '2026-10', revision: 1 }] } };
    expect((await api.request('POST', `${path}/check`, check)).status).toBe(200);

    // 50 万kWh is 500 000 kWh; the days of both meters may say 5 % more or less.
    const count = (quantity: number) =>
      api.energyStore.writeDays(
        own,
        ['E01', 'E02'].map((meterId) => ({
          ...{ meterId, startMs: at('2026-10-20T00:00:00'), quantity: quantity / 2 },
          ...{ estimatedQuantity: 0, coveredMs: DAY_MS },
        })),
      );
    await count(475_000);
    expect(await consistency()).toMatchObject({ result: 'met' });
    await count(474_990);
    expect(await consistency()).toMatchObject({
      result: 'not-met',
      reason: expect.stringContaining('electricity, kWh: the days add up to 474990'),
    });
  });

  it('does the same twice, and nothing where nothing changed', async () => {
    await send({ from: '2026-11-03T00:00:00', count: 96 });
    await lookAt('2026-11-05T01:00:00');
    const before = await duty('from=2026-11-01&to=2026-11-05');
    await api.database.executor.execute("update data_duty_state set due_at = '2000-01-01'");
    await lookAt('2026-11-05T02:00:00');
    expect(await duty('from=2026-11-01&to=2026-11-05')).toEqual(before);
  });

  it('waits while a store is away, and goes on afterwards', async () => {
    await send({ from: '2026-11-03T00:00:00', count: 96 });
    api.readingStore.away = true;
    await expect(lookAt('2026-11-05T01:00:00')).rejects.toThrow();
    api.readingStore.away = false;
    await lookAt('2026-11-05T01:00:00');
    expect(await results('from=2026-11-03&to=2026-11-03')).toEqual(['11-03 met']);
  });
});

describe('a region’s duty', () => {
  it('says who met it, in the region and in the caller’s scope alone', async () => {
    await lookAt('2026-11-20T01:00:00');
    const region = (code: string, as = authority) =>
      api.request('GET', `/regions/${code}/data-duty?month=2026-11`, { as });
    const { status, body } = await region('430626');
    expect(status).toBe(200);
    expect(body.items).toHaveLength(numbers);
    expect(body.share.metCount + body.share.notMetCount).toBe(
      numbers - body.share.exemptCount - body.share.notJudgedCount,
    );
    expect(body.rules.completeness.notMetCount).toBeGreaterThan(0);
    expect((await region('5201')).status).toBe(404);
    expect((await region('430626', reporter)).status).toBe(403);
  });
});
