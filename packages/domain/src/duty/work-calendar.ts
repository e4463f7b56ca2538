import { datesBetween, weekdayOf } from '../time/dates.ts';
import { statutoryDaysOff } from './statutory-days.ts';

/** What one year's announcement says beyond "five days a week". */
export interface CalendarYear {
  readonly year: number;
  /** The announcement. */
  readonly source: string;
  /** Whether the days were compared with a published copy of the announcement. */
  readonly verified: boolean;
  /** The announcement is not out: weekends and the days that the law itself names (法定节假日). */
  readonly provisional?: true;
  /** Days off, as stretches of days with both ends included; weekends may be among them. */
  readonly daysOff: readonly (readonly [first: string, last: string])[];
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly workedWeekendDays: readonly string[];
}

/** Years of announcements, and provisional ones; a year that is not there has weekends alone. */
export type WorkCalendar = readonly CalendarYear[];

/** Years to come, whose announcements appear each in the November before. */
const PROVISIONAL_YEARS = [2027, 2028, 2029, 2030] as const;

/**
 * Holidays and make-up days of mainland China. 2025 and 2026 were compared on 2026-11-21 with published
 * copies of the announcements of the General Office of the State Council; no copy of one for 2027 was
 * found that day, so that year and those after it are provisional.
 */
export const CHINA_WORK_CALENDAR: WorkCalendar = [
  {
    year: 2025,
    source: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）',
    verified: true,
    daysOff: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    workedWeekendDays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）',
    verified: true,
    daysOff: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    workedWeekendDays: [
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ],
  },
  ...PROVISIONAL_YEARS.map((year): CalendarYear => {
    const source = '全国年节及纪念日放假办法（2024年修订）；调休安排待国务院办公厅通知';
    const daysOff = statutoryDaysOff(year);
    return { year, source, verified: false, provisional: true, daysOff, workedWeekendDays: [] };
  }),
];

/** Working days of a stretch, and whether anything but the announcements went into the count. */
export interface WorkingDays {
  readonly count: number;
  /** Years without an announcement: weekends alone, or with the days of the law, were taken off. */
  readonly unknownYears: readonly number[];
  /** Years whose announcement nobody has compared yet. */
  readonly unverifiedYears: readonly number[];
}

/**
 * Whether a day `YYYY-MM-DD` is worked (工作日); Monday to Friday in a year that is not known, less the
 * days of the law in a provisional one. Days in lieu of holidays at a weekend come with the announcement.
 */
export function isWorkingDay(date: string, calendar: WorkCalendar): boolean {
  const year = yearOf(date, calendar);
  if (year?.workedWeekendDays.includes(date) === true) return true;
  if (year?.daysOff.some(([first, last]) => first <= date && date <= last) === true) return false;
  const weekday = weekdayOf(date);
  return weekday !== 0 && weekday !== 6;
}

/** Working days from the first to the last day, both included. */
export function workingDaysBetween(
  first: string,
  last: string,
  calendar: WorkCalendar,
): WorkingDays {
  const unknownYears = new Set<number>();
  const unverifiedYears = new Set<number>();
  let count = 0;
  for (const date of datesBetween(first, last)) {
    const year = yearOf(date, calendar);
    if (year === undefined || year.provisional === true) unknownYears.add(Number(date.slice(0, 4)));
    else if (!year.verified) unverifiedYears.add(year.year);
    if (isWorkingDay(date, calendar)) count += 1;
  }
  return { count, unknownYears: [...unknownYears], unverifiedYears: [...unverifiedYears] };
}

function yearOf(date: string, calendar: WorkCalendar): CalendarYear | undefined {
  return calendar.find(({ year }) => String(year) === date.slice(0, 4));
}
