import {
  type NormalizeMessagesJob,
  normalizeMessagesQueue,
  rangeShardId,
  SHARD_COUNT,
} from '@hengneng/contracts';
import {
  type connectRedis,
  createQueue,
  createRangeProgress,
  createRedisEpoch,
} from '@hengneng/queue';

import type { ForwardingQueue } from './forwarder.ts';

type Redis = ReturnType<typeof connectRedis>;

/** The queues of all shards, the completion sets and the epoch, over one `producer` connection. */
export interface RedisForwardingQueue extends ForwardingQueue {
  /** Calls back whenever the connection is new; returns the unsubscriber. */
  onReady(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Builds the Redis side of the forwarder. Needs no Redis to be there yet. */
export function createRedisForwardingQueue(gateway: number, redis: Redis): RedisForwardingQueue {
  const shards = Array.from({ length: SHARD_COUNT }, (_, shard) =>
    createQueue<NormalizeMessagesJob>(normalizeMessagesQueue(shard), redis),
  );
  const progress = createRangeProgress(redis);
  const epoch = createRedisEpoch(redis);
  return {
    get ready() {
      return redis.status === 'ready';
    },
    add: async (jobs) => {
      await Promise.all(
        jobs.map((job) => shards[job.shard]?.add({ id: rangeShardId(job), payload: job })),
      );
    },
    readEpoch: () => epoch.read(),
    ensureEpoch: () => epoch.ensure(),
    peek: (kind, limit) => progress.peek(kind, gateway, limit),
    remove: (kind, members) => progress.remove(kind, gateway, members),
    onReady: (listener) => {
      redis.on('ready', listener);
      return () => redis.off('ready', listener);
    },
    close: async () => {
      await Promise.all(shards.map((queue) => queue.close()));
    },
  };
}
