import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { HASH_BYTES, readU64, writeU64 } from './record-format.ts';
import { SEGMENT_HEADER_BYTES } from './segment-header.ts';

/*
 * A sealed segment: header (segment-header.ts), blocks, footer. All little endian.
 *
 * Block:
 *   0       magic, `HNJB`
 *   4  u32  index, from 0
 *   8  u64  first sequence
 *  16  u32  count of records
 *  20  u32  raw length: the bodies, each behind its u32 length
 *  24  u32  compressed length
 *  28  u32  CRC-32 of all behind this header
 *  32  u64  receivedAtMs of the first record
 *  40  u64  receivedAtMs of the last record
 *  48  u32  1 = raw deflate, 0 = stored as it is (deflate made it no shorter)
 *  52       reserved, 0
 *  60  u32  CRC-32 of the 60 bytes before
 *  64       chain hashes of the records, 32 bytes each, then the compressed bodies
 *
 * Footer:
 *   0       magic, `HNJFOOT1`
 *   8  u32  count of blocks
 *  12  u32  count of records
 *  16  u64  first sequence
 *  24  u64  last sequence
 *  32  u64  receivedAtMs of the first record
 *  40  u64  receivedAtMs of the last record
 *  48  u64  sealedAtMs
 *  56       chain hash of the last record
 *  88       Merkle root over the chain hashes
 * 120       Merkle root of the segment before, zero for the first
 * 152       fingerprint of the public key
 * 184  u32  1 = sealed by recovery after an unclean exit
 * 188       reserved, 0
 * 192       block index, 72 bytes a block: u64 offset, u64 first sequence, u32 count, u32 CRC of
 *           the block's header, u64 + u64 receivedAtMs of first and last, last chain hash
 *   …       Ed25519 signature, 64 bytes, over: domain name, segment header, the first 192 bytes of
 *           the footer, SHA-256 of the block index
 *   …       trailer: u32 length of the footer with trailer, u32 CRC-32 of the footer, `HNJEND01`
 */

/** Bytes of a block's header. */
export const BLOCK_HEADER_BYTES = 64;
/** Raw bytes a block may hold; one longer record has a block of its own. */
export const BLOCK_RAW_BYTES_MAX = 64 * 1024;
/** Bytes of the Ed25519 signature. */
export const SIGNATURE_BYTES = 64;
/** Bytes of the trailer at the very end of the file. */
export const TRAILER_BYTES = 16;

const BLOCK_MAGIC = 'HNJB';
const BLOCK_CRC_OFFSET = 60;
const FOOTER_MAGIC = 'HNJFOOT1';
const TRAILER_MAGIC = 'HNJEND01';
const FOOTER_FIXED_BYTES = 192;
const INDEX_ENTRY_BYTES = 72;
const SIGNATURE_DOMAIN = Buffer.from('hengneng.journal.segment.v1\0', 'latin1');

/** Header of a block. */
export interface BlockHeader {
  readonly index: number;
  readonly firstSequence: number;
  readonly count: number;
  readonly rawBytes: number;
  readonly compressedBytes: number;
  readonly contentCrc: number;
  readonly firstReceivedAtMs: number;
  readonly lastReceivedAtMs: number;
  readonly isDeflated: boolean;
}

/** A block in the index of the footer. */
export interface BlockIndexEntry {
  readonly offsetBytes: number;
  readonly firstSequence: number;
  readonly count: number;
  readonly headerCrc: number;
  readonly firstReceivedAtMs: number;
  readonly lastReceivedAtMs: number;
  readonly lastChainHash: Buffer;
}

/** Footer of a sealed segment. */
export interface SegmentFooter {
  readonly recordCount: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly firstReceivedAtMs: number;
  readonly lastReceivedAtMs: number;
  readonly sealedAtMs: number;
  readonly endChainHash: Buffer;
  readonly merkleRoot: Buffer;
  readonly previousMerkleRoot: Buffer;
  readonly keyFingerprint: Buffer;
  readonly isRecovered: boolean;
  readonly blocks: readonly BlockIndexEntry[];
}

/** A footer as read, with what is needed to check its signature. */
export interface ReadFooter {
  readonly footer: SegmentFooter;
  /** Bytes before the signature. */
  readonly signedBytes: Buffer;
  readonly signature: Buffer;
}

