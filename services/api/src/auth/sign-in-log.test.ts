import type { AuditEntry } from '@hengneng/database';
import { describe, expect, it } from 'vitest';

import { createSignInLog, type Refusal } from './sign-in-log.ts';

const REFUSAL: Refusal = {
  action: 'session.refuse',
  account: null,
  address: '10.0.0.1',
  requestId: 'r-1',
};

function logAt(startMs: number) {
  const rows: AuditEntry[] = [];
  const world = { nowMs: startMs, isAway: false };
  const trail = {
    record: async (entry: AuditEntry) => {
      if (world.isAway) throw new Error('PostgreSQL is away');
      rows.push(entry);
    },
  };
  return { rows, world, log: createSignInLog(trail, () => world.nowMs) };
}

const countOf = (row: AuditEntry | undefined) =>
  (row?.details as { attemptsWithoutRow?: number } | undefined)?.attemptsWithoutRow;

describe('createSignInLog', () => {
  it('keeps a bounded number of rows and counts the rest', async () => {
    const { rows, world, log } = logAt(1_000);
    for (let each = 0; each < 1_000; each += 1) await log.refused(REFUSAL);
    expect(rows).toHaveLength(30);
    world.nowMs += 6_000;
    await log.refused(REFUSAL);
    await log.refused(REFUSAL);
    expect(rows).toHaveLength(31);
    expect(countOf(rows.at(-1))).toBe(970);
  });

  it('tells at a flush what had no row, once', async () => {
    const { rows, log } = logAt(1_000);
    log.throttled();
    log.throttled();
    await log.flush();
    await log.flush();
    expect(rows).toHaveLength(1);
    expect(countOf(rows[0])).toBe(2);
  });

  it('loses no count while the database is away', async () => {
    const { rows, world, log } = logAt(1_000);
    log.throttled();
    world.isAway = true;
    await expect(log.flush()).rejects.toThrow();
    world.isAway = false;
    await log.flush();
    expect(countOf(rows[0])).toBe(1);
  });

  it('names the account, and never a name that is none', async () => {
    const { rows, log } = logAt(1_000);
    await log.refused(REFUSAL);
    await log.refused({ ...REFUSAL, account: { userId: 'u1', username: 'li' } });
    expect(rows.map(({ actor }) => actor)).toEqual([
      { userId: null, username: 'unknown' },
      { userId: 'u1', username: 'li' },
    ]);
  });
});
