import { randomUUID } from 'node:crypto';
import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

import { createRunReader } from './redis-run.ts';

/**
 * Tells one filling of Redis from the next: the key is random and vanishes when Redis is emptied.
 */
export interface RedisEpoch {
  /** The epoch in force, or null when Redis was emptied since (or never had one). */
  read(): Promise<string | null>;
  /** The epoch in force; begins a new one where there is none. Several callers agree on one. */
  ensure(): Promise<string>;
}

/** The epoch over one connection of any role. */
export function createRedisEpoch(redis: Redis): RedisEpoch {
  return {
    read: () => redis.get(redisKeys.epoch),
    ensure: async () => {
      const fresh = randomUUID();
      const existing = await redis.set(redisKeys.epoch, fresh, 'NX', 'GET');
      return existing ?? fresh;
    },
  };
}

/**
 * Names the filling and the run of Redis in force: another name means that marks of before may be
 * gone. It throws while no gateway has begun a filling yet.
 */
export function createRedisName(redis: Redis): () => Promise<string> {
  const readRun = createRunReader(redis);
  const epoch = createRedisEpoch(redis);
  return async () => {
    const filling = await epoch.read();
    if (filling === null) throw new Error('Redis was emptied, and no gateway has taken note yet.');
    return `${filling}/${await readRun()}`;
  };
}
