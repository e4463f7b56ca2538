import { errorCode, JournalDamagedError } from './errors.ts';
import type { JournalFileSystem } from './file-system.ts';
import { readRegion } from './frame-reader.ts';
import type { OpenSegment } from './open-segment.ts';
import { readU64 } from './record-format.ts';
import { lastIndexWhere } from './region-index.ts';
import {
  readSealedBlock,
  readSealedSegment,
  type SealedSegment,
  withSealedFile,
} from './sealed-reader.ts';

/** Footers kept in memory; one of a full segment takes about 0.2 MB. */
const FOOTERS_CACHED_MAX = 32;

/** Neighbouring records of one segment, read together. */
export interface RecordGroup {
  readonly segment: number;
  readonly firstSequence: number;
  readonly bodies: readonly Buffer[];
}

interface SegmentSummary {
  readonly firstSequence: number;
  readonly firstReceivedAtMs: number;
}

/** All segments of a running journal, for reading at random by sequence or time. */
export class SegmentStore {
  readonly #fileSystem: JournalFileSystem;
  readonly #directories: readonly string[];
  /** Numbers of all segments, rising by one. */
  readonly #numbers: number[];
  /** Those that are not sealed yet. */
  readonly #open = new Map<number, OpenSegment>();
  readonly #summaries = new Map<number, SegmentSummary>();
  readonly #footers = new Map<number, SealedSegment>();
  #lastGroup: RecordGroup | undefined;

  constructor(
    fileSystem: JournalFileSystem,
    directories: readonly string[],
    sealedSegments: readonly number[],
  ) {
    this.#fileSystem = fileSystem;
    this.#directories = directories;
    this.#numbers = [...sealedSegments];
  }

  /** Adds the segment that is written from now on. */
  addOpen(segment: OpenSegment): void {
    this.#numbers.push(segment.header.segment);
    this.#open.set(segment.header.segment, segment);
  }

  /** From now on the segment is read from its sealed file. */
  markSealed(segment: number): void {
    this.#open.delete(segment);
  }

  /** Lowest sequence of all segments; undefined when there is no segment. */
  async firstSequence(): Promise<number | undefined> {
    const first = this.#numbers[0];
    return first === undefined ? undefined : (await this.#summary(first)).firstSequence;
  }

  /** The group of records that holds `sequence`, which must be synced and kept. */
  async groupHolding(sequence: number): Promise<RecordGroup> {
    const last = this.#lastGroup;
    if (last !== undefined && holds(last, sequence)) return last;
    const segment = await this.#segmentWhere((summary) => summary.firstSequence <= sequence);
    const group = await this.#retryAsSealed(segment, (open) =>
      open === undefined
        ? this.#sealedGroup(segment, (block) => block.firstSequence <= sequence)
        : this.#openGroup(open, (region) => region.firstSequence <= sequence),
    );
    // The group that still grows is not kept: its tail would be missing at the next read.
    if (!this.#open.has(segment)) this.#lastGroup = group;
    return group;
  }

  /** A group in which, or right behind which, the first record with `receivedAtMs >= atMs` is. */
  async groupBefore(atMs: number): Promise<RecordGroup> {
    const segment = await this.#segmentWhere((summary) => summary.firstReceivedAtMs < atMs);
    return await this.#retryAsSealed(segment, (open) =>
      open === undefined
        ? this.#sealedGroup(segment, (block) => block.firstReceivedAtMs < atMs)
        : this.#openGroup(open, (region) => region.firstReceivedAtMs < atMs),
    );
  }

