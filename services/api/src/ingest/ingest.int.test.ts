import type { QuarantinedMessage, RangeOutcome, RecordFactsJob } from '@hengneng/contracts';
import { recordFacts } from '@hengneng/database';
import { createLogger, createMetrics } from '@hengneng/telemetry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { createRecordFactsProcessor } from '../workers/record-facts.worker.ts';
import { createAccountingWatch } from './accounting-watch.ts';

const OWN = creditCode(1);
const OTHER = creditCode(2);
const RECEIVED_MS = Date.parse('2026-11-21T02:00:00Z');

let api: ApiHarness;
let admin = '';
let reporter = '';
/** Records as the worker does, at the time of receipt. */
async function record(jobs: readonly RecordFactsJob[]) {
  await recordFacts(api.database, jobs, RECEIVED_MS);
}

beforeAll(async () => {
  api = await startApiHarness();
  admin = await api.signedIn([{ role: 'admin', scope: ALL }], 'admin-1');
  for (const id of [OWN, OTHER]) {
    const body = { id, name: 'x', regionCode: '430626', industryCode: 'C3011' };
    await api.request('POST', '/enterprises', { as: admin, body });
  }
  const scope = { type: 'enterprise', id: OWN } as const;
  reporter = await api.signedIn([{ role: 'enterprise-reporter', scope }]);
  await record([
    outcome({
      quarantined: [
        refused(2, OWN),
        refused(3, OTHER, { reason: 'malformed' }),
        refused(4, '', { reason: 'unknown-enterprise' }),
        refused(5, OWN, { reason: 'too-large' }),
        refused(6, OWN),
      ],
      conflicts: [conflict(OWN, 1), conflict(OTHER, 2)],
    }),
  ]);
});
afterAll(() => api.dispose());
beforeEach(() => {
  api.world.asked.length = 0;
  api.world.answer = () => null;
});

function outcome(given: Partial<RangeOutcome>): RangeOutcome {
  const zero = { messages: 1, parsed: 1, stored: 0, duplicate: 0, conflict: 0 };
  const count = (enterpriseId: string) => ({
    ...zero,
    enterpriseId,
    date: '2026-11-21',
    quarantined: { malformed: 1 },
  });
  return {
    type: 'range-outcome',
    schemaVersion: 1,
    gateway: 1,
    from: 1,
    to: 10,
    shard: 0,
    receivedFromMs: RECEIVED_MS,
    receivedToMs: RECEIVED_MS,
    registryVersions: {},
    counts: [count(OWN), count(OTHER), count('')],
    quarantined: [],
    conflicts: [],
    outputs: [],
    events: [],
    ...given,
  };
}

function refused(
  sequence: number,
  enterpriseId: string,
  given: Partial<QuarantinedMessage> = {},
): QuarantinedMessage {
  return {
    sequence,
    enterpriseId,
    deviceId: 'd',
    receivedAtMs: RECEIVED_MS + sequence,
    source: 'mqtt:x',
    topic: 'energy/v1/x/d/readings',
    reason: 'unknown-meter',
    message: 'No such meter.',
    payloadBytes: 4,
    rejected: [],
    ...given,
  };
}

function conflict(enterpriseId: string, readAtMs: number) {
  return {
    enterpriseId,
    meterId: 'E01',
    readAtMs,
    keptValue: 1,
    keptPosition: 11,
    refusedValue: 2,
    refusedPosition: 12,
  };
}

const get = (path: string, as = admin) => api.request('GET', path, { as });
const idsOf = (answer: { body: { items: { id: string }[] } }) =>
  answer.body.items.map((item) => item.id);

