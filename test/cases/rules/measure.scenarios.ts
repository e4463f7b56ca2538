import {
  type Judgement,
  judgeMeasure,
  type Measure,
  type RuleContext,
  targetPeriodAt,
} from '@hengneng/domain';

import { type Scenario, ZONE } from './support/scenario.ts';

const WASTE_HEAT: Measure = {
  ...{ id: 'M1', category: 'waste-heat', title: '窑尾余热发电', status: 'running' },
  ...{ start: '2025-03-01', end: '2025-09-30' },
  milestones: [{ due: '2025-06-30', title: '设备到货' }],
};

/** Asks the rule. */
export function ask(
  given: Measure,
  whens: readonly Partial<Measure>[],
  context: RuleContext,
): Judgement {
  const measure = { ...given, ...whens.at(-1) };
  const period = targetPeriodAt(context.nowMs, 'year', ZONE);
  return judgeMeasure({ context, measure, period });
}

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<Measure, Partial<Measure>>[] = [
  {
    name: 'on the day itself a milestone is in time, the day after it is late; done, it clears',
    given: WASTE_HEAT,
    looks: [
      { on: '2025-06-30', shows: { alert: 'none' } },
      {
        on: '2025-07-01T00:30',
        shows: { alert: 1, did: ['opened'], message: /“设备到货”已逾期（期限 2025-06-30）/ },
      },
      { on: '2025-07-15', shows: { alert: 1 } },
      {
        on: '2025-08-01',
        when: { milestones: [{ due: '2025-06-30', title: '设备到货', doneOn: '2025-08-01' }] },
        shows: { alert: 1 },
      },
      { on: '2025-08-01T13:00', shows: { alert: 'resolved', did: ['resolved'] } },
      { on: '2025-09-30', shows: { alert: 'resolved' } },
      { on: '2025-10-01', shows: { alert: 2, did: ['re-fired'], message: /措施“.*”已逾期/ } },
    ],
  },
  {
    name: 'a late milestone becomes a late measure on the same row',
    given: WASTE_HEAT,
    looks: [
      { on: '2025-07-01', shows: { alert: 1, did: ['opened'] } },
      { on: '2025-10-01', shows: { alert: 2, did: ['raised'] } },
    ],
  },
  {
    name: 'a measure that was done in time is never late',
    given: { ...WASTE_HEAT, status: 'done', doneOn: '2025-06-20' },
    looks: ['2025-07-01', '2025-10-01'].map((on) => ({ on, shows: { alert: 'none' } })),
  },
];
