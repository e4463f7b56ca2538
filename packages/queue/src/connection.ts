import { Redis, type RedisOptions } from 'ioredis';

/**
 * What a connection is for. It decides what happens to commands while Redis is away:
 * - `producer`: fail at once, never sent twice by the driver. Every error means "outcome unknown",
 *   and the caller repeats the same command with the same ids.
 * - `worker`: wait for Redis for ever; for BullMQ workers and commands that are safe to send twice.
 * - `reader`: wait for the first connection, fail when it is lost; for look-ups and for blocking
 *   stream reads.
 */
export type RedisRole = 'producer' | 'worker' | 'reader';

/** Reconnect at most a second after Redis is back: recovery time is part of the promise. */
const RECONNECT_DELAY_MS_MAX = 1_000;
/** Longer than any command of ours takes, shorter than a device waits. */
const COMMAND_TIMEOUT_MS = 10_000;

const OPTIONS_BY_ROLE = {
  producer: {
    enableOfflineQueue: false,
    // ioredis would send an unanswered command again, and the second run would see the first's
    // work.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
  },
  worker: { enableOfflineQueue: true, maxRetriesPerRequest: null },
  reader: {
    enableOfflineQueue: true,
    autoResendUnfulfilledCommands: false,
    // With 1 a command in flight would be neither sent again nor rejected when the first reconnect
    // succeeds: only every second loss flushes the queue.
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
  },
} satisfies Record<RedisRole, RedisOptions>;

/**
 * Opens a connection to Redis for one role. It returns at once and connects, and connects again
 * after every loss, in the background. Connection errors go to `onError`, which must not throw.
 */
export function connectRedis(
  url: string,
  role: RedisRole,
  onError: (error: Error) => void = () => {},
): Redis {
  const redis = new Redis(url, {
    ...OPTIONS_BY_ROLE[role],
    connectionName: `hengneng-${role}`,
    connectTimeout: 5_000,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(attempt * 50, RECONNECT_DELAY_MS_MAX),
  });
  // Without a listener ioredis prints to the console and Node may end the process.
  redis.on('error', onError);
  return redis;
}

/** Resolves once the connection is ready to take commands; rejects after `timeoutMs`. */
export async function waitUntilRedisReady(redis: Redis, timeoutMs = 10_000): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error) => {
      clearTimeout(timer);
      redis.off('ready', onReady);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onReady = () => settle();
    const timer = setTimeout(
      () => settle(new Error(`Redis did not answer within ${timeoutMs} ms.`)),
      timeoutMs,
    );
    redis.on('ready', onReady);
  });
}
