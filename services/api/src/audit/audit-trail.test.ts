import type { AuditEntry, Database, Executor } from '@hengneng/database';
import { describe, expect, it } from 'vitest';

import { createAuditTrail } from './audit-trail.ts';

const ENTRY: AuditEntry = {
  atMs: 0,
  actor: { userId: null, username: 'li' },
  action: 'reading.read',
  enterpriseId: null,
  subject: { type: 'meter', id: 'E01' },
};

/** A database whose transactions do nothing but wait, and fail when told to. */
function slowDatabase() {
  const pending: PromiseWithResolvers<void>[] = [];
  const transaction = async <T>(_work: (tx: Executor) => Promise<T>): Promise<T> => {
    const settle = Promise.withResolvers<void>();
    pending.push(settle);
    await settle.promise;
    return undefined as T;
  };
  const database: Pick<Database, 'transaction'> = { transaction };
  return { database, pending };
}

describe('createAuditTrail', () => {
  it('puts what comes meanwhile into the next transaction together', async () => {
    const { database, pending } = slowDatabase();
    const trail = createAuditTrail(database);
    const first = trail.record(ENTRY);
    const others = Array.from({ length: 20 }, () => trail.record(ENTRY));
    pending[0]?.resolve();
    await first;
    await Promise.resolve();
    expect(pending).toHaveLength(2);
    pending[1]?.resolve();
    await Promise.all(others);
    expect(pending).toHaveLength(2);
  });

  it('tells each caller of a transaction that failed, and goes on', async () => {
    const { database, pending } = slowDatabase();
    const trail = createAuditTrail(database);
    const failing = trail.record(ENTRY);
    pending[0]?.reject(new Error('PostgreSQL is away'));
    await expect(failing).rejects.toThrow('PostgreSQL is away');
    const next = trail.record(ENTRY);
    pending[1]?.resolve();
    await next;
  });
});
