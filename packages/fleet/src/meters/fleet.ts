import { type CountyEnterprise, createCounty } from '../county/county.ts';
import { createLoadCounter, type Load, type LoadCounter, QUANTA_PER_UNIT } from './load.ts';
import type { FleetMeter, FleetReading } from './meter.ts';
import { planMeters } from './meter-plan.ts';
import { withReactiveMeters } from './reactive-meter.ts';

/** A simulated enterprise with its meters. */
export interface FleetEnterprise extends CountyEnterprise {
  readonly meters: readonly FleetMeter[];
}

/** What a fleet is made from. */
export interface FleetOptions {
  readonly seed: number;
  /** Length of the intervals of interval and power meters, in seconds; 900 by default. */
  readonly intervalSeconds?: number;
  /** How many enterprises; all 374 by default. Fewer are chosen to hold the big ones. */
  readonly enterprisesCount?: number;
  /** Most meters an enterprise may have; without it all of them. */
  readonly metersPerEnterpriseMax?: number;
  /** Whether the largest have meters of reactive energy besides; the demo's have. */
  readonly hasReactiveMeters?: boolean;
}

/** The meters of a county, and the truth about them. */
export interface Fleet {
  readonly seed: number;
  readonly enterprises: readonly FleetEnterprise[];
  /**
   * Energy that really flowed in [fromMs, toMs), in the meter's unit (kWh for power meters) on the
   * primary side, that is with the multiplier. Whole multiples of 2⁻²⁰, so sums are exact.
   */
  trueEnergy(meter: FleetMeter, fromMs: number, toMs: number): number;
  /**
   * Whole hundredths of the meter's unit that it has counted since 2020, truncated as a display
   * does it and never rolling over; without the multiplier.
   */
  hundredthsAt(meter: FleetMeter, atMs: number): number;
  /** What the meter shows at an instant. */
  readingAt(meter: FleetMeter, readAtMs: number): FleetReading;
  /**
   * The readings of (fromMs, toMs] at whole multiples of `stepMs`, oldest first. The end is
   * included because an interval is read at its end.
   */
  readings(meter: FleetMeter, fromMs: number, toMs: number, stepMs: number): Iterable<FleetReading>;
}

/** Creates the fleet of a seed: the same seed and options give the same meters and readings. */
export function createFleet(options: FleetOptions): Fleet {
  const { seed, intervalSeconds = 900, metersPerEnterpriseMax } = options;
  const county = createCounty(seed);
  const chosen = chooseEnterprises(county, options.enterprisesCount ?? county.length);
  const enterprises = chosen.map((enterprise) => ({
    ...enterprise,
    meters: planMeters(enterprise, seed, intervalSeconds).slice(0, metersPerEnterpriseMax),
  }));
  const all = options.hasReactiveMeters === true ? withReactiveMeters(enterprises) : enterprises;
  return { seed, enterprises: all, ...createTruth() };
}

/**
 * The largest enterprises of the county, but at least two of each sector as long as the number
 * allows, in the county's order.
 */
export function chooseEnterprises(
  county: readonly CountyEnterprise[],
  count: number,
): readonly CountyEnterprise[] {
  const rankInSector = new Map<string, number>();
  const ranks = new Map<CountyEnterprise, number>();
  for (const enterprise of county) {
    const rank = rankInSector.get(enterprise.sector) ?? 0;
    rankInSector.set(enterprise.sector, rank + 1);
    ranks.set(enterprise, Math.min(rank, 2));
  }
  // Rank 0: the first of each sector; 1: the second; 2: all others, by size alone.
  const order = [...county].sort(
    (a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0) || b.annualTce - a.annualTce,
  );
  const kept = new Set(order.slice(0, count));
  return county.filter((enterprise) => kept.has(enterprise));
}

function createTruth(): Omit<Fleet, 'seed' | 'enterprises'> {
  const counters = new Map<Load, LoadCounter>();
  const quantaAt = (meter: FleetMeter, atMs: number): number => {
    let sum = 0;
    for (const load of meter.loads) {
      let counter = counters.get(load);
      if (counter === undefined) {
        counter = createLoadCounter(load);
        counters.set(load, counter);
      }
      sum += counter.quantaAt(atMs);
    }
    return sum;
  };
  const hundredthsAt = (meter: FleetMeter, atMs: number) =>
    Math.floor(((quantaAt(meter, atMs) / QUANTA_PER_UNIT) * 100) / meter.multiplier);

  const readingAt = (meter: FleetMeter, readAtMs: number): FleetReading => {
    const beforeMs = readAtMs - (meter.intervalSeconds ?? 0) * 1_000;
    switch (meter.kind) {
      case 'register': {
        const modulus = Math.round((meter.registerMax ?? 0) * 100) + 1;
        const shown = (meter.initialHundredths + hundredthsAt(meter, readAtMs)) % modulus;
        return { meterId: meter.id, readAtMs, value: shown / 100 };
      }
      case 'interval': {
        // The difference of two truncated counts: what is left over goes to the next interval.
        const hundredths = hundredthsAt(meter, readAtMs) - hundredthsAt(meter, beforeMs);
        return { meterId: meter.id, readAtMs, value: hundredths / 100 };
      }
      case 'power': {
        const kwh = (quantaAt(meter, readAtMs) - quantaAt(meter, beforeMs)) / QUANTA_PER_UNIT;
        const kw = (kwh * 3_600_000) / (readAtMs - beforeMs) / meter.multiplier;
        return { meterId: meter.id, readAtMs, value: Math.round(kw * 100) / 100 };
      }
    }
  };

  return {
    trueEnergy: (meter, fromMs, toMs) =>
      (quantaAt(meter, toMs) - quantaAt(meter, fromMs)) / QUANTA_PER_UNIT,
    hundredthsAt,
    readingAt,
    *readings(meter, fromMs, toMs, stepMs) {
      const first = (Math.floor(fromMs / stepMs) + 1) * stepMs;
      for (let atMs = first; atMs <= toMs; atMs += stepMs) yield readingAt(meter, atMs);
    },
  };
}
