import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  degreeDays,
  estimateSaving,
  keepSignificant,
  type SavingPeriod,
} from './saving-regression.ts';

/** Twelve months of production and degree days, as a works sees them. */
const OUTPUTS = [90, 60, 100, 105, 98, 96, 110, 112, 101, 99, 104, 95];
const DEGREE_DAYS = [420, 380, 210, 60, 0, 0, 0, 0, 0, 40, 180, 360];
/** Scatter without a trend in either. */
const NOISE = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1];

function months(
  energy: (output: number, degrees: number, index: number) => number,
): SavingPeriod[] {
  return OUTPUTS.map((output, index) => {
    const degrees = DEGREE_DAYS[index] ?? 0;
    const name = `2025-${String(index + 1).padStart(2, '0')}`;
    return { name, tce: energy(output, degrees, index), drivers: [output, degrees] };
  });
}

const TRUE = (output: number, degrees: number) => 20 + 3 * output + 0.1 * degrees;
const asked = (baseline: readonly SavingPeriod[], reporting: readonly SavingPeriod[]) =>
  estimateSaving({ drivers: ['production', 'degreeDays'], baseline, reporting, confidence: 0.9 });

describe('estimateSaving', () => {
  it('finds the saving of a measure whatever production and weather did meanwhile', () => {
    const baseline = months(
      (output, degrees, index) => TRUE(output, degrees) + 2 * (NOISE[index] ?? 0),
    );
    const reporting = months((output, degrees) => TRUE(output * 0.95, degrees) * 0.92).map(
      (each) => ({
        ...each,
        drivers: [(each.drivers[0] ?? 0) * 0.95, each.drivers[1] ?? 0],
      }),
    );
    const expected = reporting.reduce((sum, { tce }) => sum + tce * (1 / 0.92 - 1), 0);
    const { savingTce, uncertaintyTce, isSignificant, model, refusals } = asked(
      baseline,
      reporting,
    );
    expect(refusals).toEqual([]);
    expect(Math.abs((savingTce ?? 0) - expected)).toBeLessThan(uncertaintyTce ?? 0);
    expect(isSignificant).toBe(true);
    expect(model?.coefficients[0]).toBeCloseTo(3, 0);
    expect(model?.cvRmse).toBeLessThan(0.02);
  });

  it('agrees with a regression worked out by hand', () => {
    // y = 1 + 2x with residuals ±1: slope 2, s = √(Σe²/(n−2)).
    const xs = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6];
    const baseline = xs.map((x, index) => {
      return { name: `${index}`, tce: 1 + 2 * x + (index % 2 === 0 ? 1 : -1), drivers: [x] };
    });
    const reporting = [{ name: 'r', tce: 0, drivers: [3.5] }];
    const answer = estimateSaving({ drivers: ['x'], baseline, reporting, confidence: 0.95 });
    const { model, adjustedBaselineTce, uncertaintyTce } = answer;
    expect(model?.intercept).toBeCloseTo(1, 9);
    expect(model?.coefficients[0]).toBeCloseTo(2, 9);
    expect(model?.rmseTce).toBeCloseTo(Math.sqrt(12 / 10), 9);
    expect(adjustedBaselineTce).toBeCloseTo(8, 9);
    // At the mean of x: t(10) × s × √(1 + 1/12).
    expect(uncertaintyTce).toBeCloseTo(2.228 * Math.sqrt(1.2) * Math.sqrt(1 + 1 / 12), 6);
  });

  it.each([
    {
      name: 'eleven months',
      change: { baseline: months(TRUE).slice(1) },
      refusal: 'baseline-too-short',
    },
    { name: 'nothing to report', change: { reporting: [] }, refusal: 'no-reporting-period' },
    {
      name: 'a driver that never varies',
      change: {
        baseline: months(TRUE).map((each) => ({ ...each, drivers: [100, 50] })),
      },
      refusal: 'drivers-not-independent',
    },
    {
      name: 'energy that follows neither',
      change: { baseline: months((_, __, index) => (index % 3 === 0 ? 900 : 100)) },
      refusal: 'model-too-poor',
    },
    {
      name: 'twice the production ever seen',
      change: { reporting: months(TRUE).map((each) => ({ ...each, drivers: [220, 0] })) },
      refusal: 'outside-baseline',
    },
  ])('states no saving for $name', ({ change, refusal }) => {
    const request = { baseline: months(TRUE), reporting: months(TRUE), ...change };
    const { refusals, savingTce, uncertaintyTce } = asked(request.baseline, request.reporting);
    expect(refusals).toContain(refusal);
    expect([savingTce, uncertaintyTce]).toEqual([null, null]);
  });

  it('takes the mean where nothing else is known', () => {
    const even = months(TRUE).map((each) => ({ ...each, tce: 100, drivers: [] }));
    const after = even.map((each) => ({ ...each, tce: 90 }));
    const answer = estimateSaving({
      drivers: [],
      baseline: even,
      reporting: after,
      confidence: 0.9,
    });
    expect(answer).toMatchObject({ savingTce: 120, uncertaintyTce: 0, isSignificant: true });
  });

  const amount = fc.double({ min: -0.05, max: 0.05, noNaN: true });
  const noisy = fc
    .array(amount, { minLength: 12, maxLength: 12 })
    .map((shares) =>
      months((output, degrees, index) => TRUE(output, degrees) * (1 + (shares[index] ?? 0))),
    );

  it('finds no saving in the baseline itself', () => {
    fc.assert(
      fc.property(noisy, (baseline) => {
        const { savingTce, uncertaintyTce } = asked(baseline, baseline);
        // The residuals of least squares with an intercept add up to nothing.
        expect(savingTce ?? 0).toBeCloseTo(0, 6);
        expect(uncertaintyTce ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('does not care in which units energy and drivers are', () => {
    const scale = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(noisy, noisy, scale, scale, (baseline, after, times, per) => {
        const reporting = after.map((each) => ({ ...each, tce: each.tce * 0.9 }));
        const other = (periods: readonly SavingPeriod[]) =>
          periods.map(({ name, tce, drivers }) => {
            const [output = 0, degrees = 0] = drivers;
            return { name, tce: tce * times, drivers: [output * per, degrees] };
          });
        const one = asked(baseline, reporting);
        const two = asked(other(baseline), other(reporting));
        expect(two.refusals).toEqual(one.refusals);
        if (one.savingTce === null) return;
        expect((two.savingTce ?? 0) / times / one.savingTce).toBeCloseTo(1, 6);
        // Without scatter it is nothing but rounding.
        const difference = (two.uncertaintyTce ?? 0) / times - (one.uncertaintyTce ?? 0);
        expect(Math.abs(difference)).toBeLessThan(1e-6 * (1 + (one.uncertaintyTce ?? 0)));
      }),
    );
  });

  it('is less sure the more confidence is asked for', () => {
    const baseline = months(
      (output, degrees, index) => TRUE(output, degrees) + 5 * (NOISE[index] ?? 0),
    );
    const widths = ([0.8, 0.9, 0.95] as const).map((confidence) => {
      const request = { drivers: ['production', 'degreeDays'], baseline, reporting: baseline };
      return estimateSaving({ ...request, confidence }).uncertaintyTce ?? 0;
    });
    expect(widths[0]).toBeLessThan(widths[1] ?? 0);
    expect(widths[1]).toBeLessThan(widths[2] ?? 0);
  });
});

describe('keepSignificant', () => {
  /** Columns of ±1 that are orthogonal to each other and to the mean, four months three times. */
  const FIRST = [1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1];
  const SECOND = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1];
  const ERROR = [1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1];
  const request = (second: number) => ({
    ...{ drivers: ['production', 'heatingDegreeDays'], confidence: 0.9 as const },
    baseline: FIRST.map((first, index) => ({
      name: `${index}`,
      tce: 100 + 10 * first + second * (SECOND[index] ?? 0) + (ERROR[index] ?? 0),
      drivers: [first, SECOND[index] ?? 0],
    })),
    reporting: [
      { name: 'r1', tce: 95, drivers: [1, 1] },
      { name: 'r2', tce: 80, drivers: [-0.5, 1] },
    ],
  });

  it('agrees with two regressors worked out by hand', () => {
    const { request: kept, weighed } = keepSignificant(request(2), ['heatingDegreeDays']);
    // s = √(12/(12−3)); the error of a coefficient is s/√12: t = 2 × √12 / √(12/9) = 6.
    expect(weighed).toEqual([
      { driver: 'heatingDegreeDays', isUsed: true, tValue: expect.closeTo(6, 9) },
    ]);
    const answer = estimateSaving(kept);
    expect(answer.model?.coefficients).toEqual([expect.closeTo(10, 9), expect.closeTo(2, 9)]);
    expect(answer.model?.tValues).toEqual([expect.closeTo(30, 9), expect.closeTo(6, 9)]);
    // 112 + 97 − 175.
    expect(answer.adjustedBaselineTce).toBeCloseTo(209, 9);
    expect(answer.savingTce).toBeCloseTo(34, 9);
    // t(9) × s × √(m + m²/12 + (Σx₁)²/12 + (Σx₂)²/12), m = 2, Σx₁ = 0.5, Σx₂ = 2.
    const spread = Math.sqrt(2 + 4 / 12 + 0.25 / 12 + 4 / 12);
    expect(answer.uncertaintyTce).toBeCloseTo(1.833 * Math.sqrt(12 / 9) * spread, 9);
  });

  it.each([
    { name: 'just above Student’s t', second: 0.612, isUsed: true },
    { name: 'just below it', second: 0.61, isUsed: false },
  ])('weighs weather $name', ({ second, isUsed }) => {
    // t = 3 × coefficient, against t(9) at 90 % = 1.833.
    const { request: kept, weighed } = keepSignificant(request(second), ['heatingDegreeDays']);
    expect(weighed[0]).toMatchObject({ isUsed, tValue: expect.closeTo(3 * second, 9) });
    expect(kept.drivers).toHaveLength(isUsed ? 2 : 1);
    expect(kept.reporting[0]?.drivers).toHaveLength(isUsed ? 2 : 1);
  });

  it('leaves out weather that never varies, and keeps what it was told to', () => {
    const flat = request(2);
    const periods = (some: readonly SavingPeriod[]) =>
      some.map((each) => ({ ...each, drivers: [...each.drivers, 0] }));
    const asked = {
      ...{ ...flat, drivers: [...flat.drivers, 'coolingDegreeDays'] },
      ...{ baseline: periods(flat.baseline), reporting: periods(flat.reporting) },
    };
    const optional = ['heatingDegreeDays', 'coolingDegreeDays'];
    const { request: kept, weighed } = keepSignificant(asked, optional);
    expect(kept.drivers).toEqual(flat.drivers);
    expect(weighed.map(({ driver, isUsed }) => [driver, isUsed])).toEqual([
      ['heatingDegreeDays', true],
      ['coolingDegreeDays', false],
    ]);
  });
});

describe('degreeDays', () => {
  it('counts what lies below 18 °C and above 26 °C', () => {
    expect(degreeDays([8, 18, 22, 26, 30])).toEqual({ heating: 10, cooling: 4 });
  });
});
