import type { KeyObject } from 'node:crypto';
import path from 'node:path';

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
  endOf,
  headerOf,
  type SegmentCandidate,
  type SegmentSurvey,
  surveyDirectory,
  surveySegment,
  surveySyncedOffset,
} from './survey.ts';
import type { SyncedOffset } from './synced-offset.ts';
import type { JournalNotice } from './types.ts';

/** Newest segments whose footers and links are checked at every open; the rest by verification. */
const SEGMENTS_CHECKED_MAX = 64;

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
}

interface End {
  lastSequence: number;
  chainHash: Buffer;
  merkleRoot: Buffer;
  lastReceivedAtMs: number;
}

/**
 * Brings the copies of a journal into one clean state, whatever crash they went through.
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
  const numbers = segmentNumbers(copies);
  const uncheckedCount = context.isDeepCheck ? 0 : numbers.length - SEGMENTS_CHECKED_MAX;
  const unchecked = numbers.slice(0, Math.max(0, uncheckedCount));
  const checked = numbers.slice(unchecked.length);
  const checks = { publicKeys: context.publicKeys, isDeep: context.isDeepCheck };
  const surveys: SegmentSurvey[] = [];
  for (const segment of checked) {
    surveys.push(await surveySegment(fileSystem, copies, segment, checks));
  }
  const chosen = chooseCandidates(context, surveys, synced);
  checkSyncedOffset(context, chosen, synced);

  for (const segment of unchecked) {
    await restoreMissing(context, copies, segment);
  }
  return await settleSegments(context, copies, { unchecked, surveys, chosen, synced });
}

/** All numbers from the lowest to the highest segment of any copy, gaps included. */
function segmentNumbers(copies: readonly CopySurvey[]): number[] {
  const present = copies.flatMap((copy) => [...copy.sealed, ...copy.open]);
  if (present.length === 0) return [];
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const segment of present) {
    first = Math.min(first, segment);
    last = Math.max(last, segment);
  }
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Picks for each segment the copy that continues the chain and goes furthest. */
function chooseCandidates(
  context: RecoveryContext,
  surveys: readonly SegmentSurvey[],
  synced: SyncedOffset | undefined,
): SegmentCandidate[] {
  const chosen: SegmentCandidate[] = [];
  surveys.forEach((survey, index) => {
    const before = chosen.at(-1);
    const after = surveys[index + 1];
    const candidates = survey.candidates.filter(
      (candidate) => continues(candidate, before) && isContinuedBy(candidate, after),
    );
    const best = furthest(candidates);
    if (best !== undefined) {
      checkOwner(context, best);
      refuseTwoHistories(context, survey, candidates);
      refuseProvenDamage(context, survey, best);
      chosen.push(best);
      return;
    }
    // The newest segment may have died while it was made: nothing was acknowledged in it.
    const isUnborn =
      after === undefined &&
      survey.candidates.length === 0 &&
      survey.faults.length > 0 &&
      context.directories.length > 0 &&
      (synced?.segment ?? 0) < survey.segment;
    if (!isUnborn) throw missingOrDamaged(context, survey, before);
  });
  return chosen;
}

function continues(candidate: SegmentCandidate, before: SegmentCandidate | undefined): boolean {
  const header = headerOf(candidate);
  if (before === undefined) {
    return header.segment !== 1 || header.previousChainHash.equals(GENESIS_HASH);
  }
  const end = endOf(before);
  return (
    header.firstSequence === end.lastSequence + 1 && header.previousChainHash.equals(end.chainHash)
  );
}

/** A next segment was made only after this one was synced to its end, so it must fit to it. */
function isContinuedBy(candidate: SegmentCandidate, after: SegmentSurvey | undefined): boolean {
  if (after === undefined || after.candidates.length === 0) return true;
  const end = endOf(candidate).chainHash;
  return after.candidates.some((next) => headerOf(next).previousChainHash.equals(end));
}

function furthest(candidates: readonly SegmentCandidate[]): SegmentCandidate | undefined {
  let best: SegmentCandidate | undefined;
  for (const candidate of candidates) {
    const isFurther =
      best === undefined || endOf(candidate).lastSequence > endOf(best).lastSequence;
    const isSealedTie =
      best?.kind === 'open' &&
      candidate.kind === 'sealed' &&
      endOf(candidate).lastSequence === endOf(best).lastSequence;
    if (isFurther || isSealedTie) best = candidate;
  }
  return best;
}

