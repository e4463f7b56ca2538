import {
  ACCOUNTED_METER_KINDS,
  carbonDioxideT,
  METER_UNITS,
  REFERENCE_FACTOR_SET,
  standardCoalTce,
  storageUnitOf,
} from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { createConverters } from './converter.ts';

const WHERE = { enterpriseId: 'X', regionCode: '430626' };
const DATE = '2026-03-01';
const QUANTITY = 959_640.31;

describe('createConverters', () => {
  it('gives what the domain gives, to the bit, for every kind and unit', () => {
    const converters = createConverters(REFERENCE_FACTOR_SET, WHERE);
    let found = 0;
    for (const kind of ACCOUNTED_METER_KINDS) {
      for (const unit of new Set(METER_UNITS.map(storageUnitOf))) {
        const query = { kind, unit, date: DATE, ...WHERE };
        const set = REFERENCE_FACTOR_SET;
        const figures = converters(kind, unit, DATE).convert(QUANTITY);
        expect(figures.tceCalorific).toBe(standardCoalTce(set, query, QUANTITY, 'calorific').value);
        expect(figures.tcePrimary).toBe(standardCoalTce(set, query, QUANTITY, 'primary').value);
        const tco2 = carbonDioxideT(set, query, QUANTITY).value;
        if (tco2 !== null) expect(figures.tco2).toBe(tco2);
        if (figures.tceCalorific !== null) found += 1;
      }
    }
    expect(found).toBeGreaterThan(20);
  });

  it('names what is missing', () => {
    const converter = createConverters(
      { ...REFERENCE_FACTOR_SET, standardCoal: [], carbon: [] },
      WHERE,
    )('electricity', 'kWh', DATE);
    expect(converter.convert(1)).toEqual({ tceCalorific: null, tcePrimary: null, tco2: null });
    expect(converter.missing.map(({ type }) => type)).toEqual([
      'standard-coal-factor',
      'standard-coal-factor',
      'carbon-factor',
    ]);
  });
});
