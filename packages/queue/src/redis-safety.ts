import type { Redis } from 'ioredis';

/**
 * Refuses a Redis that may drop what it has answered for: one without an append-only file, or one
 * that evicts keys when its memory is full.
 *
 * @throws Error with one sentence for each unsafe setting and how to mend it.
 */
export async function assertRedisSafe(redis: Redis): Promise<void> {
  const info = await redis.info();
  const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const problems: string[] = [];
  if (value('aof_enabled') !== '1') {
    problems.push('it keeps no append-only file (set `appendonly yes`)');
  }
  const policy = value('maxmemory_policy');
  if (policy !== 'noeviction') {
    problems.push(
      `it evicts keys by ${policy ?? 'an unknown policy'} (set \`maxmemory-policy noeviction\`)`,
    );
  }
  if (problems.length > 0) {
    throw new Error(`This Redis is not safe for queued readings: ${problems.join('; ')}.`);
  }
}
