import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../client/api.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { formatInstant, formatNumber } from '../../parts/format.ts';
import { Section } from '../../parts/page-head.tsx';
import { Answer, Nothing } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { type Measure, measuresOf, milestoneState } from '../policy-parts.ts';
import { type Enterprise, usePolicy } from '../use-enterprise.ts';
import { ENTERPRISE, MEASURE_CATEGORIES, MEASURE_STATUSES } from '../words.ts';

/** What was last reported of a measure. */
interface Progress {
  readonly month: string;
  readonly percent: number;
  readonly status: string;
  readonly milestonesDone: readonly string[];
}

/** The measures of the enterprise's own plan with what it has reported of them. */
export function MeasuresSection(props: {
  readonly enterprise: Enterprise;
  readonly year: number;
  readonly today: string;
}) {
  const { enterprise, year, today } = props;
  const say = useSay(ENTERPRISE);
  const policy = usePolicy(enterprise.id, year);
  const progress = useQuery({
    queryKey: ['measure-progress', enterprise.id, year],
    queryFn: () => {
      const params = { path: { enterpriseId: enterprise.id }, query: { year } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/measure-progress', { params }));
    },
  });
  return (
    <Section title={say('measures')}>
      <Answer of={policy}>
        {({ document, plan }) => {
          const measures = measuresOf(document);
          if (plan === null) return <Nothing text={say('noPlan')} />;
          const reported = latestOf((progress.data?.items ?? []).map((item) => item.document));
          return (
            <>
              <p className="secondary">
                {say('planFiled', {
                  version: plan.version,
                  at: formatInstant(plan.signedAt, enterprise.timeZone),
                })}
              </p>
              <MeasuresTable measures={measures} reported={reported} today={today} />
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

/** The last month that was reported of each measure; its milestones are those of all months. */
function latestOf(
  reports: readonly (Progress & { readonly measureId: string })[],
): ReadonlyMap<string, Progress> {
  const byMeasure = Map.groupBy(reports, ({ measureId }) => measureId);
  return new Map(
    [...byMeasure].flatMap(([id, own]) => {
      const last = [...own].sort((a, b) => (a.month < b.month ? -1 : 1)).at(-1);
      const milestonesDone = own.flatMap((report) => report.milestonesDone);
      return last === undefined ? [] : [[id, { ...last, milestonesDone }] as const];
    }),
  );
}

function MeasuresTable(props: {
  readonly measures: readonly Measure[];
  readonly reported: ReadonlyMap<string, Progress>;
  readonly today: string;
}) {
  const { measures, reported, today } = props;
  const { language, nameOf } = useWords();
  const say = useSay(ENTERPRISE);
  const right = { align: 'right', className: 'number' } as const;
  return (
    <DataTable<Measure>
      rowKey="id"
      rows={measures}
      label={say('measures')}
      empty={say('noMeasures')}
      columns={[
        {
          title: say('measure'),
          key: 'title',
          render: (_v, { id, title, category }) => (
            <>
              {id} {title}
              <br />
              <small className="secondary">{nameOf(MEASURE_CATEGORIES, category)}</small>
            </>
          ),
        },
        {
          title: say('state'),
          key: 'state',
          render: (_v, { id, status }) =>
            nameOf(MEASURE_STATUSES, reported.get(id)?.status ?? status),
        },
        {
          title: say('reported'),
          key: 'reported',
          render: (_v, { id }) => {
            const last = reported.get(id);
            if (last === undefined) return say('nothingReported');
            const { percent, month } = last;
            return (
              <>
                <progress value={percent} max={100} aria-label={say('reported')} />{' '}
                {say('reportedAt', { percent, month })}
              </>
            );
          },
        },
        {
          ...{ title: say('expectedSaving'), key: 'saving', ...right },
          render: (_v, row) => formatNumber(row.expectedSavingTce, language, 1),
        },
        {
          ...{ title: say('investment'), key: 'investment', ...right },
          render: (_v, { investmentCny }) =>
            formatNumber(investmentCny === undefined ? null : investmentCny / 10_000, language, 1),
        },
        {
          ...{ title: say('fromTo'), key: 'range', className: 'number' },
          render: (_v, { start, end }) => `${start} – ${end}`,
        },
        {
          title: say('milestones'),
          key: 'milestones',
          render: (_v, { id, milestones = [] }) => (
            <ul className="plain-list">
              {milestones.map((milestone) => {
                const done = reported.get(id)?.milestonesDone ?? [];
                const state = milestoneState(milestone, done, today);
                const names = {
                  done: say('milestoneDone'),
                  late: say('milestoneLate'),
                  due: say('milestoneDue'),
                };
                return (
                  <li key={milestone.title} className={state === 'late' ? 'is-late' : undefined}>
                    {milestone.due} {milestone.title} · {names[state]}
                  </li>
                );
              })}
            </ul>
          ),
        },
        {
          ...{ title: say('responsible'), key: 'responsible' },
          render: (_v, { responsible }) => responsible ?? '—',
        },
      ]}
    />
  );
}
