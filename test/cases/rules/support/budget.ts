import {
  type BudgetFacts,
  budgetForecasts,
  CHINA_WORK_CALENDAR,
  type Judgement,
  type PolicyThresholds,
  planCurve,
  type RuleContext,
  type Target,
  type TargetPeriodUnit,
  targetPeriodAt,
  type YearOfMonths,
} from '@hengneng/domain';

import { dataThrough, monthsAt, type Plant } from './plant.ts';
import { ZONE } from './scenario.ts';

/** A plant and the budget that was issued to it. */
export interface BudgetGiven extends Plant {
  /** tce of the period, calorific value. */
  readonly limit: number;
  readonly period?: TargetPeriodUnit;
  readonly monthlyPlan?: readonly number[];
  readonly earlierYears?: readonly YearOfMonths[];
  readonly thresholds?: PolicyThresholds;
  readonly hasExpiredMeter?: boolean;
}

/** The facts of a budget as a plant's figures give them at the context's time. */
export function budgetFacts(given: BudgetGiven, base: RuleContext): BudgetFacts {
  const { limit, period: unit = 'year', earlierYears = [], thresholds } = given;
  const dataThroughMs = dataThrough(given, base.nowMs);
  const hasExpiredMeter = given.hasExpiredMeter ?? false;
  const context = { ...base, dataThroughMs, hasExpiredMeter };
  const target: Target = {
    ...{ id: 'total', metric: 'tce', basis: 'calorific', period: unit, limit },
    ...(given.monthlyPlan === undefined ? {} : { monthlyPlan: given.monthlyPlan }),
  };
  // The day after its end a period is judged once more, when its last month is closed.
  const period = targetPeriodAt(base.nowMs - 2 * 86_400_000, unit, ZONE);
  const months = monthsAt(given, period.months, base.nowMs);
  const forecasts = budgetForecasts({
    ...{ period, months, history: earlierYears, calendar: CHINA_WORK_CALENDAR },
    ...{ timeZone: ZONE, dataThroughMs, thresholds },
  });
  const plan = planCurve(target, limit, period, earlierYears);
  return { context, target, period, limit, plan, months, ...forecasts, thresholds };
}

/** Asks one rule about the budget. */
export function askBudget(rule: (facts: BudgetFacts) => Judgement) {
  return (given: BudgetGiven, _whens: readonly object[], context: RuleContext): Judgement =>
    rule(budgetFacts(given, context));
}
