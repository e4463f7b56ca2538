import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatNumber } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { VERIFICATION } from './words.ts';

type Root = Schemas['SignedRoot'];
const SHOWN_MAX = 31;

/** The signed ends of both logs by day, to be taken out of the house. */
export function SignedRoots() {
  const { language } = useWords();
  const say = useSay(VERIFICATION);
  const roots = useQuery({
    queryKey: ['signed-roots'],
    queryFn: () =>
      answerOf(api.GET('/api/v1/signed-roots', { params: { query: { limit: SHOWN_MAX } } })),
  });
  const count = (value: number) => formatNumber(value, language);
  return (
    <Section title={say('signedRoots')}>
      <p>{say('signedRootsIntro')}</p>
      <p className="secondary">{say('signedRootsHow')}</p>
      <Answer of={roots}>
        {({ items }) => (
          <DataTable<Root>
            rowKey={({ document }) => document.number}
            rows={items}
            label={say('signedRoots')}
            empty={say('noRoots')}
            columns={[
              {
                title: say('date'),
                className: 'number',
                render: (_value, { document: { date } }) => (
                  <a href={`/api/v1/signed-roots/${date}`} download={`root-${date}.json`}>
                    {date}
                  </a>
                ),
              },
              {
                title: say('auditEnd'),
                align: 'right',
                className: 'number',
                render: (_value, { document }) => count(document.auditLog.sequence),
              },
              {
                title: say('journalEnd'),
                render: (_value, { document }) =>
                  document.gateways.map(({ gateway, head }) => (
                    <div key={gateway}>
                      {head === null
                        ? say('noEnd', { gateway })
                        : say('journalEndOf', { gateway, sequence: count(head.sequence) })}
                    </div>
                  )),
              },
              { title: say('fingerprint'), dataIndex: 'sha256', className: 'fingerprint' },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}
