import type { Period } from '../time/borders.ts';
import { localDate } from '../time/local-day.ts';
import { type WorkCalendar, workingDaysBetween } from './work-calendar.ts';

/** Registers are read every 15 minutes unless something else is on record (NHJC part 6, 2018). */
export const REGISTER_INTERVAL_SECONDS = 900;
/** Longest fault that need not be declared, in working days. */
export const UNDECLARED_WORKING_DAYS_MAX = 3;

/** A meter as far as its duty to report goes. */
export interface DutyMeter {
  readonly meterId: string;
  /** Time between two readings that are due, in seconds. */
  readonly intervalSeconds: number;
  /** From this instant on the readings are due; earlier days count only if there are readings. */
  readonly dutyFromMs: number;
}

/** A declared fault or stop (停产检修): readings that nobody has to send. */
export interface DeclaredStop {
  readonly id: string;
  readonly kind: 'fault' | 'stop';
  readonly fromMs: number;
  /** First instant after it; null while it lasts. */
  readonly toMs: number | null;
  /** Meters it silences; none named means all of the enterprise. */
  readonly meterIds: readonly string[];
  readonly declaredAtMs: number;
}

/** One meter on one day. Readings beyond what is due do not make up for those of another meter. */
export interface DutyMeterDay {
  readonly meterId: string;
  /** Readings due, without those that a declaration lifts. */
  readonly expectedCount: number;
  /** Readings that a declaration lifts. */
  readonly declaredCount: number;
  /** Readings there are. */
  readonly receivedCount: number;
}

/**
 * Readings due in a stretch of time at one interval. A day with 23 or 25 hours has 92 or 100 quarter
 * hours; a meter read less than once in a day and a half owes nothing on a single day.
 *
 * @example expectedReadings(86_400_000, 900) // 96
 */
export function expectedReadings(durationMs: number, intervalSeconds: number): number {
  return Math.round(durationMs / (intervalSeconds * 1_000));
}

/**
 * Declarations as they count: in time, from their beginning; later than three working days after it,
 * from the instant of the declaration on, so that nobody declares a gap away afterwards.
 */
export function stopsInEffect(
  stops: readonly DeclaredStop[],
  timeZone: string,
  calendar: WorkCalendar,
): DeclaredStop[] {
  return stops.flatMap((stop) => {
    if (stop.declaredAtMs <= stop.fromMs) return [stop];
    const first = localDate(stop.fromMs, timeZone);
    const declared = localDate(stop.declaredAtMs, timeZone);
    const { count } = workingDaysBetween(first, declared, calendar);
    const fromMs = count <= UNDECLARED_WORKING_DAYS_MAX ? stop.fromMs : stop.declaredAtMs;
    return stop.toMs !== null && stop.toMs <= fromMs ? [] : [{ ...stop, fromMs }];
  });
}

/** What was due and what came, for each meter of one day; `stops` as they count. */
export function accountDutyDay(day: {
  readonly period: Period;
  readonly meters: readonly DutyMeter[];
  /** Number of readings by meter. */
  readonly counts: ReadonlyMap<string, number>;
  readonly stops: readonly DeclaredStop[];
}): DutyMeterDay[] {
  const { startMs, endMs } = day.period;
  return day.meters.map((meter) => {
    const { meterId, intervalSeconds } = meter;
    const receivedCount = day.counts.get(meterId) ?? 0;
    const isDue = startMs >= meter.dutyFromMs || receivedCount > 0;
    const dueCount = isDue ? expectedReadings(endMs - startMs, intervalSeconds) : 0;
    const silentMs = coveredMs(day.period, stopsOf(meterId, day.stops));
    const expectedCount = Math.min(
      dueCount,
      expectedReadings(endMs - startMs - silentMs, intervalSeconds),
    );
    return { meterId, expectedCount, declaredCount: dueCount - expectedCount, receivedCount };
  });
}

function stopsOf(meterId: string, stops: readonly DeclaredStop[]): DeclaredStop[] {
  return stops.filter(({ meterIds }) => meterIds.length === 0 || meterIds.includes(meterId));
}

/** How much of a period the stops cover together, in milliseconds. */
function coveredMs({ startMs, endMs }: Period, stops: readonly DeclaredStop[]): number {
  const inOrder = stops.toSorted((one, other) => one.fromMs - other.fromMs);
  let covered = 0;
  let atMs = startMs;
  for (const stop of inOrder) {
    const fromMs = Math.max(stop.fromMs, atMs);
    const toMs = Math.min(stop.toMs ?? endMs, endMs);
    if (toMs <= fromMs) continue;
    covered += toMs - fromMs;
    atMs = toMs;
  }
  return covered;
}
