import {
  type Judgement,
  judgeApprovedProject,
  type RuleContext,
  targetPeriodAt,
} from '@hengneng/domain';

import { monthsAt, type Plant } from './support/plant.ts';
import { type Scenario, ZONE } from './support/scenario.ts';

interface Given extends Plant {
  /** tce a year, by its 节能审查. */
  readonly approved: number;
}

export function ask(given: Given, _whens: readonly object[], context: RuleContext): Judgement {
  const period = targetPeriodAt(context.nowMs - 2 * 86_400_000, 'year', ZONE);
  const months = monthsAt(given, period.months, context.nowMs);
  const sum = (some: typeof months) =>
    some.length === 0 ? null : some.reduce((total, { value }) => total + (value ?? 0), 0);
  return judgeApprovedProject({
    ...{ context, period, approved: given.approved, unit: 'tce', estimatedShare: 0 },
    project: { id: 'P1', title: '二期扩建', documentNo: '平发改审〔2024〕15号' },
    settledActual: sum(months.filter(({ isClosed }) => isClosed)),
    runningActual: sum(months),
  });
}

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<Given>[] = [
  {
    name: 'a project far under its approved energy is never warned',
    given: { approved: 1_200, electricity: [], thereafter: 60 },
    looks: ['2025-06-02', '2025-11-21', '2026-01-02'].map((on) => ({
      on,
      shows: { alert: 'none' },
    })),
  },
  {
    name: 'a project at its approved energy kept it',
    given: { approved: 1_200, electricity: [], thereafter: 100 },
    looks: [{ on: '2026-01-02', shows: { alert: 'none', figures: { settledActual: 1_200 } } }],
  },
  {
    name: 'a project over it is a preview first, then 2, once',
    given: { approved: 1_200, electricity: [], thereafter: 110 },
    looks: [
      { on: '2025-11-02', shows: { alert: 'none', figures: { settledActual: 1_100 } } },
      { on: '2025-11-29', shows: { alert: 1, did: ['opened'], preview: true } },
      {
        on: '2025-12-02',
        shows: {
          alert: 2,
          did: ['raised'],
          preview: false,
          figures: { settledActual: 1_210, approved: 1_200 },
          arithmetic: /平发改审〔2024〕15号/,
          message: /超过节能审查批复/,
        },
      },
      { on: '2026-01-02', shows: { alert: 2 } },
    ],
  },
  {
    name: 'a correction by half a per cent holds it, one by more clears it',
    given: {
      ...{ approved: 1_200, electricity: Array<number>(11).fill(110), thereafter: 0 },
      corrected: [
        { on: '2025-12-10', month: '2025-11', electricity: 98 },
        { on: '2025-12-20', month: '2025-11', electricity: 90 },
      ],
    },
    looks: [
      { on: '2025-12-02', shows: { alert: 2, did: ['opened'] } },
      { on: '2025-12-10', shows: { alert: 2 } },
      { on: '2025-12-11', shows: { alert: 2 } },
      { on: '2025-12-20', shows: { alert: 2 } },
      { on: '2025-12-21', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
];
