import type {
  JournalDay,
  OutcomeCount,
  QuarantinedMessage,
  RangeOutcome,
  RecordFactsJob,
} from '@hengneng/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { isBalanced } from './accounting-sums.ts';
import { type Database, type Executor, isDatabaseUnavailable } from './connection.ts';
import { lastSeenOfDevices } from './device-activity.ts';
import { insertDevice } from './devices.ts';
import { insertEnterprises } from './enterprises.ts';
import {
  findReceivedAtMs,
  getQuarantine,
  listAccounting,
  listConflicts,
  listJournalDay,
  listProcessedDay,
  listQuarantine,
  markReplayed,
} from './facts.ts';
import { recordFacts } from './record-facts.ts';
import { SYSTEM_SCOPE } from './tenant-scope.ts';
import { startOwnServer, type TestServer } from './testing/test-database.ts';

const DATE = '2026-11-21';
const RECEIVED_MS = Date.parse('2026-11-21T02:00:00Z');
const TABLES =
  'range_outcome, accounting_day, processed_day, journal_day, quarantine, reading_conflict, reported_output, reported_event';

let server: TestServer;
let database: Database;
beforeAll(async () => {
  server = await startOwnServer();
  database = server.database;
});
afterAll(() => server.dispose());
beforeEach(async () => {
  await database.executor.execute(`truncate ${TABLES}`);
});

/** Records as the worker does, at the time of receipt. */
async function record(on: Database, jobs: readonly RecordFactsJob[]) {
  await recordFacts(on, jobs, RECEIVED_MS);
}

function counts(given: Partial<OutcomeCount> = {}): OutcomeCount {
  const stored = given.stored ?? 2;
  return {
    enterpriseId: 'A',
    date: DATE,
    messages: 1,
    parsed: stored,
    stored,
    duplicate: 0,
    conflict: 0,
    quarantined: {},
    ...given,
  };
}

function outcome(given: Partial<RangeOutcome> = {}): RangeOutcome {
  return {
    type: 'range-outcome',
    schemaVersion: 1,
    gateway: 1,
    from: 1,
    to: 10,
    shard: 3,
    receivedFromMs: RECEIVED_MS,
    receivedToMs: RECEIVED_MS + 100,
    registryVersions: { A: 4 },
    counts: [counts()],
    quarantined: [],
    conflicts: [],
    outputs: [],
    events: [],
    ...given,
  };
}

function refused(sequence: number, given: Partial<QuarantinedMessage> = {}): QuarantinedMessage {
  return {
    sequence,
    receivedAtMs: RECEIVED_MS,
    source: 'mqtt:A.d',
    topic: 'energy/v1/A/d/readings',
    enterpriseId: 'A',
    deviceId: 'd',
    reason: 'unknown-meter',
    message: 'No such meter.',
    payloadBytes: 40,
    rejected: [],
    ...given,
  };
}

const accounts = () => listAccounting(database.executor, SYSTEM_SCOPE, { date: DATE });
const quarantined = async () =>
  (await listQuarantine(database.executor, SYSTEM_SCOPE, { limit: 100 })).items;

