import { judgeProgress } from '@hengneng/domain';

import { askBudget, type BudgetGiven } from './support/budget.ts';
import type { Scenario } from './support/scenario.ts';

/** 100 tce a month. */
const PLAN = { limit: 1_200, monthlyPlan: Array<number>(12).fill(100) };
const JANUARY_TO_OCTOBER = Array.from(
  { length: 10 },
  (_, index) => `2025-${String(index + 1).padStart(2, '0')}`,
);

/** Two settled months; March goes on as planned. */
const twoMonths = (name: string, second: number, alert: 0 | 1 | 2 | 3): Scenario<BudgetGiven> => ({
  name: `${name}: ${100 + second} tce of 200 planned`,
  given: { ...PLAN, electricity: [100, second], thereafter: 100 },
  looks: [
    {
      on: '2025-03-02',
      shows:
        alert === 0
          ? { alert: 'none', figures: { actual: 100 + second, planned: 200 } }
          : {
              alert,
              did: ['opened'],
              preview: false,
              months: ['2025-01', '2025-02'],
              figures: {
                actual: 100 + second,
                planned: 200,
                limit: 1_200,
                progressRatio: (100 + second) / 200,
              },
              arithmetic: / tce \/ 200 tce = /,
              message: /累计用能超时序进度/,
            },
    },
    { on: '2025-03-02T14:00', shows: { alert: alert === 0 ? 'none' : alert } },
  ],
});

const SIDES: readonly Scenario<BudgetGiven>[] = [
  twoMonths('just under plan', 99.9, 0),
  twoMonths('on plan', 100, 0),
  twoMonths('just over plan', 100.1, 1),
  twoMonths('at 105 %', 110, 1),
  twoMonths('just over 105 %', 110.1, 2),
  twoMonths('at 110 %', 120, 2),
  twoMonths('just over 110 %', 120.1, 3),
];

