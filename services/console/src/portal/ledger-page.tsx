import { useQuery } from '@tanstack/react-query';
import { Button, Space, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { localDay } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { usePeople } from '../parts/people.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS } from '../words/codes.ts';
import { monthsFrom, newestByMonth, type Revision } from './ledger-data.ts';
import { LedgerImport } from './ledger-import.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { LEDGER, LEDGER_STATES } from './words.ts';

const MONTHS_BACK = 23;

interface MonthRow {
  readonly month: string;
  readonly revision: Revision | null;
  readonly awaited: { readonly dueOn: string; readonly overdue: boolean; kinds: string[] } | null;
}

/** Months of the ledger with their states; the way to fill in, check and send tables. */
export function LedgerPage() {
  const say = useSay(LEDGER);
  return <OwnPage title={say('title')}>{(own) => <Months own={own} />}</OwnPage>;
}

function Months({ own }: { readonly own: Own }) {
  const say = useSay(LEDGER);
  const { language } = useWords();
  const thisMonth = localDay(new Date(), own.timeZone).slice(0, 7);
  const from = monthsFrom(thisMonth, -MONTHS_BACK);
  const months = useQuery({
    queryKey: ['ledger', own.enterpriseId, from, thisMonth],
    queryFn: () => readMonths(own.enterpriseId, from, thisMonth),
  });
  const search = new URLSearchParams({
    ...{ enterpriseId: own.enterpriseId, from, to: thisMonth, lang: language },
  });
  return (
    <>
      <Typography.Paragraph>{say('intro')}</Typography.Paragraph>
      <Answer of={months} room="page">
        {(rows) => <MonthsTable own={own} rows={rows} thisMonth={thisMonth} />}
      </Answer>
      <Space wrap style={{ marginBlock: 16 }}>
        <Button href={`/api/v1/exports/ledger.xlsx?${search}`} download>
          {say('exportAll')} Excel
        </Button>
        <Button href={`/api/v1/exports/ledger.csv?${search}`} download>
          {say('exportAll')} CSV
        </Button>
      </Space>
      {own.isReporter && (
        <Section title={say('importYears')}>
          <LedgerImport enterpriseId={own.enterpriseId} />
        </Section>
      )}
    </>
  );
}

function MonthsTable(props: {
  readonly own: Own;
  readonly rows: readonly MonthRow[];
  readonly thisMonth: string;
}) {
  const { own, rows, thisMonth } = props;
  const words = useWords();
  const people = usePeople();
  const say = useSay(LEDGER);
  const lastBy = (revision: Revision | null) => {
    const by = revision?.steps.at(-1)?.recordedBy;
    return by === undefined ? '—' : people.nameOf(by);
  };
  return (
    <WideTable<MonthRow>
      rowKey="month"
      size="small"
      dataSource={[...rows]}
      pagination={rows.length > 12 ? { pageSize: 12, showSizeChanger: false } : false}
      locale={{ emptyText: <Nothing text={say('noMonths')} /> }}
      columns={[
        {
          title: say('month'),
          dataIndex: 'month',
          className: 'number',
          render: (month: string) => <Link to={`/ledger/${month}`}>{month}</Link>,
        },
        {
          title: say('state'),
          render: (_value, row) => <MonthState row={row} thisMonth={thisMonth} />,
        },
        {
          title: say('due'),
          className: 'number',
          render: (_value, { awaited }) => awaited?.dueOn ?? '—',
        },
        {
          title: say('revision'),
          render: (_value, { revision }) =>
            revision === null ? '—' : say('revisionValue', { count: revision.revision }),
        },
        {
          title: say('by'),
          render: (_value, { revision }) => lastBy(revision),
        },
        {
          title: words.say('action'),
          render: (_value, row) => (
            <Space>
              <Link to={`/ledger/${row.month}`}>{say(actionOf(own, row))}</Link>
              <a
                href={`/api/v1/enterprises/${own.enterpriseId}/ledger/template.xlsx?month=${row.month}`}
                download
              >
                {say('template')}
              </a>
            </Space>
          ),
        },
      ]}
    />
  );
}

function MonthState(props: { readonly row: MonthRow; readonly thisMonth: string }) {
  const { revision, awaited, month } = props.row;
  const words = useWords();
  const say = useSay(LEDGER);
  const kinds = (awaited?.kinds ?? [])
    .map((kind) => words.nameOf(ENERGY_KINDS, kind))
    .join(words.language === 'zh' ? '、' : ', ');
  if (revision !== null) {
    const color = revision.state === 'returned' ? 'error' : revision.counting ? 'success' : 'blue';
    return (
      <>
        <Tag color={color}>{words.nameOf(LEDGER_STATES, revision.state)}</Tag>
        {revision.counting && kinds !== '' && say('missingKinds', { kinds })}
      </>
    );
  }
  if (awaited !== null) {
    return (
      <Tag color={awaited.overdue ? 'error' : 'warning'}>
        {say(awaited.overdue ? 'overdue' : 'awaited')}
      </Tag>
    );
  }
  return <Tag>{say(month === props.thisMonth ? 'monthRunning' : 'notOwed')}</Tag>;
}

function actionOf(own: Own, { revision }: MonthRow): 'open' | 'look' | 'check' {
  if (own.isReviewer && revision?.state === 'submitted') return 'check';
  if (own.isReporter && (revision === null || revision.state === 'returned')) return 'open';
  return 'look';
}

/** Months that are owed or on record and the last one that is over, the newest first. */
async function readMonths(enterpriseId: string, from: string, to: string): Promise<MonthRow[]> {
  const path = { enterpriseId };
  const [ledger, awaiting] = await Promise.all([
    answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/ledger', {
        params: { path, query: { from, to } },
      }),
    ),
    answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/ledger/awaiting', { params: { path } })),
  ]);
  const newest = newestByMonth(ledger.items);
  const awaited = new Map(awaiting.items.map((each) => [each.month, each]));
  const months = new Set([...newest.keys(), ...awaited.keys(), monthsFrom(to, -1), to]);
  return [...months]
    .sort()
    .reverse()
    .map((month) => ({
      ...{ month, revision: newest.get(month) ?? null, awaited: awaited.get(month) ?? null },
    }));
}
