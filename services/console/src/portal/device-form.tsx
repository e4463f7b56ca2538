import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Form, Input, Popconfirm, Space } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { CopyButton } from './copy-button.tsx';
import { Refusal } from './refusal.tsx';
import { ONBOARDING } from './words.ts';

/** How a device connects, with the secret that is shown once. */
export type Issued = Schemas['IssuedCredential'];

/** What can be done with a device that is registered. */
export interface DeviceActs {
  readonly error: unknown;
  mutate(asked: { readonly deviceId: string; readonly what: 'renew' | 'revoke' }): void;
}

/** Replaces and revokes credentials of an enterprise's devices. */
export function useDeviceActs(
  enterpriseId: string,
  onIssued: (issued: Issued) => void,
): DeviceActs {
  const client = useQueryClient();
  return useMutation({
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
      await client.invalidateQueries({ queryKey: ['devices', enterpriseId] });
    },
  });
}

/** Registers one device, and shows the password of the last one that got one. */
export function DeviceForm(props: {
  readonly enterpriseId: string;
  readonly issued: Issued | null;
  readonly onIssued: (issued: Issued) => void;
}) {
  const { enterpriseId, issued, onIssued } = props;
  const words = useWords();
  const say = useSay(ONBOARDING);
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (body: { id: string; name: string }) => {
      const params = { path: { enterpriseId } };
      return answerOf(api.POST('/api/v1/enterprises/{enterpriseId}/devices', { params, body }));
    },
    onSuccess: async (made) => {
      onIssued(made);
      await client.invalidateQueries({ queryKey: ['devices', enterpriseId] });
    },
  });
  const needed = [{ required: true, message: words.say('required') }];
  return (
    <>
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
      {issued !== null && <IssuedCredential issued={issued} />}
    </>
  );
}

/** Buttons of one device in a list. */
export function DeviceButtons(props: {
  readonly device: Pick<Schemas['Device'], 'id' | 'revokedAt'>;
  readonly acts: DeviceActs;
}) {
  const { device, acts } = props;
  const { id } = device;
  const say = useSay(ONBOARDING);
  return (
    <Space>
      <Popconfirm
        title={say('renewQuestion')}
        onConfirm={() => acts.mutate({ deviceId: id, what: 'renew' })}
      >
        <Button size="small">{say('renew')}</Button>
      </Popconfirm>
      {device.revokedAt === null && (
        <Popconfirm
          title={say('revokeQuestion')}
          onConfirm={() => acts.mutate({ deviceId: id, what: 'revoke' })}
        >
          <Button size="small" danger>
            {say('revoke')}
          </Button>
        </Popconfirm>
      )}
    </Space>
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
