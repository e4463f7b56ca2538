import { type AuditRow, auditRowSchema } from '@hengneng/contracts';
import { appendAudit, auditHead, insertAuditVerification, listAuditLog } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDailyRoots } from '../signed-roots/daily-roots.ts';
import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { AuditChain, auditRowSha256 } from './audit-chain.ts';
import { verify } from './audit-verifier.ts';

let api: ApiHarness;
let auditor = '';
/** A row in the middle of the log, and the end that was signed. */
let middle: AuditRow;
let signedSequence = 0;

beforeAll(async () => {
  api = await startApiHarness();
  auditor = await api.signedIn([{ role: 'log-auditor', scope: ALL }], 'auditor');
  // More than one step of the walk, with all that can go through jsonb.
  await append(2_500);
  signedSequence = (await auditHead(api.database.executor)).sequence;
  await createDailyRoots(api.dependencies).runOnce();
  await append(10);
  const { items } = await listAuditLog(api.database.executor, { limit: 1, beforeSequence: 1_501 });
  const [row] = items;
  if (row === undefined) throw new Error('The log has a row 1500.');
  middle = row;
});
afterAll(() => api.dispose());

async function append(count: number) {
  const entries = Array.from({ length: count }, (_, index) => ({
    atMs: api.world.nowMs + index,
    actor: { userId: null, username: '王' },
    action: 'meter.update',
    enterpriseId: null,
    subject: { type: 'meter', id: `E${index}` },
    details: { tiny: 5e-324, huge: 1.7976931348623157e308, exact: 0.1 + 0.2, z: -0, text: '能\0' },
  }));
  await api.database.transaction((tx) => appendAudit(tx, entries));
}

async function verifyOverHttp() {
  // The latest is the one that was asked for last.
  api.world.nowMs += 1;
  const begun = await api.request('POST', '/audit-log/verification', { as: auditor });
  expect(begun.status).toBe(202);
  await api.auditVerifier.settled();
  const { body } = await api.request('GET', '/audit-log/verification', { as: auditor });
  return body.latest;
}

const execute = (statement: string) => api.database.executor.execute(statement);

/** What was found first after a superuser did this to the log; it is undone afterwards. */
async function foundAfter(...statements: string[]) {
  await execute('create table audit_saved as table audit_log');
  await execute('alter table audit_log disable trigger all');
  try {
    for (const statement of statements) await execute(statement);
    const { ok, auditLog } = await verify(api.dependencies);
    const [first] = auditLog.findings;
    return { ok, sequence: first?.sequence, kind: first?.kind, message: first?.message };
  } finally {
    await execute('delete from audit_log');
    await execute('insert into audit_log select * from audit_saved');
    await execute('drop table audit_saved');
    await execute('alter table audit_log enable always trigger audit_log_only_grows');
    await execute('alter table audit_log enable always trigger audit_log_continues');
  }
}

