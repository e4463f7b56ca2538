import { useMemo } from 'react';
import { Link } from 'react-router';
import { NOT_JUDGED } from '../../overview/words.ts';
import { Chart } from '../../parts/charts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { formatNumber, formatShare } from '../../parts/format.ts';
import { LevelMark } from '../../parts/level-mark.tsx';
import { levelOf } from '../../parts/levels.ts';
import { useSay, useWords } from '../../settings/settings.tsx';
import { ACCOUNTS, BASES } from '../../words/codes.ts';
import { cumulativeOption, monthlyOption } from '../budget-chart.ts';
import { currentPeriod, issuedText, lastDayOf, leftOfMonth } from '../target-text.ts';
import type { Enterprise, StandingPeriod, StandingTarget } from '../use-enterprise.ts';
import { ENTERPRISE, FORECAST_METHODS, MONTH_STATES, PLAN_METHODS, RULE_NAMES } from '../words.ts';

/** One budget: who issued it, how it stands, by month and as a sum, and what the rules say. */
export function TargetCard(props: {
  readonly target: StandingTarget;
  readonly enterprise: Enterprise;
  readonly today: string;
}) {
  const { target, enterprise, today } = props;
  const { nameOf, noted, language } = useWords();
  const say = useSay(ENTERPRISE);
  const period = currentPeriod(target.periods);
  const unit = target.unit === 'tCO2' ? 'tCO₂' : target.unit;
  const provenance = [
    issuedText(target, say),
    target.account === null ? null : nameOf(ACCOUNTS, target.account),
    target.basis === null ? null : nameOf(BASES, target.basis),
    target.factorSet === null ? null : say('factorSet', { set: target.factorSet }),
  ];
  return (
    <section className="target">
      <h3>
        <span>
          {noted(
            target.title ?? target.id,
            [period?.name ?? '', unit]
              .filter((part) => part !== '')
              .join(language === 'zh' ? '，' : ', '),
          )}
        </span>
        {period !== undefined && (
          <LevelMark level={period.actual === null ? null : levelOf(period.severity)} />
        )}
      </h3>
      <p className="secondary">{provenance.filter((part) => part !== null).join(' · ')}</p>
      {period === undefined ? (
        <p>{say('noPeriods')}</p>
      ) : (
        <>
          <Standing target={target} period={period} unit={unit} today={today} />
          <Charts title={target.title ?? target.id} period={period} unit={unit} />
          <MonthsTable period={period} target={target} enterprise={enterprise} />
          <Judgements period={period} />
        </>
      )}
    </section>
  );
}

function Standing(props: {
  readonly target: StandingTarget;
  readonly period: StandingPeriod;
  readonly unit: string;
  readonly today: string;
}) {
  const { target, period, unit, today } = props;
  const { language, nameOf, noted } = useWords();
  const say = useSay(ENTERPRISE);
  const amount = (value: number | null) =>
    value === null ? '—' : `${formatNumber(value, language, 1)} ${unit}`;
  const left = (value: number | null) =>
    value !== null && value < 0 ? say('overBy', { value: amount(-value) }) : amount(value);
  const month = leftOfMonth(period, today);
  const { forecast, stoppedBy } = period;
  const facts: (readonly [string, string])[] = [
    [say('limit'), amount(period.limit)],
    [say('used'), amount(period.actual)],
    [say('plannedToDate'), amount(period.plannedToDate)],
    [
      say('progress'),
      period.progressRatio === null ? '—' : formatShare(period.progressRatio, language),
    ],
    [say('leftYear'), left(period.remaining)],
    ...(month === null
      ? []
      : ([[say('leftMonth', { month: month.month }), left(month.left)]] as const)),
    [
      say('forecast'),
      forecast === null
        ? '—'
        : noted(
            amount(forecast.point),
            say('range', {
              low: formatNumber(forecast.low, language, 1),
              high: formatNumber(forecast.high, language, 1),
            }),
          ),
    ],
    [
      say('settledThrough', { month: period.settledThrough ?? '' }).trim(),
      stoppedBy === null
        ? '—'
        : say('stoppedBy', {
            month: stoppedBy.month,
            reason: nameOf(NOT_JUDGED, stoppedBy.reason),
          }),
    ],
  ];
  const { planMethod, forecastMethod } = period;
  const { baseline } = target;
  const methods = [
    planMethod === null ? null : say('planMethod', { method: nameOf(PLAN_METHODS, planMethod) }),
    forecastMethod === null
      ? null
      : say('forecastMethod', { method: nameOf(FORECAST_METHODS, forecastMethod) }),
    baseline === null
      ? null
      : say('baseline', { year: baseline.year, value: amount(baseline.value) }),
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="secondary">{methods.filter((part) => part !== null).join(' · ')}</p>
    </>
  );
}

