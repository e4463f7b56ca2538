import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { useEnterpriseNames } from '../forms/enterprise-select.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { failureText } from '../parts/failure-text.ts';
import { EnterpriseChoice } from '../parts/filters.tsx';
import { browserZone, formatInstant, formatNumber } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Pager, usePaging } from '../parts/pager.tsx';
import { usePeople } from '../parts/people.tsx';
import { Answer } from '../parts/states.tsx';
import { offerFor } from '../session/offer.ts';
import { useMe } from '../session/session.tsx';
import { useWords } from '../settings/settings.tsx';
import { QUARANTINE_REASONS } from '../words/codes.ts';

type Entry = Schemas['QuarantinedMessage'];
type Reason = Entry['reason'];
type State = Entry['state'];
const PAGE_ROWS = 20;
const STATES: readonly State[] = ['open', 'replayed'];

/** Messages of which something was refused; an admin replays them once the registry is mended. */
export function QuarantinePage() {
  const { say, nameOf } = useWords();
  const paging = usePaging();
  const [reason, setReason] = useState<Reason | 'all'>('all');
  const [state, setState] = useState<State | 'all'>('open');
  const [search, setSearch] = useSearchParams();
  const enterpriseId = search.get('enterprise');
  const { after } = paging;
  const page = useQuery({
    queryKey: ['quarantine', reason, state, enterpriseId, after],
    queryFn: () => {
      const query = {
        limit: PAGE_ROWS,
        ...(enterpriseId === null ? {} : { enterpriseId }),
        ...(reason === 'all' ? {} : { reason }),
        ...(state === 'all' ? {} : { state }),
        ...(after === undefined ? {} : { after }),
      };
      return answerOf(api.GET('/api/v1/quarantine', { params: { query } }));
    },
  });
  const all = { value: 'all' as const, label: say('all') };
  const reasons = Object.keys(QUARANTINE_REASONS) as Reason[];

  return (
    <>
      <PageHead title={say('quarantine')} />
      <p>{say('quarantineIntro')}</p>
      <div className="filters">
        <Select<Reason | 'all'>
          aria-label={say('reason')}
          prefix={say('reason')}
          value={reason}
          options={[
            all,
            ...reasons.map((value) => ({ value, label: nameOf(QUARANTINE_REASONS, value) })),
          ]}
          onChange={(value) => {
            setReason(value);
            paging.reset();
          }}
          popupMatchSelectWidth={false}
          style={{ minWidth: 220 }}
        />
        <Select<State | 'all'>
          aria-label={say('state')}
          prefix={say('state')}
          value={state}
          options={[all, ...STATES.map((value) => ({ value, label: say(value) }))]}
          onChange={(value) => {
            setState(value);
            paging.reset();
          }}
          style={{ minWidth: 160 }}
        />
        <EnterpriseChoice
          value={enterpriseId}
          onChange={(id) => {
            setSearch(id === null ? {} : { enterprise: id }, { replace: true });
            paging.reset();
          }}
        />
      </div>
      <Answer of={page}>
        {({ items, next }) => (
          <>
            <QuarantineTable items={items} />
            <Pager paging={paging} next={next} />
          </>
        )}
      </Answer>
    </>
  );
}

function QuarantineTable({ items }: { readonly items: readonly Entry[] }) {
  const { say, nameOf, language } = useWords();
  const people = usePeople();
  const me = useMe();
  const { mayReplay } = offerFor(me.roles.map(({ role }) => role));
  const names = useEnterpriseNames(items.map(({ enterpriseId }) => enterpriseId ?? ''));
  const zone = browserZone();
  return (
    <DataTable<Entry>
      rowKey="id"
      rows={items}
      empty={say('noQuarantine')}
      columns={[
        {
          title: `${say('receivedAt')} (${zone})`,
          dataIndex: 'receivedAt',
          className: 'number',
          render: (at: string) => formatInstant(at, zone, true),
        },
        {
          title: say('enterprise'),
          dataIndex: 'enterpriseId',
          render: (id: string) => names.get(id) ?? id,
        },
        { title: say('device'), dataIndex: 'deviceId' },
        {
          title: say('reason'),
          dataIndex: 'reason',
          render: (reason: string) => nameOf(QUARANTINE_REASONS, reason),
        },
        {
          title: say('refusedReadings'),
          render: (_value, entry) => <RefusedReadings entry={entry} />,
        },
        {
          title: say('size'),
          dataIndex: 'payloadBytes',
          align: 'right',
          className: 'number',
          render: (count: number) => say('bytes', { count: formatNumber(count, language) }),
        },
        {
          title: say('state'),
          dataIndex: 'state',
          render: (state: State, { replayedAt, replayedBy }) =>
            replayedAt === null
              ? say(state)
              : `${say(state)} · ${replayedBy === null ? '' : people.nameOf(replayedBy)} · ${formatInstant(replayedAt, zone)}`,
        },
        ...(mayReplay
          ? [
              {
                title: say('action'),
                className: 'no-print',
                render: (_value: unknown, entry: Entry) => <Replay entry={entry} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function RefusedReadings({ entry }: { readonly entry: Entry }) {
  const { say, nameOf } = useWords();
  if (entry.rejectedCount === 0) return say('wholeMessage');
  const listed = entry.rejected
    .slice(0, 3)
    .map(({ meterId, code }) => `${meterId} ${nameOf(QUARANTINE_REASONS, code)}`);
  const isMore = entry.rejectedCount > listed.length;
  return `${entry.rejectedCount} · ${listed.join(', ')}${isMore ? ' …' : ''}`;
}

function Replay({ entry }: { readonly entry: Entry }) {
  const words = useWords();
  const { say } = words;
  const { message } = App.useApp();
  const client = useQueryClient();
  const replay = useMutation({
    mutationFn: () => {
      const params = { path: { quarantineId: entry.id } };
      return answerOf(api.POST('/api/v1/quarantine/{quarantineId}/replay', { params }));
    },
    onSuccess: async () => {
      void message.success(say('replayDone'));
      await client.invalidateQueries({ queryKey: ['quarantine'] });
    },
  });
  if (entry.state === 'replayed') return '—';
  return (
    <>
      <Popconfirm
        title={say('replayQuestion')}
        okText={say('replay')}
        onConfirm={() => replay.mutate()}
      >
        <Button size="small" loading={replay.isPending}>
          {say('replay')}
        </Button>
      </Popconfirm>
      {replay.isError && (
        <Alert type="error" title={failureText(words, replay.error)} role="alert" />
      )}
    </>
  );
}
