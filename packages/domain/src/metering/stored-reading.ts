/** One stored reading: what a meter showed at an instant, and where its message stands. */
export interface StoredReading {
  readonly enterpriseId: string;
  readonly meterId: string;
  /** Instant of the reading, milliseconds since the epoch, UTC. */
  readonly readAtMs: number;
  /** What the meter showed, in the meter's unit, before any multiplier. */
  readonly value: number;
  /** Place of the message: gateway number × 2^43 + journal sequence. */
  readonly position: number;
}

/** What becomes of a reading when the store already has one of the same meter and instant. */
export type ReadingFate =
  /** The stored one is this very reading: a range is being run again. */
  | 'stored'
  /** Another message said the same before. */
  | 'duplicate'
  /** Another message said something else before: on record, never an overwrite. */
  | 'conflict'
  /** This one came first though it is processed later: it takes the place of the stored one. */
  | 'displaces';

/**
 * Decides between a reading and the one that the store holds for the same meter and instant. The
 * message that was journalled first wins, whatever the order of processing, so that a rebuild ends
 * with the same readings. Positions of different gateways compare by `receivedBefore`.
 */
export function fateOf(
  candidate: Pick<StoredReading, 'value' | 'position'>,
  existing: Pick<StoredReading, 'value' | 'position'>,
  receivedBefore: (left: number, right: number) => boolean = (left, right) => left < right,
): ReadingFate {
  if (candidate.position === existing.position) return 'stored';
  if (receivedBefore(candidate.position, existing.position)) return 'displaces';
  return candidate.value === existing.value ? 'duplicate' : 'conflict';
}
