import {
  type DataDutyFacts,
  type Judgement,
  judgeDataDuty,
  monthPeriod,
  type RuleContext,
} from '@hengneng/domain';

import { type Scenario, ZONE } from './support/scenario.ts';

type Duty = 'completeness' | 'day-month-gap' | 'silence';
type Reported = Partial<
  Pick<DataDutyFacts, 'completeness' | 'dayMonthGapRatio' | 'silentWorkingDays'>
>;

/** The duty named, as it was last seen. */
export function ask(given: Duty, whens: readonly Reported[], context: RuleContext): Judgement {
  const facts = {
    ...{ completeness: null, dayMonthGapRatio: null, silentWorkingDays: null },
    ...whens.at(-1),
  };
  const period = { name: '2025-03', ...monthPeriod('2025-03', ZONE) };
  const found = judgeDataDuty({ context, period, ...facts });
  const one = found.find(({ targetId }) => targetId === given);
  if (one === undefined) throw new Error(`${given} is judged.`);
  return one;
}

const rows = (
  name: string,
  given: Duty,
  when: Reported,
  alert: 'none' | 1,
): Scenario<Duty, Reported> => ({
  name,
  given,
  looks: [
    {
      on: '2025-04-02',
      when,
      shows: alert === 'none' ? { alert } : { alert, did: ['opened'], message: /^数据告警/ },
    },
    { on: '2025-04-02T15:00', shows: { alert } },
  ],
});

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<Duty, Reported>[] = [
  rows('all readings', 'completeness', { completeness: 1 }, 'none'),
  rows('90 % of the readings', 'completeness', { completeness: 0.9 }, 'none'),
  rows('89.9 % of the readings', 'completeness', { completeness: 0.899 }, 1),
  rows('days and month 5 % apart', 'day-month-gap', { dayMonthGapRatio: 0.05 }, 'none'),
  rows('days and month 5.1 % apart', 'day-month-gap', { dayMonthGapRatio: 0.051 }, 1),
  rows('silent for three working days', 'silence', { silentWorkingDays: 3 }, 'none'),
  rows('silent for four working days', 'silence', { silentWorkingDays: 4 }, 1),
  {
    name: 'late data clear the alarm; what is not known leaves it',
    given: 'completeness',
    looks: [
      { on: '2025-04-02', when: { completeness: 0.7 }, shows: { alert: 1, did: ['opened'] } },
      {
        on: '2025-04-03',
        when: { completeness: null },
        shows: { alert: 1, notJudged: 'no-data' },
      },
      { on: '2025-04-04', when: { completeness: 0.95 }, shows: { alert: 1 } },
      { on: '2025-04-04T13:00', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'where the policy says so it waits for an hour, and stays for two',
    given: 'completeness',
    settling: { raiseDwellMinutes: 60, clearDwellMinutes: 120 },
    looks: [
      { on: '2025-04-02', when: { completeness: 0.7 }, shows: { alert: 'none' } },
      { on: '2025-04-02T12:59', shows: { alert: 'none' } },
      { on: '2025-04-02T13:00', shows: { alert: 1, did: ['opened'] } },
      { on: '2025-04-04', when: { completeness: 0.95 }, shows: { alert: 1 } },
      { on: '2025-04-04T13:59', shows: { alert: 1 } },
      { on: '2025-04-04T14:00', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
];
