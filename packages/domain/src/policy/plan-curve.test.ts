import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { monthShape } from './month-shape.ts';
import { planCurve, plannedUntil } from './plan-curve.ts';
import { festivalDaysIn, springFestivalOf } from './spring-festival.ts';
import { targetPeriodAt, targetPeriodsOfYear } from './target-period.ts';

const ZONE = 'Asia/Shanghai';
const YEAR = targetPeriodAt(Date.UTC(2026, 5, 1), 'year', ZONE);
const MONTHS = [100, 60, 100, 90, 90, 80, 120, 120, 90, 90, 95, 100];

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('planCurve', () => {
  it('takes the plan that was given', () => {
    const plan = planCurve({ monthlyPlan: MONTHS }, sum(MONTHS), YEAR, []);
    expect(plan).toMatchObject({ method: 'given', amounts: MONTHS });
  });

  it('is linear over days without earlier years', () => {
    const { method, amounts } = planCurve({}, 365, YEAR, []);
    expect(method).toBe('linear');
    expect(amounts.map(Math.round)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  });

  it('has the season of earlier years, whatever their level', () => {
    const history = [
      { year: 2024, months: MONTHS.map((amount) => amount * 2) },
      { year: 2025, months: MONTHS },
    ];
    const { method, amounts, years } = planCurve({}, 1_135, YEAR, history);
    expect([method, years]).toEqual(['from-earlier-years', [2024, 2025]]);
    expect(sum(amounts)).toBeCloseTo(1_135, 9);
    expect((amounts[6] ?? 0) / (amounts[5] ?? 1)).toBeGreaterThan(1.4);
  });

  it('does not lower a year for the months it misses', () => {
    const flat = Array<number | null>(12).fill(100);
    const gaps = flat.map((amount, index) => (index < 4 ? null : (amount ?? 0) * 3));
    const shape = monthShape(2026, [
      { year: 2024, months: flat },
      { year: 2025, months: gaps },
    ]);
    expect(shape?.shares[0]).toBeCloseTo(shape?.shares[11] ?? 0, 2);
    expect(shape?.assumedMonths).toEqual([]);
  });

  it('does not take a year for a low one because its winter is missing', () => {
    const winter = Array.from({ length: 12 }, (_, index) => (index < 4 ? 200 : 100));
    const gaps = winter.map((amount, index) => (index < 4 ? null : amount * 3));
    const shape = monthShape(2026, [
      { year: 2024, months: winter },
      { year: 2025, months: gaps },
    ]);
    // March and December have 31 days each.
    expect((shape?.shares[2] ?? 0) / (shape?.shares[11] ?? 1)).toBeCloseTo(2, 1);
  });

  it('divides January and February by their days, whatever one year had in each', () => {
    const months = [120, 20, ...Array<number>(10).fill(100)];
    const shape = monthShape(2027, [{ year: 2024, months }]);
    // At most 31 days against 28 without the fifteen of the festival.
    expect((shape?.shares[0] ?? 0) / (shape?.shares[1] ?? 1)).toBeLessThanOrEqual(31 / 13);
  });

  it('ignores a year of five months, and says which months nobody knows', () => {
    const months = (count: number) =>
      Array.from({ length: 12 }, (_, index) => (index < count ? 100 : null));
    expect(monthShape(2026, [{ year: 2025, months: months(5) }])).toBeNull();
    const shape = monthShape(2026, [{ year: 2025, months: months(6) }]);
    expect(shape?.assumedMonths).toEqual([7, 8, 9, 10, 11, 12]);
  });

  it('moves the dip of the Spring Festival with the calendar', () => {
    // In 2023 it lay in January, in 2024 and 2026 in February; a day of it has 40 % of a normal one.
    const rest = [100, 97, 100, 97, 100, 100, 97, 100, 97, 100];
    const shape = monthShape(2026, [
      { year: 2023, months: [73, 88, ...rest] },
      { year: 2024, months: [100, 64.5, ...rest] },
    ]);
    expect([festivalDaysIn('2023-01'), festivalDaysIn('2026-01')]).toEqual([14, 0]);
    expect(shape?.festivalDrop).toBeCloseTo(0.6, 1);
    // 31 days against 28 − 0.6 × 15 = 19.
    expect((shape?.shares[0] ?? 0) / (shape?.shares[1] ?? 1)).toBeCloseTo(31 / 19, 1);
  });

  it('adds up to the limit for any history', () => {
    const amount = fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e6, noNaN: true }));
    const year = fc.record({
      year: fc.integer({ min: 2016, max: 2025 }),
      months: fc.array(amount, { minLength: 12, maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.array(year, { maxLength: 3 }), (history) => {
        for (const unit of ['year', 'quarter', 'month'] as const) {
          const period = targetPeriodAt(Date.UTC(2026, 5, 1), unit, ZONE);
          const { amounts } = planCurve({}, 12_500, period, history);
          expect(sum(amounts)).toBeCloseTo(12_500, 6);
          expect(Math.min(...amounts)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('plannedUntil', () => {
  const plan = planCurve({ monthlyPlan: MONTHS }, sum(MONTHS), YEAR, []);

  it.each([
    { name: 'before the year', atMs: Date.UTC(2025, 11, 31, 15), planned: 0 },
    { name: 'at the end of January in Shanghai', atMs: Date.UTC(2026, 0, 31, 16), planned: 100 },
    { name: 'in the middle of February', atMs: Date.UTC(2026, 1, 14, 16), planned: 130 },
    { name: 'after the year', atMs: Date.UTC(2027, 5, 1), planned: 1_135 },
  ])('is $planned $name', ({ atMs, planned }) => {
    expect(plannedUntil(plan, atMs, ZONE)).toBeCloseTo(planned, 9);
  });

  it('never falls as time passes', () => {
    const instant = fc.integer({ min: YEAR.startMs - 1e9, max: YEAR.endMs + 1e9 });
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(plannedUntil(plan, late, ZONE)).toBeGreaterThanOrEqual(
          plannedUntil(plan, early, ZONE) - 1e-9,
        );
      }),
    );
  });
});

describe('target periods', () => {
  it('follow the zone and cover the year', () => {
    expect(targetPeriodAt(Date.UTC(2026, 8, 30, 16), 'quarter', ZONE)).toMatchObject({
      name: '2026-Q4',
      months: ['2026-10', '2026-11', '2026-12'],
    });
    expect(targetPeriodAt(Date.UTC(2026, 8, 30, 15), 'quarter', ZONE).name).toBe('2026-Q3');
    const quarters = targetPeriodsOfYear(2026, 'quarter', ZONE);
    expect(quarters.map(({ name }) => name)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
    expect(quarters.map(({ endMs }) => endMs).slice(0, 3)).toEqual(
      quarters.map(({ startMs }) => startMs).slice(1),
    );
  });
});

describe('springFestivalOf', () => {
  it('agrees with the Chinese calendar of the runtime', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    });
    for (let year = 2015; year <= 2035; year += 1) {
      // New moons at 23:56 and 00:07 of Beijing: the runtime's approximation has the day beside it.
      if (year === 2027 || year === 2030) continue;
      expect(lunar.format(Date.parse(`${springFestivalOf(year)}T12:00:00Z`))).toMatch(/^1\/1\b/);
    }
  });
});