  /** The last segment for which `isBefore` holds; the first one if it holds for none. */
  async #segmentWhere(isBefore: (summary: SegmentSummary) => boolean): Promise<number> {
    let low = 0;
    let high = this.#numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(await this.#summary(this.#numbers[middle] ?? 0))) low = middle + 1;
      else high = middle;
    }
    return this.#numbers[Math.max(0, low - 1)] ?? 0;
  }

  async #summary(segment: number): Promise<SegmentSummary> {
    const known = this.#summaries.get(segment);
    if (known !== undefined) return known;
    const open = this.#open.get(segment);
    if (open !== undefined) {
      const { firstSequence } = open.header;
      const firstReceivedAtMs = open.index.regions[0]?.firstReceivedAtMs;
      return { firstSequence, firstReceivedAtMs: firstReceivedAtMs ?? Number.POSITIVE_INFINITY };
    }
    const { footer } = await this.#footer(segment);
    const { firstSequence, firstReceivedAtMs } = footer;
    const summary = { firstSequence, firstReceivedAtMs };
    this.#summaries.set(segment, summary);
    return summary;
  }

  /** A segment may be sealed between look-up and reading: then it is read once more. */
  async #retryAsSealed(
    segment: number,
    read: (open: OpenSegment | undefined) => Promise<RecordGroup>,
  ): Promise<RecordGroup> {
    const open = this.#open.get(segment);
    try {
      return await read(open);
    } catch (error) {
      if (open !== undefined && !this.#open.has(segment)) return await read(undefined);
      throw error;
    }
  }

  async #openGroup(
    open: OpenSegment,
    isBefore: (region: { firstSequence: number; firstReceivedAtMs: number }) => boolean,
  ): Promise<RecordGroup> {
    const index = Math.max(0, lastIndexWhere(open.index.regions, isBefore));
    const records = await readRegion(open, index);
    return {
      segment: open.header.segment,
      firstSequence: open.index.regions[index]?.firstSequence ?? open.header.firstSequence,
      bodies: records.map((record) => record.body),
    };
  }

  async #sealedGroup(
    segment: number,
    isBefore: (block: { firstSequence: number; firstReceivedAtMs: number }) => boolean,
  ): Promise<RecordGroup> {
    const sealed = await this.#footer(segment);
    const index = Math.max(0, lastIndexWhere(sealed.footer.blocks, isBefore));
    const block = await this.#fromAnyCopy(segment, index, (directory) =>
      withSealedFile(this.#fileSystem, { directory, segment }, (file) =>
        readSealedBlock(file, sealed, index),
      ),
    );
    return { segment, firstSequence: block.firstSequence, bodies: block.bodies };
  }

  async #footer(segment: number): Promise<SealedSegment> {
    const known = this.#footers.get(segment);
    if (known !== undefined) return known;
    const sealed = await this.#fromAnyCopy(segment, null, (directory) =>
      withSealedFile(this.#fileSystem, { directory, segment }, (file) =>
        readSealedSegment(file, segment),
      ),
    );
    this.#footers.set(segment, sealed);
    const oldest = this.#footers.keys().next().value;
    if (this.#footers.size > FOOTERS_CACHED_MAX && oldest !== undefined) {
      this.#footers.delete(oldest);
    }
    return sealed;
  }

  /** Reads from the primary; from the mirror when the primary's copy is bad. */
  async #fromAnyCopy<T>(
    segment: number,
    block: number | null,
    read: (directory: string) => Promise<T>,
  ): Promise<T> {
    let cause: unknown;
    for (const directory of this.#directories) {
      try {
        return await read(directory);
      } catch (error) {
        // Out of file handles or memory is no damage, and the other copy would not help.
        if (errorCode(error) === 'EMFILE' || errorCode(error) === 'ENFILE') throw error;
        cause ??= error;
      }
    }
    const record =
      block === null
        ? null
        : (this.#footers.get(segment)?.footer.blocks[block]?.firstSequence ?? null);
    throw new JournalDamagedError(
      { directory: this.#directories[0] ?? '', segment, block, record },
      cause instanceof Error ? cause.message : 'unreadable',
      { cause },
    );
  }
}

function holds(group: RecordGroup, sequence: number): boolean {
  return sequence >= group.firstSequence && sequence < group.firstSequence + group.bodies.length;
}

/** `receivedAtMs` of a body. */
export function receivedAtOfBody(body: Buffer): number {
  return readU64(body, 8);
}
