import { useQuery } from '@tanstack/react-query';
import { InputNumber } from 'antd';
import { useState } from 'react';
import { ask } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { EnterpriseChoice, Filter } from '../parts/filters.tsx';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { PolicyOfYear, Thresholds } from './policy-types.ts';
import { RULES, THRESHOLDS } from './rule-words.ts';
import { useAreaRuleDefaults, useRuleDefaults } from './thresholds-drawer.tsx';
import { thresholdText } from './thresholds-summary.tsx';
import { THRESHOLD_WORDS } from './words.ts';
import './authority.css';

interface Row {
  readonly rule: string;
  readonly name: string;
  readonly value: number | boolean;
  readonly own: number | boolean | undefined;
}

/** What every rule fires at: the defaults, and what the policy of an enterprise has in their place. */
export function ThresholdsPage() {
  const say = useSay(THRESHOLD_WORDS);
  const [enterpriseId, setEnterpriseId] = useState<string | null>(null);
  const [year, setYear] = useState(() => new Date().getFullYear());
  const defaults = useRuleDefaults();
  const areas = useAreaRuleDefaults();
  const policy = useQuery({
    queryKey: ['policy', enterpriseId, String(year)],
    queryFn: () => ask<PolicyOfYear>(`/api/v1/enterprises/${enterpriseId}/policies/${year}`),
    enabled: enterpriseId !== null,
  });
  return (
    <>
      <PageHead title={say('title')} />
      <p>{say('intro')}</p>
      <div className="filters">
        <EnterpriseChoice value={enterpriseId} onChange={setEnterpriseId} />
        <Filter label={say('year')}>
          {(id) => (
            <InputNumber
              id={id}
              min={2000}
              max={2100}
              value={year}
              onChange={(value) => value !== null && setYear(value)}
            />
          )}
        </Filter>
      </div>
      <Answer of={defaults}>
        {(found) =>
          enterpriseId === null ? (
            <Table rows={rowsOf(found, {})} />
          ) : (
            <Answer of={policy}>
              {({ document }) => <Table rows={rowsOf(found, document?.thresholds ?? {})} />}
            </Answer>
          )
        }
      </Answer>
      <Section title={say('areas')}>
        <p>{say('areasIntro')}</p>
        <Answer of={areas}>{(found) => <Table rows={rowsOf(found, {})} />}</Answer>
      </Section>
    </>
  );
}

function rowsOf(defaults: Thresholds, own: Thresholds): Row[] {
  return Object.entries(defaults).flatMap(([rule, values]) =>
    Object.entries(values).map(([name, value]) => ({ rule, name, value, own: own[rule]?.[name] })),
  );
}

function Table({ rows }: { readonly rows: readonly Row[] }) {
  const say = useSay(THRESHOLD_WORDS);
  const words = useWords();
  return (
    <DataTable<Row>
      rowKey={({ rule, name }) => `${rule}/${name}`}
      label={say('title')}
      rows={rows}
      empty=""
      rowClassName={({ own }) => (own === undefined ? '' : 'threshold-own')}
      columns={[
        { title: say('rule'), render: (_value, { rule }) => words.nameOf(RULES, rule) },
        { title: say('threshold'), render: (_value, { name }) => words.nameOf(THRESHOLDS, name) },
        {
          title: say('default'),
          align: 'right',
          className: 'number',
          render: (_value, { value }) => thresholdText(words, value),
        },
        {
          title: say('own'),
          align: 'right',
          className: 'number',
          render: (_value, { own }) => (own === undefined ? '—' : thresholdText(words, own)),
        },
      ]}
    />
  );
}
