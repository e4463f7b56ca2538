import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, InputNumber, Space, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ask } from '../client/api.ts';
import { useEnterpriseNames } from '../forms/enterprise-select.tsx';
import { type FieldSpec, type Values, valueText } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { type DataColumn, DataTable } from '../parts/data-table.tsx';
import { Filter } from '../parts/filters.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { usePeople } from '../parts/people.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Words } from '../words/words.ts';
import type { RegisterView } from './register-fields.ts';
import { REGISTER_WORDS } from './register-words.ts';

/** An entry of any register, as the api answers it. */
export interface Entry {
  readonly id: string;
  readonly enterpriseId?: string;
  readonly year: number | null;
  readonly document: Values;
  readonly withdrawn: boolean;
  readonly note: string;
  readonly no: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** One register over every enterprise that the person covers. */
export function RegisterTable({ view }: { readonly view: RegisterView }) {
  const say = useSay(REGISTER_WORDS);
  const words = useWords();
  const mayWrite = useMay(view.write ?? 'nothing') && view.write !== null;
  const [year, setYear] = useState<number | null>(null);
  const [withHistory, setWithHistory] = useState(false);
  const [edited, setEdited] = useState<Entry | 'new' | null>(null);
  const [withdrawn, setWithdrawn] = useState<Entry | null>(null);
  const entries = useQuery({
    queryKey: ['register', view.path, year, withHistory],
    queryFn: () => {
      const search = new URLSearchParams({ history: String(withHistory) });
      if (year !== null) search.set('year', String(year));
      return ask<{ items: readonly Entry[] }>(`/api/v1/registers/${view.path}?${search}`);
    },
    placeholderData: keepPreviousData,
  });
  const items = entries.data?.items ?? [];
  const names = useEnterpriseNames(items.map(({ enterpriseId = '' }) => enterpriseId));
  const owner: DataColumn<Entry> = {
    title: words.say('enterprise'),
    key: 'enterprise',
    render: (_value, { enterpriseId = '' }) => (
      <Link to={`/enterprises/${enterpriseId}`}>{names.get(enterpriseId) ?? enterpriseId}</Link>
    ),
  };
  const actions: DataColumn<Entry> = {
    title: '',
    key: 'actions',
    className: 'no-print',
    render: (_value, entry) =>
      entry.withdrawn || withHistory ? (
        '—'
      ) : (
        <Space size={4}>
          <Button size="small" onClick={() => setEdited(entry)}>
            {say('change')}
          </Button>
          <Button size="small" danger onClick={() => setWithdrawn(entry)}>
            {say('withdraw')}
          </Button>
        </Space>
      ),
  };
  return (
    <>
      <div className="filters">
        <Filter label={say('year')}>
          {(id) => (
            <InputNumber
              id={id}
              min={2000}
              max={2100}
              placeholder={say('allYears')}
              value={year}
              onChange={setYear}
              style={{ width: 130 }}
            />
          )}
        </Filter>
        <div className="filter filter-button">
          <Checkbox checked={withHistory} onChange={({ target }) => setWithHistory(target.checked)}>
            {say('history')}
          </Checkbox>
        </div>
        {mayWrite && (
          <div className="filter filter-button">
            <Button type="primary" onClick={() => setEdited('new')}>
              {say('add')}
            </Button>
          </div>
        )}
      </div>
      <Answer of={entries}>
        {() => (
          <DataTable<Entry>
            rowKey="no"
            label={words.pick(view.title)}
            rows={items}
            empty={say('none')}
            columns={[
              owner,
              ...entryColumns(words, view.fields, browserZone()),
              ...(mayWrite ? [actions] : []),
            ]}
          />
        )}
      </Answer>
      {edited !== null && (
        <EntryDrawer
          view={view}
          entry={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {withdrawn !== null && (
        <WithdrawDrawer view={view} entry={withdrawn} onClose={() => setWithdrawn(null)} />
      )}
    </>
  );
}

function Recorded({ entry, zone }: { readonly entry: Entry; readonly zone: string }) {
  const say = useSay(REGISTER_WORDS);
  const { nameOf } = usePeople();
  return (
    <>
      {nameOf(entry.recordedBy)}
      <div className="number secondary">{formatInstant(entry.recordedAt, zone)}</div>
      {entry.withdrawn && <Tag>{say('withdrawn')}</Tag>}
    </>
  );
}

/** Columns that every register has: year, its fields, who entered it. */
export function entryColumns(
  words: Words,
  fields: readonly FieldSpec[],
  zone: string,
): readonly DataColumn<Entry>[] {
  const say = words.sayOf(REGISTER_WORDS);
  return [
    {
      title: say('year'),
      key: 'year',
      className: 'number',
      render: (_value, { year }) => year ?? '—',
    },
    ...fields
      .filter(({ isFormOnly }) => isFormOnly !== true)
      .map(
        (spec): DataColumn<Entry> => ({
          title: words.pick(spec.label),
          key: spec.name,
          ...(spec.kind === 'number' ? { align: 'right', className: 'number' } : {}),
          ...(spec.kind === 'day' ? { className: 'number' } : {}),
          render: (_value, { document }) => valueText(words, spec, document[spec.name], document),
        }),
      ),
    {
      title: say('recorded'),
      key: 'recorded',
      render: (_value, entry) => <Recorded entry={entry} zone={zone} />,
    },
  ];
}

const NOTE: FieldSpec = {
  name: 'note',
  label: ['更正或撤销的原因', 'Why it is corrected or withdrawn'],
  kind: 'long',
};
const OWNER: FieldSpec = {
  name: 'enterpriseId',
  label: ['企业', 'Enterprise'],
  kind: 'enterprise',
  isRequired: true,
};
const YEAR: FieldSpec = {
  name: 'entryYear',
  label: ['年度', 'Year'],
  kind: 'number',
  isRequired: true,
};
const ID: FieldSpec = {
  name: 'entryId',
  label: ['编号', 'Id'],
  kind: 'text',
  isRequired: true,
  hint: [
    '字母、数字和 _ . -，同一编号取代原记录。',
    'The same id takes the place of what was there.',
  ],
};

/** What is sent for an entry: its fields, and what tells it apart. */
export function entryBody(values: Values): Record<string, unknown> {
  const { enterpriseId: _, entryYear, entryId, note, ...document } = values;
  return {
    ...(entryId === undefined ? {} : { id: entryId }),
    ...(entryYear === undefined ? {} : { year: entryYear }),
    ...(note === undefined ? {} : { note }),
    document,
  };
}

function EntryDrawer(props: {
  readonly view: RegisterView;
  readonly entry: Entry | null;
  onClose(): void;
}) {
  const { view, entry, onClose } = props;
  const words = useWords();
  const say = useSay(REGISTER_WORDS);
  const act = useAct(['register', view.path], ['class-proposals']);
  const told = view.key === 'year' ? YEAR : ID;
  const specs = entry === null ? [OWNER, told, ...view.fields] : [...view.fields, NOTE];
  return (
    <FormDrawer
      title={words.pick(view.title)}
      specs={specs}
      initial={entry === null ? { entryYear: new Date().getFullYear() } : entry.document}
      onSubmit={async (values) => {
        const enterpriseId = entry?.enterpriseId ?? String(values.enterpriseId);
        const kept = entry === null ? {} : keyOf(view, entry);
        const body = JSON.stringify({ ...entryBody(values), ...kept });
        const path = `/api/v1/enterprises/${enterpriseId}/${view.path}`;
        await ask(path, { method: 'POST', body });
        act.mutate({ run: () => Promise.resolve(), said: say('saved') });
      }}
      onClose={onClose}
    />
  );
}

function keyOf(view: RegisterView, { id, year }: Entry) {
  return { ...(view.key === 'id' ? { id } : {}), ...(year === null ? {} : { year }) };
}

function WithdrawDrawer(props: {
  readonly view: RegisterView;
  readonly entry: Entry;
  onClose(): void;
}) {
  const { view, entry, onClose } = props;
  const say = useSay(REGISTER_WORDS);
  const act = useAct(['register', view.path]);
  return (
    <FormDrawer
      title={say('withdraw')}
      specs={[{ ...NOTE, isRequired: true }]}
      submitLabel={say('withdraw')}
      onSubmit={async ({ note }) => {
        const { document, enterpriseId = '' } = entry;
        const body = { ...keyOf(view, entry), document, note, withdrawn: true };
        const path = `/api/v1/enterprises/${enterpriseId}/${view.path}`;
        await ask(path, { method: 'POST', body: JSON.stringify(body) });
        act.mutate({ run: () => Promise.resolve(), said: say('saved') });
      }}
      onClose={onClose}
    />
  );
}