describe('quarantine', () => {
  it('lists newest first, filtered, page by page', async () => {
    expect(idsOf(await get('/quarantine'))).toEqual(['1-6', '1-5', '1-4', '1-3', '1-2']);
    expect(idsOf(await get('/quarantine?reason=malformed'))).toEqual(['1-3']);
    expect(idsOf(await get(`/quarantine?enterpriseId=${OTHER}`))).toEqual(['1-3']);
    const first = await get('/quarantine?limit=2');
    expect(idsOf(first)).toEqual(['1-6', '1-5']);
    const second = await get(`/quarantine?limit=2&after=${first.body.next}`);
    expect(idsOf(second)).toEqual(['1-4', '1-3']);
  });

  it('shows an enterprise its own messages and nobody’s else', async () => {
    expect(idsOf(await get('/quarantine', reporter))).toEqual(['1-6', '1-5', '1-2']);
    expect(idsOf(await get(`/quarantine?enterpriseId=${OTHER}`, reporter))).toEqual([]);
    for (const id of ['1-3', '1-4']) {
      expect((await get(`/quarantine/${id}`, reporter)).status).toBe(404);
      expect((await get(`/quarantine/${id}/payload`, reporter)).status).toBe(404);
    }
    expect(api.world.asked).toEqual([]);
    expect((await get('/quarantine/1-2', reporter)).body).toMatchObject({ enterpriseId: OWN });
  });

  it('downloads the payload from the journal, always as unknown bytes', async () => {
    const payload = Buffer.from('<script>\xff', 'latin1');
    api.world.answer = () => ({
      ok: true,
      value: {
        position: '1/1/2',
        sequence: 2,
        receivedAtMs: 1,
        source: 's',
        topic: 't',
        refusal: null,
        payloadBase64: payload.toString('base64'),
      },
    });
    const response = await api.app.inject({
      method: 'GET',
      url: '/api/v1/quarantine/1-2/payload',
      headers: { authorization: `Bearer ${reporter}` },
    });
    expect(response.rawPayload.equals(payload)).toBe(true);
    expect(response.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="message-1-2.bin"',
    });
    expect(api.world.asked).toMatchObject([
      { gateway: 1, command: { type: 'fetch', sequence: 2 } },
    ]);
  });

  it('says so when the gateway does not answer', async () => {
    const answer = await get('/quarantine/1-2/payload');
    expect(answer).toMatchObject({ status: 503, body: { code: 'GATEWAY_UNAVAILABLE' } });
    expect(answer.headers['retry-after']).toBe('5');
  });
});

describe('a replay', () => {
  const replay = (id: string) => api.request('POST', `/quarantine/${id}/replay`, { as: admin });
  const done = { ok: true, value: { position: '1/3/77', sequence: 77 } } as const;

  it('asks under the message’s own id, so that a repeat is not a second message', async () => {
    expect((await replay('1-2')).body.code).toBe('GATEWAY_UNAVAILABLE');
    expect((await get('/quarantine/1-2')).body.state).toBe('open');
    api.world.answer = () => done;
    expect((await replay('1-2')).body).toMatchObject({
      state: 'replayed',
      replayedBy: 'admin-1',
      replayPosition: '1/3/77',
    });
    expect(new Set(api.world.asked.map(({ id }) => id))).toEqual(new Set(['replay-1-2-1']));
    expect(api.world.asked[0]?.command).toEqual({ type: 'replay', sequence: 2, actor: 'admin-1' });
  });

  it('is done once', async () => {
    expect(await replay('1-2')).toMatchObject({
      status: 409,
      body: { code: 'QUARANTINE_NOT_REPLAYABLE' },
    });
    expect(api.world.asked).toEqual([]);
  });

  it('asks anew after the gateway failed at it', async () => {
    api.world.answer = (_command, id) =>
      id.endsWith('-1') ? { ok: false, message: 'disk full' } : done;
    expect((await replay('1-6')).status).toBe(200);
    expect(api.world.asked.map(({ id }) => id)).toEqual(['replay-1-6-1', 'replay-1-6-2']);
  });

  it('is refused for a message that was too large to keep', async () => {
    expect((await replay('1-5')).body.code).toBe('QUARANTINE_NOT_REPLAYABLE');
  });

  it('is not for the enterprise itself', async () => {
    const answer = await api.request('POST', '/quarantine/1-2/replay', { as: reporter });
    expect(answer.status).toBe(403);
  });
});

