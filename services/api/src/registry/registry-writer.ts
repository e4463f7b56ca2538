import {
  type AuditEntry,
  changeRegistry,
  type Executor,
  markPublished,
  newestSnapshotsOf,
  type TenantScope,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';

/** Snapshots on their way to Redis at the same time, after an import. */
const PUBLISHED_AT_ONCE = 100;

/** Changes what the data plane knows of an enterprise, and sees to it that it knows. */
export interface RegistryWriter {
  /**
   * Runs `work` in a transaction that holds the enterprise, stores the new snapshot and the audit
   * log's row with it, and publishes the snapshot before it resolves: what is answered is in force.
   *
   * @throws DomainError NOT_FOUND, REGISTRY_NOT_PUBLISHED (the change is saved all the same), and
   * whatever `work` throws (then nothing is saved)
   */
  change<T>(
    target: {
      readonly scope: TenantScope;
      readonly enterpriseId: string;
      /** What goes into the audit log, from what `work` came to. */
      readonly auditOf: (result: T) => AuditEntry;
    },
    work: (tx: Executor) => Promise<T>,
  ): Promise<T>;
  /** Publishes the newest snapshots of enterprises whose changes are committed already. */
  publish(enterpriseIds: readonly string[]): Promise<void>;
}

/** The writer over the database and Redis. */
export function createRegistryWriter(
  dependencies: Pick<ApiDependencies, 'database' | 'registry' | 'clock' | 'logger'>,
): RegistryWriter {
  const { database, registry, clock, logger } = dependencies;

  const publish = async (enterpriseIds: readonly string[]) => {
    try {
      for (let start = 0; start < enterpriseIds.length; start += PUBLISHED_AT_ONCE) {
        const ids = enterpriseIds.slice(start, start + PUBLISHED_AT_ONCE);
        const snapshots = await newestSnapshotsOf(database.executor, ids);
        await Promise.all(snapshots.map((snapshot) => registry.publish(snapshot)));
        await markPublished(database.executor, snapshots);
      }
    } catch (error) {
      logger.warn({ error }, 'Registry change is saved but not published yet.');
      throw new DomainError(
        'REGISTRY_NOT_PUBLISHED',
        'The change is saved and will be published by itself; until then devices may not know it.',
        { cause: error },
      );
    }
  };

  return {
    change: async (target, work) => {
      const result = await changeRegistry(database, { ...target, atMs: clock() }, work);
      await publish([target.enterpriseId]);
      return result;
    },
    publish,
  };
}
