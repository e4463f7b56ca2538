import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { accountEnergy } from './account-energy.ts';
import type { AccountRequest, MeteredFlow } from './account-types.ts';
import { factorChangeDates, splitAt, sumAccounts } from './sum-accounts.ts';
import { DAY_MS, factorSet, line, meter, REQUEST } from './testing/account-builders.ts';

const account = (changes: Partial<AccountRequest>) => accountEnergy({ ...REQUEST, ...changes });
const water = { energyKind: 'water', unit: 'm3' } as const;

describe('media', () => {
  const metered = [
    meter('W01', { ...water, quantity: 10_000 }),
    meter('A01', { energyKind: 'compressed-air', unit: 'm3', quantity: 9, flow: 'generated' }),
  ];

  it('count where they are bought: 10 000 m3 of water, 0.2571 kgce/t; none that is made', () => {
    const { total, meters } = account({ metered });
    expect(total.tceCalorific).toBeCloseTo(2.571, 9);
    expect(total.tco2).toBe(0);
    expect(meters[0]).toEqual({ meterId: 'A01', verdict: 'made-from-counted' });
  });

  it('are not in the statistical account', () => {
    const { kinds, meters, total } = account({ account: 'statistical', metered });
    expect(kinds).toEqual([]);
    expect(meters.at(-1)).toEqual({ meterId: 'W01', verdict: 'medium' });
    expect(total.tceCalorific).toBe(0);
  });
});

describe('which meters count', () => {
  it('looks through a meter of another flow to the master above it', () => {
    const metered = [
      meter('A', { quantity: 100 }),
      meter('B', { quantity: 60, flow: 'process', masterMeterId: 'A' }),
      meter('C', { quantity: 30, masterMeterId: 'B' }),
    ];
    expect(account({ metered }).kinds[0]?.quantity).toBe(100);
  });

  it('keeps a sub-meter of another kind: steam below gas is no part of it', () => {
    const metered = [
      meter('G', { energyKind: 'natural-gas', unit: 'm3', quantity: 100 }),
      meter('S', { energyKind: 'steam', unit: 'MJ', quantity: 30, masterMeterId: 'G' }),
    ];
    const verdicts = account({ metered }).meters.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['counted', 'counted']);
  });

  it('keeps a silent master: its sub-meters do not take its place, the figure is incomplete', () => {
    const metered = [
      meter('A', { quantity: 0, coveredMs: 0 }),
      meter('B', { quantity: 60, masterMeterId: 'A' }),
    ];
    const { kinds, total } = account({ metered });
    expect(kinds[0]).toMatchObject({ quantity: 0, completeness: 0 });
    expect(total.completeness).toBe(0);
  });

  it('ends where masters go round in a circle', () => {
    const metered = [
      meter('A', { quantity: 1, flow: 'process', masterMeterId: 'B' }),
      meter('B', { quantity: 2, flow: 'process', masterMeterId: 'A' }),
      meter('C', { quantity: 3, masterMeterId: 'A' }),
    ];
    expect(account({ metered }).kinds[0]?.quantity).toBe(3);
  });

  it('weighs the estimated part by quantity', () => {
    const metered = [
      meter('A', { quantity: 100, estimatedQuantity: 50 }),
      meter('B', { quantity: 300, estimatedQuantity: 0 }),
    ];
    expect(account({ metered }).kinds[0]?.estimatedShare).toBe(0.125);
  });
});

describe('where the figures of a kind come from', () => {
  const gas = { energyKind: 'natural-gas', unit: 'm3' } as const;
  const bought = line('natural-gas', 'm3', { purchased: 90, consumed: 90 });

  it.each([
    { name: 'meters where one of level 1 measures purchases', level: 1, quantity: 100 },
    { name: 'the ledger where only parts are metered', level: 2, quantity: 90 },
  ] as const)('is $name', ({ level, quantity }) => {
    const metered = [meter('G', { ...gas, level, quantity: 100 })];
    expect(account({ metered, ledger: [bought] }).kinds[0]?.quantity).toBe(quantity);
  });

  it('is what the enterprise settled', () => {
    const metered = [meter('G', { ...gas, quantity: 100 })];
    const sources = new Map([['natural-gas', 'ledger']] as const);
    const { kinds, meters } = account({ metered, sources, ledger: [bought] });
    expect(kinds[0]).toMatchObject({ source: 'ledger', quantity: 90 });
    expect(meters).toEqual([{ meterId: 'G', verdict: 'ledger-counts' }]);
    expect(kinds[0]?.reconciliation).toMatchObject({ metered: 100, ledger: 90 });
  });

  it('is never silently nothing: meters that are expected to tell and are not there', () => {
    const sources = new Map([['natural-gas', 'metered']] as const);
    const { kinds } = account({ sources, ledgerKinds: ['natural-gas'] });
    expect(kinds[0]).toMatchObject({ source: 'metered', quantity: 0, completeness: 0, unit: 'm3' });
  });

  it('awaits a ledger that is there without the kind, or with a blank column', () => {
    const without = account({ ledger: [], ledgerKinds: ['diesel'] });
    expect(without.kinds[0]).toMatchObject({ state: 'awaiting-report', quantity: null });
    const blank = account({ ledger: [line('diesel', 't', { closing: null })] });
    expect(blank.total).toMatchObject({ tceCalorific: null, awaitingReport: true });
  });

  it('leaves living quarters outside', () => {
    const columns = { opening: 10, purchased: 100, closing: 5, consumed: 105, nonProduction: 15 };
    const ledger = [line('raw-coal', 't', columns)];
    expect(account({ ledger }).kinds[0]?.quantity).toBe(90_000);
    expect(account({ ledger, account: 'statistical' }).kinds[0]?.quantity).toBe(90_000);
  });
});

