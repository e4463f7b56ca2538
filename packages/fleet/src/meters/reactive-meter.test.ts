import { describe, expect, it } from 'vitest';

import { createFleet } from './fleet.ts';

const OPTIONS = { seed: 1, enterprisesCount: 12, metersPerEnterpriseMax: 4 };
const FROM_MS = Date.parse('2026-03-01T00:00:00+08:00');
const TO_MS = Date.parse('2026-04-01T00:00:00+08:00');

describe('meters of reactive energy', () => {
  it('are the demo’s alone, behind all others', () => {
    const plain = createFleet(OPTIONS);
    const demo = createFleet({ ...OPTIONS, hasReactiveMeters: true });
    expect(plain.enterprises.flatMap(({ meters }) => meters).map(({ id }) => id)).not.toContain(
      'Q01',
    );
    for (const [index, { meters }] of demo.enterprises.entries()) {
      expect(meters.filter(({ id }) => id !== 'Q01')).toEqual(plain.enterprises[index]?.meters);
    }
  });

  it('show a good, a poor and an ordinary power factor', () => {
    const fleet = createFleet({ ...OPTIONS, hasReactiveMeters: true });
    const largest = [...fleet.enterprises].sort((one, other) => other.annualTce - one.annualTce);
    const factors = largest.flatMap(({ meters }) => {
      const [active, reactive] = ['E01', 'Q01'].map((id) => meters.find((each) => each.id === id));
      if (active === undefined || reactive === undefined) return [];
      const kwh = fleet.trueEnergy(active, FROM_MS, TO_MS);
      const kvarh = fleet.trueEnergy(reactive, FROM_MS, TO_MS);
      return [kwh / Math.hypot(kwh, kvarh)];
    });
    expect(factors).toHaveLength(3);
    for (const [index, expected] of [0.96, 0.78, 0.9].entries()) {
      expect(factors[index]).toBeCloseTo(expected, 2);
    }
  });
});