describe('the verification of the audit log', () => {
  it('passes a log that nobody touched, and leaves its own rows in it', async () => {
    const latest = await verifyOverHttp();
    expect(latest).toMatchObject({
      ok: true,
      state: 'finished',
      requestedBy: 'auditor',
      result: { auditLog: { headsConfirmed: 1, findings: [] }, signedRoots: { roots: 1 } },
    });
    expect(latest.result.auditLog.rows).toBeGreaterThan(2_500);
    const { items } = await listAuditLog(api.database.executor, { limit: 2 });
    expect(items.map(({ action }) => action)).toEqual([
      'audit-verification.finish',
      'audit-verification.begin',
    ]);
  });

  it('is gone on with after the api was stopped in the middle of it', async () => {
    const request = { atMs: api.world.nowMs + 1, by: 'somebody' };
    const id = await insertAuditVerification(api.database.executor, request);
    const before = await api.request('GET', '/audit-log/verification', { as: auditor });
    expect(before.body.latest).toMatchObject({ id, state: 'running', ok: null, result: null });
    await api.auditVerifier.resume();
    await api.auditVerifier.settled();
    const { body } = await api.request('GET', '/audit-log/verification', { as: auditor });
    expect(body.latest).toMatchObject({ id, state: 'finished', ok: true, requestedBy: 'somebody' });
    api.world.nowMs += 2;
  });

  it('runs once at a time', async () => {
    const begin = () => api.request('POST', '/audit-log/verification', { as: auditor });
    const statuses = (await Promise.all([begin(), begin()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([202, 409]);
    await api.auditVerifier.settled();
  });

  it.each([
    ['a field', `details = details || '{"exact": 1}'`],
    ['the time by a microsecond', `at = at + interval '1 microsecond'`],
    ['the user id', 'actor_user_id = gen_random_uuid()'],
    ['the hash', `sha256 = repeat('f', 64)`],
  ])('names a row of which somebody altered %s', async (_what, change) => {
    const found = await foundAfter(`update audit_log set ${change} where sequence = 1500`);
    expect(found).toMatchObject({ ok: false, sequence: 1_500, kind: 'content' });
  });

  it('names a row that was altered and hashed anew', async () => {
    const sha256 = auditRowSha256({ ...middle, action: 'meter.delete' });
    const found = await foundAfter(
      `update audit_log set action = 'meter.delete', sha256 = '${sha256}' where sequence = 1500`,
    );
    expect(found).toMatchObject({ ok: false, sequence: 1_500, kind: 'link' });
  });

  it('names rows that were deleted in the middle', async () => {
    const found = await foundAfter('delete from audit_log where sequence between 1500 and 2300');
    const message = 'rows 1500 to 2300 are missing';
    expect(found).toEqual({ ok: false, sequence: 1_500, kind: 'gap', message });
  });

  it('names the first row of a tail that was deleted from before the last signed root', async () => {
    const found = await foundAfter(`delete from audit_log where sequence > ${signedSequence - 5}`);
    expect(found).toMatchObject({ ok: false, sequence: signedSequence - 4, kind: 'tail' });
    expect(found.message).toContain('the signed root of 2026-11-20');
  });

  it('sees that rows were written where others were signed', async () => {
    const stump = signedSequence - 1;
    await execute('create table audit_cut as table audit_log');
    await execute('alter table audit_log disable trigger all');
    await execute(`delete from audit_log where sequence > ${stump}`);
    await append(5);
    const { auditLog } = await verify(api.dependencies);
    expect(auditLog.findings).toMatchObject([{ sequence: 1, kind: 'rewritten' }]);
    await execute('delete from audit_log');
    await execute('insert into audit_log select * from audit_cut');
    await execute('drop table audit_cut');
    await execute('alter table audit_log enable always trigger audit_log_only_grows');
    await execute('alter table audit_log enable always trigger audit_log_continues');
  });

  it('names a row that was put in', async () => {
    const forged = { ...middle, action: 'meter.delete' };
    const found = await foundAfter(
      // In two steps, so that no two rows are in each other's way.
      'update audit_log set sequence = sequence + 1000000 where sequence >= 1500',
      'update audit_log set sequence = sequence - 999999 where sequence > 1000000',
      `insert into audit_log select 1500, at, actor_user_id, actor_username, 'meter.delete',
        enterprise_id, subject_type, subject_id, details, previous_sha256, '${auditRowSha256(forged)}'
        from audit_log where sequence = 1501`,
    );
    expect(found).toMatchObject({ ok: false, sequence: 1_500, kind: 'inserted' });
  });

  it('names a second row of the same sequence', async () => {
    await execute('alter table audit_log drop constraint audit_log_pkey');
    const found = await foundAfter(
      'insert into audit_log select * from audit_log where sequence = 1000',
    );
    expect(found).toMatchObject({ ok: false, sequence: 1_000, kind: 'inserted' });
    await execute('alter table audit_log add primary key (sequence)');
  });

  it('names a root that was altered', async () => {
    const [root] = (await api.request('GET', '/signed-roots', { as: auditor })).body.items;
    const set = (date: string) =>
      execute(`update signed_root
        set document = jsonb_set(document, '{createdAt}', '"${date}"') where number = 1`);
    await execute('alter table signed_root disable trigger all');
    await set('2026-11-20T00:00:00.000Z');
    const { ok, result } = await verifyOverHttp();
    expect(ok).toBe(false);
    expect(result.signedRoots.findings).toMatchObject([{ number: 1, kind: 'content' }]);
    await set(root.document.createdAt);
    await execute('alter table signed_root enable always trigger signed_root_only_grows');
    expect((await verifyOverHttp()).ok).toBe(true);
  });
});

describe('the audit log over HTTP', () => {
  it('is filtered and paged, newest first', async () => {
    const get = (query: string) => api.request('GET', `/audit-log?${query}`, { as: auditor });
    const first = (await get('actor=%E7%8E%8B&limit=3')).body;
    const second = (await get(`actor=%E7%8E%8B&limit=3&after=${first.next}`)).body;
    const sequences = [...first.items, ...second.items].map((row: AuditRow) => row.sequence);
    expect(sequences).toEqual(
      Array.from({ length: 6 }, (_, index) => Number(sequences[0]) - index),
    );
    const { items } = (await get('action=session.create&subjectType=user')).body;
    expect(items).toMatchObject([{ actor: { username: 'auditor' } }]);
    expect((await get('action=session.create&enterpriseId=x')).body.items).toEqual([]);
    expect((await get('to=2026-11-21T04:00:00Z')).body.items).toEqual([]);
    expect((await get('from=2026-11-21T04:00:00Z')).body.items).toHaveLength(100);
    expect((await get('action=nonsense')).status).toBe(400);
  });

  it('is exported whole, row by row as it can be verified elsewhere, and the export is in it', async () => {
    const answer = await api.app.inject({
      url: '/api/v1/audit-log/export',
      headers: { authorization: `Bearer ${auditor}` },
    });
    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    const rows = answer.body
      .trimEnd()
      .split('\n')
      .map((line) => auditRowSchema.parse(JSON.parse(line)));
    expect(rows.at(-1)).toMatchObject({ action: 'audit-log.export', sequence: rows.length });
    const chain = new AuditChain();
    for (const row of rows) chain.add(row);
    expect(chain.report()).toMatchObject({ ok: true, rows: rows.length });
  });
});
