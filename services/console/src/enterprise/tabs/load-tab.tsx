import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answerOf, api, type Schemas } from '../../client/api.ts';
import { dayAfter } from '../../history/history-query.ts';
import { Chart } from '../../parts/charts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { formatInstant, formatNumber } from '../../parts/format.ts';
import { Section } from '../../parts/page-head.tsx';
import { PlainChoice } from '../../parts/plain-choice.tsx';
import { Answer, Nothing } from '../../parts/states.tsx';
import { useSay, useSettings, useWords } from '../../settings/settings.tsx';
import { durationOption, heatMapOption, loadCells } from '../load-chart.ts';
import { lastDayOf, recentMonths } from '../target-text.ts';
import { type TabProps, useMeters } from '../use-enterprise.ts';
import { ENTERPRISE } from '../words.ts';

const MONTHS = 13;
type Demand = Schemas['Demand'];
type Peak = Demand['days'][number];

/** Load of a meter in a month: heat map, duration curve, maximum demand by day. */
export function LoadTab({ enterprise, today }: TabProps) {
  const say = useSay(ENTERPRISE);
  const meters = useMeters(enterprise.id);
  return (
    <Answer of={meters}>
      {({ items }) => {
        const electric = items
          .filter(({ energyKind }) => energyKind === 'electricity')
          .sort((a, b) => a.level - b.level);
        if (electric.length === 0) return <Nothing text={say('noElectricity')} />;
        return <LoadOf enterpriseId={enterprise.id} meters={electric} today={today} />;
      }}
    </Answer>
  );
}

function LoadOf(props: {
  readonly enterpriseId: string;
  readonly meters: readonly Schemas['Meter'][];
  readonly today: string;
}) {
  const { enterpriseId, meters, today } = props;
  const say = useSay(ENTERPRISE);
  const [meterId, setMeterId] = useState(meters[0]?.id ?? '');
  const [month, setMonth] = useState(today.slice(0, 7));
  const query = { meterId, from: `${month}-01`, to: dayAfter(lastDayOf(month)) };
  const demand = useQuery({
    queryKey: ['demand', enterpriseId, query],
    queryFn: () => {
      const params = { path: { enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/demand', { params }));
    },
    placeholderData: keepPreviousData,
  });
  const meter = meters.find(({ id }) => id === meterId);
  return (
    <>
      <div className="tab-filters no-print">
        <PlainChoice
          label={say('meter')}
          value={meterId}
          options={meters.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
          onChange={setMeterId}
        />
        <PlainChoice
          label={say('month')}
          value={month}
          options={recentMonths(today, MONTHS).map((value) => ({ value, label: value }))}
          onChange={setMonth}
        />
      </div>
      <Answer of={demand}>
        {(answer) =>
          answer.items.length === 0 ? (
            <Nothing text={say('noLoad')} />
          ) : (
            <div aria-busy={demand.isPlaceholderData}>
              <LoadCharts demand={answer} name={`${meterId} ${meter?.name ?? ''}`} month={month} />
            </div>
          )
        }
      </Answer>
    </>
  );
}

function LoadCharts(props: {
  readonly demand: Demand;
  readonly name: string;
  readonly month: string;
}) {
  const { demand, name, month } = props;
  const { isDark, words } = useSettings();
  const { language } = words;
  const say = useSay(ENTERPRISE);
  const cells = useMemo(() => loadCells(demand), [demand]);
  const heatMap = useMemo(() => heatMapOption(cells, isDark, language), [cells, isDark, language]);
  const duration = useMemo(() => {
    const names = {
      power: words.sayOf(ENTERPRISE)('power'),
      time: words.sayOf(ENTERPRISE)('shareOfTime'),
    };
    return durationOption(cells, names, words.language);
  }, [cells, words]);
  const powers = cells.map(({ kw }) => kw);
  const text = (value: number) => formatNumber(value, language, 1);
  const [max, min] = [Math.max(...powers), Math.min(...powers)];
  const estimated = cells.filter((cell) => cell.estimated).length;
  const days = demand.days.length;
  const table = <PeaksTable peaks={demand.days} timeZone={demand.timeZone} />;
  return (
    <>
      <Section title={say('heatMap')}>
        <p className="secondary">
          {say('quarterHours', { count: cells.length, estimated })} ·{' '}
          {say('timeZone', { zone: demand.timeZone })}
        </p>
        <Chart
          option={heatMap}
          label={say('heatMapLabel', { meter: name, month, days, max: text(max) })}
          height={Math.max(260, days * 16 + 90)}
          table={table}
        />
      </Section>
      <Section title={say('duration')}>
        <Chart
          option={duration}
          label={say('durationLabel', { meter: name, month, max: text(max), min: text(min) })}
          notes={[say('shareOfTime')]}
          height={280}
        />
      </Section>
      <Section title={say('demandDays')}>{table}</Section>
    </>
  );
}

function PeaksTable({
  peaks,
  timeZone,
}: {
  readonly peaks: readonly Peak[];
  readonly timeZone: string;
}) {
  const { language } = useWords();
  const say = useSay(ENTERPRISE);
  const right = { align: 'right', className: 'number' } as const;
  return (
    <DataTable<Peak>
      rowKey="start"
      rows={peaks}
      label={say('demandDays')}
      empty={say('noLoad')}
      columns={[
        {
          ...{ title: say('day'), dataIndex: 'start', className: 'number' },
          render: (start: string) => formatInstant(start, timeZone).slice(0, 10),
        },
        {
          ...{ title: say('maximum'), key: 'kw', ...right },
          render: (_v, { kw, estimated }) =>
            `${formatNumber(kw, language, 1, true)}${estimated ? ` · ${say('estimatedMaximum')}` : ''}`,
        },
        {
          ...{ title: say('at'), dataIndex: 'at', className: 'number' },
          render: (at: string) => formatInstant(at, timeZone).slice(11, 16),
        },
        {
          ...{ title: say('measuredMaximum'), key: 'measured', ...right },
          render: (_v, { measuredKw }) => formatNumber(measuredKw, language, 1, true),
        },
      ]}
    />
  );
}
