import { Link, useSearchParams } from 'react-router';
import type { Schemas } from '../client/api.ts';
import { PageHead } from '../parts/page-head.tsx';
import { PlainChoice } from '../parts/plain-choice.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { LEVELS } from '../words/codes.ts';
import { INDUSTRIES } from '../words/industries.ts';
import { type AreaQuery, BUDGET_FILTERS, readAreaQuery, writeAreaQuery } from './area-query.ts';
import { barometerOf, type OpenAlerts, rowsOf } from './barometer.ts';
import { BudgetTable } from './budget-table.tsx';
import './overview.css';
import { areaOf } from './overview-page.tsx';
import { areaName, type NamedArea, useAreas, useOpenAlerts, useOverview } from './use-area.ts';
import { OVERVIEW } from './words.ts';

const NO_ALERTS: ReadonlyMap<string, OpenAlerts> = new Map();

/** Budgets of an area's enterprises, with the filter that a number of the overview stands for. */
export function BudgetsPage() {
  const areas = useAreas();
  return <Answer of={areas}>{(found) => <Budgets areas={found} />}</Answer>;
}

function Budgets({ areas }: { readonly areas: readonly NamedArea[] }) {
  const say = useSay(OVERVIEW);
  const [search, setSearch] = useSearchParams();
  const query = readAreaQuery(search);
  const area = areaOf(areas, query.area);
  const overview = useOverview(area, query.account);
  const alerts = useOpenAlerts(area);
  const change = (next: Partial<AreaQuery>) =>
    setSearch(writeAreaQuery({ ...query, area, ...next }));
  return (
    <>
      <PageHead title={`${area?.name ?? area?.code ?? ''} · ${say('budgets')}`}>
        <Link to={`/overview${writeAreaQuery({ area })}`}>{say('backToOverview')}</Link>
      </PageHead>
      <Answer of={overview}>
        {(answer) => (
          <>
            <Filters answer={answer} areas={areas} query={query} onChange={change} />
            <p className="secondary">{say('explainLevel')}</p>
            <BudgetTable
              rows={rowsOf(answer.overuse, query, alerts.data ?? NO_ALERTS)}
              empty={say('noRows')}
            />
          </>
        )}
      </Answer>
    </>
  );
}

function Filters(props: {
  readonly answer: Schemas['AreaOverview'];
  readonly areas: readonly NamedArea[];
  readonly query: AreaQuery;
  onChange(change: Partial<AreaQuery>): void;
}) {
  const { answer, areas, query, onChange } = props;
  const { nameOf, pick } = useWords();
  const say = useSay(OVERVIEW);
  const { parks, sectors } = barometerOf(answer.overuse, NO_ALERTS);
  const all = { value: '', label: say('everything') };
  const names = {
    all: say('showsAll'),
    overuse: say('showsOveruse'),
    ...{ 0: pick(LEVELS[0]), 1: pick(LEVELS[1]), 2: pick(LEVELS[2]), 3: pick(LEVELS[3]) },
    unknown: pick(LEVELS.none),
  };
  return (
    <div className="filters">
      <PlainChoice
        label={say('shown')}
        value={query.filter}
        options={BUDGET_FILTERS.map((value) => ({ value, label: names[value] }))}
        onChange={(value) =>
          onChange({ filter: BUDGET_FILTERS.find((each) => each === value) ?? 'all' })
        }
      />
      <PlainChoice
        label={say('park')}
        value={query.park ?? ''}
        options={[
          all,
          ...parks.map((park) =>
            park === null
              ? { value: 'none', label: say('outsideParks') }
              : { value: park, label: areaName(areas, 'park', park) },
          ),
        ]}
        onChange={(park) => onChange({ park: park === '' ? null : park })}
      />
      <PlainChoice
        label={say('sector')}
        value={query.sector ?? ''}
        options={[all, ...sectors.map((value) => ({ value, label: nameOf(INDUSTRIES, value) }))]}
        onChange={(sector) => onChange({ sector: sector === '' ? null : sector })}
      />
    </div>
  );
}
