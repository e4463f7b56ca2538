import type { PeriodEnergy } from '@hengneng/domain';
import type { FleetMeter, PlantedTrouble } from '@hengneng/fleet';

const HOUR_MS = 3_600_000;
/** A display shows whole hundredths; each of two readings is short of the truth by less than one. */
export const DISPLAY_UNITS = 0.01;
/** What the promise is: measured against true, where the truth can be known. */
export const SHARE_MAX = 0.0001;

/** One meter of the simulated county, as it was counted, with its truth. */
export interface CountedMeter {
  readonly meter: FleetMeter;
  /** Troubles of the meter and of its whole device. */
  readonly troubles: readonly PlantedTrouble[];
  /** Hours in which anything was counted, by their start. */
  readonly hours: ReadonlyMap<number, PeriodEnergy>;
  /** Storage units that really flowed in [fromMs, toMs). */
  readonly trueEnergy: (fromMs: number, toMs: number) => number;
}

/** Time that was looked at, in whole hours. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Storage units in a unit of the county's meters. */
export const unitFactor = ({ unit }: FleetMeter): number =>
  ({ kWh: 1, kW: 1, kvarh: 1, m3: 1, kg: 1, t: 1_000, GJ: 1_000 })[unit];

/** True where the figure itself says that it may not be what flowed. */
export const isMarked = (hour: PeriodEnergy | undefined): boolean =>
  hour === undefined || hour.estimatedQuantity > 0 || hour.coveredMs < HOUR_MS;

/** Whether an instant lies where a trouble can be felt: from its first reading to the next good one. */
export function isNear({ fromMs, toMs, shiftMs = 0 }: PlantedTrouble, atMs: number): boolean {
  const firstMs = Math.min(fromMs, fromMs + shiftMs) - HOUR_MS;
  return atMs >= firstMs && atMs < toMs + 2 * HOUR_MS;
}

/** Hours whose energy is off by more than a dial can hide, and that carry no mark. */
export function silentlyWrong(
  { meter, hours, trueEnergy }: CountedMeter,
  { fromMs, toMs }: Stretch,
): number[] {
  // A dip of one unit inside a rise cannot be told from a slower rise.
  const toleranceUnits = (1 + 2 * DISPLAY_UNITS) * meter.multiplier * unitFactor(meter);
  const wrong: number[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += HOUR_MS) {
    const truth = trueEnergy(atMs, atMs + HOUR_MS);
    const hour = hours.get(atMs);
    const offBy = Math.abs((hour?.quantity ?? 0) - truth);
    if (offBy > toleranceUnits + truth * SHARE_MAX && !isMarked(hour)) wrong.push(atMs);
  }
  return wrong;
}

/**
 * Names each enterprise and kind whose energy is further from the truth than 0.01 %, over the hours
 * in which the truth can be known; answers how many were compared as well.
 */
export function wrongKinds(
  county: readonly CountedMeter[],
  { fromMs, toMs }: Stretch,
): { readonly wrong: readonly string[]; readonly comparedCount: number } {
  const groups = Map.groupBy(county, ({ meter }) => `${meter.enterpriseId} ${meter.energyKind}`);
  const wrong: string[] = [];
  for (const [group, members] of groups) {
    let [measured, truth, display] = [0, 0, 0];
    for (const { meter, hours, troubles, trueEnergy } of members) {
      const lost = troubles.filter(({ truth: left }) => left !== 'recoverable');
      for (let atMs = fromMs; atMs < toMs; atMs += HOUR_MS) {
        if (lost.some((trouble) => isNear(trouble, atMs))) continue;
        measured += hours.get(atMs)?.quantity ?? 0;
        truth += trueEnergy(atMs, atMs + HOUR_MS);
      }
      display += 2 * (lost.length + 1) * DISPLAY_UNITS * meter.multiplier * unitFactor(meter);
    }
    if (Math.abs(measured - truth) > truth * SHARE_MAX + display) {
      wrong.push(`${group}: ${measured}, truly ${truth}`);
    }
  }
  return { wrong, comparedCount: groups.size };
}
