import { JournalDamagedError } from './errors.ts';
import type { FrameSource } from './open-segment.ts';
import { ChainHasher, readFrame, readU64 } from './record-format.ts';
import type { Region } from './region-index.ts';

/** A record of an open segment as it stands on disk. */
export interface FramedRecord {
  readonly sequence: number;
  readonly receivedAtMs: number;
  readonly body: Buffer;
  readonly chainHash: Buffer;
}

/** Number of regions of a source. */
export function regionCount(source: FrameSource): number {
  return source.index.regions.length;
}

/**
 * The records of one region, CRC and sequence checked; the mirror's copy is taken when the first
 * one is bad. With `previousHash` (chain hash before the region) the chain is checked as well.
 *
 * Rejects with `JournalDamagedError` when no copy is good.
 */
export async function readRegion(
  source: FrameSource,
  regionIndex: number,
  previousHash?: Buffer,
): Promise<FramedRecord[]> {
  const region = source.index.regions[regionIndex];
  if (region === undefined) return [];
  // The end is read now: a region of the segment being written grows while this waits.
  const endBytes = source.index.regions[regionIndex + 1]?.offsetBytes ?? source.endBytes;
  let firstBad = region.firstSequence;
  let cause: unknown;
  for (let copy = 0; copy < source.directories.length; copy += 1) {
    try {
      const bytes = await source.read(copy, region.offsetBytes, endBytes - region.offsetBytes);
      const parsed = parseRegion(source, bytes, region, previousHash);
      if (parsed.isComplete && bytes.length === endBytes - region.offsetBytes) {
        return parsed.records;
      }
      firstBad = Math.max(firstBad, region.firstSequence + parsed.records.length);
    } catch (error) {
      cause = error;
    }
  }
  throw new JournalDamagedError(
    {
      directory: source.directories[0] ?? '',
      segment: source.header.segment,
      block: null,
      record: firstBad,
    },
    'a synced record cannot be read back as it was written.',
    { cause },
  );
}

function parseRegion(
  source: FrameSource,
  bytes: Buffer,
  region: Region,
  previousHash: Buffer | undefined,
): { records: FramedRecord[]; isComplete: boolean } {
  const hasher = previousHash === undefined ? undefined : new ChainHasher();
  const records: FramedRecord[] = [];
  let previous = previousHash;
  const place = { salt: source.header.salt, baseBytes: region.offsetBytes };
  let offset = 0;
  while (offset < bytes.length) {
    const frame = readFrame(bytes, offset, place);
    if (typeof frame === 'string') return { records, isComplete: false };
    const sequence = readU64(frame.body, 0);
    const isNext = sequence === region.firstSequence + records.length;
    const isChained =
      hasher === undefined ||
      previous === undefined ||
      hasher.hash(previous, frame.body).equals(frame.chainHash);
    if (!isNext || !isChained) return { records, isComplete: false };
    records.push({
      sequence,
      receivedAtMs: readU64(frame.body, 8),
      body: frame.body,
      chainHash: frame.chainHash,
    });
    if (previous !== undefined) previous = frame.chainHash;
    offset = frame.end;
  }
  return { records, isComplete: true };
}
