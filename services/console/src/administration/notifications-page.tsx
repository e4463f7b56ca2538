import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../settings/settings.tsx';
import { Channels } from './channels.tsx';
import { Contacts } from './contacts.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { NOTIFICATION_WORDS } from './notification-words.ts';
import { Silences } from './silences.tsx';

/** Who is told by which way, what is kept back, and what became of it. */
export function NotificationsPage() {
  const say = useSay(NOTIFICATION_WORDS);
  const [search, setSearch] = useSearchParams();
  return (
    <>
      <PageHead title={say('title')} />
      <p>{say('intro')}</p>
      <Tabs
        activeKey={search.get('tab') ?? 'channels'}
        onChange={(tab) => setSearch({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: 'channels', label: say('channels'), children: <Channels /> },
          { key: 'contacts', label: say('contacts'), children: <Contacts /> },
          { key: 'silences', label: say('silences'), children: <Silences /> },
          { key: 'log', label: say('log'), children: <DeliveryLog /> },
        ]}
      />
    </>
  );
}
