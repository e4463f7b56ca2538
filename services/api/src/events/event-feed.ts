import type { ConsoleEvent } from '@hengneng/contracts';
import {
  addConsoleEvents,
  type connectRedis,
  consoleEventsAfter,
  newestConsoleEventId,
  type PlacedConsoleEvent,
  readConsoleEvents,
} from '@hengneng/queue';
import type { Logger } from '@hengneng/telemetry';

/** A reader that was away for longer looks at everything afresh instead. */
const CAUGHT_UP_MAX = 1_000;

/** What happens, for whoever has the console open. Best effort: PostgreSQL is the record. */
export interface EventFeed {
  /** Hands every event from now on to `listener`, in order; answers how to stop that. */
  listen(listener: (placed: PlacedConsoleEvent) => void): () => void;
  /** Events behind an id; null when that cannot be said for certain, or when they are too many. */
  after(id: string): Promise<PlacedConsoleEvent[] | null>;
  newestId(): Promise<string>;
  /** Tells of something that no notification tells of. */
  tell(events: readonly ConsoleEvent[]): Promise<void>;
}

type Redis = ReturnType<typeof connectRedis>;

/** The feed of the stream in Redis; `reader` is its own, because its reads block. */
export function createEventFeed(options: {
  readonly redis: Redis;
  readonly reader: Redis;
  readonly logger: Logger;
}): EventFeed & { close(): Promise<void> } {
  const { redis, reader, logger } = options;
  const listeners = new Set<(placed: PlacedConsoleEvent) => void>();
  const reading = readConsoleEvents({
    redis: reader,
    logger,
    handle: (event, id) => {
      for (const listener of listeners) listener({ id, event });
    },
  });
  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    after: (id) => consoleEventsAfter(redis, id, CAUGHT_UP_MAX),
    newestId: () => newestConsoleEventId(redis),
    tell: (events) => addConsoleEvents(redis, events),
    close: () => reading.close(),
  };
}
