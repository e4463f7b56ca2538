import { useQuery } from '@tanstack/react-query';
import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { answerOf, api, ask, type Schemas } from '../client/api.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Choice, Filter } from '../parts/filters.tsx';
import { browserZone, formatInstant, formatNumber } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { usePeople } from '../parts/people.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, UNITS } from '../words/codes.ts';
import { FactorImport } from './factor-import.tsx';
import { FACTOR_BASES, FACTOR_STATES, FACTOR_TYPES, FACTOR_WORDS } from './factor-words.ts';
import './administration.css';
import { factorSourceText } from '../words/factor-sources.ts';

type FactorSet = Schemas['FactorSet'];
/** A factor of any type; which figure it has says its type. */
interface Factor {
  readonly type: string;
  readonly id: string;
  readonly kind: string;
  readonly unit: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly status: string;
  readonly source: string;
  readonly verified: boolean;
  readonly basis?: string;
  readonly regionCode?: string | null;
  readonly enterpriseId?: string | null;
  readonly kgcePerUnit?: number;
  readonly tco2PerUnit?: number;
  readonly kgPerL?: number;
  readonly verification: { readonly agrees: boolean; readonly recordedBy: string } | null;
}

const VERIFY_FIELDS: readonly FieldSpec[] = [
  {
    name: 'checkedAgainst',
    label: ['对照的标准、版本和页码', 'Standard, edition and page'],
    kind: 'text',
    isRequired: true,
  },
  { name: 'agrees', label: ['与原文一致', 'It agrees'], kind: 'switch' },
  { name: 'note', label: ['说明', 'Note'], kind: 'long' },
];

/** Factor sets with source and validity; one is compared with another, a new one imported. */
export function FactorsPage() {
  const say = useSay(FACTOR_WORDS);
  const words = useWords();
  const people = usePeople();
  const mayWrite = useMay('factors.write');
  const [chosen, setChosen] = useState<string | null>(null);
  const [isImporting, setImporting] = useState(false);
  const sets = useQuery({
    queryKey: ['factor-sets'],
    queryFn: () => answerOf(api.GET('/api/v1/factor-sets', { params: { query: { limit: 200 } } })),
  });
  const zone = browserZone();
  return (
    <>
      <PageHead title={say('title')}>
        {mayWrite && (
          <Button type="primary" onClick={() => setImporting(true)}>
            {say('import')}
          </Button>
        )}
      </PageHead>
      <p>{say('intro')}</p>
      <Answer of={sets}>
        {({ items, inForce }) => {
          const shown = items.find(({ id }) => id === (chosen ?? inForce)) ?? items[0];
          return (
            <>
              <DataTable<FactorSet>
                rowKey="id"
                label={say('sets')}
                rows={items}
                empty={say('none')}
                columns={[
                  {
                    title: say('name'),
                    render: (_value, { id, name }) => (
                      <>
                        {factorSourceText(name, words.language)}{' '}
                        {id === inForce && <Tag color="success">{say('inForce')}</Tag>}
                      </>
                    ),
                  },
                  { title: say('id'), dataIndex: 'id' },
                  { title: say('publishedOn'), dataIndex: 'publishedOn', className: 'number' },
                  { title: say('basedOn'), render: (_value, { basedOn }) => basedOn ?? '—' },
                  {
                    title: say('recorded'),
                    render: (_value, { recordedBy, recordedAt }) =>
                      say('byAt', {
                        by: people.nameOf(recordedBy),
                        at: formatInstant(recordedAt, zone),
                      }),
                  },
                  {
                    title: '',
                    key: 'show',
                    className: 'no-print',
                    render: (_value, { id }) => (
                      <Button size="small" onClick={() => setChosen(id)}>
                        {say('show')}
                      </Button>
                    ),
                  },
                ]}
              />
              {shown !== undefined && <Factors key={shown.id} set={shown} sets={items} />}
              {isImporting && <FactorImport sets={items} onClose={() => setImporting(false)} />}
            </>
          );
        }}
      </Answer>
    </>
  );
}

function useFactors(setId: string | null) {
  return useQuery({
    queryKey: ['factor-set', setId],
    queryFn: async () => {
      const params = { path: { setId: setId ?? '' } };
      const { factors } = await answerOf(api.GET('/api/v1/factor-sets/{setId}', { params }));
      return factors as unknown as readonly Factor[];
    },
    enabled: setId !== null,
  });
}

