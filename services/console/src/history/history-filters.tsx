import { useQuery } from '@tanstack/react-query';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { Choice, Choices, Filter } from '../parts/filters.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ACCOUNTS, ENERGY_KINDS, UNITS } from '../words/codes.ts';
import {
  ASKED_ACCOUNTS,
  COMPARED,
  DISPLAY_UNITS,
  FIGURES,
  GROUPINGS,
  type HistoryQuery,
  INTERVALS,
  shownMeterIds,
} from './history-query.ts';
import { HISTORY_WORDS } from './words.ts';

/** Everything that can be chosen; each choice goes to the address of the page. */
export function HistoryFilters(props: {
  readonly query: HistoryQuery;
  readonly enterprise: Schemas['Enterprise'] | undefined;
  readonly meters: readonly Schemas['Meter'][];
  onChange(change: Partial<HistoryQuery>): void;
}) {
  const { query, enterprise, meters, onChange } = props;
  const { say } = useWords();
  return (
    <div className="filters">
      <EnterpriseFilter enterprise={enterprise} onChange={onChange} />
      <Filter label={say('range')}>
        {(id) => (
          <DatePicker.RangePicker
            id={{ start: id, end: `${id}-end` }}
            aria-label={say('range')}
            allowClear={false}
            value={[dayjs(query.from), dayjs(query.to)]}
            onChange={(days) => {
              const [from, to] = days ?? [];
              if (!from || !to) return;
              onChange({ from: from.format('YYYY-MM-DD'), to: to.format('YYYY-MM-DD') });
            }}
          />
        )}
      </Filter>
      {query.view === 'energy' ? (
        <EnergyFilters query={query} meters={meters} onChange={onChange} />
      ) : (
        <MeterFilter query={query} meters={meters} onChange={onChange} />
      )}
      {query.view !== 'readings' && <AsOfFilter query={query} onChange={onChange} />}
    </div>
  );
}

type Filtered = {
  readonly query: HistoryQuery;
  onChange(change: Partial<HistoryQuery>): void;
};

/** What is chosen for energy by period. */
function EnergyFilters(props: Filtered & { readonly meters: readonly Schemas['Meter'][] }) {
  const { query, meters, onChange } = props;
  const { say, nameOf } = useWords();
  const sayHere = useSay(HISTORY_WORDS);
  const kinds = [...new Set(meters.map(({ energyKind }) => energyKind))];
  return (
    <>
      <Choice
        label={say('interval')}
        value={query.interval}
        options={INTERVALS.map((value) => ({ value, label: say(value) }))}
        onChange={(interval) => onChange({ interval })}
      />
      <Choice
        label={say('groupBy')}
        value={query.groupBy}
        options={GROUPINGS.map((value) => ({
          value,
          label: say(value === 'meter' ? 'byMeter' : 'byKind'),
        }))}
        onChange={(groupBy) =>
          onChange({ groupBy, ...(groupBy === 'meter' ? {} : { meterIds: [] }) })
        }
      />
      <Choices
        label={say('kinds')}
        value={query.kinds}
        options={kinds.map((value) => ({ value, label: nameOf(ENERGY_KINDS, value) }))}
        onChange={(chosen) => onChange({ kinds: chosen })}
      />
      {query.groupBy === 'meter' && (
        <Choices
          label={say('meters')}
          value={query.meterIds}
          options={meters.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
          onChange={(meterIds) => onChange({ meterIds })}
        />
      )}
      <Choice
        label={say('account')}
        value={query.account}
        options={ASKED_ACCOUNTS.map((value) => ({ value, label: nameOf(ACCOUNTS, value) }))}
        onChange={(account) => onChange({ account })}
      />
      <Choice
        label={say('figure')}
        value={query.figure}
        options={FIGURES.map((value) => ({ value, label: say(value) }))}
        onChange={(figure) => onChange({ figure })}
      />
      <Choice
        label={say('displayUnit')}
        value={query.unit ?? 'kept'}
        options={[
          { value: 'kept', label: say('storageUnit') },
          ...DISPLAY_UNITS.map((value) => ({ value, label: nameOf(UNITS, value) })),
        ]}
        onChange={(unit) => onChange({ unit: DISPLAY_UNITS.find((each) => each === unit) ?? null })}
      />
      <Choice
        label={sayHere('compare')}
        value={query.compare}
        options={COMPARED.map((value) => ({ value, label: sayHere(COMPARED_WORDS[value]) }))}
        onChange={(compare) => onChange({ compare })}
      />
    </>
  );
}

const COMPARED_WORDS = {
  none: 'compareNone',
  previous: 'comparePrevious',
  year: 'compareYear',
} as const;

/** Meters of a load curve, or the one whose readings are listed. */
function MeterFilter(props: Filtered & { readonly meters: readonly Schemas['Meter'][] }) {
  const { query, meters, onChange } = props;
  const { say } = useWords();
  const isLoad = query.view === 'load';
  const shown = shownMeterIds(query, meters);
  const offered = isLoad ? meters.filter(({ energyKind }) => energyKind === 'electricity') : meters;
  const options = offered.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }));
  if (isLoad) {
    return (
      <Choices
        label={say('meters')}
        value={shown}
        options={options}
        onChange={(meterIds) => onChange({ meterIds })}
      />
    );
  }
  return (
    <Choice
      label={say('meters')}
      value={shown[0] ?? ''}
      options={options}
      onChange={(meterId) => onChange({ meterIds: [meterId] })}
    />
  );
}

/** The instant whose knowledge counts: now, unless another one is chosen. */
function AsOfFilter({ query, onChange }: Filtered) {
  const say = useSay(HISTORY_WORDS);
  return (
    <Filter label={say('asOf')}>
      {(id) => (
        <DatePicker
          id={id}
          aria-label={say('asOf')}
          showTime={{ format: 'HH:mm' }}
          placeholder={say('asOfNow')}
          value={query.asOf === null ? null : dayjs(query.asOf)}
          maxDate={dayjs()}
          onChange={(at) => onChange({ asOf: at === null ? null : at.toISOString() })}
          style={{ width: 190 }}
        />
      )}
    </Filter>
  );
}

function EnterpriseFilter(props: {
  readonly enterprise: Schemas['Enterprise'] | undefined;
  onChange(change: Partial<HistoryQuery>): void;
}) {
  const { enterprise, onChange } = props;
  const { say } = useWords();
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['enterprises', search, undefined],
    queryFn: () => {
      const query = { limit: 20, ...(search === '' ? {} : { search }) };
      return answerOf(api.GET('/api/v1/enterprises', { params: { query } }));
    },
  });
  const items = found.data?.items ?? [];
  const isListed = items.some(({ id }) => id === enterprise?.id);
  const shown = enterprise === undefined || isListed ? items : [enterprise, ...items];
  return (
    <Filter label={say('enterprise')}>
      {(id) => (
        <Select<string>
          id={id}
          aria-label={say('enterprise')}
          showSearch={{ filterOption: false, onSearch: setSearch }}
          placeholder={say('chooseEnterprise')}
          value={enterprise?.id ?? null}
          loading={found.isFetching}
          options={shown.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(enterpriseId) => onChange({ enterpriseId, kinds: [], meterIds: [] })}
          style={{ width: 280 }}
        />
      )}
    </Filter>
  );
}
