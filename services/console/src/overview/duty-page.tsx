import { Link, useSearchParams } from 'react-router';
import type { Schemas } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatShare } from '../parts/format.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { PlainChoice } from '../parts/plain-choice.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import {
  DUTY_RESULTS,
  type DutyResult,
  readAreaQuery,
  readDutyResult,
  writeAreaQuery,
  writeDutyQuery,
} from './area-query.ts';
import './overview.css';
import { areaOf } from './overview-page.tsx';
import { type NamedArea, useAreaDuty, useAreas } from './use-area.ts';
import { DUTY_RULES, OVERVIEW } from './words.ts';

/** Duty to report of an area's enterprises this month, those that did not meet it first. */
export function DutyPage() {
  const areas = useAreas();
  return <Answer of={areas}>{(found) => <Duties areas={found} />}</Answer>;
}

const RANKS = { 'not-met': 0, 'not-judged': 1, exempt: 2, met: 3 } as const;
const LEVELS_OF = { 'not-met': 2, 'not-judged': null, exempt: 0, met: 0 } as const;

function Duties({ areas }: { readonly areas: readonly NamedArea[] }) {
  const say = useSay(OVERVIEW);
  const { say: sayCommon } = useWords();
  const [search, setSearch] = useSearchParams();
  const area = areaOf(areas, readAreaQuery(search).area);
  const shown = readDutyResult(search);
  const duty = useAreaDuty(area);
  const names = useDutyNames();
  return (
    <>
      <PageHead title={`${area?.name ?? area?.code ?? ''} · ${say('duty')}`}>
        <Link to={`/overview${writeAreaQuery({ area })}`}>{say('backToOverview')}</Link>
      </PageHead>
      <Answer of={duty}>
        {({ items, month }) => (
          <>
            <div className="filters">
              <PlainChoice
                label={say('duty')}
                value={shown ?? ''}
                options={[
                  { value: '', label: sayCommon('all') },
                  ...DUTY_RESULTS.map((value) => ({ value, label: names[value] })),
                ]}
                onChange={(value) =>
                  setSearch(
                    writeDutyQuery(area, DUTY_RESULTS.find((each) => each === value) ?? null),
                  )
                }
              />
            </div>
            <DutyTable
              rows={items
                .filter(({ result }) => shown === null || result === shown)
                .sort((a, b) => RANKS[a.result] - RANKS[b.result])}
            />
            <p className="secondary">{month}</p>
          </>
        )}
      </Answer>
    </>
  );
}

function useDutyNames(): Readonly<Record<DutyResult, string>> {
  const say = useSay(OVERVIEW);
  return {
    met: say('met'),
    'not-met': say('notMet'),
    exempt: say('exempt'),
    'not-judged': say('notJudged'),
  };
}

interface DutyRow {
  readonly enterpriseId: string;
  readonly name: string;
  readonly dayCount: number;
  readonly result: DutyResult;
  readonly completenessRatio: number | null;
  readonly verdicts: readonly Schemas['DutyVerdict'][];
}

function DutyTable({ rows }: { readonly rows: readonly DutyRow[] }) {
  const { language, nameOf } = useWords();
  const say = useSay(OVERVIEW);
  const names = useDutyNames();
  return (
    <DataTable<DutyRow>
      rowKey="enterpriseId"
      rows={rows}
      label={say('duty')}
      empty={say('noRows')}
      columns={[
        {
          title: say('enterprise'),
          dataIndex: 'name',
          compare: (one, other) => one.name.localeCompare(other.name, 'zh'),
          render: (name: string, { enterpriseId }) => (
            <Link to={`/enterprises/${enterpriseId}?tab=meters`}>{name}</Link>
          ),
        },
        {
          title: say('duty'),
          dataIndex: 'result',
          render: (result: DutyResult) => (
            <LevelMark level={LEVELS_OF[result]} text={names[result]} />
          ),
        },
        {
          title: say('dutyShare'),
          dataIndex: 'completenessRatio',
          compare: (one, other) => (one.completenessRatio ?? -1) - (other.completenessRatio ?? -1),
          align: 'right',
          className: 'number',
          render: (ratio: number | null) => (ratio === null ? '—' : formatShare(ratio, language)),
        },
        {
          ...{ title: say('dutyDays'), dataIndex: 'dayCount', align: 'right', className: 'number' },
          compare: (one, other) => one.dayCount - other.dayCount,
        },
        {
          title: say('dutyRules'),
          key: 'rules',
          render: (_value, { verdicts }) => {
            const broken = verdicts.filter(({ result }) => result === 'not-met');
            return broken.length === 0
              ? '—'
              : broken
                  .map(({ rule }) => nameOf(DUTY_RULES, rule))
                  .join(language === 'zh' ? '、' : ', ');
          },
        },
      ]}
    />
  );
}
