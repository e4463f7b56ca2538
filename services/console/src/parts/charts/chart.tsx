import { lazy, type ReactNode, Suspense } from 'react';
import { useWords } from '../../settings/settings.tsx';
import { ChartPlace } from './chart-place.tsx';

/** What ECharts takes; built by plain functions, so that tests need no browser. */
export type ChartOption = Readonly<Record<string, unknown>>;

const ChartCanvas = lazy(() =>
  import('./chart-canvas.tsx').then((module) => ({ default: module.ChartCanvas })),
);

/**
 * A chart with a sentence for who cannot see it, the notes that belong under it, and its figures as a
 * table to unfold, unless the page shows them beside it anyway.
 */
export function Chart(props: {
  readonly option: ChartOption;
  /** What is to be seen, in one sentence: it is what screen readers say. */
  readonly label: string;
  readonly table?: ReactNode;
  /** Marks that the legend of the chart itself cannot explain. */
  readonly notes?: readonly string[];
  readonly height?: number;
}) {
  const { option, label, table, notes = [], height = 340 } = props;
  const { say } = useWords();
  return (
    <figure className="chart-figure">
      <Suspense fallback={<ChartPlace height={height} />}>
        <ChartCanvas option={option} label={label} height={height} />
      </Suspense>
      <figcaption>
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
      </figcaption>
      {table !== undefined && (
        <details>
          <summary>{say('figuresAsTable')}</summary>
          {table}
        </details>
      )}
    </figure>
  );
}
