import type { Consumption, Schemas } from '../client/api.ts';
import { formatNumber } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, UNITS } from '../words/codes.ts';
import { HISTORY_WORDS } from './words.ts';

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly now: number | null;
  readonly earlier: number | null;
}

/** Totals of two ranges side by side, with the change; a missing figure makes no change of it. */
export function Comparison(props: {
  readonly answer: Consumption;
  readonly earlier: Consumption;
  readonly range: { readonly from: string; readonly to: string };
}) {
  const { answer, earlier, range } = props;
  const say = useSay(HISTORY_WORDS);
  const words = useWords();
  const { language } = words;
  const right = { align: 'right', className: 'number' } as const;
  const number = (value: number | null, unit: string) =>
    `${formatNumber(value, language, 2, true)} ${unit}`;
  return (
    <Section title={say('comparedWith', range)}>
      <WideTable<Row>
        rowKey="name"
        size="small"
        pagination={false}
        dataSource={rowsOf(answer, earlier, words)}
        columns={[
          { title: words.say('figure'), dataIndex: 'name' },
          { title: say('now'), ...right, render: (_v, { now, unit }) => number(now, unit) },
          {
            title: say('earlier'),
            ...right,
            render: (_v, row) => number(row.earlier, row.unit),
          },
          {
            title: say('change'),
            ...right,
            render: (_v, row) => changeText(row, language),
          },
        ]}
      />
    </Section>
  );
}

function rowsOf(
  answer: Consumption,
  earlier: Consumption,
  { say, nameOf }: ReturnType<typeof useWords>,
): Row[] {
  const figure = (name: 'tceCalorific' | 'tcePrimary' | 'tco2', unit: string): Row => ({
    ...{ name: say(name), unit },
    ...{ now: answer.total[name], earlier: earlier.total[name] },
  });
  const before = new Map(earlier.total.groups.map((group) => [keyOf(group), group]));
  const kinds = answer.total.groups.map((group) => ({
    name: group.meterId ?? nameOf(ENERGY_KINDS, group.energyKind),
    unit: nameOf(UNITS, group.unit),
    now: group.quantity,
    earlier: before.get(keyOf(group))?.quantity ?? null,
  }));
  return [
    figure('tceCalorific', 'tce'),
    figure('tcePrimary', 'tce'),
    figure('tco2', 'tCO₂'),
    ...kinds,
  ];
}

function keyOf({ energyKind, meterId, unit }: Schemas['ConsumptionGroup']): string {
  return `${energyKind} ${meterId ?? ''} ${unit}`;
}

function changeText({ now, earlier }: Row, language: 'zh' | 'en'): string {
  if (now === null || earlier === null || earlier === 0) return '—';
  const change = (now - earlier) / Math.abs(earlier);
  const text = formatNumber(Math.abs(change) * 100, language, 1, true);
  return change < 0 ? `▼ −${text}%` : change > 0 ? `▲ +${text}%` : `${text}%`;
}
