import { useQuery } from '@tanstack/react-query';
import { Collapse, Descriptions } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Choice } from '../parts/filters.tsx';
import { formatInstant, formatNumber, formatShare } from '../parts/format.ts';
import { Answer } from '../parts/states.tsx';
import { useMay } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { useOwnAreas } from './own-areas.ts';
import { CLASSES } from './register-fields.ts';
import { REGISTER_WORDS } from './register-words.ts';

/** What the consumption of a year says about the class list; nothing is listed by itself. */
export function ClassProposals() {
  const say = useSay(REGISTER_WORDS);
  const may = useMay('area-targets.read');
  if (!may) return null;
  return (
    <Collapse
      style={{ marginBottom: 16 }}
      destroyOnHidden
      items={[{ key: 'proposals', label: say('proposals'), children: <Proposals /> }]}
    />
  );
}

function Proposals() {
  const say = useSay(REGISTER_WORDS);
  const areas = useOwnAreas();
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(String(thisYear));
  const [chosen, setChosen] = useState<string | null>(null);
  const regions = (areas.data ?? []).filter(({ type }) => type === 'region');
  const code = chosen ?? regions[0]?.code;
  const years = [thisYear, thisYear - 1, thisYear - 2].map(String);
  return (
    <>
      <p>{say('proposalsIntro')}</p>
      <Answer of={areas}>
        {() =>
          code === undefined ? (
            say('noAreas')
          ) : (
            <>
              <div className="filters">
                <Choice
                  label={say('area')}
                  value={code}
                  options={regions.map((area) => ({ value: area.code, label: area.label }))}
                  onChange={setChosen}
                />
                <Choice
                  label={say('year')}
                  value={year}
                  options={years.map((value) => ({ value, label: value }))}
                  onChange={setYear}
                />
              </div>
              <Coverage regionCode={code} year={Number(year)} />
              <ProposalsOf regionCode={code} year={Number(year)} />
            </>
          )
        }
      </Answer>
    </>
  );
}

/** Where the years of lists begin. */
const LIST_ZONE = 'Asia/Shanghai';

interface Asked {
  readonly regionCode: string;
  readonly year: number;
}

function Coverage({ regionCode, year }: Asked) {
  const say = useSay(REGISTER_WORDS);
  const { language } = useWords();
  const coverage = useQuery({
    queryKey: ['audit-coverage', regionCode, year],
    queryFn: () => {
      const params = { path: { regionCode }, query: { year } };
      return answerOf(api.GET('/api/v1/regions/{regionCode}/audit-coverage', { params }));
    },
  });
  return (
    <Answer of={coverage}>
      {({ listed, planned, done, overdue, coverage: share }) => (
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, sm: 2, lg: 5 }}
          style={{ marginBottom: 16 }}
          items={[
            { key: 'listed', label: say('listed'), children: listed },
            { key: 'planned', label: say('planned'), children: planned },
            { key: 'done', label: say('done'), children: done },
            { key: 'overdue', label: say('overdue'), children: overdue },
            {
              key: 'share',
              label: say('share'),
              children: share === null ? '—' : formatShare(share, language),
            },
          ]}
        />
      )}
    </Answer>
  );
}

function ProposalsOf({ regionCode, year }: Asked) {
  const say = useSay(REGISTER_WORDS);
  const words = useWords();
  const { language } = words;
  const proposals = useQuery({
    queryKey: ['class-proposals', regionCode, year],
    queryFn: () => {
      const params = { path: { regionCode }, query: { year } };
      return answerOf(api.GET('/api/v1/regions/{regionCode}/class-proposals', { params }));
    },
  });
  const right = { align: 'right', className: 'number' } as const;
  return (
    <Answer of={proposals}>
      {({ items, unknown, isRunning, computedAt }) => (
        <>
          {isRunning && <p>{say('proposalsRunning')}</p>}
          <p className="secondary">
            {say('computedAt', { at: formatInstant(computedAt, LIST_ZONE) })}
          </p>
          <DataTable
            rowKey="enterpriseId"
            label={say('proposals')}
            rows={items}
            empty={say('noProposals')}
            columns={[
              {
                title: words.say('enterprise'),
                render: (_value, { enterpriseId, name }) => (
                  <Link to={`/enterprises/${enterpriseId}`}>{name}</Link>
                ),
              },
              { title: say('from'), render: (_value, { from }) => words.nameOf(CLASSES, from) },
              { title: say('to'), render: (_value, { to }) => words.nameOf(CLASSES, to) },
              {
                title: say('annual'),
                ...right,
                render: (_value, { annualTce }) => formatNumber(annualTce, language),
              },
              {
                title: say('threshold'),
                ...right,
                render: (_value, { thresholdTce }) => formatNumber(thresholdTce, language),
              },
              {
                title: say('completeness'),
                ...right,
                render: (_value, { completeness }) => formatShare(completeness, language),
              },
              {
                title: say('nextAudit'),
                render: (_value, { audit }) => words.say(audit ? 'yes' : 'no'),
              },
            ]}
          />
          {unknown.length > 0 && <p>{say('unknown', { count: unknown.length })}</p>}
        </>
      )}
    </Answer>
  );
}
