import { type EnergySegment, energyUntil } from './energy-segment.ts';

/** Length of a quarter hour, milliseconds. */
export const QUARTER_MS = 900_000;
const QUARTERS_PER_HOUR = 4;
/** A quarter hour is measured only by readings closer together than this: half a quarter late. */
const DEMAND_SPAN_MAX_MS = 1.5 * QUARTER_MS;

/** Mean power of a quarter hour (需量). */
export interface QuarterDemand {
  /** Start, milliseconds since the epoch; a multiple of 15 minutes in every zone of today. */
  readonly startMs: number;
  /** kW, over the part of the quarter that is covered. */
  readonly kw: number;
  /** True when it proves no peak: part of it is spread, manual, questionable or missing. */
  readonly estimated: boolean;
}

/** What a quarter hour holds so far. */
export interface Quarter {
  kwh: number;
  coveredMs: number;
  estimated: boolean;
}

/**
 * Quarter-hour demand of an electricity meter (storage unit kWh), ascending; segments in any order. A
 * quarter of which nothing is known has no row: it is missing, not zero.
 */
export function quarterDemands(segments: Iterable<EnergySegment>): QuarterDemand[] {
  const quarters = new Map<number, Quarter>();
  for (const segment of segments) {
    if (segment.known) addSegment(quarters, segment);
  }
  return [...quarters]
    .sort(([left], [right]) => left - right)
    .map(([startMs, quarter]) => demandOf(startMs, quarter));
}

/** The demand of a quarter hour of which something is known. */
export function demandOf(startMs: number, { kwh, coveredMs, estimated }: Quarter): QuarterDemand {
  return {
    startMs,
    kw: coveredMs === QUARTER_MS ? kwh * QUARTERS_PER_HOUR : (kwh * 3_600_000) / coveredMs,
    estimated: estimated || coveredMs < QUARTER_MS,
  };
}

/** Adds the part of a known segment in [fromMs, untilMs), which lies within the quarter hour. */
export function addToQuarter(
  quarter: Quarter,
  segment: EnergySegment,
  fromMs: number,
  untilMs: number,
): void {
  const isProof =
    segment.quality === 'measured' && segment.toMs - segment.fromMs <= DEMAND_SPAN_MAX_MS;
  quarter.kwh += energyUntil(segment, untilMs) - energyUntil(segment, fromMs);
  quarter.coveredMs += untilMs - fromMs;
  quarter.estimated ||= !isProof;
}

function addSegment(quarters: Map<number, Quarter>, segment: EnergySegment): void {
  let fromMs = segment.fromMs;
  while (fromMs < segment.toMs) {
    const startMs = Math.floor(fromMs / QUARTER_MS) * QUARTER_MS;
    const untilMs = Math.min(startMs + QUARTER_MS, segment.toMs);
    const quarter = quarters.get(startMs) ?? { kwh: 0, coveredMs: 0, estimated: false };
    addToQuarter(quarter, segment, fromMs, untilMs);
    quarters.set(startMs, quarter);
    fromMs = untilMs;
  }
}
