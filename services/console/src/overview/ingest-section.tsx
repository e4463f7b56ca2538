import { Link } from 'react-router';
import { formatNumber } from '../parts/format.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { useIngestHealth } from './use-area.ts';
import { OVERVIEW, PLATFORM_PARTS } from './words.ts';

/** Whether what comes in is accounted for, what waits, and whether the platform is whole. */
export function IngestSection() {
  const { language, nameOf, list } = useWords();
  const say = useSay(OVERVIEW);
  const health = useIngestHealth();
  return (
    <Section title={say('ingest')}>
      <Answer of={health}>
        {({ accounting, quarantine, ready }) => {
          const { messages, enterprises } = accounting;
          const open = enterprises.filter(({ balanced }) => !balanced).length;
          const isWhole = open === 0 && (messages === null || messages.balanced);
          const stored = enterprises.reduce((sum, row) => sum + row.stored, 0);
          const waiting = formatNumber(quarantine.items.length, language);
          const isMore = quarantine.next !== undefined;
          const down = Object.entries(ready ?? {}).filter(([, isReady]) => !isReady);
          const downNames = list(down.map(([name]) => nameOf(PLATFORM_PARTS, name)));
          return (
            <dl className="figure-list">
              <dt>{say('platform')}</dt>
              <dd>
                {ready === null ? (
                  <LevelMark level={null} text={say('platformUnknown')} />
                ) : (
                  <LevelMark
                    level={down.length === 0 ? 0 : 3}
                    text={
                      down.length === 0
                        ? say('platformReady')
                        : say('platformDown', { parts: downNames })
                    }
                  />
                )}
              </dd>
              <dt>{say('ingestBalanced')}</dt>
              <dd>
                <Link to={`/accounting?date=${accounting.date}`}>
                  <LevelMark
                    level={isWhole ? 0 : 3}
                    text={isWhole ? say('balanced') : say('unbalanced', { count: open })}
                  />
                </Link>
              </dd>
              <dt>{say('readings')}</dt>
              <dd>
                <Link to={`/accounting?date=${accounting.date}`}>
                  {formatNumber(stored, language)}
                </Link>
              </dd>
              {messages !== null && (
                <>
                  <dt>{say('inFlight')}</dt>
                  <dd>{formatNumber(messages.inFlight, language)}</dd>
                </>
              )}
              <dt>{say('quarantined')}</dt>
              <dd>
                <Link to="/quarantine">{isMore ? say('more', { count: waiting }) : waiting}</Link>
              </dd>
            </dl>
          );
        }}
      </Answer>
    </Section>
  );
}
