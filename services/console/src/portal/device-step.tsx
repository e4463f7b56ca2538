import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Form, Input, Popconfirm, Space, Typography } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { CopyButton } from './copy-button.tsx';
import type { Own } from './own-enterprise.tsx';
import { Refusal } from './refusal.tsx';
import { ONBOARDING } from './words.ts';

/** How a device connects, with the secret that is shown once. */
export type Issued = Schemas['IssuedCredential'];
type Device = Schemas['Device'];

/** Devices of an enterprise, as every page of it asks for them. */
export function useDevices(enterpriseId: string) {
  return useQuery({
    queryKey: ['devices', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId }, query: { limit: 1_000 } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/devices', { params }));
    },
  });
}

/** Registers devices and issues their passwords. */
export function DeviceStep(props: {
  readonly own: Own;
  readonly issued: Issued | null;
  readonly onIssued: (issued: Issued) => void;
}) {
  const { own, issued, onIssued } = props;
  const { enterpriseId } = own;
  const words = useWords();
  const say = useSay(ONBOARDING);
  const client = useQueryClient();
  const devices = useDevices(enterpriseId);
  const changed = () => client.invalidateQueries({ queryKey: ['devices', enterpriseId] });
  const add = useMutation({
    mutationFn: (body: { id: string; name: string }) => {
      const params = { path: { enterpriseId } };
      return answerOf(api.POST('/api/v1/enterprises/{enterpriseId}/devices', { params, body }));
    },
    onSuccess: async (made) => {
      onIssued(made);
      await changed();
    },
  });
  const act = useMutation({
    mutationFn: async (asked: { deviceId: string; what: 'renew' | 'revoke' }) => {
      const params = { path: { enterpriseId, deviceId: asked.deviceId } };
      if (asked.what === 'revoke') {
        await answerOf(
          api.POST('/api/v1/enterprises/{enterpriseId}/devices/{deviceId}/revocation', { params }),
        );
        return null;
      }
      const body = { kind: 'password' } as const;
      const path = '/api/v1/enterprises/{enterpriseId}/devices/{deviceId}/credentials';
      return await answerOf(api.POST(path, { params, body }));
    },
    onSuccess: async (made) => {
      if (made !== null) onIssued(made);
      await changed();
    },
  });
  const needed = [{ required: true, message: words.say('required') }];

  return (
    <>
      <Typography.Paragraph>{say('deviceIntro')}</Typography.Paragraph>
      <Form
        layout="vertical"
        className="portal-form"
        onFinish={({ id, name }) => add.mutate({ id, name: name ?? '' })}
      >
        <Form.Item name="id" label={say('deviceId')} extra={say('idHint')} rules={needed}>
          <Input maxLength={64} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={say('deviceName')}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <div className="portal-form-wide">
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {say('addDevice')}
          </Button>
        </div>
      </Form>
      {add.isError && <Refusal error={add.error} />}
      {act.isError && <Refusal error={act.error} />}
      {issued !== null && <IssuedCredential issued={issued} />}
      <Section title={words.say('devices')}>
        <Answer of={devices}>
          {({ items }) => (
            <WideTable<Device>
              rowKey="id"
              size="small"
              dataSource={[...items]}
              pagination={false}
              locale={{ emptyText: <Nothing text={words.say('noDevices')} /> }}
              columns={[
                { title: say('deviceId'), dataIndex: 'id' },
                { title: words.say('name'), dataIndex: 'name' },
                {
                  title: words.say('issuedAt'),
                  dataIndex: 'issuedAt',
                  render: (at: string) => formatInstant(at, own.timeZone),
                },
                {
                  title: words.say('deviceState'),
                  dataIndex: 'revokedAt',
                  render: (at: string | null) =>
                    at === null
                      ? words.say('deviceActive')
                      : words.say('deviceRevoked', { at: formatInstant(at, own.timeZone) }),
                },
                {
                  title: words.say('action'),
                  render: (_value, { id, revokedAt }) => (
                    <Space>
                      <Popconfirm
                        title={say('renewQuestion')}
                        onConfirm={() => act.mutate({ deviceId: id, what: 'renew' })}
                      >
                        <Button size="small">{say('renew')}</Button>
                      </Popconfirm>
                      {revokedAt === null && (
                        <Popconfirm
                          title={say('revokeQuestion')}
                          onConfirm={() => act.mutate({ deviceId: id, what: 'revoke' })}
                        >
                          <Button size="small" danger>
                            {say('revoke')}
                          </Button>
                        </Popconfirm>
                      )}
                    </Space>
                  ),
                },
              ]}
            />
          )}
        </Answer>
      </Section>
    </>
  );
}

function IssuedCredential({ issued }: { readonly issued: Issued }) {
  const words = useWords();
  const say = useSay(ONBOARDING);
  const rows: [string, string | undefined][] = [
    [say('address'), issued.mqttUrl],
    [say('addressTls'), issued.mqttsUrl],
    [say('clientId'), issued.username],
    [words.say('password'), issued.password],
    [say('topic'), issued.topics.readings],
    [say('receiptTopic'), issued.topics.receipts],
    [say('rejectionTopic'), issued.topics.rejections],
  ];
  const shown = rows.filter((row): row is [string, string] => row[1] !== undefined);
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBlock: 16 }}
      title={say('issued', { id: issued.id })}
      description={
        <>
          <p>{say('onlyOnce')}</p>
          <Descriptions
            bordered
            size="small"
            column={1}
            items={shown.map(([label, text]) => ({
              key: label,
              label,
              children: (
                <Space wrap>
                  <code className="portal-code-word">{text}</code>
                  <CopyButton text={text} what={label} />
                </Space>
              ),
            }))}
          />
        </>
      }
    />
  );
}
