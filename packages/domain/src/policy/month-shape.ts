import { addMonths, monthsOfYear } from '../ledger/months.ts';
import { dayNumberOf } from '../time/dates.ts';
import { festivalDaysIn } from './spring-festival.ts';

/** The months of one earlier year, January to December; null where nothing is known. */
export interface YearOfMonths {
  readonly year: number;
  readonly months: readonly (number | null)[];
}

/** Shares of the twelve months of a year, adding up to 1, and what they were made from. */
export interface MonthShape {
  readonly shares: readonly number[];
  /** Earlier years that went in; none for a shape by days. */
  readonly years: readonly number[];
  /** Months, 1 to 12, that no earlier year knows: taken at the mean day of the others. */
  readonly assumedMonths: readonly number[];
  /** Share of a normal day's energy that a day round the Spring Festival lacks. */
  readonly festivalDrop: number;
}

/** A year with fewer known months says too little about the shape of the others. */
const MONTHS_KNOWN_MIN = 6;
const ROUNDS = 30;

/** Facts of the calendar that every enterprise asks for again. */
const MONTH_DAYS = new Map<string, { readonly days: number; readonly festivalDays: number }>();
const MONTH_NAMES = new Map<number, readonly string[]>();

/** Days of a month `YYYY-MM`. */
export function daysInMonth(month: string): number {
  return monthDays(month).days;
}

function monthDays(month: string): { readonly days: number; readonly festivalDays: number } {
  const found = MONTH_DAYS.get(month);
  if (found !== undefined) return found;
  const days = dayNumberOf(`${addMonths(month, 1)}-01`) - dayNumberOf(`${month}-01`);
  const counted = { days, festivalDays: festivalDaysIn(month) };
  MONTH_DAYS.set(month, counted);
  return counted;
}

/**
 * The seasonal shape that a year is expected to have. Each earlier year has a level and all years share
 * one amount a day for every month of the year; the two are fitted in turn, so that a missing month
 * neither bends the shape nor lowers its year. January and February are counted together and divided
 * by their days, of which those round the Spring Festival count less; how much less is the value that
 * explains the earlier years' Januaries best. This is rough: only January and February know the festival.
 *
 * Null without a year of at least six known months: then linear by days is all that is left.
 */
export function monthShape(year: number, history: readonly YearOfMonths[]): MonthShape | null {
  const usable = history.filter(({ months }) => knownMonths(months) >= MONTHS_KNOWN_MIN);
  if (usable.length === 0) return null;
  const festivalDrop = festivalDropOf(usable);
  const rows = usable.map((entry) => ({
    year: entry.year,
    perDay: merged(entry, festivalDrop),
  }));
  const { shape, assumed } = fitted(rows.map(({ perDay }) => perDay));
  const amounts = monthNames(year).map(
    (month, index) => (shape[index] ?? 1) * workDays(month, festivalDrop),
  );
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return {
    shares: amounts.map((amount) => amount / sum),
    years: rows.map((row) => row.year),
    assumedMonths: assumed,
    festivalDrop,
  };
}

/** Shares by the length of the months alone. */
export function linearShape(year: number): MonthShape {
  const days = monthNames(year).map(daysInMonth);
  const sum = days.reduce((total, count) => total + count, 0);
  return {
    shares: days.map((count) => count / sum),
    years: [],
    assumedMonths: [],
    festivalDrop: 0,
  };
}

/** Days of a month that count in full, those round the festival by what they keep. */
function workDays(month: string, festivalDrop: number): number {
  const { days, festivalDays } = monthDays(month);
  return days - festivalDrop * festivalDays;
}

/** Amount per full day of each month; January and February share theirs where both are known. */
function merged(entry: YearOfMonths, festivalDrop: number): (number | null)[] {
  const names = monthNames(entry.year);
  const days = names.map((month) => workDays(month, festivalDrop));
  const perDay = names.map((_, index) => {
    const amount = entry.months[index] ?? null;
    return amount === null ? null : amount / (days[index] ?? 1);
  });
  const [january, february] = [entry.months[0] ?? null, entry.months[1] ?? null];
  if (january === null || february === null) return perDay;
  const both = (january + february) / ((days[0] ?? 1) + (days[1] ?? 1));
  return [both, both, ...perDay.slice(2)];
}

/** Fits amount = level of the year × shape of the month; months that nobody knows have shape 1. */
function fitted(rows: readonly (readonly (number | null)[])[]): {
  readonly shape: readonly number[];
  readonly assumed: readonly number[];
} {
  let shape: readonly number[] = Array.from({ length: 12 }, () => 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = shape;
    const levels = rows.map((row) => {
      const known = row.flatMap((amount, index) =>
        amount === null || !((now[index] ?? 0) > 0) ? [] : [amount / (now[index] ?? 1)],
      );
      return mean(known) ?? 0;
    });
    const next = now.map((_, index) => {
      const known = rows.flatMap((row, which) => {
        const amount = row[index] ?? null;
        const level = levels[which] ?? 0;
        return amount === null || !(level > 0) ? [] : [amount / level];
      });
      return mean(known);
    });
    // Months that nobody knows stay at the mean of the others.
    const scale = mean(next.filter((value) => value !== null)) ?? 1;
    shape = next.map((value) => (value === null || !(scale > 0) ? 1 : value / scale));
  }
  const assumed = shape.flatMap((_, index) =>
    rows.every((row) => (row[index] ?? null) === null) ? [index + 1] : [],
  );
  return { shape, assumed };
}

/** The drop, in steps of 0.05, under which the Januaries' shares of January and February fit best. */
function festivalDropOf(history: readonly YearOfMonths[]): number {
  const pairs = history.flatMap(({ year, months }) => {
    const [january, february] = [months[0] ?? null, months[1] ?? null];
    if (january === null || february === null || !(january + february > 0)) return [];
    return [{ year, share: january / (january + february) }];
  });
  let best = { drop: 0, error: Number.POSITIVE_INFINITY };
  for (let step = 0; step <= 20; step += 1) {
    const drop = step / 20;
    const error = pairs.reduce((sum, { year, share }) => {
      const january = workDays(`${year}-01`, drop);
      return sum + (january / (january + workDays(`${year}-02`, drop)) - share) ** 2;
    }, 0);
    if (error < best.error - 1e-12) best = { drop, error };
  }
  return best.drop;
}

function knownMonths(months: readonly (number | null)[]): number {
  return months.filter((amount) => amount !== null).length;
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function monthNames(year: number): readonly string[] {
  const names = MONTH_NAMES.get(year) ?? monthsOfYear(year);
  MONTH_NAMES.set(year, names);
  return names;
}
