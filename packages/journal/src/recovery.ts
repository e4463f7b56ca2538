import type { KeyObject } from 'node:crypto';
import path from 'node:path';

import { checkSyncedOffset, chooseCandidates } from './choose-candidates.ts';
import { copyFileSynced } from './copy-file.ts';
import { errorCode, JournalDamagedError } from './errors.ts';
import type { JournalFileSystem } from './file-system.ts';
import { HASH_BYTES } from './record-format.ts';
import { sealSegment } from './sealed-writer.ts';
import {
  GENESIS_HASH,
  openSegmentName,
  SEGMENT_HEADER_BYTES,
  sealedSegmentName,
} from './segment-header.ts';
import {
  type CopySurvey,
  type SegmentCandidate,
  type SegmentSurvey,
  surveyDirectory,
  surveySegment,
  surveySyncedOffset,
} from './survey.ts';
import type { SyncedOffset } from './synced-offset.ts';
import type { JournalNotice } from './types.ts';

/** What recovery needs. */
export interface RecoveryContext {
  readonly fileSystem: JournalFileSystem;
  /** Primary, then the mirror if there is one. */
  readonly directories: readonly string[];
  readonly gatewayNumber: number;
  readonly signingKey: KeyObject;
  readonly publicKeys: readonly KeyObject[];
  readonly nowMs: number;
  /** Check every block of every segment, not only the footers of the newest. */
  readonly isDeepCheck: boolean;
  /** Newest segments whose footers and links are checked; verification does the rest. */
  readonly segmentsCheckedMax: number;
  /** First segment that must be there. */
  readonly fromSegment: number;
  readonly onNotice: (notice: JournalNotice) => void;
}

/** The journal after recovery: sealed segments only, equal in all copies, all synced. */
export interface RecoveredJournal {
  /** Numbers of the sealed segments, rising by one. */
  readonly sealedSegments: readonly number[];
  readonly lastSequence: number;
  readonly lastReceivedAtMs: number;
  readonly chainHash: Buffer;
  readonly merkleRoot: Buffer;
  readonly syncedCounter: number;
  /** Old segments that one copy lacks: to be copied while the journal is open. */
  readonly missing: readonly MissingCopy[];
}

/** A sealed segment that `to` lacks and `from` has. */
export interface MissingCopy {
  readonly segment: number;
  readonly from: string;
  readonly to: string;
}

interface End {
  lastSequence: number;
  chainHash: Buffer;
  merkleRoot: Buffer;
  lastReceivedAtMs: number;
}

/**
 * Brings the copies of a journal into one clean state, whatever crash they went through; only old
 * segments that one copy lacks are left to be restored later.
 *
 * Only what no evidence says was synced is cut. Changes nothing before it has looked at everything
 * and found it sound; may be interrupted and run again at any point.
 */
export async function recoverJournal(context: RecoveryContext): Promise<RecoveredJournal> {
  const { fileSystem, directories } = context;
  const copies: CopySurvey[] = [];
  for (const directory of directories) copies.push(await surveyDirectory(fileSystem, directory));
  const synced = await surveySyncedOffset(fileSystem, copies);
  if (synced !== undefined && synced.gateway !== context.gatewayNumber) {
    throw new Error(
      `${directories[0]} is the journal of gateway ${synced.gateway}, not ${context.gatewayNumber}.`,
    );
  }
  const numbers = segmentNumbers(context, copies);
  const unchecked = uncheckedNumbers(context, copies, numbers);
  const checked = numbers.slice(unchecked.length);
  const checks = { publicKeys: context.publicKeys, isDeep: context.isDeepCheck };
  const surveys: SegmentSurvey[] = [];
  for (const segment of checked) {
    surveys.push(await surveySegment(fileSystem, copies, segment, checks));
  }
  const chosen = chooseCandidates(context, surveys, synced);
  checkSyncedOffset(context, chosen, synced);

  const missing = unchecked.flatMap((segment) => missingCopies(context, copies, segment));
  const settled = await settleSegments(context, copies, { unchecked, surveys, chosen, synced });
  return { ...settled, missing };
}

/**
 * The old segments that are not looked into: none in a deep check, and never one that is still open
 * or the one before it.
 */
function uncheckedNumbers(
  context: RecoveryContext,
  copies: readonly CopySurvey[],
  numbers: readonly number[],
): number[] {
  const last = numbers.at(-1);
  if (last === undefined || context.isDeepCheck) return [];
  let firstChecked = last - context.segmentsCheckedMax + 1;
  for (const copy of copies) {
    for (const segment of copy.open) firstChecked = Math.min(firstChecked, segment - 1);
  }
  return numbers.filter((segment) => segment < firstChecked);
}

