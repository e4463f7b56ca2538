import { describe, expect, it } from 'vitest';

import { accountEnergy } from './account-energy.ts';
import type { AccountRequest, AssessedRule } from './account-types.ts';
import { line, meter, REQUEST } from './testing/account-builders.ts';

// Worked by hand; the arithmetic stands beside each figure. Factors: washed coal 0.9, coke 0.9714,
// natural gas 1.2143 kgce/m3, electricity 0.1229 and 0.308 kgce/kWh, Hunan's grid 0.4976 tCO2/MWh.

const total = (request: AccountRequest) => accountEnergy(request).total;
const GAS_CO2 = 389.31 * 0.0153 * 0.99 * (44 / 12); // tCO2 per 10 000 m3, 21.62…

describe('a steel works that cokes, recovers gas and makes power from waste heat', () => {
  const request: AccountRequest = {
    ...REQUEST,
    metered: [
      meter('E01', { quantity: 50_000_000 }),
      // Made from gas and heat of coal that was counted when it was bought.
      meter('E02', { quantity: 20_000_000, flow: 'generated', level: 2 }),
    ],
    ledger: [
      // 20 000 + 100 000 − 15 000 = 105 000 t into the ovens.
      line('washed-coal', 't', {
        ...{ opening: 20_000, purchased: 100_000, closing: 15_000, consumed: 105_000 },
        conversionInput: 105_000,
      }),
      // 2 000 + 10 000 + 75 000 made − 5 000 sold − 1 000 = 81 000 t into the furnaces.
      line('coke', 't', {
        ...{ opening: 2_000, purchased: 10_000, suppliedOut: 5_000, closing: 1_000 },
        ...{ consumed: 81_000, conversionOutput: 75_000 },
      }),
      line('coke-oven-gas', '10km3', { consumed: 3_000, conversionOutput: 3_000 }),
      line('blast-furnace-gas', '10km3', { consumed: 100_000, recovered: 100_000 }),
    ],
    ledgerKinds: ['washed-coal', 'coke', 'coke-oven-gas', 'blast-furnace-gas'],
  };
  // 105 000 × 0.9 = 94 500; (2 000 + 10 000 − 5 000 − 1 000) × 0.9714 = 5 828.4; 50 GWh: 6 145.
  const TCE = 94_500 + 5_828.4 + 6_145;

  it('counts coal and coke over the border once, gas and power made inside not at all', () => {
    expect(total(request).tceCalorific).toBeCloseTo(TCE, 6);
    const quantities = accountEnergy(request).kinds.map((kind) => [kind.energyKind, kind.quantity]);
    expect(Object.fromEntries(quantities)).toEqual({
      'blast-furnace-gas': 0,
      coke: 6_000_000,
      'coke-oven-gas': 0,
      electricity: 50_000_000,
      'washed-coal': 105_000_000,
    });
  });

  it('comes to the same by consumption − conversion output − recovered', () => {
    const statistical = accountEnergy({ ...request, account: 'statistical' });
    expect(statistical.total.tceCalorific).toBeCloseTo(TCE, 6);
    const coke = statistical.kinds.find(({ energyKind }) => energyKind === 'coke');
    expect(coke?.parts).toMatchObject({ consumed: 81_000_000, conversionOutput: 75_000_000 });
  });

  it('has the carbon of what crossed the border', () => {
    const coal = 105_000 * 26.344 * 0.0254 * 0.93 * (44 / 12);
    const coke = 6_000 * 28.446 * 0.0294 * 0.93 * (44 / 12);
    const carbon = coal + coke + 50_000 * 0.4976;
    expect(total(request).tco2).toBeCloseTo(carbon, 4);
    expect(total({ ...request, account: 'statistical' }).tco2).toBeCloseTo(carbon, 4);
  });
});

