import { describe, expect, it } from 'vitest';

import {
  carbonDioxideT,
  kgceFromCalorificValue,
  standardCoalTce,
  sumOrMissing,
} from './equivalents.ts';
import { type AccountedKind, type FactorQuery, type FactorSet, findFactor } from './factors.ts';
import { REFERENCE_FACTOR_SET } from './reference/reference-set.ts';

const set = REFERENCE_FACTOR_SET;
const pingjiang: FactorQuery = {
  kind: 'electricity',
  date: '2026-06-01',
  unit: 'kWh',
  regionCode: '430626',
  enterpriseId: null,
};

describe('standardCoalTce', () => {
  it.each<{ name: string; query: Partial<FactorQuery>; quantity: number; expected: number }>([
    {
      // 959 640.31 × 0.1229 = 117 939.794 kgce
      name: 'a year of a steel works',
      query: {},
      quantity: 959_640.31,
      expected: 117.939_794,
    },
    {
      // 120 times that: 14 152.775 tce
      name: 'the same behind a multiplier of 120',
      query: {},
      quantity: 959_640.31 * 120,
      expected: 14_152.775_292,
    },
    {
      // 1 250 t × 1 000 × 0.7143 = 892 875 kgce
      name: 'coal in tonnes',
      query: { kind: 'raw-coal', unit: 't' },
      quantity: 1_250,
      expected: 892.875,
    },
    {
      // 30 × 10 000 m3 × 1.2143 = 364 290 kgce
      name: 'natural gas in 10 000 m3',
      query: { kind: 'natural-gas', unit: '10km3' },
      quantity: 30,
      expected: 364.29,
    },
    {
      // 500 GJ × 1 000 × 0.03412 = 17 060 kgce
      name: 'heat in gigajoules',
      query: { kind: 'heat', unit: 'GJ' },
      quantity: 500,
      expected: 17.06,
    },
    {
      // 4 000 m3 × 1 t × 0.2571 = 1 028.4 kgce
      name: 'water in cubic metres',
      query: { kind: 'water', unit: 'm3' },
      quantity: 4_000,
      expected: 1.0284,
    },
    {
      // 820 kg / 0.082 kg/m3 = 10 000 m3; × 0.3329 = 3 329 kgce
      name: 'hydrogen in kilograms',
      query: { kind: 'hydrogen', unit: 'kg' },
      quantity: 820,
      expected: 3.329,
    },
  ])('of $name, calorific', ({ query, quantity, expected }) => {
    const { value, factor } = standardCoalTce(
      set,
      { ...pingjiang, ...query },
      quantity,
      'calorific',
    );
    expect(value).toBeCloseTo(expected, 6);
    expect(factor).not.toBeNull();
  });

  it('of electricity is another figure on the primary basis, and says whose factor it is', () => {
    // 1 000 000 kWh × 0.308 = 308 000 kgce
    const { value, factor } = standardCoalTce(set, pingjiang, 1_000_000, 'primary');
    expect(value).toBe(308);
    expect(factor).toMatchObject({ status: 'provisional', regionCode: '430626' });
  });

  it('of coal is the same figure on both bases', () => {
    const coal = { ...pingjiang, kind: 'raw-coal', unit: 't' } as const;
    expect(standardCoalTce(set, coal, 7, 'primary')).toEqual(
      standardCoalTce(set, coal, 7, 'calorific'),
    );
  });

  it.each<{ name: string; query: Partial<FactorQuery>; basis: 'calorific' | 'primary' }>([
    {
      name: 'biomass that nobody measured',
      query: { kind: 'biomass', unit: 't' },
      basis: 'calorific',
    },
    {
      name: 'electricity where no primary factor is set',
      query: { regionCode: '11' },
      basis: 'primary',
    },
    { name: 'steam by mass', query: { kind: 'steam', unit: 't' }, basis: 'calorific' },
    {
      name: 'diesel in litres without a density',
      query: { kind: 'diesel', unit: 'L' },
      basis: 'calorific',
    },
    { name: 'a day before any factor', query: { date: '2008-05-31' }, basis: 'calorific' },
  ])('is missing, not zero, for $name', ({ query, basis }) => {
    const converted = standardCoalTce(set, { ...pingjiang, ...query }, 1_000, basis);
    expect(converted).toEqual({ value: null, factor: null });
  });

  it('takes the enterprise’s own density and measured calorific value', () => {
    const enterpriseId = '91430626MA4L00010K';
    const own = {
      enterpriseId,
      validFrom: '2026-01-01',
      origin: 'measured',
      source: 'laboratory',
    } as const;
    const [diesel] = set.densities;
    const coal = findFactor(set.standardCoal, { ...pingjiang, kind: 'raw-coal', unit: 't' });
    if (diesel === undefined || coal === null) throw new Error('The reference set has both.');
    const register: FactorSet = {
      ...set,
      densities: [{ ...diesel, ...own, id: 'd', kind: 'diesel', kgPerL: 0.84 }],
      standardCoal: [
        ...set.standardCoal,
        // 22 000 kJ/kg / 29 307.6 = 0.75066 kgce/kg
        { ...coal, ...own, id: 'c', kgcePerUnit: kgceFromCalorificValue(22_000) },
      ],
    };
    const query = { ...pingjiang, enterpriseId };
    // 1 000 L × 0.84 × 1.4571 = 1 223.964 kgce
    const litres = standardCoalTce(
      register,
      { ...query, kind: 'diesel', unit: 'L' },
      1_000,
      'calorific',
    );
    expect(litres.value).toBeCloseTo(1.223_964, 9);
    const tonnes = standardCoalTce(
      register,
      { ...query, kind: 'raw-coal', unit: 't' },
      100,
      'calorific',
    );
    expect(tonnes.value).toBeCloseTo(75.066, 3);
    expect(tonnes.factor?.origin).toBe('measured');
  });
});

