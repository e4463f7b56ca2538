import { convertQuantity, type StorageUnit, storageUnitOf } from '../energy/units.ts';
import { invariant } from '../invariant.ts';
import type { MeterKind, MeterUnit } from '../registry/lists.ts';
import { quantise } from './quantum.ts';

/** What a meter's readings mean from an instant on, until the next epoch begins. */
export interface MeterEpoch {
  /**
   * Start, milliseconds since the epoch. The first epoch also holds for all time before it. A reading
   * at this very instant tells of the time before, so it belongs to the epoch before.
   */
  readonly fromMs: number;
  readonly kind: MeterKind;
  readonly unit: MeterUnit;
  /** CT×PT: what one unit on the dial is worth. */
  readonly multiplier: number;
  /** Highest value the register shows before it goes on from zero; null when unknown. */
  readonly registerMax: number | null;
  /** Power that the supply can carry, kW; null when unknown: then no bound applies. */
  readonly ratedPowerKw: number | null;
  /** Length of an interval or power average; for a register how often it is read. Null: unknown. */
  readonly intervalSeconds: number | null;
}

/** An approved meter exchange (换表): both parts count. */
export interface MeterExchange {
  readonly atMs: number;
  /** What the old meter showed last, in dial units. */
  readonly finalValue: number;
  /** What the new meter showed first. A reading at this very instant is taken as the new meter's. */
  readonly initialValue: number;
}

/** Everything besides readings that decides how a meter counts. */
export interface MeterHistory {
  readonly epochs: readonly MeterEpoch[];
  readonly exchanges: readonly MeterExchange[];
  /** Instants of first readings of over-rate steps that a person has rejected. */
  readonly rejectedStepsAtMs?: readonly number[];
  /**
   * Instants of exchanges that a device has reported and nobody has approved yet: what the register
   * says across them counts, but is questionable until somebody decides.
   */
  readonly proposedExchangesAtMs?: readonly number[];
}

/** An epoch with what the engine derives from it once. */
export interface CountingEpoch extends MeterEpoch {
  /** Storage units per unit on the dial. */
  readonly factor: number;
  /** Longest time between two readings that is not a gap, milliseconds. */
  readonly gapMs: number;
  /** Energy the supply can carry in a millisecond, storage units; Infinity when unbounded. */
  readonly limitPerMs: number;
  /** Values the register runs through before it repeats, quantised; null when unknown. */
  readonly modulus: number | null;
}

/** A meter's history as the engine uses it: sorted, with derived values. */
export interface MeterTimeline {
  readonly storageUnit: StorageUnit;
  readonly epochs: readonly CountingEpoch[];
  readonly exchanges: readonly MeterExchange[];
  readonly rejectedStepsAtMs: ReadonlySet<number>;
  readonly proposedExchangesAtMs: readonly number[];
}

/** Registers that do not say how often they are read: an hour, which rules allow, and a tenth. */
const DEFAULT_GAP_MS = 3_960_000;
/** Half an interval late is a late reading; more is a missing one. */
const GAP_INTERVALS = 1.5;

/**
 * Prepares a history for counting. All quantities of a meter are kept in the storage unit of its first
 * epoch, so that a later change of unit leaves its past alone.
 *
 * @throws when there is no epoch, a multiplier is not positive, or a later unit measures something
 * else than the first (kWh to m3): that is another meter, and the registry must say so.
 */
export function createTimeline(history: MeterHistory): MeterTimeline {
  const sorted = history.epochs.toSorted((left, right) => left.fromMs - right.fromMs);
  const first = sorted[0];
  invariant(first, 'a meter has at least one epoch');
  const storageUnit = storageUnitOf(first.unit);
  return {
    storageUnit,
    epochs: sorted.map((epoch) => countingEpoch(epoch, storageUnit)),
    exchanges: history.exchanges.toSorted((left, right) => left.atMs - right.atMs),
    rejectedStepsAtMs: new Set(history.rejectedStepsAtMs),
    proposedExchangesAtMs: history.proposedExchangesAtMs ?? [],
  };
}

function countingEpoch(epoch: MeterEpoch, storageUnit: StorageUnit): CountingEpoch {
  invariant(epoch.multiplier > 0, 'a multiplier is positive');
  const dialUnit = epoch.unit === 'kW' ? 'kWh' : epoch.unit;
  const factor = convertQuantity(epoch.multiplier, dialUnit, storageUnit);
  invariant(factor !== null, 'the units of a meter measure the same thing');
  const perKwh = convertQuantity(1, 'kWh', storageUnit);
  return {
    ...epoch,
    factor,
    gapMs:
      epoch.intervalSeconds === null
        ? DEFAULT_GAP_MS
        : epoch.intervalSeconds * 1_000 * GAP_INTERVALS,
    limitPerMs:
      epoch.ratedPowerKw === null || perKwh === null
        ? Number.POSITIVE_INFINITY
        : (epoch.ratedPowerKw * perKwh) / 3_600_000,
    modulus: epoch.registerMax === null ? null : quantise(registerModulus(epoch.registerMax)),
  };
}

/**
 * How many units a register runs through before it repeats: its maximum plus its last digit. A
 * maximum that is itself a power of ten or of two is taken as what was meant: the modulus.
 *
 * @example registerModulus(999_999.99) // 1_000_000
 * @example registerModulus(838_860.7) // 838_860.8, a 23-bit register in tenths
 */
export function registerModulus(registerMax: number): number {
  if (Number.isInteger(registerMax)) {
    const isModulus =
      registerMax >= 10 && (isPowerOf(10, registerMax) || isPowerOf(2, registerMax));
    return isModulus ? registerMax : registerMax + 1;
  }
  const decimals = String(registerMax).split('.')[1]?.length ?? 0;
  return Number((registerMax + 10 ** -decimals).toFixed(decimals));
}

function isPowerOf(base: number, value: number): boolean {
  let rest = value;
  while (rest > 1 && rest % base === 0) rest /= base;
  return rest === 1;
}

/** The epoch in force at an instant. */
export function epochAt({ epochs }: MeterTimeline, instantMs: number): CountingEpoch {
  for (let index = epochs.length - 1; index > 0; index -= 1) {
    const epoch = epochs[index];
    if (epoch !== undefined && epoch.fromMs <= instantMs) return epoch;
  }
  const first = epochs[0];
  invariant(first, 'a meter has at least one epoch');
  return first;
}

/**
 * The epoch that a reading belongs to: what a reading tells about lies before it, so one at the very
 * start of an epoch still belongs to the epoch before.
 */
export function epochBefore(timeline: MeterTimeline, readAtMs: number): CountingEpoch {
  return epochAt(timeline, readAtMs - 1);
}

/** A stretch of time within one epoch. */
export interface EpochPart {
  readonly fromMs: number;
  readonly toMs: number;
  readonly epoch: CountingEpoch;
}

/** The stretches of [fromMs, toMs) that lie in different epochs, in order. */
export function epochParts(timeline: MeterTimeline, fromMs: number, toMs: number): EpochPart[] {
  const parts: EpochPart[] = [];
  let startMs = fromMs;
  for (const { fromMs: borderMs } of timeline.epochs.slice(1)) {
    if (borderMs <= startMs || borderMs >= toMs) continue;
    parts.push({ fromMs: startMs, toMs: borderMs, epoch: epochAt(timeline, startMs) });
    startMs = borderMs;
  }
  parts.push({ fromMs: startMs, toMs, epoch: epochAt(timeline, startMs) });
  return parts;
}
