import { PageHead } from '../parts/page-head.tsx';
import { TabBar } from '../parts/tab-bar.tsx';
import { useSay } from '../settings/settings.tsx';
import { Channels } from './channels.tsx';
import { Contacts } from './contacts.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { NOTIFICATION_WORDS } from './notification-words.ts';
import { Silences } from './silences.tsx';

/** Who is told by which way, what is kept back, and what became of it. */
export function NotificationsPage() {
  const say = useSay(NOTIFICATION_WORDS);
  return (
    <>
      <PageHead title={say('title')} />
      <p>{say('intro')}</p>
      <TabBar
        label={say('title')}
        parameter="tab"
        tabs={[
          { key: 'channels', label: say('channels'), content: <Channels /> },
          { key: 'contacts', label: say('contacts'), content: <Contacts /> },
          { key: 'silences', label: say('silences'), content: <Silences /> },
          { key: 'log', label: say('log'), content: <DeliveryLog /> },
        ]}
      />
    </>
  );
}
