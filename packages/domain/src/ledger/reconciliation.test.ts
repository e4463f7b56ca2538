import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { billPeriod, dayAfter, type EnergyBill, splitDiffers } from './bills.ts';
import type { LedgerMonth } from './ledger-month.ts';
import { type MeteredDay, type ReconciliationRequest, reconcileKind } from './reconciliation.ts';
import { coalLine } from './testing/ledgers.ts';

const DAY_MS = 86_400_000;

/** Days from 2026-08-01 on; every day 10 000 kWh, from October on 12 000. */
function days(change: (day: MeteredDay) => Partial<MeteredDay> = () => ({})): MeteredDay[] {
  return Array.from({ length: 122 }, (_, index) => {
    const day = dayAfter('2026-08-01', index);
    const quantity = day < '2026-10-01' ? 10_000 : 12_000;
    const whole = { day, quantity, estimatedQuantity: 0, coveredMs: DAY_MS, expectedMs: DAY_MS };
    return { ...whole, ...change(whole) };
  });
}
const ledger = (purchased: number): Map<string, LedgerMonth> => {
  const line = coalLine({ kind: 'electricity', unit: '10MWh', purchased });
  return new Map([['2026-10', { month: '2026-10', lines: [line], outputs: [] }]]);
};
const bill = (quantity: number, changes: Partial<EnergyBill> = {}): EnergyBill => ({
  kind: 'electricity',
  firstDay: '2026-09-26',
  lastDay: '2026-10-25',
  quantity,
  unit: 'kWh',
  amountCny: null,
  split: null,
  ...changes,
});
const october = (changes: Partial<ReconciliationRequest>) =>
  reconcileKind({
    kind: 'electricity',
    unit: '10MWh',
    year: 2026,
    meteredUnit: 'kWh',
    days: days(),
    months: new Map(),
    bills: [],
    readingDay: null,
    ...changes,
  }).months[9];
const comparison = (changes: Partial<ReconciliationRequest>, name = 'metered-ledger') =>
  october(changes)?.comparisons.find((one) => one.name === name);

describe('billPeriod', () => {
  it.each([
    { month: '2026-10', day: 25, firstDay: '2026-09-26', lastDay: '2026-10-25' },
    { month: '2026-03', day: 28, firstDay: '2026-03-01', lastDay: '2026-03-28' },
    { month: '2024-03', day: 28, firstDay: '2024-02-29', lastDay: '2024-03-28' },
    { month: '2026-01', day: 1, firstDay: '2025-12-02', lastDay: '2026-01-01' },
    { month: '2026-02', day: 31, firstDay: '2026-02-01', lastDay: '2026-02-28' },
  ])('of $month with reading day $day is $firstDay to $lastDay', ({ month, day, ...period }) => {
    expect(billPeriod(month, day)).toEqual(period);
  });

  it('leaves no day out and takes none twice', () => {
    const day = fc.oneof(fc.integer({ min: 1, max: 28 }), fc.constant(31));
    fc.assert(
      fc.property(day, (readingDay) => {
        const october = billPeriod('2024-02', readingDay);
        expect(billPeriod('2024-03', readingDay).firstDay).toBe(dayAfter(october.lastDay, 1));
      }),
    );
  });
});

