import { randomUUID } from 'node:crypto';
import type { RangeOutcome } from '@hengneng/contracts';
import type { CorrectionAct, CorrectionSide, CorrectionType } from '@hengneng/domain';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database, Executor } from '../connection.ts';
import { readHistories } from '../histories.ts';
import { insertMeters } from '../meters.ts';
import { recordFacts } from '../record-facts.ts';
import { insertProduct } from '../sites-and-products.ts';
import { changeRegistry, newestSnapshotsOf } from '../snapshots.ts';
import { createTenantScope, SYSTEM_SCOPE } from '../tenant-scope.ts';
import { creditCode, registerEnterprise, startTestDatabase } from '../testing/test-database.ts';
import { decideCorrection } from './decisions.ts';
import { dismissEvent } from './dismissals.ts';
import { listCorrectionsInForce } from './in-force.ts';
import { getCorrection, listCorrections } from './listing.ts';
import { listEffectiveOutputs, listOutputs } from './outputs.ts';
import { eventDecisions } from './proposals.ts';
import {
  becomeOnlyPublisher,
  markCorrectionsPublished,
  unpublishedCorrections,
} from './publishing.ts';
import { type CorrectionItem, findRevocable, insertCorrection } from './requests.ts';

/** Epochs are recorded by the clock of PostgreSQL. */
const NOW_MS = Date.now();
const HOUR_MS = 3_600_000;
const ASKER = { userId: randomUUID(), username: 'asker' };
const CHECKER = { userId: randomUUID(), username: 'checker' };
const APPROVER = { userId: randomUUID(), username: 'approver' };

let server: Awaited<ReturnType<typeof startTestDatabase>>;
let database: Database;
let executor: Executor;
beforeAll(async () => {
  server = await startTestDatabase();
  database = server.database;
  executor = database.executor;
});
afterAll(() => server.dispose());

async function enterpriseWithMeter(number: number): Promise<string> {
  const enterpriseId = await registerEnterprise(database, number);
  const meaning = { energyKind: 'electricity', kind: 'register', unit: 'kWh' } as const;
  const nothing = { intervalSeconds: null, registerMax: null, ratedPowerKw: null };
  const labels = { name: '总表', level: 1, siteId: null, dataCode: null } as const;
  const flow = { flow: 'purchased', multiplier: 1, masterMeterId: null } as const;
  await changeRegistry(
    database,
    { scope: SYSTEM_SCOPE, enterpriseId, atMs: NOW_MS },
    async (tx) => {
      const meter = { id: 'E01', ...labels, ...meaning, ...flow, ...nothing };
      await insertMeters(tx, enterpriseId, [meter], 'tester');
      await insertProduct(tx, enterpriseId, { id: 'clinker', name: '熟料', unit: 't' });
    },
  );
  return enterpriseId;
}

async function ask(
  enterpriseId: string,
  type: CorrectionType,
  items: readonly CorrectionItem[],
  given: { proposalId?: string; atMs?: number } = {},
): Promise<string> {
  return await database.transaction((tx) =>
    insertCorrection(tx, {
      enterpriseId,
      type,
      reason: '电表通讯中断，人工抄表',
      atMs: NOW_MS,
      actor: ASKER,
      attachmentIds: [],
      items,
      ...given,
    }),
  );
}

async function decide(
  enterpriseId: string,
  correctionId: string,
  act: CorrectionAct,
  actor: { userId: string; username: string },
  side: CorrectionSide,
  atMs = NOW_MS,
) {
  const decision = { enterpriseId, correctionId, act, actor: { ...actor, side }, note: '', atMs };
  return await database.transaction((tx) => decideCorrection(tx, SYSTEM_SCOPE, decision));
}

async function approve(enterpriseId: string, correctionId: string, atMs = NOW_MS) {
  await decide(enterpriseId, correctionId, 'check', CHECKER, 'enterprise', atMs);
  return await decide(enterpriseId, correctionId, 'approve', APPROVER, 'authority', atMs);
}

