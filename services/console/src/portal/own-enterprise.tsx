import { useQuery } from '@tanstack/react-query';
import { Select, Space, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answer, NoPermission } from '../parts/states.tsx';
import { useMe } from '../session/session.tsx';

/** The enterprise of who is signed in, and what their role lets pages offer; the api decides. */
export interface Own {
  readonly enterprise: Schemas['Enterprise'];
  readonly enterpriseId: string;
  readonly timeZone: string;
  readonly username: string;
  /** Fills in: ledger, certificates. */
  readonly isReporter: boolean;
  /** Checks and signs: ledger, corrections, applications. */
  readonly isReviewer: boolean;
}

const ENTERPRISES_MAX = 1_000;
const OWN_ROLES = ['enterprise-reporter', 'enterprise-reviewer'];

/**
 * A page about the own enterprise: title, name, and which one where a person has several. Everybody
 * else is told that the page is not theirs.
 */
export function OwnPage(props: {
  readonly title: string;
  readonly extra?: ReactNode;
  readonly children: (own: Own) => ReactNode;
}) {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const grants = me.roles.flatMap(({ role, scope }) =>
    scope.type === 'enterprise' && OWN_ROLES.includes(role) ? [{ role, id: scope.id }] : [],
  );
  const ids = [...new Set(grants.map(({ id }) => id))];
  const asked = search.get('enterprise');
  const enterpriseId = ids.find((id) => id === asked) ?? ids[0];
  const enterprise = useQuery({
    queryKey: ['enterprise', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId: enterpriseId ?? '' } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}', { params }));
    },
    enabled: enterpriseId !== undefined,
  });
  const names = useQuery({
    queryKey: ['own-enterprises'],
    queryFn: async () => {
      const params = { query: { limit: ENTERPRISES_MAX } };
      const { items } = await answerOf(api.GET('/api/v1/enterprises', { params }));
      return new Map(items.map(({ id, name }) => [id, name]));
    },
    enabled: ids.length > 1,
  });
  if (enterpriseId === undefined) return <NoPermission />;
  const has = (wanted: string) =>
    grants.some(({ role, id }) => role === wanted && id === enterpriseId);

  return (
    <>
      <PageHead title={props.title}>
        <Space wrap>
          {ids.length > 1 ? (
            <Select
              value={enterpriseId}
              aria-label={props.title}
              showSearch
              optionFilterProp="label"
              popupMatchSelectWidth={false}
              options={ids.map((id) => ({ value: id, label: names.data?.get(id) ?? id }))}
              onChange={(id) => setSearch({ enterprise: id })}
            />
          ) : (
            <Typography.Text type="secondary">{enterprise.data?.name}</Typography.Text>
          )}
          {props.extra}
        </Space>
      </PageHead>
      <Answer of={enterprise}>
        {(found) =>
          props.children({
            enterprise: found,
            enterpriseId,
            timeZone: found.timeZone,
            username: me.username,
            isReporter: has('enterprise-reporter'),
            isReviewer: has('enterprise-reviewer'),
          })
        }
      </Answer>
    </>
  );
}
