import { setTimeout as sleep } from 'node:timers/promises';
import {
  escalateOverdue,
  escalateUnverified,
  listDueSoon,
  listOverdue,
  listUnverified,
  remindOfDeadline,
} from '@hengneng/database';
import { addDays, CHINA_WORK_CALENDAR, localDate } from '@hengneng/domain';

import { PLATFORM_ACTOR } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';

const POLL_MS = 60_000;
const PER_LOOK_MAX = 200;
/** The shortest time for a verification is a working day. */
const UNVERIFIED_MS_MIN = 12 * 3_600_000;
/** Two working days never take longer, whatever the holidays. */
const REMINDED_DAYS_MAX = 14;

/** Watches deadlines: of answers in cases, and of the verification of alerts. */
export interface EscalationWorker {
  /** Looks once, now; answers how many documents it escalated. Throws when PostgreSQL is away. */
  runOnce(): Promise<number>;
  /** Looks at every alert that nobody verified; answers how many it escalated, and reminded of. */
  lookAtAlerts(): Promise<{ readonly escalated: number; readonly reminded: number }>;
  /** Reminds of answers that are due soon; answers of how many. */
  remind(): Promise<number>;
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

  const lookAtAlerts = async () => {
    const atMs = clock();
    const facts = { calendar: CHINA_WORK_CALENDAR, by: { ...PLATFORM_ACTOR, atMs, origin: {} } };
    const counts = { escalated: 0, reminded: 0 };
    let afterId = '';
    while (!stopping.signal.aborted) {
      const query = { openedBeforeMs: atMs - UNVERIFIED_MS_MIN, afterId, limit: PER_LOOK_MAX };
      const ids = await listUnverified(database.executor, query);
      for (const alertId of ids) {
        const look = await database.transaction((tx) => escalateUnverified(tx, alertId, facts));
        if (look === null) continue;
        counts[look] += 1;
        logger.info({ alertId, look }, 'An alert waits for its verification.');
      }
      if (ids.length < PER_LOOK_MAX) break;
      afterId = ids.at(-1) ?? '';
    }
    return counts;
  };

  const remind = async () => {
    const atMs = clock();
    const today = localDate(atMs, 'UTC');
    const within = { from: addDays(today, -1), to: addDays(today, REMINDED_DAYS_MAX) };
    const due = await listDueSoon(database.executor, { ...within, limit: PER_LOOK_MAX });
    let reminded = 0;
    for (const item of due) {
      const facts = { calendar: CHINA_WORK_CALENDAR, atMs };
      if (await database.transaction((tx) => remindOfDeadline(tx, item, facts))) reminded += 1;
    }
    return reminded;
  };

  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
        await lookAtAlerts();
        await remind();
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
    lookAtAlerts,
    remind,
    start: () => {
      running = loop();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
