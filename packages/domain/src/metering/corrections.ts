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
  const queue = inForce(corrections);
  return [...merge(readings, queue, 0, Number.POSITIVE_INFINITY).readings];
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
  const queues = new Map<string, ReadingCorrection[]>();
  for (const [meterId, ofMeter] of byMeter(corrections)) queues.set(meterId, inForce(ofMeter));
  let meterId: string | null = null;
  let taken = 0;
  const rest = function* (id: string | null): Generator<MeterReadingPage> {
    const queue = id === null ? [] : (queues.get(id) ?? []);
    const { readings } = merge([], queue, taken, Number.POSITIVE_INFINITY);
    if (id !== null) queues.delete(id);
    if (id !== null && readings.length > 0) yield { meterId: id, readings };
  };
  for await (const page of pages) {
    if (page.meterId !== meterId) {
      yield* rest(meterId);
      meterId = page.meterId;
      taken = 0;
    }
    const queue = queues.get(page.meterId);
    if (queue === undefined) {
      if (page.readings.length > 0) yield page;
      continue;
    }
    const toMs = page.readings.at(-1)?.readAtMs ?? Number.NEGATIVE_INFINITY;
    const merged = merge(page.readings, queue, taken, toMs);
    taken = merged.taken;
    if (merged.readings.length > 0) yield { meterId: page.meterId, readings: merged.readings };
  }
  yield* rest(meterId);
  taken = 0;
  for (const id of [...queues.keys()].sort()) yield* rest(id);
}

/** Merges readings with the corrections from `taken` on up to an instant, that one included. */
function merge(
  readings: Iterable<MeterReading>,
  queue: readonly ReadingCorrection[],
  taken: number,
  toMs: number,
): { readings: MeterReading[]; taken: number } {
  const merged: MeterReading[] = [];
  let next = taken;
  const takeBefore = (limitMs: number) => {
    let correction = queue[next];
    while (correction !== undefined && correction.readAtMs < limitMs) {
      push(merged, correction);
      next += 1;
      correction = queue[next];
    }
  };
  for (const reading of readings) {
    takeBefore(reading.readAtMs);
    // One for the same instant stands in for the reading at the next turn.
    if (queue[next]?.readAtMs !== reading.readAtMs) merged.push(reading);
  }
  takeBefore(toMs);
  const last = queue[next];
  if (last !== undefined && last.readAtMs === toMs) {
    push(merged, last);
    next += 1;
  }
  return { readings: merged, taken: next };
}

function push(merged: MeterReading[], { readAtMs, value }: ReadingCorrection): void {
  if (value !== null) merged.push({ readAtMs, value, manual: true });
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
