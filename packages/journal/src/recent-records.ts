import type { Batch } from './batch.ts';
import { FRAME_HEADER_BYTES, HASH_BYTES, readBody, readU64 } from './record-format.ts';
import { lastIndexWhere } from './region-index.ts';
import type { JournalRecord } from './types.ts';

const NOTHING = Buffer.alloc(0);

/** The newest synced records, in memory as they were written, up to a number of bytes. */
export class RecentRecords {
  readonly #gateway: number;
  readonly #bytesMax: number;
  #batches: Batch[] = [];
  #start = 0;
  #bytes = 0;

  constructor(gateway: number, bytesMax: number) {
    this.#gateway = gateway;
    this.#bytesMax = bytesMax;
  }

  /** Adds the next batch and forgets the oldest ones beyond the limit. */
  add(batch: Batch): void {
    this.#batches.push(batch);
    this.#bytes += batch.buffer.length;
    while (this.#bytes > this.#bytesMax) {
      const oldest = this.#batches[this.#start];
      if (oldest === undefined) break;
      this.#bytes -= oldest.buffer.length;
      // The list is shortened now and then only; until then nothing may hold the bytes.
      this.#batches[this.#start] = { ...oldest, buffer: NOTHING, chainHash: NOTHING, starts: [] };
      this.#start += 1;
    }
    if (this.#start > 1_024 && this.#start * 2 > this.#batches.length) {
      this.#batches = this.#batches.slice(this.#start);
      this.#start = 0;
    }
  }

  /** Lowest sequence that is here; infinite when there is none. */
  get firstSequence(): number {
    return this.#batches[this.#start]?.firstSequence ?? Number.POSITIVE_INFINITY;
  }

  /** `receivedAtMs` of the first record that is here; infinite when there is none. */
  get firstReceivedAtMs(): number {
    const batch = this.#batches[this.#start];
    if (batch === undefined) return Number.POSITIVE_INFINITY;
    return readU64(batch.buffer, FRAME_HEADER_BYTES + 8);
  }

  /** The records from `sequence` (which must be here) on, as long as `take` answers true. */
  walk(sequence: number, take: (record: JournalRecord) => boolean): void {
    let index = Math.max(
      this.#start,
      lastIndexWhere(this.#batches, (batch) => batch.firstSequence <= sequence),
    );
    let wanted = sequence;
    for (; index < this.#batches.length; index += 1) {
      const batch = this.#batches[index];
      if (batch === undefined) return;
      for (; wanted <= batch.lastSequence; wanted += 1) {
        if (!take(this.#recordOf(batch, wanted - batch.firstSequence))) return;
      }
    }
  }

  /** The first record here that was received at `atMs` or later. */
  firstSequenceAt(atMs: number): number | undefined {
    const live = this.#batches.slice(this.#start);
    const index = Math.max(
      0,
      lastIndexWhere(live, (batch) => receivedAtOf(batch, 0) < atMs),
    );
    for (const batch of live.slice(index, index + 2)) {
      const positions = batch.starts.map((_, position) => position);
      const before = lastIndexWhere(positions, (position) => receivedAtOf(batch, position) < atMs);
      if (before + 1 < positions.length) return batch.firstSequence + before + 1;
    }
    return undefined;
  }

  #recordOf(batch: Batch, position: number): JournalRecord {
    const start = batch.starts[position] ?? 0;
    const end = batch.starts[position + 1] ?? batch.buffer.length;
    const body = batch.buffer.subarray(start + FRAME_HEADER_BYTES, end - HASH_BYTES);
    return readBody(body, { gateway: this.#gateway, segment: batch.segment });
  }
}

function receivedAtOf(batch: Batch, position: number): number {
  return readU64(batch.buffer, (batch.starts[position] ?? 0) + FRAME_HEADER_BYTES + 8);
}