const STORIES: readonly Scenario<BudgetGiven>[] = [
  {
    name: 'a plant far under its plan is never warned',
    given: { ...PLAN, electricity: [], thereafter: 80 },
    looks: ['2025-01-20', '2025-02-03', '2025-06-15', '2025-11-21', '2026-01-02'].map((on) => ({
      on,
      shows: { alert: 'none' },
    })),
  },
  {
    name: 'a plant exactly on plan in November is not warned',
    given: { ...PLAN, electricity: [], thereafter: 100 },
    looks: [
      { on: '2025-11-02', shows: { alert: 'none', value: 1, months: JANUARY_TO_OCTOBER } },
      { on: '2025-11-21', shows: { alert: 'none', value: 1 } },
      { on: '2026-01-02', shows: { alert: 'none', value: 1 } },
    ],
  },
  {
    name: 'a plant whose season follows a plan of earlier years is not warned',
    given: {
      // 2024 has a day more.
      limit: 1_230,
      electricity: [70, 35, 40, 40, 45, 50, 120, 150, 140, 190, 170, 150],
      earlierYears: [
        { year: 2024, months: [70, 35, 40, 40, 45, 50, 120, 150, 140, 190, 170, 150] },
      ],
    },
    looks: ['2025-04-02', '2025-08-02', '2025-11-02', '2026-01-02'].map((on) => ({
      on,
      shows: { alert: 'none' },
    })),
  },
  {
    name: 'one warning comes, is raised, and goes only below the level by one per cent',
    given: { ...PLAN, electricity: [100, 100, 118, 114, 86, 98, 78], thereafter: 90 },
    looks: [
      // The first days of March already show it; that is a preview.
      { on: '2025-03-02', shows: { alert: 1, did: ['opened'], preview: true } },
      // 318 of 300.
      { on: '2025-04-02', shows: { alert: 2, did: ['raised'], preview: false, value: 1.06 } },
      { on: '2025-04-20', shows: { alert: 2 } },
      // 432 of 400.
      { on: '2025-05-02', shows: { alert: 2, value: 1.08 } },
      // 518 of 500: under 1.05, and under the 1.04 that hysteresis asks for; an hour must pass.
      { on: '2025-06-02', shows: { alert: 2, value: 1.036 } },
      { on: '2025-06-02T14:00', shows: { alert: 1, did: ['lowered'] } },
      // 616 of 600.
      { on: '2025-07-02', shows: { alert: 1 } },
      // 694 of 700: below plan, not by one per cent.
      { on: '2025-08-02', shows: { alert: 1 } },
      // 784 of 800.
      { on: '2025-09-02', shows: { alert: 1, value: 0.98 } },
      { on: '2025-09-02T14:00', shows: { alert: 'resolved', did: ['resolved'] } },
      { on: '2026-01-02', shows: { alert: 'resolved' } },
    ],
  },
  {
    name: 'a warning that was lifted fires again on the same row',
    given: { ...PLAN, electricity: [110, 80, 130], thereafter: 100 },
    looks: [
      { on: '2025-02-02', shows: { alert: 2, did: ['opened'] } },
      { on: '2025-03-02', shows: { alert: 2, value: 0.95 } },
      { on: '2025-03-02T13:00', shows: { alert: 'resolved', did: ['resolved'] } },
      { on: '2025-04-02', shows: { alert: 2, did: ['re-fired'], value: 320 / 300 } },
    ],
  },
  {
    name: 'the next period is a new alert',
    given: { limit: 100, period: 'month', electricity: [112, 95, 112], thereafter: 90 },
    looks: [
      { on: '2025-02-02', shows: { alert: 3, did: ['opened'], months: ['2025-01'] } },
      { on: '2025-03-02', shows: { alert: 'none', months: ['2025-02'] } },
      { on: '2025-04-02', shows: { alert: 3, did: ['opened'], months: ['2025-03'] } },
    ],
  },
  {
    name: 'a spike in January raises no formal warning',
    given: { ...PLAN, electricity: [100, 90], thereafter: 100, firstHalf: { '2025-01': 0.9 } },
    looks: [
      { on: '2025-01-06', shows: { alert: 'none', notJudged: 'too-early' } },
      { on: '2025-01-16', shows: { alert: 1, did: ['opened'], preview: true } },
      { on: '2025-02-02', shows: { alert: 1, preview: true, value: 1 } },
      { on: '2025-03-02', shows: { alert: 1, preview: true, value: 0.95 } },
      { on: '2025-03-02T13:00', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'the running month only previews, whatever it shows',
    given: { ...PLAN, electricity: [90, 90, 400] },
    looks: [
      { on: '2025-03-20', shows: { alert: 1, did: ['opened'], preview: true } },
      { on: '2025-03-31', shows: { alert: 1, preview: true } },
      { on: '2025-04-02', shows: { alert: 3, did: ['raised'], preview: false } },
    ],
  },
  {
    name: 'a delivery of three months’ coal raises nothing',
    given: {
      ...PLAN,
      electricity: [],
      thereafter: 80,
      coal: {
        '2025-01': { opening: 20, purchased: 20, closing: 20 },
        '2025-02': { opening: 20, purchased: 20, closing: 20 },
        // 60 tce come in, 20 are burned.
        '2025-03': { opening: 20, purchased: 60, closing: 60 },
        '2025-04': { opening: 60, purchased: 0, closing: 40 },
      },
    },
    looks: [
      { on: '2025-03-15', shows: { alert: 'none' } },
      { on: '2025-04-02', shows: { alert: 'none', figures: { actual: 300, planned: 300 } } },
      { on: '2025-05-02', shows: { alert: 'none', figures: { actual: 400, planned: 400 } } },
    ],
  },
  {
    name: 'a month whose ledger is awaited is not judged, nor what follows it',
    given: {
      ...PLAN,
      electricity: [],
      thereafter: 100,
      coal: {
        '2025-01': { opening: 0, purchased: 0, closing: 0 },
        '2025-02': { opening: 0, purchased: 30, closing: 0 },
      },
      ledgerIn: { '2025-02': '2025-04-20' },
    },
    looks: [
      { on: '2025-03-02', shows: { alert: 'none', months: ['2025-01'] } },
      { on: '2025-04-02', shows: { alert: 'none', months: ['2025-01'] } },
      // 330 of 300, known only now.
      { on: '2025-04-20', shows: { alert: 2, did: ['opened'], value: 1.1 } },
    ],
  },
  {
    name: 'missing data keeps the last state',
    given: { ...PLAN, electricity: [112, 60], completeness: { '2025-02': 0.85 }, thereafter: 60 },
    looks: [
      { on: '2025-02-02', shows: { alert: 3, did: ['opened'] } },
      { on: '2025-03-02', shows: { alert: 3, months: ['2025-01'] } },
      { on: '2025-06-02', shows: { alert: 3, months: ['2025-01'] } },
    ],
  },
  {
    name: 'a plant that falls silent is neither warned nor cleared',
    given: { ...PLAN, electricity: [90, 100.5], thereafter: 100, silentAfter: '2025-03-10' },
    looks: [
      { on: '2025-03-05', shows: { alert: 'none' } },
      { on: '2025-06-05', shows: { alert: 'none', months: ['2025-01', '2025-02'] } },
    ],
  },
  {
    name: 'mostly estimated data support no 3',
    given: { ...PLAN, electricity: [130], thereafter: 100, estimated: { '2025-01': 0.6 } },
    looks: [
      {
        on: '2025-02-02',
        shows: { alert: 2, did: ['opened'], cappedBy: ['mostly-estimated'] },
      },
    ],
  },
  {
    name: 'an expired meter supports no 3',
    given: { ...PLAN, electricity: [130], thereafter: 100, hasExpiredMeter: true },
    looks: [
      { on: '2025-02-02', shows: { alert: 2, did: ['opened'], cappedBy: ['expired-meter'] } },
    ],
  },
  {
    name: 'an approved correction clears what it explains',
    given: {
      ...PLAN,
      electricity: [112],
      thereafter: 95,
      corrected: [{ on: '2025-02-10', month: '2025-01', electricity: 95 }],
    },
    looks: [
      { on: '2025-02-03', shows: { alert: 3, did: ['opened'] } },
      { on: '2025-02-10', shows: { alert: 3, value: 0.95 } },
      { on: '2025-02-10T14:00', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'a policy sets its own thresholds, or switches the rule off',
    given: {
      ...PLAN,
      electricity: [104],
      thereafter: 100,
      thresholds: { progress: { severity1Ratio: 1.05 } },
    },
    looks: [{ on: '2025-02-03', shows: { alert: 'none', value: 1.04 } }],
  },
  {
    name: 'a rule that is switched off is not judged',
    given: { ...PLAN, electricity: [150], thresholds: { progress: { enabled: false } } },
    looks: [{ on: '2025-02-03', shows: { alert: 'none', notJudged: 'disabled' } }],
  },
];

/** Each side of each threshold, then over a calendar. */
export const SCENARIOS = [...SIDES, ...STORIES];

/** Asks the rule. */
export const ask = askBudget(judgeProgress);
