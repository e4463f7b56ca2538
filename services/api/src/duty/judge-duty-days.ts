import {
  listDeclaredStops,
  listDutyMeters,
  listReportingIntervals,
  type RecordedReportingInterval,
  type RegisteredDutyMeter,
  type StoredDutyDay,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import {
  accountDutyDay,
  addDays,
  CHINA_WORK_CALENDAR,
  type DeclaredStop,
  type DutyMeter,
  dutyTotals,
  judgeDutyDay,
  localDate,
  REGISTER_INTERVAL_SECONDS,
  type Silences,
  stopsInEffect,
} from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';
import { dutyPeriod } from './count-duty-days.ts';

/** Everything besides the counts that decides what was due. */
export interface DutyRules {
  readonly timeZone: string;
  readonly meters: readonly RegisteredDutyMeter[];
  readonly intervals: readonly RecordedReportingInterval[];
  /** As they count. */
  readonly stops: readonly DeclaredStop[];
}

/** A day as counted, to be judged. */
export type UnjudgedDay = Pick<StoredDutyDay, 'date' | 'counts' | 'arrivals' | 'countedAtMs'>;

/** Reads what decides the duty of an enterprise. */
export async function readDutyRules(
  { database }: Pick<ApiDependencies, 'database'>,
  enterpriseId: string,
  timeZone: string,
): Promise<DutyRules> {
  const { executor } = database;
  const declared = await listDeclaredStops(executor, SYSTEM_SCOPE, { enterpriseId });
  const standing = declared.filter(({ withdrawn }) => !withdrawn);
  return {
    timeZone,
    meters: await listDutyMeters(executor, enterpriseId),
    intervals: await listReportingIntervals(executor, SYSTEM_SCOPE, enterpriseId),
    stops: stopsInEffect(standing, timeZone, CHINA_WORK_CALENDAR),
  };
}

/**
 * Judges days in their order; a silence goes on from one day to the next only where no day lies
 * between them that nobody counted.
 *
 * @param before the day before the first, where it is judged
 */
export function judgeDutyDays(
  days: readonly UnjudgedDay[],
  rules: DutyRules,
  before: Pick<StoredDutyDay, 'date' | 'silences'> | null,
  judgedAtMs: number,
): StoredDutyDay[] {
  let last = before;
  return days.map((day) => {
    const { date, counts, arrivals } = day;
    const period = dutyPeriod(date, rules.timeZone);
    const meters = accountDutyDay({
      period,
      meters: dutyMeters(rules, date, period.endMs),
      counts: new Map(Object.entries(counts)),
      stops: rules.stops,
    });
    const isNext = last !== null && addDays(last.date, 1) === date;
    const silences: Silences = isNext && last !== null ? last.silences : {};
    const verdict = judgeDutyDay({
      ...{ date, meters, arrivals, before: silences },
      calendar: CHINA_WORK_CALENDAR,
    });
    const judged = {
      ...day,
      timeZone: rules.timeZone,
      ...dutyTotals(meters),
      ...verdict,
      judgedAtMs,
    };
    last = judged;
    return judged;
  });
}

/**
 * What each meter owed on a day: its interval as of the end of the day, from its first full day to its
 * last full day in use.
 */
function dutyMeters(rules: DutyRules, date: string, dayEndMs: number): DutyMeter[] {
  const allowed = (meterId: string | null) =>
    rules.intervals.filter((each) => each.meterId === meterId && each.validFrom <= date).at(-1)
      ?.intervalSeconds;
  const inUse = rules.meters.filter(({ retiredAtMs }) => dayEndMs <= (retiredAtMs ?? dayEndMs));
  return inUse.map(({ meterId, registeredAtMs, epochs }) => {
    const epoch = epochs.filter(({ validFromMs }) => validFromMs < dayEndMs).at(-1) ?? epochs[0];
    const usual =
      epoch === undefined || epoch.kind === 'register'
        ? (allowed(null) ?? REGISTER_INTERVAL_SECONDS)
        : (epoch.intervalSeconds ?? REGISTER_INTERVAL_SECONDS);
    const registeredOn = localDate(registeredAtMs, rules.timeZone);
    const dutyFromMs = dutyPeriod(addDays(registeredOn, 1), rules.timeZone).startMs;
    return { meterId, intervalSeconds: allowed(meterId) ?? usual, dutyFromMs };
  });
}
