import { describe, expect, it } from 'vitest';

import { type RegisteredRule, type RuleQuery, ruleInForce } from './assessed-rules.ts';
import { displayQuantity, displayUnitOf, unitSign } from './display-units.ts';
import { outputValueTce, unitProductKgce } from './intensity.ts';
import { type SourceSetting, settingsInForce, withGenerations } from './source-settings.ts';
import { meter } from './testing/account-builders.ts';

describe('ruleInForce', () => {
  const nation: RegisteredRule = {
    id: 'nation',
    no: 1,
    scopeType: 'nation',
    scopeValue: '',
    validFrom: '2020-01-01',
    validTo: null,
    supersedes: null,
    base: 'comprehensive',
    deductions: [],
  };
  const query: RuleQuery = {
    enterpriseId: 'A',
    parkCode: 'P',
    regionCode: '430626',
    industryCode: 'C3011',
    date: '2026-06-01',
  };
  const chosen = (...rules: Partial<RegisteredRule>[]) =>
    ruleInForce(
      rules.map((rule, index) => ({ ...nation, no: index + 2, ...rule })),
      query,
    )?.id ?? null;

  it('takes the narrowest scope, in whatever order they stand', () => {
    const scopes = [
      { id: 'nation' },
      { id: 'sector', scopeType: 'sector', scopeValue: 'C3' },
      { id: 'smaller sector', scopeType: 'sector', scopeValue: 'C3011' },
      { id: 'province', scopeType: 'region', scopeValue: '43' },
      { id: 'county', scopeType: 'region', scopeValue: '430626' },
      { id: 'park', scopeType: 'park', scopeValue: 'P' },
      { id: 'own', scopeType: 'enterprise', scopeValue: 'A' },
    ] as const;
    for (let count = 1; count <= scopes.length; count += 1) {
      const some = scopes.slice(0, count);
      expect(chosen(...some)).toBe(some.at(-1)?.id);
      expect(chosen(...some.toReversed())).toBe(some.at(-1)?.id);
    }
  });

  it.each([
    { name: 'of another enterprise', rule: { scopeType: 'enterprise', scopeValue: 'B' } },
    { name: 'of another park', rule: { scopeType: 'park', scopeValue: 'Q' } },
    { name: 'of another region', rule: { scopeType: 'region', scopeValue: '52' } },
    { name: 'of another sector', rule: { scopeType: 'sector', scopeValue: 'C26' } },
    { name: 'that begins later', rule: { validFrom: '2026-06-02' } },
    { name: 'that ends on the day', rule: { validTo: '2026-06-01' } },
  ] as { name: string; rule: Partial<RegisteredRule> }[])('leaves out one $name', ({ rule }) => {
    expect(chosen(rule)).toBe(null);
  });

  it('takes the one that began later, then the one recorded later', () => {
    expect(chosen({ id: 'a', validFrom: '2026-01-01' }, { id: 'b' })).toBe('a');
    expect(chosen({ id: 'a' }, { id: 'b' })).toBe('b');
  });

  it('never takes one that is superseded, even where the later one has ended', () => {
    expect(chosen({ id: 'a' }, { id: 'b', supersedes: 2, validTo: '2026-01-01' })).toBe(null);
  });
});

describe('settingsInForce', () => {
  const coal: SourceSetting = {
    no: 1,
    energyKind: 'raw-coal',
    validFrom: '2026-01-01',
    source: 'ledger',
    isFeedstock: false,
  };

  it('takes the one that began last, of one day the one recorded last', () => {
    const generation = { meterId: 'PV', validFrom: '2026-01-01' };
    const settings = settingsInForce(
      [
        { ...coal, no: 3, source: 'metered', validFrom: '2026-03-01' },
        { ...coal, no: 2, isFeedstock: true },
        coal,
      ],
      [
        { ...generation, no: 2, generation: 'conversion' },
        { ...generation, no: 1, generation: 'renewable' },
      ],
      '2026-02-01',
    );
    expect(settings).toEqual({
      ledgerKinds: ['raw-coal'],
      feedstockKinds: ['raw-coal'],
      sources: new Map([['raw-coal', 'ledger']]),
      generations: new Map([['PV', 'conversion']]),
    });
    const later = settingsInForce(
      [coal, { ...coal, no: 3, source: 'metered', validFrom: '2026-03-01' }],
      [],
      '2026-03-01',
    );
    expect([later.ledgerKinds, later.sources.get('raw-coal')]).toEqual([[], 'metered']);
    const rows = withGenerations([meter('PV'), meter('E01')], settings);
    expect(rows.map(({ generation: made }) => made)).toEqual(['conversion', null]);
  });
});

describe('units for display', () => {
  it.each([
    { kind: 'electricity', unit: 'kWh', density: null, shown: '10MWh', sign: '万kWh' },
    { kind: 'natural-gas', unit: 'm3', density: null, shown: '10km3', sign: '万m³' },
    { kind: 'heat', unit: 'MJ', density: null, shown: 'GJ', sign: 'GJ' },
    { kind: 'raw-coal', unit: 'kg', density: null, shown: 't', sign: 't' },
    { kind: 'diesel', unit: 'L', density: null, shown: 'L', sign: 'L' },
    { kind: 'diesel', unit: 'L', density: 0.84, shown: 't', sign: 't' },
    { kind: 'water', unit: 'm3', density: 1, shown: 't', sign: 't' },
    { kind: 'water', unit: 'm3', density: null, shown: 'm3', sign: 'm³' },
  ] as const)('show $kind of $unit in $sign', ({ kind, unit, density, shown, sign }) => {
    expect(displayUnitOf(kind, unit, density)).toBe(shown);
    expect(unitSign(shown)).toBe(sign);
  });

  it('convert exactly, and keep what is missing missing', () => {
    expect(displayQuantity(4_200_000, 'kWh', '10MWh')).toBe(420);
    expect(displayQuantity(30_000, 'MJ', 'GJ')).toBe(30);
    expect(displayQuantity(10_000, 'L', 't', 0.84)).toBe(8.4);
    expect(displayQuantity(10_000, 'L', 't')).toBe(null);
    expect(displayQuantity(null, 'kWh', '10MWh')).toBe(null);
  });
});

describe('intensity', () => {
  it('is energy by what was made', () => {
    expect(unitProductKgce(650, 6_500)).toEqual({ state: 'known', value: 100 });
    expect(outputValueTce(100, 2_000_000)).toEqual({ state: 'known', value: 0.5 });
    // Negative for a converter that gives back more than it takes.
    expect(unitProductKgce(-3, 100).value).toBe(-30);
  });

  it.each([
    { tce: null, output: 1, state: 'awaiting-energy' },
    { tce: 1, output: null, state: 'awaiting-output' },
    { tce: null, output: null, state: 'awaiting-output' },
    { tce: 1, output: 0, state: 'no-output' },
  ])('of $tce by $output is $state', ({ tce, output, state }) => {
    expect(unitProductKgce(tce, output)).toEqual({ state, value: null });
  });
});
