import { Tag, Timeline, Typography } from 'antd';
import { formatInstant } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { usePeople } from '../parts/people.tsx';
import { Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Revision } from './ledger-data.ts';
import { LEDGER, LEDGER_ACTIONS, LEDGER_SOURCES, LEDGER_STATES } from './words.ts';

/** Every revision of a month with its steps, the newest first. */
export function LedgerHistory(props: {
  readonly revisions: readonly Revision[];
  readonly timeZone: string;
}) {
  const { revisions, timeZone } = props;
  const words = useWords();
  const people = usePeople();
  const say = useSay(LEDGER);
  return (
    <Section title={say('history')}>
      {revisions.length === 0 && <Nothing text={say('noHistory')} />}
      {revisions.toReversed().map((revision) => (
        <div key={revision.revision} style={{ marginBottom: 12 }}>
          <Typography.Paragraph strong>
            {say('revisionValue', { count: revision.revision })} ·{' '}
            {words.nameOf(LEDGER_SOURCES, revision.source)}{' '}
            <Tag>{words.nameOf(LEDGER_STATES, revision.state)}</Tag>
            {revision.counting && <Tag color="success">{say('counting')}</Tag>}
          </Typography.Paragraph>
          {revision.reason !== '' && <p>{revision.reason}</p>}
          <Timeline
            items={revision.steps.map(({ action, recordedBy, recordedAt, note }) => ({
              content: (
                <>
                  {say('stepLine', {
                    action: words.nameOf(LEDGER_ACTIONS, action),
                    by: people.nameOf(recordedBy),
                    at: formatInstant(recordedAt, timeZone),
                  })}
                  {note !== '' && <div>{note}</div>}
                </>
              ),
            }))}
          />
        </div>
      ))}
    </Section>
  );
}
