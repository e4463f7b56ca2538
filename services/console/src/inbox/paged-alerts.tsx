import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { answerOf, api } from '../client/api.ts';
import { Pager, usePaging } from '../parts/pager.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay } from '../settings/settings.tsx';
import { alertFilter, type InboxQuery } from './inbox-query.ts';
import { AlertList } from './parts/alert-list.tsx';
import { useHeldList } from './use-held-list.ts';
import { ALERT_WORDS } from './words.ts';

const PAGE_ROWS = 25;

/**
 * One page after the other. Rows stay where they are while somebody reads: new alerts are counted on a
 * button and stand on top once it is pressed.
 */
export function PagedAlerts({ query }: { readonly query: InboxQuery }) {
  const say = useSay(ALERT_WORDS);
  const list = useRef<HTMLDivElement>(null);
  const paging = usePaging();
  const { after } = paging;
  const asked = {
    ...alertFilter(query, Date.now()),
    ...{ sort: query.sort, limit: PAGE_ROWS },
    ...(after === undefined ? {} : { after }),
  };
  const page = useQuery({
    queryKey: ['alerts', asked],
    queryFn: () => answerOf(api.GET('/api/v1/alerts', { params: { query: asked } })),
    placeholderData: keepPreviousData,
  });
  const { held, show } = useHeldList(page, JSON.stringify(asked), PAGE_ROWS);
  const showNew = () => {
    show();
    // The button is gone with what it announced; the keyboard goes on in the list.
    requestAnimationFrame(() => {
      list.current?.scrollIntoView({ block: 'nearest' });
      list.current?.querySelector<HTMLElement>('[data-row]')?.focus();
    });
  };
  return (
    <Answer of={page}>
      {({ items, next }) => (
        <div ref={list} className="held-list">
          {held !== undefined && (
            <NewAlerts newCount={held.newCount} goneCount={held.goneIds.size} onShow={showNew} />
          )}
          <AlertList
            alerts={held?.rows ?? items}
            goneIds={held?.goneIds}
            empty={say('noAlerts')}
            isBusy={page.isPlaceholderData}
          />
          <Pager paging={paging} next={held === undefined ? next : held.next} />
        </div>
      )}
    </Answer>
  );
}

/** What happened to the list since it was opened; it lies over the head of the list and moves nothing. */
function NewAlerts(props: {
  readonly newCount: number;
  readonly goneCount: number;
  onShow(): void;
}) {
  const { newCount, goneCount, onShow } = props;
  const say = useSay(ALERT_WORDS);
  if (newCount === 0 && goneCount === 0) return null;
  const count = newCount >= PAGE_ROWS ? `${PAGE_ROWS}+` : newCount;
  return (
    <div className="held-news no-print">
      <Button type="primary" shape="round" onClick={onShow}>
        {newCount > 0 ? say('showNew', { count }) : say('showChanged', { count: goneCount })}
      </Button>
    </div>
  );
}
