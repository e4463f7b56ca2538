import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../client/api.ts';
import { Pager, usePaging } from '../parts/pager.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay } from '../settings/settings.tsx';
import { alertFilter, type InboxQuery } from './inbox-query.ts';
import { AlertList } from './parts/alert-list.tsx';
import { ALERT_WORDS } from './words.ts';

const PAGE_ROWS = 25;

/** One page after the other; a new alert stands on top of the first as soon as it is there. */
export function PagedAlerts({ query }: { readonly query: InboxQuery }) {
  const say = useSay(ALERT_WORDS);
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
  return (
    <Answer of={page}>
      {({ items, next }) => (
        <>
          <AlertList alerts={items} empty={say('noAlerts')} isBusy={page.isPlaceholderData} />
          <Pager paging={paging} next={next} />
        </>
      )}
    </Answer>
  );
}
