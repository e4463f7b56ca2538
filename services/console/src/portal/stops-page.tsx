import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm, Select, Space, Tag, Typography } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { usePeople } from '../parts/people.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { instantOf } from './local-time.ts';
import { useMeters } from './onboarding-page.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { Refusal } from './refusal.tsx';
import { useDraft } from './use-draft.ts';
import { ACTS, STOP_KINDS } from './words.ts';

type Stop = Schemas['DeclaredStop'];
interface Fields {
  readonly kind: Stop['kind'];
  readonly from?: string;
  readonly to?: string;
  readonly meterIds?: readonly string[];
  readonly reason?: string;
}

/** Declared stops (停产检修) and faults: declare, end, withdraw. */
export function StopsPage() {
  const say = useSay(ACTS);
  return (
    <OwnPage title={say('stopsTitle')}>
      {(own) => (
        <>
          <Typography.Paragraph>{say('stopsIntro')}</Typography.Paragraph>
          <Section title={say('newStop')}>
            <NewStop key={own.enterpriseId} own={own} />
          </Section>
          <Stops own={own} />
        </>
      )}
    </OwnPage>
  );
}

function NewStop({ own }: { readonly own: Own }) {
  const { enterpriseId, timeZone } = own;
  const words = useWords();
  const say = useSay(ACTS);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const meters = useMeters(enterpriseId);
  const draft = useDraft<Fields>(`stop.${enterpriseId}`, { kind: 'stop' });
  const declare = useMutation({
    mutationFn: ({ kind, from, to, meterIds, reason }: Fields) => {
      const body = {
        kind,
        from: instantOf(from ?? '', timeZone) ?? '',
        to: to === undefined || to === '' ? null : instantOf(to, timeZone),
        meterIds: [...(meterIds ?? [])],
        reason: reason ?? '',
      };
      const path = '/api/v1/enterprises/{enterpriseId}/declared-stops';
      return answerOf(api.POST(path, { params: { path: { enterpriseId } }, body }));
    },
    onSuccess: async () => {
      draft.forget();
      form.setFieldsValue({ kind: 'stop', from: '', to: '', meterIds: [], reason: '' });
      void message.success(say('sent'));
      await client.invalidateQueries({ queryKey: ['stops', enterpriseId] });
    },
  });
  const needed = { required: true, message: words.say('required') };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      className="portal-form"
      initialValues={draft.value}
      onValuesChange={(_change, all) => draft.set(all)}
      onFinish={(fields) => declare.mutate(fields)}
    >
      <Form.Item name="kind" label={say('stopKind')}>
        <Select
          options={Object.keys(STOP_KINDS).map((value) => ({
            value,
            label: words.nameOf(STOP_KINDS, value),
          }))}
        />
      </Form.Item>
      <Form.Item name="from" label={`${say('stopFrom')} (${timeZone})`} rules={[needed]}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item
        name="to"
        label={say('stopTo')}
        extra={say('stopToHint')}
        dependencies={['from']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_rule, to: string | undefined) => {
              if (to && to <= getFieldValue('from')) throw new Error(say('toBeforeFrom'));
            },
          }),
        ]}
      >
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="meterIds" label={say('stopMeters')} extra={say('stopMetersHint')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={(meters.data?.items ?? []).map(({ id, name }) => ({
            value: id,
            label: `${id} ${name}`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('reason')}
        className="portal-form-wide"
        rules={[needed, { min: 2, message: words.say('required') }]}
      >
        <Input.TextArea maxLength={1_000} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <div className="portal-form-wide">
        {declare.isError && <Refusal error={declare.error} />}
        <Button type="primary" htmlType="submit" loading={declare.isPending}>
          {say('send')}
        </Button>
      </div>
    </Form>
  );
}

function Stops({ own }: { readonly own: Own }) {
  const { enterpriseId, timeZone } = own;
  const words = useWords();
  const people = usePeople();
  const say = useSay(ACTS);
  const { message } = App.useApp();
  const client = useQueryClient();
  const stops = useQuery({
    queryKey: ['stops', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/declared-stops', { params }));
    },
  });
  const act = useMutation({
    mutationFn: ({ stopId, what }: { stopId: string; what: 'end' | 'withdraw' }) => {
      const body =
        what === 'end'
          ? { action: what, at: new Date().toISOString(), note: say('endNote') }
          : { action: what, note: say('withdrawNote') };
      const path = '/api/v1/enterprises/{enterpriseId}/declared-stops/{stopId}/actions';
      return answerOf(api.POST(path, { params: { path: { enterpriseId, stopId } }, body }));
    },
    onSuccess: async () => {
      void message.success(say('done'));
      await client.invalidateQueries({ queryKey: ['stops', enterpriseId] });
    },
  });
  const at = (instant: string) => formatInstant(instant, timeZone);
  return (
    <Answer of={stops}>
      {({ items }) => (
        <>
          {act.isError && <Refusal error={act.error} />}
          <WideTable<Stop>
            rowKey="id"
            size="small"
            dataSource={[...items].sort((left, right) => (left.from < right.from ? 1 : -1))}
            pagination={items.length > 20 ? { pageSize: 20 } : false}
            locale={{ emptyText: <Nothing text={say('noStops')} /> }}
            columns={[
              {
                title: say('stopKind'),
                render: (_value, { kind }) => words.nameOf(STOP_KINDS, kind),
              },
              { title: say('state'), render: (_value, stop) => <Tag>{say(stateOf(stop))}</Tag> },
              {
                title: say('range'),
                className: 'number',
                render: (_value, { from, to }) =>
                  `${at(from)} – ${to === null ? say('stopOpen') : at(to)}`,
              },
              {
                title: say('stopMeters'),
                render: (_value, { meterIds }) =>
                  meterIds.length === 0 ? say('wholePlant') : meterIds.join(', '),
              },
              { title: say('reason'), dataIndex: 'reason', className: 'portal-long' },
              {
                title: say('askedBy'),
                render: (_value, { declaredBy, declaredAt }) =>
                  `${people.nameOf(declaredBy)} · ${at(declaredAt)}`,
              },
              {
                title: words.say('action'),
                render: (_value, stop) => (
                  <Space>
                    {stateOf(stop) === 'stopActive' && (
                      <Popconfirm
                        title={`${say('endNow')}?`}
                        onConfirm={() => act.mutate({ stopId: stop.id, what: 'end' })}
                      >
                        <Button size="small">{say('endNow')}</Button>
                      </Popconfirm>
                    )}
                    {!stop.withdrawn && (
                      <Popconfirm
                        title={say('withdrawQuestion')}
                        onConfirm={() => act.mutate({ stopId: stop.id, what: 'withdraw' })}
                      >
                        <Button size="small">{say('withdraw')}</Button>
                      </Popconfirm>
                    )}
                  </Space>
                ),
              },
            ]}
          />
        </>
      )}
    </Answer>
  );
}

function stateOf({ withdrawn, from, to }: Stop) {
  const nowMs = Date.now();
  if (withdrawn) return 'stopWithdrawn' as const;
  if (Date.parse(from) > nowMs) return 'stopPlanned' as const;
  return to !== null && Date.parse(to) <= nowMs ? ('stopOver' as const) : ('stopActive' as const);
}
