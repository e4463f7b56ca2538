import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Consumption } from '../client/api.ts';
import { browserZone, formatPeriod, localDay } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answer, Loading, Nothing } from '../parts/states.tsx';
import { useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, UNITS } from '../words/codes.ts';
import { chartsOf } from './chart-data.ts';
import { ConsumptionTable, type Point } from './consumption-table.tsx';
import { ExplainDrawer } from './explain-drawer.tsx';
import { HistoryFilters } from './history-filters.tsx';
import {
  consumptionParameters,
  type HistoryQuery,
  readHistoryQuery,
  writeHistoryQuery,
} from './history-query.ts';
import { TotalOfRange } from './total-of-range.tsx';

const EnergyChart = lazy(() =>
  import('./energy-chart.tsx').then((module) => ({ default: module.EnergyChart })),
);

/** Years of consumption of one enterprise: chart, table, totals, and the way back to the readings. */
export function HistoryPage() {
  const { say } = useWords();
  const [search, setSearch] = useSearchParams();
  const [point, setPoint] = useState<Point | null>(null);
  const query = readHistoryQuery(search, localDay(new Date(), browserZone()));
  const { enterpriseId } = query;
  const path = { enterpriseId: enterpriseId ?? '' };
  const enterprise = useQuery({
    queryKey: ['enterprise', enterpriseId],
    queryFn: () => answerOf(api.GET('/api/v1/enterprises/{enterpriseId}', { params: { path } })),
    enabled: enterpriseId !== null,
  });
  const meters = useQuery({
    queryKey: ['meters', enterpriseId],
    queryFn: () => {
      const params = { path, query: { limit: 1_000 } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/meters', { params }));
    },
    enabled: enterpriseId !== null,
  });
  const asked = consumptionParameters(query);
  const consumption = useQuery({
    queryKey: ['consumption', enterpriseId, asked],
    queryFn: () => {
      const params = { path, query: asked };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/consumption', { params }));
    },
    enabled: enterpriseId !== null,
    placeholderData: (before, asked) =>
      asked?.queryKey[1] === enterpriseId ? keepPreviousData(before) : undefined,
  });

  return (
    <>
      <PageHead title={say('history')}>
        {enterpriseId !== null && <Exports query={query} />}
      </PageHead>
      <HistoryFilters
        query={query}
        enterprise={enterprise.data}
        meters={meters.data?.items ?? []}
        onChange={(change) => setSearch(writeHistoryQuery({ ...query, ...change }))}
      />
      {enterpriseId === null ? (
        <Nothing text={say('chooseEnterprise')} />
      ) : (
        <Answer of={consumption}>
          {(answer) => (
            <div aria-busy={consumption.isPlaceholderData}>
              <Charts answer={answer} query={query} />
              <TotalOfRange answer={answer} />
              <ConsumptionTable answer={answer} onExplain={setPoint} />
              <ExplainDrawer answer={answer} point={point} onClose={() => setPoint(null)} />
            </div>
          )}
        </Answer>
      )}
    </>
  );
}

function Charts(props: { readonly answer: Consumption; readonly query: HistoryQuery }) {
  const { answer, query } = props;
  const words = useWords();
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
    }));
  }, [answer, figure, interval, say, nameOf]);
  if (charts.length === 0) return null;
  return (
    <Suspense fallback={<Loading />}>
      {charts.map((chart) => (
        <EnergyChart key={chart.unit} chart={chart} />
      ))}
      <div className="chart-legend">
        <span>{say('estimatedMark')}</span>
        <span>{say('gapMark')}</span>
      </div>
    </Suspense>
  );
}

function Exports({ query }: { readonly query: HistoryQuery }) {
  const { say, language } = useWords();
  const address = (format: 'csv' | 'xlsx') => {
    const parameters = { ...consumptionParameters(query), lang: language };
    const search = new URLSearchParams(parameters);
    search.set('enterpriseId', query.enterpriseId ?? '');
    return `/api/v1/exports/consumption.${format}?${search}`;
  };
  return (
    <Space>
      <Button href={address('csv')} download>
        {say('exportCsv')}
      </Button>
      <Button href={address('xlsx')} download>
        {say('exportXlsx')}
      </Button>
    </Space>
  );
}
