import {
  type DueDuty,
  type Judgement,
  judgeDueDuty,
  type PolicyThresholds,
  type RuleContext,
  targetPeriodAt,
} from '@hengneng/domain';

import { type Scenario, ZONE } from './support/scenario.ts';

interface Given {
  readonly duty: DueDuty;
  readonly thresholds?: PolicyThresholds;
}

const REPORT: DueDuty = {
  ...{ id: 'report-2024', titleZh: '2024年度能源利用状况报告', titleEn: 'Yearly report 2024' },
  ...{ dueOn: '2025-03-31', doneOn: null },
};

/** Asks the rule. */
export function ask(
  { duty, thresholds }: Given,
  whens: readonly Partial<DueDuty>[],
  base: RuleContext,
) {
  const period = targetPeriodAt(base.nowMs, 'year', ZONE);
  const now = { ...duty, ...whens.at(-1) };
  return judgeDueDuty({ context: base, duty: now, period, thresholds }) satisfies Judgement;
}

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<Given, Partial<DueDuty>>[] = [
  {
    name: 'notice fifteen days before, late the day after, cleared when it is handed in',
    given: { duty: REPORT },
    looks: [
      { on: '2025-03-15', shows: { alert: 'none' } },
      { on: '2025-03-16', shows: { alert: 1, did: ['opened'], message: /将于 2025-03-31 到期/ } },
      { on: '2025-03-31T23:30', shows: { alert: 1 } },
      { on: '2025-04-01T00:30', shows: { alert: 2, did: ['raised'], message: /已逾期/ } },
      { on: '2025-05-01', when: { doneOn: '2025-05-01' }, shows: { alert: 2 } },
      { on: '2025-05-01T13:00', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'handed in before the notice it is never mentioned',
    given: { duty: { ...REPORT, doneOn: '2025-02-20' } },
    looks: ['2025-03-20', '2025-04-01', '2025-11-21'].map((on) => ({
      on,
      shows: { alert: 'none' },
    })),
  },
  {
    name: 'a policy sets its own notice',
    given: { duty: REPORT, thresholds: { 'duty-due': { noticeDays: 5 } } },
    looks: [
      { on: '2025-03-25', shows: { alert: 'none' } },
      { on: '2025-03-26', shows: { alert: 1, did: ['opened'] } },
    ],
  },
];
