const MONTH = /^(20\d{2})-(0[1-9]|1[0-2])$/;

/** True for a month as `YYYY-MM`, from 2000 on. Months of this form compare as text. */
export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

/**
 * The month some months after another; before it for a negative count.
 *
 * @example addMonths('2026-01', -1) // '2025-12'
 */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + count;
  return `${Math.floor(index / 12)}-${String((((index % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

/** The months from the first to the last, both included; none where the last is before the first. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The twelve months of a year. */
export function monthsOfYear(year: number): string[] {
  return monthsBetween(`${year}-01`, `${year}-12`);
}
