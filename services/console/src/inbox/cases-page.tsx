import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Checkbox, Grid } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Choice, EnterpriseChoice } from '../parts/filters.tsx';
import { browserZone, formatInstant, localDay } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Pager, usePaging } from '../parts/pager.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { hasPermission, useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { CASE_STATES, CASE_WORDS } from './case-words.ts';
import './inbox.css';
import { Person } from '../parts/people.tsx';
import { CaseStateTag } from './parts/case-state-tag.tsx';
import { DaysLeft } from './parts/days-left.tsx';
import { LiveMark } from './parts/live-mark.tsx';

type Case = Schemas['Case'];
type State = Case['state'];
const PAGE_ROWS = 25;
const DAY_MS = 86_400_000;
const DUE = ['all', 'week', 'over'] as const;

/** Cases that this person may see, newest first; what is looked for stands in the address. */
export function CasesPage() {
  const words = useWords();
  const say = useSay(CASE_WORDS);
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const states = Object.keys(CASE_STATES) as State[];
  const state = states.find((each) => each === search.get('state')) ?? 'all';
  const due = DUE.find((each) => each === search.get('due')) ?? 'all';
  const enterpriseId = search.get('enterprise');
  const isMine = search.get('mine') === 'yes';
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '' || value === 'all') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <>
      <PageHead title={say('cases')}>
        <LiveMark />
      </PageHead>
      <div className="filters">
        <Choice
          label={say('stateFilter')}
          value={state}
          options={[
            { value: 'all', label: words.say('all') },
            ...states.map((value) => ({ value, label: words.nameOf(CASE_STATES, value) })),
          ]}
          onChange={(value) => change('state', value)}
        />
        <Choice
          label={say('dueFilter')}
          value={due}
          options={DUE.map((value) => ({ value, label: say(`due-${value}`) }))}
          onChange={(value) => change('due', value)}
        />
        {!hasPermission(me, 'cases.answer') && (
          <EnterpriseChoice
            value={enterpriseId}
            onChange={(value) => change('enterprise', value ?? '')}
          />
        )}
        {hasPermission(me, 'cases.work') && (
          <div className="filters-end">
            <Checkbox
              checked={isMine}
              onChange={({ target }) => change('mine', target.checked ? 'yes' : '')}
            >
              {say('mine')}
            </Checkbox>
          </div>
        )}
      </div>
      <PagedCases
        key={search.toString()}
        asked={{
          ...(state === 'all' ? {} : { state }),
          ...(due === 'all' ? {} : { dueBy: dayFromNow(due === 'week' ? 7 : -1) }),
          ...(enterpriseId === null ? {} : { enterpriseId }),
          ...(isMine ? { assignedTo: 'me' as const } : {}),
        }}
      />
    </>
  );
}

function dayFromNow(days: number): string {
  return localDay(new Date(Date.now() + days * DAY_MS), browserZone());
}

function PagedCases(props: {
  readonly asked: {
    readonly state?: State;
    readonly dueBy?: string;
    readonly enterpriseId?: string;
    readonly assignedTo?: 'me';
  };
}) {
  const say = useSay(CASE_WORDS);
  const paging = usePaging();
  const screens = Grid.useBreakpoint();
  const { after } = paging;
  const query = {
    ...{ ...props.asked, limit: PAGE_ROWS },
    ...(after === undefined ? {} : { after }),
  };
  const page = useQuery({
    queryKey: ['cases', query],
    queryFn: () => answerOf(api.GET('/api/v1/cases', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Answer of={page}>
      {({ items, next }) => (
        <>
          {items.length === 0 ? (
            <Nothing text={say('noCases')} />
          ) : screens.md === false ? (
            <ul className="alert-cards">
              {items.map((item) => (
                <li key={item.id}>
                  <CaseCard item={item} />
                </li>
              ))}
            </ul>
          ) : (
            <CaseTable items={items} isBusy={page.isPlaceholderData} />
          )}
          <Pager paging={paging} next={next} />
        </>
      )}
    </Answer>
  );
}

function CaseTable(props: { readonly items: readonly Case[]; readonly isBusy: boolean }) {
  const words = useWords();
  const say = useSay(CASE_WORDS);
  return (
    <DataTable<Case>
      rowKey="id"
      rows={props.items}
      label={say('cases')}
      empty={say('noCases')}
      isBusy={props.isBusy}
      columns={[
        {
          title: say('title'),
          dataIndex: 'title',
          className: 'alert-what',
          render: (title: string, { id }) => <Link to={`/cases/${id}`}>{title}</Link>,
        },
        { title: words.say('enterprise'), dataIndex: 'enterpriseName' },
        {
          title: say('state'),
          dataIndex: 'state',
          render: (state: State) => <CaseStateTag state={state} />,
        },
        {
          title: say('due'),
          key: 'due',
          render: (_value, item) => <DaysLeft dueOn={item.dueOn} daysLeft={item.daysLeft} />,
        },
        {
          title: say('inspector'),
          dataIndex: 'inspector',
          render: (inspector: string) => <Person username={inspector} />,
        },
        {
          title: say('openedAt'),
          dataIndex: 'openedAt',
          className: 'number',
          render: (at: string) => formatInstant(at, browserZone()),
        },
      ]}
    />
  );
}

function CaseCard({ item }: { readonly item: Case }) {
  return (
    <Link to={`/cases/${item.id}`} className="alert-card">
      <span className="alert-card-head">
        <CaseStateTag state={item.state} />
      </span>
      <span className="alert-card-text">{item.title}</span>
      <span>{item.enterpriseName}</span>
      <span>
        <DaysLeft dueOn={item.dueOn} daysLeft={item.daysLeft} />
      </span>
    </Link>
  );
}
