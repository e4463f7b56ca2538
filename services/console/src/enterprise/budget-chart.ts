import type { ChartOption } from '../parts/charts/chart.tsx';
import { GRID, HATCHED, unitAxis, withUnit } from '../parts/charts/chart-parts.ts';
import type { Language } from '../words/words.ts';
import type { StandingPeriod } from './use-enterprise.ts';

/** Names of what the budget charts draw. */
export interface BudgetNames {
  readonly actual: string;
  readonly plan: string;
  readonly limit: string;
  readonly forecast: string;
  readonly band: string;
}

type Months = StandingPeriod['months'];

/** Each month against its plan; what is not settled yet is hatched. */
export function monthlyOption(
  months: Months,
  unit: string,
  names: BudgetNames,
  language: Language,
): ChartOption {
  return {
    grid: GRID,
    legend: { type: 'scroll', top: 0 },
    tooltip: { trigger: 'axis', valueFormatter: withUnit(unit, language) },
    xAxis: { type: 'category', data: months.map(({ month }) => month.slice(5)) },
    yAxis: unitAxis(unit),
    series: [
      {
        ...{ type: 'bar', name: names.actual },
        data: months.map(({ actual, state }) =>
          state === 'preview'
            ? { value: actual, itemStyle: { decal: HATCHED, opacity: 0.55 } }
            : actual,
        ),
      },
      {
        ...{ type: 'line', name: names.plan, step: 'middle', symbol: 'none' },
        lineStyle: { type: 'dashed', width: 2 },
        data: months.map(({ plan }) => plan),
      },
    ],
  };
}

/**
 * The sum since the start of the period: actual, plan, the limit, and where the forecast puts the months to
 * come, as a band.
 */
export function cumulativeOption(
  { months, limit }: Pick<StandingPeriod, 'months' | 'limit'>,
  unit: string,
  names: BudgetNames,
  language: Language,
): ChartOption {
  const band = forecastBand(months);
  return {
    grid: GRID,
    legend: {
      ...{ type: 'scroll', top: 0 },
      data: [names.actual, names.plan, names.forecast, names.band, names.limit],
    },
    tooltip: { trigger: 'axis', valueFormatter: withUnit(unit, language, 0) },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: months.map(({ month }) => month.slice(5)),
    },
    yAxis: { ...unitAxis(unit), min: 0 },
    series: [
      {
        ...{ type: 'line', name: names.actual, symbolSize: 6, lineStyle: { width: 3 } },
        data: months.map(({ cumulativeActual }) => cumulativeActual),
        ...(limit === null ? {} : { markLine: limitLine(limit, names.limit) }),
      },
      {
        ...{ type: 'line', name: names.plan, symbol: 'none', lineStyle: { type: 'dashed' } },
        data: months.map(({ cumulativePlan }) => cumulativePlan),
      },
      {
        ...{ type: 'line', name: names.forecast, symbol: 'none', lineStyle: { type: 'dotted' } },
        data: band.point,
      },
      // The band is drawn as what lies between two stacked lines.
      {
        ...{ type: 'line', name: '', stack: 'band', symbol: 'none', silent: true },
        ...{ lineStyle: { opacity: 0 }, tooltip: { show: false }, data: band.low },
      },
      {
        ...{ type: 'line', name: names.band, stack: 'band', symbol: 'none', silent: true },
        ...{ lineStyle: { opacity: 0 }, areaStyle: { opacity: 0.25 } },
        ...{ tooltip: { show: false }, data: band.width },
      },
    ],
  };
}

/**
 * Bounds of the forecast by month. They begin at the last known sum, so that the band grows out of the
 * line of what was used.
 */
export function forecastBand(months: Months): {
  readonly low: readonly (number | null)[];
  readonly point: readonly (number | null)[];
  readonly width: readonly (number | null)[];
} {
  const lastKnown = months.findLastIndex(({ cumulativeActual }) => cumulativeActual !== null);
  const at = months.map(({ forecast, cumulativeActual }, index) => {
    if (index === lastKnown && cumulativeActual !== null) {
      return { low: cumulativeActual, point: cumulativeActual, high: cumulativeActual };
    }
    return index > lastKnown ? forecast : null;
  });
  return {
    low: at.map((each) => each?.low ?? null),
    point: at.map((each) => each?.point ?? null),
    width: at.map((each) => (each === null ? null : each.high - each.low)),
  };
}

function limitLine(limit: number, name: string) {
  return {
    ...{ silent: true, symbol: 'none', data: [{ yAxis: limit, name }] },
    ...{
      lineStyle: { type: 'solid', color: '#cf1322' },
      label: { formatter: name, position: 'insideEndTop' },
    },
  };
}

/** Energy per unit by month, with the limit, the benchmark and the baseline level as lines. */
export function ratioOption(
  months: Months,
  unit: string,
  name: string,
  lines: readonly { readonly name: string; readonly value: number | null }[],
  language: Language,
): ChartOption {
  const drawn = lines.filter(({ value }) => value !== null);
  const values = [
    ...months.flatMap(({ actual }) => (actual === null ? [] : [actual])),
    ...drawn.map(({ value }) => value ?? 0),
  ];
  const low = Math.min(...values);
  const high = Math.max(...values);
  return {
    grid: { ...GRID, right: 120 },
    legend: { top: 0 },
    tooltip: { trigger: 'axis', valueFormatter: withUnit(unit, language) },
    xAxis: { type: 'category', data: months.map(({ month }) => month.slice(5)) },
    // Months differ by a few per cent: from 0 on nobody would see it. The table has the figures.
    yAxis: {
      ...unitAxis(unit),
      ...(values.length === 0 ? {} : { min: rounded(low * 0.9), max: rounded(high * 1.05) }),
    },
    series: [
      {
        ...{ type: 'line', name, symbolSize: 7, connectNulls: false },
        data: months.map(({ actual, state }) =>
          state === 'preview'
            ? { value: actual, symbol: 'emptyCircle' }
            : { value: actual, symbol: 'circle' },
        ),
        markLine: {
          ...{ silent: true, symbol: 'none' },
          data: drawn.map((line) => ({
            yAxis: line.value,
            name: line.name,
            label: { formatter: line.name },
          })),
        },
      },
    ],
  };
}

/** Two digits that count: enough for the end of an axis. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
