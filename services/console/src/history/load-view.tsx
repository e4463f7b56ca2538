import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { ChartPlace } from '../parts/charts/chart-place.tsx';
import { formatNumber, formatShare, localDay, startOfDay } from '../parts/format.ts';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { dayAfter, type HistoryQuery, shownMeterIds } from './history-query.ts';
import type { TimeWindow } from './load-chart.tsx';
import { estimatedShareOf, hasBands, knownShareOf, meanOf } from './load-points.ts';
import { HISTORY_WORDS } from './words.ts';

const LoadChart = lazy(async () => ({ default: (await import('./load-chart.tsx')).LoadChart }));

/** Points of all curves together; what a canvas draws without halting. */
const ALL_POINTS = 60_000;
const POINTS_MAX = 1_200;
const QUARTER_MS = 900_000;
const READINGS_WINDOW_MAX_MS = 7 * 86_400_000;

type Curve = Schemas['LoadCurve'];

/** Load curves: a year at a glance, and down to quarter hours where one looks closer. */
export function LoadView(props: {
  readonly query: HistoryQuery;
  readonly enterprise: Schemas['Enterprise'];
  readonly meters: readonly Schemas['Meter'][];
  onChange(change: Partial<HistoryQuery>): void;
}) {
  const { query, meters, onChange } = props;
  const say = useSay(HISTORY_WORDS);
  const [zoom, setZoom] = useState<{ readonly range: string; readonly window: TimeWindow } | null>(
    null,
  );
  const electric = meters.filter(({ energyKind }) => energyKind === 'electricity');
  const shown = shownMeterIds(query, meters);
  const range = `${query.from} ${query.to} ${query.enterpriseId}`;
  const window = zoom?.range === range ? zoom.window : null;
  const asked = {
    meterIds: shown.join(','),
    from: window === null ? query.from : new Date(window.fromMs).toISOString(),
    to: window === null ? dayAfter(query.to) : new Date(window.toMs).toISOString(),
    points: Math.max(50, Math.min(POINTS_MAX, Math.floor(ALL_POINTS / Math.max(1, shown.length)))),
    ...(query.asOf === null ? {} : { asOf: query.asOf }),
  };
  const path = { enterpriseId: query.enterpriseId ?? '' };
  const curve = useQuery({
    queryKey: ['load-curve', path.enterpriseId, asked],
    queryFn: () => {
      const params = { path, query: asked };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/load-curve', { params }));
    },
    enabled: shown.length > 0,
    placeholderData: keepPreviousData,
  });
  if (electric.length === 0) return <Nothing text={say('noElectricity')} />;
  return (
    <Answer of={curve}>
      {(answer) => (
        <div aria-busy={curve.isPlaceholderData}>
          <Curves
            answer={answer}
            query={query}
            onZoom={(next) => setZoom({ range, window: roundedOut(next) })}
          />
          <Flex gap={8} style={{ marginBottom: 12 }} wrap align="center">
            <Button disabled={window === null} onClick={() => setZoom(null)}>
              {say('wholeRange')}
            </Button>
            <ReadingsButton answer={answer} onChange={onChange} />
            {curve.isPlaceholderData && <span role="status">{say('loading')}</span>}
          </Flex>
          <CurvesTable answer={answer} />
        </div>
      )}
    </Answer>
  );
}

function Curves(props: {
  readonly answer: Curve;
  readonly query: HistoryQuery;
  onZoom(window: TimeWindow): void;
}) {
  const { answer, query, onZoom } = props;
  const say = useSay(HISTORY_WORDS);
  const length = lengthOf(answer, say);
  // The slider keeps the whole range while finer points of a part of it are shown.
  const whole = useMemo(
    () => ({
      fromMs: Date.parse(startOfDay(query.from, answer.timeZone)),
      toMs: Date.parse(startOfDay(dayAfter(query.to), answer.timeZone)),
    }),
    [answer.timeZone, query.from, query.to],
  );
  return (
    <>
      <Suspense fallback={<ChartPlace />}>
        <LoadChart
          curve={answer}
          whole={whole}
          label={say('loadLabel', { count: answer.series.length })}
          onZoom={onZoom}
        />
      </Suspense>
      <p className="chart-legend">
        {say(hasBands(answer) ? 'loadPoints' : 'loadMeans', { length })}
      </p>
    </>
  );
}

/** How long a point is, as it is said; what a change of clocks or the range cuts is not spoken of. */
function lengthOf({ level, bucketMs }: Curve, say: SayLength): string {
  const minutes = bucketMs / 60_000;
  if (level === 'day') {
    const count = minutes / 1_440;
    return count === 1 ? say('oneDay') : say('days', { count });
  }
  return minutes < 120 ? say('minutes', { count: minutes }) : say('hours', { count: minutes / 60 });
}

type SayLength = (
  key: 'minutes' | 'hours' | 'days' | 'oneDay',
  values?: { readonly count: number },
) => string;

/** From a window of some days one goes on to the readings themselves. */
function ReadingsButton(props: {
  readonly answer: Curve;
  onChange(change: Partial<HistoryQuery>): void;
}) {
  const { answer, onChange } = props;
  const say = useSay(HISTORY_WORDS);
  const [fromMs, toMs] = [Date.parse(answer.from), Date.parse(answer.to)];
  const [first] = answer.series;
  if (toMs - fromMs > READINGS_WINDOW_MAX_MS || first === undefined) return null;
  const day = (atMs: number) => localDay(new Date(atMs), answer.timeZone);
  return (
    <Button
      onClick={() =>
        onChange({
          ...{ view: 'readings', meterIds: [first.meterId] },
          ...{ from: day(fromMs), to: day(toMs - 1) },
        })
      }
    >
      {say('showReadings')}
    </Button>
  );
}

function CurvesTable({ answer }: { readonly answer: Curve }) {
  const say = useSay(HISTORY_WORDS);
  const words = useWords();
  const { language } = words;
  const right = { align: 'right', className: 'number' } as const;
  const number = (value: number | null) => formatNumber(value, language, 2, true);
  return (
    <WideTable<Curve['series'][number]>
      rowKey="meterId"
      size="small"
      pagination={false}
      dataSource={[...answer.series]}
      columns={[
        { title: words.say('group'), render: (_value, { meterId, name }) => `${meterId} ${name}` },
        {
          title: say('highest'),
          ...right,
          render: (_v, { maxKw }) => number(extreme(maxKw, Math.max)),
        },
        {
          title: say('lowest'),
          ...right,
          render: (_v, { minKw }) => number(extreme(minKw, Math.min)),
        },
        { title: say('mean'), ...right, render: (_v, series) => number(meanOf(series, answer)) },
        {
          title: say('known'),
          ...right,
          render: (_v, series) => formatShare(knownShareOf(series, answer), language),
        },
        {
          title: say('estimated'),
          ...right,
          render: (_v, series) => formatShare(estimatedShareOf(series, answer), language),
        },
      ]}
    />
  );
}

function extreme(values: readonly number[], pick: (one: number, other: number) => number) {
  return values.length === 0 ? null : values.reduce((one, other) => pick(one, other));
}

function roundedOut({ fromMs, toMs }: TimeWindow): TimeWindow {
  const start = Math.floor(fromMs / QUARTER_MS) * QUARTER_MS;
  return {
    fromMs: start,
    toMs: Math.max(start + QUARTER_MS, Math.ceil(toMs / QUARTER_MS) * QUARTER_MS),
  };
}
