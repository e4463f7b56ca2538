import {
  type NormalizeMessagesJob,
  normalizeMessagesQueue,
  rangeShardId,
  SHARD_COUNT,
} from '@hengneng/contracts';
import {
  assertRedisSafe,
  type connectRedis,
  createQueue,
  createRangeProgress,
  createRedisEpoch,
  createRedisRoom,
} from '@hengneng/queue';

import type { ForwardingQueue } from './forwarder.ts';

type Redis = ReturnType<typeof connectRedis>;

/** The queues of all shards, the completion sets and the epoch, over one `producer` connection. */
export interface RedisForwardingQueue extends ForwardingQueue {
  /** Why {@link ready} is false; null when it is true. */
  problem(): string | null;
  /** Resolves once Redis was found safe or could not be asked in time; rejects when it is unsafe. */
  firstCheck(timeoutMs: number): Promise<void>;
  /** Calls back whenever the connection is new; returns the unsubscriber. */
  onReady(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Pause before an unsafe Redis is looked at again: somebody may have mended its settings. */
const RECHECK_MS = 5_000;

/**
 * Builds the Redis side of the forwarder. Needs no Redis to be there yet; nothing is given to one that
 * may drop what it has answered for.
 */
export function createRedisForwardingQueue(gateway: number, redis: Redis): RedisForwardingQueue {
  const shards = Array.from({ length: SHARD_COUNT }, (_, shard) =>
    createQueue<NormalizeMessagesJob>(normalizeMessagesQueue(shard), redis),
  );
  const progress = createRangeProgress(redis);
  const epoch = createRedisEpoch(redis);
  const room = createRedisRoom(redis);
  const safety = watchSafety(redis);
  return {
    get ready() {
      return safety.problem() === null;
    },
    problem: safety.problem,
    firstCheck: safety.firstCheck,
    onReady: safety.onReady,
    add: async (jobs) => {
      await room.assertRoom();
      await Promise.all(
        jobs.map((job) => shards[job.shard]?.add({ id: rangeShardId(job), payload: job })),
      );
    },
    readEpoch: () => epoch.read(),
    ensureEpoch: () => epoch.ensure(),
    peek: (kind, limit) => progress.peek(kind, gateway, limit),
    remove: (kind, members) => progress.remove(kind, gateway, members),
    close: async () => {
      safety.close();
      await Promise.all(shards.map((queue) => queue.close()));
    },
  };
}

/** Looks at Redis' settings with every new connection. */
function watchSafety(redis: Redis) {
  const listeners = new Set<() => void>();
  let state: 'unknown' | 'safe' | { readonly unsafe: Error } = 'unknown';
  let timer: NodeJS.Timeout | null = null;

  const check = async () => {
    try {
      await assertRedisSafe(redis);
      state = 'safe';
      for (const listener of listeners) listener();
    } catch (error) {
      // A connection that broke meanwhile will be ready again and checked then.
      if (redis.status !== 'ready') return;
      state = { unsafe: error instanceof Error ? error : new Error(String(error)) };
      timer = setTimeout(check, RECHECK_MS);
    }
  };
  const onReady = () => void check();
  redis.on('ready', onReady);
  if (redis.status === 'ready') onReady();

  return {
    problem: () => {
      if (typeof state === 'object') return state.unsafe.message;
      return redis.status === 'ready' && state === 'safe' ? null : 'Redis is away.';
    },
    firstCheck: async (timeoutMs: number) => {
      const giveUpAtMs = performance.now() + timeoutMs;
      while (state === 'unknown' && performance.now() < giveUpAtMs) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      if (typeof state === 'object') throw state.unsafe;
    },
    onReady: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      redis.off('ready', onReady);
      if (timer !== null) clearTimeout(timer);
    },
  };
}