describe('conflicts', () => {
  it('show both readings, to whom they belong', async () => {
    const { body } = await get('/conflicts', reporter);
    expect(body.items).toMatchObject([
      {
        enterpriseId: OWN,
        meterId: 'E01',
        readAt: '1970-01-01T00:00:00.001Z',
        kept: { value: 1, position: 11 },
        refused: { value: 2, position: 12 },
      },
    ]);
    expect((await get('/conflicts')).body.items).toHaveLength(2);
    const first = await get('/conflicts?limit=1');
    const second = await get(`/conflicts?limit=1&after=${first.body.next}`);
    expect(idsOf(first).concat(idsOf(second))).toEqual(idsOf(await get('/conflicts')));
  });
});

describe('the recorder of reports', () => {
  it('records those that arrive together, and lets a bad one fail alone', async () => {
    const told: string[] = [];
    const record = createRecordFactsProcessor(
      {
        ...api.dependencies,
        metrics: createMetrics('recorder'),
        reportRecorded: async (gateway, ids) =>
          void told.push(...ids.map((id) => `${gateway}:${id}`)),
      },
      new AbortController().signal,
    );
    const report = (from: number, date: string) => {
      const zero = { messages: 1, parsed: 0, stored: 0, duplicate: 0, conflict: 0 };
      const count = { ...zero, enterpriseId: OTHER, date, quarantined: {} };
      const receivedFromMs = Date.parse('2026-11-01T00:00:00Z');
      return outcome({ from, to: from, receivedFromMs, counts: [count] });
    };
    const outcomes = await Promise.allSettled([
      record(report(201, '2026-11-01')),
      record(report(202, '2026-11-01')),
      record(report(203, 'no such day')),
      record(report(204, '2026-11-01')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(told.sort()).toEqual(['1:1-201-201-0', '1:1-202-202-0', '1:1-204-204-0']);
    const { body } = await get('/ingest/accounting?date=2026-11-01');
    expect(body.enterprises).toMatchObject([{ enterpriseId: OTHER, messages: 3 }]);
  });
});

describe('what devices reported', () => {
  const range = 'from=1970-01-01T00:00:00Z&to=1970-01-02T00:00:00Z';

  it('is shown to whom it belongs, page by page', async () => {
    const sent = { enterpriseId: OWN, deviceId: 'd', receivedAtMs: RECEIVED_MS };
    const output = { ...sent, product: 'clinker', toMs: 9_000, quantity: 1_200.5, unit: 't' };
    const event = { ...sent, type: 'meter-replaced', meterId: 'E01', note: '换表' };
    await record([
      outcome({
        from: 101,
        to: 110,
        counts: [],
        outputs: [
          { ...output, sequence: 101, index: 0, fromMs: 2_000 },
          { ...output, sequence: 101, index: 1, fromMs: 1_000 },
          { ...output, sequence: 102, index: 0, fromMs: 2_000 },
        ],
        events: [{ ...event, sequence: 103, index: 0, atMs: 5, finalValue: 7, initialValue: 0 }],
      }),
    ]);
    const path = `/enterprises/${OWN}/outputs?${range}`;
    const all = await get(path, reporter);
    expect(idsOf(all)).toEqual(['1-101-1', '1-101-0', '1-102-0']);
    expect(all.body.items[0]).toMatchObject({ product: 'clinker', quantity: 1_200.5, unit: 't' });
    const first = await get(`${path}&limit=2`, reporter);
    expect(idsOf(await get(`${path}&limit=2&after=${first.body.next}`, reporter))).toEqual([
      '1-102-0',
    ]);
    const events = await get(`/enterprises/${OWN}/events?${range}`, reporter);
    expect(events.body.items).toMatchObject([
      { type: 'meter-replaced', at: '1970-01-01T00:00:00.005Z', finalValue: 7, initialValue: 0 },
    ]);
    expect((await get(`/enterprises/${OTHER}/events?${range}`, reporter)).status).toBe(404);
    expect((await get(`/enterprises/${OTHER}/events?${range}`)).body.items).toEqual([]);
  });
});

describe('the account', () => {
  it('holds messages against the journal for who sees everything', async () => {
    api.world.statuses.set(1, {
      gateway: 1,
      atMs: api.world.nowMs,
      headSequence: 10,
      completedThrough: 3,
      inFlightByDate: { '2026-11-21': 7 },
      journalledByDate: { '2026-11-21': 10 },
      blocked: false,
    });
    const { body } = await get('/ingest/accounting?date=2026-11-21');
    expect(body.messages).toEqual({ journalled: 10, processed: 3, inFlight: 7, balanced: true });
    expect(body.enterprises).toHaveLength(3);
    expect(body.enterprises[0]).toEqual({
      enterpriseId: '',
      name: null,
      messages: 1,
      parsed: 1,
      stored: 0,
      duplicate: 0,
      conflict: 0,
      quarantined: { malformed: 1 },
      balanced: true,
    });
    expect((await get('/ingest/accounting')).body.date).toBe('2026-11-21');
  });

  it('shows an enterprise its own line', async () => {
    const { body } = await get('/ingest/accounting?date=2026-11-21', reporter);
    expect(body.messages).toBeNull();
    expect(body.enterprises.map((row: { enterpriseId: string }) => row.enterpriseId)).toEqual([
      OWN,
    ]);
  });

  it('refuses a day there is not', async () => {
    expect((await get('/ingest/accounting?date=2026-02-30')).status).toBe(400);
  });
});

describe('the watch over the account', () => {
  it('raises one alarm after three looks in a row, and ends it when all is well', async () => {
    const lines: string[] = [];
    const logger = createLogger({
      service: 'api',
      destination: { write: (line) => lines.push(JSON.parse(line).message) },
    });
    const metrics = createMetrics('watched');
    const watch = createAccountingWatch({ ...api.dependencies, logger, metrics });
    const status = api.world.statuses.get(1);
    if (status === undefined) throw new Error('The test before left a status.');
    await watch.look();
    expect(lines).toEqual([]);
    api.world.statuses.set(1, { ...status, inFlightByDate: { '2026-11-21': 6 } });
    await watch.look();
    await watch.look();
    expect(lines).toEqual([]);
    await watch.look();
    await watch.look();
    expect(lines).toEqual(['The account does not add up.']);
    expect(await metrics.text()).toContain('hengneng_watched_unaccounted_messages 1');
    api.world.statuses.set(1, status);
    await watch.look();
    expect(lines).toEqual(['The account does not add up.', 'The account adds up again.']);
  });
});

describe('verification of the journals', () => {
  const report = {
    gateway: 1,
    startedAtMs: 1,
    finishedAtMs: 2,
    ok: false,
    segments: 3,
    records: 9,
    firstSequence: 1,
    lastSequence: 9,
    findings: [{ segment: 2, block: 1, sequence: 5, message: 'The hash does not fit.' }],
  };

  it('is asked for, done by the gateways, and its last result kept', async () => {
    expect((await get('/journal/verification')).body.latest).toBeNull();
    api.world.answer = () => ({ ok: true, value: report });
    const begun = await api.request('POST', '/journal/verification', { as: admin });
    expect(begun).toMatchObject({ status: 202, body: { latest: { requestedBy: 'admin-1' } } });
    await api.verifier.settled();
    const { body } = await get('/journal/verification');
    expect(body.latest).toMatchObject({
      state: 'finished',
      ok: false,
      requestedBy: 'admin-1',
      gateways: [{ gateway: 1, failure: null, report: { findings: [{ block: 1 }] } }],
    });
  });

  it('is not begun twice, and goes on after a restart', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { gateways } = api.dependencies;
    const ask = gateways.ask;
    Object.assign(gateways, {
      ask: async (...args: Parameters<typeof ask>) => {
        await gate;
        return await ask(...args);
      },
    });
    await api.request('POST', '/journal/verification', { as: admin });
    expect(await api.request('POST', '/journal/verification', { as: admin })).toMatchObject({
      status: 409,
      body: { code: 'VERIFICATION_RUNNING' },
    });
    await api.verifier.resume();
    release();
    await api.verifier.settled();
    const { body } = await get('/journal/verification');
    expect(body.latest).toMatchObject({ state: 'finished', ok: false });
    expect(body.latest.gateways[0].failure).toContain('did not answer');
    Object.assign(gateways, { ask });
  });
});
