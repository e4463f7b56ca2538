import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CHINA_WORK_CALENDAR } from '../duty/work-calendar.ts';
import { targetPeriodAt } from '../policy/target-period.ts';
import { type ForecastRequest, forecastPeriod, offDayRatioOf } from './forecast.ts';

const YEAR = targetPeriodAt(Date.UTC(2026, 5, 1), 'year', 'Asia/Shanghai');
const SEASON = [100, 60, 100, 90, 90, 80, 120, 120, 90, 90, 95, 100];

function request(
  amounts: readonly number[],
  changes: Partial<ForecastRequest> = {},
): ForecastRequest {
  const known = amounts.map((amount, index) => ({
    month: YEAR.months[index] ?? '',
    amount,
    days: 31,
  }));
  return { period: YEAR, known, history: [], calendar: CHINA_WORK_CALENDAR, ...changes };
}

describe('forecastPeriod', () => {
  it('follows the season of earlier years at the level of this one', () => {
    const history = [{ year: 2025, months: SEASON }];
    const half = SEASON.slice(0, 6).map((amount) => amount * 1.1);
    const forecast = forecastPeriod(request(half, { history }));
    expect(forecast?.method).toBe('earlier-years');
    // 1.1 × 1 135, but for the days round the Spring Festival that lie elsewhere.
    expect((forecast?.end.point ?? 0) / 1_248.5).toBeCloseTo(1, 1);
  });

  it('goes by working days where no earlier year is known', () => {
    const forecast = forecastPeriod(request([20, 15], { offDayRatio: 0 }));
    // 20 working days in January, 16 in February of 2026, 248 in the year.
    expect(forecast?.method).toBe('calendar');
    expect((forecast?.rest.point ?? 0) / (248 - 36)).toBeGreaterThan(0.9);
    expect((forecast?.rest.point ?? 0) / (248 - 36)).toBeLessThan(1.02);
  });

  it('has nothing to come once the period is over, and nothing to say before it began', () => {
    const over = forecastPeriod(request(SEASON));
    expect(over?.rest).toEqual({ low: 0, point: 0, high: 0 });
    expect(over?.end.point).toBeCloseTo(1_135, 9);
    expect(forecastPeriod(request([]))).toBeNull();
    const before = [{ month: '2025-12', amount: 100, days: 31 }];
    expect(forecastPeriod(request([], { before }))?.end.point).toBeGreaterThan(1_000);
  });

  it('narrows its interval as the year goes on', () => {
    const widths = [2, 5, 8, 11].map((count) => {
      const end = forecastPeriod(request(Array(count).fill(100)))?.end;
      return (end?.high ?? 0) - (end?.low ?? 0);
    });
    expect([...widths].sort((one, other) => other - one)).toEqual(widths);
  });

  it('is less sure of many months than of few, for each of them', () => {
    const relative = [2, 10].map((count) => {
      const rest = forecastPeriod(request(Array(count).fill(100)))?.rest;
      return ((rest?.high ?? 0) - (rest?.low ?? 0)) / (rest?.point ?? 1);
    });
    // A mean of ten months of a random walk has 1.75 times the deviation of one of two; besides, ten
    // months say more about the changes than two do, which alone gives 1.7.
    expect((relative[0] ?? 0) / (relative[1] ?? 1)).toBeGreaterThan(2.5);
  });

  it('counts a part of a month as a part', () => {
    const whole = forecastPeriod(request([31, 28, 31]));
    const part = forecastPeriod({
      ...request([31, 28]),
      known: [...request([31, 28]).known, { month: '2026-03', amount: 15.5, days: 15.5 }],
    });
    expect((part?.end.point ?? 0) / (whole?.end.point ?? 1)).toBeCloseTo(1, 2);
  });

  it('keeps its order, scales with its figures, and grows with every month known', () => {
    const amounts = fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), {
      minLength: 1,
      maxLength: 11,
    });
    fc.assert(
      fc.property(amounts, fc.double({ min: 1.1, max: 10, noNaN: true }), (given, factor) => {
        const forecast = forecastPeriod(request(given));
        const scaled = forecastPeriod(request(given.map((amount) => amount * factor)));
        if (forecast === null || scaled === null) throw new Error('Something is known.');
        const { low, point, high } = forecast.end;
        expect(low).toBeLessThanOrEqual(point);
        expect(point).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(given.reduce((sum, amount) => sum + amount, 0) - 1e-6);
        expect(scaled.end.point / point).toBeCloseTo(factor, 6);
        expect(scaled.end.low).toBeGreaterThanOrEqual(low - 1e-6);
      }),
    );
  });
});

describe('offDayRatioOf', () => {
  it('compares days off with working days, given ten of each', () => {
    const day = (index: number) => `2026-03-${String(index + 1).padStart(2, '0')}`;
    const march = Array.from({ length: 31 }, (_, index) => ({ date: day(index), amount: 100 }));
    expect(offDayRatioOf(march, CHINA_WORK_CALENDAR)).toBe(1);
    const twoMonths = [
      ...march,
      ...march.map((each) => ({ ...each, date: each.date.replace('-03', '-06') })),
    ]
      .filter(({ date }) => date !== '2026-06-31')
      .map(({ date }) => ({
        date,
        amount: [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) ? 25 : 100,
      }));
    expect(offDayRatioOf(twoMonths, [])).toBeCloseTo(0.25, 9);
  });
});
