/** Start of a region of an open segment: records up to the start of the next one. */
export interface Region {
  readonly offsetBytes: number;
  readonly firstSequence: number;
  readonly firstReceivedAtMs: number;
}

/** A region is at least this long, so that an index of a 64 MiB segment has at most 1 024. */
const REGION_BYTES_MIN = 64 * 1024;

/** Sparse index of the records of an open segment, for reading them at random. */
export class RegionIndex {
  readonly regions: Region[] = [];

  /** Notes the next record; most are in the region that is already there. */
  note(offsetBytes: number, sequence: number, receivedAtMs: number): void {
    const last = this.regions.at(-1);
    if (last !== undefined && offsetBytes - last.offsetBytes < REGION_BYTES_MIN) return;
    this.regions.push({ offsetBytes, firstSequence: sequence, firstReceivedAtMs: receivedAtMs });
  }
}

/** Index of the last element for which `holds`; -1 if none. `holds` must be true, then false. */
export function lastIndexWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
