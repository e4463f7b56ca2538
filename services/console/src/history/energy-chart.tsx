import { BarChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { formatNumber } from '../parts/format.ts';
import { useSettings } from '../settings/settings.tsx';
import type { Language } from '../words/words.ts';

use([
  BarChart,
  LineChart,
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  TooltipComponent,
  CanvasRenderer,
]);

/** What the chart draws: names and units are ready to be read. */
export interface DrawnChart {
  readonly label: string;
  readonly unit: string;
  readonly periods: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly bars: readonly { readonly value: number | null; readonly isEstimated: boolean }[];
  }[];
  readonly gaps: readonly number[];
  /** Sums of another range, period by period, drawn as a line; null where nothing is compared. */
  readonly compared?: { readonly name: string; readonly values: readonly (number | null)[] } | null;
}

/** From this many periods on one can zoom; fewer are all to be seen. */
const ZOOM_FROM = 60;
const HATCHED = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 };

/** Stacked bars by period. Hatched: estimated; a grey band: nothing is known. */
export function EnergyChart({ chart }: { readonly chart: DrawnChart }) {
  const { isDark, words } = useSettings();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const drawn = init(place.current, isDark ? 'dark' : undefined);
    drawn.setOption(optionOf(chart, words.language, isDark));
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, [chart, isDark, words]);
  return <div ref={place} className="chart" role="img" aria-label={chart.label} />;
}

function optionOf(chart: DrawnChart, language: Language, isDark: boolean) {
  const grey = isDark ? 'rgba(255,255,255,0.12)' : 'rgba(0,0,0,0.10)';
  const bands = chart.gaps.map((index) => {
    const period = chart.periods[index];
    return [{ xAxis: period }, { xAxis: period }];
  });
  const canZoom = chart.periods.length >= ZOOM_FROM;
  return {
    backgroundColor: 'transparent',
    animation: false,
    aria: { enabled: false },
    grid: { left: 8, right: 28, top: 56, bottom: canZoom ? 56 : 8, containLabel: true },
    legend: { type: 'scroll', top: 0 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: unknown) =>
        `${formatNumber(typeof value === 'number' ? value : null, language, 3)} ${chart.unit}`,
    },
    xAxis: { type: 'category', data: [...chart.periods] },
    yAxis: { type: 'value', name: chart.unit, nameTextStyle: { align: 'left' } },
    dataZoom: canZoom ? [{ type: 'inside' }, { type: 'slider', height: 20, bottom: 8 }] : [],
    series: [
      ...chart.series.map((each, index) => barsOf(each, index === 0 ? bands : [], grey)),
      ...(chart.compared ? [lineOf(chart.compared)] : []),
    ],
  };
}

function barsOf(
  { name, bars }: DrawnChart['series'][number],
  bands: readonly unknown[],
  grey: string,
) {
  return {
    type: 'bar',
    name,
    stack: 'all',
    large: false,
    data: bars.map(({ value, isEstimated }) =>
      isEstimated
        ? { value, itemStyle: { decal: { ...HATCHED, color: 'rgba(0,0,0,0.45)' } } }
        : value,
    ),
    ...(bands.length > 0
      ? { markArea: { silent: true, itemStyle: { color: grey }, data: bands } }
      : {}),
  };
}

function lineOf({ name, values }: NonNullable<DrawnChart['compared']>) {
  return {
    ...{ type: 'line', name, data: [...values], connectNulls: false, symbolSize: 5 },
    lineStyle: { type: 'dashed', width: 2 },
  };
}