describe('reconcileKind', () => {
  it('agrees where meters, ledger and bill say the same', () => {
    // October: 31 × 12 000 = 372 000 kWh; 26 Sep to 25 Oct: 5 × 10 000 + 25 × 12 000 = 350 000.
    const month = october({ months: ledger(37.2), bills: [bill(350_000)] });
    expect(month?.metered).toEqual({ quantity: 37.2, estimatedShare: 0, completeness: 1 });
    expect(month?.bill).toMatchObject({ quantity: 35, metered: { quantity: 35 } });
    expect(month?.comparisons.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['metered-ledger', 'agrees'],
      ['metered-bill', 'agrees'],
      ['bill-ledger', 'beyond'],
    ]);
  });

  it('sees that a ledger was kept by the reading day', () => {
    const found = comparison({ months: ledger(35), readingDay: 25 });
    expect(found).toMatchObject({
      verdict: 'beyond',
      causes: [{ code: 'period-shift', ratio: 0 }],
    });
    expect(found?.ratio).toBeCloseTo(37.2 / 35 - 1, 12);
    expect(comparison({ months: ledger(35) })?.causes).toEqual([]);
  });

  it.each([
    { name: 'multiplier', purchased: 37.2 * 40, factor: 40 },
    { name: 'multiplier', purchased: (37.2 * 100) / 1.015, factor: 100 },
    { name: 'multiplier', purchased: 37.2 / 10, factor: 0.1 },
    { name: 'unit', purchased: 37.2 * 10_000, factor: 10_000 },
    { name: 'unit', purchased: 37.2 / 1_000, factor: 0.001 },
  ])('names a $name that is off by $factor', ({ name, purchased, factor }) => {
    expect(comparison({ months: ledger(purchased) })?.causes).toEqual([{ code: name, factor }]);
  });

  it('names no factor for a difference that is near none', () => {
    expect(comparison({ months: ledger(37.2 * 1.3) })?.causes).toEqual([]);
    expect(comparison({ months: ledger(37.2 * 10.3) })?.causes).toEqual([]);
  });

  it('names readings that are missing, and a share that is estimated', () => {
    const holes = days(({ day, quantity }) => {
      if (!/^2026-10-0[1-5]/.test(day)) return {};
      return { quantity: quantity / 2, estimatedQuantity: quantity / 2, coveredMs: 0 };
    });
    const found = comparison({ months: ledger(37.2), days: holes });
    expect(found?.verdict).toBe('beyond');
    expect(found?.causes).toEqual([
      { code: 'missing-readings', completeness: 26 / 31 },
      { code: 'estimated-readings', share: 30_000 / 342_000 },
    ]);
  });

  it.each([
    { purchased: 37.2 / 1.005, verdict: 'agrees' },
    { purchased: 37.2 / 1.0051, verdict: 'within' },
    { purchased: 37.2 / 1.0499, verdict: 'within' },
    { purchased: 37.2 / 1.0501, verdict: 'beyond' },
    { purchased: 0, verdict: 'beyond' },
  ])('holds $purchased within the limits: $verdict', ({ purchased, verdict }) => {
    expect(comparison({ months: ledger(purchased) })?.verdict).toBe(verdict);
  });

  it('compares what is there, and adds up the bills that end in a month', () => {
    const two = [
      bill(50_000, { firstDay: '2026-09-26', lastDay: '2026-09-30' }),
      bill(120_000, { firstDay: '2026-10-01', lastDay: '2026-10-10', amountCny: 70_000 }),
      bill(18, {
        firstDay: '2026-10-11',
        lastDay: '2026-10-25',
        unit: '10MWh',
        amountCny: 100_000,
      }),
    ];
    const month = october({ bills: two, meteredUnit: null, days: [] });
    expect(month).toMatchObject({ metered: null, ledger: null, comparisons: [] });
    expect(month?.bill).toMatchObject({
      quantity: 30,
      amountCny: 170_000,
      firstDay: '2026-10-01',
      lastDay: '2026-10-25',
      metered: null,
    });
  });

  it('has nothing where a unit cannot be converted', () => {
    const month = october({ meteredUnit: 'm3', bills: [bill(1, { unit: 't' })] });
    expect(month).toMatchObject({ metered: null, bill: null });
  });
});

describe('splitDiffers', () => {
  it.each([
    { split: { peak: 100, flat: 150, valley: 100 }, differs: false },
    { split: { sharp: 10, peak: 90, flat: 150, valley: 100.3 }, differs: false },
    { split: { peak: 100, flat: 150 }, differs: true },
    { split: null, differs: false },
  ])('is $differs for $split', ({ split, differs }) => {
    expect(splitDiffers(bill(350, { split }))).toBe(differs);
  });
});
