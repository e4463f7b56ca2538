import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Consumption, type Schemas } from '../../client/api.ts';
import { dayAfter } from '../../history/history-query.ts';
import { NOT_JUDGED } from '../../overview/words.ts';
import { Chart } from '../../parts/charts/chart.tsx';
import { GRID, unitAxis, withUnit } from '../../parts/charts/chart-parts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { formatNumber, formatPeriod } from '../../parts/format.ts';
import { LevelMark } from '../../parts/level-mark.tsx';
import { levelOf } from '../../parts/levels.ts';
import { Section } from '../../parts/page-head.tsx';
import { Answer, Nothing } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { ACCOUNTS, BASES } from '../../words/codes.ts';
import { ratioOption } from '../budget-chart.ts';
import { perOutputValue, type ValueMonth } from '../output-value.ts';
import { currentPeriod, isRatio, issuedText } from '../target-text.ts';
import {
  type StandingPeriod,
  type StandingTarget,
  type TabProps,
  useStandings,
} from '../use-enterprise.ts';
import { ENTERPRISE, MONTH_STATES } from '../words.ts';

/** Energy per product against limit and benchmark, and per output value. */
export function IntensityTab({ enterprise, today }: TabProps) {
  const say = useSay(ENTERPRISE);
  const year = Number(today.slice(0, 4));
  const standings = useStandings(enterprise.id, year);
  const products = useQuery({
    queryKey: ['products', enterprise.id],
    queryFn: () => {
      const params = { path: { enterpriseId: enterprise.id } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/products', { params }));
    },
  });
  return (
    <>
      <Answer of={standings} room="page">
        {({ targets }) => {
          const ratios = targets.filter(isRatio);
          if (ratios.length === 0) return <Nothing text={say('noIntensity')} />;
          return ratios.map((target) => (
            <RatioCard key={target.id} target={target} products={products.data?.items ?? []} />
          ));
        }}
      </Answer>
      <PerOutputValue enterpriseId={enterprise.id} timeZone={enterprise.timeZone} today={today} />
    </>
  );
}

function RatioCard(props: {
  readonly target: StandingTarget;
  readonly products: readonly {
    readonly id: string;
    readonly name: string;
    readonly unit: string;
  }[];
}) {
  const { target, products } = props;
  const { language, nameOf, noted } = useWords();
  const say = useSay(ENTERPRISE);
  const period = currentPeriod(target.periods);
  const product = products.find(({ id }) => id === target.product);
  const unit = target.unit.replace('unit', product?.unit ?? 'unit');
  const title =
    target.title ?? say('intensityOf', { product: product?.name ?? target.product ?? target.id });
  const text = (value: number | null | undefined) => formatNumber(value, language, 2);
  if (period === undefined) return <p>{say('noPeriods')}</p>;
  const lines = [
    { name: `${say('limit')} ${text(period.limit)}`, value: period.limit },
    { name: `${say('benchmark')} ${text(target.benchmark)}`, value: target.benchmark },
    { name: `${say('baselineLevel')} ${text(target.baselineLevel)}`, value: target.baselineLevel },
  ];
  const provenance = [
    issuedText(target, say),
    target.account === null ? null : nameOf(ACCOUNTS, target.account),
    target.basis === null ? null : nameOf(BASES, target.basis),
    target.factorSet === null ? null : say('factorSet', { set: target.factorSet }),
  ];
  return (
    <section className="target">
      <h3>
        <span>{noted(title, unit)}</span>
        <LevelMark level={period.actual === null ? null : levelOf(period.severity)} />
      </h3>
      <p className="secondary">{provenance.filter((part) => part !== null).join(' · ')}</p>
      <dl className="facts">
        {[
          [say('used'), text(period.actual)],
          ...lines.map(({ name, value }) => [name.split(' ')[0] ?? name, text(value)]),
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value} {unit}
            </dd>
          </div>
        ))}
      </dl>
      <Chart
        option={ratioOption(period.months, unit, say('actual'), lines, language)}
        label={say('intensityLabel', {
          ...{ title, unit, limit: text(period.limit), benchmark: text(target.benchmark) },
        })}
        table={<RatioTable period={period} outputUnit={product?.unit ?? ''} unit={unit} />}
        height={300}
      />
    </section>
  );
}

