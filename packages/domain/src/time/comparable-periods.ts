import { invariant } from '../invariant.ts';
import {
  instantOfLocal,
  type LocalDate,
  localDateOf,
  type Period,
  type PeriodUnit,
  periodAt,
  periodNamed,
} from './borders.ts';
import { zoneOffsetMs } from './zone-offsets.ts';

/** The periods that a figure is shown beside (同比, 环比, 累计). */
export interface ComparablePeriods {
  /** The period itself, up to where it has got. */
  readonly current: Period;
  /** The one before it (环比). */
  readonly previous: Period;
  /** The same one a year earlier (同比). */
  readonly yearBefore: Period;
  /** From the start of its year to its end (累计). */
  readonly yearToDate: Period;
  /** The same a year earlier (上年同期累计). */
  readonly yearToDateBefore: Period;
  /** False once the period is over: then all of them are whole. */
  readonly isRunning: boolean;
}

/**
 * The periods to compare the day, month or year of a zone that holds an instant with. A running one is
 * cut where it has got to, and all others at the same date and time of day, so that as much time has
 * passed in each; where that date does not exist (30 February, 29 February of a common year), at the
 * end of the month. 29 February itself is compared with 28 February.
 *
 * @param nowMs the end of what is known; a period that ends before it is whole.
 * @example on 2026-11-21 10:00 of Shanghai, the month: 1–21 November 10:00, 1–21 October 10:00, 1–21
 * November 2025 10:00, 1 January – 21 November 10:00 of both years
 */
export function comparablePeriods(
  atMs: number,
  unit: Exclude<PeriodUnit, 'hour'>,
  timeZone: string,
  nowMs: number,
): ComparablePeriods {
  const whole = periodAt(atMs, unit, timeZone);
  const isRunning = nowMs < whole.endMs;
  const untilMs = Math.max(whole.startMs, nowMs);
  const moved = (shift: Shift): Period => {
    const period = movedPeriod(whole.startMs, unit, timeZone, shift);
    if (!isRunning) return period;
    const endMs = movedInstant(untilMs, timeZone, shift);
    return {
      startMs: period.startMs,
      endMs: Math.min(period.endMs, Math.max(period.startMs, endMs)),
    };
  };
  const current = { startMs: whole.startMs, endMs: isRunning ? untilMs : whole.endMs };
  const yearBefore = moved({ months: -12, days: 0 });
  const previous = moved(PREVIOUS[unit]);
  const startOfYear = (ofMs: number) => periodAt(ofMs, 'year', timeZone).startMs;
  return {
    current,
    previous,
    yearBefore,
    yearToDate: { startMs: startOfYear(current.startMs), endMs: current.endMs },
    yearToDateBefore: { startMs: startOfYear(yearBefore.startMs), endMs: yearBefore.endMs },
    isRunning,
  };
}

/**
 * By how much a figure changed, as a share of the earlier one; null where either is missing or the
 * earlier one is not above 0.
 *
 * @example changeRatio(110, 100) // 0.1
 */
export function changeRatio(current: number | null, earlier: number | null): number | null {
  if (current === null || earlier === null || !(earlier > 0)) return null;
  return (current - earlier) / earlier;
}

const MS_PER_DAY = 86_400_000;

/** By how much a date is moved: months first, then days. */
interface Shift {
  readonly months: number;
  readonly days: number;
}

const PREVIOUS: Readonly<Record<Exclude<PeriodUnit, 'hour'>, Shift>> = {
  day: { months: 0, days: -1 },
  month: { months: -1, days: 0 },
  year: { months: -12, days: 0 },
};

/** The same period of another month or year; of a day that does not exist the last of its month. */
function movedPeriod(
  startMs: number,
  unit: Exclude<PeriodUnit, 'hour'>,
  timeZone: string,
  shift: Shift,
): Period {
  const start = localDateOf(startMs + zoneOffsetMs(startMs, timeZone));
  const { year, month } = movedMonth(start, shift);
  const day = Math.min(start.day, daysIn(year, month));
  const date = localDateOf(Date.UTC(year, month - 1, day + shift.days));
  const text = (value: number, digits: number) => String(value).padStart(digits, '0');
  const parts = [text(date.year, 4), text(date.month, 2), text(date.day, 2)];
  const name = parts.slice(0, PARTS[unit]).join('-');
  const period = periodNamed(name, timeZone);
  invariant(period, 'a date of a calendar has a name');
  return period;
}

/** Parts of a date that name a period. */
const PARTS = { day: 3, month: 2, year: 1 } as const;

/** The same time of day of another month; of a day that does not exist the end of that month. */
function movedInstant(instantMs: number, timeZone: string, shift: Shift): number {
  const localMs = instantMs + zoneOffsetMs(instantMs, timeZone);
  const local = localDateOf(localMs);
  const timeMs = localMs - Date.UTC(local.year, local.month - 1, local.day);
  const { year, month } = movedMonth(local, shift);
  const exists = local.day <= daysIn(year, month);
  const movedMs = exists
    ? Date.UTC(year, month - 1, local.day + shift.days) + timeMs
    : Date.UTC(year, month, 1);
  return instantOfLocal(movedMs, timeZone);
}

function movedMonth(
  { year, month }: LocalDate,
  { months }: Shift,
): Pick<LocalDate, 'year' | 'month'> {
  const moved = localDateOf(Date.UTC(year, month - 1 + months, 1));
  return { year: moved.year, month: moved.month };
}

function daysIn(year: number, month: number): number {
  return (Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / MS_PER_DAY;
}
