import { localDate } from './local-day.ts';

const MS_PER_DAY = 86_400_000;
/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_FIRST_DAY = 4;

/** Number of a calendar day `YYYY-MM-DD`, counted from 1970-01-01. */
export function dayNumberOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/**
 * The day that lies `count` days after a day; before it where negative.
 *
 * @example addDays('2026-02-28', 1) // '2026-03-01'
 */
export function addDays(date: string, count: number): string {
  return localDate((dayNumberOf(date) + count) * MS_PER_DAY, 'UTC');
}

/** All days from the first to the last, both included; none where the last is before the first. */
export function datesBetween(first: string, last: string): string[] {
  const count = dayNumberOf(last) - dayNumberOf(first) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(first, index));
}

/** Day of the week of a calendar day: 0 Sunday to 6 Saturday. */
export function weekdayOf(date: string): number {
  return (((dayNumberOf(date) + WEEKDAY_OF_FIRST_DAY) % 7) + 7) % 7;
}
