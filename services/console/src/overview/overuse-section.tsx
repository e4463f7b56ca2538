import { Link } from 'react-router';
import type { Schemas } from '../client/api.ts';
import { Section } from '../parts/page-head.tsx';
import { useSay } from '../settings/settings.tsx';
import { type AreaKey, writeAreaQuery } from './area-query.ts';
import { isOveruse } from './barometer.ts';
import { BudgetTable } from './budget-table.tsx';
import { OVERVIEW } from './words.ts';

const SHOWN = 8;

/** The enterprises that will use more than they were granted, the worst first. */
export function OveruseSection(props: {
  readonly answer: Schemas['AreaOverview'];
  readonly area: AreaKey | null;
}) {
  const say = useSay(OVERVIEW);
  const rows = props.answer.overuse.filter(isOveruse);
  const count = new Set(rows.map(({ enterpriseId }) => enterpriseId)).size;
  return (
    <Section title={say('overuse')}>
      <p className="secondary">{say('overuseText')}</p>
      <BudgetTable rows={rows.slice(0, SHOWN)} empty={say('noOveruse')} />
      {rows.length > 0 && (
        <p>
          <Link to={`/overview/budgets${writeAreaQuery({ area: props.area, filter: 'overuse' })}`}>
            {say('showAll', { count })}
          </Link>
        </p>
      )}
    </Section>
  );
}
