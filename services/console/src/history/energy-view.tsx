import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { answerOf, api, type Consumption, type Schemas } from '../client/api.ts';
import { ChartPlace } from '../parts/charts/chart-place.tsx';
import { formatInstant, formatPeriod, startOfDay } from '../parts/format.ts';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, UNITS } from '../words/codes.ts';
import { chartsOf, sumsOf } from './chart-data.ts';
import { Comparison } from './comparison.tsx';
import { ConsumptionTable, type Point } from './consumption-table.tsx';
import { CorrectionsOfRange } from './corrections-of-range.tsx';
import { ExplainDrawer } from './explain-drawer.tsx';
import {
  comparedRange,
  consumptionParameters,
  dayAfter,
  type HistoryQuery,
} from './history-query.ts';
import { TotalOfRange } from './total-of-range.tsx';
import { HISTORY_WORDS } from './words.ts';

const EnergyChart = lazy(() =>
  import('./energy-chart.tsx').then((module) => ({ default: module.EnergyChart })),
);

/** Energy by period: chart, totals, what is compared, every figure, and the way back to the readings. */
export function EnergyView(props: {
  readonly query: HistoryQuery;
  readonly enterprise: Schemas['Enterprise'];
}) {
  const { query, enterprise } = props;
  const say = useSay(HISTORY_WORDS);
  const [point, setPoint] = useState<Point | null>(null);
  const range = query.compare === 'none' ? null : comparedRange(query, query.compare);
  const consumption = useConsumption(enterprise.id, query);
  const compared = useConsumption(enterprise.id, range === null ? null : { ...query, ...range });
  const earlier = range === null ? undefined : compared.data;
  return (
    <Answer of={consumption}>
      {(answer) => (
        <div aria-busy={consumption.isPlaceholderData}>
          {answer.asOf !== undefined && (
            <Alert
              type="info"
              showIcon
              style={{ marginBottom: 12 }}
              title={say('asOfNote', { at: formatInstant(answer.asOf.asOf, answer.timeZone) })}
            />
          )}
          <Charts answer={answer} earlier={earlier} query={query} />
          <TotalOfRange answer={answer} />
          {range !== null && (
            <Answer of={compared}>
              {(before) => <Comparison answer={answer} earlier={before} range={range} />}
            </Answer>
          )}
          <ConsumptionTable answer={answer} onExplain={setPoint} />
          <CorrectionsOfRange
            enterpriseId={enterprise.id}
            from={startOfDay(query.from, answer.timeZone)}
            to={startOfDay(dayAfter(query.to), answer.timeZone)}
            timeZone={answer.timeZone}
          />
          <ExplainDrawer answer={answer} point={point} onClose={() => setPoint(null)} />
        </div>
      )}
    </Answer>
  );
}

/** Consumption as the page asks for it; nothing is asked without a query. */
function useConsumption(enterpriseId: string, query: HistoryQuery | null) {
  const asked = query === null ? null : consumptionParameters(query);
  return useQuery({
    queryKey: ['consumption', enterpriseId, asked],
    queryFn: () => {
      if (asked === null) throw new Error('Nothing is asked.');
      const params = { path: { enterpriseId }, query: asked };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/consumption', { params }));
    },
    enabled: asked !== null,
    placeholderData: (before, last) =>
      last?.queryKey[1] === enterpriseId ? keepPreviousData(before) : undefined,
  });
}

function Charts(props: {
  readonly answer: Consumption;
  readonly earlier: Consumption | undefined;
  readonly query: HistoryQuery;
}) {
  const { answer, earlier, query } = props;
  const words = useWords();
  const sayHere = useSay(HISTORY_WORDS);
  const { say, nameOf } = words;
  const { figure, interval } = query;
  const charts = useMemo(() => {
    const nameById = new Map(answer.meters.map(({ meterId, name }) => [meterId, name]));
    const unitName = (unit: string) => (unit === 'tCO2' ? 'tCO₂' : nameOf(UNITS, unit));
    return chartsOf(answer, figure, Date.now()).map(({ unit, starts, series, gaps }) => ({
      label: say('chartLabel', { figure: say(figure), count: starts.length }),
      unit: unitName(unit),
      periods: starts.map((start) => formatPeriod(start, interval, answer.timeZone)),
      series: series.map(({ energyKind, meterId, bars }) => ({
        name:
          meterId === null
            ? nameOf(ENERGY_KINDS, energyKind)
            : `${meterId} ${nameById.get(meterId) ?? ''}`,
        bars,
      })),
      gaps,
      compared:
        earlier === undefined
          ? null
          : { name: sayHere('earlier'), values: sumsOf(earlier, figure, unit) },
    }));
  }, [answer, earlier, figure, interval, say, sayHere, nameOf]);
  if (charts.length === 0) return null;
  return (
    <>
      {charts.map((chart) => (
        <Suspense key={chart.unit} fallback={<ChartPlace />}>
          <EnergyChart chart={chart} />
        </Suspense>
      ))}
      <div className="chart-legend">
        <span>{say('estimatedMark')}</span>
        <span>{say('gapMark')}</span>
      </div>
    </>
  );
}
