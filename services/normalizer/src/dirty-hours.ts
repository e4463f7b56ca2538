import type { StoredReading } from '@hengneng/domain';
import type { DirtyDay } from '@hengneng/queue';

const MS_PER_HOUR = 3_600_000;
const HOURS_PER_DAY = 24;

/** The UTC hours that hold written readings, by meter and day. */
export function dirtyDaysOf(readings: Iterable<StoredReading>): DirtyDay[] {
  const masksByMeter = new Map<string, Map<number, number>>();
  let meterId = '';
  let hour = Number.NaN;
  let masks = new Map<number, number>();
  for (const reading of readings) {
    const readingHour = Math.floor(reading.readAtMs / MS_PER_HOUR);
    if (reading.meterId === meterId && readingHour === hour) continue;
    if (reading.meterId !== meterId) {
      meterId = reading.meterId;
      masks = masksByMeter.get(meterId) ?? new Map();
      masksByMeter.set(meterId, masks);
    }
    hour = readingHour;
    const day = Math.floor(hour / HOURS_PER_DAY);
    masks.set(day, (masks.get(day) ?? 0) | (1 << (hour - day * HOURS_PER_DAY)));
  }
  const days: DirtyDay[] = [];
  for (const [id, byDay] of masksByMeter) {
    for (const [utcDayNumber, hourMask] of byDay)
      days.push({ meterId: id, utcDayNumber, hourMask });
  }
  return days;
}
