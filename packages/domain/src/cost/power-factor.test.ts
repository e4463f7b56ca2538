import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  POWER_FACTOR_STANDARDS,
  type PowerFactorStandard,
  powerFactorAdjustment,
  powerFactorOf,
} from './power-factor.ts';

describe('powerFactorOf', () => {
  it('is active over apparent energy', () => {
    expect(powerFactorOf(30_000, 40_000)).toBe(0.6);
    expect(powerFactorOf(100, 0)).toBe(1);
    expect(powerFactorOf(0, 0)).toBeNull();
  });
});

describe('powerFactorAdjustment', () => {
  const rows: readonly (readonly [number, PowerFactorStandard, number])[] = [
    // The ends of each table, and where its steps change.
    [0.9, 0.9, 0],
    [0.91, 0.9, -0.0015],
    [0.95, 0.9, -0.0075],
    [1, 0.9, -0.0075],
    [0.89, 0.9, 0.005],
    [0.7, 0.9, 0.1],
    [0.69, 0.9, 0.11],
    [0.65, 0.9, 0.15],
    [0.64, 0.9, 0.17],
    [0.9, 0.85, -0.005],
    [0.91, 0.85, -0.0065],
    [0.94, 0.85, -0.011],
    [1, 0.85, -0.011],
    [0.65, 0.85, 0.1],
    [0.6, 0.85, 0.15],
    [0.59, 0.85, 0.17],
    [0.9, 0.8, -0.01],
    [0.92, 0.8, -0.013],
    [0.6, 0.8, 0.1],
    [0.55, 0.8, 0.15],
    [0.54, 0.8, 0.17],
  ];
  it.each(rows)('of %f by the standard %f is %f', (powerFactor, standard, share) => {
    expect(powerFactorAdjustment(powerFactor, standard)).toBeCloseTo(share, 12);
  });

  it('counts with two digits, half up', () => {
    expect(powerFactorAdjustment(0.895, 0.9)).toBe(0);
    expect(powerFactorAdjustment(0.8949, 0.9)).toBe(0.005);
  });

  it('never rises with a better power factor', () => {
    const factor = fc.double({ min: 0, max: 1, noNaN: true });
    const standard = fc.constantFrom(...POWER_FACTOR_STANDARDS);
    fc.assert(
      fc.property(factor, factor, standard, (one, other, by) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(powerFactorAdjustment(high, by)).toBeLessThanOrEqual(powerFactorAdjustment(low, by));
      }),
    );
  });
});
