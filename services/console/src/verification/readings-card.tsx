import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Progress } from 'antd';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { EnterpriseSelect } from '../forms/enterprise-select.tsx';
import { dayAfter } from '../history/history-query.ts';
import { DataTable } from '../parts/data-table.tsx';
import { failureText } from '../parts/failure-text.ts';
import { formatInstant, formatNumber } from '../parts/format.ts';
import { Answer, Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { DIFFERENCES, READINGS } from './readings-words.ts';
import { readingsVerdict } from './verdict.ts';
import { VERIFICATION } from './words.ts';

type Check = Schemas['ReadingVerification'];
type Finding = Check['gateways'][number]['findings'][number];
const PATH = '/api/v1/enterprises/{enterpriseId}/reading-verifications';
const RUNNING_POLL_MS = 2_000;
/** Days are those of the zone in which enterprises are counted here. */
const ZONE = 'Asia/Shanghai';
const KINDS = { intact: 'success', damaged: 'error', incomplete: 'warning' } as const;

/** Holds stored readings of one enterprise against the journal; runs on when the page is left. */
export function ReadingsCard() {
  const say = useSay(READINGS);
  const sayAll = useSay(VERIFICATION);
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const enterpriseId = search.get('enterprise') ?? undefined;
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: ({ from, to }: { readonly from: string; readonly to: string }) => {
      const params = { path: { enterpriseId: enterpriseId ?? '' } };
      const body = { from: startOf(from), to: startOf(dayAfter(to)) };
      return answerOf(api.POST(PATH, { params, body }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['reading-checks', enterpriseId] }),
  });
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: ZONE });
  const needed = [{ required: true, message: words.say('required') }];
  return (
    <Card
      title={<h2 className="verification-title">{say('title')}</h2>}
      style={{ marginBottom: 16 }}
    >
      <dl className="verification-facts">
        <dt>{sayAll('checked')}</dt>
        <dd>{say('what')}</dd>
        <dt>{sayAll('proves')}</dt>
        <dd>{say('proves')}</dd>
      </dl>
      <Form
        layout="vertical"
        className="readings-check no-print"
        initialValues={{ from: `${today.slice(0, 8)}01`, to: today }}
        onFinish={(fields) => start.mutate(fields)}
      >
        <Form.Item label={say('enterprise')} htmlFor="readings-enterprise">
          <EnterpriseSelect
            id="readings-enterprise"
            label={say('enterprise')}
            {...(enterpriseId === undefined ? {} : { value: enterpriseId })}
            onChange={(value) => setSearch({ enterprise: String(value) }, { replace: true })}
          />
        </Form.Item>
        <Form.Item name="from" label={say('from')} rules={needed}>
          <Input type="date" max={today} />
        </Form.Item>
        <Form.Item name="to" label={say('to')} rules={needed}>
          <Input type="date" max={today} />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          loading={start.isPending}
          disabled={enterpriseId === undefined}
        >
          {say('start')}
        </Button>
      </Form>
      <p className="secondary">{say('leave')}</p>
      {start.error !== null && (
        <Alert type="error" showIcon role="alert" title={failureText(words, start.error)} />
      )}
      {enterpriseId === undefined ? (
        <Nothing text={say('choose')} />
      ) : (
        <Checks enterpriseId={enterpriseId} />
      )}
    </Card>
  );
}

/** Midnight of a day. */
function startOf(day: string): string {
  return `${day}T00:00:00+08:00`;
}

function Checks({ enterpriseId }: { readonly enterpriseId: string }) {
  const say = useSay(READINGS);
  const checks = useQuery({
    queryKey: ['reading-checks', enterpriseId],
    queryFn: () => answerOf(api.GET(PATH, { params: { path: { enterpriseId } } })),
    refetchInterval: ({ state }) =>
      state.data?.items.some((each) => each.state === 'running') ? RUNNING_POLL_MS : false,
  });
  return (
    <Answer of={checks}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing text={say('none')} />
        ) : (
          items.map((check) => <OneCheck key={check.id} check={check} />)
        )
      }
    </Answer>
  );
}

