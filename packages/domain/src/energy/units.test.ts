import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createTimeline } from '../metering/meter-history.ts';
import { METER_UNITS, type MeterUnit } from '../registry/lists.ts';
import { convertQuantity, measuresSameAs, parseUnit, storageUnitOf } from './units.ts';

describe('convertQuantity', () => {
  it.each<readonly [number, MeterUnit, MeterUnit, number]>([
    [1.5, '10MWh', 'kWh', 15_000],
    [0.1, 'MWh', 'kWh', 100],
    [95.964_031, '10MWh', 'kWh', 959_640.31],
    [1, 'kWh', 'MJ', 3.6],
    [3.6, 'GJ', 'MWh', 1],
    [12.143, '10km3', 'm3', 121_430],
    [0.5, 'km3', 'L', 500_000],
    [2.5, 't', 'kg', 2_500],
    [1_234, 'kg', 't', 1.234],
    [7, 'GJ', 'GJ', 7],
  ])('makes %d %s, in %s, %d', (quantity, from, to, expected) => {
    expect(convertQuantity(quantity, from, to)).toBe(expected);
  });

  it('needs a density between litres and kilograms', () => {
    expect(convertQuantity(1_000, 'L', 't', 0.84)).toBe(0.84);
    expect(convertQuantity(0.84, 't', 'L', 0.84)).toBe(1_000);
    expect(convertQuantity(2, 'm3', 't', 1)).toBe(2);
    expect(convertQuantity(1_000, 'L', 't')).toBeNull();
    expect(convertQuantity(1_000, 'L', 't', 0)).toBeNull();
  });

  it.each<readonly [MeterUnit, MeterUnit]>([
    ['kWh', 'm3'],
    ['kW', 'kWh'],
    ['t', 'GJ'],
  ])('finds no way from %s to %s, density or not', (from, to) => {
    expect(convertQuantity(1, from, to)).toBeNull();
    expect(convertQuantity(1, from, to, 1)).toBeNull();
  });

  it('brings whole numbers to the storage unit and back without loss', () => {
    const unit = fc.constantFrom(...METER_UNITS.filter((name) => name !== 'kW'));
    fc.assert(
      fc.property(unit, fc.integer({ min: 0, max: 1_000_000_000 }), (from, quantity) => {
        const stored = convertQuantity(quantity, from, storageUnitOf(from)) ?? Number.NaN;
        expect(Number.isInteger(stored)).toBe(true);
        expect(convertQuantity(stored, storageUnitOf(from), from)).toBe(quantity);
      }),
    );
  });
});

describe('parseUnit', () => {
  it.each([
    ['kWh', 'kWh'],
    [' 万kWh ', '10MWh'],
    ['万千瓦时', '10MWh'],
    ['百万kJ', 'GJ'],
    ['万m³', '10km3'],
    ['吨', 't'],
    ['furlong', null],
    ['constructor', null],
    ['', null],
  ])('reads %j as %j', (text, unit) => {
    expect(parseUnit(text)).toBe(unit);
  });
});

describe('measuresSameAs', () => {
  const pairs = METER_UNITS.flatMap((first) => METER_UNITS.map((later) => ({ first, later })));
  it.each(pairs)('knows whether $later can follow $first in a meter’s history', (pair) => {
    const common = {
      kind: 'register',
      multiplier: 1,
      registerMax: null,
      ratedPowerKw: null,
      intervalSeconds: null,
    } as const;
    const count = () =>
      createTimeline({
        epochs: [
          { ...common, fromMs: 0, unit: pair.first },
          { ...common, fromMs: 1, unit: pair.later },
        ],
        exchanges: [],
      });
    if (measuresSameAs(pair.later, pair.first)) expect(count).not.toThrow();
    else expect(count).toThrow('measure the same thing');
  });
});
