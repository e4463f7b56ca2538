import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Target } from '../policy/policy-document.ts';
import { targetPeriodAt } from '../policy/target-period.ts';
import type { MonthFigure } from './settled-months.ts';
import {
  type AccountedMonth,
  isMonthClosed,
  outputsByMonth,
  targetMonth,
  withoutLeadingSilence,
} from './target-months.ts';
import { targetStanding } from './target-standing.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
const YEAR = targetPeriodAt(at('2026-06-01'), 'year', ZONE);
const BUDGET: Target = {
  ...{ id: 'total', metric: 'tce', basis: 'primary', period: 'year', limit: 1_200 },
};
const NOTHING = { quantities: new Map(), values: new Map() };

function accounted(month: string, quantity: number | null, rest = {}): AccountedMonth {
  const tce = quantity === null ? null : quantity / 1_000;
  return {
    ...{ month, tceCalorific: tce, tcePrimary: tce === null ? null : tce * 2, tco2: tce },
    kinds: quantity === null ? [] : [{ energyKind: 'electricity', quantity, unit: 'kWh' }],
    ...{ estimatedShare: 0, completeness: 1, ...rest },
  };
}

describe('isMonthClosed', () => {
  it.each([
    { name: 'that runs', now: '2026-10-31', data: '2026-10-31', closed: false },
    {
      name: 'that is over, with readings behind it',
      now: '2026-11-01',
      data: '2026-11-01',
      closed: true,
    },
    {
      name: 'that is over, its last readings away',
      now: '2026-11-02',
      data: '2026-10-30',
      closed: false,
    },
    {
      name: 'whose readings did not come for three days',
      now: '2026-11-04',
      data: '2026-10-30',
      closed: true,
    },
  ])('says $closed of a month $name', ({ now, data, closed }) => {
    const when = { nowMs: at(now), dataThroughMs: at(data), timeZone: ZONE };
    expect(isMonthClosed('2026-10', when)).toBe(closed);
  });
});

describe('withoutLeadingSilence', () => {
  it('knows nothing of the time before the first energy, and a standstill later on', () => {
    const months = [0, 0, 5, 0].map((kwh, index) => accounted(`2026-0${index + 1}`, kwh));
    const known = withoutLeadingSilence(months).map(({ tcePrimary }) => tcePrimary);
    expect(known).toEqual([null, null, 0.01, 0]);
  });
});

describe('outputsByMonth', () => {
  const report = { product: 'cement', quantity: 100, unit: 't' };

  it('divides a report across a border by time, and prefers the ledger', () => {
    const reported = [{ ...report, fromMs: at('2026-01-31'), toMs: at('2026-02-04') }];
    const output = { productId: 'cement', quantity: 70, unit: 't', valueAddedCny: null };
    const ledger = new Map([
      [
        '2026-02',
        { month: '2026-02', lines: [], outputs: [{ ...output, outputValueCny: 50_000 }] },
      ],
    ]);
    const { quantities, values } = outputsByMonth(reported, ledger, ZONE);
    expect(quantities.get('2026-01')?.get('cement')?.quantity).toBeCloseTo(25, 9);
    expect(quantities.get('2026-02')?.get('cement')?.quantity).toBe(70);
    expect(values.get('2026-02')).toBe(5);
  });

  it('has no value of a month in which a product is without one', () => {
    const output = { productId: 'a', quantity: 1, unit: 't', valueAddedCny: null };
    const outputs = [
      { ...output, outputValueCny: 1 },
      { ...output, productId: 'b', outputValueCny: null },
    ];
    const ledger = new Map([['2026-02', { month: '2026-02', lines: [], outputs }]]);
    expect(outputsByMonth([], ledger, ZONE).values.size).toBe(0);
  });
});

