import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { EnterpriseChoice, Filter } from '../parts/filters.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Pager, usePaging } from '../parts/pager.tsx';
import { usePeople } from '../parts/people.tsx';
import { Answer } from '../parts/states.tsx';
import { useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { actText } from './act-text.ts';
import { AUDIT_WORDS } from './audit-words.ts';
import './administration.css';

type Row = Schemas['AuditRow'];
const PAGE_ROWS = 50;
const ACTION = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  readonly action: string;
  readonly enterpriseId: string | null;
}
const NOTHING: Asked = { from: '', to: '', actor: '', action: '', enterpriseId: null };

/** Who did what to what, and when. */
export function AuditLogPage() {
  const say = useSay(AUDIT_WORDS);
  const me = useMe();
  const seesEnterprises = me.roles.some(({ role }) => role === 'admin');
  const paging = usePaging();
  const [typed, setTyped] = useState(NOTHING);
  const [asked, setAsked] = useState(NOTHING);
  const isWrong = typed.action !== '' && !ACTION.test(typed.action);
  const { after } = paging;
  const page = useQuery({
    queryKey: ['audit-log', asked, after],
    queryFn: () =>
      answerOf(api.GET('/api/v1/audit-log', { params: { query: queryOf(asked, after) } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const look = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong) return;
    setAsked(typed);
    paging.reset();
  };
  const set = (change: Partial<Asked>) => setTyped({ ...typed, ...change });
  return (
    <>
      <PageHead title={say('title')}>
        <Button href="/api/v1/audit-log/export" download>
          {say('export')}
        </Button>
      </PageHead>
      <p>{say('intro')}</p>
      <form className="filters" onSubmit={look}>
        {(['from', 'to'] as const).map((name) => (
          <Filter key={name} label={say(name)}>
            {(id) => (
              <Input
                id={id}
                type="datetime-local"
                value={typed[name]}
                onChange={({ target }) => set({ [name]: target.value })}
              />
            )}
          </Filter>
        ))}
        <Filter label={say('actor')}>
          {(id) => (
            <Input
              id={id}
              value={typed.actor}
              maxLength={64}
              onChange={({ target }) => set({ actor: target.value.trim() })}
            />
          )}
        </Filter>
        <Filter label={say('action')}>
          {(id) => (
            <Input
              id={id}
              value={typed.action}
              placeholder={say('actionHint')}
              status={isWrong ? 'error' : ''}
              onChange={({ target }) => set({ action: target.value.trim() })}
            />
          )}
        </Filter>
        {seesEnterprises && (
          <EnterpriseChoice
            value={typed.enterpriseId}
            onChange={(enterpriseId) => set({ enterpriseId })}
          />
        )}
        <div className="filter filter-button">
          <Button type="primary" htmlType="submit">
            {say('search')}
          </Button>
        </div>
      </form>
      {isWrong && <Alert type="error" showIcon role="alert" title={say('wrongAction')} />}
      <Answer of={page}>
        {({ items, next }) => (
          <>
            <AuditTable rows={items} isBusy={page.isPlaceholderData} />
            <Pager paging={paging} next={next} />
          </>
        )}
      </Answer>
    </>
  );
}

function queryOf(asked: Asked, after: string | undefined) {
  const { from, to, actor, action, enterpriseId } = asked;
  return {
    limit: PAGE_ROWS,
    ...(from === '' ? {} : { from: new Date(from).toISOString() }),
    ...(to === '' ? {} : { to: new Date(to).toISOString() }),
    ...(actor === '' ? {} : { actor }),
    ...(action === '' ? {} : { action }),
    ...(enterpriseId === null ? {} : { enterpriseId }),
    ...(after === undefined ? {} : { after }),
  };
}

function AuditTable({ rows, isBusy }: { readonly rows: readonly Row[]; readonly isBusy: boolean }) {
  const say = useSay(AUDIT_WORDS);
  const people = usePeople();
  const { pick } = useWords();
  const zone = browserZone();
  return (
    <DataTable<Row>
      rowKey="sequence"
      label={say('title')}
      rows={rows}
      isBusy={isBusy}
      empty={say('none')}
      columns={[
        { title: say('number'), dataIndex: 'sequence', className: 'number' },
        {
          title: `${say('at')} (${zone})`,
          className: 'number',
          render: (_value, { at }) => formatInstant(at, zone, true),
        },
        { title: say('actor'), render: (_value, { actor }) => people.accountOf(actor.username) },
        { title: say('action'), render: (_value, { action }) => actText(pick, action) },
        {
          title: say('subject'),
          className: 'fingerprint',
          render: (_value, { subject, enterpriseId }) =>
            // A list has no id of its own; what is about an enterprise as a whole has the enterprise's.
            [subject.id === '*' ? say('wholeList') : subject.id, enterpriseId]
              .filter((each, at, all) => each !== null && all.indexOf(each) === at)
              .join(' · '),
        },
        {
          title: say('details'),
          render: (_value, { details }) => (
            <details>
              <summary>{say('details')}</summary>
              <pre className="audit-details">{JSON.stringify(details, null, 1)}</pre>
            </details>
          ),
        },
      ]}
    />
  );
}