function checkOwner(context: RecoveryContext, candidate: SegmentCandidate): void {
  const { gateway, segment } = headerOf(candidate);
  if (gateway === context.gatewayNumber) return;
  throw new Error(
    `Segment ${segment} in ${candidate.directory} is of gateway ${gateway}, ` +
      `not ${context.gatewayNumber}.`,
  );
}

/** Two sealed copies that both fit but differ: no rule can tell which one was acknowledged. */
function refuseTwoHistories(
  context: RecoveryContext,
  survey: SegmentSurvey,
  candidates: readonly SegmentCandidate[],
): void {
  const ends = candidates
    .filter((candidate) => candidate.kind === 'sealed')
    .map((candidate) => endOf(candidate).chainHash.toString('hex'));
  if (new Set(ends).size <= 1) return;
  throw new JournalDamagedError(
    { directory: context.directories[0] ?? '', segment: survey.segment, block: null, record: null },
    'primary and mirror hold different histories of this segment.',
  );
}

function refuseProvenDamage(
  context: RecoveryContext,
  survey: SegmentSurvey,
  best: SegmentCandidate,
): void {
  if (best.kind === 'sealed') return;
  const isProven = survey.candidates.some(
    (candidate) =>
      candidate.kind === 'open' &&
      (candidate.scan.damage?.provenSyncedBytes ?? 0) > best.scan.endBytes,
  );
  if (!isProven) return;
  throw new JournalDamagedError(
    {
      directory: context.directories[0] ?? '',
      segment: survey.segment,
      block: null,
      record: best.scan.lastSequence + 1,
    },
    `${best.scan.damage?.reason ?? 'records are missing'}, and later records prove it was synced.`,
  );
}

function missingOrDamaged(
  context: RecoveryContext,
  survey: SegmentSurvey,
  before: SegmentCandidate | undefined,
): JournalDamagedError {
  const longest = furthest(survey.candidates.filter((candidate) => continues(candidate, before)));
  const expected = before === undefined ? null : endOf(before).lastSequence + 1;
  let reason = 'the segment is missing.';
  if (survey.faults.length > 0) {
    reason = survey.faults.map((fault) => `${fault.directory}: ${fault.reason}`).join('; ');
  } else if (longest !== undefined) {
    const damage = longest.kind === 'open' ? longest.scan.damage?.reason : undefined;
    reason = `${damage ?? 'its end is missing'}; the next segment proves it was synced.`;
  } else if (survey.candidates.length > 0) {
    reason = 'the segment does not continue the chain of the one before.';
  }
  return new JournalDamagedError(
    {
      directory: context.directories[0] ?? '',
      segment: survey.segment,
      block: null,
      record: longest === undefined ? expected : endOf(longest).lastSequence + 1,
    },
    reason,
  );
}

/** Everything up to the persisted synced offset must be there, and be the same. */
function checkSyncedOffset(
  context: RecoveryContext,
  chosen: readonly SegmentCandidate[],
  synced: SyncedOffset | undefined,
): void {
  if (synced === undefined) return;
  const last = chosen.at(-1);
  const end = last === undefined ? { lastSequence: 0, chainHash: GENESIS_HASH } : endOf(last);
  const isBehind = end.lastSequence < synced.sequence;
  const isOther = end.lastSequence === synced.sequence && !end.chainHash.equals(synced.chainHash);
  if (!isBehind && !isOther) return;
  const damage = last?.kind === 'open' ? last.scan.damage?.reason : undefined;
  throw new JournalDamagedError(
    {
      directory: context.directories[0] ?? '',
      segment: isBehind
        ? Math.min(synced.segment, (last && headerOf(last).segment) ?? 1)
        : synced.segment,
      block: null,
      record: isBehind ? end.lastSequence + 1 : end.lastSequence,
    },
    isBehind
      ? `${damage ?? 'records are missing'}, but records up to ${synced.sequence} were synced.`
      : 'the record is not the one that was synced.',
  );
}

/** Gives a copy that lacks an old segment the other one's file. */
async function restoreMissing(
  context: RecoveryContext,
  copies: readonly CopySurvey[],
  segment: number,
): Promise<void> {
  const holder = copies.find((copy) => copy.sealed.has(segment));
  if (holder === undefined) {
    throw new JournalDamagedError(
      { directory: context.directories[0] ?? '', segment, block: null, record: null },
      'the segment is missing.',
    );
  }
  for (const copy of copies) {
    if (!copy.sealed.has(segment))
      await restore(context, holder.directory, copy.directory, segment);
  }
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
): Promise<RecoveredJournal> {
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
