import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answerOf, api, ask } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatInstant, formatNumber } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import type { Measure, PolicyOfYear } from './policy-types.ts';
import { PolicyVersions } from './policy-versions.tsx';
import { TargetsTable } from './targets-table.tsx';
import { ThresholdsSummary } from './thresholds-summary.tsx';
import { MEASURE_CATEGORIES, MEASURE_STATUSES, POLICY_WORDS } from './words.ts';
import './authority.css';

/** The policy of an enterprise and year: what counts, the draft of whoever owns it, the versions. */
export function PolicyPage() {
  const say = useSay(POLICY_WORDS);
  const { enterpriseId = '', year = '' } = useParams();
  const mayIssue = useMay('targets.issue');
  const enterprise = useQuery({
    queryKey: ['enterprise', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}', { params }));
    },
  });
  const policy = useQuery({
    queryKey: ['policy', enterpriseId, year],
    queryFn: () => ask<PolicyOfYear>(`/api/v1/enterprises/${enterpriseId}/policies/${year}`),
  });
  return (
    <Answer of={enterprise}>
      {({ name, timeZone }) => (
        <>
          <PageHead title={say('pageTitle', { name, year })} />
          <Answer of={policy} room="page">
            {(found) => (
              <>
                <Section title={say('inForce')}>
                  <InForce enterpriseId={enterpriseId} policy={found} timeZone={timeZone} />
                </Section>
                {mayIssue && (
                  <Section title={say('draft')}>
                    <PolicyEditor
                      enterpriseId={enterpriseId}
                      year={Number(year)}
                      timeZone={timeZone}
                      policy={found}
                    />
                  </Section>
                )}
                <Section title={say('plan')}>
                  <Plan measures={found.document?.measures ?? []} />
                </Section>
              </>
            )}
          </Answer>
          <PolicyVersions enterpriseId={enterpriseId} year={year} timeZone={timeZone} />
        </>
      )}
    </Answer>
  );
}

function InForce(props: {
  readonly enterpriseId: string;
  readonly policy: PolicyOfYear;
  readonly timeZone: string;
}) {
  const { authority, document } = props.policy;
  const say = useSay(POLICY_WORDS);
  if (authority === null || document === null) return <Nothing text={say('notInForce')} />;
  const { version, effectiveFrom, signedAt } = authority;
  const by = formatInstant(signedAt, props.timeZone);
  return (
    <>
      <p>{say('versionInForce', { version, from: effectiveFrom, by })}</p>
      <TargetsTable
        enterpriseId={props.enterpriseId}
        targets={document.targets}
        empty={say('notInForce')}
      />
      <ThresholdsSummary thresholds={document.thresholds ?? {}} />
    </>
  );
}

/** The enterprise's own part, which nobody else changes. */
function Plan({ measures }: { readonly measures: readonly Measure[] }) {
  const say = useSay(POLICY_WORDS);
  const { nameOf, language } = useWords();
  return (
    <DataTable<Measure>
      rowKey="id"
      rows={measures}
      empty={say('noPlan')}
      columns={[
        { title: say('measure'), render: (_value, { id, title }) => `${title} (${id})` },
        {
          title: say('category'),
          render: (_value, { category }) => nameOf(MEASURE_CATEGORIES, category),
        },
        {
          title: say('saving'),
          align: 'right',
          className: 'number',
          render: (_value, { expectedSavingTce }) => formatNumber(expectedSavingTce, language),
        },
        {
          title: say('time'),
          render: (_value, { start, end }) => say('fromTo', { from: start, to: end }),
        },
        { title: say('responsible'), render: (_value, { responsible }) => responsible ?? '—' },
        { title: say('state'), render: (_value, { status }) => nameOf(MEASURE_STATUSES, status) },
      ]}
    />
  );
}
