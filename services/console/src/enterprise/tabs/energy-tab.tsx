import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { answerOf, api, type Consumption } from '../../client/api.ts';
import { chartsOf } from '../../history/chart-data.ts';
import { ConsumptionTable, type Point } from '../../history/consumption-table.tsx';
import { ExplainDrawer } from '../../history/explain-drawer.tsx';
import { dayAfter, FIGURES, type Figure } from '../../history/history-query.ts';
import { TotalOfRange } from '../../history/total-of-range.tsx';
import { AREA_ACCOUNTS } from '../../overview/area-query.ts';
import { ChartPlace } from '../../parts/charts/chart-place.tsx';
import { formatPeriod } from '../../parts/format.ts';
import { PlainChoice } from '../../parts/plain-choice.tsx';
import { Answer } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { ACCOUNTS, ENERGY_KINDS, UNITS } from '../../words/codes.ts';
import type { TabProps } from '../use-enterprise.ts';
import { ENTERPRISE } from '../words.ts';

const EnergyChart = lazy(() =>
  import('../../history/energy-chart.tsx').then((module) => ({ default: module.EnergyChart })),
);
const YEARS = 4;

/** Energy of a year by month and kind, in physical units, standard coal and CO2. */
export function EnergyTab({ enterprise, today }: TabProps) {
  const { say: sayCommon, nameOf } = useWords();
  const say = useSay(ENTERPRISE);
  const thisYear = Number(today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [account, setAccount] = useState<(typeof AREA_ACCOUNTS)[number]>('comprehensive');
  const [figure, setFigure] = useState<Figure>('tcePrimary');
  const [point, setPoint] = useState<Point | null>(null);
  const to = year === thisYear ? dayAfter(today) : `${year + 1}-01-01`;
  const query = {
    from: `${year}-01-01`,
    to,
    interval: 'month',
    groupBy: 'energyKind',
    account,
  } as const;
  const consumption = useQuery({
    queryKey: ['consumption', enterprise.id, query],
    queryFn: () => {
      const params = { path: { enterpriseId: enterprise.id }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/consumption', { params }));
    },
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className="tab-filters no-print">
        <PlainChoice
          label={say('year')}
          value={String(year)}
          options={Array.from({ length: YEARS }, (_none, index) => String(thisYear - index)).map(
            (value) => ({ value, label: value }),
          )}
          onChange={(value) => setYear(Number(value))}
        />
        <PlainChoice
          label={sayCommon('account')}
          value={account}
          options={AREA_ACCOUNTS.map((value) => ({ value, label: nameOf(ACCOUNTS, value) }))}
          onChange={(value) => setAccount(AREA_ACCOUNTS.find((each) => each === value) ?? account)}
        />
        <PlainChoice
          label={sayCommon('figure')}
          value={figure}
          options={FIGURES.map((value) => ({ value, label: sayCommon(value) }))}
          onChange={(value) => setFigure(FIGURES.find((each) => each === value) ?? figure)}
        />
      </div>
      <Answer of={consumption}>
        {(answer) => (
          <div aria-busy={consumption.isPlaceholderData}>
            <KindCharts answer={answer} figure={figure} />
            <TotalOfRange answer={answer} />
            <ConsumptionTable answer={answer} onExplain={setPoint} />
            <ExplainDrawer answer={answer} point={point} onClose={() => setPoint(null)} />
          </div>
        )}
      </Answer>
    </>
  );
}

function KindCharts({ answer, figure }: { readonly answer: Consumption; readonly figure: Figure }) {
  const { say, nameOf } = useWords();
  const charts = useMemo(
    () =>
      chartsOf(answer, figure, Date.now()).map(({ unit, starts, series, gaps }) => ({
        label: say('chartLabel', { figure: say(figure), count: starts.length }),
        unit: unit === 'tCO2' ? 'tCO₂' : nameOf(UNITS, unit),
        periods: starts.map((start) => formatPeriod(start, 'month', answer.timeZone)),
        series: series.map(({ energyKind, bars }) => ({
          name: nameOf(ENERGY_KINDS, energyKind),
          bars,
        })),
        gaps,
        compared: null,
      })),
    [answer, figure, say, nameOf],
  );
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
