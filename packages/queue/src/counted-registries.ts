import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

const SCAN_COUNT = 1_000;
/** Enterprise and version stand first in a published snapshot. */
const HEAD_CHARACTERS = 255;

/** Every published enterprise with the version of its registry. */
async function* publishedRegistries(redis: Redis): AsyncGenerator<ReadonlyMap<string, number>> {
  const prefix = redisKeys.registry('');
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', SCAN_COUNT);
    const heads = await Promise.all(keys.map((key) => redis.getrange(key, 0, HEAD_CHARACTERS)));
    const versions = new Map<string, number>();
    for (const [index, key] of keys.entries()) {
      const version = /"version":(\d+)/.exec(heads[index] ?? '')?.[1];
      if (version !== undefined) versions.set(key.slice(prefix.length), Number(version));
    }
    if (versions.size > 0) yield versions;
    cursor = next;
  } while (cursor !== '0');
}

/**
 * Enterprises whose figures are not known to be counted by their published registry; `nameOf` is
 * what `DirtyDrain.take` was told of a version. After Redis was emptied these are all.
 */
export async function uncountedRegistries(
  redis: Redis,
  nameOf: (version: number) => string,
): Promise<string[]> {
  const uncounted: string[] = [];
  for await (const versions of publishedRegistries(redis)) {
    const ids = [...versions.keys()];
    const counted = await redis.hmget(redisKeys.countedRegistries, ...ids);
    for (const [index, id] of ids.entries()) {
      if (counted[index] !== nameOf(versions.get(id) ?? 0)) uncounted.push(id);
    }
  }
  return uncounted;
}

/**
 * The ids of all enterprises.
 *
 * @throws Error while they are not all published: after Redis was emptied
 */
export async function publishedEnterprises(redis: Redis): Promise<string[]> {
  if ((await redis.exists(redisKeys.registryPublished)) === 0) {
    throw new Error('The registry is not published in Redis yet.');
  }
  const ids: string[] = [];
  for await (const versions of publishedRegistries(redis)) ids.push(...versions.keys());
  return ids;
}
