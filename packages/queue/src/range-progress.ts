import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

/**
 * What the services tell a gateway about its ranges, as three sets in Redis. Telling twice is
 * harmless. The gateway looks first and removes after it has taken note, so that neither a crash
 * nor a lost answer makes a report vanish.
 */
export interface RangeProgress {
  /** A shard's share of a range is written, marked dirty and its facts are queued. */
  reportNormalized(gateway: number, rangeShardId: string): Promise<void>;
  /** The facts of a shard's share are in PostgreSQL. */
  reportRecorded(gateway: number, rangeShardIds: readonly string[]): Promise<void>;
  /** Asks for the ranges that hold these journal sequences to be run again. */
  requestRerun(gateway: number, sequences: readonly number[]): Promise<void>;
  /** Up to `limit` reports of one kind, in no order. */
  peek(kind: ProgressKind, gateway: number, limit: number): Promise<string[]>;
  /** Removes reports that were taken note of. */
  remove(kind: ProgressKind, gateway: number, members: readonly string[]): Promise<void>;
}

/** `normalized` and `recorded` hold range-shard ids, `rerun` holds journal sequences as text. */
export type ProgressKind = 'normalized' | 'recorded' | 'rerun';

/** The reports over one connection of any role. */
export function createRangeProgress(redis: Redis): RangeProgress {
  const add = async (key: string, members: readonly (string | number)[]) => {
    if (members.length > 0) await redis.sadd(key, ...members);
  };
  return {
    reportNormalized: (gateway, id) => add(redisKeys.normalized(gateway), [id]),
    reportRecorded: (gateway, ids) => add(redisKeys.recorded(gateway), ids),
    requestRerun: (gateway, sequences) => add(redisKeys.rerun(gateway), sequences),
    peek: (kind, gateway, limit) => redis.srandmember(redisKeys[kind](gateway), limit),
    remove: async (kind, gateway, members) => {
      if (members.length > 0) await redis.srem(redisKeys[kind](gateway), ...members);
    },
  };
}