describe('units', () => {
  const litres = meter('D1', { energyKind: 'diesel', unit: 'L', quantity: 1_000 });
  const tonnes = meter('D2', { energyKind: 'diesel', unit: 't', quantity: 2 });

  it('have no common quantity of litres and tonnes without a density', () => {
    const { kinds, total } = account({ metered: [litres, tonnes] });
    expect(kinds[0]).toMatchObject({ quantity: null, tceCalorific: null });
    expect(total.missing.map(({ type }) => type)).toEqual([
      'standard-coal-factor',
      'standard-coal-factor',
      'carbon-factor',
      'common-unit',
    ]);
  });

  it('add up with one: 840 kg + 2 000 kg, × 1.4571', () => {
    const [any] = factorSet.densities;
    if (any === undefined) throw new Error('the reference has densities');
    const density = { ...any, id: 'd', kind: 'diesel' as const, kgPerL: 0.84 };
    const factors = { ...factorSet, densities: [density] };
    const { kinds } = account({ metered: [litres, tonnes], factors });
    expect(kinds[0]).toMatchObject({ quantity: 2_840, unit: 'kg' });
    expect(kinds[0]?.tceCalorific).toBeCloseTo(4.138_164, 9);
  });
});

describe('a metered kind whose ledger counts in another unit', () => {
  const metered = [meter('S', { energyKind: 'steam', unit: 'MJ', quantity: 1_000 })];

  it('is what the meters say, where the ledger adds nothing', () => {
    const { kinds } = account({ metered, ledger: [line('steam', 't', { purchased: 1 })] });
    expect(kinds[0]).toMatchObject({
      quantity: 1_000,
      unit: 'MJ',
      missing: [
        { type: 'standard-coal-factor', energyKind: 'steam', basis: 'primary', unit: 'MJ' },
      ],
    });
    expect(kinds[0]?.tceCalorific).toBeCloseTo(0.034_12, 9);
  });
});

describe('sumAccounts', () => {
  it('keeps each part’s own factors', () => {
    // Water: 0.0857 kgce/t up to 2021-03-31, then 0.2571.
    const metered = [meter('W', { ...water, quantity: 1_000 })];
    const parts = ['2021-03-15', '2021-04-15'].map((date) => account({ metered, date }));
    const sum = sumAccounts(parts);
    expect(sum.total.tceCalorific).toBeCloseTo(0.0857 + 0.2571, 12);
    expect(sum.kinds[0]).toMatchObject({ quantity: 2_000, factorIds: ['water', 'water-2008'] });
    expect(sum.meters).toEqual([{ meterId: 'W', verdict: 'counted' }]);
  });

  it('is missing as soon as a part is, and says which', () => {
    const ledger = [line('raw-coal', 't', { purchased: 1 })];
    const ledgerKinds = ['raw-coal'] as const;
    const sum = sumAccounts([
      account({ ledger, ledgerKinds }),
      account({ ledger: null, ledgerKinds }),
    ]);
    expect(sum.total).toMatchObject({
      tceCalorific: null,
      awaitingReport: true,
      completeness: 0.5,
    });
    expect(sum.kinds[0]).toMatchObject({ state: 'awaiting-report', quantity: null, parts: null });
    expect(sum.total.missing).toEqual([{ type: 'ledger', energyKind: 'raw-coal' }]);
  });

  it('adds kinds that stand in one part alone', () => {
    const sum = sumAccounts([
      account({ metered: [meter('E', { quantity: 1_000 })] }),
      account({ metered: [meter('W', { ...water, quantity: 1_000 })] }),
    ]);
    expect(sum.kinds.map(({ energyKind }) => energyKind)).toEqual(['electricity', 'water']);
    expect(sum.total.tceCalorific).toBeCloseTo(0.1229 + 0.2571, 12);
  });

  it('never mixes accounts, nor factor sets', () => {
    const other = account({ account: 'statistical' });
    expect(() => sumAccounts([account({}), other])).toThrow('never mixed');
    const set = account({ factors: { ...factorSet, id: 'other' } });
    expect(() => sumAccounts([account({}), set])).toThrow('never mixed');
  });
});

