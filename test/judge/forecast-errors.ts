import { CHINA_WORK_CALENDAR, daysInMonth, forecastPeriod, targetPeriodAt } from '@hengneng/domain';

import type { IssuedBudget } from './budgets.ts';

/** How far forecasts of the year's end were off, over the month ends of a stretch of the year. */
export interface ForecastError {
  readonly name: string;
  /** Mean of the absolute errors, as a share of the year. */
  readonly meanRatio: number;
  /** Share of the intervals that held the truth. */
  readonly insideRatio: number;
}

/** Back-tests the forecast on the county's own years, with and without the year before. */
export function forecastErrors(truths: readonly IssuedBudget['truth'][]): ForecastError[] {
  const stretches = [
    { name: 'January to March', from: 0, to: 3 },
    { name: 'April to November', from: 3, to: 11 },
  ];
  return [true, false].flatMap((withHistory) =>
    stretches.map(({ name, from, to }) => {
      const rows = truths.flatMap((truth) =>
        Array.from({ length: to - from }, (_, index) => errorAt(truth, from + index, withHistory)),
      );
      const mean = (read: (row: (typeof rows)[number]) => number) =>
        rows.reduce((sum, row) => sum + read(row), 0) / rows.length;
      return {
        name: `${name}, ${withHistory ? 'with' : 'without'} the year before`,
        meanRatio: mean(({ error }) => Math.abs(error)),
        insideRatio: mean(({ isInside }) => (isInside ? 1 : 0)),
      };
    }),
  );
}

/** The forecast at the end of a month (0 is January). */
function errorAt(truth: IssuedBudget['truth'], month: number, withHistory: boolean) {
  const year = Number(truth.months[0]?.slice(0, 4));
  const total = truth.tce.reduce((sum, value) => sum + value, 0);
  const forecast = forecastPeriod({
    period: targetPeriodAt(Date.UTC(year, 5, 1), 'year', 'Asia/Shanghai'),
    known: truth.months.slice(0, month + 1).map((name, index) => ({
      ...{ month: name, amount: truth.tce[index] ?? 0, days: daysInMonth(name) },
    })),
    history: withHistory ? [{ year: year - 1, months: truth.yearBefore }] : [],
    calendar: CHINA_WORK_CALENDAR,
  });
  if (forecast === null) throw new Error('A month is known.');
  const { low, point, high } = forecast.end;
  return { error: point / total - 1, isInside: low <= total && total <= high };
}
