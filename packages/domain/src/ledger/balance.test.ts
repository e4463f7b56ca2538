import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { REFERENCE_FACTOR_SET } from '../energy/reference/reference-set.ts';
import { energyBalance } from './balance.ts';
import type { LedgerMonth, LedgerMonthLine } from './ledger-month.ts';
import { addMonths } from './months.ts';
import { coalLine } from './testing/ledgers.ts';

const electricity = (changes: Partial<LedgerMonthLine> = {}) =>
  coalLine({
    kind: 'electricity',
    unit: '10MWh',
    openingStock: 0,
    purchased: 100,
    consumed: 95,
    consumedIndustrial: 95,
    distributionLoss: 5,
    closingStock: 0,
    purchaseCostCny: 650_000,
    ...changes,
  });
const month = (name: string, ...lines: LedgerMonthLine[]): [string, LedgerMonth] => [
  name,
  { month: name, lines, outputs: [] },
];
const balance = (months: [string, LedgerMonth][], changes = {}) =>
  energyBalance({
    months: new Map(months),
    years: [2025, 2026],
    factors: REFERENCE_FACTOR_SET,
    regionCode: '430626',
    enterpriseId: 'A',
    ...changes,
  });
const only = (months: [string, LedgerMonth][], changes = {}) => balance(months, changes)[1];

describe('energyBalance', () => {
  const year = [
    month('2026-01', coalLine(), electricity()),
    month('2026-02', coalLine({ openingStock: 300, purchased: 1_000, closingStock: 100 })),
  ];

  it('sums flows, takes stocks at the ends, and converts by both bases', () => {
    const [power, coal] = only(year)?.kinds ?? [];
    expect(coal?.kind).toBe('raw-coal');
    // 2 000 t bought, 2 400 t burnt, stock from 500 t down to 100 t: it adds up.
    expect(coal?.figures.purchased.quantity).toBe(2_000);
    expect(coal?.figures.openingStock.quantity).toBe(500);
    expect(coal?.figures.closingStock.quantity).toBe(100);
    expect(coal?.figures.difference.quantity).toBe(0);
    // 2 400 000 kg × 0.7143 kgce/kg / 1 000 = 1 714.32 tce, the same on both bases.
    expect(coal?.figures.consumed.tceCalorific).toBeCloseTo(1_714.32, 9);
    expect(coal?.figures.consumed.tcePrimary).toBeCloseTo(1_714.32, 9);
    expect(coal?.unitPriceCny).toBe(800);
    // 950 000 kWh × 0.1229 / 1 000 = 116.755; × 0.308 / 1 000 = 292.6; 50 000 kWh lost.
    expect(power?.figures.consumed.tceCalorific).toBeCloseTo(116.755, 9);
    expect(power?.figures.consumed.tcePrimary).toBeCloseTo(292.6, 9);
    expect(power?.figures.distributionLoss.quantity).toBe(5);
    const total = only(year)?.total;
    expect(total?.net.tceCalorific).toBeCloseTo(1_714.32 + 116.755 + 6.145, 9);
    expect(total?.purchaseCostCny).toBe(2_250_000);
    expect(balance(year)[0]).toMatchObject({ year: 2025, months: [], kinds: [] });
  });

  it('lets end use be what conversion leaves of consumption', () => {
    const line = coalLine({ conversionInput: 800 });
    const steam = coalLine({
      kind: 'heat',
      unit: 'GJ',
      openingStock: 0,
      purchased: 0,
      conversionOutput: 14_000,
      consumed: 14_000,
      closingStock: 0,
    });
    const [heat, coal] = only([month('2026-03', line, steam)])?.kinds ?? [];
    expect(coal?.figures.endUse.quantity).toBe(400);
    // 14 000 GJ × 0.03412 tce/GJ = 477.68: consumed, and not net, because the coal counts.
    expect(heat?.figures.conversionOutput.tceCalorific).toBeCloseTo(477.68, 6);
    const net = only([month('2026-03', line, steam)])?.total.net.tceCalorific;
    expect(net).toBeCloseTo(1_200 * 0.7143, 6);
  });

  it('is missing where a factor is, and says which', () => {
    const biomass = coalLine({ kind: 'biomass' });
    const table = only([month('2026-01', biomass, coalLine())]);
    expect(table?.kinds[0]).toMatchObject({
      figures: { consumed: { quantity: 1_200, tceCalorific: null, tcePrimary: null } },
      missing: [
        { what: 'calorific', month: '2026-01' },
        { what: 'primary', month: '2026-01' },
      ],
    });
    expect(table?.total.figures.consumed.tceCalorific).toBeNull();
  });

  it('converts a month that was written in another unit, and leaves out media from the total', () => {
    const inKg = { openingStock: 5e5, purchased: 1e6, consumed: 1.2e6, closingStock: 3e5 };
    const water = coalLine({ kind: 'water', unit: 't' });
    const table = only([
      month('2026-01', coalLine({ ...inKg, unit: 'kg' }), water),
      month('2026-02', coalLine({ openingStock: 300, closingStock: 100 })),
    ]);
    expect(table?.kinds[0]?.figures.consumed.quantity).toBe(2_400);
    expect(table?.kinds[1]).toMatchObject({ kind: 'water', inTotal: false });
    expect(table?.total.figures.consumed.tceCalorific).toBeCloseTo(1_714.32, 6);
  });

  it('knows no price where a purchase has no cost', () => {
    const table = only([month('2026-01', coalLine({ purchaseCostCny: null }))]);
    expect(table?.kinds[0]).toMatchObject({ purchaseCostCny: null, unitPriceCny: null });
    expect(table?.total.purchaseCostCny).toBeNull();
  });

  it('adds up in every column, whatever the months hold', () => {
    const amounts = fc.integer({ min: 0, max: 10_000 });
    const lines = fc.array(
      fc.record({
        openingStock: amounts,
        purchased: amounts,
        suppliedOut: amounts,
        consumed: amounts,
        distributionLoss: amounts,
        conversionOutput: amounts,
        recovered: amounts,
        closingStock: amounts,
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, (rows) => {
        const months = rows.map((row, index) => month(addMonths('2026-01', index), coalLine(row)));
        const f = only(months)?.kinds[0]?.figures;
        if (f === undefined) throw new Error('no table');
        for (const column of ['quantity', 'tceCalorific', 'tcePrimary'] as const) {
          const of = (item: keyof typeof f) => f[item][column] ?? Number.NaN;
          const incoming =
            of('openingStock') + of('purchased') + of('conversionOutput') + of('recovered');
          const outgoing =
            of('suppliedOut') + of('consumed') + of('distributionLoss') + of('closingStock');
          expect(incoming - outgoing).toBeCloseTo(of('difference'), 6);
        }
      }),
    );
  });
});
