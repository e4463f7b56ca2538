/**
 * Local days of the simulated county. Asia/Shanghai has been UTC+8 without summer time since
 * 1991-09-15, so plain arithmetic is exact for every instant the simulator knows.
 */
export const DAY_MS = 86_400_000;
/** Length of the smallest piece of time in which the simulated power is constant. */
export const QUARTER_HOUR_MS = 900_000;
/** Quarter hours of a day. */
export const QUARTERS_PER_DAY = 96;

/** The county's offset from UTC. */
export const ZONE_OFFSET_MS = 8 * 3_600_000;

/** Years the simulator can answer for, both included. */
export const YEAR_MIN = 2020;
export const YEAR_MAX = 2040;

/** First day (month, day) of the Spring Festival by year; the plants stand still around it. */
const SPRING_FESTIVALS: Readonly<Record<number, readonly [number, number]>> = {
  2020: [1, 25],
  2021: [2, 12],
  2022: [2, 1],
  2023: [1, 22],
  2024: [2, 10],
  2025: [1, 29],
  2026: [2, 17],
  2027: [2, 6],
  2028: [1, 26],
  2029: [2, 13],
  2030: [2, 3],
};

/** A local day of the county. */
export interface LocalDay {
  readonly year: number;
  /** 0 for the first of January. */
  readonly dayOfYear: number;
  /** 1 to 12. */
  readonly month: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  /** Days since 1970-01-01, the same for the same local date everywhere. */
  readonly dayNumber: number;
  /** The plants stand still: Spring Festival, May Day, National Day. */
  readonly isHoliday: boolean;
}

const knownDays = new Map<number, LocalDay>();

/** Instant at which a local year begins. Throws RangeError outside the simulator's years. */
export function yearStartMs(year: number): number {
  if (year < YEAR_MIN || year > YEAR_MAX + 1) {
    throw new RangeError(`The simulator knows ${YEAR_MIN} to ${YEAR_MAX}, not ${year}.`);
  }
  return Date.UTC(year, 0, 1) - ZONE_OFFSET_MS;
}

/** The local year in which an instant falls. */
export function localYear(atMs: number): number {
  return new Date(atMs + ZONE_OFFSET_MS).getUTCFullYear();
}

/** Number of days in a year. */
export function daysInYear(year: number): number {
  return (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY_MS;
}

/** The local day with the given index in a year (the same object every time). */
export function localDay(year: number, dayOfYear: number): LocalDay {
  const dayNumber = Date.UTC(year, 0, 1) / DAY_MS + dayOfYear;
  const known = knownDays.get(dayNumber);
  if (known !== undefined) return known;
  const date = new Date(dayNumber * DAY_MS);
  const month = date.getUTCMonth() + 1;
  const day: LocalDay = {
    year,
    dayOfYear,
    month,
    weekday: date.getUTCDay(),
    dayNumber,
    isHoliday: isHoliday(year, month, date.getUTCDate(), dayNumber),
  };
  knownDays.set(dayNumber, day);
  return day;
}

function isHoliday(year: number, month: number, date: number, dayNumber: number): boolean {
  const festival = SPRING_FESTIVALS[year];
  if (festival !== undefined) {
    const first = Date.UTC(year, festival[0] - 1, festival[1]) / DAY_MS;
    // From two days before New Year's Eve until work begins again on the ninth day.
    if (dayNumber >= first - 3 && dayNumber < first + 9) return true;
  }
  return (month === 5 && date <= 2) || (month === 10 && date <= 3);
}
