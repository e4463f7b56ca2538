import { invariant } from '../invariant.ts';
import { offsetPieces, zoneOffsetMs } from './zone-offsets.ts';

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;
/** No zone is further from UTC than this; Apia went from -11 h to +13 h. */
const OFFSET_MAX_MS = 15 * MS_PER_HOUR;

/** Lengths of time that figures are given for. */
export const PERIOD_UNITS = ['hour', 'day', 'month', 'year'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** A stretch of absolute time, half-open, milliseconds since the epoch. */
export interface Period {
  readonly startMs: number;
  readonly endMs: number;
}

/** Calendar fields of an instant in a zone; month 1 to 12. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The first instant whose local time is at or after a wall-clock time, given as if it were UTC. A
 * time that a clock change skips becomes the instant of the change; one that happens twice, the first.
 *
 * @example instantOfLocal(Date.UTC(2026, 10, 21), 'Asia/Shanghai') // 2026-11-20T16:00:00Z
 */
export function instantOfLocal(localMs: number, timeZone: string): number {
  const fromMs = localMs - OFFSET_MAX_MS;
  for (const piece of offsetPieces(fromMs, localMs + OFFSET_MAX_MS, timeZone)) {
    const instantMs = Math.max(piece.startMs, localMs - piece.offsetMs);
    if (instantMs < piece.endMs) return instantMs;
  }
  throw new RangeError('A local time is within 15 hours of UTC.');
}

/**
 * The hour, day, month or year of a zone that holds an instant. Days begin at the first instant whose
 * local time is at or after midnight, so they never overlap, even where clocks go back over midnight
 * (St John's until 2011), and last 23, 24 or 25 hours with daylight saving.
 */
export function periodAt(instantMs: number, unit: PeriodUnit, timeZone: string): Period {
  if (unit === 'hour') return hourAt(instantMs, timeZone);
  const localMs = instantMs + zoneOffsetMs(instantMs, timeZone);
  let date = firstDateOf(localDateOf(localMs), unit);
  let startMs = startOf(date, timeZone);
  for (;;) {
    const next = following(date, unit);
    const endMs = startOf(next, timeZone);
    // After clocks went back over midnight the local date is yesterday's, though today has begun;
    // a day that a zone skipped is empty.
    if (instantMs < endMs) return { startMs, endMs };
    date = next;
    startMs = endMs;
  }
}

/** The periods of a zone that overlap [fromMs, toMs), whole, in order, without a hole between them. */
export function periodsBetween(
  fromMs: number,
  toMs: number,
  unit: PeriodUnit,
  timeZone: string,
): Period[] {
  const periods: Period[] = [];
  let atMs = fromMs;
  while (atMs < toMs) {
    const period = periodAt(atMs, unit, timeZone);
    invariant(period.endMs > atMs, 'a period ends after any instant it holds');
    periods.push(period);
    atMs = period.endMs;
  }
  return periods;
}

/**
 * The period that a name stands for: `2026`, `2026-11` or `2026-11-21`; null for anything else. A day
 * that the zone skipped (Apia, 2011-12-30) is empty: it ends where it starts.
 *
 * @example periodNamed('2026-11', 'Asia/Shanghai')?.startMs // 2026-10-31T16:00:00Z
 */
export function periodNamed(name: string, timeZone: string): Period | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(name);
  if (match === null) return null;
  const [, year, month, day] = match;
  const date = { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) };
  const localMs = Date.UTC(date.year, date.month - 1, date.day);
  const roundTrip = localDateOf(localMs);
  if (roundTrip.month !== date.month || roundTrip.day !== date.day) return null;
  const unit = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  return { startMs: startOf(date, timeZone), endMs: startOf(following(date, unit), timeZone) };
}

/**
 * Hours follow the wall clock (in a half-hour zone they start at half past, seen from UTC). A change
 * of the clock by whole hours leaves their grid alone; any other starts a new hour where it happens.
 */
function hourAt(instantMs: number, timeZone: string): Period {
  const offsetMs = zoneOffsetMs(instantMs, timeZone);
  const phaseMs = modulo(offsetMs, MS_PER_HOUR);
  const startMs = instantMs - modulo(instantMs + phaseMs, MS_PER_HOUR);
  const endMs = startMs + MS_PER_HOUR;
  const pieces = offsetPieces(startMs, endMs, timeZone);
  const samePhase = (piece: { offsetMs: number }) =>
    modulo(piece.offsetMs, MS_PER_HOUR) === phaseMs;
  if (pieces.every(samePhase)) return { startMs, endMs };
  // Only one transition fits in an hour, so the pieces of our own phase are one stretch.
  const own = pieces.filter(samePhase);
  return { startMs: own.at(0)?.startMs ?? startMs, endMs: own.at(-1)?.endMs ?? endMs };
}

function startOf({ year, month, day }: LocalDate, timeZone: string): number {
  return instantOfLocal(Date.UTC(year, month - 1, day), timeZone);
}

function firstDateOf(date: LocalDate, unit: Exclude<PeriodUnit, 'hour'>): LocalDate {
  if (unit === 'day') return date;
  return { year: date.year, month: unit === 'month' ? date.month : 1, day: 1 };
}

function following(date: LocalDate, unit: Exclude<PeriodUnit, 'hour'>): LocalDate {
  if (unit === 'year') return { year: date.year + 1, month: 1, day: 1 };
  // Date.UTC turns month 13 and day 32 into the next year and month.
  const localMs =
    unit === 'month'
      ? Date.UTC(date.year, date.month, 1)
      : Date.UTC(date.year, date.month - 1, date.day + 1);
  return localDateOf(localMs);
}

/** Calendar fields of a local time given as if it were UTC; days to civil date, proleptic Gregorian. */
export function localDateOf(localMs: number): LocalDate {
  // Howard Hinnant's civil_from_days: years run from March, so that leap days come last.
  const days = Math.floor(localMs / MS_PER_DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
