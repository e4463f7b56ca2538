import type { ReactNode } from 'react';
import type { Measure } from '../authority/policy-types.ts';
import { MEASURE_CATEGORIES, MEASURE_STATUSES, POLICY_WORDS } from '../authority/words.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatNumber } from '../parts/format.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { PLAN_WORDS } from './plan-words.ts';

/** Measures of a plan, with their milestones and works. */
export function PlanTable(props: {
  readonly measures: readonly Measure[];
  readonly empty: string;
  readonly actions?: (measure: Measure, index: number) => ReactNode;
}) {
  const { measures, empty, actions } = props;
  const say = useSay(POLICY_WORDS);
  const sayPlan = useSay(PLAN_WORDS);
  const words = useWords();
  const right = { align: 'right', className: 'number' } as const;
  return (
    <DataTable<Measure>
      rowKey="id"
      rows={measures}
      empty={empty}
      columns={[
        {
          title: say('measure'),
          className: 'portal-long',
          render: (_value, { id, title }) => `${id} ${title}`,
        },
        {
          title: say('category'),
          render: (_value, { category }) => words.nameOf(MEASURE_CATEGORIES, category),
        },
        {
          title: say('saving'),
          ...right,
          render: (_value, { expectedSavingTce }) =>
            formatNumber(expectedSavingTce, words.language, 1),
        },
        {
          title: sayPlan('investment'),
          ...right,
          render: (_value, { investmentCny }) => formatNumber(investmentCny, words.language, 0),
        },
        {
          title: say('time'),
          className: 'number',
          render: (_value, { start, end }) => say('fromTo', { from: start, to: end }),
        },
        {
          title: sayPlan('milestones'),
          className: 'portal-long',
          render: (_value, { milestones = [] }) => (
            <Lines texts={milestones.map(({ due, title }) => `${due} ${title}`)} />
          ),
        },
        {
          title: sayPlan('works'),
          className: 'portal-long',
          render: (_value, { worksSchedule = [] }) => (
            <Lines
              texts={worksSchedule.map(({ start, end, title }) => {
                return `${say('fromTo', { from: start, to: end })} ${title}`;
              })}
            />
          ),
        },
        { title: say('responsible'), render: (_value, { responsible }) => responsible ?? '—' },
        {
          title: say('state'),
          render: (_value, { status }) => words.nameOf(MEASURE_STATUSES, status),
        },
        ...(actions === undefined
          ? []
          : [
              {
                title: words.say('action'),
                key: 'actions',
                className: 'no-print',
                render: (_value: unknown, measure: Measure, index: number) =>
                  actions(measure, index),
              },
            ]),
      ]}
    />
  );
}

function Lines({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return '—';
  return texts.map((text) => <div key={text}>{text}</div>);
}
