import { invariant } from '../invariant.ts';
import { addMonths, monthsBetween } from '../ledger/months.ts';
import { type Period, periodNamed } from '../time/borders.ts';
import { localDate } from '../time/local-day.ts';
import type { TargetPeriodUnit } from './policy-document.ts';

/** The stretch one limit is for; half-open, ms since the epoch. */
export interface TargetPeriod extends Period {
  /** `2026`, `2026-Q3` or `2026-11`: part of an alert's identity. */
  readonly name: string;
  /** Its months, `YYYY-MM`, in order. */
  readonly months: readonly string[];
}

/**
 * The period of a target that holds an instant, in the enterprise's zone.
 *
 * @example targetPeriodAt(Date.UTC(2026, 10, 21), 'quarter', 'Asia/Shanghai').name // '2026-Q4'
 */
export function targetPeriodAt(
  instantMs: number,
  unit: TargetPeriodUnit,
  timeZone: string,
): TargetPeriod {
  const month = localDate(instantMs, timeZone).slice(0, 7);
  const year = month.slice(0, 4);
  if (unit === 'month') return periodOf(month, [month], timeZone);
  if (unit === 'year') {
    return periodOf(year, monthsBetween(`${year}-01`, `${year}-12`), timeZone);
  }
  const quarter = Math.ceil(Number(month.slice(5)) / 3);
  const first = addMonths(`${year}-01`, 3 * (quarter - 1));
  return periodOf(`${year}-Q${quarter}`, monthsBetween(first, addMonths(first, 2)), timeZone);
}

/** Borders of months that were asked for; rules ask for the same few of every enterprise. */
const MONTHS = new Map<string, Period>();

/** The month `YYYY-MM` as a stretch of time in a zone. */
export function monthPeriod(month: string, timeZone: string): Period {
  const key = `${timeZone} ${month}`;
  const found = MONTHS.get(key) ?? periodNamed(month, timeZone);
  invariant(found, 'a month has a name that can be read');
  MONTHS.set(key, found);
  return found;
}

/** All periods of one unit in a year, in order. */
export function targetPeriodsOfYear(
  year: number,
  unit: TargetPeriodUnit,
  timeZone: string,
): TargetPeriod[] {
  const step = { month: 1, quarter: 3, year: 12 }[unit];
  const months = monthsBetween(`${year}-01`, `${year}-12`);
  return months
    .filter((_, index) => index % step === 0)
    .map((month) => targetPeriodAt(monthPeriod(month, timeZone).startMs, unit, timeZone));
}

function periodOf(name: string, months: readonly string[], timeZone: string): TargetPeriod {
  const first = monthPeriod(months[0] ?? name, timeZone);
  const last = monthPeriod(months.at(-1) ?? name, timeZone);
  return { name, months, startMs: first.startMs, endMs: last.endMs };
}
