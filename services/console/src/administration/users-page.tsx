import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal, Popconfirm, Space, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ask } from '../client/api.ts';
import { useEnterpriseNames } from '../forms/enterprise-select.tsx';
import { FormDrawer } from '../forms/form-drawer.tsx';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Pager, usePaging } from '../parts/pager.tsx';
import { Answer } from '../parts/states.tsx';
import { useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ROLES } from '../words/codes.ts';
import { type Account, type Grant, grantsOf, userFields, userValues } from './user-form.ts';
import { UserSessions } from './user-sessions.tsx';
import { USER_WORDS } from './words.ts';
import './administration.css';

/** So many enterprises of one account are named in the list. */
const NAMED_MAX = 5;
const USERS = '/api/v1/users';
const PAGE_ROWS = 50;
/** 三员: the three duties that have to be apart. */
const APART = ['admin', 'security', 'log-auditor'];

interface Page {
  readonly items: readonly Account[];
  readonly next?: string;
}
/** A password that is shown this once. */
interface Generated {
  readonly name: string;
  readonly password: string;
}

/** Accounts: who may do what, and where; for the security officer. */
export function UsersPage() {
  const say = useSay(USER_WORDS);
  const paging = usePaging();
  const [edited, setEdited] = useState<Account | 'new' | null>(null);
  const [watched, setWatched] = useState<Account | null>(null);
  const [generated, setGenerated] = useState<Generated | null>(null);
  const { after } = paging;
  const page = useQuery({
    queryKey: ['users', after],
    queryFn: () => {
      const next = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      return ask<Page>(`${USERS}?limit=${PAGE_ROWS}${next}`);
    },
  });
  return (
    <>
      <PageHead title={say('title')}>
        <Button type="primary" onClick={() => setEdited('new')}>
          {say('add')}
        </Button>
      </PageHead>
      <p>{say('intro')}</p>
      <Answer of={page}>
        {({ items, next }) => (
          <>
            {paging.isFirst && next === undefined && <Duties accounts={items} />}
            <UsersTable
              accounts={items}
              onChange={setEdited}
              onWatch={setWatched}
              onGenerated={setGenerated}
            />
            <Pager paging={paging} next={next} />
          </>
        )}
      </Answer>
      {edited !== null && (
        <UserForm
          account={edited === 'new' ? null : edited}
          onGenerated={setGenerated}
          onClose={() => setEdited(null)}
        />
      )}
      {watched !== null && <UserSessions account={watched} onClose={() => setWatched(null)} />}
      {generated !== null && <Password of={generated} onClose={() => setGenerated(null)} />}
    </>
  );
}

/** Who holds the three duties, and whether anybody holds two. */
function Duties({ accounts }: { readonly accounts: readonly Account[] }) {
  const say = useSay(USER_WORDS);
  const { nameOf } = useWords();
  const active = accounts.filter(({ disabledAt }) => disabledAt === null);
  const holders = (role: string) =>
    active.filter(({ roles }) => roles.some((grant) => grant.role === role));
  const both = active.filter(
    ({ roles }) =>
      new Set(roles.map(({ role }) => role).filter((role) => APART.includes(role))).size > 1,
  );
  const join = (texts: readonly string[]) => texts.join(' · ');
  return (
    <>
      <dl className="duties">
        {APART.map((role) => (
          <div key={role}>
            <dt>{nameOf(ROLES, role)}</dt>
            <dd>
              {join(holders(role).map(({ name, username }) => name || username)) || say('nobody')}
            </dd>
          </div>
        ))}
      </dl>
      {both.map(({ id, name, username, roles }) => (
        <Alert
          key={id}
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={say('twoDuties', {
            name: name || username,
            roles: join(roles.map(({ role }) => nameOf(ROLES, role))),
          })}
        />
      ))}
    </>
  );
}

