import { isWorkingDay, type WorkCalendar } from '../duty/work-calendar.ts';
import { DomainError } from '../errors.ts';
import { addDays, datesBetween } from '../time/dates.ts';

/** How days of a deadline are counted: 工作日 or 日. */
export const DEADLINE_UNITS = ['working', 'calendar'] as const;
export type DeadlineUnit = (typeof DEADLINE_UNITS)[number];

/** A deadline as a document states it. */
export interface DeadlineTerm {
  /** 1 to {@link DEADLINE_DAYS_MAX}. */
  readonly days: number;
  readonly unit: DeadlineUnit;
}

/** Longest deadline, in days. */
export const DEADLINE_DAYS_MAX = 366;

/** The last day of a deadline, and what went into it besides announcements. */
export interface Deadline {
  /** Last day on which it is met, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** Years without an announced calendar: weekends, and days of the law where known, were off. */
  readonly unknownYears: readonly number[];
}

/**
 * Last day of a deadline. It runs from the day after service; working days count as announced, with
 * holidays and make-up days; of calendar days a last day that is not worked moves to the next that is.
 *
 * @throws DomainError CASE_INVALID for a number of days that is none
 */
export function deadlineAfter(
  servedOn: string,
  { days, unit }: DeadlineTerm,
  calendar: WorkCalendar,
): Deadline {
  if (!Number.isInteger(days) || days < 1 || days > DEADLINE_DAYS_MAX) {
    throw new DomainError('CASE_INVALID', `A deadline has 1 to ${DEADLINE_DAYS_MAX} days.`);
  }
  const lastDay =
    unit === 'working'
      ? nthWorkingDayAfter(servedOn, days, calendar)
      : nthWorkingDayAfter(addDays(servedOn, days - 1), 1, calendar);
  const years = new Set(datesBetween(servedOn, lastDay).map((date) => Number(date.slice(0, 4))));
  const known = new Set(
    calendar.filter(({ provisional }) => provisional !== true).map(({ year }) => year),
  );
  return { lastDay, unknownYears: [...years].filter((year) => !known.has(year)) };
}

/** Working days after which an unmet deadline goes from the inspector to the authority. */
export const ESCALATION_WORKING_DAYS = 5;

/**
 * How far an unmet deadline has come: 0 not over, 1 over (the inspector and the deputy act), 2 over by
 * more than {@link ESCALATION_WORKING_DAYS} working days (the authority).
 */
export function escalationLevel(lastDay: string, today: string, calendar: WorkCalendar): 0 | 1 | 2 {
  if (today <= lastDay) return 0;
  return today <= nthWorkingDayAfter(lastDay, ESCALATION_WORKING_DAYS, calendar) ? 1 : 2;
}

function nthWorkingDayAfter(date: string, count: number, calendar: WorkCalendar): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** How long a deadline still runs; both are negative once it is over. */
export interface DaysLeft {
  readonly calendarDays: number;
  /** Days worked among them, the last one counted, today not. */
  readonly workingDays: number;
}

/** Days from `today` to the last day of a deadline, by the calendar and by working days. */
export function daysLeft(lastDay: string, today: string, calendar: WorkCalendar): DaysLeft {
  const isOver = lastDay < today;
  const [first, last] = isOver ? [lastDay, today] : [today, lastDay];
  const days = datesBetween(first, last).slice(1);
  const worked = days.filter((day) => isWorkingDay(day, calendar)).length;
  const sign = isOver ? -1 : 1;
  return { calendarDays: sign * days.length || 0, workingDays: sign * worked || 0 };
}
