import { judgeUnitProduct } from '@hengneng/domain';

import { askRatio, type RatioGiven } from './support/ratio.ts';
import type { Scenario } from './support/scenario.ts';

/** 1 000 t of clinker a month: tce of a month are kgce per tonne. */
const OUTPUT = Array<number>(12).fill(1_000);
const YEAR_END = '2026-01-02';

const wholeYear = (name: string, kgce: number, alert: 'none' | 3): Scenario<RatioGiven> => ({
  name,
  given: { limit: 117, output: OUTPUT, electricity: [], thereafter: kgce },
  looks: [
    {
      on: YEAR_END,
      shows: {
        alert,
        ...(alert === 'none' ? {} : { did: ['opened'], message: /单位产品能耗超限额/ }),
        figures: { ratio: kgce, limit: 117, energy: 12 * kgce, output: 12_000 },
        arithmetic: /over 12000 units = /,
      },
    },
  ],
});

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<RatioGiven>[] = [
  wholeYear('a year far under the limit', 95, 'none'),
  wholeYear('a year near the limit', 116.9, 'none'),
  wholeYear('a year at the limit', 117, 'none'),
  wholeYear('a year just over it', 117.1, 3),
  {
    name: 'a month over is only a warning, and one month under clears it',
    given: { limit: 117, output: OUTPUT, electricity: [110, 118, 110], thereafter: 110 },
    looks: [
      { on: '2025-02-02', shows: { alert: 'none' } },
      {
        on: '2025-03-02',
        shows: { alert: 1, did: ['opened'], figures: { lastMonthRatio: 118, ratio: 114 } },
      },
      { on: '2025-04-02', shows: { alert: 1, value: 338 / 3 } },
      { on: '2025-04-03', shows: { alert: 'resolved', did: ['resolved'] } },
      { on: YEAR_END, shows: { alert: 'resolved' } },
    ],
  },
  {
    name: 'within one per cent of the limit a warning is held',
    given: { limit: 117, output: OUTPUT, electricity: [118, 116], thereafter: 110 },
    looks: [
      { on: '2025-02-02', shows: { alert: 1, did: ['opened'] } },
      { on: '2025-03-02', shows: { alert: 1 } },
      { on: '2025-03-03', shows: { alert: 1 } },
      { on: '2025-06-02', shows: { alert: 1 } },
      { on: '2025-06-03', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'the running month says nothing',
    given: { limit: 117, output: OUTPUT, electricity: [110, 400], thereafter: 110 },
    looks: [{ on: '2025-02-20', shows: { alert: 'none', months: ['2025-01'] } }],
  },
  {
    name: 'without output it waits, and keeps what it said',
    given: {
      limit: 117,
      electricity: [],
      thereafter: 118,
      output: [1_000, null, 1_000],
    },
    looks: [
      { on: '2025-01-20', shows: { alert: 'none', notJudged: 'too-early' } },
      { on: '2025-02-02', shows: { alert: 1, did: ['opened'] } },
      { on: '2025-03-02', shows: { alert: 1, notJudged: 'awaiting-output' } },
    ],
  },
  {
    name: 'a new line is held to the entry level of the standard',
    given: {
      standard: 'GB 16780-2021',
      commissionedOn: '2024-05-01',
      output: OUTPUT,
      electricity: [],
      thereafter: 110,
    },
    looks: [
      { on: '2025-02-02', shows: { alert: 1, did: ['opened'], figures: { limit: 107 } } },
      { on: YEAR_END, shows: { alert: 3, did: ['raised'] } },
    ],
  },
  {
    name: 'an old line is held to level 3',
    given: {
      standard: 'GB 16780-2021',
      commissionedOn: '2010-05-01',
      circumstances: { altitudeM: 80 },
      output: OUTPUT,
      electricity: [],
      thereafter: 110,
    },
    looks: [{ on: YEAR_END, shows: { alert: 'none', figures: { limit: 117 } } }],
  },
  {
    name: 'a limit below zero is a limit like others',
    given: { limit: -12, output: OUTPUT, electricity: [-12, -11.9], thereafter: -13 },
    looks: [
      { on: '2025-02-02', shows: { alert: 'none', value: -12 } },
      { on: '2025-03-02', shows: { alert: 1, did: ['opened'], value: -11.95 } },
      { on: '2025-05-02', shows: { alert: 1 } },
      { on: '2025-05-03', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'a delivery of coal is no energy per tonne',
    given: {
      limit: 117,
      output: OUTPUT,
      electricity: [],
      thereafter: 20,
      coal: {
        '2025-01': { opening: 100, purchased: 290, closing: 300 },
        '2025-02': { opening: 300, purchased: 0, closing: 210 },
      },
    },
    looks: [
      { on: '2025-02-02', shows: { alert: 'none', value: 110 } },
      { on: '2025-03-02', shows: { alert: 'none', value: 110 } },
    ],
  },
];

/** Asks the rule. */
export const ask = askRatio(judgeUnitProduct);
