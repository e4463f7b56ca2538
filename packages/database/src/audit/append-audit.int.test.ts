import { AUDIT_GENESIS_SHA256 } from '@hengneng/contracts';
import { asc, sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '../connection.ts';
import { auditLog } from '../schema/audit.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { type AuditEntry, appendAudit, auditHead } from './append-audit.ts';

let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await startTestDatabase();
  database = server.database;
});
afterAll(() => server.dispose());

function entry(given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    atMs: Date.parse('2026-11-21T04:00:00.123Z'),
    actor: { userId: null, username: 'tester' },
    action: 'meter.create',
    enterpriseId: '91430626MA4L00011X',
    subject: { type: 'meter', id: 'E01' },
    ...given,
  };
}

const rows = () => database.executor.select().from(auditLog).orderBy(asc(auditLog.sequence));

describe('appendAudit', () => {
  it('counts from 1 and chains each row to the one before', async () => {
    await database.transaction((tx) => appendAudit(tx, [entry(), entry({ details: { a: 1 } })]));
    const head = await database.transaction((tx) => appendAudit(tx, entry()));

    const [first, second, third] = await rows();
    expect([first?.sequence, second?.sequence, third?.sequence]).toEqual([1, 2, 3]);
    expect(first?.previousSha256).toBe(AUDIT_GENESIS_SHA256);
    expect(second?.previousSha256).toBe(first?.sha256);
    expect(head).toEqual({ sequence: 3, sha256: third?.sha256 });
    expect(await auditHead(database.executor)).toEqual(head);
  });

  it('leaves no gap behind an act that failed', async () => {
    const before = await auditHead(database.executor);
    const failing = database.transaction(async (tx) => {
      await appendAudit(tx, entry());
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    const after = await database.transaction((tx) => appendAudit(tx, entry()));
    expect(after.sequence).toBe(before.sequence + 1);
  });

  it('keeps one chain when many put something on record at once', async () => {
    const before = await auditHead(database.executor);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        database.transaction((tx) => appendAudit(tx, entry({ subject: subject(index) }))),
      ),
    );
    const all = (await rows()).slice(before.sequence - 1);
    expect(all).toHaveLength(41);
    for (const [index, row] of all.slice(1).entries()) {
      expect(row.sequence).toBe(before.sequence + index + 1);
      expect(row.previousSha256).toBe(all[index]?.sha256);
    }
  });

  it('takes whatever strangers send', async () => {
    const odd = entry({
      actor: { userId: null, username: `a\0\ud800${'b'.repeat(5_000)}` },
      subject: { type: 'session', id: '\0' },
      details: { ['__proto__']: 1, 'k\0': '\udfff', huge: 'x'.repeat(100_000) },
    });
    await database.transaction((tx) => appendAudit(tx, odd));
    const last = (await rows()).at(-1);
    expect(last?.actorUsername).toHaveLength(200);
    expect(last?.details).toEqual({
      omitted: { characters: expect.any(Number), sha256: expect.any(String) },
    });
  });
});

describe('the table', () => {
  it.each([
    ['update', sql`update audit_log set details = '{}' where sequence = 1`],
    ['update of no row', sql`update audit_log set details = '{}' where sequence = -1`],
    ['delete', sql`delete from audit_log where sequence = 1`],
    ['truncate', sql`truncate audit_log`],
    [
      'replacing insert',
      sql`insert into audit_log select * from audit_log where sequence = 1
        on conflict (sequence) do update set details = '{}'`,
    ],
    [
      'row that does not continue it',
      sql`insert into audit_log
        select sequence + 1000000, at, actor_user_id, actor_username, action, enterprise_id, subject_type,
          subject_id, details, previous_sha256, sha256 from audit_log where sequence = 1`,
    ],
  ])('refuses its owner a %s', async (_name, statement) => {
    const before = await rows();
    await expect(database.executor.execute(statement)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    expect(await rows()).toEqual(before);
  });

  it('refuses a session that calls itself a replica', async () => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      await client.query('set session_replication_role = replica');
      await expect(client.query('delete from audit_log')).rejects.toThrow('only grows');
    } finally {
      await client.end();
    }
  });
});

function subject(index: number) {
  return { type: 'meter', id: `E${index}` };
}