function UsersTable(props: {
  readonly accounts: readonly Account[];
  onChange(account: Account): void;
  onWatch(account: Account): void;
  onGenerated(generated: Generated): void;
}) {
  const { accounts, onChange, onWatch, onGenerated } = props;
  const say = useSay(USER_WORDS);
  const { nameOf } = useWords();
  const me = useMe();
  const act = useAct(['users']);
  const zone = browserZone();
  const patch = async (account: Account, body: object) => {
    const path = `${USERS}/${account.id}`;
    const sent = { method: 'PATCH', body: JSON.stringify(body) };
    const { password } = await ask<{ password?: string }>(path, sent);
    if (password !== undefined) onGenerated({ name: account.name || account.username, password });
  };
  const actions = (account: Account) => {
    const name = account.name || account.username;
    const isLocked = account.disabledAt !== null;
    if (account.id === me.id) return '—';
    return (
      <Space size={4}>
        <Button size="small" onClick={() => onChange(account)}>
          {say('change')}
        </Button>
        <Button size="small" onClick={() => onWatch(account)}>
          {say('sessions')}
        </Button>
        <Popconfirm
          title={say('resetQuestion', { name })}
          okText={say('reset')}
          onConfirm={() => act.mutate({ run: () => patch(account, { resetPassword: 'generate' }) })}
        >
          <Button size="small">{say('reset')}</Button>
        </Popconfirm>
        {isLocked ? (
          <Button
            size="small"
            onClick={() => act.mutate({ run: () => patch(account, { disabled: false }) })}
          >
            {say('unlock')}
          </Button>
        ) : (
          <Popconfirm
            title={say('lockQuestion', { name })}
            okText={say('lock')}
            onConfirm={() => act.mutate({ run: () => patch(account, { disabled: true }) })}
          >
            <Button size="small" danger>
              {say('lock')}
            </Button>
          </Popconfirm>
        )}
      </Space>
    );
  };
  return (
    <DataTable<Account>
      rowKey="id"
      rows={accounts}
      empty={say('none')}
      columns={[
        { title: say('username'), dataIndex: 'username', className: 'number' },
        { title: say('name'), dataIndex: 'name' },
        {
          title: say('role'),
          render: (_value, { roles }) =>
            [...new Set(roles.map(({ role }) => nameOf(ROLES, role)))].join(' · ') || '—',
        },
        { title: say('scope'), render: (_value, { roles }) => <Scopes grants={roles} /> },
        { title: say('state'), render: (_value, account) => <State account={account} /> },
        {
          title: say('created'),
          className: 'number',
          render: (_value, { createdAt }) => formatInstant(createdAt, zone),
        },
        { title: '', key: 'actions', className: 'no-print', render: (_v, each) => actions(each) },
      ]}
    />
  );
}

function State({ account }: { readonly account: Account }) {
  const say = useSay(USER_WORDS);
  if (account.disabledAt !== null) return <Tag color="error">{say('locked')}</Tag>;
  if (account.mustChangePassword) return <Tag color="warning">{say('mustChange')}</Tag>;
  return <Tag color="success">{say('active')}</Tag>;
}

/** What the roles of a person cover, in words; many enterprises are counted, and named when asked for. */
function Scopes({ grants }: { readonly grants: readonly Grant[] }) {
  const say = useSay(USER_WORDS);
  const [isOpen, setOpen] = useState(false);
  const count = grants.filter(({ scope }) => scope.type === 'enterprise').length;
  if (count <= NAMED_MAX) return <ScopeNames grants={grants} />;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{say('enterprises', { count })}</summary>
      {isOpen && <ScopeNames grants={grants} />}
    </details>
  );
}

function ScopeNames({ grants }: { readonly grants: readonly Grant[] }) {
  const say = useSay(USER_WORDS);
  const ids = grants.flatMap(({ scope }) =>
    scope.type === 'enterprise' ? [String(scope.id)] : [],
  );
  const names = useEnterpriseNames(ids);
  const textOf = ({ scope }: Grant) => {
    switch (scope.type) {
      case 'region':
        return say('region', { code: String(scope.code) });
      case 'park':
        return say('park', { code: String(scope.code) });
      case 'enterprise':
        return names.get(String(scope.id)) ?? String(scope.id);
      case 'engagement': {
        const { enterpriseIds, title, expiresAt } = scope as unknown as {
          enterpriseIds: readonly string[];
          title?: string;
          expiresAt: string;
        };
        if (enterpriseIds.length === 0) return say('noEngagement');
        return say('engagement', { title: title ?? '', until: expiresAt.slice(0, 10) });
      }
      default:
        return say('all');
    }
  };
  return [...new Set(grants.map(textOf))].join(' · ') || '—';
}

function UserForm(props: {
  readonly account: Account | null;
  onGenerated(generated: Generated): void;
  onClose(): void;
}) {
  const { account, onGenerated, onClose } = props;
  const say = useSay(USER_WORDS);
  const act = useAct(['users']);
  const submit = async ({ username, name, ...rest }: Record<string, unknown>) => {
    const roles = grantsOf(rest, account?.roles ?? [], Date.now());
    const before = account === null ? null : JSON.stringify(account.roles);
    // Unchanged roles are not sent: sending them would end the sessions of the account.
    const isSame = JSON.stringify(roles) === before;
    const body = { ...(account === null ? { username } : {}), name, ...(isSame ? {} : { roles }) };
    const path = account === null ? USERS : `${USERS}/${account.id}`;
    const method = account === null ? 'POST' : 'PATCH';
    const { password } = await ask<{ password?: string }>(path, {
      ...{ method, body: JSON.stringify(body) },
    });
    if (password !== undefined) onGenerated({ name: String(name), password });
    act.mutate({ run: () => Promise.resolve(), said: say('saved') });
  };
  return (
    <FormDrawer
      title={
        account === null
          ? say('addTitle')
          : say('changeTitle', { name: account.name || account.username })
      }
      specs={userFields(account === null)}
      initial={account === null ? {} : userValues(account)}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}

function Password({ of, onClose }: { readonly of: Generated; onClose(): void }) {
  const say = useSay(USER_WORDS);
  return (
    <Modal
      open
      title={say('passwordTitle')}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('understood')}
        </Button>
      }
      mask={{ closable: false }}
    >
      <p>{say('passwordOnce', { name: of.name })}</p>
      <Typography.Text code copyable data-testid="generated-password">
        {of.password}
      </Typography.Text>
    </Modal>
  );
}