/** Records a report, but its statement number `failAt` throws; false where it has fewer statements. */
async function failsAt(failAt: number, job: RangeOutcome): Promise<boolean> {
  let statement = 0;
  const faulty = (tx: Executor): Executor =>
    new Proxy(tx, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        const isStatement = ['select', 'insert', 'delete', 'execute'].includes(String(name));
        if (isStatement && ++statement === failAt) throw new Error('planted');
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const broken: Database = {
    ...database,
    transaction: (work) => database.transaction((tx) => work(faulty(tx))),
  };
  return await record(broken, [job]).then(
    () => false,
    (error: unknown) => {
      if (String(error).includes('planted')) return true;
      throw error;
    },
  );
}

describe('recordFacts', () => {
  it('adds a new range to the totals of its day', async () => {
    await record(database, [outcome(), outcome({ from: 11, to: 20 })]);
    expect(await accounts()).toEqual([
      {
        enterpriseId: 'A',
        messages: 2,
        parsed: 4,
        stored: 4,
        duplicate: 0,
        conflict: 0,
        quarantined: {},
      },
    ]);
    expect(await listProcessedDay(database.executor, DATE)).toEqual([{ gateway: 1, processed: 2 }]);
  });

  it('changes nothing when the same range is recorded again, any number of times', async () => {
    const job = outcome({
      counts: [counts({ parsed: 4, stored: 2, conflict: 1, quarantined: { 'unknown-meter': 1 } })],
      quarantined: [refused(5)],
      conflicts: [
        {
          enterpriseId: 'A',
          meterId: 'E01',
          readAtMs: 5,
          keptValue: 1,
          keptPosition: 9,
          refusedValue: 2,
          refusedPosition: 10,
        },
      ],
      outputs: [
        {
          enterpriseId: 'A',
          deviceId: 'd',
          sequence: 6,
          index: 0,
          receivedAtMs: RECEIVED_MS,
          product: 'clinker',
          fromMs: 0,
          toMs: 1,
          quantity: 3,
          unit: 't',
        },
      ],
      events: [
        {
          enterpriseId: 'A',
          deviceId: 'd',
          sequence: 7,
          index: 0,
          receivedAtMs: RECEIVED_MS,
          ...{
            type: 'meter-replaced',
            meterId: 'E01',
            atMs: 3,
            finalValue: null,
            initialValue: 0,
            note: '',
          },
        },
      ],
    });
    const everything = async () => [
      await accounts(),
      await quarantined(),
      await listProcessedDay(database.executor, DATE),
      (await listConflicts(database.executor, SYSTEM_SCOPE, { limit: 9 })).items.map(
        ({ recordedAtMs: _, ...rest }) => rest,
      ),
      (await database.executor.execute('select * from reported_output')).rows,
      (await database.executor.execute('select * from reported_event')).rows,
    ];
    await record(database, [job]);
    const once = await everything();
    expect(once[0]).toHaveLength(1);
    await record(database, [job, job]);
    expect(await everything()).toEqual(once);
  });

  it('moves the totals by the difference when a later run ends otherwise', async () => {
    await record(database, [
      outcome({ counts: [counts({ parsed: 3, stored: 2, quarantined: { 'unknown-meter': 1 } })] }),
      outcome({ from: 11, to: 20 }),
    ]);
    await record(database, [outcome({ counts: [counts({ parsed: 3, stored: 2, duplicate: 1 })] })]);
    const [row] = await accounts();
    expect(row).toMatchObject({ parsed: 5, stored: 4, duplicate: 1, quarantined: {} });
  });

  it.each([
    { name: 'one after the other', together: false },
    { name: 'in one transaction', together: true },
  ])('keeps the later of two runs that come in disorder, $name', async ({ together }) => {
    const run = (ranAtMs: number, stored: number, sequence: number) =>
      outcome({
        ranAtMs,
        counts: [counts({ stored, parsed: stored })],
        quarantined: [refused(sequence)],
      });
    const disorder = [run(2_000, 7, 2), run(1_000, 9, 3)];
    if (together) await record(database, disorder);
    else for (const job of disorder) await record(database, [job]);
    expect(await accounts()).toMatchObject([{ stored: 7 }]);
    expect((await quarantined()).map(({ id }) => id)).toEqual(['1-2']);
    await record(database, [run(2_000, 8, 4)]);
    expect(await accounts()).toMatchObject([{ stored: 8 }]);
    expect((await quarantined()).map(({ id }) => id)).toEqual(['1-4']);
  });

  it('replaces the rows of the range alone', async () => {
    await record(database, [
      outcome({ quarantined: [refused(2), refused(3)] }),
      outcome({ shard: 4, quarantined: [refused(4)] }),
      outcome({ from: 11, to: 20, quarantined: [refused(12)] }),
    ]);
    await record(database, [outcome({ quarantined: [refused(3, { reason: 'bad-time' })] })]);
    const rows = (await quarantined()).map(({ id, reason }) => [id, reason]);
    expect(rows.sort()).toEqual([
      ['1-12', 'unknown-meter'],
      ['1-3', 'bad-time'],
      ['1-4', 'unknown-meter'],
    ]);
  });

  it('keeps the mark of a message that was replayed', async () => {
    await record(database, [outcome({ quarantined: [refused(2), refused(3)] })]);
    const mark = { atMs: RECEIVED_MS, by: 'admin', position: '1/2/99' };
    expect(await markReplayed(database.executor, '1-2', mark)).toBe(true);
    expect(await markReplayed(database.executor, '1-2', mark)).toBe(false);

    await record(database, [outcome({ quarantined: [refused(2), refused(3)] })]);
    expect(await getQuarantine(database.executor, SYSTEM_SCOPE, '1-2')).toMatchObject({
      state: 'replayed',
      replayedBy: 'admin',
      replayPosition: '1/2/99',
    });
    await record(database, [outcome({ quarantined: [] })]);
    expect((await quarantined()).map(({ id }) => id)).toEqual(['1-2']);
  });

  it('takes what PostgreSQL’s text cannot hold', async () => {
    const odd = 'a\0b\ud800c';
    const item = { index: 0, meterId: odd, code: 'unknown-meter', message: odd } as const;
    await record(database, [
      outcome({ quarantined: [refused(2, { topic: odd, source: odd, rejected: [item] })] }),
    ]);
    const [row] = await quarantined();
    expect(row?.topic).toBe('a\ufffdb\ufffdc');
    expect(row?.rejected[0]?.meterId).toBe('a\ufffdb\ufffdc');
  });

  it('counts messages by the day they were received in the platform zone', async () => {
    const lateMs = Date.parse('2026-11-21T15:59:59.950Z');
    await record(database, [
      outcome({ receivedFromMs: lateMs, messagesByDate: { [DATE]: 1, '2026-11-22': 2 } }),
      outcome({ from: 11, to: 12, receivedFromMs: lateMs + 100 }),
    ]);
    expect(await listProcessedDay(database.executor, DATE)).toEqual([{ gateway: 1, processed: 1 }]);
    expect(await listProcessedDay(database.executor, '2026-11-22')).toEqual([
      { gateway: 1, processed: 3 },
    ]);
  });

  it('never takes back what a newer report of a journal’s day said', async () => {
    const day = (journalled: number): JournalDay => ({
      type: 'journal-day',
      schemaVersion: 1,
      gateway: 1,
      date: DATE,
      journalled,
      firstSequence: 1,
      lastSequence: journalled,
    });
    await record(database, [day(10)]);
    await record(database, [day(30)]);
    await record(database, [day(20)]);
    expect(await listJournalDay(database.executor, DATE)).toMatchObject([{ journalled: 30 }]);
  });

  it('saves all of a report or nothing', async () => {
    const broken = outcome({ from: 11, to: 20, receivedFromMs: Number.NaN });
    await expect(record(database, [outcome(), broken])).rejects.toThrow();
    expect(await accounts()).toEqual([]);
    expect(await listProcessedDay(database.executor, DATE)).toEqual([]);
  });

  it('survives a crash of PostgreSQL right after it', async () => {
    await record(database, [outcome()]);
    await server.crashAndRestart();
    await record(database, [outcome()]).catch(() => record(database, [outcome()]));
    expect(await accounts()).toMatchObject([{ parsed: 2, stored: 2 }]);
  });

  it('leaves nothing half done, whichever statement fails, and is right when it is run again', async () => {
    const first = outcome({ quarantined: [refused(2), refused(3)] });
    const second = outcome({
      counts: [counts({ stored: 5, parsed: 6, quarantined: { 'unknown-meter': 1 } })],
      quarantined: [refused(3)],
    });
    const state = async () => [
      await accounts(),
      (await quarantined()).map(({ id }) => id),
      await listProcessedDay(database.executor, DATE),
    ];
    await record(database, [first]);
    const before = await state();
    let failAt = 1;
    for (; await failsAt(failAt, second); failAt += 1) expect(await state()).toEqual(before);
    expect(failAt).toBeGreaterThan(8);
    const after = await state();
    expect(after).not.toEqual(before);
    await record(database, [second]);
    expect(await state()).toEqual(after);
  });

  it('outlives a crash of PostgreSQL between two statements of a transaction', async () => {
    const interrupted = database.transaction(async (tx) => {
      await tx.execute('select 1');
      await server.crashAndRestart();
      await tx.execute('select 1');
    });
    const error = await interrupted.catch((each: unknown) => each);
    expect(isDatabaseUnavailable(error)).toBe(true);
    await record(database, [outcome()]);
    expect(await accounts()).toHaveLength(1);
  });

  it('ends with the sums of the last outcome of each range, however the runs are batched', async () => {
    const run = fc.record({
      range: fc.constantFrom(1, 11, 21),
      stored: fc.nat(5),
      quarantined: fc.nat(3),
    });
    const batches = fc.array(fc.array(run, { minLength: 1, maxLength: 5 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(batches, async (given) => {
        await database.executor.execute(`truncate ${TABLES}`);
        for (const batch of given) {
          const jobs = batch.map(({ range, stored, quarantined: bad }) => {
            const count = counts({ stored, parsed: stored + bad, quarantined: { malformed: bad } });
            const messages = Array.from({ length: bad }, (_, index) => refused(range + index));
            const facts = { counts: [count], quarantined: messages };
            return outcome({ from: range, to: range + 9, ...facts });
          });
          await record(database, jobs);
        }
        const last = new Map(given.flat().map((each) => [each.range, each]));
        const sum = (pick: (each: { stored: number; quarantined: number }) => number) =>
          [...last.values()].reduce((total, each) => total + pick(each), 0);
        const [row] = await accounts();
        expect(row?.stored ?? 0).toBe(sum((each) => each.stored));
        expect(row?.quarantined.malformed ?? 0).toBe(sum((each) => each.quarantined));
        expect(await quarantined()).toHaveLength(sum((each) => each.quarantined));
        expect(row === undefined || isBalanced(row)).toBe(true);
        const [day] = await listProcessedDay(database.executor, DATE);
        expect(day?.processed ?? 0).toBe(last.size);
      }),
      { numRuns: 25 },
    );
  });
});

describe('findReceivedAtMs', () => {
  it('answers the range of the message, of its own shard, and nothing where there is none', async () => {
    await record(database, [
      outcome({ from: 1, to: 10, receivedFromMs: 1_000 }),
      outcome({ from: 11, to: 20, receivedFromMs: 2_000 }),
      outcome({ from: 11, to: 20, shard: 4, receivedFromMs: 3_000 }),
    ]);
    const places = [1, 10, 11, 20, 21].map((sequence) => ({ gateway: 1, sequence }));
    const found = await findReceivedAtMs(database.executor, 3, [
      ...places,
      { gateway: 2, sequence: 1 },
    ]);
    expect(Object.fromEntries(found)).toEqual({
      '1-1': 1_000,
      '1-10': 1_000,
      '1-11': 2_000,
      '1-20': 2_000,
    });
  });
});

describe('what devices were heard', () => {
  const ID = '91430626MA00000011';
  const heard = (atMs: number, deviceId = 'd1') =>
    recordFacts(database, [outcome({ devicesHeard: { [ID]: { [deviceId]: atMs } } })], atMs);
  const lastSeen = async () => [...(await lastSeenOfDevices(database.executor, ID))];

  it('is kept for registered devices, forwards alone, and told once', async () => {
    const place = { regionCode: '430626', industryCode: 'C3011', timeZone: 'Asia/Shanghai' };
    const credential = {
      ...({ kind: 'password', issuedAtMs: 0, issuedBy: 'x', expiresAtMs: null } as const),
      sha256: 'a'.repeat(64),
    };
    await database.transaction(async (tx) => {
      const item = { id: ID, name: 'x', ...place, parkCode: null, class: null };
      await insertEnterprises(tx, [item], 'tester');
      await insertDevice(tx, ID, { id: 'd1', name: '' }, credential);
    });
    expect(await heard(RECEIVED_MS)).toEqual([
      { enterpriseId: ID, deviceId: 'd1', atMs: RECEIVED_MS },
    ]);
    expect(await heard(RECEIVED_MS + 60_000)).toEqual([]);
    expect(await heard(RECEIVED_MS)).toEqual([]);
    expect(await heard(RECEIVED_MS, 'stranger')).toEqual([]);
    expect(await lastSeen()).toEqual([['d1', RECEIVED_MS + 60_000]]);
    // A device may send a thousand messages in half a minute.
    await heard(RECEIVED_MS + 80_000);
    expect(await lastSeen()).toEqual([['d1', RECEIVED_MS + 60_000]]);
  });
});
