import { useMemo, useState } from 'react';
import type { Consumption } from '../../client/api.ts';
import { dayAfter } from '../../history/history-query.ts';
import { Chart } from '../../parts/charts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Section } from '../../parts/page-head.tsx';
import { PlainChoice } from '../../parts/plain-choice.tsx';
import { Answer, Nothing } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { ENERGY_KINDS } from '../../words/codes.ts';
import { type FlowLink, flowLinks, flowOption } from '../flow-chart.ts';
import { lastDayOf, recentMonths } from '../target-text.ts';
import { type TabProps, useByMeter } from '../use-enterprise.ts';
import { ENTERPRISE } from '../words.ts';

const MONTHS = 12;

/** Where the energy goes: from what is bought through the meters to the processes. */
export function FlowTab({ enterprise, today }: TabProps) {
  const say = useSay(ENTERPRISE);
  const months = recentMonths(today, MONTHS);
  const [month, setMonth] = useState(months[1] ?? today.slice(0, 7));
  const range = { from: `${month}-01`, to: dayAfter(lastDayOf(month)) };
  const byMeter = useByMeter(enterprise.id, range);
  return (
    <Section title={say('flowTitle')}>
      <div className="tab-filters no-print">
        <PlainChoice
          label={say('period')}
          value={month}
          options={months.map((value) => ({ value, label: value }))}
          onChange={setMonth}
        />
      </div>
      <p className="secondary">{say('flowText')}</p>
      <Answer of={byMeter}>{(answer) => <FlowChart answer={answer} />}</Answer>
    </Section>
  );
}

function FlowChart({ answer }: { readonly answer: Consumption }) {
  const words = useWords();
  const { language } = words;
  const say = useSay(ENTERPRISE);
  const { links, option } = useMemo(() => {
    const sayHere = words.sayOf(ENTERPRISE);
    const found = flowLinks(answer, {
      kind: (kind) => sayHere('purchasedKind', { kind: words.nameOf(ENERGY_KINDS, kind) }),
      unmetered: (name) => sayHere('unmetered', { name }),
      suppliedOut: sayHere('suppliedOut'),
    });
    return { links: found, option: flowOption(found, words.language) };
  }, [answer, words]);
  if (links.length === 0) return <Nothing text={say('noFlow')} />;
  const targets = new Set(links.map(({ target }) => target));
  const roots = links.filter(({ source }) => !targets.has(source));
  const total = roots.reduce((sum, { tce }) => sum + tce, 0);
  const kinds = new Set(roots.map(({ source }) => source)).size;
  return (
    <>
      <Chart
        option={option}
        label={say('flowLabel', {
          ...{ kinds, links: links.length },
          total: formatNumber(total, language, 1),
        })}
        height={Math.max(320, links.length * 26)}
        notes={[say('tceCalorific')]}
        table={<LinksTable links={links} />}
      />
      <p className="secondary">
        {say('factorSet', { set: answer.factorSet.id })} ·{' '}
        {say('timeZone', { zone: answer.timeZone })}
      </p>
    </>
  );
}

function LinksTable({ links }: { readonly links: readonly FlowLink[] }) {
  const { language } = useWords();
  const say = useSay(ENTERPRISE);
  return (
    <DataTable<FlowLink>
      rowKey={({ source, target }) => `${source} ${target}`}
      rows={links}
      label={say('flowTitle')}
      empty={say('noFlow')}
      columns={[
        { title: say('flowFrom'), dataIndex: 'source' },
        { title: say('flowTo'), dataIndex: 'target' },
        {
          ...{ title: say('tceCalorific'), key: 'tce', align: 'right', className: 'number' },
          render: (_v, { tce }) => formatNumber(tce, language, 2, true),
        },
      ]}
    />
  );
}
