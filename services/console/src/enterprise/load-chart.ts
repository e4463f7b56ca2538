import type { Schemas } from '../client/api.ts';
import type { ChartOption } from '../parts/charts/chart.tsx';
import { GRID, unitAxis, withUnit } from '../parts/charts/chart-parts.ts';
import { formatInstant } from '../parts/format.ts';
import type { Language } from '../words/words.ts';

type Demand = Pick<Schemas['Demand'], 'items' | 'timeZone'>;

/** A quarter hour in the day it belongs to. */
export interface LoadCell {
  readonly day: string;
  /** Local time of its start, `08:15`. */
  readonly time: string;
  readonly kw: number;
  readonly estimated: boolean;
}

/** The quarter hours by local day and time; an hour that the clock repeats keeps its second half. */
export function loadCells({ items, timeZone }: Demand): LoadCell[] {
  return items.map(({ start, kw, estimated }) => {
    const local = formatInstant(start, timeZone);
    return { day: local.slice(0, 10), time: local.slice(11, 16), kw, estimated };
  });
}

const TIMES = Array.from({ length: 96 }, (_none, quarter) => {
  const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
});

/** Days down, quarter hours across, power as colour. */
export function heatMapOption(
  cells: readonly LoadCell[],
  isDark: boolean,
  language: Language,
): ChartOption {
  // The axis grows upwards: the newest day is the last one.
  const days = [...new Set(cells.map(({ day }) => day))].sort();
  const rowOf = new Map(days.map((day, index) => [day, index]));
  const columnOf = new Map(TIMES.map((time, index) => [time, index]));
  const max = cells.reduce((highest, { kw }) => Math.max(highest, kw), 0);
  return {
    grid: { left: 8, right: 16, top: 8, bottom: 56, containLabel: true },
    tooltip: { valueFormatter: withUnit('kW', language, 1) },
    xAxis: { type: 'category', data: TIMES, splitArea: { show: false } },
    yAxis: { type: 'category', data: days.map((day) => day.slice(5)) },
    visualMap: {
      ...{ min: 0, max: Math.max(1, Math.ceil(max)), calculable: false, orient: 'horizontal' },
      ...{ left: 'center', bottom: 0, text: [`${Math.ceil(max)} kW`, '0'] },
      inRange: { color: isDark ? DARK_SCALE : LIGHT_SCALE },
    },
    series: [
      {
        type: 'heatmap',
        progressive: 0,
        data: cells.map(({ day, time, kw }) => [columnOf.get(time) ?? 0, rowOf.get(day) ?? 0, kw]),
      },
    ],
  };
}

const LIGHT_SCALE = ['#f0f5ff', '#91caff', '#1677ff', '#002c8c'];
const DARK_SCALE = ['#111a2c', '#15417e', '#3c89e8', '#b7dcfa'];

/** Power by the share of time in which it was reached, from the highest down; at most 200 points. */
export function loadDuration(
  cells: readonly LoadCell[],
): { readonly share: number; readonly kw: number }[] {
  const sorted = cells.map(({ kw }) => kw).sort((a, b) => b - a);
  if (sorted.length === 0) return [];
  const points = Math.min(200, sorted.length);
  return Array.from({ length: points }, (_none, index) => {
    const at = points === 1 ? 0 : Math.round((index * (sorted.length - 1)) / (points - 1));
    return { share: ((at + 1) / sorted.length) * 100, kw: sorted[at] ?? 0 };
  });
}

/** The load duration curve. */
export function durationOption(
  cells: readonly LoadCell[],
  names: { readonly power: string; readonly time: string },
  language: Language,
): ChartOption {
  return {
    grid: { ...GRID, right: 40 },
    tooltip: { trigger: 'axis', valueFormatter: withUnit('kW', language, 1) },
    xAxis: { type: 'value', min: 0, max: 100, name: '%', axisLabel: { formatter: '{value}' } },
    yAxis: unitAxis('kW'),
    series: [
      {
        ...{ type: 'line', name: names.power, symbol: 'none', areaStyle: { opacity: 0.2 } },
        data: loadDuration(cells).map(({ share, kw }) => [share, kw]),
      },
    ],
  };
}
