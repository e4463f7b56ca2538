import { type JournalDay, RECORD_FACTS, type RecordFactsJob, redisKeys } from '@hengneng/contracts';
import type { ForwardingLog, Journal } from '@hengneng/journal';
import { type connectRedis, createHeartbeats, createQueue } from '@hengneng/queue';
import type { Logger, Readiness } from '@hengneng/telemetry';

import { JournalDays, statusOf } from './gateway-status.ts';

const INTERVAL_MS = 1_000;
/** How often PostgreSQL is told how many messages a day has, so far. */
const FACTS_INTERVAL_MS = 5_000;
/** How long a day's count counts as told: Redis may have been emptied before anybody read it. */
const TOLD_MS = 60_000;

/** Days whose counts are remembered, oldest out first. */
const DATES_KEPT_MAX = 20;

interface Options {
  readonly gateway: number;
  readonly instance: string;
  readonly redis: ReturnType<typeof connectRedis>;
  readonly journal: Journal;
  readonly log: ForwardingLog;
  readonly readiness: () => Readiness;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** Tells the other services every second where this gateway stands. */
export function startStatusReporter(options: Options): { stop(): Promise<void> } {
  const { gateway, redis, journal, log, now, logger } = options;
  const days = new JournalDays(journal);
  const heartbeats = createHeartbeats(redis);
  const facts = createDayFacts(options, days);
  let running: Promise<void> | null = null;
  let failing = false;

  const report = async () => {
    const atMs = now();
    const status = statusOf({ gateway, atMs, journal, log, days: await days.last(atMs) });
    const { ready, parts } = options.readiness();
    const reason = Object.entries(parts)
      .filter(([, part]) => !part.ready)
      .map(([name, part]) => `${name}: ${part.reason}`)
      .join(' ');
    await Promise.all([
      redis.set(redisKeys.gatewayStatus(gateway), JSON.stringify(status)),
      redis.sadd(redisKeys.gateways, gateway),
      heartbeats.beat({
        service: 'gateway',
        instance: options.instance,
        ready,
        ...(reason === '' ? {} : { reason }),
        atMs,
      }),
    ]);
    await facts.tell(atMs);
  };

  const tick = () => {
    if (running !== null || redis.status !== 'ready') return;
    running = report()
      .then(() => {
        failing = false;
      })
      .catch((error: unknown) => {
        // Redis goes and comes; what is told next replaces what was not.
        if (!failing) logger.warn({ error }, 'Status could not be told.');
        failing = true;
      })
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(tick, INTERVAL_MS);
  tick();

  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      await facts.close();
    },
  };
}

/** Tells PostgreSQL, by way of the facts, how many messages each day has. */
function createDayFacts({ gateway, redis }: Options, days: JournalDays) {
  const facts = createQueue<RecordFactsJob>(RECORD_FACTS, redis);
  const told = new Map<string, { journalled: number; atMs: number }>();
  let factsAtMs = 0;
  const tell = async (atMs: number) => {
    if (atMs - factsAtMs < FACTS_INTERVAL_MS) return;
    factsAtMs = atMs;
    for (const day of await days.last(atMs)) {
      const journalled = day.to - day.from + 1;
      const last = told.get(day.date);
      const isTold = last?.journalled === journalled && atMs - last.atMs < TOLD_MS;
      if (journalled <= 0 || isTold) continue;
      const fact: JournalDay = {
        type: 'journal-day',
        schemaVersion: 1,
        gateway,
        date: day.date,
        journalled,
        firstSequence: day.from,
        lastSequence: day.to,
      };
      await facts.add({ id: `journal-day-${gateway}-${day.date}-${day.to}`, payload: fact });
      told.set(day.date, { journalled, atMs });
    }
    for (const date of told.keys()) if (told.size > DATES_KEPT_MAX) told.delete(date);
  };
  return { tell, close: () => facts.close() };
}
