import { judgeRemaining } from '@hengneng/domain';

import { askBudget, type BudgetGiven } from './support/budget.ts';
import type { Scenario } from './support/scenario.ts';

/** More is planned for the first half of the year than for the second. */
const EARLY_PLAN = { limit: 1_200, monthlyPlan: [...sixOf(140), ...sixOf(60)] };

function sixOf(tce: number): number[] {
  return Array<number>(6).fill(tce);
}

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<BudgetGiven>[] = [
  {
    name: 'a plant far under its plan is never warned',
    given: { ...EARLY_PLAN, electricity: [], thereafter: 70 },
    looks: ['2025-02-02', '2025-07-02', '2025-11-21', '2026-01-02'].map((on) => ({
      on,
      shows: { alert: 'none', ...(on === '2026-01-02' ? { notJudged: 'no-forecast' } : {}) },
    })),
  },
  {
    name: 'a plant on plan in November is not warned',
    given: {
      limit: 1_200,
      monthlyPlan: Array<number>(12).fill(100),
      electricity: [],
      thereafter: 100,
    },
    looks: [
      { on: '2025-11-02', shows: { alert: 'none', figures: { remaining: 200 } } },
      { on: '2025-11-21', shows: { alert: 'none' } },
      { on: '2025-12-02', shows: { alert: 'none', figures: { remaining: 100 } } },
    ],
  },
  {
    name: 'a plant on plan whose rest is near what it needs is not warned',
    given: { ...EARLY_PLAN, electricity: [], thereafter: 100 },
    looks: [
      { on: '2025-07-02', shows: { alert: 'none', figures: { remaining: 600 } } },
      { on: '2025-09-02', shows: { alert: 'none', figures: { remaining: 400 } } },
    ],
  },
  {
    name: 'a plant on plan whose rest will not do is warned once, and cleared when it saves',
    given: { ...EARLY_PLAN, electricity: [...sixOf(112), 112, 40, 20], thereafter: 20 },
    looks: [
      { on: '2025-02-02', shows: { alert: 'none' } },
      {
        on: '2025-08-02',
        shows: {
          alert: 1,
          did: ['opened'],
          preview: false,
          // 1 200 less 7 × 112.
          figures: { actual: 784, planned: 900, remaining: 416 },
          arithmetic: /1200 − 784 = 416 tce left/,
          message: /剩余用能预算不足/,
        },
      },
      { on: '2025-08-20', shows: { alert: 1 } },
      { on: '2025-10-02', shows: { alert: 1 } },
      { on: '2025-10-02T14:00', shows: { alert: 'resolved', did: ['resolved'] } },
      { on: '2025-11-21', shows: { alert: 'resolved' } },
    ],
  },
  {
    name: 'ahead of plan the progress rule speaks, not this one',
    given: { ...EARLY_PLAN, electricity: [], thereafter: 150 },
    looks: [{ on: '2025-04-02', shows: { alert: 'none' } }],
  },
  {
    name: 'without its ledger nothing is judged; the alert stays as it was',
    given: {
      ...EARLY_PLAN,
      electricity: [...sixOf(112)],
      thereafter: 112,
      coal: {},
      ledgerIn: { '2025-08': '2026-03-01' },
    },
    looks: [
      { on: '2025-08-02', shows: { alert: 1, did: ['opened'] } },
      { on: '2025-10-20', shows: { alert: 1 } },
    ],
  },
];

/** Asks the rule. */
export const ask = askBudget(judgeRemaining);
