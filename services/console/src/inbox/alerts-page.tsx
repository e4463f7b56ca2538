import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Grid } from 'antd';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { AlertFilters } from './alert-filters.tsx';
import { AlertGroups } from './alert-groups.tsx';
import './inbox.css';
import { alertFilter, type InboxQuery, readInboxQuery, writeInboxQuery } from './inbox-query.ts';
import { PagedAlerts } from './paged-alerts.tsx';
import { LiveMark } from './parts/live-mark.tsx';
import { ALERT_WORDS, SEVERITIES } from './words.ts';

/** Warnings and alarms that this person may see; what is looked for stands in the address. */
export function AlertsPage() {
  const say = useSay(ALERT_WORDS);
  const screens = Grid.useBreakpoint();
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => readInboxQuery(search), [search]);
  const change = (changed: Partial<InboxQuery>) =>
    setSearch(writeInboxQuery({ ...query, ...changed }), { replace: true });
  return (
    <>
      <PageHead title={say('inbox')}>
        <LiveMark />
      </PageHead>
      <SeverityCounts query={query} onChange={change} />
      {screens.md === false ? (
        <details className="add-part">
          <summary>{say('filters')}</summary>
          <AlertFilters query={query} onChange={change} />
        </details>
      ) : (
        <AlertFilters query={query} onChange={change} />
      )}
      {query.groupBy === 'none' ? (
        <PagedAlerts key={search.toString()} query={query} />
      ) : (
        <AlertGroups key={search.toString()} query={query} />
      )}
    </>
  );
}

/** How many there are of each level, whatever level is chosen; a click chooses it. */
function SeverityCounts(props: {
  readonly query: InboxQuery;
  onChange(change: Partial<InboxQuery>): void;
}) {
  const { query, onChange } = props;
  const { nameOf } = useWords();
  const say = useSay(ALERT_WORDS);
  const asked = alertFilter({ ...query, severity: null }, Date.now());
  const counts = useQuery({
    queryKey: ['alert-counts', 'severity', asked],
    queryFn: () => {
      const params = { query: { ...asked, groupBy: 'severity' as const } };
      return answerOf(api.GET('/api/v1/alert-counts', { params }));
    },
    placeholderData: keepPreviousData,
  });
  if (counts.data === undefined) return <div className="severity-counts" />;
  const countOf = (severity: number) =>
    counts.data.items.find(({ key }) => key === String(severity))?.count ?? 0;
  return (
    <fieldset className="severity-counts" aria-label={say('counts')}>
      {([3, 2, 1] as const).map((severity) => {
        const isChosen = query.severity === severity;
        return (
          <button
            key={severity}
            type="button"
            className={`severity-count severity-${severity}`}
            aria-pressed={isChosen}
            onClick={() => onChange({ severity: isChosen ? null : severity })}
          >
            {say('countOf', {
              level: nameOf(SEVERITIES, String(severity)),
              count: countOf(severity),
            })}
          </button>
        );
      })}
    </fieldset>
  );
}
