import { Select, Typography } from 'antd';
import { useState } from 'react';
import type { Measure, PolicyOfYear } from '../authority/policy-types.ts';
import { PolicyVersions } from '../authority/policy-versions.tsx';
import { localDay } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay } from '../settings/settings.tsx';
import { usePolicy } from './home-allowance.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { PlanEditor } from './plan-editor.tsx';
import { PlanTable } from './plan-table.tsx';
import { PLAN_WORDS } from './plan-words.ts';

/** The enterprise's own part of its policy: what counts, its draft, its versions. */
export function PlanPage() {
  const say = useSay(PLAN_WORDS);
  return (
    <OwnPage title={say('title')}>{(own) => <Plan key={own.enterpriseId} own={own} />}</OwnPage>
  );
}

function Plan({ own }: { readonly own: Own }) {
  const say = useSay(PLAN_WORDS);
  const { enterpriseId, timeZone } = own;
  const thisYear = Number(localDay(new Date(), timeZone).slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const policy = usePolicy(enterpriseId, year);
  return (
    <>
      <Typography.Paragraph>{say('intro')}</Typography.Paragraph>
      <Select<number>
        aria-label={say('year')}
        value={year}
        className="no-print"
        style={{ marginBottom: 16 }}
        options={[thisYear - 1, thisYear, thisYear + 1].map((value) => ({
          value,
          label: String(value),
        }))}
        onChange={setYear}
      />
      <Answer of={policy}>
        {(answer) => {
          // The api has checked the document; its type in the client is an open one.
          const found = answer as unknown as PolicyOfYear;
          return (
            <>
              <Section title={say('inForce')}>
                <InForce policy={found} />
              </Section>
              <Section title={say('draft')}>
                <PlanEditor key={year} own={own} year={year} policy={found} />
              </Section>
            </>
          );
        }}
      </Answer>
      <PolicyVersions enterpriseId={enterpriseId} year={String(year)} timeZone={timeZone} />
    </>
  );
}

function InForce({ policy }: { readonly policy: PolicyOfYear }) {
  const say = useSay(PLAN_WORDS);
  const { plan, document } = policy;
  const measures: readonly Measure[] = document?.measures ?? [];
  return (
    <>
      {plan !== null && (
        <p>{say('versionInForce', { version: plan.version, from: plan.effectiveFrom })}</p>
      )}
      <PlanTable measures={measures} empty={say('notInForce')} />
    </>
  );
}
