import type { KeyObject } from 'node:crypto';
import path from 'node:path';

import { errorCode } from './errors.ts';
import type { JournalFileSystem } from './file-system.ts';
import { chainHashOf } from './inclusion.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { scanOpenSegment } from './open-segment-scan.ts';
import { withSealedFile } from './sealed-reader.ts';
import {
  GENESIS_HASH,
  openSegmentName,
  parseSegmentName,
  type SegmentHeader,
  sealedSegmentName,
} from './segment-header.ts';
import { readSyncedOffset, SYNCED_OFFSET_NAME, type SyncedOffset } from './synced-offset.ts';
import type { JournalHead, VerificationFinding, VerificationReport } from './types.ts';
import {
  type ChainEnd,
  fault,
  type SegmentFault,
  type VerifiedSegment,
  verifySealed,
} from './verify-sealed.ts';

/** How a verification is made. */
export interface VerifyJournalOptions {
  /** Directory of the journal, of its mirror, or of a copy of one. */
  readonly directory: string;
  /** Public keys that may have signed segments; the newest and all earlier ones. */
  readonly publicKeys: readonly KeyObject[];
  readonly fileSystem?: JournalFileSystem;
  /** First segment that must be there; 1, or a later one where older ones were archived. */
  readonly fromSegment?: number;
  /**
   * Look at sealed segments only, and not at the synced offset: for a copy that was made while the
   * gateway went on writing.
   */
  readonly isSealedOnly?: boolean;
  /** An end of the chain that was kept elsewhere: the journal must still contain it. */
  readonly expectedHead?: JournalHead;
  /** More of them; those of other gateways and those from before `fromSegment` are left out. */
  readonly expectedHeads?: readonly (JournalHead & { readonly gateway?: number })[];
  /** Told after each segment. */
  readonly onProgress?: (progress: VerificationProgress) => void;
}

/** How far a verification is. */
export interface VerificationProgress {
  readonly segment: number;
  readonly segmentsDone: number;
  readonly segmentsTotal: number;
  readonly findings: number;
}

interface State {
  readonly options: VerifyJournalOptions;
  readonly fileSystem: JournalFileSystem;
  readonly synced: SyncedOffset | undefined;
  readonly findings: VerificationFinding[];
  gateway: number | null;
  before: ChainEnd | undefined;
  segments: number;
  records: number;
  firstSequence: number | null;
  /** Chain hashes of expected heads that stand in an open segment. */
  readonly openHashes: Map<number, string>;
  headsConfirmed: number;
}

/**
 * Checks every byte of a journal against the chain, the signed roots and the synced offset, and
 * names the first altered place of each segment. Reads only, so it may run beside the gateway: of
 * the segment that is being written it looks at what is synced.
 */
export async function verifyJournal(options: VerifyJournalOptions): Promise<VerificationReport> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  // Before the directory is listed: so that everything it speaks of is in the list.
  const isSealedOnly = options.isSealedOnly === true;
  const read = isSealedOnly ? undefined : await readSyncedOffset(fileSystem, options.directory);
  const state: State = {
    options,
    fileSystem,
    synced: typeof read === 'string' ? undefined : read,
    findings: [],
    gateway: typeof read === 'object' ? read.gateway : null,
    before: undefined,
    segments: 0,
    records: 0,
    firstSequence: null,
    openHashes: new Map(expectedHeadsOf(options).map(({ sequence }) => [sequence, ''])),
    headsConfirmed: 0,
  };
  const numbers = await listSegments(state);
  if (typeof read === 'string') addSyncedFinding(state, read);
  if (read === undefined && numbers.length > 0 && !isSealedOnly)
    addSyncedFinding(state, 'the file is missing');

  if (read === undefined && numbers.length === 0) {
    // Else a wrong or emptied directory would pass for an intact journal.
    const message = 'there is no journal in this directory';
    state.findings.push({
      ...fault('file', null, message),
      file: options.directory,
      segment: null,
    });
  }

  const last = numbers.at(-1) ?? 0;
  for (const [index, segment] of numbers.entries()) {
    await verifySegment(state, segment, segment === last);
    const { length } = state.findings;
    options.onProgress?.({
      segment,
      segmentsDone: index + 1,
      segmentsTotal: numbers.length,
      findings: length,
    });
  }
  checkEnd(state);
  for (const head of expectedHeadsOf(options)) await checkExpectedHead(state, head);
  return {
    ok: state.findings.length === 0,
    gateway: state.gateway,
    segments: state.segments,
    records: state.records,
    firstSequence: state.firstSequence,
    lastSequence: state.before?.sequence ?? null,
    chainHash: state.before?.chainHash.toString('hex') ?? null,
    headsConfirmed: state.headsConfirmed,
    findings: state.findings,
  };
}

