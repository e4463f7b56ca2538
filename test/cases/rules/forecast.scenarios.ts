import { judgeForecast } from '@hengneng/domain';

import { askBudget, type BudgetGiven } from './support/budget.ts';
import type { Scenario } from './support/scenario.ts';

const BUDGET = { limit: 1_200, monthlyPlan: Array<number>(12).fill(100) };
const SEASON = [70, 35, 40, 40, 45, 50, 120, 150, 140, 190, 170, 150];

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<BudgetGiven>[] = [
  {
    name: 'a plant far under its budget is never warned',
    given: { ...BUDGET, electricity: [], thereafter: 80 },
    looks: ['2025-01-20', '2025-02-02', '2025-06-02', '2025-11-21'].map((on) => ({
      on,
      shows: { alert: 'none' },
    })),
  },
  {
    name: 'a plant on plan in November is not warned',
    given: { ...BUDGET, electricity: [], thereafter: 99 },
    looks: [
      { on: '2025-11-02', shows: { alert: 'none', figures: { actual: 990 } } },
      { on: '2025-11-21', shows: { alert: 'none' } },
      { on: '2026-01-02', shows: { alert: 'none', notJudged: 'no-forecast' } },
    ],
  },
  {
    name: 'the point over the limit is 1, the whole interval is 2; saving clears it',
    given: { ...BUDGET, electricity: [...Array<number>(6).fill(112), 60], thereafter: 45 },
    looks: [
      { on: '2025-02-02', shows: { alert: 1, did: ['opened'], message: /预计期末超预算/ } },
      { on: '2025-06-02', shows: { alert: 1 } },
      { on: '2025-07-02', shows: { alert: 2, did: ['raised'], preview: false } },
      { on: '2025-08-02', shows: { alert: 2 } },
      { on: '2025-08-03', shows: { alert: 1, did: ['lowered'] } },
      { on: '2025-09-02', shows: { alert: 1 } },
      { on: '2025-09-03', shows: { alert: 'resolved', did: ['resolved'] } },
      { on: '2025-11-21', shows: { alert: 'resolved' } },
    ],
  },
  {
    name: 'a plant whose season comes late is foreseen by its earlier years',
    given: {
      limit: 1_200,
      electricity: SEASON.map((tce) => tce * 1.15),
      earlierYears: [{ year: 2024, months: SEASON }],
    },
    looks: [
      { on: '2025-02-02', shows: { alert: 1, did: ['opened'] } },
      { on: '2025-11-02', shows: { alert: 2, did: ['raised'] } },
      { on: '2025-12-02', shows: { alert: 2 } },
    ],
  },
  {
    name: 'a season that is only beginning is no overuse',
    given: {
      limit: 1_260,
      electricity: SEASON,
      earlierYears: [{ year: 2024, months: SEASON }],
    },
    looks: ['2025-04-02', '2025-08-20', '2025-09-02', '2025-11-21'].map((on) => ({
      on,
      shows: { alert: 'none' },
    })),
  },
  {
    name: 'data that stop change nothing',
    given: { ...BUDGET, electricity: [], thereafter: 130, silentAfter: '2025-05-10' },
    looks: [
      { on: '2025-05-02', shows: { alert: 2, did: ['opened'] } },
      { on: '2025-09-02', shows: { alert: 2 } },
    ],
  },
];

/** Asks the rule. */
export const ask = askBudget(judgeForecast);