async function askAndApprove(...of: Parameters<typeof ask>) {
  const decided = await approve(of[0], await ask(...of), of[3]?.atMs);
  return decided.correctionNo ?? 0;
}

async function newest(enterpriseId: string) {
  const [snapshot] = await newestSnapshotsOf(executor, [enterpriseId]);
  if (snapshot === undefined) throw new Error('no snapshot');
  const { version, histories = [] } = snapshot;
  return { version, history: histories.find(({ meterId }) => meterId === 'E01') };
}

const inForce = (enterpriseId: string, asOfMs?: number) =>
  listCorrectionsInForce(executor, SYSTEM_SCOPE, {
    enterpriseId,
    meterId: 'E01',
    fromMs: 0,
    toMs: NOW_MS + 1,
    limit: 100,
    asOfMs,
  });

function outcome(given: Partial<RangeOutcome>): RangeOutcome {
  return {
    type: 'range-outcome',
    schemaVersion: 1,
    gateway: 7,
    from: 1,
    to: 10,
    shard: 0,
    receivedFromMs: NOW_MS,
    receivedToMs: NOW_MS,
    registryVersions: {},
    counts: [],
    quarantined: [],
    conflicts: [],
    outputs: [],
    events: [],
    ...given,
  };
}

function event(enterpriseId: string, given: Partial<RangeOutcome['events'][number]> = {}) {
  return {
    enterpriseId,
    deviceId: 'edge-1',
    sequence: 3,
    index: 0,
    receivedAtMs: NOW_MS,
    type: 'meter-replaced',
    meterId: 'E01',
    atMs: NOW_MS - HOUR_MS,
    finalValue: 900,
    initialValue: 5,
    note: '换表',
    ...given,
  };
}

