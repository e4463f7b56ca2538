import path from 'node:path';

import { errorCode, JournalDamagedError } from './errors.ts';
import type { JournalFileSystem } from './file-system.ts';
import { readRegion, regionCount } from './frame-reader.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { scanOpenSegment } from './open-segment-scan.ts';
import { readBody } from './record-format.ts';
import { readSealedBlock, readSealedSegment } from './sealed-reader.ts';
import { parseSegmentName, sealedSegmentName } from './segment-header.ts';
import { readSyncedOffset } from './synced-offset.ts';
import type { JournalRecord } from './types.ts';

/** What to read of a journal, or of a copy of one. */
export interface ScanJournalOptions {
  readonly directory: string;
  readonly fileSystem?: JournalFileSystem;
  /** First and last record wanted, both included; all of them unless given. */
  readonly fromSequence?: number;
  readonly toSequence?: number;
}

/**
 * Reads the records of a journal in order, a block at a time, without taking its lock and without
 * changing anything: beside a running gateway or on a copy. Of the segment that is being written it
 * gives what was synced. It checks checksums alone; whether the chain holds is for `verifyJournal`.
 *
 * @throws JournalDamagedError where a record cannot be read back
 */
export async function* scanJournal(options: ScanJournalOptions): AsyncGenerator<JournalRecord[]> {
  const { directory, fileSystem = nodeFileSystem } = options;
  const fromSequence = options.fromSequence ?? 1;
  const toSequence = options.toSequence ?? Number.POSITIVE_INFINITY;
  for (const segment of await listSegments(fileSystem, directory)) {
    for await (const records of recordsOf({ directory, fileSystem, segment }, fromSequence)) {
      const wanted = records.filter(
        ({ sequence }) => sequence >= fromSequence && sequence <= toSequence,
      );
      if (wanted.length > 0) yield wanted;
      if ((records.at(-1)?.sequence ?? 0) >= toSequence) return;
    }
  }
}

interface Place {
  readonly directory: string;
  readonly fileSystem: JournalFileSystem;
  readonly segment: number;
}

async function listSegments(fileSystem: JournalFileSystem, directory: string): Promise<number[]> {
  const numbers = new Set<number>();
  for (const name of await fileSystem.readDirectory(directory)) {
    const parsed = parseSegmentName(name);
    if (parsed !== undefined) numbers.add(parsed.segment);
  }
  return [...numbers].sort((left, right) => left - right);
}

async function* recordsOf(place: Place, fromSequence: number): AsyncGenerator<JournalRecord[]> {
  try {
    yield* sealedRecords(place, fromSequence);
    return;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  try {
    yield* openRecords(place);
  } catch (error) {
    // Sealed between the two looks.
    if (errorCode(error) !== 'ENOENT') throw error;
    yield* sealedRecords(place, fromSequence);
  }
}

async function* sealedRecords(
  { directory, fileSystem, segment }: Place,
  fromSequence: number,
): AsyncGenerator<JournalRecord[]> {
  const file = await fileSystem.open(path.join(directory, sealedSegmentName(segment)), 'read');
  try {
    const sealed = await readSealedSegment(file, segment);
    const { gateway } = sealed.header;
    const { blocks } = sealed.footer;
    for (const [index, block] of blocks.entries()) {
      if (block.firstSequence + block.count <= fromSequence) continue;
      const { bodies } = await readSealedBlock(file, sealed, index);
      yield bodies.map((body) => readBody(body, { gateway, segment }));
    }
  } finally {
    await file.close();
  }
}

async function* openRecords(place: Place): AsyncGenerator<JournalRecord[]> {
  const { directory, fileSystem, segment } = place;
  const synced = await readSyncedOffset(fileSystem, directory);
  const isNoted = typeof synced === 'object' && synced.segment === segment;
  const limitBytes = isNoted ? synced.offsetBytes : undefined;
  const scanned = await scanOpenSegment(fileSystem, { directory, segment }, limitBytes);
  const isDamaged = typeof scanned === 'string' || (isNoted && scanned.damage !== undefined);
  if (isDamaged) {
    const reason = typeof scanned === 'string' ? scanned : scanned.damage?.reason;
    const record = typeof scanned === 'string' ? null : (scanned.damage?.record ?? null);
    throw new JournalDamagedError({ directory, segment, block: null, record }, reason ?? '');
  }
  const { gateway } = scanned.header;
  for (let region = 0; region < regionCount(scanned); region += 1) {
    const records = await readRegion(scanned, region);
    yield records.map(({ body }) => readBody(body, { gateway, segment }));
  }
}
