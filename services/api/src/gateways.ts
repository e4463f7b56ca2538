import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CheckReadingsJob,
  checkReadingsQueue,
  type GatewayCommand,
  gatewayCommandsQueue,
  gatewayStatusSchema,
  redisKeys,
} from '@hengneng/contracts';
import { StoreUnavailableError } from '@hengneng/domain';
import { type connectRedis, createQueue, type JobQueue } from '@hengneng/queue';

import type { Gateways, ReadingChecks } from './dependencies.ts';

const POLL_MS_MIN = 50;
const POLL_MS_MAX = 2_000;

/** Talks to the gateways through Redis: their status by key, requests through their queues. */
export function createGateways(redis: ReturnType<typeof connectRedis>): Gateways & {
  close(): Promise<void>;
} {
  const queues = new Map<number, JobQueue<GatewayCommand>>();
  const queueOf = (gateway: number) => {
    const queue =
      queues.get(gateway) ?? createQueue<GatewayCommand>(gatewayCommandsQueue(gateway), redis);
    queues.set(gateway, queue);
    return queue;
  };

  return {
    list: () =>
      overRedis(async () => {
        const members = await redis.smembers(redisKeys.gateways);
        const numbers = members.map(Number).filter((number) => Number.isInteger(number));
        if (numbers.length === 0) return [];
        const texts = await redis.mget(...numbers.map((number) => redisKeys.gatewayStatus(number)));
        return numbers.map((gateway, index) => ({
          gateway,
          status: parseStatus(texts[index] ?? null),
        }));
      }),
    ask: (gateway, { id, command }, timeoutMs) =>
      overRedis(async () => {
        const queue = queueOf(gateway);
        await queue.add({ id, payload: command });
        const giveUpAtMs = performance.now() + timeoutMs;
        for (let delayMs = POLL_MS_MIN; ; delayMs = Math.min(delayMs * 1.5, POLL_MS_MAX)) {
          const result = await queue.result(id);
          if (result?.state === 'done') return { ok: true, value: result.value };
          if (result?.state === 'failed') return { ok: false, message: result.message };
          if (performance.now() + delayMs > giveUpAtMs) return null;
          await sleep(delayMs);
        }
      }),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** Talks to who holds the journals of the gateways, through their queues. */
export function createReadingChecks(redis: ReturnType<typeof connectRedis>): ReadingChecks & {
  close(): Promise<void>;
} {
  const queues = new Map<number, JobQueue<CheckReadingsJob>>();
  const queueOf = (gateway: number) => {
    const queue =
      queues.get(gateway) ?? createQueue<CheckReadingsJob>(checkReadingsQueue(gateway), redis);
    queues.set(gateway, queue);
    return queue;
  };
  return {
    begin: (gateway, id, job) => overRedis(() => queueOf(gateway).add({ id, payload: job })),
    look: (gateway, id) =>
      overRedis(async () => {
        const queue = queueOf(gateway);
        const result = await queue.result(id);
        if (result === null || result.state !== 'pending') return result;
        const progress = await queue.progress(id);
        const isBehindOthers = progress === null && (await queue.activeCount()) > 0;
        return { state: 'pending', progress, isBehindOthers };
      }),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** Whatever fails between us and Redis passes by itself; nothing else can fail in there. */
async function overRedis<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StoreUnavailableError('Redis is away.', { cause });
  }
}

function parseStatus(text: string | null) {
  try {
    const parsed = text === null ? null : gatewayStatusSchema.safeParse(JSON.parse(text));
    return parsed?.success === true ? parsed.data : null;
  } catch {
    return null;
  }
}
