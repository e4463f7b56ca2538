import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

import { inflatePrefix } from './inflate-prefix.ts';
import {
  BODY_BYTES_MAX,
  ChainHasher,
  HASH_BYTES,
  isBodyWellFormed,
  readU64,
} from './record-format.ts';
import {
  BLOCK_HEADER_BYTES,
  BLOCK_RAW_BYTES_MAX,
  type BlockHeader,
  type BlockIndexEntry,
} from './sealed-format.ts';
import type { VerificationFinding } from './types.ts';

const inflateRawAsync = promisify(inflateRaw);

/** What a block says about itself and what the records before it say. */
export interface BlockToVerify {
  readonly header: BlockHeader;
  /** All of the block. */
  readonly bytes: Buffer;
  /** Chain hash of the record before the block. */
  readonly previousHash: Buffer;
  /** The block in the signed index; undefined when the footer cannot be read. */
  readonly indexed: BlockIndexEntry | undefined;
}

/** What was found in a block. */
export interface VerifiedBlock {
  /** Chain hashes as stored: the leaves of the Merkle tree. */
  readonly chainHashes: readonly Buffer[];
  readonly fault: BlockFault | undefined;
}

/** The first thing that is wrong in a block. */
export type BlockFault = Pick<VerificationFinding, 'record' | 'part' | 'message'>;

/** Checks every record of a block against the chain; finds the first one that is not as sealed. */
export async function verifyBlock(block: BlockToVerify): Promise<VerifiedBlock> {
  const { header, bytes, indexed } = block;
  const content = bytes.subarray(BLOCK_HEADER_BYTES);
  const hashesBytes = header.count * HASH_BYTES;
  const chainHashes = Array.from({ length: header.count }, (_, index) =>
    content.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
  const packed = content.subarray(hashesBytes);
  const isIntact = crc32(content) === header.contentCrc;
  const raw = await rawOf(header, packed);
  const fault =
    faultInRecords(block, splitAsFarAsPossible(raw), chainHashes) ??
    faultAround(block, raw, isIntact);
  const last = chainHashes.at(-1);
  if (
    fault === undefined &&
    indexed !== undefined &&
    last?.equals(indexed.lastChainHash) !== true
  ) {
    const message =
      'the block was re-written as a whole: its last chain hash is not the one in the signed index';
    return { chainHashes, fault: { record: header.firstSequence, part: 'chain', message } };
  }
  return { chainHashes, fault };
}

async function rawOf(header: BlockHeader, packed: Buffer): Promise<Buffer> {
  if (!header.isDeflated) return packed;
  // A header altered together with its checksum must not make us take gigabytes.
  const rawBytesMax = Math.min(header.rawBytes, BLOCK_RAW_BYTES_MAX + BODY_BYTES_MAX);
  try {
    return await inflateRawAsync(packed, { maxOutputLength: rawBytesMax + 1 });
  } catch {
    return inflatePrefix(packed, rawBytesMax);
  }
}

/** The bodies that are there in full; after the first impossible length nothing can be told. */
function splitAsFarAsPossible(raw: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  let offset = 0;
  while (offset + 4 <= raw.length) {
    const end = offset + 4 + raw.readUInt32LE(offset);
    if (end > raw.length) break;
    bodies.push(raw.subarray(offset + 4, end));
    offset = end;
  }
  return bodies;
}

function faultInRecords(
  block: BlockToVerify,
  bodies: readonly Buffer[],
  chainHashes: readonly Buffer[],
): BlockFault | undefined {
  const { header } = block;
  const hasher = new ChainHasher();
  let previous = block.previousHash;
  for (const [index, stored] of chainHashes.entries()) {
    const record = header.firstSequence + index;
    const body = bodies[index];
    if (body === undefined) {
      const message =
        'the record cannot be unpacked: the compressed bytes are altered here or before';
      return { record, part: 'block-body', message };
    }
    const computed = hasher.hash(previous, body);
    if (!computed.equals(stored)) {
      const next = bodies[index + 1];
      const nextStored = chainHashes[index + 1] ?? block.indexed?.lastChainHash;
      const follows = next === undefined ? computed : hasher.hash(computed, next);
      return nextStored !== undefined && follows.equals(nextStored)
        ? { record, part: 'stored-hash', message: 'the stored chain hash of the record is altered' }
        : { record, part: 'record', message: 'the record is altered: its chain hash is another' };
    }
    if (!isBodyWellFormed(body) || readU64(body, 0) !== record) {
      const message = 'another record stands here: records are missing, doubled or re-ordered';
      return { record, part: 'record', message };
    }
    previous = stored;
  }
  return undefined;
}

/** The records are right; what else in the block is not. */
function faultAround(block: BlockToVerify, raw: Buffer, isIntact: boolean): BlockFault | undefined {
  const record = block.header.firstSequence + block.header.count - 1;
  if (raw.length !== block.header.rawBytes) {
    const message = 'the unpacked length of the block is not the one in its header';
    return { record, part: 'block-body', message };
  }
  if (isIntact) return undefined;
  const message = 'bytes of the block are altered (its records are intact)';
  return { record, part: 'block-body', message };
}