describe('targetMonth', () => {
  const state = { isClosed: true, ledger: 'not-owed' } as const;
  it.each<{ name: string; target: Partial<Target>; value: number | null }>([
    { name: 'the primary basis', target: { metric: 'tce', basis: 'primary' }, value: 4 },
    { name: 'the calorific basis', target: { metric: 'tce', basis: 'calorific' }, value: 2 },
    { name: 'carbon', target: { metric: 'tco2' }, value: 2 },
    {
      name: 'a physical amount in its unit',
      target: { metric: 'physical', energyKind: 'electricity', unit: 'MWh' },
      value: 2,
    },
    {
      name: 'a kind that is not there',
      target: { metric: 'physical', energyKind: 'steam', unit: 't' },
      value: null,
    },
    {
      name: 'a unit of another dimension',
      target: { metric: 'physical', energyKind: 'electricity', unit: 't' },
      value: null,
    },
  ])('takes $name', ({ target, value }) => {
    const wanted = { id: 'x', period: 'year', ...target } as Target;
    expect(targetMonth(wanted, accounted('2026-01', 2_000), NOTHING, state).value).toBe(value);
  });

  it('has no output where none was reported, and none at all for an amount', () => {
    const month = accounted('2026-01', 2_000);
    expect(targetMonth(BUDGET, month, NOTHING, state)).not.toHaveProperty('output');
    const perTonne = { ...BUDGET, metric: 'kgce-per-unit', product: 'cement' } as const;
    expect(targetMonth(perTonne, month, NOTHING, state).output).toBeNull();
  });
});

describe('targetStanding', () => {
  const context = {
    ...{ nowMs: at('2026-11-21'), dataThroughMs: at('2026-11-21'), timeZone: ZONE },
    ...{ policyVersion: null, factorSet: null, hasExpiredMeter: false },
  };
  const request = {
    ...{ context, target: BUDGET, period: YEAR, history: [], calendar: [] },
    limit: { value: 1_200, arithmetic: [], caveats: [] },
  };
  const figure = (month: string, value: number | null): MonthFigure => ({
    ...{ month, value, estimatedShare: 0, completeness: 1, ledger: 'not-owed' },
    isClosed: month < '2026-11',
  });
  const months = (values: readonly (number | null)[]) =>
    values.map((value, index) => figure(YEAR.months[index] ?? '', value));

  it('keeps its sums: actual and remaining make the limit, plans add up to it', () => {
    const amount = fc.double({ min: 0, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 11 }), (values) => {
        const {
          actual,
          remaining,
          months: rows,
          forecast,
        } = targetStanding({
          ...{ ...request, months: months(values), withCurve: true },
        });
        expect((actual ?? 0) + (remaining ?? 0)).toBeCloseTo(1_200, 6);
        expect(rows.at(-1)?.cumulativePlan).toBeCloseTo(1_200, 6);
        expect(rows[values.length - 1]?.cumulativeActual).toBeCloseTo(actual ?? -1, 6);
        expect(rows.at(-1)?.forecast?.point).toBeCloseTo(forecast?.end.point ?? -1, 6);
        const points = rows.flatMap((row) => row.forecast?.point ?? []);
        expect([...points].sort((one, other) => one - other)).toEqual(points);
      }),
      { numRuns: 50 },
    );
  });

  it('stops its sum at a month that is not known, and shows what lies behind', () => {
    const standing = targetStanding({ ...request, months: months([10, null, 30]) });
    expect(standing).toMatchObject({ actual: 10, knownSum: 40, settledThrough: '2026-01' });
    expect(standing.stoppedBy).toEqual({ month: '2026-02', reason: 'no-data' });
    expect(standing.months.slice(0, 4).map(({ state }) => state)).toEqual([
      ...['settled', 'unknown', 'preview', 'unknown'],
    ]);
    expect(standing.months[2]).toMatchObject({ actual: 30, cumulativeActual: null });
  });

  it('has no forecast, no plan and no judgement of an amount without a limit', () => {
    const limit = { value: null, arithmetic: [], caveats: [] };
    const standing = targetStanding({ ...request, limit, months: months([10]) });
    expect(standing).toMatchObject({
      plan: null,
      remaining: null,
      usedRatio: null,
      judgements: [],
    });
  });
});
