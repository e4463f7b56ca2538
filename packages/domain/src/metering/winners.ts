import type { StoredReading } from './stored-reading.ts';

/**
 * The readings that count, ascending: of each instant the one whose message was journalled first,
 * whatever the order of delivery. Duplicates and conflicts fall away; who lost is on record elsewhere.
 *
 * @param receivedBefore order of two journal positions; positions of one gateway compare as numbers.
 */
export function resolveWinners<R extends Pick<StoredReading, 'readAtMs' | 'position'>>(
  readings: Iterable<R>,
  receivedBefore: (left: number, right: number) => boolean = (left, right) => left < right,
): R[] {
  const winners = new Map<number, R>();
  for (const reading of readings) {
    const winner = winners.get(reading.readAtMs);
    if (winner === undefined || receivedBefore(reading.position, winner.position)) {
      winners.set(reading.readAtMs, reading);
    }
  }
  return [...winners.values()].sort((left, right) => left.readAtMs - right.readAtMs);
}
