import { Button } from 'antd';
import type { Consumption, Schemas } from '../client/api.ts';
import { formatNumber, formatPeriod, formatShare, type Interval } from '../parts/format.ts';
import { Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, STATES, UNITS } from '../words/codes.ts';
import { groupKey } from './chart-data.ts';

type Group = Schemas['ConsumptionGroup'];

/** One figure of the table: a kind or meter in a period. */
export interface Point {
  readonly start: string;
  readonly end: string;
  readonly partial: boolean;
  readonly group: Group;
}

const PAGE_ROWS = 50;

/** Every figure behind the chart, each with the way to how it came about. */
export function ConsumptionTable(props: {
  readonly answer: Consumption;
  onExplain(point: Point): void;
}) {
  const { answer, onExplain } = props;
  const { say, nameOf, language } = useWords();
  const points: Point[] = answer.rows.flatMap(({ start, end, partial, groups }) =>
    groups.map((group) => ({ start, end, partial, group })),
  );
  const right = { align: 'right', className: 'number' } as const;
  const number = (value: number | null, digits: number) =>
    formatNumber(value, language, digits, true);
  return (
    <WideTable<Point>
      rowKey={({ start, group }) => `${start} ${groupKey(group)}`}
      size="small"
      dataSource={points}
      pagination={
        points.length > PAGE_ROWS ? { defaultPageSize: PAGE_ROWS, showSizeChanger: false } : false
      }
      locale={{ emptyText: <Nothing text={say('noRows')} /> }}
      columns={[
        {
          title: say('periodZone', { zone: answer.timeZone }),
          className: 'number',
          render: (_value, { start, partial }) => {
            const period = formatPeriod(start, answer.interval as Interval, answer.timeZone);
            return partial ? `${period} · ${say('partialPeriod')}` : period;
          },
        },
        {
          title: say('group'),
          render: (_value, { group }) => <GroupName group={group} answer={answer} />,
        },
        {
          title: say('quantity'),
          ...right,
          render: (_value, { group }) => {
            const { displayUnit, displayQuantity } = group;
            return displayUnit === undefined
              ? `${number(group.quantity, 2)} ${nameOf(UNITS, group.unit)}`
              : `${number(displayQuantity ?? null, 3)} ${nameOf(UNITS, displayUnit)}`;
          },
        },
        {
          title: say('tceCalorificUnit'),
          ...right,
          render: (_value, { group }) => number(group.tceCalorific, 3),
        },
        {
          title: say('tcePrimaryUnit'),
          ...right,
          render: (_value, { group }) => number(group.tcePrimary, 3),
        },
        { title: say('tco2Unit'), ...right, render: (_value, { group }) => number(group.tco2, 3) },
        {
          title: say('estimatedShare'),
          ...right,
          render: (_value, { group }) => formatShare(group.estimatedShare, language),
        },
        {
          title: say('completeness'),
          ...right,
          render: (_value, { group }) => formatShare(group.completeness, language),
        },
        { title: say('dataState'), render: (_value, { group }) => nameOf(STATES, group.state) },
        {
          title: say('action'),
          className: 'no-print',
          render: (_value, point) => (
            <Button type="link" size="small" onClick={() => onExplain(point)}>
              {say('explain')}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** Kind, or meter with its name. */
export function GroupName(props: {
  readonly group: Pick<Group, 'energyKind' | 'meterId'>;
  readonly answer: Consumption;
}) {
  const { group, answer } = props;
  const { nameOf } = useWords();
  const kind = nameOf(ENERGY_KINDS, group.energyKind);
  if (group.meterId === undefined) return kind;
  const meter = answer.meters.find(({ meterId }) => meterId === group.meterId);
  const virtual = answer.virtualMeters.find(({ meterId }) => meterId === group.meterId);
  return `${group.meterId} ${meter?.name ?? virtual?.name ?? ''}`;
}
