import type { KeyObject } from 'node:crypto';

import type { JournalFile } from './file-system.ts';
import { MerkleBuilder } from './merkle.ts';
import { HASH_BYTES } from './record-format.ts';
import {
  BLOCK_HEADER_BYTES,
  type BlockHeader,
  blockHeaderCrc,
  decodeBlockHeader,
  decodeFooter,
  decodeTrailer,
  looksLikeFooter,
  type ReadFooter,
  type SegmentFooter,
  TRAILER_BYTES,
} from './sealed-format.ts';
import { checkSignature } from './sealed-reader.ts';
import { decodeSegmentHeader, SEGMENT_HEADER_BYTES, type SegmentHeader } from './segment-header.ts';
import type { VerificationFinding } from './types.ts';
import { verifyBlock } from './verify-block.ts';

/** Chain before or behind a segment, as far as it is known. */
export interface ChainEnd {
  readonly sequence: number;
  readonly chainHash: Buffer;
  /** Merkle root of the segment; undefined for an open one. */
  readonly merkleRoot: Buffer | undefined;
}

/** Finding without the file and segment, which the caller adds. */
export type SegmentFault = Omit<VerificationFinding, 'file' | 'segment'>;

/** What a segment turned out to be. */
export interface VerifiedSegment {
  readonly header: SegmentHeader | undefined;
  readonly end: ChainEnd | undefined;
  readonly records: number;
  readonly faults: readonly SegmentFault[];
}

/** A segment has many blocks; the first faulty ones are named, the rest follows when mended. */
const FAULTS_MAX = 100;

interface Walk {
  readonly file: JournalFile;
  readonly faults: SegmentFault[];
  readonly merkle: MerkleBuilder;
  readonly read: ReadFooter | undefined;
  /** Where the blocks end: at the footer, or at the end of the file when there is none. */
  readonly blocksEndBytes: number;
  previousHash: Buffer;
  nextSequence: number;
  records: number;
  offsetBytes: number;
}

/** Checks all of a sealed segment; faults in the order of the file. */
export async function verifySealed(
  file: JournalFile,
  before: ChainEnd | undefined,
  publicKeys: readonly KeyObject[],
): Promise<VerifiedSegment> {
  const faults: SegmentFault[] = [];
  const headerBytes = await file.read(0, SEGMENT_HEADER_BYTES);
  const decoded = decodeSegmentHeader(headerBytes, 'sealed');
  const header = typeof decoded === 'string' ? undefined : decoded;
  if (typeof decoded === 'string') faults.push(fault('header', 0, decoded));
  const sizeBytes = await file.size();
  const { read, footerBytes, reason } = await readFooterOf(file, sizeBytes);
  const walk: Walk = {
    file,
    faults,
    merkle: new MerkleBuilder(),
    read,
    blocksEndBytes: sizeBytes - footerBytes,
    previousHash: header?.previousChainHash ?? before?.chainHash ?? Buffer.alloc(HASH_BYTES),
    nextSequence: header?.firstSequence ?? (before === undefined ? 1 : before.sequence + 1),
    records: 0,
    offsetBytes: SEGMENT_HEADER_BYTES,
  };
  await walkBlocks(walk);
  if (read === undefined) {
    faults.push({ ...fault('footer', walk.offsetBytes, reason), record: walk.nextSequence });
    return { header, end: undefined, records: walk.records, faults };
  }
  if (faults.length === 0) faults.push(...footerFaults(walk, read.footer, before));
  const signature = checkSignature(headerBytes, read, publicKeys);
  if (signature !== 'right' && faults.length === 0) {
    faults.push(signatureFault(signature, read, walk.blocksEndBytes));
  }
  const { lastSequence, endChainHash, merkleRoot } = read.footer;
  const end = { sequence: lastSequence, chainHash: endChainHash, merkleRoot };
  return { header, end, records: walk.records, faults };
}

async function readFooterOf(
  file: JournalFile,
  sizeBytes: number,
): Promise<{ read: ReadFooter | undefined; footerBytes: number; reason: string }> {
  const trailer = await file.read(Math.max(0, sizeBytes - TRAILER_BYTES), TRAILER_BYTES);
  const footerBytes = decodeTrailer(trailer);
  if (typeof footerBytes === 'string')
    return { read: undefined, footerBytes: 0, reason: footerBytes };
  if (footerBytes > sizeBytes - SEGMENT_HEADER_BYTES) {
    return { read: undefined, footerBytes: 0, reason: 'the footer is longer than the file' };
  }
  const read = decodeFooter(await file.read(sizeBytes - footerBytes, footerBytes));
  if (typeof read === 'string') return { read: undefined, footerBytes: 0, reason: read };
  return { read, footerBytes, reason: '' };
}

