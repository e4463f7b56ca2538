import { useQuery } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { answerOf, api, ask, type Schemas } from '../client/api.ts';
import { useEnterpriseNames } from '../forms/enterprise-select.tsx';
import type { FieldSpec } from '../forms/field-spec.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { EnterpriseChoice } from '../parts/filters.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENGAGEMENT_STATES, FINDING_STATES, REGISTER_WORDS } from './register-words.ts';

type Engagement = Schemas['Engagement'];
type Finding = Schemas['AuditFinding'];
type Action = 'extend' | 'close' | 'revoke';
const ENGAGEMENTS = '/api/v1/engagements';

const ENGAGEMENT_FIELDS: readonly FieldSpec[] = [
  { name: 'title', label: ['委托名称', 'Title'], kind: 'text', isRequired: true },
  { name: 'documentNo', label: ['文件或合同编号', 'Document'], kind: 'text', isRequired: true },
  { name: 'enterpriseIds', label: ['企业', 'Enterprises'], kind: 'enterprises', isRequired: true },
  {
    name: 'auditors',
    label: ['审计人员用户名', 'User names of the auditors'],
    kind: 'lines',
    isRequired: true,
    hint: ['每行一个；账号由安全管理员建立。', 'One a line; the security officer makes accounts.'],
  },
  { name: 'periodFrom', label: ['数据开始', 'Data from'], kind: 'day', isRequired: true },
  { name: 'periodTo', label: ['数据结束', 'Data to'], kind: 'day', isRequired: true },
  { name: 'expiresAt', label: ['有效期至', 'Valid until'], kind: 'moment', isRequired: true },
  {
    name: 'dataAsOf',
    label: ['数据冻结时间', 'Frozen at'],
    kind: 'moment',
    hint: ['只提供此时间前已收到和登记的数据。', 'Only what was received and recorded by then.'],
  },
];
const REASON: FieldSpec = {
  name: 'reason',
  label: ['原因', 'Reason'],
  kind: 'long',
  isRequired: true,
};
const UNTIL: FieldSpec = {
  name: 'expiresAt',
  label: ['有效期至', 'Valid until'],
  kind: 'moment',
  isRequired: true,
};

/** Audits that were commissioned, and what they found. */
export function AuditsPage() {
  const say = useSay(REGISTER_WORDS);
  const mayManage = useMay('engagements.manage');
  const mayReadFindings = useMay('findings.read');
  const act = useAct(['engagements']);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <PageHead title={say('audits')}>
        {mayManage && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {say('commission')}
          </Button>
        )}
      </PageHead>
      <p>{say('auditsIntro')}</p>
      <Engagements mayManage={mayManage} />
      {mayReadFindings && <Findings />}
      {isOpen && (
        <FormDrawer
          title={say('commission')}
          specs={ENGAGEMENT_FIELDS}
          onSubmit={async (values) => {
            await ask(ENGAGEMENTS, { method: 'POST', body: JSON.stringify(values) });
            act.mutate({ run: () => Promise.resolve(), said: say('saved') });
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function Engagements({ mayManage }: { readonly mayManage: boolean }) {
  const say = useSay(REGISTER_WORDS);
  const words = useWords();
  const act = useAct(['engagements']);
  const [done, setDone] = useState<{ of: Engagement; action: Action } | null>(null);
  const engagements = useQuery({
    queryKey: ['engagements'],
    queryFn: () => answerOf(api.GET('/api/v1/engagements')),
  });
  const items = engagements.data?.items ?? [];
  const names = useEnterpriseNames(items.flatMap(({ enterpriseIds }) => enterpriseIds));
  const zone = browserZone();
  const actions = (engagement: Engagement) =>
    engagement.state === 'active' ? (
      <Space size={4}>
        {(['extend', 'close', 'revoke'] as const).map((action) => (
          <Button
            key={action}
            size="small"
            danger={action === 'revoke'}
            onClick={() => setDone({ of: engagement, action })}
          >
            {say(action)}
          </Button>
        ))}
      </Space>
    ) : (
      '—'
    );
  return (
    <Answer of={engagements}>
      {() => (
        <>
          <DataTable<Engagement>
            rowKey="id"
            label={say('audits')}
            rows={items}
            empty={say('noEngagements')}
            columns={[
              { title: say('engagementTitle'), dataIndex: 'title' },
              { title: say('document'), dataIndex: 'documentNo' },
              {
                title: say('enterprises'),
                render: (_value, { enterpriseIds }) =>
                  enterpriseIds.map((id) => names.get(id) ?? id).join(' · '),
              },
              {
                title: say('auditors'),
                render: (_value, { auditors }) =>
                  auditors.map(({ name, username }) => name || username).join(' · '),
              },
              {
                title: say('period'),
                className: 'number',
                render: (_value, { periodFrom, periodTo }) =>
                  say('fromTo', { from: periodFrom, to: periodTo }),
              },
              {
                title: say('until'),
                className: 'number',
                render: (_value, { expiresAt }) => formatInstant(expiresAt, zone),
              },
              {
                title: say('state'),
                render: (_value, { state }) => words.nameOf(ENGAGEMENT_STATES, state),
              },
              ...(mayManage
                ? [
                    {
                      title: '',
                      key: 'actions',
                      className: 'no-print',
                      render: (_value: unknown, engagement: Engagement) => actions(engagement),
                    },
                  ]
                : []),
            ]}
          />
          {done !== null && (
            <FormDrawer
              title={`${say(done.action)} · ${done.of.title}`}
              specs={done.action === 'extend' ? [UNTIL, REASON] : [REASON]}
              submitLabel={say(done.action)}
              onSubmit={async (values) => {
                const body = JSON.stringify({ ...values, action: done.action });
                await ask(`${ENGAGEMENTS}/${done.of.id}/actions`, { method: 'POST', body });
                act.mutate({ run: () => Promise.resolve(), said: say('saved') });
              }}
              onClose={() => setDone(null)}
            />
          )}
        </>
      )}
    </Answer>
  );
}

/** Findings that were issued about an enterprise. */
function Findings() {
  const say = useSay(REGISTER_WORDS);
  const words = useWords();
  const [enterpriseId, setEnterpriseId] = useState<string | null>(null);
  const findings = useQuery({
    queryKey: ['findings', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId: enterpriseId ?? '' } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/findings', { params }));
    },
    enabled: enterpriseId !== null,
  });
  return (
    <Section title={say('findings')}>
      <div className="filters">
        <EnterpriseChoice value={enterpriseId} onChange={setEnterpriseId} />
      </div>
      {enterpriseId !== null && (
        <Answer of={findings}>
          {({ items }) => (
            <DataTable<Finding>
              rowKey="id"
              label={say('findings')}
              rows={items}
              empty={say('noFindings')}
              columns={[
                { title: say('severity'), dataIndex: 'severity', className: 'number' },
                {
                  title: say('finding'),
                  render: (_value, { title, description }) => (
                    <>
                      <strong>{title}</strong>
                      <div className="secondary">{description}</div>
                    </>
                  ),
                },
                { title: say('recommendation'), dataIndex: 'recommendation' },
                {
                  title: say('state'),
                  render: (_value, { state }) => words.nameOf(FINDING_STATES, state),
                },
                { title: say('answer'), render: (_value, { note }) => note || '—' },
              ]}
            />
          )}
        </Answer>
      )}
    </Section>
  );
}
