import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  forecastPeriod,
  offDayRatioOf,
  type PeriodForecast,
  targetPeriodAt,
} from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { ROOT } from '../tidy/repository.ts';

/** A year of a real steel works; it stands beside the checkout, not in it. */
const STEEL = join(ROOT, '../shared/data/steel-industry-energy-2018.csv');
const YEAR = targetPeriodAt(Date.UTC(2018, 5, 1), 'year', 'Asia/Seoul');
const YEAR_KWH = 959_640.31;
/** Korea’s holidays are not on record: weekends alone. */
const CALENDAR = [] as const;

/** Energy by local day; the row of 00:00 carries the date of the day that ends. */
function readDays(): Map<string, number> {
  const days = new Map<string, number>();
  for (const line of readFileSync(STEEL, 'utf8').split('\n').slice(1)) {
    const match = /^(\d{2})\/(\d{2})\/(\d{4}) \d{2}:\d{2},([\d.]+),/.exec(line);
    if (match === null) continue;
    const date = `${match[3]}-${match[2]}-${match[1]}`;
    days.set(date, (days.get(date) ?? 0) + Number(match[4]));
  }
  return days;
}

/** The forecast that was possible at the end of a month, knowing nothing later and no earlier year. */
function forecastAfter(monthCount: number, days: ReadonlyMap<string, number>): PeriodForecast {
  const months = YEAR.months.slice(0, monthCount);
  const known = [...days].filter(([date]) => months.includes(date.slice(0, 7)));
  const forecast = forecastPeriod({
    period: YEAR,
    known: months.map((month) => ({
      month,
      amount: known.reduce((sum, [date, kwh]) => sum + (date.startsWith(month) ? kwh : 0), 0),
      days: known.filter(([date]) => date.startsWith(month)).length,
    })),
    history: [],
    calendar: CALENDAR,
    offDayRatio: offDayRatioOf(
      known.map(([date, amount]) => ({ date, amount })),
      CALENDAR,
    ),
  });
  if (forecast === null) throw new Error('A month is known.');
  return forecast;
}

describe.runIf(existsSync(STEEL))('forecast of a real steel works’ year at each month end', () => {
  it('comes close from spring on, and its interval holds the truth at least eight times of eleven', () => {
    const days = readDays();
    const rows = YEAR.months.slice(0, 11).map((month, index) => {
      const { end } = forecastAfter(index + 1, days);
      const isInside = end.low <= YEAR_KWH && YEAR_KWH <= end.high;
      return { month, errorRatio: end.point / YEAR_KWH - 1, isInside, end };
    });
    for (const { month, errorRatio, isInside, end } of rows) {
      const bounds = `${(end.low / 1_000).toFixed(0)}–${(end.high / 1_000).toFixed(0)} MWh`;
      const error = `${(errorRatio * 100).toFixed(1)} %`;
      console.info(`${month} ${error.padStart(7)}  ${bounds} ${isInside ? '' : 'outside'}`);
    }
    const meanError = (some: typeof rows) =>
      some.reduce((sum, { errorRatio }) => sum + Math.abs(errorRatio), 0) / some.length;
    const insideCount = rows.filter(({ isInside }) => isInside).length;
    console.info(
      `mean error ${(meanError(rows) * 100).toFixed(1)} %, ` +
        `April to November ${(meanError(rows.slice(3)) * 100).toFixed(1)} %, ` +
        `inside ${insideCount} of ${rows.length}`,
    );
    expect([...days.values()].reduce((sum, kwh) => sum + kwh, 0)).toBeCloseTo(YEAR_KWH, 2);
    expect(insideCount).toBeGreaterThanOrEqual(8);
    expect(meanError(rows.slice(3))).toBeLessThan(0.08);
    expect(meanError(rows)).toBeLessThan(0.2);
  });
});