/** The block header's bytes. */
export function encodeBlockHeader(header: BlockHeader): Buffer {
  const buffer = Buffer.alloc(BLOCK_HEADER_BYTES);
  buffer.write(BLOCK_MAGIC, 0, 'latin1');
  buffer.writeUInt32LE(header.index, 4);
  writeU64(buffer, header.firstSequence, 8);
  buffer.writeUInt32LE(header.count, 16);
  buffer.writeUInt32LE(header.rawBytes, 20);
  buffer.writeUInt32LE(header.compressedBytes, 24);
  buffer.writeUInt32LE(header.contentCrc, 28);
  writeU64(buffer, header.firstReceivedAtMs, 32);
  writeU64(buffer, header.lastReceivedAtMs, 40);
  buffer.writeUInt32LE(header.isDeflated ? 1 : 0, 48);
  buffer.writeUInt32LE(crc32(buffer.subarray(0, BLOCK_CRC_OFFSET)), BLOCK_CRC_OFFSET);
  return buffer;
}

/** The block header, or in words why the bytes are none. */
export function decodeBlockHeader(buffer: Buffer): BlockHeader | string {
  if (buffer.length < BLOCK_HEADER_BYTES) return 'the file ends within the header of a block';
  if (buffer.toString('latin1', 0, 4) !== BLOCK_MAGIC) return 'the mark of the block is wrong';
  if (blockHeaderCrc(buffer) !== crc32(buffer.subarray(0, BLOCK_CRC_OFFSET))) {
    return 'the checksum of the block header is wrong';
  }
  return {
    index: buffer.readUInt32LE(4),
    firstSequence: readU64(buffer, 8),
    count: buffer.readUInt32LE(16),
    rawBytes: buffer.readUInt32LE(20),
    compressedBytes: buffer.readUInt32LE(24),
    contentCrc: buffer.readUInt32LE(28),
    firstReceivedAtMs: readU64(buffer, 32),
    lastReceivedAtMs: readU64(buffer, 40),
    isDeflated: buffer.readUInt32LE(48) === 1,
  };
}

/** CRC stored in a block header: the footer's index repeats it. */
export function blockHeaderCrc(header: Buffer): number {
  return header.readUInt32LE(BLOCK_CRC_OFFSET);
}

/** The part of a footer that is signed, together with the segment's header. */
export function encodeFooterBody(footer: SegmentFooter): Buffer {
  const buffer = Buffer.alloc(FOOTER_FIXED_BYTES + footer.blocks.length * INDEX_ENTRY_BYTES);
  buffer.write(FOOTER_MAGIC, 0, 'latin1');
  buffer.writeUInt32LE(footer.blocks.length, 8);
  buffer.writeUInt32LE(footer.recordCount, 12);
  writeU64(buffer, footer.firstSequence, 16);
  writeU64(buffer, footer.lastSequence, 24);
  writeU64(buffer, footer.firstReceivedAtMs, 32);
  writeU64(buffer, footer.lastReceivedAtMs, 40);
  writeU64(buffer, footer.sealedAtMs, 48);
  footer.endChainHash.copy(buffer, 56);
  footer.merkleRoot.copy(buffer, 88);
  footer.previousMerkleRoot.copy(buffer, 120);
  footer.keyFingerprint.copy(buffer, 152);
  buffer.writeUInt32LE(footer.isRecovered ? 1 : 0, 184);
  let offset = FOOTER_FIXED_BYTES;
  for (const block of footer.blocks) {
    writeU64(buffer, block.offsetBytes, offset);
    writeU64(buffer, block.firstSequence, offset + 8);
    buffer.writeUInt32LE(block.count, offset + 16);
    buffer.writeUInt32LE(block.headerCrc, offset + 20);
    writeU64(buffer, block.firstReceivedAtMs, offset + 24);
    writeU64(buffer, block.lastReceivedAtMs, offset + 32);
    block.lastChainHash.copy(buffer, offset + 40);
    offset += INDEX_ENTRY_BYTES;
  }
  return buffer;
}

/**
 * What the signature of a segment is made over. The block index goes in as its hash, so that a proof
 * of one record need not carry the index.
 */
export function signedMessage(segmentHeader: Buffer, footerBody: Buffer): Buffer {
  const fixed = footerBody.subarray(0, FOOTER_FIXED_BYTES);
  const indexHash = hash('sha256', footerBody.subarray(FOOTER_FIXED_BYTES), 'buffer');
  return Buffer.concat([SIGNATURE_DOMAIN, segmentHeader, fixed, indexHash]);
}

