import { type ConsoleEvent, consoleEventSchema, redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

import { newestId } from './downlink-stream.ts';
import { type QueueLogger, warnOfTrouble } from './queue-logger.ts';

const LENGTH_MAX = 10_000;
const READ_COUNT = 500;
const BLOCK_MS = 5_000;
const RETRY_DELAY_MS = 500;

/** Puts events on the stream for consoles; about the last 10 000 are kept. */
export async function addConsoleEvents(
  redis: Redis,
  events: readonly ConsoleEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const pipeline = redis.pipeline();
  for (const event of events) {
    const text = JSON.stringify(event);
    pipeline.xadd(redisKeys.consoleEvents, 'MAXLEN', '~', LENGTH_MAX, '*', 'event', text);
  }
  const replies = await pipeline.exec();
  const failure = replies?.find(([error]) => error !== null)?.[0];
  if (failure) throw failure;
}

/**
 * Hands every event from now on to `handle`, with its id in the stream (for `Last-Event-ID`), until
 * `close`; `afterId` begins behind an earlier one. Needs a `reader` connection of its own, because
 * its reads block.
 */
export function readConsoleEvents(options: {
  readonly redis: Redis;
  readonly handle: (event: ConsoleEvent, streamId: string) => void;
  readonly logger: QueueLogger;
  readonly afterId?: string;
}): { close(): Promise<void> } {
  const { redis, handle, logger } = options;
  let closing = false;
  let lastId = options.afterId ?? null;
  const readOnce = async () => {
    lastId ??= await newestId(redis, redisKeys.consoleEvents);
    const args = ['COUNT', READ_COUNT, 'BLOCK', BLOCK_MS, 'STREAMS'] as const;
    const streams = await redis.xread(...args, redisKeys.consoleEvents, lastId);
    for (const [id, fields] of streams?.[0]?.[1] ?? []) {
      lastId = id;
      const event = parseEvent(fields[fields.indexOf('event') + 1]);
      if (event === null) logger.warn({ id }, 'Console event is not readable.');
      else handle(event, id);
    }
  };
  const loop = async () => {
    while (!closing) {
      try {
        await readOnce();
      } catch (error) {
        if (closing) return;
        warnOfTrouble(logger, { error }, 'Console events cannot be read.');
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

function parseEvent(text: string | undefined): ConsoleEvent | null {
  try {
    const parsed = consoleEventSchema.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
