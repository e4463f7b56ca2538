import { type KeyObject, sign } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

import type { JournalFile, JournalFileSystem } from './file-system.ts';
import { readRegion, regionCount } from './frame-reader.ts';
import { keyFingerprint } from './keys.ts';
import { MerkleBuilder } from './merkle.ts';
import { allDone, createAnew, type FrameSource } from './open-segment.ts';
import { HASH_BYTES } from './record-format.ts';
import {
  BLOCK_HEADER_BYTES,
  BLOCK_RAW_BYTES_MAX,
  type BlockIndexEntry,
  blockHeaderCrc,
  encodeBlockHeader,
  encodeFooter,
  encodeFooterBody,
  type SegmentFooter,
  signedMessage,
} from './sealed-format.ts';
import { encodeSegmentHeader, sealedSegmentName } from './segment-header.ts';

const deflateRawAsync = promisify(deflateRaw);

/** Level 3 packs JSON readings as well as level 1 to within 1 % and level 6 to within 10 %. */
const DEFLATE_LEVEL = 3;

/**
 * What is written is synced in pieces: one sync of a whole segment at the end would hold up those of
 * the appends beside it.
 */
const SYNC_BYTES = 2 * 1024 * 1024;

/** Who seals, and what came before. */
export interface SealContext {
  readonly fileSystem: JournalFileSystem;
  readonly signingKey: KeyObject;
  /** Merkle root of the segment before, zero for the first. */
  readonly previousMerkleRoot: Buffer;
  readonly sealedAtMs: number;
  readonly isRecovered: boolean;
  /** Where the sealed segment goes: every copy. */
  readonly directories: readonly string[];
}

/** What came out. */
export interface SealedResult {
  readonly footer: SegmentFooter;
  readonly sealedBytes: number;
}

interface BlockRecord {
  readonly sequence: number;
  readonly receivedAtMs: number;
  readonly body: Buffer;
  readonly chainHash: Buffer;
}

/**
 * Seals the records of `source` (at least one) into every directory: written under another name,
 * synced, renamed, directory synced. The open files are left; the caller removes them.
 *
 * The chain is checked on the way: nothing that was altered on disk meanwhile is ever signed.
 */
export async function sealSegment(
  source: FrameSource,
  context: SealContext,
): Promise<SealedResult> {
  const { fileSystem, directories } = context;
  const target = sealedSegmentName(source.header.segment);
  const temporary = `${target}.tmp`;
  const files: JournalFile[] = [];
  let result: SealedResult;
  try {
    for (const directory of directories) {
      files.push(await createAnew(fileSystem, path.join(directory, temporary)));
    }
    result = await writeSealed(source, context, files);
    await allDone(files.map((file) => file.datasync()));
  } finally {
    for (const file of files) await file.close();
  }
  for (const directory of directories) {
    await fileSystem.rename(path.join(directory, temporary), path.join(directory, target));
    await fileSystem.syncDirectory(directory);
  }
  return result;
}

async function writeSealed(
  source: FrameSource,
  context: SealContext,
  files: readonly JournalFile[],
): Promise<SealedResult> {
  const header = encodeSegmentHeader({ ...source.header, kind: 'sealed', salt: 0 });
  const blocks: BlockIndexEntry[] = [];
  const merkle = new MerkleBuilder();
  let offsetBytes = 0;
  let syncedBytes = 0;
  const write = async (bytes: Buffer) => {
    await allDone(files.map((file) => file.write(offsetBytes, bytes)));
    offsetBytes += bytes.length;
    if (offsetBytes - syncedBytes < SYNC_BYTES) return;
    await allDone(files.map((file) => file.datasync()));
    syncedBytes = offsetBytes;
  };

  await write(header);
  for await (const records of blocksOf(source)) {
    const { bytes, entry } = await encodeBlock(records, blocks.length, offsetBytes);
    for (const record of records) merkle.add(record.chainHash);
    blocks.push(entry);
    await write(bytes);
  }
  const footer = footerOf(source, context, blocks, merkle.root());
  const body = encodeFooterBody(footer);
  const signature = sign(null, signedMessage(header, body), context.signingKey);
  await write(encodeFooter(body, signature));
  return { footer, sealedBytes: offsetBytes };
}

function footerOf(
  source: FrameSource,
  context: SealContext,
  blocks: readonly BlockIndexEntry[],
  merkleRoot: Buffer,
): SegmentFooter {
  const { firstSequence } = source.header;
  return {
    recordCount: source.lastSequence - firstSequence + 1,
    firstSequence,
    lastSequence: source.lastSequence,
    firstReceivedAtMs: blocks[0]?.firstReceivedAtMs ?? 0,
    lastReceivedAtMs: blocks.at(-1)?.lastReceivedAtMs ?? 0,
    sealedAtMs: context.sealedAtMs,
    endChainHash: source.chainHash,
    merkleRoot,
    previousMerkleRoot: context.previousMerkleRoot,
    keyFingerprint: keyFingerprint(context.signingKey),
    isRecovered: context.isRecovered,
    blocks,
  };
}

/** The records of a source in groups of one block each; the chain is checked. */
async function* blocksOf(source: FrameSource): AsyncGenerator<BlockRecord[]> {
  let previousHash = source.header.previousChainHash;
  let group: BlockRecord[] = [];
  let groupBytes = 0;
  for (let region = 0; region < regionCount(source); region += 1) {
    for (const record of await readRegion(source, region, previousHash)) {
      const rawBytes = 4 + record.body.length;
      if (group.length > 0 && groupBytes + rawBytes > BLOCK_RAW_BYTES_MAX) {
        yield group;
        group = [];
        groupBytes = 0;
      }
      group.push(record);
      groupBytes += rawBytes;
      previousHash = record.chainHash;
    }
  }
  if (group.length > 0) yield group;
  if (!previousHash.equals(source.chainHash)) {
    throw new Error(`Segment ${source.header.segment} ends with another chain hash than written.`);
  }
}

async function encodeBlock(
  records: readonly BlockRecord[],
  index: number,
  offsetBytes: number,
): Promise<{ bytes: Buffer; entry: BlockIndexEntry }> {
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined) throw new Error('A block holds a record.');
  const rawBytes = records.reduce((sum, record) => sum + 4 + record.body.length, 0);
  const raw = Buffer.allocUnsafe(rawBytes);
  let offset = 0;
  for (const { body } of records) {
    raw.writeUInt32LE(body.length, offset);
    body.copy(raw, offset + 4);
    offset += 4 + body.length;
  }
  const deflated = await deflateRawAsync(raw, { level: DEFLATE_LEVEL });
  const isDeflated = deflated.length < raw.length;
  const content = Buffer.concat([
    ...records.map((record) => record.chainHash),
    isDeflated ? deflated : raw,
  ]);
  const header = encodeBlockHeader({
    index,
    firstSequence: first.sequence,
    count: records.length,
    rawBytes,
    compressedBytes: content.length - records.length * HASH_BYTES,
    contentCrc: crc32(content),
    firstReceivedAtMs: first.receivedAtMs,
    lastReceivedAtMs: last.receivedAtMs,
    isDeflated,
  });
  const entry: BlockIndexEntry = {
    offsetBytes,
    firstSequence: first.sequence,
    count: records.length,
    headerCrc: blockHeaderCrc(header),
    firstReceivedAtMs: first.receivedAtMs,
    lastReceivedAtMs: last.receivedAtMs,
    lastChainHash: Buffer.from(last.chainHash),
  };
  return { bytes: Buffer.concat([header, content], BLOCK_HEADER_BYTES + content.length), entry };
}
