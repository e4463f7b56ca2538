import { LineChart } from 'echarts/charts';
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../client/api.ts';
import { formatInstant, formatNumber } from '../parts/format.ts';
import { useSettings } from '../settings/settings.tsx';
import { hasBands, spanOf, withGaps } from './load-points.ts';

use([
  LineChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
]);

type Curve = Schemas['LoadCurve'];
/** Time that is to be seen, milliseconds since the epoch. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Power of several meters over time: lines of means, for few meters with a band from lowest to
 * highest. A missing point breaks the line. Zooming tells the window, so that finer points can come.
 */
export function LoadChart(props: {
  readonly curve: Curve;
  readonly whole: TimeWindow;
  readonly label: string;
  onZoom(window: TimeWindow): void;
}) {
  const { curve, whole, label, onZoom } = props;
  const { isDark, words } = useSettings();
  const place = useRef<HTMLDivElement>(null);
  const zoomed = useRef(onZoom);
  zoomed.current = onZoom;
  useEffect(() => {
    if (place.current === null) return;
    const drawn = init(place.current, isDark ? 'dark' : undefined);
    drawn.setOption(optionOf(curve, whole, words.language));
    let timer: ReturnType<typeof setTimeout> | undefined;
    drawn.on('datazoom', () => {
      clearTimeout(timer);
      // After the hand has come to rest.
      timer = setTimeout(() => {
        const zooms = drawn.getOption().dataZoom as { startValue: number; endValue: number }[];
        const [zoom] = zooms;
        if (zoom !== undefined) {
          zoomed.current({ fromMs: Number(zoom.startValue), toMs: Number(zoom.endValue) });
        }
      }, 250);
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(place.current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      drawn.dispose();
    };
  }, [curve, whole, isDark, words]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}

function optionOf(curve: Curve, whole: TimeWindow, language: 'zh' | 'en') {
  const [fromMs, toMs] = [Date.parse(curve.from), Date.parse(curve.to)];
  const zoom = { startValue: fromMs, endValue: toMs, minValueSpan: 3_600_000, filterMode: 'none' };
  return {
    backgroundColor: 'transparent',
    animation: false,
    grid: { left: 8, right: 16, top: 56, bottom: 56, containLabel: true },
    legend: { type: 'scroll', top: 0, data: curve.series.map(nameOf) },
    tooltip: {
      trigger: 'axis',
      formatter: (items: readonly Hovered[]) => tooltipOf(items, curve, language),
    },
    xAxis: { type: 'time', min: whole.fromMs, max: whole.toMs },
    yAxis: { type: 'value', name: 'kW', nameTextStyle: { align: 'left' }, scale: false },
    dataZoom: [
      { type: 'inside', ...zoom },
      { type: 'slider', height: 20, bottom: 8, ...zoom },
    ],
    series: curve.series.flatMap((series) => seriesOf(series, curve)),
  };
}

interface Hovered {
  readonly seriesName: string;
  readonly marker: string;
  readonly value: readonly [number, number | null];
}

function seriesOf(series: Curve['series'][number], curve: Curve) {
  const name = nameOf(series);
  const common = { type: 'line', showSymbol: false, step: 'end' as const, connectNulls: false };
  const line = { ...common, name, data: withGaps(series, curve, series.meanKw), z: 3 };
  if (!hasBands(curve)) return [line];
  const band = { ...common, stack: `band ${name}`, silent: true, lineStyle: { opacity: 0 } };
  const height = series.maxKw.map((high, at) => high - (series.minKw[at] ?? high));
  return [
    line,
    { ...band, name: `${name} ↓`, data: withGaps(series, curve, series.minKw), z: 1 },
    {
      ...{ ...band, name: `${name} ↕`, data: withGaps(series, curve, height), z: 1 },
      areaStyle: { opacity: 0.2 },
    },
  ];
}

function tooltipOf(items: readonly Hovered[], curve: Curve, language: 'zh' | 'en'): string {
  const atMs = items[0]?.value[0];
  if (atMs === undefined) return '';
  const names = new Set(curve.series.map(nameOf));
  const lines = items
    .filter(({ seriesName }) => names.has(seriesName))
    .map(({ marker, seriesName, value }) => {
      return `${marker}${escaped(seriesName)}: ${formatNumber(value[1], language, 2)} kW`;
    });
  return [timeOf(curve, atMs), ...lines].join('<br>');
}

/** The time of the point that ends at an instant, or begins there where a line begins. */
function timeOf(curve: Curve, atMs: number): string {
  const index = curve.startsMs.findLastIndex((startMs) => startMs < atMs);
  const { fromMs, toMs } = spanOf(curve, Math.max(0, index));
  const local = (ms: number) => formatInstant(new Date(ms).toISOString(), curve.timeZone);
  return `${local(fromMs)} – ${local(toMs)}`;
}

function nameOf({ meterId, name }: Curve['series'][number]): string {
  return `${meterId} ${name}`.trim();
}

/** Names are written by people; the tooltip is HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
