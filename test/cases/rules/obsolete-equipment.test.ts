import {
  type Judgement,
  judgeObsoleteEquipment,
  type RuleContext,
  targetPeriodAt,
} from '@hengneng/domain';
import { describe } from 'vitest';

import { runScenarios, type Scenario, ZONE } from './support/scenario.ts';

type Equipment = Parameters<typeof judgeObsoleteEquipment>[0]['equipment'];

const MOTOR: Equipment = {
  ...{ id: 'Q07', title: 'Y132M-4 电动机', source: '高耗能落后机电设备（产品）淘汰目录（第二批）' },
  ...{ eliminateBy: '2026-06-30', removedOn: null },
};

function ask(given: Equipment, whens: readonly Partial<Equipment>[], context: RuleContext) {
  const period = targetPeriodAt(context.nowMs, 'year', ZONE);
  const equipment = { ...given, ...whens.at(-1) };
  return judgeObsoleteEquipment({ context, equipment, period }) satisfies Judgement;
}

const SCENARIOS: readonly Scenario<Equipment, Partial<Equipment>>[] = [
  {
    name: 'notice ninety days before, in use after its day 2, cleared when it is removed',
    given: MOTOR,
    looks: [
      { on: '2026-03-31', shows: { alert: 'none' } },
      { on: '2026-04-01', shows: { alert: 1, did: ['opened'], message: /应于 2026-06-30 前淘汰/ } },
      { on: '2026-06-30', shows: { alert: 1 } },
      { on: '2026-07-01', shows: { alert: 2, did: ['raised'], message: /仍在使用/ } },
      { on: '2026-08-01', when: { removedOn: '2026-07-31' }, shows: { alert: 2 } },
      { on: '2026-08-01T13:00', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'what was removed in time is never mentioned',
    given: { ...MOTOR, removedOn: '2026-03-01' },
    looks: ['2026-04-01', '2026-07-01'].map((on) => ({ on, shows: { alert: 'none' } })),
  },
];

describe('obsolete-equipment', () => {
  runScenarios(SCENARIOS, ask);
});