function OneCheck({ check }: { readonly check: Check }) {
  const say = useSay(READINGS);
  const { language } = useWords();
  const count = (value: number) => formatNumber(value, language);
  const days = { from: dayOf(check.from, 0), to: dayOf(check.to, -1) };
  const verdict = readingsVerdict(check);
  const sum = (name: 'readingCount' | 'findingCount' | 'unrecordedCount') =>
    check.gateways.reduce((total, each) => total + (each[name] ?? 0), 0);
  const asked = say('by', {
    by: check.requestedBy,
    at: formatInstant(check.requestedAt, ZONE, true),
  });
  if (verdict === 'running') {
    return (
      <Alert
        type="info"
        showIcon
        role="status"
        style={{ marginTop: 12 }}
        title={say('running', days)}
        description={
          <>
            {check.gateways.map((each) => (
              <GatewayProgress key={each.gateway} of={each} />
            ))}
            <div className="secondary">{asked}</div>
          </>
        }
      />
    );
  }
  const findings = check.gateways.flatMap((gateway) => gateway.findings);
  const found = sum('findingCount');
  const left = sum('unrecordedCount');
  const sentence =
    verdict === 'intact' ? 'same' : verdict === 'damaged' ? 'different' : 'incomplete';
  return (
    <Alert
      type={KINDS[verdict]}
      showIcon
      role={verdict === 'intact' ? 'status' : 'alert'}
      style={{ marginTop: 12 }}
      title={say(sentence, { ...days, readings: count(sum('readingCount')), count: count(found) })}
      description={
        <>
          {check.gateways
            .filter(({ failure }) => failure !== null)
            .map(({ gateway }) => (
              <div key={gateway}>{say('failure', { gateway, reason: say('noAnswer') })}</div>
            ))}
          {left > 0 && <div>{say('left', { count: count(left) })}</div>}
          {findings.length > 0 && <Findings findings={findings} />}
          {found > findings.length && <div>{say('more', { count: count(findings.length) })}</div>}
          <div className="secondary">{asked}</div>
        </>
      }
    />
  );
}

function GatewayProgress({ of }: { readonly of: Check['gateways'][number] }) {
  const say = useSay(READINGS);
  const { language } = useWords();
  const { messageCount, messageTotal } = of;
  if (messageCount === null) return <div>{say('waiting')}</div>;
  const count = formatNumber(messageCount, language);
  if (messageTotal === null || messageTotal === 0) return <div>{say('progress', { count })}</div>;
  const text = say('progressOf', { count, total: formatNumber(messageTotal, language) });
  return (
    <div>
      <Progress
        aria-label={text}
        percent={Math.min(99, Math.floor((100 * messageCount) / messageTotal))}
      />
      {text}
    </div>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const say = useSay(READINGS);
  const { language, nameOf } = useWords();
  const fact = (of: Finding['stored']) =>
    of === null ? say('nothing') : `${formatNumber(of.value, language, 6)} (${of.position})`;
  return (
    <DataTable<Finding & { readonly key: string }>
      rowKey="key"
      rows={findings.map((each) => ({ ...each, key: `${each.meterId} ${each.readAt}` }))}
      label={say('kind')}
      empty={say('nothing')}
      columns={[
        { title: say('meter'), dataIndex: 'meterId' },
        {
          title: say('at'),
          dataIndex: 'readAt',
          className: 'number',
          render: (at: string) => formatInstant(at, ZONE, true),
        },
        {
          title: say('kind'),
          dataIndex: 'kind',
          render: (kind: string) => nameOf(DIFFERENCES, kind),
        },
        { title: say('sent'), dataIndex: 'journalled', className: 'number', render: fact },
        { title: say('stored'), dataIndex: 'stored', className: 'number', render: fact },
      ]}
    />
  );
}

/** The day of an instant; the end of a range is the day before it. */
function dayOf(iso: string, days: number): string {
  const at = new Date(Date.parse(iso) + days * 86_400_000);
  return at.toLocaleDateString('sv-SE', { timeZone: ZONE });
}
