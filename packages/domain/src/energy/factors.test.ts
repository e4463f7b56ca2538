import { describe, expect, it } from 'vitest';

import {
  type FactorQuery,
  findCarbonFactor,
  findFactor,
  findStandardCoalFactor,
  type StandardCoalFactor,
} from './factors.ts';
import { REFERENCE_FACTOR_SET } from './reference/reference-set.ts';

const set = REFERENCE_FACTOR_SET;
const query: FactorQuery = {
  kind: 'electricity',
  date: '2026-06-01',
  unit: 'kWh',
  regionCode: '430626',
  enterpriseId: '91430626MA4L00010K',
};
const general: StandardCoalFactor = {
  id: 'a',
  kind: 'electricity',
  unit: 'kWh',
  basis: 'primary',
  kgcePerUnit: 0.3,
  range: null,
  validFrom: '2020-01-01',
  validTo: null,
  regionCode: null,
  enterpriseId: null,
  purpose: null,
  status: 'final',
  origin: 'table',
  source: 'test',
  verified: false,
};

describe('findFactor', () => {
  const found = (...factors: Partial<StandardCoalFactor>[]) =>
    findFactor(
      factors.map((changes) => ({ ...general, ...changes })),
      query,
    )?.id;

  it.each<{
    name: string;
    better: Partial<StandardCoalFactor>;
    worse: Partial<StandardCoalFactor>;
  }>([
    {
      name: 'the enterprise’s own before its county’s',
      better: { enterpriseId: query.enterpriseId, status: 'provisional' },
      worse: { regionCode: '430626' },
    },
    {
      name: 'the county’s before the province’s',
      better: { regionCode: '430626', status: 'provisional' },
      worse: { regionCode: '43' },
    },
    { name: 'the province’s before the nation’s', better: { regionCode: '43' }, worse: {} },
    {
      name: 'the final before the provisional',
      better: {},
      worse: { status: 'provisional', validFrom: '2026-01-01' },
    },
    { name: 'the later of two', better: { validFrom: '2026-01-01' }, worse: {} },
  ])('prefers $name, in whatever order they stand', ({ better, worse }) => {
    expect(found({ ...better, id: 'better' }, { ...worse, id: 'worse' })).toBe('better');
    expect(found({ ...worse, id: 'worse' }, { ...better, id: 'better' })).toBe('better');
  });

  it.each<{ name: string; changes: Partial<StandardCoalFactor>; isFound: boolean }>([
    { name: 'that begins on the day', changes: { validFrom: '2026-06-01' }, isFound: true },
    { name: 'that begins a day later', changes: { validFrom: '2026-06-02' }, isFound: false },
    { name: 'that ends a day later', changes: { validTo: '2026-06-02' }, isFound: true },
    { name: 'that ends on the day', changes: { validTo: '2026-06-01' }, isFound: false },
    { name: 'of another region', changes: { regionCode: '52' }, isFound: false },
    { name: 'of another enterprise', changes: { enterpriseId: 'other' }, isFound: false },
    { name: 'for a purpose not asked for', changes: { purpose: 'T/X 1' }, isFound: false },
    { name: 'of a unit that cannot be reached', changes: { unit: 't' }, isFound: false },
    { name: 'of another size of unit', changes: { unit: '10MWh' }, isFound: true },
    { name: 'of another kind', changes: { kind: 'heat' }, isFound: false },
  ])('finds one $name: $isFound', ({ changes, isFound }) => {
    expect(found(changes)).toBe(isFound ? 'a' : undefined);
  });

  it('falls back to the general factor for a purpose that has none', () => {
    const wanted = { ...query, purpose: 'T/X 1' };
    expect(findFactor([general], wanted)?.id).toBe('a');
    const own = { ...general, id: 'own', purpose: 'T/X 1' };
    expect(findFactor([general, own], wanted)?.id).toBe('own');
  });
});

describe('the reference set', () => {
  it('has no two factors of one id', () => {
    for (const factors of [set.standardCoal, set.carbon, set.densities]) {
      const ids = factors.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('claims no factor to be verified, as none was read from an official text', () => {
    const all = [...set.standardCoal, ...set.carbon, ...set.densities];
    expect(all.filter(({ verified }) => verified)).toEqual([]);
    expect(all.every(({ source }) => source.length > 0)).toBe(true);
  });

  it('knows both bases of electricity in Pingjiang, and elsewhere only the calorific one', () => {
    const kgce = (basis: 'calorific' | 'primary', regionCode: string) =>
      findStandardCoalFactor(set, { ...query, regionCode }, basis)?.kgcePerUnit;
    expect(kgce('calorific', '430626')).toBe(0.1229);
    expect(kgce('primary', '430626')).toBe(0.308);
    expect(kgce('calorific', '110105')).toBe(0.1229);
    expect(kgce('primary', '110105')).toBeUndefined();
  });

  it('changes water with the edition of 2020, on its first day', () => {
    const water = (date: string) =>
      findStandardCoalFactor(set, { ...query, kind: 'water', unit: 'm3', date }, 'calorific')
        ?.kgcePerUnit;
    expect([water('2021-03-31'), water('2021-04-01')]).toEqual([0.0857, 0.2571]);
  });

  it('knows steam by its heat, and by mass only until the edition of 2020', () => {
    const steam = (unit: 't' | 'GJ', date: string) =>
      findStandardCoalFactor(set, { ...query, kind: 'steam', unit, date }, 'calorific')?.id;
    expect(steam('GJ', '2026-06-01')).toBe('steam-calorific');
    expect(steam('t', '2020-06-01')).toBe('steam-mass-2008');
    expect(steam('t', '2026-06-01')).toBeUndefined();
  });

  it('follows a sector standard when it is named', () => {
    const nitrogen = (purpose: string | null) =>
      findStandardCoalFactor(set, { ...query, kind: 'nitrogen', unit: 'm3', purpose }, 'calorific')
        ?.kgcePerUnit;
    expect(nitrogen(null)).toBe(0.4);
    expect(nitrogen('main-product')).toBe(0.6714);
    expect(nitrogen('T/CISA 416-2024')).toBe(0.0169);
  });

  it.each([
    { date: '2020-12-31', regionCode: '430626', expected: undefined },
    { date: '2021-06-01', regionCode: '430626', expected: [0.5568, 'final'] },
    { date: '2022-06-01', regionCode: '430626', expected: [0.5366, 'final'] },
    { date: '2023-06-01', regionCode: '430626', expected: [0.4976, 'final'] },
    { date: '2026-06-01', regionCode: '430626', expected: [0.4976, 'provisional'] },
    { date: '2026-06-01', regionCode: '520102', expected: [0.5683, 'provisional'] },
    // Tibet has no factor of its own.
    { date: '2023-06-01', regionCode: '540102', expected: [0.5306, 'final'] },
  ])('has the grid factor of $regionCode on $date', ({ date, regionCode, expected }) => {
    const factor = findCarbonFactor(set, { ...query, date, regionCode });
    expect(factor === null ? undefined : [factor.tco2PerUnit, factor.status]).toEqual(expected);
  });
});
