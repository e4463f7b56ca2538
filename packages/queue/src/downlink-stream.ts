import { DOWNLINK_KINDS, redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';
import { z } from 'zod';

import { type QueueLogger, warnOfTrouble } from './queue-logger.ts';

/**
 * A message for one device, or for all devices of an enterprise. Best effort: the api is the
 * record.
 */
export interface Downlink {
  readonly enterpriseId: string;
  /** `''`: every device of the enterprise. */
  readonly deviceId: string;
  readonly kind: 'rejections' | 'requests' | 'alerts';
  /** Payload as it goes to the device. */
  readonly payload: unknown;
}

const LENGTH_MAX = 10_000;
const READ_COUNT = 500;
const BLOCK_MS = 5_000;
const RETRY_DELAY_MS = 500;

const entrySchema = z.object({
  enterpriseId: z.string(),
  deviceId: z.string(),
  kind: z.enum(DOWNLINK_KINDS).exclude(['receipts']),
  payload: z.unknown(),
});

/** Puts messages on the stream that every gateway reads; about the last 10 000 are kept. */
export async function addDownlinks(redis: Redis, downlinks: readonly Downlink[]): Promise<void> {
  if (downlinks.length === 0) return;
  const pipeline = redis.pipeline();
  for (const downlink of downlinks) {
    const text = JSON.stringify(downlink);
    pipeline.xadd(redisKeys.downlinks, 'MAXLEN', '~', LENGTH_MAX, '*', 'downlink', text);
  }
  const replies = await pipeline.exec();
  const failure = replies?.find(([error]) => error !== null)?.[0];
  if (failure) throw failure;
}

/**
 * Reads the stream from now on and hands every message to `handle`, in order, until `close`. After
 * a loss of the connection it goes on where it stopped. Needs a `reader` connection of its own,
 * because its reads block.
 */
export function readDownlinks(options: {
  readonly redis: Redis;
  readonly handle: (downlink: Downlink) => void;
  readonly logger: QueueLogger;
}): { close(): Promise<void> } {
  const { redis, handle, logger } = options;
  let closing = false;
  let lastId: string | null = null;

  const readOnce = async () => {
    lastId ??= await newestId(redis, redisKeys.downlinks);
    const args = ['COUNT', READ_COUNT, 'BLOCK', BLOCK_MS, 'STREAMS'] as const;
    const streams = await redis.xread(...args, redisKeys.downlinks, lastId);
    for (const [id, fields] of streams?.[0]?.[1] ?? []) {
      lastId = id;
      const entry = entrySchema.safeParse(parseJson(fields[fields.indexOf('downlink') + 1]));
      if (entry.success) handle(entry.data);
      else logger.warn({ id }, 'Downlink is not readable.');
    }
  };
  const loop = async () => {
    while (!closing) {
      try {
        await readOnce();
      } catch (error) {
        if (closing) return;
        warnOfTrouble(logger, { error }, 'Downlinks cannot be read.');
        await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS));
      }
    }
  };
  const done = loop();
  return {
    close: async () => {
      closing = true;
      redis.disconnect();
      await done;
    },
  };
}

/** Id of a stream's last entry, to read what comes after it; `0-0` when it has none. */
export async function newestId(redis: Redis, key: string): Promise<string> {
  const newest = await redis.xrevrange(key, '+', '-', 'COUNT', 1);
  return newest[0]?.[0] ?? '0-0';
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
