import { type ConsoleEvent, consoleEventSchema, redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

import { newestId } from './downlink-stream.ts';
import { type QueueLogger, warnOfTrouble } from './queue-logger.ts';

const LENGTH_MAX = 10_000;
const READ_COUNT = 500;
const BLOCK_MS = 5_000;
const RETRY_DELAY_MS = 500;
const STREAM_ID = /^\d{1,15}-\d{1,15}$/;

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

/** An event with its id in the stream. */
export interface PlacedConsoleEvent {
  readonly id: string;
  readonly event: ConsoleEvent;
}

/** Id of the newest event, to go on behind it; `0-0` while there is none. */
export async function newestConsoleEventId(redis: Redis): Promise<string> {
  return await newestId(redis, redisKeys.consoleEvents);
}

/**
 * Events behind an id, oldest first; null when the stream cannot say that it has all of them: the id
 * is none of its own, it was cut off or emptied since, or more than `limit` would follow.
 */
export async function consoleEventsAfter(
  redis: Redis,
  id: string,
  limit: number,
): Promise<PlacedConsoleEvent[] | null> {
  if (!STREAM_ID.test(id)) return null;
  const rows = await redis.xrange(redisKeys.consoleEvents, id, '+', 'COUNT', limit + 2);
  // The entry itself proves that nothing behind it is missing.
  if (rows[0]?.[0] !== id || rows.length > limit + 1) return null;
  return rows.slice(1).flatMap(([rowId, fields]) => {
    const event = parseEvent(fields[fields.indexOf('event') + 1]);
    return event === null ? [] : [{ id: rowId, event }];
  });
}

function parseEvent(text: string | undefined): ConsoleEvent | null {
  try {
    const parsed = consoleEventSchema.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
