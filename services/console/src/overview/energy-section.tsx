import { Link } from 'react-router';
import type { Schemas } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatNumber, formatShare } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ACCOUNTS, BASES } from '../words/codes.ts';
import { type AreaKey, type AreaQuery, writeAreaQuery } from './area-query.ts';
import { METRICS, OVERVIEW } from './words.ts';

type Sum = Schemas['BudgetSum'];

/** Energy of the year so far in the chosen account, and the budgets of each kind added up. */
export function EnergySection(props: {
  readonly answer: Schemas['AreaOverview'];
  readonly area: AreaKey | null;
  readonly account: AreaQuery['account'];
}) {
  const { answer, area, account } = props;
  const { language, nameOf } = useWords();
  const say = useSay(OVERVIEW);
  const { total } = answer;
  const budgets = `/overview/budgets${writeAreaQuery({ area })}`;
  const figure = (name: 'tceCalorific' | 'tcePrimary' | 'tco2', unit: string) => {
    const value = total[name];
    return value === null
      ? {
          text: '—',
          note: say('knownPart', {
            value: `${formatNumber(total.known[name], language, 0)} ${unit}`,
          }),
        }
      : { text: `${formatNumber(value, language, 0)} ${unit}`, note: null };
  };
  const cards = [
    { title: say('primary'), ...figure('tcePrimary', 'tce') },
    { title: say('calorific'), ...figure('tceCalorific', 'tce') },
    { title: 'CO₂', ...figure('tco2', 'tCO₂') },
  ];
  return (
    <Section title={say('energy')}>
      <p className="secondary">{say('energyToDate', { account: nameOf(ACCOUNTS, account) })}</p>
      <div className="figure-cards">
        {cards.map(({ title, text, note }) => (
          <div key={title} className="figure-card">
            <span className="secondary">{title}</span>
            <Link className="figure-value number" to={budgets}>
              {text}
            </Link>
            {note !== null && <small className="secondary">{note}</small>}
          </div>
        ))}
      </div>
      <p className="secondary">
        {say('coverage', total.enterprises)} ·{' '}
        {say('completeness', {
          share: formatShare(total.completeness, language),
          estimated: formatShare(total.estimatedShare, language),
        })}
      </p>
      <BudgetSums sums={answer.budgets} to={budgets} />
    </Section>
  );
}

function BudgetSums({ sums, to }: { readonly sums: readonly Sum[]; readonly to: string }) {
  const { language, nameOf, noted } = useWords();
  const say = useSay(OVERVIEW);
  const right = { align: 'right', className: 'number' } as const;
  const amount = (value: number | null | undefined) => formatNumber(value, language, 0);
  return (
    <DataTable<Sum>
      rowKey={({ metric, basis, account, period }) => `${metric} ${basis} ${account} ${period}`}
      rows={sums}
      label={say('budget')}
      empty={say('noBudgets')}
      columns={[
        {
          title: say('budget'),
          render: (_value, { metric, basis, account, period, unit }) => (
            <>
              {noted(nameOf(METRICS, metric), unitText(unit))}
              <br />
              <small className="secondary">
                {[period, account && nameOf(ACCOUNTS, account), basis && nameOf(BASES, basis)]
                  .filter((part) => part !== null && part !== '')
                  .join(' · ')}
              </small>
            </>
          ),
        },
        {
          title: say('enterprisesWord'),
          key: 'count',
          render: (_value, { enterpriseCount, unknownCount }) => (
            <Link to={to}>
              {say('budgetsOf', { count: enterpriseCount, unknown: unknownCount })}
            </Link>
          ),
        },
        { title: say('limit'), key: 'limit', ...right, render: (_value, row) => amount(row.limit) },
        { title: say('used'), key: 'used', ...right, render: (_value, row) => amount(row.actual) },
        {
          title: say('planned'),
          key: 'planned',
          ...right,
          render: (_value, row) => amount(row.plannedToDate),
        },
        {
          title: say('progress'),
          key: 'progress',
          ...right,
          render: (_value, { progressRatio }) =>
            progressRatio === null ? '—' : formatShare(progressRatio, language),
        },
        {
          title: say('forecast'),
          key: 'forecast',
          ...right,
          render: (_value, { forecast }) =>
            forecast === null ? (
              '—'
            ) : (
              <>
                {amount(forecast.point)}
                <br />
                <small className="secondary">
                  {say('forecastRange', { low: amount(forecast.low), high: amount(forecast.high) })}
                </small>
              </>
            ),
        },
      ]}
    />
  );
}

/** A unit as it is written. */
export function unitText(unit: string): string {
  return unit === 'tCO2' ? 'tCO₂' : unit;
}
