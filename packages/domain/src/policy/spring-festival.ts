import { addMonths } from '../ledger/months.ts';
import { dayNumberOf } from '../time/dates.ts';

/** First day of the lunar year (春节), by Gregorian year. */
const SPRING_FESTIVAL: Readonly<Record<number, string>> = {
  2015: '02-19',
  2016: '02-08',
  2017: '01-28',
  2018: '02-16',
  2019: '02-05',
  2020: '01-25',
  2021: '02-12',
  2022: '02-01',
  2023: '01-22',
  2024: '02-10',
  2025: '01-29',
  2026: '02-17',
  2027: '02-06',
  2028: '01-26',
  2029: '02-13',
  2030: '02-03',
  2031: '01-23',
  2032: '02-11',
  2033: '01-31',
  2034: '02-19',
  2035: '02-08',
};

/** Works slow down before the day and are back at full load about ten days after it. */
const DAYS_BEFORE = 4;
const DAYS_AFTER = 10;

/** Days round the Spring Festival that fall into a month `YYYY-MM`; 0 for years not in the table. */
export function festivalDaysIn(month: string): number {
  const day = SPRING_FESTIVAL[Number(month.slice(0, 4))];
  if (day === undefined) return 0;
  const first = dayNumberOf(`${month.slice(0, 4)}-${day}`);
  const from = Math.max(first - DAYS_BEFORE, dayNumberOf(`${month}-01`));
  const to = Math.min(first + DAYS_AFTER + 1, dayNumberOf(`${addMonths(month, 1)}-01`));
  return Math.max(0, to - from);
}

/** First day of the lunar year, `YYYY-MM-DD`; null outside 2015 to 2035. */
export function springFestivalOf(year: number): string | null {
  const day = SPRING_FESTIVAL[year];
  return day === undefined ? null : `${year}-${day}`;
}
