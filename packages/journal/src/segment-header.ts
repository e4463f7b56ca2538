import { crc32 } from 'node:zlib';

import { HASH_BYTES, readU64, writeU64 } from './record-format.ts';

/*
 * Header of a segment, little endian, 96 bytes:
 *   0       magic, `HNJOPEN1` or `HNJSEAL1`
 *   8  u32  version, 1
 *  12  u32  gateway number
 *  16  u64  segment number
 *  24  u64  first sequence
 *  32       chain hash of the record before the first
 *  64  u64  createdAtMs
 *  72  u32  salt of the frame CRCs (random; 0 in a sealed segment)
 *  76       reserved, 0
 *  92  u32  CRC-32 of the 92 bytes before
 */

/** Bytes of a segment's header. */
export const SEGMENT_HEADER_BYTES = 96;

const FORMAT_VERSION = 1;
const MAGIC = { open: 'HNJOPEN1', sealed: 'HNJSEAL1' } as const;
const CRC_OFFSET = 92;

/** What stands at the start of a segment's file. */
export interface SegmentHeader {
  readonly kind: 'open' | 'sealed';
  readonly gateway: number;
  readonly segment: number;
  readonly firstSequence: number;
  /** Chain hash of the record before the first one of this segment. */
  readonly previousChainHash: Buffer;
  readonly createdAtMs: number;
  /**
   * Start value of the frame CRCs. Nobody outside knows it, so a payload that contains a frame is
   * never taken for a record by the scan behind a damaged place.
   */
  readonly salt: number;
}

/** The header's bytes. */
export function encodeSegmentHeader(header: SegmentHeader): Buffer {
  const buffer = Buffer.alloc(SEGMENT_HEADER_BYTES);
  buffer.write(MAGIC[header.kind], 0, 'latin1');
  buffer.writeUInt32LE(FORMAT_VERSION, 8);
  buffer.writeUInt32LE(header.gateway, 12);
  writeU64(buffer, header.segment, 16);
  writeU64(buffer, header.firstSequence, 24);
  header.previousChainHash.copy(buffer, 32, 0, HASH_BYTES);
  writeU64(buffer, header.createdAtMs, 64);
  buffer.writeUInt32LE(header.salt, 72);
  buffer.writeUInt32LE(crc32(buffer.subarray(0, CRC_OFFSET)), CRC_OFFSET);
  return buffer;
}

/** The header, or in words why the bytes are none. */
export function decodeSegmentHeader(
  buffer: Buffer,
  kind: SegmentHeader['kind'],
): SegmentHeader | string {
  if (buffer.length < SEGMENT_HEADER_BYTES) return 'the file ends within its header';
  if (buffer.toString('latin1', 0, 8) !== MAGIC[kind]) return 'the file type mark is wrong';
  if (crc32(buffer.subarray(0, CRC_OFFSET)) !== buffer.readUInt32LE(CRC_OFFSET)) {
    return 'the checksum of the header is wrong';
  }
  const version = buffer.readUInt32LE(8);
  if (version !== FORMAT_VERSION) return `format version ${version} is not known`;
  return {
    kind,
    gateway: buffer.readUInt32LE(12),
    segment: readU64(buffer, 16),
    firstSequence: readU64(buffer, 24),
    previousChainHash: Buffer.from(buffer.subarray(32, 32 + HASH_BYTES)),
    createdAtMs: readU64(buffer, 64),
    salt: buffer.readUInt32LE(72),
  };
}

/** Name of an open segment's file. */
export function openSegmentName(segment: number): string {
  return `segment-${String(segment).padStart(10, '0')}.open`;
}

/** Name of a sealed segment's file. */
export function sealedSegmentName(segment: number): string {
  return `segment-${String(segment).padStart(10, '0')}.sealed`;
}

/** Number and kind of a segment's file by its name; undefined for other files. */
export function parseSegmentName(
  name: string,
): { segment: number; kind: SegmentHeader['kind'] } | undefined {
  const match = /^segment-(\d{10,15})\.(open|sealed)$/.exec(name);
  if (match === null) return undefined;
  return { segment: Number(match[1]), kind: match[2] === 'open' ? 'open' : 'sealed' };
}

/** Chain hash before the first record of a gateway: all zero. */
export const GENESIS_HASH: Buffer = Buffer.alloc(HASH_BYTES);