/** All numbers from the first that must be there (or is) to the last, gaps included. */
function segmentNumbers(context: RecoveryContext, copies: readonly CopySurvey[]): number[] {
  const present = copies.flatMap((copy) => [...copy.sealed, ...copy.open]);
  if (present.length === 0) return [];
  let first = context.fromSegment;
  let last = 0;
  for (const segment of present) {
    first = Math.min(first, segment);
    last = Math.max(last, segment);
  }
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Copies of an old segment that have to be restored; it must be somewhere. */
function missingCopies(
  context: RecoveryContext,
  copies: readonly CopySurvey[],
  segment: number,
): MissingCopy[] {
  const holder = copies.find((copy) => copy.sealed.has(segment));
  if (holder === undefined) {
    throw new JournalDamagedError(
      { directory: context.directories[0] ?? '', segment, block: null, record: null },
      'the segment is missing.',
    );
  }
  return copies
    .filter((copy) => !copy.sealed.has(segment))
    .map((copy) => ({ segment, from: holder.directory, to: copy.directory }));
}

async function restore(
  context: RecoveryContext,
  from: string,
  to: string,
  segment: number,
  reason = 'missing',
): Promise<void> {
  const name = sealedSegmentName(segment);
  await copyFileSynced(context.fileSystem, { directory: from, name }, to);
  if (from !== to) context.onNotice({ kind: 'restored', segment, from, to, reason });
}

/** Makes every chosen segment a sealed one in every copy and removes the open files. */
async function settleSegments(
  context: RecoveryContext,
  copies: readonly CopySurvey[],
  found: {
    readonly unchecked: readonly number[];
    readonly surveys: readonly SegmentSurvey[];
    readonly chosen: readonly SegmentCandidate[];
    readonly synced: SyncedOffset | undefined;
  },
): Promise<Omit<RecoveredJournal, 'missing'>> {
  const end: End = {
    lastSequence: 0,
    chainHash: GENESIS_HASH,
    merkleRoot: Buffer.alloc(HASH_BYTES),
    lastReceivedAtMs: 0,
  };
  const sealedSegments = [...found.unchecked];
  for (const [index, survey] of found.surveys.entries()) {
    const candidate = found.chosen[index];
    if (candidate?.kind === 'open') {
      const isKept = await settleOpen(context, candidate.scan, end);
      if (isKept) sealedSegments.push(survey.segment);
    } else if (candidate !== undefined) {
      await settleSealed(context, copies, survey, candidate);
      const { footer } = candidate.sealed;
      end.lastSequence = footer.lastSequence;
      end.chainHash = footer.endChainHash;
      end.merkleRoot = footer.merkleRoot;
      end.lastReceivedAtMs = footer.lastReceivedAtMs;
      sealedSegments.push(survey.segment);
    }
    await removeOpen(context, copies, survey.segment);
  }
  return { ...end, sealedSegments, syncedCounter: found.synced?.counter ?? 0 };
}

/** Seals the valid prefix into all copies; an empty one is dropped and its number used again. */
async function settleOpen(
  context: RecoveryContext,
  scan: Extract<SegmentCandidate, { kind: 'open' }>['scan'],
  end: End,
): Promise<boolean> {
  const { segment } = scan.header;
  if (scan.endBytes === SEGMENT_HEADER_BYTES) {
    // An empty first segment of a journal whose older ones were archived still carries the chain.
    end.lastSequence = scan.header.firstSequence - 1;
    end.chainHash = scan.header.previousChainHash;
    return false;
  }
  const { footer } = await sealSegment(scan, {
    fileSystem: context.fileSystem,
    signingKey: context.signingKey,
    previousMerkleRoot: end.merkleRoot,
    sealedAtMs: context.nowMs,
    isRecovered: true,
    directories: context.directories,
  });
  end.lastSequence = footer.lastSequence;
  end.chainHash = footer.endChainHash;
  end.merkleRoot = footer.merkleRoot;
  end.lastReceivedAtMs = footer.lastReceivedAtMs;
  context.onNotice({ kind: 'recovered', segment, records: footer.recordCount });
  const cutBytes = scan.sizeBytes - scan.endBytes;
  if (cutBytes > 0) context.onNotice({ kind: 'tail-cut', segment, bytes: cutBytes });
  return true;
}

/**
 * Copies a sealed segment to where it is missing or bad. Where its open file is still there, the
 * process died between rename and removal, maybe by a failed sync: then every copy is rewritten.
 */
async function settleSealed(
  context: RecoveryContext,
  copies: readonly CopySurvey[],
  survey: SegmentSurvey,
  best: Extract<SegmentCandidate, { kind: 'sealed' }>,
): Promise<void> {
  const isUnsettled = copies.some((copy) => copy.open.has(survey.segment));
  for (const copy of copies) {
    const isGood = survey.candidates.some(
      (candidate) =>
        candidate.kind === 'sealed' &&
        candidate.directory === copy.directory &&
        candidate.sealed.readFooter.signature.equals(best.sealed.readFooter.signature),
    );
    if (isGood && !isUnsettled) continue;
    const fault = survey.faults.find(({ directory }) => directory === copy.directory);
    await restore(context, best.directory, copy.directory, survey.segment, fault?.reason);
  }
}

async function removeOpen(
  context: RecoveryContext,
  copies: readonly CopySurvey[],
  segment: number,
): Promise<void> {
  for (const { directory, open } of copies) {
    if (!open.has(segment)) continue;
    try {
      await context.fileSystem.unlink(path.join(directory, openSegmentName(segment)));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
    await context.fileSystem.syncDirectory(directory);
  }
}
