import { useQuery } from '@tanstack/react-query';
import { Segmented, Space } from 'antd';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { browserZone, localDay } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answer, Loading, Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { EnergyView } from './energy-view.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { HistoryFilters } from './history-filters.tsx';
import {
  consumptionParameters,
  type HistoryQuery,
  readHistoryQuery,
  VIEWS,
  writeHistoryQuery,
} from './history-query.ts';
import { SavedQueries } from './saved-queries.tsx';
import { HISTORY_WORDS } from './words.ts';

const LoadView = lazy(async () => ({ default: (await import('./load-view.tsx')).LoadView }));
const ReadingsView = lazy(async () => ({
  default: (await import('./readings-view.tsx')).ReadingsView,
}));

/** Years of one enterprise: energy by period, load curves, and the readings behind them. */
export function HistoryPage() {
  const { say } = useWords();
  const sayHere = useSay(HISTORY_WORDS);
  const [search, setSearch] = useSearchParams();
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
  const change = (changed: Partial<HistoryQuery>) =>
    setSearch(writeHistoryQuery({ ...query, ...changed }));

  return (
    <>
      <PageHead title={say('history')}>
        <Space wrap>
          {enterpriseId !== null && query.view === 'energy' && <EnergyExports query={query} />}
          <SavedQueries search={writeHistoryQuery(query).toString()} />
        </Space>
      </PageHead>
      {enterpriseId !== null && (
        <Segmented
          className="no-print"
          style={{ marginBottom: 12 }}
          aria-label={sayHere('view')}
          value={query.view}
          options={VIEWS.map((value) => ({ value, label: sayHere(VIEW_WORDS[value]) }))}
          onChange={(view) => change({ view })}
        />
      )}
      <HistoryFilters
        query={query}
        enterprise={enterprise.data}
        meters={meters.data?.items ?? []}
        onChange={change}
      />
      {enterpriseId === null ? (
        <Nothing text={say('chooseEnterprise')} />
      ) : (
        <Answer of={enterprise}>
          {(found) => (
            <Suspense fallback={<Loading />}>
              <View query={query} enterprise={found} meters={meters} onChange={change} />
            </Suspense>
          )}
        </Answer>
      )}
    </>
  );
}

const VIEW_WORDS = { energy: 'viewEnergy', load: 'viewLoad', readings: 'viewReadings' } as const;

function View(props: {
  readonly query: HistoryQuery;
  readonly enterprise: Schemas['Enterprise'];
  readonly meters: Parameters<typeof Answer<{ readonly items: Schemas['Meter'][] }>>[0]['of'];
  onChange(change: Partial<HistoryQuery>): void;
}) {
  const { query, enterprise, meters, onChange } = props;
  if (query.view === 'energy') return <EnergyView query={query} enterprise={enterprise} />;
  return (
    <Answer of={meters}>
      {({ items }) =>
        query.view === 'load' ? (
          <LoadView query={query} enterprise={enterprise} meters={items} onChange={onChange} />
        ) : (
          <ReadingsView query={query} enterprise={enterprise} meters={items} />
        )
      }
    </Answer>
  );
}

function EnergyExports({ query }: { readonly query: HistoryQuery }) {
  const { say, language } = useWords();
  const address = (format: 'csv' | 'xlsx') => {
    const parameters = { ...consumptionParameters(query), lang: language };
    const search = new URLSearchParams(parameters);
    search.set('enterpriseId', query.enterpriseId ?? '');
    return `/api/v1/exports/consumption.${format}?${search}`;
  };
  return (
    <ExportButtons
      choices={[
        { label: say('exportCsv'), address: address('csv') },
        { label: say('exportXlsx'), address: address('xlsx') },
      ]}
    />
  );
}
