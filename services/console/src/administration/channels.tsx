import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Space, Tag } from 'antd';
import { useState } from 'react';
import { answerOf, api, ask, type Schemas } from '../client/api.ts';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { failureText } from '../parts/failure-text.ts';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Words } from '../words/words.ts';
import {
  CHANNEL_KINDS,
  channelFields,
  ownerOf,
  quietHoursOf,
  SEVERITIES,
} from './notification-fields.ts';
import { NOTIFICATION_WORDS } from './notification-words.ts';
import { OwnerName } from './owner-name.tsx';

type Channel = Schemas['NotificationChannel'];
const CHANNELS = '/api/v1/notification-channels';

/** Channels, each with a test that tells what the other side said. */
export function Channels() {
  const say = useSay(NOTIFICATION_WORDS);
  const words = useWords();
  const mayWrite = useMay('channels.write');
  const [edited, setEdited] = useState<Channel | 'new' | null>(null);
  const channels = useQuery({
    queryKey: ['channels'],
    queryFn: () => answerOf(api.GET('/api/v1/notification-channels')),
  });
  const quiet = ({ quietHours }: Channel) =>
    quietHours === null ? '—' : say('quietValue', quietHours);
  return (
    <>
      {mayWrite && (
        <Button type="primary" style={{ marginBottom: 12 }} onClick={() => setEdited('new')}>
          {say('newChannel')}
        </Button>
      )}
      <Answer of={channels}>
        {({ items }) => (
          <DataTable<Channel>
            rowKey="id"
            label={say('channels')}
            rows={items}
            empty={say('noChannels')}
            columns={[
              { title: say('name'), dataIndex: 'name' },
              {
                title: say('way'),
                render: (_value, { kind }) => words.nameOf(CHANNEL_KINDS, kind),
              },
              { title: say('owner'), render: (_value, channel) => <OwnerName of={channel} /> },
              {
                title: say('address'),
                className: 'fingerprint',
                render: (_value, { address, hasSecret }) =>
                  hasSecret ? `${address} · ${say('signed')}` : address,
              },
              {
                title: say('level'),
                render: (_value, { severityMin }) => words.nameOf(SEVERITIES, String(severityMin)),
              },
              { title: say('quiet'), render: (_value, channel) => quiet(channel) },
              {
                title: say('state'),
                render: (_value, { enabled }) => (
                  <Tag color={enabled ? 'success' : 'default'}>{say(enabled ? 'on' : 'off')}</Tag>
                ),
              },
              ...(mayWrite
                ? [
                    {
                      title: '',
                      key: 'actions',
                      className: 'no-print',
                      render: (_value: unknown, channel: Channel) => (
                        <ChannelActions channel={channel} onChange={() => setEdited(channel)} />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Answer>
      {edited !== null && (
        <ChannelForm channel={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function ChannelActions({ channel, onChange }: { readonly channel: Channel; onChange(): void }) {
  const say = useSay(NOTIFICATION_WORDS);
  const words = useWords();
  const test = useMutation({
    mutationFn: () => {
      const params = { path: { channelId: channel.id } };
      return answerOf(api.POST('/api/v1/notification-channels/{channelId}/test', { params }));
    },
  });
  const { data } = test;
  const answer = answerText(words, data?.answer ?? null);
  return (
    <>
      <Space size={4}>
        <Button size="small" onClick={onChange}>
          {say('change')}
        </Button>
        <Button size="small" loading={test.isPending} onClick={() => test.mutate()}>
          {say('test')}
        </Button>
      </Space>
      <div role="status">
        {test.isPending && say('testing')}
        {data?.state === 'delivered' && (
          <Alert type="success" showIcon title={say('testDelivered', { answer })} />
        )}
        {data?.state === 'failed' && (
          <Alert type="error" showIcon title={say('testFailed', { answer })} />
        )}
        {data !== undefined && data.state !== 'delivered' && data.state !== 'failed' && (
          <Alert type="warning" showIcon title={say('testDue')} />
        )}
        {test.isError && <Alert type="error" showIcon title={failureText(words, test.error)} />}
      </div>
    </>
  );
}

/** What the other side said, as it said it; what our own notifier refuses in words. */
function answerText(words: Words, answer: string | null): string {
  const say = words.sayOf(NOTIFICATION_WORDS);
  if (answer === null) return say('noAnswer');
  const host = /^The host (\S+) is not allowed/.exec(answer)?.[1];
  if (host !== undefined) return say('hostRefused', { host });
  if (/^Addresses of this machine/.test(answer)) return say('privateRefused');
  return /^This installation sends no/.test(answer) ? say('wayMissing') : answer;
}

function ChannelForm({ channel, onClose }: { readonly channel: Channel | null; onClose(): void }) {
  const say = useSay(NOTIFICATION_WORDS);
  const act = useAct(['channels']);
  const submit = async (values: Record<string, unknown>) => {
    const { name, kind, address, secret, severityMin, language, enabled } = values;
    const own = channel === null ? { kind, ...ownerOf(values) } : {};
    const body = {
      ...{ name, ...own, address, secret, language, enabled },
      severityMin: Number(severityMin),
      quietHours: quietHoursOf(values),
    };
    const path = channel === null ? CHANNELS : `${CHANNELS}/${channel.id}`;
    const method = channel === null ? 'POST' : 'PATCH';
    await ask(path, { method, body: JSON.stringify(body) });
    act.mutate({ run: () => Promise.resolve(), said: say('saved') });
  };
  const initial =
    channel === null
      ? { severityMin: '1', language: 'zh', enabled: true, scopeType: 'platform' }
      : {
          ...channel,
          // Only a part of it is known here; left empty it stays.
          address: undefined,
          severityMin: String(channel.severityMin),
          quietFrom: channel.quietHours?.from,
          quietTo: channel.quietHours?.to,
        };
  return (
    <FormDrawer
      title={channel === null ? say('newChannel') : `${say('change')} · ${channel.name}`}
      specs={channelFields(channel === null)}
      initial={initial}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
