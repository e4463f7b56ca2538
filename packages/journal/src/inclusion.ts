import { type KeyObject, verify } from 'node:crypto';
import type { JournalFile, JournalFileSystem } from './file-system.ts';
import { keyFingerprint } from './keys.ts';
import { merklePath, rootFromPath } from './merkle.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { ChainHasher, HASH_BYTES, isBodyWellFormed, readBody } from './record-format.ts';
import { lastIndexWhere } from './region-index.ts';
import { SIGNED_MESSAGE_LAYOUT, signedMessage } from './sealed-format.ts';
import {
  readSealedBlock,
  readSealedSegment,
  type SealedSegment,
  withSealedFile,
} from './sealed-reader.ts';
import { parseSegmentName, SEGMENT_HEADER_BYTES } from './segment-header.ts';
import type { JournalRecord } from './types.ts';

/**
 * Proof that a record is in a sealed, signed segment. Plain JSON: to be checked anywhere with the
 * public key alone. Bytes are base64, hashes hexadecimal.
 */
export interface InclusionProof {
  readonly version: 1;
  readonly gateway: number;
  readonly segment: number;
  readonly sequence: number;
  /** The record as it stands in the journal. */
  readonly body: string;
  /** Chain hash of the record before. */
  readonly previousChainHash: string;
  /** Place of the record among the leaves of the segment, from 0. */
  readonly index: number;
  /** Hashes beside the way to the root, from the leaf up. */
  readonly path: readonly string[];
  /** What the gateway signed when it sealed the segment. */
  readonly signedMessage: string;
  readonly signature: string;
  readonly keyFingerprint: string;
}

/** Answer of `verifyInclusion`: the record that is proven, or why the proof does not hold. */
export type InclusionResult =
  | { readonly isProven: true; readonly record: JournalRecord }
  | { readonly isProven: false; readonly reason: string };

/** Which record to prove. */
export interface ProveInclusionOptions {
  readonly directory: string;
  readonly sequence: number;
  readonly fileSystem?: JournalFileSystem;
}

/** Makes the proof for a record; undefined while its segment is not sealed, or when there is none. */
export async function proveInclusion(
  options: ProveInclusionOptions,
): Promise<InclusionProof | undefined> {
  const { directory, sequence, fileSystem = nodeFileSystem } = options;
  const segment = await sealedSegmentHolding(fileSystem, directory, sequence);
  if (segment === undefined) return undefined;
  return await withSealedFile(fileSystem, { directory, segment }, async (file) => {
    const sealed = await readSealedSegment(file, segment);
    const { firstSequence } = sealed.footer;
    const index = sequence - firstSequence;
    const { leaves, body } = await leavesOf(file, sealed, sequence);
    const previous = index === 0 ? sealed.header.previousChainHash : leaves[index - 1];
    if (body === undefined || previous === undefined) return undefined;
    return {
      version: 1,
      gateway: sealed.header.gateway,
      segment,
      sequence,
      body: body.toString('base64'),
      previousChainHash: previous.toString('hex'),
      index,
      path: merklePath(leaves, index).map((each) => each.toString('hex')),
      signedMessage: signedMessage(sealed.headerBytes, sealed.readFooter.signedBytes).toString(
        'base64',
      ),
      signature: sealed.readFooter.signature.toString('base64'),
      keyFingerprint: sealed.footer.keyFingerprint.toString('hex'),
    };
  });
}

