import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Pager, usePaging } from '../parts/pager.tsx';
import { PlainChoice } from '../parts/plain-choice.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay } from '../settings/settings.tsx';
import { AreaAlertList } from './area-alert-list.tsx';
import { AREA_WORDS } from './words.ts';

const PAGE_ROWS = 50;
const SHOWN = ['open', 'all'] as const;

/** Warnings of the regions and parks that this official looks after as a whole. */
export function AreaAlertsPage() {
  const say = useSay(AREA_WORDS);
  const [search, setSearch] = useSearchParams();
  const shown = SHOWN.find((each) => each === search.get('show')) ?? 'open';
  const paging = usePaging();
  const { after } = paging;
  const alerts = useQuery({
    queryKey: ['area-alerts', shown, after],
    queryFn: () => {
      const which = shown === 'open' ? { condition: 'firing' as const } : {};
      const cursor = after === undefined ? {} : { after };
      const query = { limit: PAGE_ROWS, ...which, ...cursor };
      return answerOf(api.GET('/api/v1/area-alerts', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title={say('areaAlerts')}>
        <PlainChoice
          label={say('showFilter')}
          value={shown}
          options={SHOWN.map((value) => ({ value, label: say(`show-${value}`) }))}
          onChange={(value) => {
            paging.reset();
            setSearch(value === 'open' ? {} : { show: value }, { replace: true });
          }}
        />
      </PageHead>
      <p className="secondary">{say('areaAlertsIntro')}</p>
      <Answer of={alerts}>
        {({ items, next }) => (
          <>
            <AreaAlertList alerts={items} />
            <Pager paging={paging} next={next} />
          </>
        )}
      </Answer>
    </>
  );
}