function Charts(props: {
  readonly title: string;
  readonly period: StandingPeriod;
  readonly unit: string;
}) {
  const { title, period, unit } = props;
  const words = useWords();
  const { language } = words;
  const say = useSay(ENTERPRISE);
  const options = useMemo(() => {
    const sayHere = words.sayOf(ENTERPRISE);
    const names = {
      ...{ actual: sayHere('actual'), plan: sayHere('plan'), limit: sayHere('limit') },
      ...{ forecast: sayHere('forecast'), band: sayHere('band') },
    };
    return {
      monthly: monthlyOption(period.months, unit, names, words.language),
      cumulative: cumulativeOption(period, unit, names, words.language),
    };
  }, [period, unit, words]);
  const text = (value: number | null | undefined) => formatNumber(value, language, 0);
  if (period.months.length < 2) return null;
  return (
    <div className="chart-pair">
      <Chart
        option={options.monthly}
        label={say('monthlyLabel', { title, unit, count: period.months.length })}
        notes={[say('previewMark')]}
        height={300}
      />
      <Chart
        option={options.cumulative}
        label={say('cumulativeLabel', {
          ...{ title, unit, actual: text(period.actual), planned: text(period.plannedToDate) },
          ...{ low: text(period.forecast?.low), high: text(period.forecast?.high) },
          limit: text(period.limit),
        })}
        height={300}
      />
    </div>
  );
}

type Month = StandingPeriod['months'][number];

function MonthsTable(props: {
  readonly period: StandingPeriod;
  readonly target: StandingTarget;
  readonly enterprise: Enterprise;
}) {
  const { period, target, enterprise } = props;
  const { language, nameOf, say: sayCommon } = useWords();
  const say = useSay(ENTERPRISE);
  const right = { align: 'right', className: 'number' } as const;
  const amount = (value: number | null | undefined) => formatNumber(value, language, 1, true);
  const share = (value: number | null) => (value === null ? '—' : formatShare(value, language));
  const source = ({ month }: Month) =>
    `/history?${new URLSearchParams({
      ...{ enterprise: enterprise.id, from: `${month}-01`, to: lastDayOf(month), interval: 'day' },
      account: target.account ?? 'comprehensive',
      figure:
        target.metric === 'tco2'
          ? 'tco2'
          : target.basis === 'calorific'
            ? 'tceCalorific'
            : 'tcePrimary',
    })}`;
  return (
    <details className="chart-figure">
      <summary>{sayCommon('figuresAsTable')}</summary>
      <DataTable<Month>
        rowKey="month"
        rows={period.months}
        label={target.title ?? target.id}
        empty="—"
        rowClassName={({ state }) => (state === 'preview' ? 'row-preview' : '')}
        columns={[
          { title: say('month'), dataIndex: 'month', className: 'number' },
          {
            title: say('state'),
            key: 'state',
            render: (_value, { state, reason }) => {
              const name = nameOf(MONTH_STATES, state);
              return state === 'settled' || state === 'to-come' || reason === null
                ? name
                : `${name} · ${nameOf(NOT_JUDGED, reason)}`;
            },
          },
          {
            title: say('actual'),
            key: 'actual',
            ...right,
            render: (_v, row) => amount(row.actual),
          },
          { title: say('plan'), key: 'plan', ...right, render: (_v, row) => amount(row.plan) },
          {
            ...{ title: say('cumulativeActual'), key: 'sum', ...right },
            render: (_v, row) => amount(row.cumulativeActual),
          },
          {
            ...{ title: say('cumulativePlan'), key: 'sumPlan', ...right },
            render: (_v, row) => amount(row.cumulativePlan),
          },
          {
            title: say('remaining'),
            key: 'left',
            ...right,
            render: (_v, row) => amount(row.remaining),
          },
          {
            ...{ title: say('forecastColumn'), key: 'forecast', ...right },
            render: (_v, { forecast }) =>
              forecast === null
                ? '—'
                : say('range', { low: amount(forecast.low), high: amount(forecast.high) }),
          },
          {
            ...{ title: say('estimatedShare'), key: 'estimated', ...right },
            render: (_v, row) => share(row.estimatedShare),
          },
          {
            ...{ title: say('completeness'), key: 'complete', ...right },
            render: (_v, row) => share(row.completeness),
          },
          {
            ...{ title: say('explain'), key: 'explain', className: 'no-print' },
            render: (_v, row) =>
              row.actual === null ? '' : <Link to={source(row)}>{say('explain')}</Link>,
          },
        ]}
      />
    </details>
  );
}

type Judgement = StandingPeriod['judgements'][number];

function Judgements({ period }: { readonly period: StandingPeriod }) {
  const { language, nameOf, say: sayCommon, noted } = useWords();
  const say = useSay(ENTERPRISE);
  return (
    <details>
      <summary>{say('judgements')}</summary>
      <DataTable<Judgement>
        rowKey="rule"
        rows={period.judgements}
        label={say('judgements')}
        empty={sayCommon('noRows')}
        columns={[
          {
            title: say('rule'),
            dataIndex: 'rule',
            render: (rule: string) => nameOf(RULE_NAMES, rule),
          },
          {
            title: say('level'),
            key: 'level',
            render: (_v, { severity, notJudged }) => (
              <LevelMark level={notJudged === null ? levelOf(severity) : null} />
            ),
          },
          {
            title: say('says'),
            key: 'says',
            render: (_v, { message, notJudged, isPreview }) =>
              notJudged === null
                ? isPreview
                  ? noted(message[language], say('preview'))
                  : message[language]
                : nameOf(NOT_JUDGED, notJudged),
          },
        ]}
      />
    </details>
  );
}
