import type { PeriodEnergy } from '../../metering/hours.ts';
import type { MeterKind } from '../../registry/lists.ts';
import { periodAt } from '../../time/borders.ts';
import { localDate } from '../../time/local-day.ts';
import { conflicts, powerAgainstRegister } from './against.ts';
import { median } from './median.ts';
import {
  copiedDays,
  type DayOfValues,
  frozenDisplay,
  frozenValue,
  longestRun,
  roundNumbers,
  roundShare,
} from './series.ts';
import type { Suspicion } from './suspicion.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 86_400_000;
/** A value of fewer steps of its meter may be the same for hours by chance. */
const HELD_STEPS_MIN = 20;
/** Longer than any period that is looked at. */
const WITHOUT_END_HOURS = 8_784;

/** One meter as suspicions look at it. */
export interface SuspectMeter {
  readonly meterId: string;
  readonly kind: MeterKind;
  /** Master of the same energy kind and flow; null for meters of level 1. */
  readonly masterMeterId: string | null;
  readonly ratedPowerKw: number | null;
  /** Smallest amount that it can tell, in storage units: last digit × multiplier × unit. */
  readonly stepSize: number;
  /** Hours from the start of the look-back to the end of the period or of the data, ascending. */
  readonly hours: readonly PeriodEnergy[];
  /** Readings of the period, and those for which another value was sent later; null if not counted. */
  readonly readingCount: number | null;
  readonly conflictCount: number | null;
}

/** The stretch of time that is looked at. */
export interface SuspectPeriod {
  readonly startMs: number;
  readonly endMs: number;
  readonly timeZone: string;
  /** Whether somebody declared a stop of the meter at an instant (停产检修). */
  readonly isStopped: (meterId: string, atMs: number) => boolean;
}

/** An hour as it may be looked at. */
interface SeenHour {
  readonly startMs: number;
  /** Null where it is missing, estimated or of a declared stop. */
  readonly value: number | null;
  /** The same, with what is estimated. */
  readonly counted: number | null;
}

/**
 * What one meter's own hours and conflicts look like in a period. Estimated hours are no
 * evidence: a gap that was spread evenly would look frozen.
 */
export function meterSuspicions(meter: SuspectMeter, period: SuspectPeriod): Suspicion[] {
  const seen = seenHours(meter, period);
  const now = seen.filter(({ startMs }) => startMs >= period.startMs);
  const earlier = seen.filter(({ startMs }) => startMs < period.startMs);
  const weeks = byWeek(earlier, period.startMs);
  const suspicions = [
    roundestNumbers(meter, now, weeks),
    copiedDays(daysOf(seen, period.timeZone), {
      from: localDate(period.startMs, period.timeZone),
      stepSize: meter.stepSize,
    }),
    conflicts(meter.conflictCount ?? 0, meter.readingCount ?? 0),
  ];
  if (meter.kind === 'register') {
    const usualMost = highOf(seen.flatMap(({ value }) => (value === null ? [] : [value])));
    const counted = now.map((hour) => hour.counted);
    suspicions.push(frozenDisplay(counted, HOUR_MS, usualMost));
  }
  suspicions.push(
    frozenValue(
      now.map(({ value }) => value),
      HOUR_MS,
      undefined,
      usualRunHours(weeks, now),
      HELD_STEPS_MIN * meter.stepSize,
    ),
  );
  return suspicions;
}

/** A power meter's hours against those of the register that measures the same supply, by day. */
export function pairSuspicion(
  power: SuspectMeter,
  register: SuspectMeter,
  period: SuspectPeriod,
): Suspicion {
  const ofPower = new Map(seenHours(power, period).map((hour) => [hour.startMs, hour.value]));
  const days = new Map<string, { powerKwh: number; registerKwh: number }>();
  const dateAt = dateReader(period.timeZone);
  for (const { startMs, value } of seenHours(register, period)) {
    const powerKwh = ofPower.get(startMs) ?? null;
    if (startMs < period.startMs || value === null || powerKwh === null) continue;
    const date = dateAt(startMs);
    const day = days.get(date) ?? { powerKwh: 0, registerKwh: 0 };
    day.powerKwh += powerKwh;
    day.registerKwh += value;
    days.set(date, day);
  }
  return powerAgainstRegister([...days.values()]);
}