describe('a chemical plant that makes ammonia from natural gas', () => {
  const rule: AssessedRule = {
    id: 'r1',
    base: 'comprehensive',
    deductions: [{ what: 'feedstock', from: 'total' }],
  };
  const request: AccountRequest = {
    ...REQUEST,
    metered: [
      meter('E01', { quantity: 30_000_000 }),
      meter('G01', { energyKind: 'natural-gas', unit: 'm3', quantity: 60_000_000 }),
    ],
    // The meter cannot tell fuel from feedstock; the ledger can.
    ledger: [line('natural-gas', '10km3', { purchased: 6_010, consumed: 6_010, feedstock: 3_600 })],
    feedstockKinds: ['natural-gas'],
    assessedRule: rule,
  };

  it('counts feedstock in comprehensive energy, and not in its CO2', () => {
    const { tceCalorific, tco2 } = total(request);
    // 60e6 × 1.2143 / 1 000 = 72 858; 30e6 × 0.1229 / 1 000 = 3 687.
    expect(tceCalorific).toBeCloseTo(72_858 + 3_687, 6);
    // 6 000 − 3 600 = 2 400 of 10 000 m3 burned.
    expect(tco2).toBeCloseTo(2_400 * GAS_CO2 + 30_000 * 0.4976, 4);
  });

  it('takes it off the assessed total, and off the intensity only where the rule says so', () => {
    const assessed = total({ ...request, account: 'assessed' });
    // 24e6 × 1.2143 / 1 000 = 29 143.2.
    expect(assessed.tceCalorific).toBeCloseTo(29_143.2 + 3_687, 6);
    expect(assessed.forIntensity.tceCalorific).toBeCloseTo(72_858 + 3_687, 6);
    const both = { ...rule, deductions: [{ what: 'feedstock', from: 'total-and-intensity' }] };
    const off = total({ ...request, account: 'assessed', assessedRule: both as AssessedRule });
    expect(off.forIntensity.tceCalorific).toBeCloseTo(29_143.2 + 3_687, 6);
    expect(off.tco2).toBe(assessed.tco2);
  });

  it('deducts nothing without a rule', () => {
    const account = accountEnergy({ ...request, account: 'assessed', assessedRule: null });
    expect(account.total.tceCalorific).toBeCloseTo(72_858 + 3_687, 6);
    expect(account.assessedRuleId).toBe(null);
  });

  it('waits for the ledger that says how much was feedstock', () => {
    const before = { ...request, ledger: null };
    expect(total(before)).toMatchObject({ tco2: null, awaitingReport: true });
    expect(total(before).tceCalorific).toBeCloseTo(72_858 + 3_687, 6);
    const assessed = total({ ...before, account: 'assessed' });
    expect(assessed).toMatchObject({ tceCalorific: null, awaitingReport: true });
    expect(assessed.knownPart.tceCalorific).toBeCloseTo(3_687, 6);
  });

  it('sets the two sources of purchases side by side', () => {
    const MONTH_MS = 30 * 86_400_000;
    const { kinds } = accountEnergy(request);
    expect(kinds.map(({ reconciliation }) => reconciliation)).toEqual([
      null,
      { metered: 60_000_000, ledger: 60_100_000, coveredMs: MONTH_MS, expectedMs: MONTH_MS },
    ]);
  });
});

describe('a factory with solar panels', () => {
  const request: AccountRequest = {
    ...REQUEST,
    metered: [
      meter('E01', { quantity: 1_000_000 }),
      meter('E02', { quantity: 50_000, flow: 'supplied-out' }),
      meter('PV', { quantity: 300_000, flow: 'generated', level: 2, masterMeterId: 'E01' }),
    ],
  };

  it('counts its own sun once, and no carbon for it', () => {
    const { tceCalorific, tcePrimary, tco2 } = total(request);
    // 1 000 000 − 50 000 + 300 000 = 1 250 000 kWh.
    expect(tceCalorific).toBeCloseTo(153.625, 9);
    expect(tcePrimary).toBeCloseTo(385, 9);
    // 950 MWh × 0.4976.
    expect(tco2).toBeCloseTo(472.72, 9);
    expect(accountEnergy(request).assumed).toEqual([{ meterId: 'PV', generation: 'renewable' }]);
  });

  it('has renewables and green certificates taken off as the rule says', () => {
    const assessed = (deductions: AssessedRule['deductions']) =>
      total({
        ...request,
        account: 'assessed',
        assessedRule: { id: 'r', base: 'comprehensive', deductions },
        greenCertificateKwh: 400_000,
      });
    // 950 000 × 0.1229 / 1 000; 850 000 × 0.1229 / 1 000.
    expect(assessed([{ what: 'renewables', from: 'total' }]).tceCalorific).toBeCloseTo(116.755, 9);
    const certified = assessed([{ what: 'green-certificates', from: 'total' }]);
    expect(certified.tceCalorific).toBeCloseTo(104.465, 9);
    expect(certified.forIntensity.tceCalorific).toBeCloseTo(153.625, 9);
    expect(assessed([]).tceCalorific).toBeCloseTo(153.625, 9);
  });

  it('takes generation for a conversion as soon as fuel is bought, unless somebody declared it', () => {
    const withGas = [...request.metered, meter('G01', { energyKind: 'natural-gas', unit: 'm3' })];
    const assumed = accountEnergy({ ...request, metered: withGas });
    expect(assumed.kinds[0]?.quantity).toBe(950_000);
    expect(assumed.assumed).toEqual([{ meterId: 'PV', generation: 'conversion' }]);
    const declared = withGas.map((row) =>
      row.meterId === 'PV' ? { ...row, generation: 'renewable' as const } : row,
    );
    const account = accountEnergy({ ...request, metered: declared });
    expect(account.kinds[0]?.quantity).toBe(1_250_000);
    expect(account.assumed).toEqual([]);
  });
});
