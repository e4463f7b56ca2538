import { Link } from 'react-router';
import { formatNumber, formatShare } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { type AreaKey, type DutyResult, writeDutyQuery } from './area-query.ts';
import type { useOverview } from './use-area.ts';
import { OVERVIEW } from './words.ts';

/** How many met their duty to report this month. */
export function DutySection(props: {
  readonly area: AreaKey | null;
  readonly overview: ReturnType<typeof useOverview>;
}) {
  const { area, overview } = props;
  const { language } = useWords();
  const say = useSay(OVERVIEW);
  const counted = (count: number, result: DutyResult) => (
    <Link to={`/overview/duty${writeDutyQuery(area, result)}`}>
      {formatNumber(count, language)}
    </Link>
  );
  return (
    <Section title={say('duty')}>
      <Answer of={overview}>
        {({ dataDuty }) => {
          if (dataDuty === null) return <p className="secondary">{say('dutyHidden')}</p>;
          const { month, metRatio, metCount, notMetCount, exemptCount, notJudgedCount } = dataDuty;
          if (metRatio === null && exemptCount === 0) return <Nothing text={say('noDuty')} />;
          return (
            <dl className="figure-list">
              <dt>{say('dutyMonth', { month })}</dt>
              <dd>{metRatio === null ? '—' : formatShare(metRatio, language)}</dd>
              <dt>{say('met')}</dt>
              <dd>{counted(metCount, 'met')}</dd>
              <dt>{say('notMet')}</dt>
              <dd>{counted(notMetCount, 'not-met')}</dd>
              <dt>{say('exempt')}</dt>
              <dd>{counted(exemptCount, 'exempt')}</dd>
              <dt>{say('notJudged')}</dt>
              <dd>{counted(notJudgedCount, 'not-judged')}</dd>
            </dl>
          );
        }}
      </Answer>
    </Section>
  );
}
