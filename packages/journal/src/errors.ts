/** Where damage was found. */
export interface DamagePlace {
  /** Directory of the copy. */
  readonly directory: string;
  /** Number of the segment, null when it is not in a segment. */
  readonly segment: number | null;
  /** Index of the block in a sealed segment, from 0; null elsewhere. */
  readonly block: number | null;
  /** Sequence of the first record that cannot be trusted; null if unknown. */
  readonly record: number | null;
}

/**
 * Records that were acknowledged are damaged or missing, and no good copy is there.
 *
 * Never repaired silently: a person has to look (verify, restore from a backup).
 */
export class JournalDamagedError extends Error {
  override readonly name = 'JournalDamagedError';
  readonly code = 'JOURNAL_DAMAGED';
  readonly place: DamagePlace;

  constructor(place: DamagePlace, reason: string, options?: ErrorOptions) {
    const at = [
      place.directory,
      place.segment === null ? null : `segment ${place.segment}`,
      place.block === null ? null : `block ${place.block}`,
      place.record === null ? null : `record ${place.record}`,
    ].filter((part) => part !== null);
    super(`Journal damaged at ${at.join(', ')}: ${reason}`, options);
    this.place = place;
  }
}

/** A write or sync failed: nothing more is accepted, the process must exit and recover. */
export class JournalFailedError extends Error {
  override readonly name = 'JournalFailedError';
  readonly code = 'JOURNAL_FAILED';
}

/** The journal is closed. */
export class JournalClosedError extends Error {
  override readonly name = 'JournalClosedError';
  readonly code = 'JOURNAL_CLOSED';
}

/** Another living process has the journal open. */
export class JournalLockedError extends Error {
  override readonly name = 'JournalLockedError';
  readonly code = 'JOURNAL_LOCKED';
}

/** The disk is full: the range was not planned, the caller tries again. */
export class ForwardingLogFullError extends Error {
  override readonly name = 'ForwardingLogFullError';
  readonly code = 'FORWARDING_LOG_FULL';
}

/** A write or sync of the forwarding log failed: the process must exit. */
export class ForwardingLogFailedError extends Error {
  override readonly name = 'ForwardingLogFailedError';
  readonly code = 'FORWARDING_LOG_FAILED';
}

/** The forwarding log has a hole. It may be deleted: then everything is forwarded again. */
export class ForwardingLogDamagedError extends Error {
  override readonly name = 'ForwardingLogDamagedError';
  readonly code = 'FORWARDING_LOG_DAMAGED';
}

/** Code of a Node-style error, or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** True for the errors of a full disk or quota, which pass when there is space again. */
export function isDiskFull(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Any thrown value as an `Error`. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
