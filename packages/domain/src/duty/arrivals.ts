import type { Period } from '../time/borders.ts';

/**
 * A reading that came later than this after the end of its day was not reported in time. The public
 * copy of the rule is cut off here; the value is ours: the next day's batch is still in time.
 */
export const REPORTED_WITHIN_MS = 24 * 3_600_000;
/** Clocks of daily records may be off by one minute (notice of 2019-12). */
export const CLOCK_OFFSET_MAX_MS = 60_000;

/** A reading with the time its message came in; null where that is not on record yet. */
export interface ArrivedReading {
  readonly readAtMs: number;
  readonly receivedAtMs: number | null;
}

/** How the readings of one meter and day came in. */
export interface MeterArrivals {
  readonly meterId: string;
  /** Readings that came in time. */
  readonly onTimeCount: number;
  /**
   * Shortest time from reading to receipt, milliseconds. Below zero the clock of the device is ahead
   * for sure; a long one may be a clock that is behind or a batch that was sent later.
   */
  readonly delayMinMs: number | null;
  /**
   * How far the middle one of the readings lies off the grid that starts at midnight, milliseconds,
   * at most half an interval either way: the day's record starts 00:00 plus this.
   */
  readonly phaseMs: number | null;
}

/**
 * What can be measured of a meter's clock and punctuality from its stored readings. The device behind
 * a reading is not stored with it, so the figures are by meter.
 *
 * @param readings of one meter and day, ascending
 */
export function meterArrivals(
  meterId: string,
  readings: readonly ArrivedReading[],
  day: Period,
): MeterArrivals {
  const deadlineMs = day.endMs + REPORTED_WITHIN_MS;
  let onTimeCount = 0;
  let delayMinMs: number | null = null;
  for (const { readAtMs, receivedAtMs } of readings) {
    if (receivedAtMs === null) continue;
    if (receivedAtMs <= deadlineMs) onTimeCount += 1;
    const delayMs = receivedAtMs - readAtMs;
    if (delayMinMs === null || delayMs < delayMinMs) delayMinMs = delayMs;
  }
  return { meterId, onTimeCount, delayMinMs, phaseMs: phaseOf(readings, day) };
}

/** Median distance from the grid of the readings' own step; null where there is no step. */
function phaseOf(readings: readonly ArrivedReading[], day: Period): number | null {
  const steps = readings
    .slice(1)
    .map(({ readAtMs }, index) => readAtMs - (readings[index]?.readAtMs ?? readAtMs));
  const stepMs = median(steps);
  if (stepMs === null || stepMs <= 0) return null;
  return median(
    readings.map(({ readAtMs }) => {
      const offsetMs = (readAtMs - day.startMs) % stepMs;
      return offsetMs > stepMs / 2 ? offsetMs - stepMs : offsetMs;
    }),
  );
}

function median(values: readonly number[]): number | null {
  const inOrder = values.toSorted((one, other) => one - other);
  return inOrder[Math.floor(inOrder.length / 2)] ?? null;
}
