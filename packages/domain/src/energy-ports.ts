import type { QuarterDemand } from './metering/demand.ts';
import type { DemandBucket } from './metering/demand-buckets.ts';
import type { DemandSummary } from './metering/demand-summary.ts';
import type { PeriodEnergy } from './metering/hours.ts';
import type { StoredReading } from './metering/stored-reading.ts';

/** Energy of one meter in one hour or one day. */
export interface MeterEnergy extends PeriodEnergy {
  readonly meterId: string;
}

/** Energy of one meter in one day, as it is written. */
export interface MeterDay extends MeterEnergy {
  /** Its quarter hours drawn together; null: none is known; absent: not counted. */
  readonly demand?: DemandSummary | null;
}

/** Demand of one meter in one day. */
export interface MeterDayDemand {
  readonly meterId: string;
  /** Start of the day. */
  readonly startMs: number;
  /** Null when no quarter hour of it is known. */
  readonly demand: DemandSummary | null;
  /**
   * False when the day has energy and was written by an engine that did not yet count its demand: its
   * quarter hours may be known.
   */
  readonly isCounted: boolean;
}

/** Mean power of one meter in one quarter hour. */
export interface MeterDemand extends QuarterDemand {
  readonly meterId: string;
}

/** Meters of one enterprise in [fromMs, toMs); all of its meters where none are named. */
export interface MeterRange {
  readonly enterpriseId: string;
  readonly meterIds?: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** Days that began earlier than this before they are written are old: of these a trace is left. */
export const OLD_DAYS_MS = 20 * 86_400_000;

/** Meters of several enterprises in [fromMs, toMs). */
export interface EnterprisesRange {
  readonly enterprises: readonly {
    readonly enterpriseId: string;
    readonly meterIds: readonly string[];
  }[];
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * A counting point of a meter, kept so that a recompute need not begin at the first reading. It
 * holds only while everything that decided it is unchanged: the readings up to it, and the history.
 */
export interface CounterCheckpoint {
  readonly meterId: string;
  /** Instant of the state, milliseconds since the epoch. */
  readonly atMs: number;
  /** State and open periods as `encodeCountingPoint` writes them. */
  readonly state: string;
  /** Fingerprint of the epochs, exchanges and decisions up to `atMs`. */
  readonly historySha256: string;
}

/**
 * An approved correction of one reading: a value put in the place of what the meter sent or did not
 * send. The reading itself stays where it is. Of two for the same instant the higher number counts.
 */
export interface ReadingCorrection {
  readonly meterId: string;
  readonly readAtMs: number;
  /** What the meter is taken to have shown, in its own unit; null: the reading does not count. */
  readonly value: number | null;
  readonly recordedAtMs: number;
  /** Rises by one with every approved correction of the installation. */
  readonly correctionNo: number;
}

/**
 * Where energy by hour, quarter hour and day is kept, with the checkpoints it is counted from. All of
 * it follows from readings, corrections and the registry, so writing again is harmless.
 *
 * Every method makes one attempt and throws `StoreUnavailableError` when the outcome is unknown or the
 * store is away. Answers are ordered by meter, then by time.
 */
export interface EnergyStore {
  writeHours(enterpriseId: string, hours: readonly MeterEnergy[]): Promise<void>;
  writeDemands(enterpriseId: string, demands: readonly MeterDemand[]): Promise<void>;
  /**
   * Days start where the enterprise's day starts. A demand that is absent leaves what was written; null
   * takes it back. Old ones leave a trace for `rewritten`, after they are
   * written and before this resolves.
   */
  writeDays(enterpriseId: string, days: readonly MeterDay[]): Promise<void>;
  writeCheckpoints(enterpriseId: string, checkpoints: readonly CounterCheckpoint[]): Promise<void>;
  hours(range: MeterRange): Promise<MeterEnergy[]>;
  /** Which of some enterprises have any hours in [fromMs, toMs), asked for once. */
  withHours(
    enterpriseIds: readonly string[],
    range: Pick<MeterRange, 'fromMs' | 'toMs'>,
  ): Promise<Set<string>>;
  demands(range: MeterRange): Promise<MeterDemand[]>;
  /** What `bucketDemands` makes of the demands of the range, with means to the last digits. */
  demandBuckets(range: MeterRange, bucketMs: number): Promise<DemandBucket[]>;
  days(range: MeterRange): Promise<MeterEnergy[]>;
  /** Demand of the days that were written. */
  demandDays(range: MeterRange): Promise<MeterDayDemand[]>;
  /** What `days` answers for each of the enterprises, in few questions; without rows one is absent. */
  daysOfMany(range: EnterprisesRange): Promise<Map<string, MeterEnergy[]>>;
  /**
   * Names what is stored here as a whole: the same for as long as it goes on from what it was, another one
   * where a store was emptied or put in its place.
   */
  identity(): Promise<string>;
  /**
   * Of which of some enterprises old days were written at or after an instant of the store's clock, and
   * when the last time.
   */
  rewritten(enterpriseIds: readonly string[], sinceMs: number): Promise<Map<string, number>>;
  checkpoints(range: MeterRange): Promise<CounterCheckpoint[]>;
  /** The last checkpoint of one meter before an instant; null when there is none. */
  lastCheckpoint(
    enterpriseId: string,
    meterId: string,
    beforeMs: number,
  ): Promise<CounterCheckpoint | null>;
}

/** Where approved corrections of readings are kept for those who count. */
export interface CorrectionStore {
  write(enterpriseId: string, corrections: readonly ReadingCorrection[]): Promise<void>;
  /** Corrections of readings in the range, the one that counts for each instant. */
  range(range: MeterRange): Promise<ReadingCorrection[]>;
}

/** Readings of one meter, ascending. */
export interface ReadingPage {
  readonly meterId: string;
  readonly readings: readonly StoredReading[];
}

/** Reads many stored readings in bounded memory; failures as in `ReadingStore`. */
export interface ReadingScan {
  /** Pages of the range: those of one meter follow one another, ascending in time. */
  pages(range: MeterRange): AsyncIterable<ReadingPage>;
  /** Number of stored readings of each meter in the range; meters without any are absent. */
  counts(range: MeterRange): Promise<Map<string, number>>;
  /**
   * Readings whose journal position lies in (afterPosition, toPosition], as pages; a look through all
   * readings of the enterprise, for recovery alone.
   */
  pagesByPosition(query: {
    readonly enterpriseId: string;
    readonly afterPosition: number;
    readonly toPosition: number;
  }): AsyncIterable<ReadingPage>;
}
