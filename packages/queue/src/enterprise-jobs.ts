import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

import { createQueue } from './job-queue.ts';

/** The adding side of a queue with one job an enterprise. */
export interface EnterpriseJobs {
  /**
   * Has the enterprise looked at soon. While a job of it waits this changes nothing; while one runs,
   * another follows. So a queue nobody works on holds one job for each enterprise and no more.
   */
  add(enterpriseId: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Jobs of one queue of the settings table, over a connection that is shared. What is to be done
 * stands elsewhere: a job only says whose turn it is, so one that is lost is found by looking.
 *
 * @param delayMs time in which further changes are gathered
 */
export function createEnterpriseJobs(name: string, redis: Redis, delayMs: number): EnterpriseJobs {
  const queue = createQueue<{ schemaVersion: 1; enterpriseId: string }>(name, redis);
  return {
    add: async (enterpriseId) => {
      const deduplication = { id: enterpriseId, keepLastIfActive: true };
      await queue.add({
        id: `${enterpriseId}-${randomUUID()}`,
        payload: { schemaVersion: 1, enterpriseId },
        options: { deduplication, delay: delayMs },
      });
    },
    close: () => queue.close(),
  };
}