/** Where in a signed message what stands that a proof of inclusion needs. */
export const SIGNED_MESSAGE_LAYOUT = {
  domain: SIGNATURE_DOMAIN,
  header: SIGNATURE_DOMAIN.length,
  footer: SIGNATURE_DOMAIN.length + SEGMENT_HEADER_BYTES,
  length: SIGNATURE_DOMAIN.length + SEGMENT_HEADER_BYTES + FOOTER_FIXED_BYTES + HASH_BYTES,
  recordCount: 12,
  merkleRoot: 88,
} as const;

/** The whole footer: signed part, signature, trailer. */
export function encodeFooter(footerBody: Buffer, signature: Buffer): Buffer {
  const trailer = Buffer.alloc(TRAILER_BYTES);
  trailer.writeUInt32LE(footerBody.length + signature.length + TRAILER_BYTES, 0);
  trailer.writeUInt32LE(crc32(signature, crc32(footerBody)), 4);
  trailer.write(TRAILER_MAGIC, 8, 'latin1');
  return Buffer.concat([footerBody, signature, trailer]);
}

/** Length of the footer with its trailer, or in words why the trailer is none. */
export function decodeTrailer(trailer: Buffer): number | string {
  if (trailer.length < TRAILER_BYTES || trailer.toString('latin1', 8) !== TRAILER_MAGIC) {
    return 'the end mark of the segment is missing or wrong (cut off or altered)';
  }
  const footerBytes = trailer.readUInt32LE(0);
  const frameBytes = FOOTER_FIXED_BYTES + SIGNATURE_BYTES + TRAILER_BYTES;
  if (footerBytes < frameBytes || (footerBytes - frameBytes) % INDEX_ENTRY_BYTES !== 0) {
    return 'the length of the footer is impossible';
  }
  return footerBytes;
}

/** True when a footer, be it damaged, starts here: most of its mark is right. */
export function looksLikeFooter(bytes: Buffer): boolean {
  const mark = Buffer.from(FOOTER_MAGIC, 'latin1');
  const rightCount = mark.filter((byte, index) => bytes[index] === byte).length;
  return rightCount > mark.length / 2 && bytes.toString('latin1', 0, 4) !== BLOCK_MAGIC;
}

/** The footer from its bytes (with trailer), or in words why they are none. */
export function decodeFooter(bytes: Buffer): ReadFooter | string {
  const bodyEnd = bytes.length - TRAILER_BYTES - SIGNATURE_BYTES;
  const signedBytes = bytes.subarray(0, bodyEnd);
  const signature = bytes.subarray(bodyEnd, bodyEnd + SIGNATURE_BYTES);
  if (bytes.toString('latin1', 0, 8) !== FOOTER_MAGIC) return 'the mark of the footer is wrong';
  if (crc32(bytes.subarray(0, -TRAILER_BYTES)) !== bytes.readUInt32LE(bytes.length - 12)) {
    return 'the checksum of the footer is wrong';
  }
  const blockCount = bytes.readUInt32LE(8);
  if (FOOTER_FIXED_BYTES + blockCount * INDEX_ENTRY_BYTES !== bodyEnd) {
    return 'the number of blocks does not fit the length of the footer';
  }
  const hashAt = (offset: number) => Buffer.from(bytes.subarray(offset, offset + HASH_BYTES));
  const blocks: BlockIndexEntry[] = [];
  for (let offset = FOOTER_FIXED_BYTES; offset < bodyEnd; offset += INDEX_ENTRY_BYTES) {
    blocks.push({
      offsetBytes: readU64(bytes, offset),
      firstSequence: readU64(bytes, offset + 8),
      count: bytes.readUInt32LE(offset + 16),
      headerCrc: bytes.readUInt32LE(offset + 20),
      firstReceivedAtMs: readU64(bytes, offset + 24),
      lastReceivedAtMs: readU64(bytes, offset + 32),
      lastChainHash: hashAt(offset + 40),
    });
  }
  const footer: SegmentFooter = {
    recordCount: bytes.readUInt32LE(12),
    firstSequence: readU64(bytes, 16),
    lastSequence: readU64(bytes, 24),
    firstReceivedAtMs: readU64(bytes, 32),
    lastReceivedAtMs: readU64(bytes, 40),
    sealedAtMs: readU64(bytes, 48),
    endChainHash: hashAt(56),
    merkleRoot: hashAt(88),
    previousMerkleRoot: hashAt(120),
    keyFingerprint: hashAt(152),
    isRecovered: bytes.readUInt32LE(184) === 1,
    blocks,
  };
  return { footer, signedBytes, signature };
}