describe('an approval', () => {
  it('takes the next number, and the highest counts for its instant', async () => {
    const id = await enterpriseWithMeter(1);
    const first = await askAndApprove(id, 'manual-reading', [
      { meterId: 'E01', atMs: 1_000, value: 5 },
      { meterId: 'E01', atMs: 2_000, value: 6 },
    ]);
    const second = await askAndApprove(id, 'void-reading', [{ meterId: 'E01', atMs: 1_000 }]);
    expect(second).toBe(first + 1);
    expect(await inForce(id)).toMatchObject([
      { readAtMs: 1_000, value: null, correctionNo: second, type: 'void-reading' },
      { readAtMs: 2_000, value: 6, correctionNo: first, by: 'asker' },
    ]);
  });

  it('is not seen before it was recorded', async () => {
    const id = await enterpriseWithMeter(2);
    const items = (value: number) => [{ meterId: 'E01', atMs: 1_000, value }];
    await askAndApprove(id, 'manual-reading', items(5), { atMs: NOW_MS + 10_000 });
    await askAndApprove(id, 'replaced-value', items(6), { atMs: NOW_MS + 20_000 });
    expect(await inForce(id, NOW_MS + 9_999)).toEqual([]);
    expect(await inForce(id, NOW_MS + 15_000)).toMatchObject([{ value: 5 }]);
    expect(await inForce(id)).toMatchObject([{ value: 6 }]);
  });

  it('leaves no gap between numbers, however many come at once and some fail', async () => {
    const id = await enterpriseWithMeter(3);
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        ask(id, 'manual-reading', [{ meterId: 'E01', atMs: index, value: index }]),
      ),
    );
    for (const each of ids) await decide(id, each, 'check', CHECKER, 'enterprise');
    const attempts = ids.map((correctionId, index) =>
      database.transaction(async (tx) => {
        const actor = { ...APPROVER, side: 'authority' } as const;
        const decision = { enterpriseId: id, correctionId, note: '', atMs: NOW_MS };
        const decided = await decideCorrection(tx, SYSTEM_SCOPE, {
          ...decision,
          act: 'approve',
          actor,
        });
        if (index % 3 === 0) throw new Error('planted');
        return decided.correctionNo ?? 0;
      }),
    );
    const settled = await Promise.allSettled(attempts);
    const numbers = settled
      .flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      .sort((left, right) => left - right);
    expect(numbers).toHaveLength(8);
    const [lowest = 0] = numbers;
    expect(numbers).toEqual(numbers.map((_, index) => lowest + index));
    const { rows } = await executor.execute<{ gaps: string; times: string }>(sql`
      select count(*) filter (where no <> place) as gaps,
        count(*) filter (where recorded_at < before) as times
      from (select no, recorded_at, row_number() over (order by no) as place,
        lag(recorded_at) over (order by no) as before from correction_approval) as numbered`);
    expect(rows).toEqual([{ gaps: '0', times: '0' }]);
  });

  it('is one, whoever else tries at the same time', async () => {
    const id = await enterpriseWithMeter(4);
    const correctionId = await ask(id, 'reject-step', [{ meterId: 'E01', atMs: 1_000 }]);
    await decide(id, correctionId, 'check', CHECKER, 'enterprise');
    const others = Array.from({ length: 4 }, () => ({ userId: randomUUID(), username: 'o' }));
    const attempts = await Promise.allSettled(
      others.map((actor) => decide(id, correctionId, 'approve', actor, 'authority')),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const details = await getCorrection(executor, SYSTEM_SCOPE, id, correctionId);
    expect(details.decisions.map(({ state }) => state)).toEqual(['checked', 'approved']);
  });

  it('cannot be decided on from outside the scope', async () => {
    const id = await enterpriseWithMeter(5);
    const correctionId = await ask(id, 'reject-step', [{ meterId: 'E01', atMs: 1_000 }]);
    const scope = createTenantScope({ regionCodes: ['52'] });
    const decision = { enterpriseId: id, correctionId, act: 'check', note: '', atMs: 0 } as const;
    const actor = { ...CHECKER, side: 'enterprise' } as const;
    const attempt = database.transaction((tx) =>
      decideCorrection(tx, scope, { ...decision, actor }),
    );
    await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listCorrections(executor, scope, { limit: 9 })).items).toEqual([]);
    const other = { ...decision, enterpriseId: creditCode(4), actor };
    const foreign = database.transaction((tx) => decideCorrection(tx, SYSTEM_SCOPE, other));
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what decides how a meter counts', () => {
  it('is in the snapshot as soon as it is approved, and gone when it is revoked', async () => {
    const id = await enterpriseWithMeter(10);
    const before = await newest(id);
    const exchange = { meterId: 'E01', atMs: 5_000, value: 900, initialValue: 5 };
    const wrong = await askAndApprove(id, 'meter-exchange', [exchange]);
    await askAndApprove(id, 'meter-exchange', [{ ...exchange, value: 901 }]);
    await askAndApprove(id, 'reject-step', [{ meterId: 'E01', atMs: 7_000 }]);
    const after = await newest(id);
    expect(after.version).toBe(before.version + 3);
    expect(after.history).toMatchObject({
      exchanges: [{ atMs: 5_000, finalValue: 901, initialValue: 5 }],
      rejectedStepsAtMs: [7_000],
    });

    const items = await findRevocable(executor, id, wrong + 1);
    expect(items).toMatchObject([{ meterId: 'E01', atMs: 5_000, revokesNo: wrong + 1 }]);
    await askAndApprove(id, 'revocation', items ?? [], { atMs: NOW_MS + 60_000 });
    expect((await newest(id)).history?.exchanges).toEqual([
      { atMs: 5_000, finalValue: 900, initialValue: 5 },
    ]);
    expect(await findRevocable(executor, id, wrong + 1)).toBeNull();
    expect(await findRevocable(executor, id, wrong + 3)).toBeNull();
    const [asOf] = (await readHistories(executor, [id], NOW_MS + 59_999)).get(id) ?? [];
    expect(asOf?.exchanges).toEqual([{ atMs: 5_000, finalValue: 901, initialValue: 5 }]);
  });

  it('is not touched by corrections of readings', async () => {
    const id = await enterpriseWithMeter(11);
    const before = await newest(id);
    await askAndApprove(id, 'manual-reading', [{ meterId: 'E01', atMs: 1_000, value: 5 }]);
    expect(await newest(id)).toEqual(before);
  });
});

