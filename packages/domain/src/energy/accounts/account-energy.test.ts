import { describe, expect, it } from 'vitest';

import { accountEnergy } from './account-energy.ts';
import { DAY_MS, factorSet, line, meter, REQUEST } from './testing/account-builders.ts';

describe('a cement plant in Pingjiang, one month', () => {
  // Electricity bought 4 200 000 kWh, of which a sub-meter shows 3 000 000 at the mill; 1 300 000 kWh
  // made from the kiln's waste heat. Coal by ledger: 1 500 + 9 000 − 0 − 1 300 = 9 200 t.
  const request = {
    ...REQUEST,
    metered: [
      meter('E01', { quantity: 4_200_000, estimatedQuantity: 42_000 }),
      meter('E02', { quantity: 3_000_000, masterMeterId: 'E01', level: 2 }),
      meter('E03', { quantity: 2_500_000, flow: 'process', level: 3 }),
      meter('E09', { quantity: 1_300_000, flow: 'generated', level: 2 }),
    ],
    ledger: [
      line('raw-coal', 't', { opening: 1_500, purchased: 9_000, closing: 1_300, consumed: 9_200 }),
    ],
    ledgerKinds: ['raw-coal'],
  } as const;

  it('counts coal by stock and electricity at the outermost meter', () => {
    const { kinds, total, meters } = accountEnergy(request);
    expect(
      kinds.map(({ energyKind, source, quantity, unit }) => [energyKind, source, quantity, unit]),
    ).toEqual([
      ['electricity', 'metered', 4_200_000, 'kWh'],
      ['raw-coal', 'ledger', 9_200_000, 'kg'],
    ]);
    // 4 200 000 × 0.1229 / 1 000 = 516.18; × 0.308 / 1 000 = 1 293.6; 9 200 000 × 0.7143 / 1 000 = 6 571.56
    expect(total.tceCalorific).toBeCloseTo(516.18 + 6_571.56, 9);
    expect(total.tcePrimary).toBeCloseTo(1_293.6 + 6_571.56, 9);
    // 4 200 MWh × 0.4976 = 2 089.92; 9 200 t × 23.204 × 0.02618 × 0.93 × 44/12 = 19 057.9…
    expect(total.tco2).toBeCloseTo(2_089.92 + 9_200 * 23.204 * 0.02618 * 0.93 * (44 / 12), 6);
    expect(meters).toEqual([
      { meterId: 'E01', verdict: 'counted' },
      { meterId: 'E02', verdict: 'sub-meter' },
      { meterId: 'E03', verdict: 'process' },
      { meterId: 'E09', verdict: 'made-from-counted' },
    ]);
    expect(total).toMatchObject({ completeness: 1, awaitingReport: false, missing: [] });
    // 516.18 of 7 087.74 tce are 1 % estimated.
    expect(total.estimatedShare).toBeCloseTo((516.18 * 0.01) / 7_087.74, 12);
  });

  it('is awaiting report without the ledger, never less', () => {
    const { total, kinds } = accountEnergy({ ...request, ledger: null });
    expect(total).toMatchObject({
      tceCalorific: null,
      tcePrimary: null,
      tco2: null,
      awaitingReport: true,
    });
    expect(total.missing).toEqual([{ type: 'ledger', energyKind: 'raw-coal' }]);
    expect(total.knownPart.tceCalorific).toBeCloseTo(516.18, 9);
    expect(total.completeness).toBe(0.5);
    expect(kinds[1]).toMatchObject({ state: 'awaiting-report', quantity: null, completeness: 0 });
  });

  it('has no total for a day, because coal comes by month', () => {
    const { ledger: _, ...day } = request;
    const { total } = accountEnergy({ ...day, periodMs: DAY_MS });
    expect(total).toMatchObject({ tceCalorific: null, awaitingReport: false });
    expect(total.missing).toEqual([{ type: 'monthly-only', energyKind: 'raw-coal' }]);
  });
});

describe('accountEnergy', () => {
  it('leaves a figure null and names the factor when one is missing', () => {
    const { total, kinds } = accountEnergy({
      ...REQUEST,
      regionCode: '110105',
      metered: [meter('E01', { quantity: 1_000 })],
    });
    // No primary factor for Beijing in the set.
    expect(kinds[0]).toMatchObject({ quantity: 1_000, tceCalorific: 0.1229, tcePrimary: null });
    expect(total.missing).toEqual([
      {
        type: 'standard-coal-factor',
        energyKind: 'electricity',
        basis: 'primary',
        unit: 'kWh',
        date: '2026-06-01',
      },
    ]);
    expect(total).toMatchObject({ tcePrimary: null, knownPart: { tcePrimary: 0 } });
    expect(factorSet.id).toBe('reference-2026-1');
  });
});
