import { setTimeout as sleep } from 'node:timers/promises';
import { escalateOverdue, listOverdue } from '@hengneng/database';
import { addDays, CHINA_WORK_CALENDAR, localDate } from '@hengneng/domain';

import { PLATFORM_ACTOR } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';

const POLL_MS = 60_000;
const PER_LOOK_MAX = 200;

/** Escalates cases whose deadline passed without an answer. */
export interface EscalationWorker {
  /** Looks once, now; answers how many documents it escalated. Throws when PostgreSQL is away. */
  runOnce(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

/**
 * The background worker of deadlines. What is due stands in PostgreSQL, and every escalation is one
 * transaction that looks again under the case's lock: a restart, a kill or a second process neither
 * loses nor repeats one.
 */
export function createEscalationWorker(
  dependencies: Pick<ApiDependencies, 'database' | 'clock' | 'logger'>,
): EscalationWorker {
  const { database, clock, logger } = dependencies;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const runOnce = async () => {
    const atMs = clock();
    // The day in the zone that is furthest ahead; the enterprise's own day is looked at for each.
    const latestDay = addDays(localDate(atMs, 'UTC'), 1);
    const by = { ...PLATFORM_ACTOR, atMs, origin: {} };
    let escalated = 0;
    for (const item of await listOverdue(database.executor, latestDay, PER_LOOK_MAX)) {
      if (stopping.signal.aborted) break;
      const facts = { calendar: CHINA_WORK_CALENDAR, by };
      const level = await database.transaction((tx) => escalateOverdue(tx, item, facts));
      if (level === null) continue;
      escalated += 1;
      logger.info({ ...item, level }, 'A deadline of a case passed.');
    }
    return escalated;
  };

  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1) logger.warn({ error }, 'Deadlines are not watched; trying again.');
      }
      await sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  return {
    runOnce,
    start: () => {
      running = loop();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
