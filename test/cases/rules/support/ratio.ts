import {
  type Judgement,
  type LimitCircumstances,
  type LineFacts,
  limitOfTarget,
  type PolicyThresholds,
  type RatioFacts,
  REFERENCE_LIMIT_TABLE,
  type RuleContext,
  type Target,
  targetPeriodAt,
} from '@hengneng/domain';

import { dataThrough, monthsAt, type Plant } from './plant.ts';
import { ZONE } from './scenario.ts';

/** A plant, its product and the limit that binds its line. */
export interface RatioGiven extends Plant {
  /** kgce per tonne; absent: by the standard. */
  readonly limit?: number;
  readonly standard?: string;
  readonly baselineLevel?: number;
  readonly commissionedOn?: string;
  readonly circumstances?: LimitCircumstances;
  readonly thresholds?: PolicyThresholds;
}

/** Asks one rule about energy per tonne of cement clinker over the year. */
export function askRatio(rule: (facts: RatioFacts) => Judgement) {
  return (given: RatioGiven, _whens: readonly object[], base: RuleContext): Judgement => {
    const period = targetPeriodAt(base.nowMs - 2 * 86_400_000, 'year', ZONE);
    const target: Target = {
      ...{ id: 'clinker', metric: 'kgce-per-unit', basis: 'calorific', period: 'year' },
      product: 'cement-clinker',
      ...(given.limit === undefined ? {} : { limit: given.limit }),
      ...(given.standard === undefined ? {} : { standard: given.standard, level: 'binding' }),
      ...(given.baselineLevel === undefined ? {} : { baselineLevel: given.baselineLevel }),
    };
    const line: LineFacts = {
      commissionedOn: given.commissionedOn ?? null,
      circumstances: given.circumstances ?? {},
    };
    return rule({
      context: { ...base, dataThroughMs: dataThrough(given, base.nowMs) },
      ...{ target, period, months: monthsAt(given, period.months, base.nowMs) },
      limit: limitOfTarget(target, line, REFERENCE_LIMIT_TABLE, '2025-06-30'),
      thresholds: given.thresholds,
    });
  };
}
