import { describe, expect, it } from 'vitest';

import { FIRST_TARIFF, loadFactorOf, type Tariff, usesOf } from './tariff.ts';

const quarter = (start: string, kw: number) => ({ start, kw, estimated: false });
const hourOf = (start: string) => (new Date(start).getUTCHours() + 8) % 24;

describe('the energy of a tariff', () => {
  const tariff: Tariff = { ...FIRST_TARIFF, prices: { ...FIRST_TARIFF.prices, peak: 0.8 } };

  it('goes to the period of its hour, a quarter of its power', () => {
    const quarters = [
      quarter('2026-11-01T02:00:00Z', 400), // 10:00 in Shanghai, peak
      quarter('2026-11-01T03:45:00Z', 80), // 11:45, peak
      quarter('2026-11-01T04:00:00Z', 40), // 12:00, flat
      quarter('2026-10-31T16:00:00Z', 4), // 00:00, valley
    ];
    expect(usesOf(quarters, tariff, hourOf)).toEqual([
      { period: 'peak', energyKwh: 120, costCny: 96 },
      { period: 'flat', energyKwh: 10, costCny: null },
      { period: 'valley', energyKwh: 1, costCny: null },
    ]);
  });

  it('leaves out periods that the tariff does not have', () => {
    expect(usesOf([], tariff, hourOf).map(({ period }) => period)).not.toContain('sharp');
    expect(tariff.hours).toHaveLength(24);
  });
});

describe('the load factor', () => {
  it('is the mean over the highest power', () => {
    expect(loadFactorOf([quarter('x', 100), quarter('y', 50)])).toBe(0.75);
  });

  it('is unknown without data or load', () => {
    expect([loadFactorOf([]), loadFactorOf([quarter('x', 0)])]).toEqual([null, null]);
  });
});
