import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Descriptions, Tag } from 'antd';
import { answerOf, api } from '../client/api.ts';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ROLES } from '../words/codes.ts';
import { PasswordForm } from './password-form.tsx';
import { useMe } from './session.tsx';
import { ACCOUNT_WORDS } from './words.ts';

const SESSIONS = ['own-sessions'] as const;

/** One's own account: who one is here, the password, and where one is signed in. */
export function AccountPage() {
  const words = useWords();
  const say = useSay(ACCOUNT_WORDS);
  const me = useMe();
  const client = useQueryClient();
  const roles = me.roles.map(({ role }) => words.nameOf(ROLES, role)).join(' · ');
  return (
    <>
      <PageHead title={say('title')} />
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { key: 'username', label: say('username'), children: me.username },
          { key: 'name', label: say('name'), children: me.name || '—' },
          { key: 'roles', label: say('roles'), children: roles || '—' },
        ]}
      />
      <p className="secondary">{say('notRight')}</p>
      <Section title={say('sessionsSection')}>
        <p className="secondary">{say('sessionsHint')}</p>
        <OwnSessions />
      </Section>
      <Section title={say('passwordSection')}>
        <p className="secondary">{say('passwordHint')}</p>
        <div className="narrow-form-page">
          <PasswordForm
            onChanged={() => void client.invalidateQueries({ queryKey: [...SESSIONS] })}
          />
        </div>
      </Section>
    </>
  );
}

function OwnSessions() {
  const say = useSay(ACCOUNT_WORDS);
  const act = useAct(SESSIONS);
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: () => answerOf(api.GET('/api/v1/auth/sessions')),
    staleTime: 0,
  });
  const zone = browserZone();
  const at = (iso: string) => formatInstant(iso, zone);
  const endOthers = () =>
    act.mutate({
      run: () => answerOf(api.POST('/api/v1/auth/sessions/end-others')),
      said: say('ended', { count: (sessions.data?.items.length ?? 1) - 1 }),
    });
  return (
    <Answer of={sessions}>
      {({ items }) => (
        <>
          <DataTable<(typeof items)[number]>
            rowKey={({ startedAt, address }) => `${startedAt} ${address}`}
            rows={items}
            empty={say('none')}
            columns={[
              {
                title: say('address'),
                render: (_value, { address, isOwn }) => (
                  <>
                    {address} {isOwn && <Tag color="blue">{say('here')}</Tag>}
                  </>
                ),
              },
              { title: say('startedAt'), dataIndex: 'startedAt', className: 'number', render: at },
              {
                title: say('lastSeenAt'),
                dataIndex: 'lastSeenAt',
                className: 'number',
                render: at,
              },
              { title: say('expiresAt'), dataIndex: 'expiresAt', className: 'number', render: at },
            ]}
          />
          {items.some(({ isOwn }) => !isOwn) && (
            <Button danger style={{ marginTop: 12 }} loading={act.isPending} onClick={endOthers}>
              {say('endOthers')}
            </Button>
          )}
        </>
      )}
    </Answer>
  );
}
