/** Periods of a time-of-use tariff, the dearest first. */
export const PERIODS = ['sharp', 'peak', 'flat', 'valley'] as const;
export type Period = (typeof PERIODS)[number];

/** Hours and prices that an enterprise pays by; its own entry. */
export interface Tariff {
  /** Period of each hour of the day, 24 of them. */
  readonly hours: readonly Period[];
  /** CNY a kWh; null where it was not filled in. */
  readonly prices: Readonly<Record<Period, number | null>>;
  /** Standard of the power factor that it is billed by; 0.9 where it was not chosen. */
  readonly powerFactorStandard?: number | undefined;
}

/** A quarter hour of a meter, as the api answers it. */
export interface Quarter {
  readonly start: string;
  readonly kw: number;
  readonly estimated: boolean;
}

/** What was used in one period of the tariff. */
export interface PeriodUse {
  readonly period: Period;
  readonly energyKwh: number;
  /** Null where the price is not known. */
  readonly costCny: number | null;
}

const QUARTERS_AN_HOUR = 4;

/** A frequent division of the day, to begin with; every province has its own. */
export const FIRST_TARIFF: Tariff = {
  hours: Array.from({ length: 24 }, (_none, hour): Period => {
    if (hour < 8) return 'valley';
    return (hour >= 10 && hour < 12) || (hour >= 15 && hour < 21) ? 'peak' : 'flat';
  }),
  prices: { sharp: null, peak: null, flat: null, valley: null },
};

/**
 * Energy and cost of each period: mean power of a quarter hour times a quarter of an hour.
 *
 * @param hourOf hour of the day (0 to 23) of an instant in the enterprise's zone
 */
export function usesOf(
  quarters: readonly Quarter[],
  tariff: Tariff,
  hourOf: (start: string) => number,
): PeriodUse[] {
  const energy = new Map<Period, number>();
  for (const { start, kw } of quarters) {
    const period = tariff.hours[hourOf(start)] ?? 'flat';
    energy.set(period, (energy.get(period) ?? 0) + kw / QUARTERS_AN_HOUR);
  }
  return PERIODS.filter((period) => tariff.hours.includes(period)).map((period) => {
    const energyKwh = energy.get(period) ?? 0;
    const price = tariff.prices[period];
    return { period, energyKwh, costCny: price === null ? null : energyKwh * price };
  });
}

/** Mean power over the highest one, 0 to 1; null without data or load. */
export function loadFactorOf(quarters: readonly Quarter[]): number | null {
  let sumKw = 0;
  let maxKw = 0;
  for (const { kw } of quarters) {
    sumKw += kw;
    maxKw = Math.max(maxKw, kw);
  }
  return maxKw > 0 ? sumKw / quarters.length / maxKw : null;
}
