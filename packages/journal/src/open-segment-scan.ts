import path from 'node:path';

import type { JournalFileSystem } from './file-system.ts';
import type { FrameSource } from './open-segment.ts';
import {
  BODY_HEADER_BYTES,
  ChainHasher,
  FRAME_BYTES_MIN,
  FRAME_HEADER_BYTES,
  readFrame,
  readU64,
} from './record-format.ts';
import { RegionIndex } from './region-index.ts';
import {
  decodeSegmentHeader,
  openSegmentName,
  SEGMENT_HEADER_BYTES,
  type SegmentHeader,
} from './segment-header.ts';

/** Records that may lie between the damage and a record that proves it: more than any batch. */
const SEQUENCE_AHEAD_MAX = 16 * 1024 * 1024;

/** Records checked in one go: about 1 ms. */
const YIELD_RECORDS = 1_000;

/** Where the valid part of an open segment ends before the file does. */
export interface ScanDamage {
  readonly offsetBytes: number;
  /** Sequence of the record that should stand there. */
  readonly record: number;
  readonly reason: string;
  /**
   * Everything before this offset was synced once: a record behind the damage says so, for it was
   * written in a later batch. 0 when nothing says so.
   */
  readonly provenSyncedBytes: number;
}

/** The valid prefix of an open segment. */
export interface ScannedSegment extends FrameSource {
  readonly sizeBytes: number;
  readonly damage: ScanDamage | undefined;
}

/**
 * Reads an open segment and finds its valid prefix: CRC, sequence and chain of every record.
 *
 * Answers a text when not even the header is valid. `limitBytes` makes it ignore what is behind;
 * `onRecord` is told of every valid record.
 */
export async function scanOpenSegment(
  fileSystem: JournalFileSystem,
  place: { readonly directory: string; readonly segment: number },
  limitBytes = Number.POSITIVE_INFINITY,
  onRecord: (sequence: number, chainHash: Buffer) => void = () => {},
): Promise<ScannedSegment | string> {
  const name = openSegmentName(place.segment);
  const file = await fileSystem.open(path.join(place.directory, name), 'read');
  let bytes: Buffer;
  try {
    bytes = await file.read(0, Math.min(await file.size(), limitBytes));
  } finally {
    await file.close();
  }
  const header = decodeSegmentHeader(bytes, 'open');
  if (typeof header === 'string') return header;
  if (header.segment !== place.segment) return `the file holds segment ${header.segment}`;
  return await scanFrames(bytes, header, place.directory, onRecord);
}

async function scanFrames(
  bytes: Buffer,
  header: SegmentHeader,
  directory: string,
  onRecord: (sequence: number, chainHash: Buffer) => void,
): Promise<ScannedSegment> {
  const index = new RegionIndex();
  const hasher = new ChainHasher();
  let chainHash = header.previousChainHash;
  let lastReceivedAtMs = 0;
  let sequence = header.firstSequence;
  let offset = SEGMENT_HEADER_BYTES;
  let reason: string | undefined;
  const place = { salt: header.salt, baseBytes: 0 };
  while (offset < bytes.length) {
    const frame = readFrame(bytes, offset, place);
    if (frame === 'short') reason = 'the file ends within a record';
    else if (frame === 'bad') reason = 'the checksum of the record is wrong';
    else if (readU64(frame.body, 0) !== sequence) reason = 'another record stands here';
    else if (readU64(frame.body, 8) < lastReceivedAtMs) reason = 'receivedAt steps back';
    else if (!hasher.hash(chainHash, frame.body).equals(frame.chainHash)) {
      reason = 'the chain hash of the record is wrong';
    }
    if (reason !== undefined || typeof frame === 'string') break;
    lastReceivedAtMs = readU64(frame.body, 8);
    index.note(offset, sequence, lastReceivedAtMs);
    chainHash = frame.chainHash;
    onRecord(sequence, chainHash);
    // The gateway that verifies itself goes on answering meanwhile.
    if (sequence % YIELD_RECORDS === 0) await new Promise((resolve) => setImmediate(resolve));
    sequence += 1;
    offset = frame.end;
  }
  const damage =
    reason === undefined
      ? undefined
      : {
          offsetBytes: offset,
          record: sequence,
          reason,
          provenSyncedBytes: provenSyncedBytes(bytes, offset, { header, sequence }),
        };
  return {
    header,
    index,
    endBytes: offset,
    lastSequence: sequence - 1,
    chainHash: Buffer.from(chainHash),
    directories: [directory],
    sizeBytes: bytes.length,
    damage,
    read: async (_copy, positionBytes, lengthBytes) =>
      bytes.subarray(positionBytes, positionBytes + lengthBytes),
  };
}

/**
 * Looks behind a damaged place for records of a later batch. A batch is written only after the one
 * before it was synced, so such a record proves that the damage came after the sync.
 */
function provenSyncedBytes(
  bytes: Buffer,
  damagedAt: number,
  expected: { readonly header: SegmentHeader; readonly sequence: number },
): number {
  let proven = 0;
  const place = { salt: expected.header.salt, baseBytes: 0 };
  let offset = damagedAt;
  while (offset + FRAME_BYTES_MIN <= bytes.length) {
    const frame = looksLikeFrame(bytes, offset, expected.sequence)
      ? readFrame(bytes, offset, place)
      : 'bad';
    if (typeof frame === 'string') {
      offset += 1;
      continue;
    }
    proven = Math.max(proven, offset - frame.batchDistance);
    offset = frame.end;
  }
  return proven > damagedAt ? proven : 0;
}

/** Cheap test, so that a checksum is computed only where a frame may well start. */
function looksLikeFrame(bytes: Buffer, offset: number, sequenceMin: number): boolean {
  const bodyBytes = bytes.readUInt32LE(offset + 4);
  if (bodyBytes < BODY_HEADER_BYTES || bodyBytes > bytes.length - offset) return false;
  const sequence = readU64(bytes, offset + FRAME_HEADER_BYTES);
  return sequence >= sequenceMin && sequence <= sequenceMin + SEQUENCE_AHEAD_MAX;
}
