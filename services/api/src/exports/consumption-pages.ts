import {
  type AsOf,
  type ConsumptionSources,
  ROWS_MAX,
  readBoundary,
  type TimeFrame,
  timeFrame,
} from '@hengneng/accounting';
import type { Enterprise } from '@hengneng/database';
import { DomainError, periodAt, periodsBetween } from '@hengneng/domain';

import { assertWithinEngagement } from '../access/principal.ts';
import type { ConsumptionAnswer } from '../consumption/answer-schemas.ts';
import type { ConsumptionQuery } from '../consumption/consumption-query.ts';
import {
  type Asker,
  consumptionSources,
  consumptionWanted,
} from '../consumption/enterprise-consumption.ts';
import { readConsumption } from '../consumption/read-consumption.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Groups that are in memory at a time, about: a year of 100 meters by day is 36 500. */
const WINDOW_GROUPS = 40_000;
/** Shortest length of each unit, so that a count of rows is never guessed too low. */
const STEP_MS = {
  hour: 3_600_000,
  day: 82_800_000,
  month: 28 * 86_400_000,
  year: 365 * 86_400_000,
} as const;

/** Consumption of one enterprise, ready to be taken by and by. */
export interface ConsumptionPages {
  readonly enterprise: Enterprise;
  readonly sources: ConsumptionSources;
  /** What of the past it is; null for the state of today. */
  readonly asOf: AsOf | null;
  /** The total of the whole range, and everything that an answer says besides its rows. */
  readonly whole: ConsumptionAnswer;
  /** Rows of the answer, about so many. */
  readonly rowCount: number;
  rows(): AsyncIterable<ConsumptionAnswer['rows'][number]>;
}

/** The whole range in the enterprise's zone as one period, within the asker's engagement. */
export function wholeFrame(
  { principal }: Asker,
  { id: enterpriseId, timeZone }: Enterprise,
  query: Pick<ConsumptionQuery, 'from' | 'to' | 'interval'>,
): TimeFrame {
  const from = readBoundary('from', query.from, timeZone);
  const to = readBoundary('to', query.to, timeZone);
  const { fromMs, toMs } = timeFrame(from, to, 'year', timeZone);
  const wanted = { enterpriseId, timeZone, fromMs, toMs };
  assertWithinEngagement(principal, 'consumption.read', wanted);
  const startMs = periodAt(fromMs, query.interval, timeZone).startMs;
  const endMs = periodAt(toMs - 1, query.interval, timeZone).endMs;
  const partial = startMs !== fromMs || endMs !== toMs;
  return { fromMs, toMs, periods: [{ startMs: fromMs, endMs: toMs, partial }] };
}

/** Periods of a frame, at most. */
export function periodCountOf({ fromMs, toMs }: TimeFrame, unit: keyof typeof STEP_MS): number {
  return Math.ceil((toMs - fromMs) / STEP_MS[unit]);
}

/**
 * Opens the consumption of an enterprise. What fits into one answer of the JSON route is read as that;
 * of more the total is read for the range as one period, and the rows in windows of whole periods. Sums
 * of quantities are exact either way.
 *
 * @throws DomainError as the JSON route
 */
export async function openPages(
  dependencies: ApiDependencies,
  asker: Asker,
  enterprise: Enterprise,
  query: ConsumptionQuery,
): Promise<ConsumptionPages> {
  const { timeZone } = enterprise;
  const frame = wholeFrame(asker, enterprise, query);
  const wanted = await consumptionWanted(dependencies, asker, enterprise, query);
  const sources = await consumptionSources(wanted, frame);
  const perPeriod = groupsPerPeriod(sources, query);
  const periodCount = periodCountOf(frame, query.interval);
  const common = { enterprise, sources, asOf: wanted.asOf, rowCount: periodCount * perPeriod };
  if (periodCount <= ROWS_MAX && common.rowCount <= WINDOW_GROUPS) {
    const once = timeFrame(frame.fromMs, frame.toMs, query.interval, timeZone);
    const whole = await readConsumption(sources, once, query);
    const rows = async function* () {
      yield* whole.rows;
    };
    return { ...common, whole, rows };
  }
  const whole = await readTotal(sources, frame, query);
  const size = Math.max(1, Math.floor(WINDOW_GROUPS / perPeriod));
  const rows = async function* () {
    for (const window of windowsOf(frame, query.interval, timeZone, size)) {
      yield* (await readConsumption(sources, window, query)).rows;
    }
  };
  return { ...common, whole, rows };
}

function groupsPerPeriod(
  { meanings, virtualMeters }: ConsumptionSources,
  { groupBy, meterIds }: ConsumptionQuery,
): number {
  if (groupBy === 'energyKind') return 1;
  return Math.max(1, meterIds?.length ?? meanings.length + virtualMeters.length);
}

/** The total from hours where hours are asked for; of too many hours from the days they make up. */
async function readTotal(sources: ConsumptionSources, frame: TimeFrame, query: ConsumptionQuery) {
  try {
    return await readConsumption(sources, frame, query);
  } catch (error) {
    const isTooWide = error instanceof DomainError && error.code === 'TIME_RANGE_TOO_WIDE';
    if (!isTooWide || query.interval !== 'hour') throw error;
    return await readConsumption(sources, frame, { ...query, interval: 'day' });
  }
}

/** The range in windows of whole periods, at most `size` of them and, of hours and days, one month. */
function* windowsOf(
  { fromMs, toMs }: TimeFrame,
  unit: ConsumptionQuery['interval'],
  timeZone: string,
  size: number,
): Generator<TimeFrame> {
  const isShort = unit === 'hour' || unit === 'day';
  const steps = isShort
    ? periodsBetween(fromMs, toMs, 'month', timeZone)
    : [{ startMs: fromMs, endMs: toMs }];
  for (const step of steps) {
    const startMs = Math.max(step.startMs, fromMs);
    const { periods } = timeFrame(startMs, Math.min(step.endMs, toMs), unit, timeZone);
    for (let at = 0; at < periods.length; at += size) {
      const slice = periods.slice(at, at + size);
      const [first, last] = [slice[0], slice.at(-1)];
      if (first === undefined || last === undefined) continue;
      yield { fromMs: first.startMs, toMs: last.endMs, periods: slice };
    }
  }
}
