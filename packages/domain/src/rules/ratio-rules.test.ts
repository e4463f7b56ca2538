import { describe, expect, it } from 'vitest';

import { REFERENCE_LIMIT_TABLE } from '../limits/limit-table.ts';
import type { Target } from '../policy/policy-document.ts';
import { targetPeriodAt } from '../policy/target-period.ts';
import {
  judgeBaselineLevel,
  judgeTrend,
  judgeUnitProduct,
  limitOfTarget,
  type RatioFacts,
  ratioOf,
} from './ratio-rules.ts';
import type { MonthFigure } from './settled-months.ts';

const ZONE = 'Asia/Shanghai';
const YEAR = targetPeriodAt(Date.UTC(2026, 5, 1), 'year', ZONE);
const CLINKER: Target = {
  ...{ id: 'clinker', metric: 'kgce-per-unit', basis: 'calorific', product: 'cement-clinker' },
  ...{ period: 'year', limit: 117, benchmark: 100, baselineLevel: 117 },
};
const CONTEXT = {
  ...{ nowMs: YEAR.endMs, dataThroughMs: YEAR.endMs, timeZone: ZONE, policyVersion: '1' },
  ...{ factorSet: null, hasExpiredMeter: false },
};

/** Months of 1 000 t at so many kgce/t. */
function months(
  kgcePerTonne: readonly (number | null)[],
  outputT: number | null = 1_000,
): MonthFigure[] {
  return kgcePerTonne.map((value, index) => ({
    month: YEAR.months[index] ?? '',
    value,
    output: outputT,
    ...{ estimatedShare: 0, completeness: 1, isClosed: true, ledger: 'in' },
  }));
}

function facts(given: readonly MonthFigure[], limit: number | null = 117): RatioFacts {
  const figure = { value: limit, arithmetic: [], caveats: [] };
  return { context: CONTEXT, target: CLINKER, period: YEAR, limit: figure, months: given };
}

describe('judgeUnitProduct', () => {
  const year = (value: number) => Array<number>(12).fill(value);

  it.each([
    { name: 'a year at the limit', values: year(117), limit: 117, severity: 0 },
    { name: 'a year above it', values: year(117.1), limit: 117, severity: 3 },
    {
      name: 'one month above in a good year',
      values: [...year(110).slice(1), 130],
      limit: 117,
      severity: 0,
    },
    { name: 'the last settled month above', values: [110, 110, 117.1], limit: 117, severity: 1 },
    { name: 'the months together above', values: [125, 125, 116], limit: 117, severity: 1 },
    { name: 'an earlier month above', values: [118, 110, 110], limit: 117, severity: 0 },
    { name: 'a year at a limit below 0', values: year(-12), limit: -12, severity: 0 },
    { name: 'a year above a limit below 0', values: year(-11.9), limit: -12, severity: 3 },
  ])('gives $severity for $name', ({ values, limit, severity }) => {
    expect(judgeUnitProduct(facts(months(values), limit)).severity).toBe(severity);
  });

  it.each([
    { name: 'one per cent below', value: 115.83, hold: 0 },
    { name: 'less than that', value: 115.84, hold: 3 },
    { name: 'of a negative limit: -12.12', value: -12.12, limit: -12, hold: 0 },
    { name: 'of a negative limit: -12.11', value: -12.11, limit: -12, hold: 3 },
  ])('holds its severity until the year is $name', ({ value, limit, hold }) => {
    const judgement = judgeUnitProduct(facts(months(year(value)), limit ?? 117));
    expect(judgement).toMatchObject({ severity: 0, holdSeverity: hold });
  });

  it('awaits output and ledgers, and judges nothing without a limit', () => {
    expect(judgeUnitProduct(facts(months([130], null))).notJudged).toBe('awaiting-output');
    expect(judgeUnitProduct(facts(months([130], 0))).notJudged).toBe('awaiting-output');
    const awaiting = months([130]).map((month) => ({ ...month, ledger: 'awaiting' as const }));
    expect(judgeUnitProduct(facts(awaiting)).notJudged).toBe('awaiting-report');
    expect(judgeUnitProduct(facts(months([130]), null)).notJudged).toBe('no-limit');
  });

  it('weighs months by what they made', () => {
    const some = months([100, 200]).map((month, index) => ({
      ...month,
      value: index === 0 ? 900 : 200,
      output: index === 0 ? 9_000 : 1_000,
    }));
    // (900 + 200) tce over 10 000 t.
    expect(ratioOf(CLINKER, some)).toBeCloseTo(110, 9);
  });
});

