import { type AuditEntry, appendAudit, type Database } from '@hengneng/database';

/** Rows that share a transaction at most. */
const BATCH_MAX = 500;

/** Puts on record what has no transaction of its own, such as that somebody read something. */
export interface AuditTrail {
  /** Resolves when the entry is on record; rejects when it is not. */
  record(entry: AuditEntry): Promise<void>;
}

/**
 * The trail over the database. Whatever comes while a transaction is under way shares the next one,
 * so many reads at once cost few commits and hold the log's lock seldom.
 */
export function createAuditTrail(database: Pick<Database, 'transaction'>): AuditTrail {
  let waiting: { entry: AuditEntry; settle: PromiseWithResolvers<void> }[] = [];
  let isDraining = false;

  const drain = async () => {
    isDraining = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_MAX);
      waiting = waiting.slice(BATCH_MAX);
      try {
        const entries = batch.map(({ entry }) => entry);
        await database.transaction((tx) => appendAudit(tx, entries));
        for (const { settle } of batch) settle.resolve();
      } catch (error) {
        for (const { settle } of batch) settle.reject(error);
      }
    }
    isDraining = false;
  };

  return {
    record: (entry) => {
      const settle = Promise.withResolvers<void>();
      waiting.push({ entry, settle });
      if (!isDraining) void drain();
      return settle.promise;
    },
  };
}
