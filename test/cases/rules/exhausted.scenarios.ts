import { judgeExhausted } from '@hengneng/domain';

import { askBudget, type BudgetGiven } from './support/budget.ts';
import type { Scenario } from './support/scenario.ts';

const BUDGET = { limit: 1_200, monthlyPlan: Array<number>(12).fill(100) };

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<BudgetGiven>[] = [
  {
    name: 'a plant far under its budget is never warned',
    given: { ...BUDGET, electricity: [], thereafter: 80 },
    looks: ['2025-06-02', '2025-12-20', '2026-01-02'].map((on) => ({
      on,
      shows: { alert: 'none' },
    })),
  },
  {
    name: 'a budget used to the last tonne in December was kept',
    given: { ...BUDGET, electricity: [], thereafter: 100 },
    looks: [
      { on: '2025-12-02', shows: { alert: 'none', figures: { actual: 1_100 } } },
      { on: '2026-01-02', shows: { alert: 'none', figures: { actual: 1_200, usedRatio: 1 } } },
    ],
  },
  {
    name: 'a tenth of a tonne over it in December was not',
    given: { ...BUDGET, electricity: Array<number>(11).fill(100), thereafter: 100.1 },
    looks: [
      { on: '2025-12-20', shows: { alert: 'none' } },
      {
        on: '2026-01-02',
        shows: {
          alert: 3,
          did: ['opened'],
          preview: false,
          figures: { actual: 1_200.1, limit: 1_200 },
          arithmetic: /1200\.1 tce of 1200 tce/,
          message: /用能预算已用完/,
        },
      },
    ],
  },
  {
    name: 'a budget that October leaves a tonne of is not exhausted, but for a preview',
    given: { ...BUDGET, electricity: Array<number>(10).fill(119.9), thereafter: 100 },
    looks: [
      { on: '2025-10-31T20:00', shows: { alert: 'none' } },
      { on: '2025-11-02', shows: { alert: 1, did: ['opened'], preview: true } },
      { on: '2025-12-02', shows: { alert: 3, did: ['raised'], preview: false } },
    ],
  },
  {
    name: 'a budget that October uses to the last tonne is exhausted, once',
    given: { ...BUDGET, electricity: Array<number>(10).fill(120), thereafter: 100 },
    looks: [
      {
        on: '2025-11-02',
        shows: { alert: 3, did: ['opened'], preview: false, value: 1_200 },
      },
      { on: '2025-11-21', shows: { alert: 3 } },
      { on: '2025-12-02', shows: { alert: 3 } },
      { on: '2026-01-02', shows: { alert: 3 } },
    ],
  },
  {
    name: 'a correction by half a per cent does not clear it, one by more does',
    given: {
      ...BUDGET,
      electricity: Array<number>(10).fill(120),
      thereafter: 0,
      corrected: [
        { on: '2025-11-05', month: '2025-10', electricity: 115 },
        { on: '2025-11-10', month: '2025-10', electricity: 113 },
      ],
    },
    looks: [
      { on: '2025-11-02', shows: { alert: 3, did: ['opened'] } },
      { on: '2025-11-05', shows: { alert: 3, value: 1_195 } },
      { on: '2025-11-06', shows: { alert: 3 } },
      { on: '2025-11-10', shows: { alert: 3, value: 1_193 } },
      { on: '2025-11-10T13:30', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'each month’s budget is an alert of its own',
    given: { limit: 100, period: 'month', electricity: [100.1, 99, 101], thereafter: 90 },
    looks: [
      { on: '2025-02-02', shows: { alert: 3, did: ['opened'] } },
      { on: '2025-03-02', shows: { alert: 'none' } },
      { on: '2025-04-02', shows: { alert: 3, did: ['opened'] } },
    ],
  },
  {
    name: 'three months’ coal in the yard uses no budget',
    given: {
      ...BUDGET,
      limit: 250,
      monthlyPlan: Array<number>(12).fill(250 / 12),
      electricity: [],
      thereafter: 10,
      coal: {
        '2025-01': { opening: 30, purchased: 300, closing: 320 },
        '2025-02': { opening: 320, purchased: 0, closing: 310 },
      },
    },
    looks: [
      { on: '2025-02-02', shows: { alert: 'none', figures: { actual: 20 } } },
      { on: '2025-03-02', shows: { alert: 'none', figures: { actual: 40 } } },
    ],
  },
  {
    name: 'without data the last state stays',
    given: {
      ...BUDGET,
      electricity: Array<number>(10).fill(120),
      thereafter: 10,
      completeness: { '2025-11': 0.2 },
    },
    looks: [
      { on: '2025-11-02', shows: { alert: 3, did: ['opened'] } },
      { on: '2025-12-20', shows: { alert: 3 } },
    ],
  },
];

/** Asks the rule. */
export const ask = askBudget(judgeExhausted);
