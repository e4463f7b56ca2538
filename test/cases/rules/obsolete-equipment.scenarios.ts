import {
  type Judgement,
  judgeObsoleteEquipment,
  type RuleContext,
  targetPeriodAt,
} from '@hengneng/domain';

import { type Scenario, ZONE } from './support/scenario.ts';

type Equipment = Parameters<typeof judgeObsoleteEquipment>[0]['equipment'];

const MOTOR: Equipment = {
  ...{ id: 'Q07', title: 'Y132M-4 电动机', source: '高耗能落后机电设备（产品）淘汰目录（第二批）' },
  ...{ eliminateBy: '2025-06-30', removedOn: null },
};

/** Asks the rule. */
export function ask(given: Equipment, whens: readonly Partial<Equipment>[], context: RuleContext) {
  const period = targetPeriodAt(context.nowMs, 'year', ZONE);
  const equipment = { ...given, ...whens.at(-1) };
  return judgeObsoleteEquipment({ context, equipment, period }) satisfies Judgement;
}

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<Equipment, Partial<Equipment>>[] = [
  {
    name: 'notice ninety days before, in use after its day 2, cleared when it is removed',
    given: MOTOR,
    looks: [
      { on: '2025-03-31', shows: { alert: 'none' } },
      { on: '2025-04-01', shows: { alert: 1, did: ['opened'], message: /应于 2025-06-30 前淘汰/ } },
      { on: '2025-06-30', shows: { alert: 1 } },
      { on: '2025-07-01', shows: { alert: 2, did: ['raised'], message: /仍在使用/ } },
      { on: '2025-08-01', when: { removedOn: '2025-07-31' }, shows: { alert: 2 } },
      { on: '2025-08-01T13:00', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'what was removed in time is never mentioned',
    given: { ...MOTOR, removedOn: '2025-03-01' },
    looks: ['2025-04-01', '2025-07-01'].map((on) => ({ on, shows: { alert: 'none' } })),
  },
];