describe('carbonDioxideT', () => {
  it.each<{ name: string; query: Partial<FactorQuery>; quantity: number; expected: number }>([
    {
      // 1 000 MWh × 0.4976 tCO2/MWh
      name: 'electricity in Hunan',
      query: {},
      quantity: 1_000_000,
      expected: 497.6,
    },
    {
      // 1 000 kg: 43.33 GJ/t × 0.0202 × 0.98 × 44 / 12 = 3.1451 t
      name: 'a tonne of diesel in kilograms',
      query: { kind: 'diesel', unit: 'kg' },
      quantity: 1_000,
      expected: 3.145_122,
    },
    {
      // 5 000 m3 = 0.5 × 10 000 m3; 389.31 × 0.0153 × 0.99 × 44 / 12 × 0.5 = 10.81 t
      name: 'natural gas in cubic metres',
      query: { kind: 'natural-gas', unit: 'm3' },
      quantity: 5_000,
      expected: 10.810_944,
    },
  ])('of $name', ({ query, quantity, expected }) => {
    const { value } = carbonDioxideT(set, { ...pingjiang, ...query }, quantity);
    expect(value).toBeCloseTo(expected, 5);
  });

  it('is missing for electricity before the first published grid factor', () => {
    expect(carbonDioxideT(set, { ...pingjiang, date: '2020-06-01' }, 1).value).toBeNull();
  });
});

describe('the reference coefficients', () => {
  it.each<readonly [kind: AccountedKind, kjPerUnit: number, slack: number]>([
    ['raw-coal', 20_934, 0],
    ['washed-coal', 26_377, 0],
    ['middlings', 8_374, 0],
    ['coke', 28_470, 0],
    // Two rows of the standard differ from their own calorific value by one in the last digit.
    ['coal-tar', 33_494, 0.0001],
    ['coke-made-gas', 16_329, 0.0001],
    ['crude-oil', 41_868, 0],
    ['gasoline', 43_124, 0],
    ['diesel', 42_705, 0],
    ['methanol', 19_913, 0],
    ['ethanol', 26_800, 0],
    ['lpg', 50_242, 0],
    ['refinery-gas', 46_055, 0],
    ['lng', 51_498, 0],
    ['coke-oven-gas', 16_747, 0],
    ['blast-furnace-gas', 3_768, 0],
    ['producer-gas', 5_234, 0],
    ['heavy-oil-cat-gas', 19_259, 0],
    ['heavy-oil-thermal-gas', 35_588, 0],
    ['pressure-gas', 15_072, 0],
    ['water-gas', 10_467, 0],
    ['biogas', 20_934, 0],
    ['hydrogen', 9_756, 0],
  ])('agree with the calorific value of %s, %d kJ', (kind, kjPerUnit, slack) => {
    const factor = set.standardCoal.find((row) => row.kind === kind);
    const difference = Math.abs((factor?.kgcePerUnit ?? 0) - kgceFromCalorificValue(kjPerUnit));
    expect(difference).toBeLessThanOrEqual(0.000_05 + slack);
  });

  it.each<readonly [AccountedKind, number]>([
    ['anthracite', 2.3228],
    ['bituminous-coal', 2.0715],
    ['lignite', 1.4241],
    ['washed-coal', 2.2818],
    ['other-washed-coal', 1.2886],
    ['briquette', 1.936],
    ['coke', 2.8518],
    ['crude-oil', 3.0783],
    ['fuel-oil', 3.0472],
    ['gasoline', 3.0425],
    ['diesel', 3.1451],
    ['kerosene', 3.1517],
    ['naphtha', 2.9488],
    ['petroleum-coke', 3.0633],
    ['other-petroleum', 2.8883],
    ['coal-tar', 2.6446],
    ['benzol', 3.4109],
    ['refinery-gas', 3.0423],
    ['lpg', 2.9538],
    ['lng', 2.3253],
    ['natural-gas', 21.6219],
    ['coke-oven-gas', 8.5828],
    ['blast-furnace-gas', 9.6865],
    ['converter-gas', 14.321],
    ['carbide-furnace-gas', 15.947],
    ['other-gas', 2.3179],
  ])('give %s %d t of CO2 per unit', (kind, expected) => {
    const factor = set.carbon.find((row) => row.kind === kind);
    expect(factor?.tco2PerUnit).toBeCloseTo(expected, 4);
  });
});

describe('sumOrMissing', () => {
  it('is missing as soon as one part is', () => {
    expect(sumOrMissing([1, 2])).toBe(3);
    expect(sumOrMissing([1, null, 2])).toBeNull();
    expect(sumOrMissing([])).toBe(0);
  });
});
