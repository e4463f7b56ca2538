import { localDate, type StoredReading } from '@hengneng/domain';
import type { DirtyDay } from '@hengneng/queue';

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;
const HOURS_PER_DAY = 24;

interface Touched {
  hourMask: number;
  firstMs: number;
  lastMs: number;
}

/** The UTC hours that hold written readings, by meter and day, with the first and last instant. */
export function dirtyDaysOf(readings: Iterable<StoredReading>): DirtyDay[] {
  const daysByMeter = new Map<string, Map<number, Touched>>();
  let meterId = '';
  let days = new Map<number, Touched>();
  for (const reading of readings) {
    if (reading.meterId !== meterId) {
      meterId = reading.meterId;
      days = daysByMeter.get(meterId) ?? new Map();
      daysByMeter.set(meterId, days);
    }
    const { readAtMs } = reading;
    const utcDayNumber = Math.floor(readAtMs / MS_PER_DAY);
    const hourBit = 1 << Math.floor((readAtMs - utcDayNumber * MS_PER_DAY) / MS_PER_HOUR);
    const day = days.get(utcDayNumber);
    if (day === undefined) {
      days.set(utcDayNumber, { hourMask: hourBit, firstMs: readAtMs, lastMs: readAtMs });
    } else {
      day.hourMask |= hourBit;
      if (readAtMs < day.firstMs) day.firstMs = readAtMs;
      if (readAtMs > day.lastMs) day.lastMs = readAtMs;
    }
  }
  const dirty: DirtyDay[] = [];
  for (const [id, byDay] of daysByMeter) {
    for (const [utcDayNumber, touched] of byDay)
      dirty.push({ meterId: id, utcDayNumber, ...touched });
  }
  return dirty;
}

/** The local days, in order, that hold some of these hours; both where an hour lies across midnight. */
export function datesOf(days: readonly DirtyDay[], timeZone: string): string[] {
  const hours = new Set<number>();
  for (const { utcDayNumber, hourMask } of days) {
    for (let hour = 0; hour < HOURS_PER_DAY; hour += 1) {
      if ((hourMask & (1 << hour)) !== 0) hours.add(utcDayNumber * HOURS_PER_DAY + hour);
    }
  }
  const dates = new Set<string>();
  for (const hour of hours) {
    dates.add(localDate(hour * MS_PER_HOUR, timeZone));
    dates.add(localDate((hour + 1) * MS_PER_HOUR - 1, timeZone));
  }
  return [...dates].sort();
}
