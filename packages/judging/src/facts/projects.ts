import type { RegisterEntry } from '@hengneng/database';
import {
  estimatedShareOf,
  type Judgement,
  judgeApprovedProject,
  knownMonths,
  monthsOfYear,
  settledMonths,
  settlingOf,
  totalOf,
} from '@hengneng/domain';

import type { EnterpriseRecord } from '../enterprise-record.ts';
import type { FactGatherer } from '../gatherer.ts';
import { countedOf, hasExpiredMeter, monthFigures } from '../month-figures.ts';
import { entriesOf, thresholdsIn, yearPeriod } from '../register-facts.ts';
import { recordContext } from '../target-facts.ts';

/** Projects whose energy was approved (节能审查): what they use in a year against what was approved. */
export const PROJECT_FACTS: FactGatherer = {
  name: 'approved-projects',
  rules: ['approved-project'],
  cadence: 'daily',
  gather: async (record) => {
    const projects = await entriesOf(record, 'approved-project');
    const thisYear = Number(record.today.slice(0, 4));
    const judged = await Promise.all(
      projects.flatMap((project) =>
        [thisYear - 1, thisYear].map((year) => judgeYear(record, project, year)),
      ),
    );
    return judged.flat();
  },
};

async function judgeYear(
  record: EnterpriseRecord,
  { key, document }: RegisterEntry<'approved-project'>,
  year: number,
): Promise<Judgement[]> {
  const { operatingFrom, meters, approvedTce, basis, name, documentNo } = document;
  const firstMonth = operatingFrom?.slice(0, 7);
  if (firstMonth === undefined || firstMonth > `${year}-12`) return [];
  const accounts = await record.accounts({
    account: 'comprehensive',
    ...(meters.length === 0 ? {} : { meterIds: meters }),
  });
  const figures = await monthFigures(record, accounts, (account) =>
    countedOf(account, { id: key, metric: 'tce', basis, period: 'year' }, false),
  );
  // Of the year that it began in what was before counts for the works as they were.
  const names = monthsOfYear(year).filter((month) => month >= firstMonth);
  const thresholds = thresholdsIn(record, year);
  const { settled } = settledMonths(names, figures, settlingOf(thresholds));
  const known = knownMonths(names, figures);
  const context = await recordContext(record);
  return [
    judgeApprovedProject({
      context: { ...context, hasExpiredMeter: hasExpiredMeter(record, accounts) },
      project: { id: key, title: name, documentNo },
      period: yearPeriod(record, year),
      ...{ approved: approvedTce, unit: 'tce', thresholds },
      settledActual: settled.length === 0 ? null : totalOf(settled),
      runningActual: known.length === 0 ? null : totalOf(known),
      estimatedShare: estimatedShareOf(settled.length === 0 ? known : settled),
    }),
  ];
}
