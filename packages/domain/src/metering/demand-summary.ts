import type { QuarterDemand } from './demand.ts';
import type { PeriodEnergy } from './hours.ts';

/** Quarter hours of one meter drawn together: lows and highs survive, which a mean would hide. */
export interface DemandSummary {
  readonly minKw: number;
  readonly maxKw: number;
  /** Sum of the quarter hours that are known, in order of time; over their count it is the mean. */
  readonly sumKw: number;
  /** Quarter hours that are known, at least one. */
  readonly quarterCount: number;
  /** Those of them that are estimated. */
  readonly estimatedCount: number;
}

/** Energy of one day, with its demand; null when no quarter hour of it is known. */
export interface DayEnergy extends PeriodEnergy {
  readonly demand: DemandSummary | null;
}

/** A summary with one more quarter hour; begins one from null. Quarter hours come in order of time. */
export function withQuarter(
  summary: DemandSummary | null,
  { kw, estimated }: Pick<QuarterDemand, 'kw' | 'estimated'>,
): DemandSummary {
  const estimatedCount = estimated ? 1 : 0;
  if (summary === null) return { minKw: kw, maxKw: kw, sumKw: kw, quarterCount: 1, estimatedCount };
  return {
    minKw: Math.min(summary.minKw, kw),
    maxKw: Math.max(summary.maxKw, kw),
    sumKw: summary.sumKw + kw,
    quarterCount: summary.quarterCount + 1,
    estimatedCount: summary.estimatedCount + estimatedCount,
  };
}

/** Two summaries of different quarter hours as one; null holds none. */
export function joinSummaries(left: DemandSummary | null, right: DemandSummary): DemandSummary {
  if (left === null) return right;
  return {
    minKw: Math.min(left.minKw, right.minKw),
    maxKw: Math.max(left.maxKw, right.maxKw),
    sumKw: left.sumKw + right.sumKw,
    quarterCount: left.quarterCount + right.quarterCount,
    estimatedCount: left.estimatedCount + right.estimatedCount,
  };
}
