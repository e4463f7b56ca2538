import { linearShape, monthShape, type YearOfMonths } from './month-shape.ts';
import type { Target } from './policy-document.ts';
import { monthPeriod, type TargetPeriod } from './target-period.ts';

/** Where a plan by month comes from. */
export const PLAN_METHODS = ['given', 'from-earlier-years', 'linear'] as const;
export type PlanMethod = (typeof PLAN_METHODS)[number];

/** The amounts planned for the months of a period; they add up to its limit (时序进度). */
export interface PlanCurve {
  readonly period: TargetPeriod;
  /** As many as the period has months, in the unit of the limit. */
  readonly amounts: readonly number[];
  readonly method: PlanMethod;
  /** Earlier years that the shape was taken from. */
  readonly years: readonly number[];
}

/**
 * The plan of a target's period: the one that the authority gave, or the limit spread as earlier years
 * were, or, as the last resort, evenly over the days. A limit for each month has one amount.
 *
 * @param history of the same quantity (metric, basis, account), earlier years in any order
 */
export function planCurve(
  target: Pick<Target, 'monthlyPlan'>,
  limit: number,
  period: TargetPeriod,
  history: readonly YearOfMonths[],
): PlanCurve {
  const given = target.monthlyPlan;
  if (given !== undefined && given.length === period.months.length) {
    return { period, amounts: given, method: 'given', years: [] };
  }
  const year = Number(period.months[0]?.slice(0, 4));
  const earlier = monthShape(
    year,
    history.filter((entry) => entry.year < year),
  );
  const shape = earlier ?? linearShape(year);
  const shares = period.months.map((month) => shape.shares[Number(month.slice(5)) - 1] ?? 0);
  const sum = shares.reduce((total, share) => total + share, 0);
  // A plant whose earlier years were all zero has no shape.
  const amounts = shares.map((share) =>
    sum > 0 ? (limit * share) / sum : limit / period.months.length,
  );
  const method = earlier === null ? 'linear' : 'from-earlier-years';
  return { period, amounts, method, years: shape.years };
}

/**
 * What the plan allows from the start of the period to an instant; within a month in proportion to
 * time. 0 before the period, the whole limit after it.
 */
export function plannedUntil(plan: PlanCurve, instantMs: number, timeZone: string): number {
  return plan.period.months.reduce((sum, month, index) => {
    const { startMs, endMs } = monthPeriod(month, timeZone);
    const passed = Math.min(1, Math.max(0, (instantMs - startMs) / (endMs - startMs)));
    return sum + (plan.amounts[index] ?? 0) * passed;
  }, 0);
}
