import {
  bodyBytesOf,
  type ChainHasher,
  FRAME_HEADER_BYTES,
  FRAME_OVERHEAD_BYTES,
  finishFrame,
  HASH_BYTES,
  type RecordContent,
  writeBody,
} from './record-format.ts';

/** Records encoded to be written with one call and one sync. */
export interface Batch {
  readonly segment: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  /** The frames, as they stand in the open segment. */
  readonly buffer: Buffer;
  /** Start of each frame in `buffer`. */
  readonly starts: readonly number[];
  /** Chain hash of the last record. */
  readonly chainHash: Buffer;
}

/** Encodes records (at least one) as frames of one batch. */
export function encodeBatch(
  contents: readonly RecordContent[],
  chain: {
    readonly hasher: ChainHasher;
    readonly previous: Buffer;
    readonly salt: number;
    readonly segment: number;
    /** Where in the segment the batch will stand. */
    readonly offsetBytes: number;
  },
): Batch {
  let totalBytes = 0;
  for (const content of contents) totalBytes += FRAME_OVERHEAD_BYTES + bodyBytesOf(content);
  const buffer = Buffer.allocUnsafe(totalBytes);
  const starts: number[] = [];
  let previous = chain.previous;
  let start = 0;
  for (const content of contents) {
    const bodyEnd = writeBody(buffer, start + FRAME_HEADER_BYTES, content);
    finishFrame(
      buffer,
      { start, bodyEnd, batchOffset: chain.offsetBytes },
      { hasher: chain.hasher, previous, salt: chain.salt },
    );
    starts.push(start);
    previous = buffer.subarray(bodyEnd, bodyEnd + HASH_BYTES);
    start = bodyEnd + HASH_BYTES;
  }
  const firstSequence = contents[0]?.sequence ?? 0;
  return {
    segment: chain.segment,
    firstSequence,
    lastSequence: firstSequence + contents.length - 1,
    buffer,
    starts,
    chainHash: Buffer.from(previous),
  };
}
