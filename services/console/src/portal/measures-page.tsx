import { useQuery } from '@tanstack/react-query';
import { Button, Typography } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatNumber, localDay } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { usePolicy } from './home-allowance.tsx';
import { MeasureReport } from './measure-report.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { type MeasureInForce, measuresOf } from './policy-reader.ts';
import { SavingReport } from './saving-report.tsx';
import { MEASURE_CATEGORIES, MEASURE_STATES, SAVING_METHODS, WORK } from './words.ts';

/** Measures of the plan: their progress by month, and the savings that came of them. */
export function MeasuresPage() {
  const say = useSay(WORK);
  return (
    <OwnPage title={say('measuresTitle')}>
      {(own) => <Measures key={own.enterpriseId} own={own} />}
    </OwnPage>
  );
}

/** What was reported of the measures of a year, oldest first. */
export type Progress = Awaited<ReturnType<typeof readProgress>>[number];

function Measures({ own }: { readonly own: Own }) {
  const say = useSay(WORK);
  const { enterpriseId } = own;
  const year = Number(localDay(new Date(), own.timeZone).slice(0, 4));
  const policy = usePolicy(enterpriseId, year);
  const progress = useQuery({
    queryKey: ['measure-progress', enterpriseId, year],
    queryFn: () => readProgress(enterpriseId, year),
  });
  return (
    <>
      <Typography.Paragraph>{say('measuresIntro')}</Typography.Paragraph>
      <Answer of={policy}>
        {({ document }) => (
          <Answer of={progress}>
            {(entries) => {
              const measures = measuresOf(document);
              return (
                <>
                  <Section title={say('measuresTitle')}>
                    <MeasuresTable own={own} measures={measures} entries={entries} />
                  </Section>
                  <Section title={say('savings')}>
                    <Savings own={own} measures={measures} year={year} />
                  </Section>
                </>
              );
            }}
          </Answer>
        )}
      </Answer>
    </>
  );
}

function MeasuresTable(props: {
  readonly own: Own;
  readonly measures: readonly MeasureInForce[];
  readonly entries: readonly Progress[];
}) {
  const { own, measures, entries } = props;
  const words = useWords();
  const say = useSay(WORK);
  const [reported, setReported] = useState<MeasureInForce | null>(null);
  const of = (id: string) => entries.filter(({ document }) => document.measureId === id);
  return (
    <>
      <DataTable<MeasureInForce>
        rowKey="id"
        rows={measures}
        empty={say('noMeasures')}
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
            title: say('term'),
            className: 'number',
            render: (_value, { start, end }) => `${start} – ${end}`,
          },
          {
            title: say('potential'),
            align: 'right',
            className: 'number',
            render: (_value, { expectedSavingTce }) =>
              formatNumber(expectedSavingTce, words.language, 1),
          },
          {
            title: say('milestones'),
            render: (_value, { id, milestones = [] }) => {
              const done = new Set(of(id).flatMap(({ document }) => document.milestonesDone));
              const count = milestones.filter(
                ({ title, doneOn }) => doneOn !== undefined || done.has(title),
              ).length;
              return say('milestonesOf', { done: count, all: milestones.length });
            },
          },
          {
            title: say('progress'),
            render: (_value, { id }) => {
              const last = of(id).at(-1)?.document;
              if (last === undefined) return say('neverReported');
              const { month, percent, status } = last;
              return say('progressValue', {
                ...{ month, percent, state: words.nameOf(MEASURE_STATES, status) },
              });
            },
          },
          {
            title: words.say('action'),
            render: (_value, measure) => (
              <Button size="small" onClick={() => setReported(measure)}>
                {say('report')}
              </Button>
            ),
          },
        ]}
      />
      {reported !== null && (
        <MeasureReport
          key={reported.id}
          own={own}
          measure={reported}
          reported={of(reported.id)}
          onClose={() => setReported(null)}
        />
      )}
    </>
  );
}

function Savings(props: {
  readonly own: Own;
  readonly measures: readonly MeasureInForce[];
  readonly year: number;
}) {
  const { own, measures, year } = props;
  const words = useWords();
  const say = useSay(WORK);
  const { enterpriseId } = own;
  const [isOpen, setOpen] = useState(false);
  const savings = useQuery({
    queryKey: ['savings', enterpriseId, year],
    queryFn: () => readSavings(enterpriseId),
  });
  const titleOf = new Map(measures.map(({ id, title }) => [id, title]));
  const tce = (value: number) => formatNumber(value, words.language, 2);
  return (
    <>
      <Answer of={savings}>
        {(rows) => (
          <DataTable<(typeof rows)[number]>
            rowKey="id"
            rows={rows}
            empty={say('noSavings')}
            columns={[
              {
                title: say('measure'),
                render: (_value, { document }) =>
                  `${document.measureId} ${titleOf.get(document.measureId) ?? ''}`,
              },
              {
                title: say('reportingPeriod'),
                className: 'number',
                render: (_value, { document }) =>
                  `${document.reportingFrom} – ${document.reportingTo}`,
              },
              {
                title: say('method'),
                render: (_value, { document }) => words.nameOf(SAVING_METHODS, document.method),
              },
              {
                title: say('saving'),
                align: 'right',
                className: 'number',
                render: (_value, { document }) =>
                  `${tce(document.savingTce)} ± ${tce(document.uncertaintyTce)}`,
              },
              {
                title: say('review'),
                render: (_value, { review, document }) => {
                  if (review === undefined) return say('reviewPending');
                  if (!review.agrees) return `${say('reviewRefuses')} · ${review.reason}`;
                  const value = tce(review.recognisedTce ?? document.savingTce);
                  return say('reviewAgrees', { value });
                },
              },
            ]}
          />
        )}
      </Answer>
      {measures.length > 0 &&
        (own.isReviewer ? (
          <Button style={{ marginTop: 12 }} onClick={() => setOpen(true)}>
            {say('reportSaving')}
          </Button>
        ) : (
          <Typography.Text type="secondary">{say('onlyReviewer')}</Typography.Text>
        ))}
      {isOpen && <SavingReport own={own} measures={measures} onClose={() => setOpen(false)} />}
    </>
  );
}

async function readProgress(enterpriseId: string, year: number) {
  const params = { path: { enterpriseId }, query: { year } };
  const path = '/api/v1/enterprises/{enterpriseId}/measure-progress';
  const { items } = await answerOf(api.GET(path, { params }));
  return items
    .filter(({ withdrawn }) => !withdrawn)
    .sort((left, right) => (left.document.month < right.document.month ? -1 : 1));
}

async function readSavings(enterpriseId: string) {
  const params = { path: { enterpriseId } };
  const [savings, reviews] = await Promise.all([
    answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/verified-savings', { params })),
    answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/saving-reviews', { params })),
  ]);
  const reviewOf = new Map(reviews.items.map(({ id, document }) => [id, document]));
  return savings.items
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ id, document }) => ({ id, document, review: reviewOf.get(id) }));
}
