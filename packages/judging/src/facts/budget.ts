import {
  addMonths,
  budgetForecasts,
  daysInMonth,
  isRatioTarget,
  type Judgement,
  judgeBudget,
  type KnownAmount,
  type MonthFigure,
  monthsBetween,
  planCurve,
  type Target,
  targetPeriodsOfYear,
} from '@hengneng/domain';

import type { EnterpriseRecord, PolicyYear } from '../enterprise-record.ts';
import type { FactGatherer } from '../gatherer.ts';
import { countedOf, historyBefore, knownValue, monthFigures } from '../month-figures.ts';
import { targetFacts } from '../target-facts.ts';

/** Months right before a period that say the level at its start. */
const MONTHS_BEFORE = 6;

/** Budgets (用能预算): progress, what is left, exhaustion, forecast. */
export const BUDGET_FACTS: FactGatherer = {
  name: 'budget',
  rules: ['progress', 'remaining-budget', 'exhausted', 'forecast'],
  cadence: 'always',
  gather: async (record) => {
    const judgements: Judgement[] = [];
    for (const policy of record.policies) {
      for (const target of policy.document.targets) {
        if (isRatioTarget(target) || target.limit === undefined) continue;
        judgements.push(...(await judgeTarget(record, policy, target, target.limit)));
      }
    }
    return judgements;
  },
};

async function judgeTarget(
  record: EnterpriseRecord,
  policy: PolicyYear,
  target: Target,
  limit: number,
): Promise<Judgement[]> {
  const { timeZone } = record.enterprise;
  const { year, document } = policy;
  const { accounts, context } = await targetFacts(record, policy, target);
  const months = await monthFigures(record, accounts, (account) =>
    countedOf(account, target, false),
  );
  const history = historyBefore(year, record, months);
  const { thresholds } = document;
  return targetPeriodsOfYear(year, target.period, timeZone)
    .filter(({ startMs }) => startMs < record.nowMs)
    .flatMap((period) => {
      const first = period.months[0] ?? '';
      const forecasts = budgetForecasts({
        ...{ period, months, history, timeZone, thresholds },
        before: amountsBefore(first, months),
        calendar: record.world.calendar,
        dataThroughMs: context.dataThroughMs,
      });
      const plan = planCurve(target, limit, period, history);
      return judgeBudget({
        ...{ context, target, period, limit, plan, months, thresholds },
        ...forecasts,
      });
    });
}

function amountsBefore(first: string, months: readonly MonthFigure[]): KnownAmount[] {
  const byMonth = new Map(months.map((figure) => [figure.month, figure]));
  const names = monthsBetween(addMonths(first, -MONTHS_BEFORE), addMonths(first, -1));
  return names.flatMap((month) => {
    const amount = knownValue(byMonth.get(month));
    return amount === null ? [] : [{ month, amount, days: daysInMonth(month) }];
  });
}
