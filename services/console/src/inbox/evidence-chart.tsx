import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { formatNumber } from '../parts/format.ts';
import { useSettings } from '../settings/settings.tsx';

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** Figures of one unit side by side, ready to be read; the table beside it has them as well. */
export function EvidenceChart(props: {
  readonly label: string;
  readonly unit: string;
  readonly figures: readonly { readonly name: string; readonly value: number }[];
}) {
  const { label, unit, figures } = props;
  const { isDark, words } = useSettings();
  const place = useRef<HTMLDivElement>(null);
  const { language } = words;
  useEffect(() => {
    if (place.current === null) return;
    const drawn = init(place.current, isDark ? 'dark' : undefined);
    const text = (value: unknown) =>
      `${formatNumber(typeof value === 'number' ? value : null, language)} ${unit}`;
    drawn.setOption({
      ...{ backgroundColor: 'transparent', animation: false },
      grid: {
        left: 8,
        right: roomFor(figures.map(({ value }) => text(value))),
        top: 8,
        bottom: 8,
        containLabel: true,
      },
      tooltip: { trigger: 'item', valueFormatter: text },
      xAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { hideOverlap: true } },
      // The first figure stands on top, as in the table.
      yAxis: { type: 'category', inverse: true, data: figures.map(({ name }) => name) },
      series: [
        {
          type: 'bar',
          barMaxWidth: 26,
          data: figures.map(({ value }) => value),
          label: {
            ...{ show: true, position: 'right', color: isDark ? '#d9d9d9' : '#1f1f1f' },
            formatter: ({ value }: { value?: unknown }) => text(value),
          },
        },
      ],
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, [figures, unit, isDark, language]);
  return <div ref={place} className="evidence-chart" role="img" aria-label={label} />;
}

/** Width of the longest label behind a bar: Chinese letters are as wide as the type is high. */
function roomFor(labels: readonly string[]): number {
  const widths = labels.map((label) =>
    [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 7), 16),
  );
  return Math.min(220, Math.max(40, ...widths));
}
