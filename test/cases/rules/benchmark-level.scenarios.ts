import { judgeBaselineLevel } from '@hengneng/domain';

import { askRatio, type RatioGiven } from './support/ratio.ts';
import type { Scenario } from './support/scenario.ts';

const OUTPUT = Array<number>(12).fill(1_000);
const YEAR_END = '2026-01-02';
const GIVEN = { baselineLevel: 117, limit: 130, output: OUTPUT };

const wholeYear = (name: string, kgce: number, alert: 'none' | 2): Scenario<RatioGiven> => ({
  name,
  given: { ...GIVEN, electricity: [], thereafter: kgce },
  looks: [
    {
      on: YEAR_END,
      shows: {
        alert,
        ...(alert === 'none' ? {} : { did: ['opened'], message: /能效低于基准水平/ }),
        figures: { ratio: kgce, limit: 117 },
      },
    },
  ],
});

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<RatioGiven>[] = [
  wholeYear('a year at the sector’s benchmark', 100, 'none'),
  wholeYear('a year at the baseline', 117, 'none'),
  wholeYear('a year just worse than the baseline', 117.1, 2),
  {
    name: 'before the year is over it is 1, and clears with hysteresis',
    given: { ...GIVEN, electricity: [118, 116.5], thereafter: 112 },
    looks: [
      { on: '2025-02-02', shows: { alert: 1, did: ['opened'] } },
      { on: '2025-03-02', shows: { alert: 1 } },
      { on: '2025-03-03', shows: { alert: 1 } },
      { on: '2025-04-02', shows: { alert: 1, value: 346.5 / 3 } },
      { on: '2025-04-03', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'a product without a baseline is not judged',
    given: { limit: 117, output: OUTPUT, electricity: [], thereafter: 200 },
    looks: [{ on: YEAR_END, shows: { alert: 'none', notJudged: 'no-limit' } }],
  },
];

/** Asks the rule. */
export const ask = askRatio(judgeBaselineLevel);
