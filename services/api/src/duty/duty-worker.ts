import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson, toPlainJson } from '@hengneng/contracts';
import {
  enterprisesWithDuty,
  findDutyEnterprise,
  findDutyState,
  firstUnmeasuredDutyDay,
  isDatabaseUnavailable,
  listDutyDays,
  listDutyTouches,
  type StoredDutyDay,
  SYSTEM_SCOPE,
  saveDutyDays,
} from '@hengneng/database';
import {
  addDays,
  datesBetween,
  localDate,
  REPORTED_WITHIN_MS,
  StoreUnavailableError,
} from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';
import { countDutyDay, dutyPeriod, measureArrivals } from './count-duty-days.ts';
import { judgeDutyDays, readDutyRules, type UnjudgedDay } from './judge-duty-days.ts';

/** After midnight the last readings of the day are still on their way. */
const SETTLE_MS = 15 * 60_000;
/** Enterprises one look takes on, and days of one of them: the next look goes on. */
const ENTERPRISES_PER_LOOK = 50;
const DAYS_PER_LOOK = 62;

type Dependencies = Pick<
  ApiDependencies,
  'database' | 'readingScan' | 'clock' | 'logger' | 'metrics'
>;

/** Counts and judges the days of every enterprise in the background. */
export interface DutyWorker {
  /** Looks once, now; answers how many enterprises it dealt with. Throws when a store is away. */
  runOnce(): Promise<number>;
  /** Looks from now on; so long lies between two looks that find little to do. */
  start(pollMs: number): void;
  stop(): Promise<void>;
}

/**
 * The background worker of the duty to report. An enterprise's day is counted a quarter of an hour
 * after it ended, again five minutes or more after late readings were written to it, and judged after
 * either and after a declaration. Everything it keeps follows from stored facts: a run that is
 * repeated, or that two processes do at once, ends the same.
 */
export function createDutyWorker(dependencies: Dependencies): DutyWorker {
  const { database, clock, logger, metrics } = dependencies;
  const counted = metrics.counter(
    'duty_days_counted_total',
    'Days counted for the duty to report.',
  );
  const stopping = new AbortController();
  const faulty = new Set<string>();
  let running: Promise<void> = Promise.resolve();

  const runOnce = async () => {
    const ids = await enterprisesWithDuty(database.executor, clock(), ENTERPRISES_PER_LOOK);
    for (const id of ids) {
      if (stopping.signal.aborted) break;
      try {
        counted.inc(await lookAt(dependencies, id));
      } catch (error) {
        if (error instanceof StoreUnavailableError || isDatabaseUnavailable(error)) throw error;
        // A fault of ours with one enterprise must not keep the others from being counted.
        if (!faulty.has(id)) logger.error({ error, enterpriseId: id }, 'Its duty is not counted.');
        faulty.add(id);
      }
    }
    return ids.length;
  };

  const loop = async (pollMs: number) => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      let looked = 0;
      try {
        looked = await runOnce();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1)
          logger.warn({ error }, 'The duty to report is not counted; trying again.');
      }
      // A full look means there is more to do; a short rest leaves the stores to others.
      const pauseMs = looked === ENTERPRISES_PER_LOOK ? 1_000 : pollMs;
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  return {
    runOnce,
    start: (pollMs) => {
      running = loop(pollMs);
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** One enterprise: counts what is to be counted, judges what may have changed, keeps it. */
async function lookAt(dependencies: Dependencies, enterpriseId: string): Promise<number> {
  const { database, clock } = dependencies;
  const { executor } = database;
  const nowMs = clock();
  const known = await findDutyEnterprise(executor, enterpriseId, nowMs);
  if (known === null) return 0;
  const { timeZone } = known;
  const registeredOn = localDate(known.registeredAtMs, timeZone);
  const today = localDate(nowMs - SETTLE_MS, timeZone);
  const lastClosed = addDays(today, -1);
  const state = await findDutyState(executor, enterpriseId);
  const through = state?.through ?? addDays(registeredOn, -1);
  const missing = datesBetween(addDays(through, 1), lastClosed).slice(0, DAYS_PER_LOOK);
  const nextThrough = missing.at(-1) ?? through;
  const touches = (await listDutyTouches(executor, enterpriseId, nextThrough)).slice(
    0,
    DAYS_PER_LOOK,
  );
  const dates = [...new Set([...missing, ...touches.map(({ date }) => date)])].sort();

  const stored = new Map<string, UnjudgedDay | StoredDutyDay>();
  const open = await firstUnmeasuredDutyDay(executor, enterpriseId, registeredOn);
  const first = earliest([dates[0], state?.rejudgeFrom, open]);
  // The day before the first is where its silences come from.
  const from = first === null ? nextThrough : addDays(first, -1);
  const days = await listDutyDays(executor, SYSTEM_SCOPE, { enterpriseId, from, to: nextThrough });
  for (const day of days) stored.set(day.date, day);
  for (const date of dates) {
    const period = dutyPeriod(date, timeZone);
    const day = await countDutyDay(dependencies, enterpriseId, date, period);
    stored.set(date, { ...day, arrivals: stored.get(date)?.arrivals ?? null });
  }
  for (const [date, day] of stored) {
    const period = dutyPeriod(date, timeZone);
    const isClosed = period.endMs + REPORTED_WITHIN_MS <= nowMs;
    // What was loaded for days before the registration came when it came.
    if (!isClosed || day.arrivals !== null || date < registeredOn) continue;
    const arrivals = await measureArrivals(dependencies, enterpriseId, period);
    stored.set(date, { ...day, arrivals });
  }

  const rules = await readDutyRules(dependencies, enterpriseId, timeZone);
  const inOrder = [...stored.values()].sort((one, other) => (one.date < other.date ? -1 : 1));
  const before = inOrder.find(isJudgedBefore(first));
  const judged = judgeDutyDays(
    inOrder.filter(({ date }) => first !== null && date >= first),
    rules,
    before ?? null,
    nowMs,
  );
  const changed = judged.filter((day) => isChanged(days, day));
  await database.transaction((tx) =>
    saveDutyDays(tx, enterpriseId, {
      days: changed,
      through: nextThrough,
      dueAtMs: nextThrough < lastClosed ? nowMs : dutyPeriod(today, timeZone).endMs + SETTLE_MS,
      touches,
      rejudged: state === null || state.rejudgeFrom === null ? null : state.rejudgeVersion,
    }),
  );
  return dates.length;
}

function earliest(dates: readonly (string | null | undefined)[]): string | null {
  const known = dates.filter((date) => date !== null && date !== undefined).sort();
  return known[0] ?? null;
}

function isJudgedBefore(first: string | null) {
  return (day: UnjudgedDay | StoredDutyDay): day is StoredDutyDay =>
    'silences' in day && (first === null || day.date < first);
}

/** Whether a day came out otherwise than it is kept; the time of judging alone is no change. */
function isChanged(days: readonly StoredDutyDay[], day: StoredDutyDay): boolean {
  const before = days.find(({ date }) => date === day.date);
  if (before === undefined) return true;
  const { judgedAtMs: _, countedAtMs: __, ...is } = day;
  const { judgedAtMs: ___, countedAtMs: ____, ...was } = before;
  return canonicalJson(toPlainJson(is)) !== canonicalJson(toPlainJson(was));
}
