import { redisKeys } from '@hengneng/contracts';
import type { connectRedis } from '@hengneng/queue';

const SCAN_COUNT = 1_000;

/** Ids of all enterprises whose registry is published. Walks the key space: ask seldom. */
export async function listEnterprises(redis: ReturnType<typeof connectRedis>): Promise<string[]> {
  const prefix = redisKeys.registry('');
  const found = new Set<string>();
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', SCAN_COUNT);
    for (const key of keys) found.add(key.slice(prefix.length));
    cursor = next;
  } while (cursor !== '0');
  return [...found].sort();
}
