import { judgeTrend, type RuleContext, targetPeriodAt } from '@hengneng/domain';

import { monthsAt, type Plant } from './support/plant.ts';
import { type Scenario, ZONE } from './support/scenario.ts';

interface TrendGiven extends Plant {
  /** kgce per tonne in the same months of the year before. */
  readonly yearBefore: readonly (number | null)[];
}

/** Energy per tonne of each settled month against that of the year before. */
export function ask(given: TrendGiven, _whens: readonly object[], context: RuleContext) {
  const period = targetPeriodAt(context.nowMs - 2 * 86_400_000, 'year', ZONE);
  const settled = monthsAt(given, period.months, context.nowMs)
    .filter(({ isClosed }) => isClosed)
    .map(({ month, value, output, estimatedShare }, index) => ({
      name: month,
      current: value === null || output == null ? null : (value * 1_000) / output,
      ...{ yearBefore: given.yearBefore[index] ?? null, estimatedShare },
    }));
  const target = { id: 'clinker', metric: 'kgce-per-unit', product: 'cement-clinker' } as const;
  return judgeTrend({ context, target, period, settled });
}

const OUTPUT = Array<number>(12).fill(1_000);
const BEFORE = Array<number>(12).fill(110);

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<TrendGiven>[] = [
  {
    name: 'a plant better than last year is never warned',
    given: { output: OUTPUT, yearBefore: BEFORE, electricity: [], thereafter: 100 },
    looks: ['2025-02-02', '2025-06-02', '2025-11-21'].map((on) => ({
      on,
      shows: { alert: 'none' },
    })),
  },
  {
    name: 'as last year is no rise',
    given: { output: OUTPUT, yearBefore: BEFORE, electricity: [], thereafter: 110 },
    looks: [{ on: '2025-11-21', shows: { alert: 'none', value: 0 } }],
  },
  {
    name: 'one month up is 1, two running are 2, and they clear half a per cent below',
    given: {
      ...{ output: OUTPUT, yearBefore: BEFORE, thereafter: 105 },
      electricity: [110.2, 112, 109.8, 109, 108],
    },
    looks: [
      {
        on: '2025-02-02',
        shows: {
          alert: 1,
          did: ['opened'],
          figures: { intensity: 110.2, intensityYearBefore: 110 },
          message: /能耗强度同比上升 0\.2 %/,
        },
      },
      { on: '2025-03-02', shows: { alert: 2, did: ['raised'] } },
      // 0.2 % below last year: held.
      { on: '2025-04-02', shows: { alert: 2 } },
      { on: '2025-04-03', shows: { alert: 2 } },
      { on: '2025-05-02', shows: { alert: 2 } },
      { on: '2025-05-03', shows: { alert: 'resolved', did: ['resolved'] } },
      { on: '2025-11-21', shows: { alert: 'resolved' } },
    ],
  },
  {
    name: 'without a month to compare with nothing is said, and nothing taken back',
    given: {
      ...{ output: OUTPUT, electricity: [], thereafter: 120 },
      yearBefore: [110, null, 110],
    },
    looks: [
      { on: '2025-02-02', shows: { alert: 1, did: ['opened'] } },
      { on: '2025-03-02', shows: { alert: 1, notJudged: 'no-comparison' } },
      { on: '2025-04-02', shows: { alert: 1 } },
    ],
  },
];