function RatioTable(props: {
  readonly period: StandingPeriod;
  readonly outputUnit: string;
  readonly unit: string;
}) {
  const { period, outputUnit, unit } = props;
  const { language, nameOf, noted } = useWords();
  const say = useSay(ENTERPRISE);
  const right = { align: 'right', className: 'number' } as const;
  return (
    <DataTable<StandingPeriod['months'][number]>
      rowKey="month"
      rows={period.months}
      label={say('actual')}
      empty="—"
      columns={[
        { title: say('month'), dataIndex: 'month', className: 'number' },
        {
          title: say('state'),
          key: 'state',
          render: (_v, { state, reason }) =>
            reason === null || state === 'to-come'
              ? nameOf(MONTH_STATES, state)
              : `${nameOf(MONTH_STATES, state)} · ${nameOf(NOT_JUDGED, reason)}`,
        },
        {
          ...{ title: noted(say('actual'), unit), key: 'actual', ...right },
          render: (_v, row) => formatNumber(row.actual, language, 2),
        },
        {
          ...{ title: noted(say('output'), outputUnit), key: 'output', ...right },
          render: (_v, row) => formatNumber(row.output, language, 1),
        },
      ]}
    />
  );
}

function PerOutputValue(props: {
  readonly enterpriseId: string;
  readonly timeZone: string;
  readonly today: string;
}) {
  const { enterpriseId, timeZone, today } = props;
  const say = useSay(ENTERPRISE);
  const year = today.slice(0, 4);
  const path = { enterpriseId };
  const figures = useQuery({
    queryKey: ['per-output-value', enterpriseId, year],
    queryFn: async () => {
      const query = {
        ...{ from: `${year}-01-01`, to: dayAfter(today), interval: 'month' as const },
        ...{ groupBy: 'energyKind' as const, account: 'comprehensive' as const },
      };
      const range = { from: `${year}-01`, to: today.slice(0, 7) };
      const [consumption, ledger] = await Promise.all([
        answerOf(
          api.GET('/api/v1/enterprises/{enterpriseId}/consumption', { params: { path, query } }),
        ),
        answerOf(
          api.GET('/api/v1/enterprises/{enterpriseId}/ledger', { params: { path, query: range } }),
        ),
      ]);
      return monthsOf(consumption, ledger.items, timeZone);
    },
  });
  return (
    <Section title={say('perValue')}>
      <p className="secondary">{say('perValueText')}</p>
      <Answer of={figures}>{(months) => <ValueChart months={months} />}</Answer>
    </Section>
  );
}

function monthsOf(
  consumption: Consumption,
  ledger: readonly Schemas['LedgerRevision'][],
  timeZone: string,
): ValueMonth[] {
  const energy = consumption.rows.map(({ start, tcePrimary }) => ({
    month: formatPeriod(start, 'month', timeZone),
    tce: tcePrimary,
  }));
  const reported = ledger
    .filter(({ counting }) => counting)
    .map(({ month, document }) => ({
      month,
      values: document.outputs.map(({ outputValueCny }) => outputValueCny ?? null),
    }));
  return perOutputValue(energy, reported);
}

function ValueChart({ months }: { readonly months: readonly ValueMonth[] }) {
  const { language, noted } = useWords();
  const say = useSay(ENTERPRISE);
  const unit = say('perValueUnit');
  const right = { align: 'right', className: 'number' } as const;
  return (
    <Chart
      option={{
        grid: GRID,
        tooltip: { trigger: 'axis', valueFormatter: withUnit(unit, language, 3) },
        xAxis: { type: 'category', data: months.map(({ month }) => month.slice(5)) },
        yAxis: unitAxis(unit),
        series: [
          { type: 'bar', name: say('perValue'), data: months.map(({ intensity }) => intensity) },
        ],
      }}
      label={say('perValueLabel', { count: months.length })}
      height={260}
      table={
        <DataTable<ValueMonth>
          rowKey="month"
          rows={months}
          label={say('perValue')}
          empty="—"
          columns={[
            { title: say('month'), dataIndex: 'month', className: 'number' },
            {
              ...{ title: say('energyTce'), key: 'tce', ...right },
              render: (_v, { tce }) => formatNumber(tce, language, 1),
            },
            {
              ...{ title: say('outputValue'), key: 'value', ...right },
              render: (_v, { value }) => formatNumber(value, language, 1),
            },
            {
              ...{ title: noted(say('perValue'), unit), key: 'intensity', ...right },
              render: (_v, { intensity }) => formatNumber(intensity, language, 3),
            },
          ]}
        />
      }
    />
  );
}