describe('an exchange that a device reports', () => {
  const report = (...events: RangeOutcome['events']) =>
    recordFacts(database, [outcome({ events })], NOW_MS);

  it('is a proposal in the next snapshot; the same report again changes nothing', async () => {
    const id = await enterpriseWithMeter(20);
    const before = await newest(id);
    await report(event(id), event(id, { sequence: 4 }), event(id, { sequence: 5, meterId: 'X' }));
    const after = await newest(id);
    expect(after.version).toBe(before.version + 1);
    expect(after.history?.proposedExchangesAtMs).toEqual([NOW_MS - HOUR_MS]);
    await report(event(id), event(id, { sequence: 4 }), event(id, { sequence: 5, meterId: 'X' }));
    expect(await newest(id)).toEqual(after);
    await report();
    expect((await newest(id)).history).toEqual(before.history);
  });

  it('is settled by the approved exchange, also where it came twice', async () => {
    const id = await enterpriseWithMeter(21);
    await report(event(id), event(id, { sequence: 4 }));
    const item = { meterId: 'E01', atMs: NOW_MS - HOUR_MS, value: 901, initialValue: 5 };
    await askAndApprove(id, 'meter-exchange', [item], { proposalId: '7-3-0' });
    expect((await newest(id)).history).toMatchObject({
      exchanges: [{ finalValue: 901 }],
      proposedExchangesAtMs: [],
    });
    const decisions = await eventDecisions(executor, SYSTEM_SCOPE, id, ['7-3-0', '7-4-0']);
    expect([...decisions]).toMatchObject([['7-3-0', { state: 'accepted' }]]);
  });

  it('may be dismissed, once', async () => {
    const id = await enterpriseWithMeter(22);
    await report(event(id, { sequence: 6 }));
    const dismissal = { enterpriseId: id, eventId: '7-6-0', reason: '设备误报', atMs: NOW_MS };
    const dismiss = () =>
      database.transaction((tx) =>
        dismissEvent(tx, SYSTEM_SCOPE, { ...dismissal, actor: APPROVER }),
      );
    await dismiss();
    expect((await newest(id)).history?.proposedExchangesAtMs).toEqual([]);
    await expect(dismiss()).rejects.toMatchObject({ code: 'CORRECTION_STATE_WRONG' });
  });
});

