import {
  addMonths,
  isRatioTarget,
  type Judgement,
  judgeBaselineLevel,
  judgeTrend,
  judgeUnitProduct,
  limitByLines,
  localDate,
  type MonthFigure,
  type RegisteredLine,
  type RuleContext,
  ratioOf,
  settledMonths,
  settlingOf,
  type Target,
  type TargetPeriod,
  targetPeriodsOfYear,
  type YearOnYear,
} from '@hengneng/domain';

import type { EnterpriseRecord, PolicyYear } from '../enterprise-record.ts';
import type { FactGatherer } from '../gatherer.ts';
import { countedOf, knownValue, monthFigures } from '../month-figures.ts';
import { outputsOf, productsOf } from '../month-outputs.ts';
import { entriesOf } from '../register-facts.ts';
import { targetFacts } from '../target-facts.ts';

/** Targets per unit of something: limits of unit products, sector levels, the trend against last year. */
export const RATIO_FACTS: FactGatherer = {
  name: 'ratio',
  rules: ['unit-product-limit', 'benchmark-level', 'trend'],
  cadence: 'always',
  gather: async (record) => {
    const judgements: Judgement[] = [];
    const lines = (await entriesOf(record, 'production-line')).map(({ key, document }) => {
      return { ...document, id: key };
    });
    for (const policy of record.policies) {
      for (const target of policy.document.targets.filter(isRatioTarget)) {
        judgements.push(...(await judgeTarget(record, policy, target, lines)));
      }
    }
    return judgements;
  },
};

async function judgeTarget(
  record: EnterpriseRecord,
  policy: PolicyYear,
  target: Target,
  lines: readonly RegisteredLine[],
): Promise<Judgement[]> {
  const { timeZone } = record.enterprise;
  const { thresholds } = policy.document;
  const { context, months } = await ratioMonths(record, policy, target);
  return targetPeriodsOfYear(policy.year, target.period, timeZone)
    .filter(({ startMs }) => startMs < record.nowMs)
    .flatMap((period) => {
      const date = localDate(period.startMs, timeZone);
      const limit = limitByLines(target, lines, record.world.limits, date);
      const facts = { context, target, period, limit, months, thresholds };
      const settled = yearOnYear(target, period, months, thresholds);
      return [
        judgeUnitProduct(facts),
        ...(target.baselineLevel === undefined ? [] : [judgeBaselineLevel(facts)]),
        judgeTrend({ context, target, period, settled, thresholds }),
      ];
    });
}

/**
 * Numerator and output of a ratio target by month.
 *
 * @throws DomainError FACTOR_SET_NOT_FOUND
 */
export async function ratioMonths(
  record: EnterpriseRecord,
  policy: PolicyYear,
  target: Target,
): Promise<{ readonly context: RuleContext; readonly months: readonly MonthFigure[] }> {
  const { accounts, context } = await targetFacts(record, policy, target);
  const isSeparable = isEnergyOfProduct(record, target);
  const outputOf = outputsOf(record, target);
  const months = await monthFigures(
    record,
    accounts,
    (account) => {
      const counted = countedOf(account, target, true);
      return isSeparable ? counted : { ...counted, value: null };
    },
    outputOf,
  );
  return { context, months };
}

/**
 * Whether the energy that is counted is that of the product: of a line (a site) by itself, or of an
 * enterprise that makes nothing else. The energy of several products divided by one would be a breach
 * that nobody committed.
 */
function isEnergyOfProduct(record: EnterpriseRecord, target: Target): boolean {
  if (target.line !== undefined || target.product === undefined) return true;
  const products = productsOf(record);
  products.delete(target.product);
  return products.size === 0;
}

/** The settled months of a period against the same ones of the year before. */
function yearOnYear(
  target: Target,
  period: TargetPeriod,
  months: readonly MonthFigure[],
  thresholds: PolicyYear['document']['thresholds'],
): YearOnYear[] {
  const byName = new Map(months.map((figure) => [figure.month, figure]));
  const { settled } = settledMonths(period.months, months, settlingOf(thresholds));
  return settled.map((figure) => {
    const before = byName.get(addMonths(figure.month, -12));
    const isKnown = before !== undefined && knownValue(before) !== null;
    return {
      name: figure.month,
      current: ratioOf(target, [figure]),
      yearBefore: isKnown ? ratioOf(target, [before]) : null,
      estimatedShare: figure.estimatedShare,
    };
  });
}
