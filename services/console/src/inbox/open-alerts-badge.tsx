import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../client/api.ts';
import { useWords } from '../settings/settings.tsx';

const SHOWN_MAX = 99;

/** How many alerts wait to be verified; nothing where none does. */
export function OpenAlertsBadge() {
  const words = useWords();
  const counts = useQuery({
    queryKey: ['alert-counts', 'to-verify'],
    queryFn: () => {
      const query = { groupBy: 'severity', handling: 'new', condition: 'firing' } as const;
      return answerOf(api.GET('/api/v1/alert-counts', { params: { query } }));
    },
    retry: false,
  });
  const items = counts.data?.items ?? [];
  const count = items.reduce((sum, item) => sum + item.count, 0);
  if (count === 0) return null;
  const gravest = Math.max(...items.map(({ severityMax }) => severityMax));
  return (
    <span className={`menu-badge severity-${gravest}`}>
      {count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}
      <span className="visually-hidden">{words.say('alertsToVerify')}</span>
    </span>
  );
}
