import { useSearchParams } from 'react-router';
import { AreaTargetsSection } from '../areas/targets-section.tsx';
import type { Schemas } from '../client/api.ts';
import { browserZone, formatInstant } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { PlainChoice } from '../parts/plain-choice.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ACCOUNTS } from '../words/codes.ts';
import { AlertsSection } from './alerts-section.tsx';
import {
  AREA_ACCOUNTS,
  type AreaKey,
  type AreaQuery,
  readAreaQuery,
  writeAreaQuery,
} from './area-query.ts';
import { BarometerSection } from './barometer-section.tsx';
import { DutySection } from './duty-section.tsx';
import { EnergySection } from './energy-section.tsx';
import { IngestSection } from './ingest-section.tsx';
import './overview.css';
import { OveruseSection } from './overuse-section.tsx';
import { type NamedArea, useAreas, useOverview } from './use-area.ts';
import { OVERVIEW } from './words.ts';

/** A region or park at a glance: levels, energy against budgets, forecasts, alerts, duty, ingest. */
export function OverviewPage() {
  const say = useSay(OVERVIEW);
  const areas = useAreas();
  return (
    <Answer of={areas}>
      {(found) =>
        found.length === 0 ? (
          <>
            <PageHead title={say('overview')} />
            <Nothing text={say('noArea')} />
          </>
        ) : (
          <AreaAtAGlance areas={found} />
        )
      }
    </Answer>
  );
}

function AreaAtAGlance({ areas }: { readonly areas: readonly NamedArea[] }) {
  const say = useSay(OVERVIEW);
  const [search, setSearch] = useSearchParams();
  const query = readAreaQuery(search);
  const area = areaOf(areas, query.area);
  const overview = useOverview(area, query.account);
  const change = (next: Partial<AreaQuery>) =>
    setSearch(writeAreaQuery({ ...query, area, ...next }));
  const name = area?.name ?? area?.code ?? '';
  return (
    <>
      <PageHead title={`${name} · ${say('overview')}`}>
        <AreaChoices areas={areas} area={area} query={query} onChange={change} />
      </PageHead>
      <div className="overview-columns">
        <div>
          {overview.data === undefined && overview.error === null && (
            <p className="secondary">{say('summing', { count: area?.enterpriseCount ?? 0 })}</p>
          )}
          <Answer of={overview}>
            {(answer) => (
              <div aria-busy={overview.isPlaceholderData}>
                <BarometerSection answer={answer} area={area} areas={areas} />
              </div>
            )}
          </Answer>
        </div>
        <div>
          <AlertsSection area={area} overview={overview} />
          <DutySection area={area} overview={overview} />
          <IngestSection />
        </div>
      </div>
      <AreaTargetsSection area={area} />
      {overview.data !== undefined && (
        <div aria-busy={overview.isPlaceholderData}>
          <EnergySection answer={overview.data} area={area} account={query.account} />
          <OveruseSection answer={overview.data} area={area} />
          <Provenance answer={overview.data} />
        </div>
      )}
    </>
  );
}

/** The area that the address names, or the first that the person sees. */
export function areaOf(areas: readonly NamedArea[], wanted: AreaKey | null): NamedArea | null {
  const found = areas.find(({ type, code }) => type === wanted?.type && code === wanted.code);
  return found ?? areas[0] ?? null;
}

function AreaChoices(props: {
  readonly areas: readonly NamedArea[];
  readonly area: NamedArea | null;
  readonly query: AreaQuery;
  onChange(change: Partial<AreaQuery>): void;
}) {
  const { areas, area, query, onChange } = props;
  const { nameOf } = useWords();
  const say = useSay(OVERVIEW);
  return (
    <div className="overview-choices">
      <PlainChoice
        label={say('area')}
        value={area === null ? '' : `${area.type}:${area.code}`}
        options={areas.map(({ type, code, name, enterpriseCount }) => ({
          value: `${type}:${code}`,
          label: `${name ?? code} (${enterpriseCount})`,
        }))}
        onChange={(value) =>
          onChange({ area: readAreaQuery(new URLSearchParams({ area: value })).area })
        }
      />
      <PlainChoice
        label={say('account')}
        value={query.account}
        options={AREA_ACCOUNTS.map((value) => ({ value, label: nameOf(ACCOUNTS, value) }))}
        onChange={(value) =>
          onChange({ account: AREA_ACCOUNTS.find((each) => each === value) ?? 'comprehensive' })
        }
      />
    </div>
  );
}

function Provenance({ answer }: { readonly answer: Schemas['AreaOverview'] }) {
  const say = useSay(OVERVIEW);
  const zone = browserZone();
  return (
    <p className="secondary">
      {say('asOf', {
        at: formatInstant(answer.computedAt, zone),
        zone,
        set: answer.factorSet?.id ?? say('noFactorSet'),
        date: answer.factorSet?.publishedOn ?? '—',
      })}
    </p>
  );
}
