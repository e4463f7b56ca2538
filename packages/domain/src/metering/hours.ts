import type { Period, PeriodUnit } from '../time/borders.ts';
import { periodAt } from '../time/borders.ts';
import { type EnergySegment, energyUntil } from './energy-segment.ts';

/** What flowed in an hour, or in a day, month or year made of hours. */
export interface PeriodEnergy {
  /** Start, milliseconds since the epoch. */
  readonly startMs: number;
  /** Storage units, a multiple of 2^-20. */
  readonly quantity: number;
  /** Part of the quantity whose place in time or amount is estimated or questionable. */
  readonly estimatedQuantity: number;
  /** Time for which the energy is known, milliseconds; less than the period when some is missing. */
  readonly coveredMs: number;
}

/** Collects segments of one meter into hours of a zone, in any order. */
export interface HourTotals {
  add(segment: EnergySegment): void;
  /** The hours that hold any segment, ascending. */
  hours(): PeriodEnergy[];
  /** Those of them that lie wholly in [fromMs, toMs): after a recompute, only these are complete. */
  wholeHours(fromMs: number, toMs: number): PeriodEnergy[];
}

interface Total extends Period {
  quantity: number;
  estimatedQuantity: number;
  coveredMs: number;
}

/**
 * Starts empty hour totals. Quantities are multiples of 2^-20, so the hours add up to what was
 * counted, to the bit, whatever the order in which segments are added.
 */
export function createHourTotals(timeZone: string): HourTotals {
  const totals = new Map<number, Total>();
  let current: Total | undefined;
  const totalAt = (instantMs: number): Total => {
    if (current !== undefined && current.startMs <= instantMs && instantMs < current.endMs) {
      return current;
    }
    const period = periodAt(instantMs, 'hour', timeZone);
    let total = totals.get(period.startMs);
    if (total === undefined) {
      total = { ...period, quantity: 0, estimatedQuantity: 0, coveredMs: 0 };
      totals.set(period.startMs, total);
    }
    current = total;
    return total;
  };
  const ascending = () => [...totals.values()].sort((left, right) => left.startMs - right.startMs);
  return {
    add(segment) {
      const isEstimated = segment.quality === 'estimated' || segment.quality === 'questionable';
      let fromMs = segment.fromMs;
      let counted = 0;
      while (fromMs < segment.toMs) {
        const total = totalAt(fromMs);
        const untilMs = Math.min(total.endMs, segment.toMs);
        const energy = energyUntil(segment, untilMs);
        total.quantity += energy - counted;
        if (isEstimated) total.estimatedQuantity += energy - counted;
        if (segment.known) total.coveredMs += untilMs - fromMs;
        counted = energy;
        fromMs = untilMs;
      }
    },
    hours: () => ascending().map(toPeriodEnergy),
    wholeHours: (fromMs, toMs) =>
      ascending()
        .filter(({ startMs, endMs }) => startMs >= fromMs && endMs <= toMs)
        .map(toPeriodEnergy),
  };
}

function toPeriodEnergy({ startMs, quantity, estimatedQuantity, coveredMs }: Total): PeriodEnergy {
  return { startMs, quantity, estimatedQuantity, coveredMs };
}

/**
 * Days, months or years of a zone from its hours, ascending; each hour goes where it starts. A day of
 * 23 or 25 hours takes what it has.
 */
export function periodsFromHours(
  hours: Iterable<PeriodEnergy>,
  unit: Exclude<PeriodUnit, 'hour'>,
  timeZone: string,
): PeriodEnergy[] {
  const totals = new Map<number, Total>();
  let current: Total | undefined;
  for (const hour of hours) {
    if (current === undefined || hour.startMs < current.startMs || hour.startMs >= current.endMs) {
      const period = periodAt(hour.startMs, unit, timeZone);
      current = totals.get(period.startMs) ?? {
        ...period,
        quantity: 0,
        estimatedQuantity: 0,
        coveredMs: 0,
      };
      totals.set(period.startMs, current);
    }
    current.quantity += hour.quantity;
    current.estimatedQuantity += hour.estimatedQuantity;
    current.coveredMs += hour.coveredMs;
  }
  return [...totals.values()]
    .sort((left, right) => left.startMs - right.startMs)
    .map(toPeriodEnergy);
}
