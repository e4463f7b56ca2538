import { describe, expect, it } from 'vitest';

import { bindingLevel, limitFor } from './limit-for.ts';
import { REFERENCE_LIMIT_TABLE as TABLE } from './limit-table.ts';
import type { LimitCircumstances, LimitLevel } from './limit-types.ts';

interface Asked {
  readonly name: string;
  readonly document: string;
  readonly product: string;
  readonly level: LimitLevel;
  readonly circumstances?: LimitCircumstances;
  readonly value: number | null;
}

const STEEL = 'GB 21256-2025';
const CEMENT = 'GB 16780-2021';

describe('limitFor', () => {
  it.each<Asked>([
    {
      name: 'clinker at 1 500 m',
      document: CEMENT,
      product: 'cement-clinker',
      level: 3,
      circumstances: { altitudeM: 1_500 },
      value: 117,
    },
    // 117 × (1.179 − 0.211 × 80 000 / 101 325) = 117 × 1.012 407 = 118.4517.
    {
      name: 'clinker under thin air',
      document: CEMENT,
      product: 'cement-clinker',
      level: 3,
      circumstances: { altitudeM: 1_501, pressurePa: 80_000 },
      value: 118.4516,
    },
    {
      name: 'level 2, which no altitude eases',
      document: CEMENT,
      product: 'cement-clinker',
      level: 2,
      value: 107,
    },
    {
      name: 'clinker of unknown altitude',
      document: CEMENT,
      product: 'cement-clinker',
      level: 3,
      value: null,
    },
    // 87 + (80 − 75) × 1.15.
    {
      name: 'cement with much clinker',
      document: CEMENT,
      product: 'cement',
      level: 2,
      circumstances: { clinkerPercent: 80 },
      value: 92.75,
    },
    // 80 + (60 − 75) × 1.10.
    {
      name: 'cement with little clinker',
      document: CEMENT,
      product: 'cement',
      level: 1,
      circumstances: { clinkerPercent: 60 },
      value: 63.5,
    },
    {
      name: 'a furnace on 62 % ore',
      document: STEEL,
      product: 'hot-metal',
      level: 3,
      circumstances: { oreGradePercent: 62 },
      value: 415,
    },
    // 415 + 3 × 3.61.
    {
      name: 'a furnace on 59 % ore',
      document: STEEL,
      product: 'hot-metal',
      level: 3,
      circumstances: { oreGradePercent: 59 },
      value: 425.83,
    },
    // 415 + 5 × 3.61: no more than five per cent count.
    {
      name: 'a furnace on 50 % ore',
      document: STEEL,
      product: 'hot-metal',
      level: 3,
      circumstances: { oreGradePercent: 50 },
      value: 433.05,
    },
    {
      name: 'a converter without scrap',
      document: STEEL,
      product: 'converter-steel',
      level: 3,
      circumstances: { scrapPercent: 0 },
      value: -12,
    },
    // −12 + 0.23 × 20.
    {
      name: 'a converter with scrap',
      document: STEEL,
      product: 'converter-steel',
      level: 3,
      circumstances: { scrapPercent: 20 },
      value: -7.4,
    },
    // 72 − 0.8 × 30.
    {
      name: 'an arc furnace with hot metal',
      document: STEEL,
      product: 'eaf-steel-from-70t',
      level: 3,
      circumstances: { hotMetalPercent: 30 },
      value: 48,
    },
    {
      name: 'a level that is not there',
      document: STEEL,
      product: 'eaf-steel-under-50t',
      level: 2,
      circumstances: { hotMetalPercent: 0 },
      value: null,
    },
    // 135 + 46.46.
    {
      name: 'coke quenched with water',
      document: 'GB 21342-2025',
      product: 'coke-top-charged',
      level: 3,
      circumstances: { isWetQuenched: true },
      value: 181.46,
    },
    {
      name: 'the sector’s baseline',
      document: '发改产业〔2023〕723号',
      product: 'hot-metal',
      level: 'baseline',
      value: 435,
    },
    { name: 'a product nobody listed', document: STEEL, product: 'bricks', level: 3, value: null },
  ])('gives $value for $name', ({ value, name: _, circumstances, ...asked }) => {
    const found = limitFor(TABLE, {
      ...asked,
      circumstances: circumstances ?? {},
      date: '2026-08-01',
    });
    if (value === null) expect(found.value).toBeNull();
    else expect(found.value).toBeCloseTo(value, 3);
  });

  it('says what has to be registered, and how the figure came about', () => {
    const query = { document: CEMENT, product: 'cement', level: 3, date: '2026-08-01' } as const;
    expect(limitFor(TABLE, { ...query, circumstances: {} })).toMatchObject({
      value: null,
      reason: 'circumstance-missing',
      missing: ['altitudeM', 'clinkerPercent'],
    });
    const circumstances = { altitudeM: 80, clinkerPercent: 70 };
    expect(limitFor(TABLE, { ...query, circumstances }).arithmetic).toEqual([
      'GB 16780-2021 水泥综合能耗 level 3: 94 kgce/t',
      '+ -5 × 1.2 (clinkerPercent 70)',
      '= 88 kgce/t',
    ]);
  });

  it.each([
    { date: '2026-06-30', reason: 'not-in-force' },
    { date: '2026-07-01', reason: null },
  ])('answers $reason for the steel standard on $date', ({ date, reason }) => {
    const query = { document: STEEL, product: 'sinter', level: 3, circumstances: {} } as const;
    expect(limitFor(TABLE, { ...query, date }).reason).toBe(reason);
  });

  it('keeps one product’s figures of two documents apart', () => {
    const of = (document: string, level: LimitLevel) =>
      limitFor(TABLE, {
        ...{ document, product: 'coke-stamp-charged', level, date: '2026-08-01' },
        circumstances: { isWetQuenched: false },
      }).value;
    expect([of('GB 21342-2025', 1), of('发改产业〔2023〕723号', 'benchmark')]).toEqual([115, 110]);
  });

  it('has every product once in a document, and levels that do not rise in strictness', () => {
    const keys = TABLE.entries.map(({ document, product }) => `${document} ${product}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { values, product } of TABLE.entries) {
      const known = [values[1], values[2], values[3]].filter((value) => value != null);
      expect(
        [...known].sort((one, other) => one - other),
        product,
      ).toEqual(known);
      expect(values.benchmark ?? 0, product).toBeLessThanOrEqual(values.baseline ?? 0);
    }
  });
});

describe('bindingLevel', () => {
  it.each([
    { name: 'a line from before the standard', line: { commissionedOn: '2026-06-30' }, level: 3 },
    { name: 'a line of its first day', line: { commissionedOn: '2026-07-01' }, level: 2 },
    {
      name: 'an old line that was extended',
      line: { commissionedOn: '1999-01-01', extendedOn: '2026-09-01' },
      level: 2,
    },
    { name: 'a line of unknown age', line: { commissionedOn: null }, level: 3 },
  ])('is $level for $name', ({ line, level }) => {
    expect(bindingLevel(TABLE, STEEL, line)).toBe(level);
  });
});