describe('splitting', () => {
  const wanted = {
    fromDate: '2021-01-01',
    toDate: '2024-01-01',
    regionCode: '430626',
    enterpriseId: null,
  };

  it('finds the days on which a factor that may apply changes', () => {
    const of = (kinds: readonly ('water' | 'electricity' | 'raw-coal')[]) =>
      factorChangeDates(factorSet, { ...wanted, kinds: new Set(kinds) });
    expect(of(['water'])).toEqual(['2021-04-01']);
    expect(of(['electricity'])).toEqual(['2022-01-01', '2023-01-01']);
    expect(of(['raw-coal'])).toEqual([]);
  });

  it('cuts a period at what lies within it', () => {
    const period = { startMs: 0, endMs: 10 };
    expect(splitAt(period, [7, 3, 3, 0, 10, 12])).toEqual([
      { startMs: 0, endMs: 3 },
      { startMs: 3, endMs: 7 },
      { startMs: 7, endMs: 10 },
    ]);
    expect(splitAt(period, [])).toEqual([period]);
  });
});

describe('whatever the meters show', () => {
  const row: fc.Arbitrary<MeteredFlow> = fc
    .record({
      id: fc.integer({ min: 1, max: 9 }),
      flow: fc.constantFrom('purchased', 'supplied-out', 'generated', 'process'),
      kind: fc.constantFrom('electricity', 'natural-gas', 'water'),
      master: fc.option(fc.integer({ min: 1, max: 9 })),
      quantity: fc.double({ min: 0, max: 1e7, noNaN: true }),
      estimated: fc.double({ min: 0, max: 1, noNaN: true }),
    } as const)
    .map(({ id, flow, kind, master, quantity, estimated }) =>
      meter(`M${id}`, {
        flow,
        energyKind: kind,
        unit: kind === 'electricity' ? 'kWh' : 'm3',
        masterMeterId: master === null ? null : `M${master}`,
        quantity,
        estimatedQuantity: quantity * estimated,
      }),
    );
  const rows = fc.uniqueArray(row, { maxLength: 8, selector: ({ meterId }) => meterId });

  it('does not depend on the order of the meters', () => {
    fc.assert(
      fc.property(rows, (metered) => {
        expect(account({ metered: metered.toReversed() })).toEqual(account({ metered }));
      }),
    );
  });

  it('is not changed by a sub-meter', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 1e6, noNaN: true }), (metered, quantity) => {
        const [master] = metered;
        if (master === undefined) return;
        const sub = { ...master, meterId: 'SUB', masterMeterId: master.meterId, quantity };
        const { meters: _, assumed: __, ...before } = account({ metered });
        const { meters, assumed: ___, ...after } = account({ metered: [...metered, sub] });
        expect(after).toEqual(before);
        expect(meters.find(({ meterId }) => meterId === 'SUB')?.verdict).not.toBe('counted');
      }),
    );
  });

  it('has no less primary energy than heat content where electricity alone is bought', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (quantity) => {
        const { total } = account({ metered: [meter('E', { quantity })] });
        expect(total.tcePrimary ?? -1).toBeGreaterThanOrEqual(total.tceCalorific ?? 0);
      }),
    );
  });

  it('adds up: the account of a whole is the sum of its days', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (of, days) => {
        // The same meters every day, so that the same ones count.
        const times = (factor: number) =>
          account({ metered: of.map((each) => ({ ...each, quantity: each.quantity * factor })) });
        const parts = days.map(times);
        const whole = times(days.reduce((sum, factor) => sum + factor, 0));
        const sum = sumAccounts(parts);
        expect(sum.total.tceCalorific).toBeCloseTo(whole.total.tceCalorific ?? Number.NaN, 5);
        expect(sum.total.tco2).toBeCloseTo(whole.total.tco2 ?? Number.NaN, 5);
      }),
    );
  });

  it('keeps shares between 0 and 1', () => {
    fc.assert(
      fc.property(rows, (metered) => {
        const { total, kinds } = account({ metered, periodMs: DAY_MS });
        for (const { estimatedShare, completeness } of [total, ...kinds]) {
          expect(estimatedShare).toBeGreaterThanOrEqual(0);
          expect(estimatedShare).toBeLessThanOrEqual(1);
          expect(completeness).toBeGreaterThanOrEqual(0);
          expect(completeness).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
