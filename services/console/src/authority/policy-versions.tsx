import { useQuery } from '@tanstack/react-query';
import { Button, Select, Space } from 'antd';
import { useState } from 'react';
import { answerOf, api, ask } from '../client/api.ts';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatInstant } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { usePeople } from '../parts/people.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { changeText } from './change-text.ts';
import type { PolicyOfYear, Version } from './policy-types.ts';
import { PARTS_OF_POLICY, POLICY_WORDS, VERSION_STATES } from './words.ts';

const WITHDRAW_FIELDS: readonly FieldSpec[] = [
  { name: 'note', label: ['撤回原因', 'Why it is withdrawn'], kind: 'long', isRequired: true },
  { name: 'documentNo', label: ['发文字号', 'Document number'], kind: 'text' },
];

interface Props {
  readonly enterpriseId: string;
  readonly year: string;
  readonly timeZone: string;
}

/** Signed versions of both parts, with what each changed. */
export function PolicyVersions({ enterpriseId, year, timeZone }: Props) {
  const say = useSay(POLICY_WORDS);
  const people = usePeople();
  const words = useWords();
  const mayIssue = useMay('targets.issue');
  const mayFile = useMay('plans.sign');
  const act = useAct(['policy'], ['policy-versions']);
  const [withdrawn, setWithdrawn] = useState<Version | null>(null);
  const versions = useQuery({
    queryKey: ['policy-versions', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/policies', { params }));
    },
  });
  const items: readonly Version[] = (versions.data?.items ?? []).filter(
    (version) => String(version.year) === year,
  );
  const send = ({ part, version }: Version, body: object) => {
    const path = `/api/v1/enterprises/${enterpriseId}/policies/${year}/${part}/versions/${version}`;
    return ask(`${path}/actions`, { method: 'POST', body: JSON.stringify(body) });
  };
  const has = ({ steps }: Version, wanted: string) => steps.some(({ action }) => action === wanted);
  const actions = (version: Version) => {
    if (version.state === 'withdrawn') return '—';
    const isFiled = has(version, 'file');
    const next = nextStep(version.part, isFiled, has(version, 'acknowledge'));
    const isMine = version.part === 'authority' ? mayIssue : mayFile;
    const mayStep = next === 'file' ? mayFile : next === 'acknowledge' && mayIssue;
    if (!isMine && !mayStep) return '—';
    return (
      <Space size={4}>
        {mayStep && next !== null && (
          <Button
            size="small"
            onClick={() =>
              act.mutate({ run: () => send(version, { action: next }), said: say('done') })
            }
          >
            {say(next)}
          </Button>
        )}
        {isMine && (
          <Button size="small" danger onClick={() => setWithdrawn(version)}>
            {say('withdraw')}
          </Button>
        )}
      </Space>
    );
  };
  const stateOf = (version: Version) =>
    [
      words.nameOf(VERSION_STATES, version.state),
      ...(has(version, 'file') ? [say('filed')] : []),
      ...(has(version, 'acknowledge') ? [say('acknowledged')] : []),
    ].join(' · ');
  return (
    <>
      <Section title={say('versions')}>
        <Answer of={versions}>
          {() => (
            <DataTable<Version>
              rowKey={({ part, version }) => `${part}/${version}`}
              rows={items}
              empty={say('noVersions')}
              columns={[
                {
                  title: say('part'),
                  render: (_value, { part }) => words.nameOf(PARTS_OF_POLICY, part),
                },
                { title: say('version'), dataIndex: 'version', className: 'number' },
                {
                  title: say('state'),
                  render: (_value, version) => stateOf(version),
                },
                { title: say('effectiveFrom'), dataIndex: 'effectiveFrom', className: 'number' },
                { title: say('document'), render: (_value, { documentNo }) => documentNo || '—' },
                {
                  title: say('signedBy'),
                  render: (_value, { signedBy, signedAt }) =>
                    say('byAt', {
                      by: people.nameOf(signedBy),
                      at: formatInstant(signedAt, timeZone),
                    }),
                },
                ...(mayIssue || mayFile
                  ? [
                      {
                        title: '',
                        key: 'actions',
                        className: 'no-print',
                        render: (_value: unknown, version: Version) => actions(version),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Answer>
      </Section>
      {items.length > 1 && (
        <Section title={say('compare')}>
          <Comparison enterpriseId={enterpriseId} year={year} versions={items} />
        </Section>
      )}
      {withdrawn !== null && (
        <FormDrawer
          title={say('withdrawTitle', { version: withdrawn.version })}
          specs={WITHDRAW_FIELDS}
          submitLabel={say('withdraw')}
          onSubmit={async (values) => {
            await send(withdrawn, { ...values, action: 'withdraw' });
            act.mutate({ run: () => Promise.resolve(), said: say('done') });
          }}
          onClose={() => setWithdrawn(null)}
        />
      )}
    </>
  );
}

/** What comes next of a plan that is signed: filed by the enterprise, then acknowledged. */
function nextStep(part: Version['part'], isFiled: boolean, isAcknowledged: boolean) {
  if (part === 'authority' || isAcknowledged) return null;
  return isFiled ? 'acknowledge' : 'file';
}

/** What changed from one version of a part to another, in words. */
function Comparison(props: {
  readonly enterpriseId: string;
  readonly year: string;
  readonly versions: readonly Version[];
}) {
  const { enterpriseId, year, versions } = props;
  const say = useSay(POLICY_WORDS);
  const words = useWords();
  const [part, setPart] = useState<Version['part']>(versions[0]?.part ?? 'authority');
  const numbers = versions.filter((each) => each.part === part).map(({ version }) => version);
  const [from, setFrom] = useState(Math.min(...numbers));
  const [to, setTo] = useState(Math.max(...numbers));
  const comparison = useQuery({
    queryKey: ['policy-comparison', enterpriseId, year, part, from, to],
    queryFn: () => {
      const path = { enterpriseId, year: Number(year), part };
      const params = { path, query: { from, to } };
      return answerOf(
        api.GET('/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/comparison', { params }),
      );
    },
    enabled: numbers.length > 1,
  });
  const policy = useQuery({
    queryKey: ['policy', enterpriseId, year],
    queryFn: () => ask<PolicyOfYear>(`/api/v1/enterprises/${enterpriseId}/policies/${year}`),
  });
  const { targets = [], measures = [] } = policy.data?.document ?? {};
  const titles = new Map(
    [...targets, ...measures].flatMap(({ id, title }) => (title ? [[id, title] as const] : [])),
  );
  const options = numbers.map((value) => ({ value, label: `${say('version')} ${value}` }));
  return (
    <>
      <Space wrap className="no-print" style={{ marginBottom: 12 }}>
        <Select<Version['part']>
          aria-label={say('part')}
          value={part}
          style={{ minWidth: 180 }}
          options={[...new Set(versions.map((each) => each.part))].map((value) => ({
            value,
            label: words.nameOf(PARTS_OF_POLICY, value),
          }))}
          onChange={(value) => {
            const of = versions.filter((each) => each.part === value).map(({ version }) => version);
            setPart(value);
            setFrom(Math.min(...of));
            setTo(Math.max(...of));
          }}
        />
        <Select aria-label={say('compareFrom')} value={from} options={options} onChange={setFrom} />
        <Select aria-label={say('compareTo')} value={to} options={options} onChange={setTo} />
      </Space>
      {numbers.length < 2 ? (
        <Nothing text={say('noDifference')} />
      ) : (
        <Answer of={comparison}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing text={say('noDifference')} />
            ) : (
              <ul aria-label={say('difference')}>
                {items.map((item) => (
                  <li key={item.path}>{changeText(words, item, titles)}</li>
                ))}
              </ul>
            )
          }
        </Answer>
      )}
    </>
  );
}
