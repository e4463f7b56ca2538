import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, ask, type Schemas } from '../client/api.ts';
import { useEnterpriseNames } from '../forms/enterprise-select.tsx';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { browserZone, formatInstant, formatNumber } from '../parts/format.ts';
import { usePeople } from '../parts/people.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { AppliedLimit, AppliedTarget } from './applied-target.tsx';
import { DECISIONS, POLICY_WORDS } from './words.ts';

type Application = Schemas['BudgetApplication'];

const isGrant = (values: Readonly<Record<string, unknown>>) => values.decision === 'grant';
const DECISION_FIELDS: readonly FieldSpec[] = [
  {
    name: 'decision',
    label: ['决定', 'Decision'],
    kind: 'choice',
    names: DECISIONS,
    isRequired: true,
  },
  {
    name: 'limit',
    label: ['准予限值', 'Limit granted'],
    kind: 'number',
    isRequired: true,
    isShown: isGrant,
  },
  {
    name: 'monthlyPlan',
    label: ['分月计划', 'Plan by month'],
    kind: 'lines',
    hint: ['原目标有分月计划时必填。', 'Needed where the target has one.'],
    isShown: isGrant,
  },
  { name: 'effectiveFrom', label: ['生效日期', 'In force from'], kind: 'day', isShown: isGrant },
  { name: 'documentNo', label: ['发文字号', 'Document number'], kind: 'text', isRequired: true },
  { name: 'note', label: ['说明', 'Note'], kind: 'long' },
];

/** Applications for another limit, those to be decided first. */
export function BudgetApplications() {
  const say = useSay(POLICY_WORDS);
  const people = usePeople();
  const words = useWords();
  const mayDecide = useMay('targets.issue');
  const [decided, setDecided] = useState<Application | null>(null);
  const applications = useQuery({
    queryKey: ['budget-applications'],
    queryFn: () => answerOf(api.GET('/api/v1/budget-applications')),
  });
  const items = (applications.data?.items ?? []).toSorted(
    (left, right) =>
      Number(left.decided !== null) - Number(right.decided !== null) ||
      right.appliedAt.localeCompare(left.appliedAt),
  );
  const names = useEnterpriseNames(items.map(({ enterpriseId }) => enterpriseId));
  const zone = browserZone();
  const at = (iso: string) => formatInstant(iso, zone);
  return (
    <Answer of={applications}>
      {() => (
        <>
          <DataTable<Application>
            rowKey="id"
            label={say('applications')}
            rows={items}
            empty={say('noApplications')}
            columns={[
              {
                title: words.say('enterprise'),
                render: (_value, { enterpriseId, year }) => (
                  <Link to={`/policies/${enterpriseId}/${year}`}>
                    {names.get(enterpriseId) ?? enterpriseId}
                  </Link>
                ),
              },
              { title: say('year'), dataIndex: 'year', className: 'number' },
              {
                title: say('target'),
                key: 'target',
                render: (_value, each) => <AppliedTarget application={each} />,
              },
              {
                title: say('requested'),
                align: 'right',
                className: 'number',
                render: (_value, each) => <AppliedLimit application={each} />,
              },
              { title: say('reason'), dataIndex: 'reason' },
              {
                title: say('applied'),
                render: (_value, each) =>
                  say('byAt', { by: people.nameOf(each.appliedBy), at: at(each.appliedAt) }),
              },
              {
                title: say('decision'),
                render: (_value, application) => {
                  const { decided: made } = application;
                  if (made !== null) {
                    const by = `${words.nameOf(DECISIONS, made.decision)} · ${people.nameOf(made.by)}`;
                    return say('byAt', { by, at: at(made.at) });
                  }
                  return mayDecide ? (
                    <Button size="small" type="primary" onClick={() => setDecided(application)}>
                      {say('decide')}
                    </Button>
                  ) : (
                    say('undecided')
                  );
                },
              },
            ]}
          />
          {decided !== null && (
            <Decision
              application={decided}
              name={names.get(decided.enterpriseId) ?? decided.enterpriseId}
              onClose={() => setDecided(null)}
            />
          )}
        </>
      )}
    </Answer>
  );
}

function Decision(props: {
  readonly application: Application;
  readonly name: string;
  onClose(): void;
}) {
  const { application, name, onClose } = props;
  const { id, enterpriseId, requestedLimit, reason, figures } = application;
  const say = useSay(POLICY_WORDS);
  const words = useWords();
  const act = useAct(['budget-applications'], ['policy'], ['policy-versions']);
  const submit = async ({ monthlyPlan, ...body }: Record<string, unknown>) => {
    const months = ((monthlyPlan ?? []) as readonly string[]).map(Number);
    const plan = months.length === 0 ? {} : { monthlyPlan: months };
    const path = `/api/v1/enterprises/${enterpriseId}/budget-applications/${id}/decision`;
    await ask(path, { method: 'POST', body: JSON.stringify({ ...body, ...plan }) });
    act.mutate({ run: () => Promise.resolve(), said: say('done') });
  };
  return (
    <FormDrawer
      title={say('decideTitle', { name })}
      specs={DECISION_FIELDS}
      initial={{ decision: 'grant', limit: requestedLimit }}
      submitLabel={say('decide')}
      onSubmit={submit}
      onClose={onClose}
    >
      <div>
        <AppliedTarget application={application} />
        {': '}
        <AppliedLimit application={application} />
      </div>
      <p>
        {say('reason')}: {reason}
      </p>
      {figures.length > 0 && (
        <ul aria-label={say('figures')}>
          {figures.map((figure) => (
            <li key={figure.name}>
              {figure.name}: {formatNumber(figure.value, words.language)} {figure.unit}
            </li>
          ))}
        </ul>
      )}
    </FormDrawer>
  );
}