/** Block after block from the header on; the index of the footer helps over a damaged one. */
async function walkBlocks(walk: Walk): Promise<void> {
  for (let index = 0; walk.faults.length < FAULTS_MAX; index += 1) {
    const indexed = walk.read?.footer.blocks[index];
    const isEnd =
      walk.read === undefined
        ? walk.offsetBytes >= walk.blocksEndBytes
        : index >= walk.read.footer.blocks.length;
    if (isEnd) break;
    const headerBytes = await walk.file.read(walk.offsetBytes, BLOCK_HEADER_BYTES);
    const header = decodeBlockHeader(headerBytes);
    const reason = typeof header === 'string' ? header : headerMismatch(walk, header, index);
    if (reason !== undefined || typeof header === 'string') {
      // What is no block may be the damaged footer: that is a fault of its own.
      if (walk.read === undefined && looksLikeFooter(headerBytes)) break;
      const place = fault('block-header', walk.offsetBytes, reason ?? 'unreadable');
      walk.faults.push({ ...place, block: index, record: walk.nextSequence });
      if (indexed === undefined || !skipBlock(walk, index)) break;
      continue;
    }
    if (indexed !== undefined && blockHeaderCrc(headerBytes) !== indexed.headerCrc) {
      const place = fault(
        'block-header',
        walk.offsetBytes,
        'the block is not the one in the index',
      );
      walk.faults.push({ ...place, block: index, record: header.firstSequence });
    }
    await walkBlock(walk, header, index);
  }
  if (walk.read !== undefined && walk.faults.length === 0) {
    if (walk.offsetBytes !== walk.blocksEndBytes) {
      walk.faults.push(fault('file', walk.offsetBytes, 'there are bytes that belong to no block'));
    }
  }
}

async function walkBlock(walk: Walk, header: BlockHeader, index: number): Promise<void> {
  const contentBytes = header.count * HASH_BYTES + header.compressedBytes;
  const blockBytes = BLOCK_HEADER_BYTES + contentBytes;
  const bytes = await walk.file.read(walk.offsetBytes, blockBytes);
  const indexed = walk.read?.footer.blocks[index];
  const verified = await verifyBlock({ header, bytes, previousHash: walk.previousHash, indexed });
  if (verified.fault !== undefined && !isInFaultyBlock(walk, index)) {
    const isCut = bytes.length < blockBytes;
    walk.faults.push({
      ...verified.fault,
      ...(isCut ? { part: 'file', message: 'the file ends within this block' } : {}),
      block: index,
      offsetBytes: walk.offsetBytes,
    });
  }
  for (const chainHash of verified.chainHashes) walk.merkle.add(chainHash);
  // The signed index is trusted more than the hashes stored in a block that has a fault.
  const last = verified.fault === undefined ? verified.chainHashes.at(-1) : indexed?.lastChainHash;
  walk.previousHash = last ?? verified.chainHashes.at(-1) ?? walk.previousHash;
  walk.records += header.count;
  walk.nextSequence = header.firstSequence + header.count;
  walk.offsetBytes += blockBytes;
}

function isInFaultyBlock(walk: Walk, index: number): boolean {
  return walk.faults.at(-1)?.block === index;
}

function headerMismatch(walk: Walk, header: BlockHeader, index: number): string | undefined {
  if (header.index !== index) return `block ${header.index} stands in place of block ${index}`;
  if (header.firstSequence !== walk.nextSequence) {
    return `the block starts at record ${header.firstSequence}, not ${walk.nextSequence}`;
  }
  const contentBytes = header.count * HASH_BYTES + header.compressedBytes;
  const room = walk.blocksEndBytes - walk.offsetBytes - BLOCK_HEADER_BYTES;
  if (walk.read !== undefined && contentBytes > room) return 'the block is longer than its place';
  return undefined;
}

/** Goes on behind a block whose header is damaged, by the index; false when that is the end. */
function skipBlock(walk: Walk, index: number): boolean {
  const indexed = walk.read?.footer.blocks[index];
  const next = walk.read?.footer.blocks[index + 1];
  if (indexed === undefined) return false;
  walk.previousHash = indexed.lastChainHash;
  walk.nextSequence = indexed.firstSequence + indexed.count;
  walk.records += indexed.count;
  walk.offsetBytes = next?.offsetBytes ?? walk.blocksEndBytes;
  return true;
}

/** What the footer says against what the blocks hold. */
function footerFaults(
  walk: Walk,
  footer: SegmentFooter,
  before: ChainEnd | undefined,
): SegmentFault[] {
  const at = (message: string): SegmentFault[] => [fault('footer', walk.blocksEndBytes, message)];
  if (footer.recordCount !== walk.records || footer.lastSequence !== walk.nextSequence - 1) {
    return at('the footer counts other records than the blocks hold');
  }
  if (!footer.endChainHash.equals(walk.previousHash)) {
    return at('the footer names another chain hash than the last record has');
  }
  if (!footer.merkleRoot.equals(walk.merkle.root())) {
    return at('the Merkle root is not that of the records');
  }
  const previousRoot = before?.merkleRoot;
  if (previousRoot !== undefined && !footer.previousMerkleRoot.equals(previousRoot)) {
    return at('the segment was sealed behind another segment than the one before it');
  }
  return [];
}

function signatureFault(
  outcome: 'wrong' | 'unknown-key',
  read: ReadFooter,
  blocksEndBytes: number,
): SegmentFault {
  const offsetBytes = blocksEndBytes + read.signedBytes.length;
  const message =
    outcome === 'wrong'
      ? 'the signature is wrong: header, footer or signature were altered, or the whole segment ' +
        'was re-written without the key'
      : `the segment is signed by an unknown key (${read.footer.keyFingerprint.toString('hex')}): ` +
        'give its public key, or the segment was re-written with another one';
  return {
    ...fault('signature', offsetBytes, message),
    record: read.footer.firstSequence,
  };
}

/** A fault outside the blocks. */
export function fault(
  part: SegmentFault['part'],
  offsetBytes: number | null,
  message: string,
): SegmentFault {
  return { block: null, record: null, part, offsetBytes, message };
}