/** Measured amounts by day, of days that are whole. */
export function wholeDays(meter: SuspectMeter, period: SuspectPeriod): Map<string, number> {
  return new Map(
    daysOf(seenHours(meter, period), period.timeZone).map(({ date, values }) => [
      date,
      values.reduce((sum, value) => sum + value, 0),
    ]),
  );
}

function seenHours(meter: SuspectMeter, period: SuspectPeriod): SeenHour[] {
  return meter.hours
    .filter(({ startMs }) => startMs < period.endMs)
    .map(({ startMs, quantity, estimatedQuantity, coveredMs }) => {
      const isKnown = coveredMs > 0 && !period.isStopped(meter.meterId, startMs);
      const isMeasured = isKnown && coveredMs >= HOUR_MS && estimatedQuantity === 0;
      return {
        startMs,
        value: isMeasured ? quantity : null,
        counted: isKnown ? quantity : null,
      };
    });
}

/** Days of which every hour is measured. */
function daysOf(hours: readonly SeenHour[], timeZone: string): DayOfValues[] {
  const days = new Map<string, (number | null)[]>();
  const dateAt = dateReader(timeZone);
  for (const { startMs, value } of hours) {
    const date = dateAt(startMs);
    const values = days.get(date) ?? [];
    values.push(value);
    days.set(date, values);
  }
  return [...days].flatMap(([date, values]) => {
    const known = values.filter((value) => value !== null);
    return known.length === values.length && known.length >= 23 ? [{ date, values: known }] : [];
  });
}

/** Local dates of instants that mostly follow each other: a date is looked up once a day. */
function dateReader(timeZone: string): (atMs: number) => string {
  let day = { startMs: 0, endMs: 0 };
  let date = '';
  return (atMs) => {
    if (atMs < day.startMs || atMs >= day.endMs) {
      day = periodAt(atMs, 'day', timeZone);
      date = localDate(atMs, timeZone);
    }
    return date;
  };
}

/** Rounding by a hundred, a thousand or ten thousand steps, whichever is plainest. */
function roundestNumbers(
  meter: SuspectMeter,
  now: readonly SeenHour[],
  weeks: readonly (readonly SeenHour[])[],
): Suspicion {
  const valuesOf = (hours: readonly SeenHour[]) =>
    hours.flatMap(({ value }) => (value === null ? [] : [value]));
  const found = [1, 10, 100].map((times) => {
    const step = meter.stepSize * times;
    const shares = weeks.flatMap((week) => roundShare(valuesOf(week), step)?.share ?? []);
    // A meter that was never seen to show anything else may be a coarse one.
    const own = shares.length < 2 ? (roundShare(valuesOf(now), step)?.share ?? 0) : 0;
    return roundNumbers(valuesOf(now), step, median(shares) ?? (own > 0.95 ? own : 0));
  });
  return found.reduce((one, other) => ((other.score ?? -1) > (one.score ?? -1) ? other : one));
}

/**
 * Longest run of one value in an ordinary week; without end where that is half of the week, since then
 * the value is what the load is like. Without a fortnight of earlier data the weeks of the period count:
 * a value that is there from the first day on is the load's nature until it changes.
 */
function usualRunHours(weeks: readonly (readonly SeenHour[])[], now: readonly SeenHour[]): number {
  const CONSTANT_HOURS = 84;
  const known = weeks.filter(
    (week) => week.filter(({ value }) => value !== null).length >= CONSTANT_HOURS,
  );
  const endMs = (now.at(-1)?.startMs ?? 0) + HOUR_MS;
  const runs = (known.length >= 2 ? known : byWeek(now, endMs)).map(
    (week) => longestRun(week.map(({ value }) => value)).longest,
  );
  const usual = median(runs) ?? 0;
  return usual >= CONSTANT_HOURS ? WITHOUT_END_HOURS : usual;
}

/** Whole weeks counted back from an instant. */
function byWeek(hours: readonly SeenHour[], untilMs: number): SeenHour[][] {
  const weeks = new Map<number, SeenHour[]>();
  for (const hour of hours) {
    const index = Math.floor((untilMs - 1 - hour.startMs) / WEEK_MS);
    const week = weeks.get(index);
    if (week === undefined) weeks.set(index, [hour]);
    else week.push(hour);
  }
  return [...weeks.values()];
}

/** What nineteen of twenty hours stay below, of those with any energy. */
function highOf(values: readonly number[]): number {
  const sorted = values.filter((value) => value > 0).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}
