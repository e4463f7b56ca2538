import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Grid } from 'antd';
import { ask } from '../client/api.ts';
import { useAct } from '../forms/use-act.ts';
import { DataTable } from '../parts/data-table.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { Answer } from '../parts/states.tsx';
import { useSay } from '../settings/settings.tsx';
import type { Account } from './user-form.ts';
import { USER_WORDS } from './words.ts';

interface Session {
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly address: string;
}

/** Where somebody is signed in, with a button that ends it. */
export function UserSessions({ account, onClose }: { readonly account: Account; onClose(): void }) {
  const say = useSay(USER_WORDS);
  const screens = Grid.useBreakpoint();
  const path = `/api/v1/users/${account.id}/sessions`;
  const sessions = useQuery({
    queryKey: ['user-sessions', account.id],
    queryFn: () => ask<{ items: readonly Session[] }>(path),
    staleTime: 0,
  });
  const act = useAct(['user-sessions', account.id]);
  const zone = browserZone();
  const at = (iso: string) => formatInstant(iso, zone);
  return (
    <Drawer
      open
      onClose={onClose}
      title={say('sessionsOf', { name: account.name || account.username })}
      size={screens.sm === false ? '100%' : 560}
    >
      <Answer of={sessions}>
        {({ items }) => (
          <>
            <DataTable<Session>
              rowKey={({ startedAt, address }) => `${startedAt} ${address}`}
              rows={items}
              empty={say('noSessions')}
              columns={[
                {
                  title: say('startedAt'),
                  dataIndex: 'startedAt',
                  className: 'number',
                  render: at,
                },
                {
                  title: say('lastSeenAt'),
                  dataIndex: 'lastSeenAt',
                  className: 'number',
                  render: at,
                },
                { title: say('address'), dataIndex: 'address' },
              ]}
            />
            {items.length > 0 && (
              <Button
                danger
                style={{ marginTop: 12 }}
                loading={act.isPending}
                onClick={() =>
                  act.mutate({
                    run: () => ask(`${path}/end`, { method: 'POST' }),
                    said: say('ended', { count: items.length }),
                  })
                }
              >
                {say('endSessions')}
              </Button>
            )}
          </>
        )}
      </Answer>
    </Drawer>
  );
}
