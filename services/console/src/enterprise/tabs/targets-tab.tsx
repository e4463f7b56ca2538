import { useState } from 'react';
import { formatInstant } from '../../parts/format.ts';
import { Section } from '../../parts/page-head.tsx';
import { PlainChoice } from '../../parts/plain-choice.tsx';
import { Answer, Nothing } from '../../parts/states.tsx';
import { useSay } from '../../settings/settings.tsx';
import { isRatio } from '../target-text.ts';
import { type TabProps, useStandings } from '../use-enterprise.ts';
import { ENTERPRISE } from '../words.ts';
import { MeasuresSection } from './measures-section.tsx';
import { TargetCard } from './target-card.tsx';
import { VersionsSection } from './versions-section.tsx';

const YEARS_BACK = 2;

/** The policy in force: how each target stands, the measures, and how versions differ. */
export function TargetsTab({ enterprise, today }: TabProps) {
  const say = useSay(ENTERPRISE);
  const thisYear = Number(today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const standings = useStandings(enterprise.id, year);
  const years = Array.from({ length: YEARS_BACK + 2 }, (_none, index) => thisYear + 1 - index);
  return (
    <>
      <div className="tab-filters no-print">
        <PlainChoice
          label={say('year')}
          value={String(year)}
          options={years.map((each) => ({ value: String(each), label: String(each) }))}
          onChange={(value) => setYear(Number(value))}
        />
      </div>
      <Answer of={standings} room="page">
        {(answer) => (
          <>
            {answer.targets.length === 0 && <Nothing text={say('noTargets')} />}
            {answer.targets
              .filter((target) => !isRatio(target))
              .map((target) => (
                <TargetCard key={target.id} target={target} enterprise={enterprise} today={today} />
              ))}
            {answer.dataThrough !== null && (
              <p className="secondary">
                {say('dataThrough', {
                  at: formatInstant(answer.dataThrough, enterprise.timeZone),
                  zone: enterprise.timeZone,
                })}
              </p>
            )}
          </>
        )}
      </Answer>
      <MeasuresSection enterprise={enterprise} year={year} today={today} />
      <Section title={say('versions')}>
        <VersionsSection enterprise={enterprise} year={year} />
      </Section>
    </>
  );
}
