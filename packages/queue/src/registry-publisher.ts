import { redisKeys } from '@hengneng/contracts';
import type { RegistrySnapshot } from '@hengneng/domain';
import type { Redis } from 'ioredis';

import { serializeSnapshot } from './registry-entry.ts';

const CHANGES_LENGTH_MAX = 10_000;

/**
 * Sets a snapshot only if it is newer than the published one, and tells of it. Everything at once,
 * so that two publishers cannot put an older version over a newer one.
 * KEYS: registry key, changes stream. ARGV: enterprise, version, snapshot, length of the stream.
 */
const PUBLISH_IF_NEWER = `
local current = redis.call('GETRANGE', KEYS[1], 0, 255)
local version = string.match(current, '"version":(%d+)')
if version and tonumber(version) >= tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[3])
local entry = { 'enterpriseId', ARGV[1], 'version', ARGV[2] }
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], '*', unpack(entry))
return 1`;

/** The control plane's side of the registry in Redis. PostgreSQL stays the record. */
export interface RegistryPublisher {
  /** Publishes one enterprise if it is newer; resolves when every reader can see it. */
  publish(snapshot: RegistrySnapshot): Promise<void>;
  /** True while everything is published; false after Redis was emptied. */
  isPublished(): Promise<boolean>;
  /** Says that every enterprise has been published. */
  markPublished(): Promise<void>;
  /**
   * Publishes all of them and sets the mark. Repeat it when it throws, and when the mark is gone.
   */
  publishAll(
    snapshots: AsyncIterable<RegistrySnapshot> | Iterable<RegistrySnapshot>,
  ): Promise<void>;
}

/** The publisher over one connection of any role; every call may be repeated. */
export function createRegistryPublisher(redis: Redis): RegistryPublisher {
  const publish = async (snapshot: RegistrySnapshot) => {
    await redis.eval(
      PUBLISH_IF_NEWER,
      2,
      redisKeys.registry(snapshot.enterpriseId),
      redisKeys.registryChanges,
      snapshot.enterpriseId,
      snapshot.version,
      serializeSnapshot(snapshot),
      CHANGES_LENGTH_MAX,
    );
  };
  const markPublished = async () => {
    const entry = ['enterpriseId', '', 'version', 0];
    const stream = redisKeys.registryChanges;
    const replies = await redis
      .multi()
      .set(redisKeys.registryPublished, String(Date.now()))
      // Wakes the readers that wait for the mark.
      .xadd(stream, 'MAXLEN', '~', CHANGES_LENGTH_MAX, '*', ...entry)
      .exec();
    const failure = replies?.find(([error]) => error !== null)?.[0];
    if (failure) throw failure;
  };
  return {
    publish,
    isPublished: async () => (await redis.exists(redisKeys.registryPublished)) === 1,
    markPublished,
    publishAll: async (snapshots) => {
      for await (const snapshot of snapshots) await publish(snapshot);
      await markPublished();
    },
  };
}
