import { describe, expect, it } from 'vitest';

import { coalLine } from '../ledger/testing/ledgers.ts';
import {
  type CalorificValue,
  calorificFactors,
  ledgerCalorificValues,
  withCalorificValues,
} from './calorific-values.ts';
import { findStandardCoalFactor } from './factors.ts';
import { REFERENCE_FACTOR_SET } from './reference/reference-set.ts';

const month: CalorificValue = {
  no: 1,
  enterpriseId: 'A',
  energyKind: 'raw-coal',
  unit: 'kg',
  validFrom: '2026-10-01',
  validTo: '2026-11-01',
  batch: '',
  batchQuantity: null,
  kjPerUnit: 29_307.6,
  documentNo: 'x',
};
const batch = (no: number, name: string, batchQuantity: number, kjPerUnit: number | null) => {
  return { ...month, no, batch: name, batchQuantity, kjPerUnit };
};
const kgce = (...values: CalorificValue[]) =>
  calorificFactors(values).map(({ kgcePerUnit }) => kgcePerUnit);

describe('measured calorific values', () => {
  it('give kJ / 29 307.6', () => {
    expect(kgce(month)).toEqual([1]);
    expect(kgce({ ...month, kjPerUnit: 14_653.8 })).toEqual([0.5]);
  });

  it('of several batches give the mean weighted by amount, in any order', () => {
    // (1 000 × 20 000 + 3 000 × 22 000) / 4 000 = 21 500
    const batches = [batch(1, 'a', 1_000, 20_000), batch(2, 'b', 3_000, 22_000)];
    expect(kgce(...batches)).toEqual([21_500 / 29_307.6]);
    expect(kgce(...batches.toReversed())).toEqual(kgce(...batches));
  });

  it('of the period as a whole go before its batches', () => {
    expect(kgce(batch(5, 'a', 1, 20_000), month)).toEqual([1]);
  });

  it('give way to later ones of the same period and batch, and are taken back by none', () => {
    expect(kgce(month, { ...month, no: 2, kjPerUnit: 14_653.8 })).toEqual([0.5]);
    expect(kgce({ ...month, no: 2, kjPerUnit: null }, month)).toEqual([]);
    expect(kgce(batch(1, 'a', 1, 20_000), batch(2, 'a', 1, null))).toEqual([]);
  });

  it('go before the table for their enterprise and time alone', () => {
    const set = withCalorificValues(REFERENCE_FACTOR_SET, [month]);
    const found = (enterpriseId: string, date: string) => {
      const query = { kind: 'raw-coal', unit: 't', regionCode: null } as const;
      return findStandardCoalFactor(set, { ...query, enterpriseId, date }, 'primary')?.kgcePerUnit;
    };
    expect(found('A', '2026-10-31')).toBe(1);
    expect(found('A', '2026-11-01')).toBe(0.7143);
    expect(found('B', '2026-10-31')).toBe(0.7143);
    expect(withCalorificValues(REFERENCE_FACTOR_SET, [])).toBe(REFERENCE_FACTOR_SET);
  });
});

describe('the batches of a ledger', () => {
  const batches = [
    { quantity: 1_000, kjPerUnit: 20_000 },
    { quantity: 3_000, kjPerUnit: 22_000 },
  ];

  it('are values of their month, behind the register’s', () => {
    const lines = [coalLine({ calorificBatches: batches }), coalLine({ kind: 'coke' })];
    const values = ledgerCalorificValues('A', { month: '2026-12', lines, outputs: [] });
    expect(values).toMatchObject([
      { no: 0, unit: 'kg', kjPerUnit: 21_500, validFrom: '2026-12-01', validTo: '2027-01-01' },
    ]);
    const registered = { ...month, validFrom: '2026-12-01', validTo: '2027-01-01' };
    expect(kgce(...values, registered)).toEqual([1]);
  });

  it('are heat of a cubic metre where volume is counted, and nothing where heat is', () => {
    const gas = coalLine({ kind: 'natural-gas', unit: '10km3', calorificBatches: batches });
    const heat = coalLine({ kind: 'natural-gas', unit: 'GJ', calorificBatches: batches });
    const values = ledgerCalorificValues('A', {
      month: '2026-10',
      lines: [gas, heat],
      outputs: [],
    });
    expect(values.map(({ unit }) => unit)).toEqual(['m3']);
  });
});