describe('judgeBaselineLevel', () => {
  it.each([
    { value: 117, severity: 0 },
    { value: 117.1, severity: 2 },
  ])('gives $severity for a year at $value', ({ value, severity }) => {
    expect(judgeBaselineLevel(facts(months(Array(12).fill(value)))).severity).toBe(severity);
  });
});

describe('limitOfTarget', () => {
  const circumstances = { altitudeM: 100 };
  const byLevel = {
    ...CLINKER,
    limit: undefined,
    standard: 'GB 16780-2021',
    level: 'binding',
  } as const;

  it.each([
    { name: 'an existing line', target: byLevel, commissionedOn: '2010-01-01', value: 117 },
    { name: 'a new line', target: byLevel, commissionedOn: '2025-01-01', value: 107 },
    {
      name: 'a line of any age, by the policy',
      target: { ...byLevel, level: 1 } as const,
      commissionedOn: null,
      value: 100,
    },
    {
      name: 'a limit of its own',
      target: { ...CLINKER, limit: 112 },
      commissionedOn: '2025-01-01',
      value: 112,
    },
    {
      name: 'a level nobody set',
      target: {
        ...byLevel,
        standard: 'GB 21256-2025',
        product: 'eaf-steel-under-50t',
        level: 2,
      } as const,
      commissionedOn: null,
      value: null,
    },
  ])('is $value for $name', ({ target, commissionedOn, value }) => {
    const line = { commissionedOn, circumstances };
    expect(limitOfTarget(target, line, REFERENCE_LIMIT_TABLE, '2026-08-01').value).toBe(value);
  });
});

describe('judgeTrend', () => {
  const up = { current: 101, yearBefore: 100, estimatedShare: 0 };
  const down = { current: 99, yearBefore: 100, estimatedShare: 0 };
  const same = { current: 100, yearBefore: 100, estimatedShare: 0 };

  it.each([
    { name: 'the same', settled: [same], severity: 0 },
    { name: 'up once', settled: [down, up], severity: 1 },
    { name: 'up twice running', settled: [up, up], severity: 2 },
    { name: 'down after up', settled: [up, down], severity: 0 },
  ])('gives $severity for $name', ({ settled, severity }) => {
    const named = settled.map((each, index) => ({ ...each, name: `2026-Q${index + 1}` }));
    const judgement = judgeTrend({
      context: CONTEXT,
      target: CLINKER,
      period: YEAR,
      settled: named,
    });
    expect(judgement.severity).toBe(severity);
  });

  it('is as grave as the policy says', () => {
    const settled = [up, up].map((each, index) => ({ ...each, name: `2026-Q${index + 1}` }));
    const about = { context: CONTEXT, target: CLINKER, period: YEAR };
    const thresholds = { trend: { severity: 2, repeatedSeverity: 3 } };
    expect(judgeTrend({ ...about, settled, thresholds }).severity).toBe(3);
    expect(judgeTrend({ ...about, settled: settled.slice(0, 1), thresholds }).severity).toBe(2);
  });

  it('says nothing without a year before', () => {
    const settled = [{ ...up, yearBefore: null, name: '2026-Q1' }];
    const judgement = judgeTrend({ context: CONTEXT, target: CLINKER, period: YEAR, settled });
    expect(judgement.notJudged).toBe('no-comparison');
  });
});