describe('outputs', () => {
  const range = { fromMs: 0, toMs: NOW_MS };
  const numbersOf = async (enterpriseId: string, asOfMs?: number) => {
    const query = { enterpriseId, ...range, asOfMs };
    const outputs = await listEffectiveOutputs(executor, SYSTEM_SCOPE, query);
    return outputs.map(({ id, quantity }) => [id, quantity]);
  };

  it('count with their corrections, and the originals stay to be seen', async () => {
    const id = await enterpriseWithMeter(30);
    const output = { enterpriseId: id, deviceId: 'd', receivedAtMs: NOW_MS, product: 'clinker' };
    const amount = { toMs: 9_000, quantity: 100, unit: 't' };
    await recordFacts(
      database,
      [
        outcome({
          from: 101,
          to: 110,
          outputs: [
            { ...output, ...amount, sequence: 101, index: 0, fromMs: 1_000 },
            { ...output, ...amount, sequence: 102, index: 0, fromMs: 2_000 },
          ],
        }),
      ],
      NOW_MS,
    );
    const item = { product: 'clinker', atMs: 1_000, toMs: 9_000, unit: 't' };
    const first = await askAndApprove(id, 'production', [
      { ...item, value: 120, replaces: '7-101-0' },
      { ...item, value: 7, atMs: 1_500 },
    ]);
    const later = { atMs: NOW_MS + 200_000 };
    const replacing = [{ ...item, value: 130, replaces: `0-${first}-0` }];
    const second = await askAndApprove(id, 'production', replacing, later);
    expect(await numbersOf(id)).toEqual([
      [`0-${second}-0`, 130],
      [`0-${first}-1`, 7],
      ['7-102-0', 100],
    ]);
    expect((await numbersOf(id, NOW_MS + 199_999))[0]).toEqual([`0-${first}-0`, 120]);

    const pages = [];
    for (let after: { atMs: number; id: string } | undefined, more = true; more; ) {
      const page = await listOutputs(executor, SYSTEM_SCOPE, {
        enterpriseId: id,
        ...range,
        limit: 1,
        after,
      });
      pages.push(...page.items);
      const [atMs = '', cursorId = ''] = page.next?.split('~') ?? [];
      after = { atMs: Number(atMs), id: cursorId };
      more = page.next !== undefined;
    }
    expect(pages).toMatchObject([
      { id: '7-101-0', quantity: 100, correction: { quantity: 130, correctionNo: second } },
      { id: `0-${first}-1`, quantity: 7, deviceId: null, correction: null },
      { id: '7-102-0', quantity: 100, correction: null },
    ]);

    const items = await findRevocable(executor, id, second);
    await askAndApprove(id, 'revocation', items ?? []);
    expect((await numbersOf(id))[0]).toEqual([`0-${first}-0`, 120]);
  });
});

describe('publishing', () => {
  it('takes every approval once, in the order of the numbers', async () => {
    const id = await enterpriseWithMeter(40);
    const no = await askAndApprove(id, 'void-reading', [{ meterId: 'E01', atMs: 1_000 }]);
    const pending = await unpublishedCorrections(executor, 1_000);
    const numbers = pending.map(({ correctionNo }) => correctionNo);
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
    expect(pending.at(-1)).toMatchObject({
      correctionNo: no,
      readings: [{ meterId: 'E01', readAtMs: 1_000, value: null, correctionNo: no }],
    });
    await markCorrectionsPublished(executor, numbers, NOW_MS);
    await markCorrectionsPublished(executor, numbers, NOW_MS + 1);
    expect(await unpublishedCorrections(executor, 1_000)).toEqual([]);
  });

  it('has one publisher at a time', async () => {
    await database.transaction(async (tx) => {
      expect(await becomeOnlyPublisher(tx)).toBe(true);
      expect(await database.transaction(becomeOnlyPublisher)).toBe(false);
    });
    expect(await database.transaction(becomeOnlyPublisher)).toBe(true);
  });
});

describe('the tables', () => {
  it.each([
    'correction',
    'correction_item',
    'correction_decision',
    'correction_attachment',
    'correction_approval',
    'correction_counter',
    'event_dismissal',
    'attachment',
  ])('of %s refuse their owner a delete and a truncate', async (table) => {
    for (const act of ['delete from', 'truncate']) {
      const statement = executor.execute(sql.raw(`${act} ${table}`));
      await expect(statement).rejects.toMatchObject({ cause: { message: expect.anything() } });
    }
  });

  it.each([
    `update correction set reason = 'something else'`,
    `update correction_item set value = 1`,
    `update correction_decision set state = 'approved', step = 2`,
    `update correction_approval set recorded_at = now(), published_at = now()`,
    `update correction_approval set published_at = null`,
    `update correction_counter set last_no = 0`,
  ])('refuse %s', async (statement) => {
    await expect(executor.execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  });
});
