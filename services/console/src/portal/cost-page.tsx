import { useQuery } from '@tanstack/react-query';
import { Card, InputNumber, Select, Statistic, Table, Typography } from 'antd';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { ChartPlace } from '../parts/charts/chart-place.tsx';
import { formatInstant, formatNumber, formatShare, localDay } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { Labelled } from './labelled.tsx';
import { monthsFrom } from './ledger-data.ts';
import { MonthSelect } from './month-select.tsx';
import { useMeters } from './onboarding-page.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { PowerFactorCard } from './power-factor.tsx';
import { FIRST_TARIFF, loadFactorOf, PERIODS, type Tariff, usesOf } from './tariff.ts';
import { useDraft } from './use-draft.ts';
import { TARIFF_PERIODS, WORK } from './words.ts';

const EnergyChart = lazy(() =>
  import('../history/energy-chart.tsx').then((module) => ({ default: module.EnergyChart })),
);

/** Peak hours, maximum demand and what it costs, for the enterprise's own use. */
export function CostPage() {
  const say = useSay(WORK);
  return (
    <OwnPage title={say('costTitle')}>{(own) => <Cost key={own.enterpriseId} own={own} />}</OwnPage>
  );
}

function Cost({ own }: { readonly own: Own }) {
  const say = useSay(WORK);
  const meters = useMeters(own.enterpriseId);
  return (
    <>
      <Typography.Paragraph>{say('costIntro')}</Typography.Paragraph>
      <Answer of={meters}>
        {({ items }) => {
          const electric = items.filter(
            ({ energyKind, flow }) => energyKind === 'electricity' && flow === 'purchased',
          );
          if (electric.length === 0) return <Nothing text={say('noElectricMeter')} />;
          const isReactive = items.some(({ energyKind }) => energyKind === 'reactive-electricity');
          return <OfMeter own={own} meters={electric} isReactive={isReactive} />;
        }}
      </Answer>
    </>
  );
}

