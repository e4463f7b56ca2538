import { Link } from 'react-router';
import type { Schemas } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatNumber, formatShare } from '../parts/format.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { levelOf } from '../parts/levels.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { BASES } from '../words/codes.ts';
import { unitText } from './energy-section.tsx';
import { METRICS, NOT_JUDGED, OVERVIEW } from './words.ts';

type Row = Schemas['BudgetRow'];

/** Budgets of enterprises with what the year comes to; each name leads to the enterprise's targets. */
export function BudgetTable({
  rows,
  empty,
}: {
  readonly rows: readonly Row[];
  readonly empty: string;
}) {
  const { language, nameOf } = useWords();
  const say = useSay(OVERVIEW);
  const right = { align: 'right', className: 'number' } as const;
  const amount = (value: number | null | undefined) => formatNumber(value, language, 0);
  const share = (value: number | null) => (value === null ? '—' : formatShare(value, language));
  return (
    <DataTable<Row>
      rowKey={({ enterpriseId, targetId, period }) => `${enterpriseId} ${targetId} ${period}`}
      rows={rows}
      label={say('overuse')}
      empty={empty}
      columns={[
        {
          title: say('level'),
          render: (_value, { severity, actual }) => (
            <LevelMark level={actual === null ? null : levelOf(severity)} />
          ),
        },
        {
          title: say('enterprise'),
          dataIndex: 'name',
          compare: (one, other) => one.name.localeCompare(other.name, 'zh'),
          className: 'enterprise-name',
          render: (name: string, { enterpriseId }) => (
            <Link to={`/enterprises/${enterpriseId}?tab=targets`}>{name}</Link>
          ),
        },
        {
          title: say('target'),
          key: 'target',
          className: 'budget-target',
          render: (_value, { metric, basis, unit, period }) =>
            say('targetText', {
              metric: nameOf(METRICS, metric),
              period,
              about: [unitText(unit), ...(basis === null ? [] : [nameOf(BASES, basis)])].join(
                language === 'zh' ? '，' : ', ',
              ),
            }),
        },
        { title: say('limit'), key: 'limit', ...right, render: (_value, row) => amount(row.limit) },
        { title: say('used'), key: 'used', ...right, render: (_value, row) => amount(row.actual) },
        {
          title: say('progress'),
          key: 'progress',
          ...right,
          compare: (one, other) => (one.progressRatio ?? -1) - (other.progressRatio ?? -1),
          render: (_value, row) => share(row.progressRatio),
        },
        {
          title: say('forecast'),
          key: 'forecast',
          ...right,
          render: (_value, { forecast, limit }) =>
            forecast === null || limit === null ? (
              '—'
            ) : (
              <Interval forecast={forecast} limit={limit} />
            ),
        },
        {
          title: say('forecastOver'),
          key: 'over',
          ...right,
          compare: (one, other) => (one.forecastRatio ?? -1) - (other.forecastRatio ?? -1),
          render: (_value, row) => share(row.forecastRatio),
        },
        {
          title: say('settledThrough'),
          key: 'settled',
          className: 'number',
          render: (_value, { settledThrough, stoppedBy }) => (
            <>
              {settledThrough ?? '—'}
              {stoppedBy !== null && stoppedBy.reason !== 'too-early' && (
                <>
                  <br />
                  <small className="secondary">
                    {say('stopped', {
                      month: stoppedBy.month,
                      reason: nameOf(NOT_JUDGED, stoppedBy.reason),
                    })}
                  </small>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

/** A forecast in figures, and as a bar against the limit, which is the line in it. */
function Interval(props: {
  readonly forecast: { readonly low: number; readonly point: number; readonly high: number };
  readonly limit: number;
}) {
  const { forecast, limit } = props;
  const { language } = useWords();
  const say = useSay(OVERVIEW);
  const amount = (value: number) => formatNumber(value, language, 0);
  // The bar spans 70 % to 130 % of the limit.
  const at = (value: number) => Math.min(100, Math.max(0, ((value / limit - 0.7) / 0.6) * 100));
  const [low, high] = [at(forecast.low), at(forecast.high)];
  return (
    <span className="forecast">
      {amount(forecast.point)}
      <small className="secondary">
        {say('forecastRange', { low: amount(forecast.low), high: amount(forecast.high) })}
      </small>
      <span className="forecast-bar" aria-hidden="true">
        <span
          className={forecast.point > limit ? 'is-over' : ''}
          style={{ left: `${low}%`, width: `${Math.max(2, high - low)}%` }}
        />
      </span>
    </span>
  );
}