function Factors(props: { readonly set: FactorSet; readonly sets: readonly FactorSet[] }) {
  const { set, sets } = props;
  const say = useSay(FACTOR_WORDS);
  const people = usePeople();
  const words = useWords();
  const mayVerify = useMay('factors.verify');
  const act = useAct(['factor-set']);
  const [otherId, setOtherId] = useState<string | null>(set.basedOn);
  const [type, setType] = useState('standard-coal');
  const [checked, setChecked] = useState<Factor | null>(null);
  const factors = useFactors(set.id);
  const other = useFactors(otherId);
  const before = new Map(other.data?.map((factor) => [factor.id, factor]));
  const ids = new Set(factors.data?.map(({ id }) => id));
  const gone = [...before.keys()].filter((id) => !ids.has(id));
  const change = (factor: Factor) => {
    const found = before.get(factor.id);
    if (found === undefined) return say('added');
    return figureOf(found) === figureOf(factor)
      ? say('same')
      : formatNumber(figureOf(found), words.language, 6);
  };
  const check = ({ verified, verification }: Factor) => {
    if (verification === null) return say(verified ? 'verifiedBefore' : 'no');
    return say(verification.agrees ? 'yes' : 'disagrees', {
      by: people.nameOf(verification.recordedBy),
    });
  };
  return (
    <Section title={say('factorsOf', { name: factorSourceText(set.name, words.language) })}>
      <div className="filters">
        <Choice
          label={say('type')}
          value={type}
          options={Object.entries(FACTOR_TYPES).map(([value, pair]) => ({
            value,
            label: words.pick(pair),
          }))}
          onChange={setType}
        />
        <Filter label={say('compare')}>
          {(id) => (
            <Select<string | null>
              id={id}
              aria-label={say('compare')}
              placeholder={say('compare')}
              allowClear
              value={otherId}
              style={{ minWidth: 260 }}
              popupMatchSelectWidth={false}
              options={sets
                .filter(({ id }) => id !== set.id)
                .map(({ id, name }) => ({
                  value: id,
                  label: factorSourceText(name, words.language),
                }))}
              onChange={(other) => setOtherId(other ?? null)}
            />
          )}
        </Filter>
      </div>
      {otherId !== null && other.data !== undefined && gone.length > 0 && (
        <p>{say('removed', { ids: gone.join(' · ') })}</p>
      )}
      <Answer of={factors}>
        {(items) => (
          <DataTable<Factor>
            rowKey="id"
            rows={items.filter((factor) => factor.type === type)}
            empty={say('noFactors')}
            rowClassName={(factor) =>
              other.data !== undefined && change(factor) !== say('same') ? 'factor-changed' : ''
            }
            columns={[
              { title: say('id'), dataIndex: 'id' },
              {
                title: say('kind'),
                render: (_value, { kind }) => words.nameOf(ENERGY_KINDS, kind),
              },
              {
                title: say('value'),
                align: 'right',
                className: 'number',
                render: (_value, factor) =>
                  `${formatNumber(figureOf(factor), words.language, 6)} ${unitOf(factor, words.nameOf(UNITS, factor.unit))}`,
              },
              ...(other.data === undefined
                ? []
                : [
                    {
                      title: say('before'),
                      key: 'before',
                      render: (_v: unknown, each: Factor) => change(each),
                    },
                  ]),
              {
                title: say('basis'),
                render: (_value, { basis }) =>
                  basis === undefined ? '—' : words.nameOf(FACTOR_BASES, basis),
              },
              {
                title: say('area'),
                render: (_value, { regionCode, enterpriseId }) =>
                  enterpriseId ?? regionCode ?? say('everywhere'),
              },
              {
                title: say('validity'),
                className: 'number',
                render: (_value, { validFrom: from, validTo: to }) =>
                  to === null ? say('validFrom', { from }) : say('validTo', { from, to }),
              },
              {
                title: say('status'),
                render: (_value, { status }) => words.nameOf(FACTOR_STATES, status),
              },
              {
                title: say('source'),
                dataIndex: 'source',
                render: (source: string) => factorSourceText(source, words.language),
              },
              {
                title: say('verified'),
                render: (_value, factor) => (
                  <>
                    {check(factor)}{' '}
                    {mayVerify && !factor.verified && (
                      <Button size="small" onClick={() => setChecked(factor)}>
                        {say('verify')}
                      </Button>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </Answer>
      {checked !== null && (
        <FormDrawer
          title={say('verifyTitle', { id: checked.id })}
          specs={VERIFY_FIELDS}
          initial={{ agrees: true }}
          onSubmit={async (values) => {
            const path = `/api/v1/factor-sets/${set.id}/factors/${checked.id}/verifications`;
            await ask(path, { method: 'POST', body: JSON.stringify(values) });
            act.mutate({ run: () => Promise.resolve(), said: say('saved') });
          }}
          onClose={() => setChecked(null)}
        />
      )}
    </Section>
  );
}

function figureOf({ kgcePerUnit, tco2PerUnit, kgPerL }: Factor): number | null {
  return kgcePerUnit ?? tco2PerUnit ?? kgPerL ?? null;
}

function unitOf({ type }: Factor, unit: string): string {
  return { 'standard-coal': `kgce/${unit}`, carbon: `tCO₂/${unit}`, density: 'kg/L' }[type] ?? '';
}