function OfMeter(props: {
  readonly own: Own;
  readonly meters: readonly Schemas['Meter'][];
  readonly isReactive: boolean;
}) {
  const { own, meters, isReactive } = props;
  const { enterpriseId, timeZone } = own;
  const say = useSay(WORK);
  const thisMonth = localDay(new Date(), timeZone).slice(0, 7);
  const first = meters.find(({ masterMeterId }) => masterMeterId === undefined) ?? meters[0];
  const [meterId, setMeterId] = useState(first?.id ?? '');
  const [month, setMonth] = useState(thisMonth);
  const siteId = meters.find(({ id }) => id === meterId)?.siteId ?? null;
  const powerFactor = (
    <PowerFactorCard own={own} month={month} siteId={siteId} isMetered={isReactive} />
  );
  const demand = useQuery({
    queryKey: ['demand', enterpriseId, meterId, month],
    queryFn: () => {
      const query = { meterId, from: `${month}-01`, to: `${monthsFrom(month, 1)}-01` };
      const params = { path: { enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/demand', { params }));
    },
  });
  return (
    <>
      <div className="filters">
        <Labelled label={say('meter')}>
          {(id) => (
            <Select
              id={id}
              value={meterId}
              onChange={setMeterId}
              style={{ minWidth: 220 }}
              options={meters.map((meter) => ({
                value: meter.id,
                label: `${meter.id} ${meter.name}`,
              }))}
            />
          )}
        </Labelled>
        <Labelled label={say('month')}>
          {(id) => <MonthSelect id={id} last={thisMonth} value={month} onChange={setMonth} />}
        </Labelled>
      </div>
      <Answer of={demand}>
        {(found) =>
          found.items.length === 0 ? (
            <Nothing text={say('noDemand')} />
          ) : (
            <>
              <Figures own={own} found={found} powerFactor={powerFactor} />
              <ByPeriod own={own} found={found} />
              <DailyPeaks own={own} found={found} />
            </>
          )
        }
      </Answer>
    </>
  );
}

type Found = Schemas['Demand'];

function Figures(props: {
  readonly own: Own;
  readonly found: Found;
  readonly powerFactor: ReactNode;
}) {
  const { own, found, powerFactor } = props;
  const { language } = useWords();
  const say = useSay(WORK);
  const [peak] = found.months;
  const energyKwh = found.items.reduce((sum, { kw }) => sum + kw / 4, 0);
  const untilMs = Math.min(Date.parse(found.to), Date.now());
  const elapsed = Math.max(1, (untilMs - Date.parse(found.from)) / 900_000);
  const factor = loadFactorOf(found.items);
  const kw = (value: number) => formatNumber(value, language, 1);
  return (
    <div className="portal-cards">
      <Card size="small">
        <Statistic
          title={say('maxDemand')}
          value={peak === undefined ? '—' : kw(peak.kw)}
          suffix="kW"
        />
        {peak !== undefined && (
          <>
            <div>{say('maxDemandAt', { at: formatInstant(peak.at, own.timeZone) })}</div>
            {peak.estimated && (
              <Typography.Text type="warning">{say('estimatedMax')}</Typography.Text>
            )}
            {peak.estimated && peak.measuredKw !== null && (
              <div>{say('measuredMax', { value: kw(peak.measuredKw) })}</div>
            )}
          </>
        )}
      </Card>
      <Card size="small">
        <Statistic
          title={say('loadFactor')}
          value={factor === null ? '—' : formatShare(factor, language)}
        />
        <Typography.Text type="secondary">{say('loadFactorHint')}</Typography.Text>
      </Card>
      <Card size="small">
        <Statistic
          title={say('energyOfMonth')}
          value={formatNumber(energyKwh, language, 0)}
          suffix="kWh"
        />
        <Typography.Text type="secondary">
          {say('coverage', {
            share: formatShare(Math.min(1, found.items.length / elapsed), language),
          })}
        </Typography.Text>
      </Card>
      {powerFactor}
    </div>
  );
}

function ByPeriod({ own, found }: { readonly own: Own; readonly found: Found }) {
  const words = useWords();
  const { language } = words;
  const say = useSay(WORK);
  const kept = useDraft<Tariff>(`tariff.${own.enterpriseId}`, FIRST_TARIFF);
  const tariff = kept.value;
  const uses = useMemo(() => {
    const hours = new Map<string, number>();
    const hourOf = (start: string) => {
      // Quarter hours of one hour share their hour of the day in every zone with whole-hour borders.
      const known = hours.get(start);
      if (known !== undefined) return known;
      const hour = Number(formatInstant(start, own.timeZone).slice(11, 13));
      hours.set(start, hour);
      return hour;
    };
    return usesOf(found.items, tariff, hourOf);
  }, [found, tariff, own.timeZone]);
  const total = uses.reduce((sum, { energyKwh }) => sum + energyKwh, 0);
  const isPriced = uses.every(({ costCny }) => costCny !== null);
  const cost = uses.reduce((sum, { costCny }) => sum + (costCny ?? 0), 0);
  const name = (period: string) => words.nameOf(TARIFF_PERIODS, period);
  return (
    <Section title={say('tariff')}>
      <Typography.Paragraph type="secondary">
        {say('tariffHint')} ({say('tariffSaved')})
      </Typography.Paragraph>
      <div className="portal-hours">
        {tariff.hours.map((period, hour) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour of the day
          <Labelled key={hour} label={say('hourRange', { from: hour, to: hour + 1 })}>
            {(id) => (
              <Select
                id={id}
                size="small"
                value={period}
                options={PERIODS.map((value) => ({ value, label: name(value) }))}
                onChange={(next) => kept.set({ ...tariff, hours: tariff.hours.with(hour, next) })}
              />
            )}
          </Labelled>
        ))}
      </div>
      <WideTable<(typeof uses)[number]>
        rowKey="period"
        size="small"
        dataSource={uses}
        pagination={false}
        columns={[
          { title: say('period'), render: (_value, { period }) => name(period) },
          {
            title: say('price'),
            render: (_value, { period }) => (
              <InputNumber
                size="small"
                min={0}
                step={0.01}
                aria-label={`${say('price')} ${name(period)}`}
                value={tariff.prices[period]}
                onChange={(price) =>
                  kept.set({ ...tariff, prices: { ...tariff.prices, [period]: price } })
                }
              />
            ),
          },
          {
            title: say('energy'),
            align: 'right',
            className: 'number',
            render: (_value, { energyKwh }) => formatNumber(energyKwh, language, 0),
          },
          {
            title: say('share'),
            align: 'right',
            className: 'number',
            render: (_value, { energyKwh }) =>
              total === 0 ? '—' : formatShare(energyKwh / total, language),
          },
          {
            title: say('cost'),
            align: 'right',
            className: 'number',
            render: (_value, { costCny }) => formatNumber(costCny, language, 0),
          },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={2}>
              {say('total')}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={2} align="right">
              {formatNumber(total, language, 0)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={3} />
            <Table.Summary.Cell index={4} align="right">
              {isPriced ? formatNumber(cost, language, 0) : '—'}
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
    </Section>
  );
}

function DailyPeaks({ own, found }: { readonly own: Own; readonly found: Found }) {
  const { language } = useWords();
  const say = useSay(WORK);
  const chart = useMemo(
    () => ({
      label: say('dailyPeaksLabel', { count: found.days.length }),
      unit: 'kW',
      periods: found.days.map(({ start }) => formatInstant(start, own.timeZone).slice(5, 10)),
      series: [
        {
          name: say('maxDemand'),
          bars: found.days.map(({ kw, estimated }) => ({ value: kw, isEstimated: estimated })),
        },
      ],
      gaps: [],
      compared: null,
    }),
    [found, own.timeZone, say],
  );
  return (
    <Section title={say('dailyPeaks')}>
      <Suspense fallback={<ChartPlace />}>
        <EnergyChart chart={chart} />
      </Suspense>
      <WideTable<Found['days'][number]>
        rowKey="start"
        size="small"
        dataSource={[...found.days].reverse()}
        pagination={found.days.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        columns={[
          {
            title: say('day'),
            className: 'number',
            render: (_value, { start }) => formatInstant(start, own.timeZone).slice(0, 10),
          },
          {
            title: `${say('maxDemand')} (kW)`,
            align: 'right',
            className: 'number',
            render: (_value, { kw }) => formatNumber(kw, language, 1),
          },
          {
            title: say('at'),
            className: 'number',
            render: (_value, { at }) => formatInstant(at, own.timeZone).slice(11),
          },
          {
            title: '',
            render: (_value, { estimated }) => (estimated ? say('estimatedMax') : ''),
          },
        ]}
      />
    </Section>
  );
}
