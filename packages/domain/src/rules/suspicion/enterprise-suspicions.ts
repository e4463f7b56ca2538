import { localDate } from '../../time/local-day.ts';
import {
  type ArrivedReadings,
  type EnergyAndOutput,
  energyAgainstProduction,
  lateUpload,
  type MasterDay,
  masterAgainstSubMeters,
} from './against.ts';
import {
  meterSuspicions,
  pairSuspicion,
  type SuspectMeter,
  type SuspectPeriod,
  wholeDays,
} from './meter-suspicions.ts';
import type { Suspicion } from './suspicion.ts';

/** How far before the period a meter's usual behaviour is looked up, days. */
export const SUSPICION_LOOKBACK_DAYS = 84;

/** Energy and output of one product by week; those before the period say what is usual. */
export interface ProductWeeks {
  readonly product: string;
  readonly earlier: readonly EnergyAndOutput[];
  readonly weeks: readonly EnergyAndOutput[];
}

/** What is known of one enterprise in a period (a month), for all suspicions alike. */
export interface SuspicionFacts {
  readonly period: SuspectPeriod;
  readonly meters: readonly SuspectMeter[];
  readonly production: readonly ProductWeeks[];
  /** Readings of the period by when they came, of all meters; empty if not known. */
  readonly arrivals: readonly ArrivedReadings[];
  /** Instant by which they were due. */
  readonly deadlineMs: number;
}

/** Target of what is said of an enterprise's sending as a whole. */
export const UPLOADS_TARGET = 'uploads';

/** What was seen of one meter, of one product (`product:` and its id), or of all uploads. */
export interface TargetSuspicions {
  readonly targetId: string;
  readonly suspicions: readonly Suspicion[];
}

/**
 * Everything that can be suspected of an enterprise's data in a period, by meter and product, each to be
 * judged by `judgeSuspicions`. What master and sub-meters say together is said of the master; that a
 * device held its readings back is said once, not of every meter behind it.
 */
export function enterpriseSuspicions(facts: SuspicionFacts): TargetSuspicions[] {
  const { period, meters, production, arrivals, deadlineMs } = facts;
  const ofMeters = meters.map((meter) => {
    const below = meters.filter(({ masterMeterId }) => masterMeterId === meter.meterId);
    const twin = twinOf(meter, below);
    return {
      targetId: meter.meterId,
      suspicions: [
        ...meterSuspicions(meter, period),
        ...(twin === null ? [] : [pairSuspicion(twin, meter, period)]),
        ...(below.length === 0 || twin !== null ? [] : [againstSubMeters(meter, below, period)]),
      ],
    };
  });
  const ofProducts = production.map(({ product, earlier, weeks }) => ({
    targetId: `product:${product}`,
    suspicions: [productSuspicion(earlier, weeks)],
  }));
  const uploads = { targetId: UPLOADS_TARGET, suspicions: [lateUpload(arrivals, deadlineMs)] };
  return [...ofMeters, ...ofProducts, uploads];
}

/** A power meter that stands alone behind a register and is rated like it measures the same supply. */
function twinOf(meter: SuspectMeter, below: readonly SuspectMeter[]): SuspectMeter | null {
  const [only] = below;
  if (only === undefined || below.length > 1 || meter.kind === 'power') return null;
  if (only.kind !== 'power' || only.ratedPowerKw === null) return null;
  return only.ratedPowerKw === meter.ratedPowerKw ? only : null;
}

function againstSubMeters(
  master: SuspectMeter,
  below: readonly SuspectMeter[],
  period: SuspectPeriod,
): Suspicion {
  const ofSubMeters = below.map((meter) => wholeDays(meter, period));
  const firstDate = localDate(period.startMs, period.timeZone);
  const now: MasterDay[] = [];
  const earlier: MasterDay[] = [];
  for (const [date, amount] of wholeDays(master, period)) {
    let subMeters = 0;
    for (const days of ofSubMeters) subMeters += days.get(date) ?? Number.NaN;
    if (Number.isNaN(subMeters)) continue;
    (date < firstDate ? earlier : now).push({ master: amount, subMeters });
  }
  return masterAgainstSubMeters(now, earlier);
}

/** What three of four weeks of the period say: a stop or a holiday makes one or two odd, not all. */
function productSuspicion(
  earlier: readonly EnergyAndOutput[],
  weeks: readonly EnergyAndOutput[],
): Suspicion {
  const inOrder = weeks
    .map((week) => energyAgainstProduction(week, earlier))
    .sort((one, other) => (other.score ?? -1) - (one.score ?? -1));
  return (
    inOrder[Math.ceil(0.75 * inOrder.length) - 1] ??
    energyAgainstProduction({ energy: 0, output: 0 }, [])
  );
}
