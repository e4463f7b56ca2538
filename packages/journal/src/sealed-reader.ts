import { type KeyObject, verify } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

import type { JournalFile, JournalFileSystem } from './file-system.ts';
import { keyFingerprint } from './keys.ts';
import { HASH_BYTES, isBodyWellFormed } from './record-format.ts';
import {
  BLOCK_HEADER_BYTES,
  blockHeaderCrc,
  decodeBlockHeader,
  decodeFooter,
  decodeTrailer,
  type ReadFooter,
  type SegmentFooter,
  signedMessage,
  TRAILER_BYTES,
} from './sealed-format.ts';
import {
  decodeSegmentHeader,
  SEGMENT_HEADER_BYTES,
  type SegmentHeader,
  sealedSegmentName,
} from './segment-header.ts';

const inflateRawAsync = promisify(inflateRaw);

/** A part of a sealed segment is not what was sealed. */
export class SealedDamage extends Error {
  override readonly name = 'SealedDamage';
  /** Index of the block, null outside the blocks. */
  readonly block: number | null;

  constructor(reason: string, block: number | null = null, options?: ErrorOptions) {
    super(reason, options);
    this.block = block;
  }
}

/** Header and footer of a sealed segment. */
export interface SealedSegment {
  readonly header: SegmentHeader;
  readonly headerBytes: Buffer;
  readonly footer: SegmentFooter;
  readonly readFooter: ReadFooter;
  readonly sizeBytes: number;
}

/** One block, decompressed. */
export interface SealedBlock {
  readonly firstSequence: number;
  readonly bodies: readonly Buffer[];
  readonly chainHashes: readonly Buffer[];
}

/** Runs `use` with the file of a sealed segment and closes it. */
export async function withSealedFile<T>(
  fileSystem: JournalFileSystem,
  place: { readonly directory: string; readonly segment: number },
  use: (file: JournalFile) => Promise<T>,
): Promise<T> {
  const name = sealedSegmentName(place.segment);
  const file = await fileSystem.open(path.join(place.directory, name), 'read');
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/**
 * Reads and checks header and footer. With `publicKeys` the signature is checked as well; a key
 * that is not among them is not an error here (verification says it).
 */
export async function readSealedSegment(
  file: JournalFile,
  segment: number,
  publicKeys: readonly KeyObject[] = [],
): Promise<SealedSegment> {
  const sizeBytes = await file.size();
  const headerBytes = await file.read(0, SEGMENT_HEADER_BYTES);
  const header = decodeSegmentHeader(headerBytes, 'sealed');
  if (typeof header === 'string') throw new SealedDamage(header);
  if (header.segment !== segment) {
    throw new SealedDamage(`the file holds segment ${header.segment}`);
  }
  const trailerStart = sizeBytes - TRAILER_BYTES;
  const footerBytes = decodeTrailer(await file.read(Math.max(0, trailerStart), TRAILER_BYTES));
  if (typeof footerBytes === 'string') throw new SealedDamage(footerBytes);
  const footerStart = sizeBytes - footerBytes;
  if (footerStart < SEGMENT_HEADER_BYTES)
    throw new SealedDamage('the footer is longer than the file');
  const readFooter = decodeFooter(await file.read(footerStart, footerBytes));
  if (typeof readFooter === 'string') throw new SealedDamage(readFooter);
  if (checkSignature(headerBytes, readFooter, publicKeys) === 'wrong') {
    throw new SealedDamage('the signature is wrong');
  }
  return { header, headerBytes, footer: readFooter.footer, readFooter, sizeBytes };
}

/** Checks the signature with the key that the footer names. */
export function checkSignature(
  headerBytes: Buffer,
  read: ReadFooter,
  publicKeys: readonly KeyObject[],
): 'right' | 'wrong' | 'unknown-key' {
  const key = publicKeys.find((each) => keyFingerprint(each).equals(read.footer.keyFingerprint));
  if (key === undefined) return 'unknown-key';
  const message = signedMessage(headerBytes, read.signedBytes);
  return verify(null, message, key, read.signature) ? 'right' : 'wrong';
}

/** Reads one block by the footer's index; both checksums are checked. */
export async function readSealedBlock(
  file: JournalFile,
  sealed: SealedSegment,
  blockIndex: number,
): Promise<SealedBlock> {
  const entry = sealed.footer.blocks[blockIndex];
  if (entry === undefined) throw new SealedDamage('there is no such block', blockIndex);
  const next = sealed.footer.blocks[blockIndex + 1];
  const footerBytes = sealed.readFooter.signedBytes.length + 64 + TRAILER_BYTES;
  const endBytes = next?.offsetBytes ?? sealed.sizeBytes - footerBytes;
  const bytes = await file.read(entry.offsetBytes, endBytes - entry.offsetBytes);
  const header = decodeBlockHeader(bytes);
  if (typeof header === 'string') throw new SealedDamage(header, blockIndex);
  if (blockHeaderCrc(bytes) !== entry.headerCrc) {
    throw new SealedDamage('the block is not the one that was sealed here', blockIndex);
  }
  const content = bytes.subarray(BLOCK_HEADER_BYTES);
  if (crc32(content) !== header.contentCrc) {
    throw new SealedDamage('the checksum of the block is wrong', blockIndex);
  }
  const hashesBytes = header.count * HASH_BYTES;
  const packed = content.subarray(hashesBytes);
  const raw = header.isDeflated
    ? await inflateRawAsync(packed, { maxOutputLength: header.rawBytes + 1 })
    : packed;
  const bodies = splitBodies(raw);
  if (bodies === undefined || bodies.length !== header.count) {
    throw new SealedDamage('the records of the block cannot be told apart', blockIndex);
  }
  const chainHashes = bodies.map((_, index) =>
    content.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
  return { firstSequence: header.firstSequence, bodies, chainHashes };
}

/** The bodies in the raw bytes of a block; undefined when their lengths do not add up. */
export function splitBodies(raw: Buffer): Buffer[] | undefined {
  const bodies: Buffer[] = [];
  let offset = 0;
  while (offset < raw.length) {
    if (offset + 4 > raw.length) return undefined;
    const end = offset + 4 + raw.readUInt32LE(offset);
    const body = raw.subarray(offset + 4, end);
    if (end > raw.length || !isBodyWellFormed(body)) return undefined;
    bodies.push(body);
    offset = end;
  }
  return bodies;
}