/** All numbers from the first that must be there to the last that is. */
async function listSegments(state: State): Promise<number[]> {
  const names = await state.fileSystem.readDirectory(state.options.directory);
  const present = new Set<number>();
  for (const name of names.sort()) {
    const parsed = parseSegmentName(name);
    const isSkipped = state.options.isSealedOnly === true && parsed?.kind === 'open';
    if (parsed !== undefined && !isSkipped) present.add(parsed.segment);
    else if (parsed === undefined && name.startsWith('segment-') && !name.endsWith('.tmp')) {
      state.findings.push({
        ...fault('file', null, 'the name is none that a segment can have'),
        file: name,
        segment: null,
      });
    }
  }
  if (present.size === 0) return [];
  let last = 0;
  for (const segment of present) last = Math.max(last, segment);
  const first = state.options.fromSegment ?? 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function addSyncedFinding(state: State, reason: string): void {
  state.findings.push({
    ...fault('synced-offset', 0, `${reason}: the end of the journal cannot be checked`),
    file: SYNCED_OFFSET_NAME,
    segment: null,
  });
}

async function verifySegment(state: State, segment: number, isLast: boolean): Promise<void> {
  const sealed = await verifyIfThere(() => verifySealedSegment(state, segment));
  const verified = sealed ?? (await verifyIfThere(() => verifyOpen(state, segment, isLast)));
  // Sealed between the two looks.
  const again = verified ?? (await verifyIfThere(() => verifySealedSegment(state, segment)));
  if (again === undefined) {
    addFinding(state, sealedSegmentName(segment), segment, {
      ...fault('file', null, 'the segment is missing'),
      record: state.before === undefined ? null : state.before.sequence + 1,
    });
    state.before = undefined;
    return;
  }
  const name = sealed !== undefined || verified === undefined ? sealedSegmentName : openSegmentName;
  const linkFault =
    again.header === undefined ? undefined : linkFaultOf(state, segment, again.header);
  for (const each of linkFault === undefined ? again.faults : [linkFault, ...again.faults]) {
    addFinding(state, name(segment), segment, each);
  }
  state.segments += 1;
  state.records += again.records;
  state.firstSequence ??= again.header?.firstSequence ?? null;
  state.gateway ??= again.header?.gateway ?? null;
  state.before = again.end;
}

async function verifyIfThere(
  verify: () => Promise<VerifiedSegment>,
): Promise<VerifiedSegment | undefined> {
  try {
    return await verify();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function verifySealedSegment(state: State, segment: number): Promise<VerifiedSegment> {
  const { directory, publicKeys } = state.options;
  return withSealedFile(state.fileSystem, { directory, segment }, (file) =>
    verifySealed(file, state.before, publicKeys),
  );
}

/**
 * An open segment: all of it when a later one is there (which was made after this one was synced),
 * else up to the synced offset, for the rest may be in the middle of being written.
 */
async function verifyOpen(
  state: State,
  segment: number,
  isLast: boolean,
): Promise<VerifiedSegment> {
  const { synced } = state;
  const isWritten = isLast && synced?.isClosed !== true;
  const isNoted = synced?.segment === segment;
  const limitBytes = isWritten && isNoted ? synced.offsetBytes : undefined;
  const place = { directory: state.options.directory, segment };
  const { openHashes, fileSystem } = state;
  const scan = await scanOpenSegment(fileSystem, place, limitBytes, (sequence, chainHash) => {
    if (openHashes.has(sequence)) openHashes.set(sequence, chainHash.toString('hex'));
  });
  const isTolerant = isWritten && !isNoted;
  if (typeof scan === 'string') {
    const faults = isTolerant ? [] : [{ ...fault('header', 0, scan), record: nextOf(state) }];
    return { header: undefined, end: isTolerant ? state.before : undefined, records: 0, faults };
  }
  const faults: SegmentFault[] = [];
  if (scan.damage !== undefined && !isTolerant) {
    const { offsetBytes, record, reason } = scan.damage;
    faults.push({ ...fault('record', offsetBytes, reason), record });
  } else if (limitBytes !== undefined && scan.endBytes < limitBytes) {
    const message = 'the file is shorter than what was synced';
    faults.push({ ...fault('file', scan.endBytes, message), record: scan.lastSequence + 1 });
  }
  const end = { sequence: scan.lastSequence, chainHash: scan.chainHash, merkleRoot: undefined };
  const records = scan.lastSequence - scan.header.firstSequence + 1;
  return { header: scan.header, end, records, faults };
}

function nextOf(state: State): number | null {
  return state.before === undefined ? null : state.before.sequence + 1;
}

/** Whether the segment stands in its place and continues the one before. */
function linkFaultOf(
  state: State,
  segment: number,
  header: SegmentHeader,
): SegmentFault | undefined {
  if (header.segment !== segment) {
    const message = `the file holds segment ${header.segment}: renamed, re-ordered or copied`;
    return { ...fault('header', 16, message), record: nextOf(state) };
  }
  if (state.gateway !== null && header.gateway !== state.gateway) {
    const message = `the segment is of gateway ${header.gateway}, not ${state.gateway}`;
    return { ...fault('header', 12, message), record: nextOf(state) };
  }
  const genesis = { sequence: 0, chainHash: GENESIS_HASH };
  const before = state.before ?? (segment === 1 ? genesis : undefined);
  if (before === undefined) return undefined;
  if (header.firstSequence !== before.sequence + 1) {
    const message = `the segment starts at record ${header.firstSequence}, not ${before.sequence + 1}`;
    return { ...fault('chain', 24, message), record: before.sequence + 1 };
  }
  if (header.previousChainHash.equals(before.chainHash)) return undefined;
  const message = 'the segment does not continue the chain of the segment before it';
  return { ...fault('chain', 32, message), record: before.sequence + 1 };
}

/** The journal must reach as far as its synced offset, and an end kept elsewhere must be in it. */
function checkEnd(state: State): void {
  const { before, synced } = state;
  if (synced === undefined || (before === undefined && state.findings.length > 0)) return;
  const end = before ?? { sequence: 0, chainHash: GENESIS_HASH };
  const isShort = end.sequence < synced.sequence;
  const isOther = end.sequence === synced.sequence && !end.chainHash.equals(synced.chainHash);
  if (!isShort && !isOther) return;
  const message = isShort
    ? `the journal ends at record ${end.sequence}, but records up to ${synced.sequence} were synced`
    : 'the last record is not the one that was synced';
  addFinding(state, path.basename(SYNCED_OFFSET_NAME), synced.segment, {
    ...fault('synced-offset', null, message),
    record: isShort ? end.sequence + 1 : end.sequence,
  });
}

/** A head that was kept elsewhere shows a journal that was cut or re-written as a whole. */
async function checkExpectedHead(state: State, expected: ExpectedHead): Promise<void> {
  const { directory, fromSegment = 1 } = state.options;
  const isArchived = fromSegment > 1 && expected.sequence < (state.firstSequence ?? 1);
  const isForeign = expected.gateway !== undefined && expected.gateway !== state.gateway;
  if (expected.sequence === 0 || isArchived || isForeign) return;
  const chainHash = await chainHashAt(state, expected.sequence);
  if (chainHash === expected.chainHash) {
    state.headsConfirmed += 1;
    return;
  }
  const message =
    chainHash === undefined
      ? 'the record of the given head is not in this journal'
      : 'the record of the given head has another chain hash: the journal was re-written';
  state.findings.push({
    ...fault('chain', null, message),
    file: directory,
    segment: null,
    record: expected.sequence,
  });
}

async function chainHashAt(state: State, sequence: number): Promise<string | undefined> {
  const { before, fileSystem, openHashes, options } = state;
  if (before?.sequence === sequence) return before.chainHash.toString('hex');
  const open = openHashes.get(sequence);
  if (open !== undefined && open !== '') return open;
  const { directory } = options;
  return await chainHashOf({ directory, sequence, fileSystem }).catch(() => undefined);
}

type ExpectedHead = NonNullable<VerifyJournalOptions['expectedHeads']>[number];

function expectedHeadsOf(options: VerifyJournalOptions): ExpectedHead[] {
  const { expectedHead, expectedHeads = [] } = options;
  return expectedHead === undefined ? [...expectedHeads] : [expectedHead, ...expectedHeads];
}

function addFinding(state: State, file: string, segment: number, each: SegmentFault): void {
  state.findings.push({ ...each, file, segment });
}
