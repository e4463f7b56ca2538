import type { KeyObject } from 'node:crypto';
import path from 'node:path';

import { errorCode, JournalDamagedError } from './errors.ts';
import type { JournalFile, JournalFileSystem } from './file-system.ts';
import { type ScannedSegment, scanOpenSegment } from './open-segment-scan.ts';
import {
  readSealedSegment,
  SealedDamage,
  type SealedSegment,
  withSealedFile,
} from './sealed-reader.ts';
import { parseSegmentName } from './segment-header.ts';
import { readSyncedOffset, type SyncedOffset } from './synced-offset.ts';
import { verifySealed } from './verify-sealed.ts';

/** What lies in one directory of a journal. */
export interface CopySurvey {
  readonly directory: string;
  readonly sealed: ReadonlySet<number>;
  readonly open: ReadonlySet<number>;
}

/** What one copy holds of one segment, as far as it is valid. */
export type SegmentCandidate =
  | { readonly kind: 'sealed'; readonly directory: string; readonly sealed: SealedSegment }
  | { readonly kind: 'open'; readonly directory: string; readonly scan: ScannedSegment };

/** The candidates of one segment, and in words what is wrong with the copies that are none. */
export interface SegmentSurvey {
  readonly segment: number;
  readonly candidates: readonly SegmentCandidate[];
  readonly faults: readonly { readonly directory: string; readonly reason: string }[];
}

/** Lists a directory; leftovers of interrupted writes (`.tmp`) are removed. */
export async function surveyDirectory(
  fileSystem: JournalFileSystem,
  directory: string,
): Promise<CopySurvey> {
  const sealed = new Set<number>();
  const open = new Set<number>();
  for (const name of await fileSystem.readDirectory(directory)) {
    const isOurTemporary = /^(segment-|journal\.synced).*\.tmp$/.test(name);
    if (isOurTemporary) await fileSystem.unlink(path.join(directory, name));
    const parsed = parseSegmentName(name);
    if (parsed?.kind === 'sealed') sealed.add(parsed.segment);
    if (parsed?.kind === 'open') open.add(parsed.segment);
  }
  return { directory, sealed, open };
}

/** Examines every copy of one segment: header, footer and signature, or all of an open one. */
export async function surveySegment(
  fileSystem: JournalFileSystem,
  copies: readonly CopySurvey[],
  segment: number,
  checks: { readonly publicKeys: readonly KeyObject[]; readonly isDeep: boolean },
): Promise<SegmentSurvey> {
  const candidates: SegmentCandidate[] = [];
  const faults: { directory: string; reason: string }[] = [];
  for (const { directory, sealed, open } of copies) {
    if (sealed.has(segment)) {
      try {
        const read = await withSealedFile(fileSystem, { directory, segment }, async (file) => {
          if (checks.isDeep) await refuseAnyFault(file, checks.publicKeys);
          return await readSealedSegment(file, segment, checks.publicKeys);
        });
        candidates.push({ kind: 'sealed', directory, sealed: read });
      } catch (error) {
        if (!(error instanceof SealedDamage) && errorCode(error) !== 'EIO') throw error;
        faults.push({ directory, reason: error instanceof Error ? error.message : 'unreadable' });
      }
    }
    if (open.has(segment)) {
      const scan = await scanOpenSegment(fileSystem, { directory, segment });
      if (typeof scan === 'string') faults.push({ directory, reason: scan });
      else candidates.push({ kind: 'open', directory, scan });
    }
  }
  return { segment, candidates, faults };
}

async function refuseAnyFault(file: JournalFile, publicKeys: readonly KeyObject[]): Promise<void> {
  const { faults } = await verifySealed(file, undefined, publicKeys);
  const [first] = faults;
  if (first !== undefined) throw new SealedDamage(first.message, first.block);
}

/** Header of a candidate. */
export function headerOf(candidate: SegmentCandidate) {
  return candidate.kind === 'sealed' ? candidate.sealed.header : candidate.scan.header;
}

/** Last record and chain hash of a candidate. */
export function endOf(candidate: SegmentCandidate): { lastSequence: number; chainHash: Buffer } {
  if (candidate.kind === 'open') return candidate.scan;
  const { lastSequence, endChainHash } = candidate.sealed.footer;
  return { lastSequence, chainHash: endChainHash };
}

/**
 * The newest synced offset of all copies; undefined for a journal that never was. Missing or
 * damaged everywhere while there are segments is damage: no crash leaves it so.
 */
export async function surveySyncedOffset(
  fileSystem: JournalFileSystem,
  copies: readonly CopySurvey[],
): Promise<SyncedOffset | undefined> {
  let newest: SyncedOffset | undefined;
  let fault = 'the file journal.synced is missing';
  let isFaulty = copies.some((copy) => copy.sealed.size + copy.open.size > 0);
  for (const { directory } of copies) {
    const offset = await readSyncedOffset(fileSystem, directory);
    if (typeof offset === 'string') {
      fault = offset;
      isFaulty = true;
    } else if (offset !== undefined && offset.counter >= (newest?.counter ?? 0)) {
      newest = offset;
    }
  }
  if (newest === undefined && isFaulty) {
    const directory = copies[0]?.directory ?? '';
    throw new JournalDamagedError(
      { directory, segment: null, block: null, record: null },
      `${fault}; how much was acknowledged is not known.`,
    );
  }
  return newest;
}
