import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { useEnterpriseNames } from '../forms/enterprise-select.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Choice } from '../parts/filters.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { Pager, usePaging } from '../parts/pager.tsx';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Words } from '../words/words.ts';
import { CHANNEL_KINDS } from './notification-fields.ts';
import {
  MESSAGE_STATES,
  NOTIFICATION_WORDS,
  OUTCOMES,
  OWN_ANSWERS,
  SEND_REASONS,
} from './notification-words.ts';

type Delivery = Schemas['NotificationDelivery'];
type Message = Schemas['NotificationMessage'];
/** What stands in the log where the console itself was told. */
const CONSOLE = 'On the console.';
const PAGE_ROWS = 50;

/** Every attempt and everything that was kept back; or the messages, to be sent again. */
export function DeliveryLog() {
  const say = useSay(NOTIFICATION_WORDS);
  const [view, setView] = useState<'log' | 'messages'>('log');
  return (
    <>
      <Segmented<'log' | 'messages'>
        value={view}
        onChange={setView}
        style={{ marginBottom: 12 }}
        options={[
          { value: 'log', label: say('log') },
          { value: 'messages', label: say('messages') },
        ]}
      />
      {view === 'log' ? <Deliveries /> : <Messages />}
    </>
  );
}

/** `silence:{id}` and the like: the word of what stands before the colon. */
function reasonText(words: Words, reason: string): string {
  return words.nameOf(SEND_REASONS, reason.split(':')[0] ?? reason);
}

function Deliveries() {
  const say = useSay(NOTIFICATION_WORDS);
  const words = useWords();
  const paging = usePaging();
  const [outcome, setOutcome] = useState('all');
  const { after } = paging;
  const page = useQuery({
    queryKey: ['deliveries', outcome, after],
    queryFn: () => {
      const query = {
        limit: PAGE_ROWS,
        ...(outcome === 'all' ? {} : { outcome: outcome as Delivery['outcome'] }),
        ...(after === undefined ? {} : { after }),
      };
      return answerOf(api.GET('/api/v1/notification-deliveries', { params: { query } }));
    },
  });
  const names = useEnterpriseNames(
    (page.data?.items ?? []).flatMap(({ kind, address, enterpriseId }) => [
      ...(kind === 'mqtt' && address !== null ? [address] : []),
      ...(enterpriseId === null ? [] : [enterpriseId]),
    ]),
  );
  const zone = browserZone();
  return (
    <>
      <div className="filters">
        <Choice
          label={say('outcome')}
          value={outcome}
          options={[
            { value: 'all', label: words.say('all') },
            ...Object.entries(OUTCOMES).map(([value, pair]) => ({
              value,
              label: words.pick(pair),
            })),
          ]}
          onChange={(value) => {
            setOutcome(value);
            paging.reset();
          }}
        />
      </div>
      <Answer of={page}>
        {({ items, next }) => (
          <>
            <DataTable<Delivery>
              rowKey="id"
              label={say('log')}
              rows={items}
              empty={say('noDeliveries')}
              columns={[
                {
                  title: `${say('at')} (${zone})`,
                  className: 'number',
                  render: (_value, { startedAt }) => formatInstant(startedAt, zone, true),
                },
                {
                  title: say('about'),
                  render: (_value, { enterpriseId, areaType, areaCode }) => {
                    if (enterpriseId !== null) return names.get(enterpriseId) ?? enterpriseId;
                    if (areaCode === null) return say('platform');
                    return say(areaType === 'park' ? 'parkOf' : 'regionOf', { code: areaCode });
                  },
                },
                {
                  title: say('way'),
                  render: (_value, { kind }) =>
                    kind === null ? '—' : words.nameOf(CHANNEL_KINDS, kind),
                },
                {
                  title: say('address'),
                  className: 'fingerprint',
                  render: (_value, { address, kind }) =>
                    kind === 'mqtt' && address !== null
                      ? (names.get(address) ?? address)
                      : address || '—',
                },
                {
                  title: say('outcome'),
                  render: (_value, each) => words.nameOf(OUTCOMES, each.outcome),
                },
                {
                  title: say('why'),
                  render: (_value, { reason }) => reasonText(words, reason),
                },
                {
                  title: say('attempt'),
                  dataIndex: 'attempt',
                  align: 'right',
                  className: 'number',
                },
                {
                  title: say('answer'),
                  render: (_value, { answer, kind }) =>
                    answer === null
                      ? '—'
                      : words.nameOf(
                          OWN_ANSWERS,
                          // The console hears the same stream as the gateways.
                          kind === 'console' ? answer.replace('On the stream.', CONSOLE) : answer,
                        ),
                },
              ]}
            />
            <Pager paging={paging} next={next} />
          </>
        )}
      </Answer>
    </>
  );
}

function Messages() {
  const say = useSay(NOTIFICATION_WORDS);
  const words = useWords();
  const maySend = useMay('notifications.send-again');
  const act = useAct(['messages'], ['deliveries']);
  const paging = usePaging();
  const { after } = paging;
  const page = useQuery({
    queryKey: ['messages', after],
    queryFn: () => {
      const query = { limit: PAGE_ROWS, ...(after === undefined ? {} : { after }) };
      return answerOf(api.GET('/api/v1/notification-messages', { params: { query } }));
    },
  });
  const sendAgain = (messageId: string) => {
    const params = { path: { messageId } };
    return answerOf(api.POST('/api/v1/notification-messages/{messageId}/send-again', { params }));
  };
  const zone = browserZone();
  const isEnded = ({ state }: Message) => state === 'delivered' || state === 'failed';
  return (
    <Answer of={page}>
      {({ items, next }) => (
        <>
          <DataTable<Message>
            rowKey="id"
            label={say('messages')}
            rows={items}
            empty={say('noMessages')}
            columns={[
              {
                title: `${say('created')} (${zone})`,
                className: 'number',
                render: (_value, { createdAt }) => formatInstant(createdAt, zone, true),
              },
              {
                title: say('way'),
                render: (_value, { kind }) => words.nameOf(CHANNEL_KINDS, kind),
              },
              { title: say('address'), dataIndex: 'address', className: 'fingerprint' },
              { title: say('why'), render: (_value, { reason }) => reasonText(words, reason) },
              {
                title: say('state'),
                render: (_value, { state }) => words.nameOf(MESSAGE_STATES, state),
              },
              {
                title: '',
                key: 'actions',
                className: 'no-print',
                render: (_value, message) =>
                  maySend && isEnded(message) ? (
                    <Button
                      size="small"
                      onClick={() =>
                        act.mutate({ run: () => sendAgain(message.id), said: say('sentAgain') })
                      }
                    >
                      {say('sendAgain')}
                    </Button>
                  ) : (
                    '—'
                  ),
              },
            ]}
          />
          <Pager paging={paging} next={next} />
        </>
      )}
    </Answer>
  );
}