/** Checks a proof with the public keys alone, without the journal. */
export function verifyInclusion(
  proof: InclusionProof,
  publicKeys: readonly KeyObject[],
): InclusionResult {
  const refuse = (reason: string): InclusionResult => ({ isProven: false, reason });
  const key = publicKeys.find(
    (each) => keyFingerprint(each).toString('hex') === proof.keyFingerprint,
  );
  if (key === undefined) return refuse('the proof is signed by an unknown key');
  const message = Buffer.from(proof.signedMessage, 'base64');
  const layout = SIGNED_MESSAGE_LAYOUT;
  const isOurs =
    message.length === layout.length &&
    message.subarray(0, layout.domain.length).equals(layout.domain);
  if (!isOurs) return refuse('what is signed is no segment');
  if (!verify(null, message, key, Buffer.from(proof.signature, 'base64'))) {
    return refuse('the signature is wrong');
  }
  // The header's own checks are not needed: the signature covers it.
  const header = message.subarray(layout.header, layout.header + SEGMENT_HEADER_BYTES);
  const footer = message.subarray(layout.footer);
  const body = Buffer.from(proof.body, 'base64');
  if (!isBodyWellFormed(body)) return refuse('the record is not well-formed');
  const leaf = new ChainHasher().hash(Buffer.from(proof.previousChainHash, 'hex'), body);
  const root = rootFromPath(
    leaf,
    { index: proof.index, count: footer.readUInt32LE(layout.recordCount) },
    proof.path.map((each) => Buffer.from(each, 'hex')),
  );
  const signedRoot = footer.subarray(layout.merkleRoot, layout.merkleRoot + HASH_BYTES);
  if (root?.equals(signedRoot) !== true) return refuse('the path does not lead to the signed root');
  const place = { gateway: header.readUInt32LE(12), segment: Number(header.readBigUInt64LE(16)) };
  const record = readBody(body, place);
  const isNamed =
    record.sequence === proof.sequence &&
    record.gateway === proof.gateway &&
    record.segment === proof.segment;
  return isNamed
    ? { isProven: true, record }
    : refuse('the proof is of another record than it says');
}

/** All chain hashes of a segment and the body of one record. */
async function leavesOf(
  file: JournalFile,
  sealed: SealedSegment,
  sequence: number,
): Promise<{ leaves: Buffer[]; body: Buffer | undefined }> {
  const leaves: Buffer[] = [];
  let body: Buffer | undefined;
  for (let index = 0; index < sealed.footer.blocks.length; index += 1) {
    const block = await readSealedBlock(file, sealed, index);
    leaves.push(...block.chainHashes);
    body ??= block.bodies[sequence - block.firstSequence];
  }
  return { leaves, body };
}

/** Number of the sealed segment that holds a record. */
async function sealedSegmentHolding(
  fileSystem: JournalFileSystem,
  directory: string,
  sequence: number,
): Promise<number | undefined> {
  const numbers = (await fileSystem.readDirectory(directory))
    .flatMap((name) => {
      const parsed = parseSegmentName(name);
      return parsed?.kind === 'sealed' ? [parsed.segment] : [];
    })
    .sort((one, other) => one - other);
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const segment = numbers[middle] ?? 0;
    const { footer } = await withSealedFile(fileSystem, { directory, segment }, (file) =>
      readSealedSegment(file, segment),
    );
    if (footer.lastSequence < sequence) low = middle + 1;
    else if (footer.firstSequence > sequence) high = middle;
    else return segment;
  }
  return undefined;
}

/**
 * Chain hash of a sealed record, hexadecimal; undefined when it is in no sealed segment. To compare
 * with an end of the chain that was kept elsewhere.
 */
export async function chainHashOf(options: ProveInclusionOptions): Promise<string | undefined> {
  const { directory, sequence, fileSystem = nodeFileSystem } = options;
  const segment = await sealedSegmentHolding(fileSystem, directory, sequence);
  if (segment === undefined) return undefined;
  return await withSealedFile(fileSystem, { directory, segment }, async (file) => {
    const sealed = await readSealedSegment(file, segment);
    const { blocks } = sealed.footer;
    const index = lastIndexWhere(blocks, (block) => block.firstSequence <= sequence);
    const block = await readSealedBlock(file, sealed, index);
    return block.chainHashes[sequence - block.firstSequence]?.toString('hex');
  });
}
