import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { Answer, Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { inHeldOrder } from './held-list.ts';
import { alertFilter, type InboxQuery } from './inbox-query.ts';
import { PagedAlerts } from './paged-alerts.tsx';
import { SeverityMark } from './parts/alert-marks.tsx';
import { ALERT_WORDS, RULES } from './words.ts';

/** The same alerts by enterprise or by rule: most first, each opened where it stands. */
export function AlertGroups({ query }: { readonly query: InboxQuery }) {
  const say = useSay(ALERT_WORDS);
  const groupBy = query.groupBy === 'rule' ? 'rule' : 'enterprise';
  const asked = { ...alertFilter(query, Date.now()), groupBy } as const;
  const groups = useQuery({
    queryKey: ['alert-counts', 'groups', asked],
    queryFn: () => answerOf(api.GET('/api/v1/alert-counts', { params: { query: asked } })),
    placeholderData: keepPreviousData,
  });
  const [order, setOrder] = useState<readonly string[]>([]);
  const shown = inHeldOrder(groups.data?.items ?? [], order);
  // Counts go on changing; the groups stay where they are for who reads them.
  if (shown.length !== order.length) setOrder(shown.map(({ key }) => key));
  return (
    <Answer of={groups}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing text={say('noAlerts')} />
        ) : (
          shown.map((group) => <Group key={group.key} group={group} query={query} />)
        )
      }
    </Answer>
  );
}

function Group(props: {
  readonly group: { key: string; name: string | null; count: number; severityMax: number };
  readonly query: InboxQuery;
}) {
  const { group, query } = props;
  const { nameOf } = useWords();
  const [isOpen, setOpen] = useState(false);
  const isRule = query.groupBy === 'rule';
  const inside: InboxQuery = {
    ...{ ...query, groupBy: 'none' },
    ...(isRule ? { rules: [group.key] } : { enterpriseId: group.key }),
  };
  return (
    <details className="alert-group" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <SeverityMark severity={group.severityMax} />
        <strong>{isRule ? nameOf(RULES, group.key) : (group.name ?? group.key)}</strong>
        <span className="number">{group.count}</span>
      </summary>
      {isOpen && <PagedAlerts query={inside} />}
    </details>
  );
}
