/**
 * Shards that enterprises are hashed to; each has its own queue with one active job, so that two
 * messages of one enterprise are never processed side by side. Fixed: a range keeps its job ids when
 * it is run again after years.
 */
export const SHARD_COUNT = 8;

/** The shard of an enterprise (FNV-1a over its characters), 0 to SHARD_COUNT − 1. */
export function shardOf(enterpriseId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < enterpriseId.length; index += 1) {
    hash = Math.imul(hash ^ enterpriseId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SHARD_COUNT;
}
