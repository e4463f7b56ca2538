import type { StoredReading } from './metering/stored-reading.ts';

/** A reading the store refused for good, with the store's own words. */
export interface RefusedReading {
  /** Index into the batch that was written. */
  readonly index: number;
  readonly message: string;
}

/** What became of a batch: everything not listed as refused is stored. */
export interface WriteOutcome {
  readonly refused: readonly RefusedReading[];
}

/** Instants of one meter to look up, both ends included, milliseconds since the epoch. */
export interface MeterInstants {
  readonly meterId: string;
  readonly readAtMs: readonly number[];
}

/**
 * Where readings are kept for ever. Writing the same meter and instant twice keeps the last one: who
 * may write what is decided before the call.
 *
 * Every method makes one attempt and throws {@link StoreUnavailableError} when the outcome is unknown
 * or the store is away: the caller owns the retry, and repeating a write is harmless.
 */
export interface ReadingStore {
  /** Writes a batch in as few calls as possible; resolves when the store has made it durable. */
  write(readings: readonly StoredReading[]): Promise<WriteOutcome>;
  /** The stored readings of exactly these instants, in any order. */
  find(enterpriseId: string, wanted: readonly MeterInstants[]): Promise<StoredReading[]>;
  /** Instant of the last stored reading by meter; meters without readings are absent. */
  lastReadAtMs(enterpriseId: string): Promise<Map<string, number>>;
  /** Stored readings of one meter in [fromMs, toMs), ascending, at most `limit`. */
  range(query: {
    readonly enterpriseId: string;
    readonly meterId: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly limit: number;
  }): Promise<StoredReading[]>;
  /** Number of stored readings of an enterprise; for accounting and tests. */
  count(enterpriseId: string): Promise<number>;
  /** Resolves when the store answers; throws {@link StoreUnavailableError} otherwise. */
  ping(): Promise<void>;
}

/** The store is away, refuses our credentials or did not answer in time: try again later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}
