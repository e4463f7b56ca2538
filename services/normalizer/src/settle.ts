import type { ReadingConflict } from '@hengneng/contracts';
import { fateOf, type MeterInstants, type StoredReading } from '@hengneng/domain';

import type { Candidate, MeterBatch } from './enterprise-batch.ts';

/** A reading of a batch that came after another one of the same meter and instant. */
interface Loser {
  readonly candidate: Candidate;
  readonly winner: Candidate;
}

/** The readings of one enterprise's batch, one for each meter and instant, and those that lost. */
export interface Contest {
  readonly winners: Candidate[];
  readonly losers: Loser[];
}

/** What is to be done about a contest once it is known what the store holds. */
export interface Settlement {
  /** To be written, in any order. */
  readonly writes: Candidate[];
  readonly conflicts: ReadingConflict[];
  /** Positions of stored readings that have to give way; their ranges are to be run again. */
  readonly displacedPositions: number[];
}

/**
 * Finds the first of each meter and instant. The batch is in journal order, so the first has the
 * lowest position; inside one message the order of the payload decides.
 */
export function contestOf(meters: Iterable<MeterBatch>): Contest {
  const winners: Candidate[] = [];
  const losers: Loser[] = [];
  for (const { candidates, isAscending } of meters) {
    if (isAscending) {
      for (const candidate of candidates) winners.push(candidate);
      continue;
    }
    const firstByInstant = new Map<number, Candidate>();
    for (const candidate of candidates) {
      const first = firstByInstant.get(candidate.readAtMs);
      if (first === undefined) {
        firstByInstant.set(candidate.readAtMs, candidate);
        winners.push(candidate);
      } else {
        losers.push({ candidate, winner: first });
      }
    }
  }
  return { winners, losers };
}

/** The instants that may be in the store already: those up to the old mark of their meter. */
export function instantsToReadBack(
  meters: readonly MeterBatch[],
  oldMarks: readonly number[],
): MeterInstants[] {
  const wanted: MeterInstants[] = [];
  for (const [index, { meterId, candidates }] of meters.entries()) {
    const mark = oldMarks[index] ?? Infinity;
    const readAtMs: number[] = [];
    for (const candidate of candidates) {
      if (candidate.readAtMs <= mark) readAtMs.push(candidate.readAtMs);
    }
    if (readAtMs.length > 0) wanted.push({ meterId, readAtMs });
  }
  return wanted;
}

/**
 * Decides every reading of a contest against what the store holds, and counts it.
 *
 * `isOwn` tells whether a position belongs to the very range that is being run: a stored reading of
 * it that has to give way is judged in this run and needs no other.
 */
export function settle(
  { winners, losers }: Contest,
  stored: readonly StoredReading[],
  isOwn: (position: number) => boolean,
): Settlement {
  const writes: Candidate[] = [];
  const conflicts: ReadingConflict[] = [];
  const displacedPositions: number[] = [];
  const existing = indexReadings(stored);
  /** Stored readings that stay, where a reading of the batch lost against them. */
  const keptByWinner = new Map<Candidate, StoredReading>();

  for (const winner of winners) {
    const old = stored.length === 0 ? undefined : existing(winner);
    const fate = old === undefined ? 'stored' : fateOf(winner, old);
    if (old !== undefined && (fate === 'duplicate' || fate === 'conflict')) {
      keptByWinner.set(winner, old);
      if (fate === 'conflict') conflicts.push(conflictOf(old, winner));
      winner.message.tally[fate] += 1;
      continue;
    }
    if (old !== undefined && fate === 'displaces' && !isOwn(old.position)) {
      displacedPositions.push(old.position);
    }
    // Also when it is stored already: the earlier run may have died before its write was durable.
    writes.push(winner);
    winner.message.tally.stored += 1;
  }
  for (const { candidate, winner } of losers) {
    const kept = keptByWinner.get(winner) ?? winner;
    const fate = candidate.value === kept.value ? 'duplicate' : 'conflict';
    if (fate === 'conflict') conflicts.push(conflictOf(kept, candidate));
    candidate.message.tally[fate] += 1;
  }
  return { writes, conflicts, displacedPositions };
}

function indexReadings(stored: readonly StoredReading[]) {
  const byMeter = new Map<string, Map<number, StoredReading>>();
  for (const reading of stored) {
    const byInstant = byMeter.get(reading.meterId) ?? new Map<number, StoredReading>();
    byMeter.set(reading.meterId, byInstant);
    byInstant.set(reading.readAtMs, reading);
  }
  return (wanted: StoredReading) => byMeter.get(wanted.meterId)?.get(wanted.readAtMs);
}

function conflictOf(kept: StoredReading, refused: StoredReading): ReadingConflict {
  return {
    enterpriseId: refused.enterpriseId,
    meterId: refused.meterId,
    readAtMs: refused.readAtMs,
    keptValue: kept.value,
    keptPosition: kept.position,
    refusedValue: refused.value,
    refusedPosition: refused.position,
  };
}
