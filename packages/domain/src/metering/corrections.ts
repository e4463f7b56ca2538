import type { ReadingCorrection, ReadingPage } from '../energy-ports.ts';
import type { MeterReading } from './counter-state.ts';

/** What the counter takes, of one meter, ascending. */
export interface MeterReadingPage {
  readonly meterId: string;
  readonly readings: readonly MeterReading[];
}

/**
 * The readings of one meter as they count: corrections laid over what was received, ascending. A
 * reading whose correction has no value vanishes; a replaced one and one that was never received come
 * with `manual: true`; the others are passed on as they are.
 *
 * @param readings ascending, one for each instant (what `resolveWinners` or a store answers)
 * @param corrections of the same meter, in any order; of two for one instant the higher number counts
 */
export function applyCorrections(
  readings: Iterable<MeterReading>,
  corrections: Iterable<ReadingCorrection>,
): MeterReading[] {
  const overlay = createOverlay(corrections);
  return [...overlay.take(readings), ...overlay.rest()];
}

/**
 * Lays corrections over a scan, page by page, in the memory of one page. Corrections where nothing was
 * received come at their place; those after the last reading of a meter, and of meters without any
 * reading, in pages of their own. Pages that nothing is left of are not passed on.
 *
 * @param pages as `ReadingScan.pages` answers them: those of one meter one after another, ascending
 * @param corrections of the same enterprise and range, in any order
 */
export async function* correctedPages(
  pages: AsyncIterable<ReadingPage>,
  corrections: Iterable<ReadingCorrection>,
): AsyncGenerator<MeterReadingPage> {
  const overlays = new Map<string, Overlay>();
  for (const [meterId, ofMeter] of byMeter(corrections)) {
    overlays.set(meterId, createOverlay(ofMeter));
  }
  const rest = function* (meterId: string): Generator<MeterReadingPage> {
    const readings = overlays.get(meterId)?.rest() ?? [];
    if (readings.length > 0) yield { meterId, readings };
  };
  let current: string | null = null;
  for await (const page of pages) {
    if (current !== null && current !== page.meterId) yield* rest(current);
    current = page.meterId;
    const overlay = overlays.get(page.meterId);
    const readings = overlay === undefined ? page.readings : overlay.take(page.readings);
    if (readings.length > 0) yield { meterId: page.meterId, readings };
  }
  if (current !== null) yield* rest(current);
  for (const meterId of [...overlays.keys()].sort()) yield* rest(meterId);
}

/** Corrections of one meter, used up as its readings pass by. */
interface Overlay {
  /** Readings that go on from the last ones, with the corrections up to the last of them. */
  take(readings: Iterable<MeterReading>): MeterReading[];
  /** What is corrected after the last reading. */
  rest(): MeterReading[];
}

function createOverlay(corrections: Iterable<ReadingCorrection>): Overlay {
  const queue = inForce(corrections);
  let next = 0;
  const putUntil = (limitMs: number, merged: MeterReading[]) => {
    let correction = queue[next];
    while (correction !== undefined && correction.readAtMs <= limitMs) {
      const { readAtMs, value } = correction;
      if (value !== null) merged.push({ readAtMs, value, manual: true });
      next += 1;
      correction = queue[next];
    }
  };
  return {
    take(readings) {
      const merged: MeterReading[] = [];
      for (const reading of readings) {
        putUntil(reading.readAtMs, merged);
        const isCorrected = queue[next - 1]?.readAtMs === reading.readAtMs;
        if (!isCorrected) merged.push(reading);
      }
      return merged;
    },
    rest() {
      const merged: MeterReading[] = [];
      putUntil(Number.POSITIVE_INFINITY, merged);
      return merged;
    },
  };
}

/** Of each instant the correction with the highest number, ascending. */
function inForce(corrections: Iterable<ReadingCorrection>): ReadingCorrection[] {
  const highest = new Map<number, ReadingCorrection>();
  for (const correction of corrections) {
    const other = highest.get(correction.readAtMs);
    if (other === undefined || other.correctionNo < correction.correctionNo) {
      highest.set(correction.readAtMs, correction);
    }
  }
  return [...highest.values()].sort((left, right) => left.readAtMs - right.readAtMs);
}

function byMeter(corrections: Iterable<ReadingCorrection>): Map<string, ReadingCorrection[]> {
  const groups = new Map<string, ReadingCorrection[]>();
  for (const correction of corrections) {
    const group = groups.get(correction.meterId);
    if (group === undefined) groups.set(correction.meterId, [correction]);
    else group.push(correction);
  }
  return groups;
}
