import { BarChart, HeatmapChart, LineChart, SankeyChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useSettings } from '../../settings/settings.tsx';
import type { ChartOption } from './chart.tsx';

use([
  ...[BarChart, HeatmapChart, LineChart, SankeyChart],
  ...[GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent],
  CanvasRenderer,
]);

/** Draws an option of ECharts; loaded by the first page that shows a chart. */
export function ChartCanvas(props: {
  readonly option: ChartOption;
  readonly label: string;
  readonly height: number;
}) {
  const { option, label, height } = props;
  const { isDark } = useSettings();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (place.current === null) return;
    const drawn = init(place.current, isDark ? 'dark' : undefined);
    drawn.setOption({
      ...{ backgroundColor: 'transparent', animation: false, aria: { enabled: false } },
      ...option,
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, [option, isDark]);
  return <div ref={place} className="chart" style={{ height }} role="img" aria-label={label} />;
}
