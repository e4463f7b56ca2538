import { useQuery } from '@tanstack/react-query';
import { DatePicker, Descriptions, Table, Tag, Typography } from 'antd';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { EnterpriseChoice } from '../parts/filters.tsx';
import { browserZone, formatNumber, localDay } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useWords } from '../settings/settings.tsx';
import { QUARANTINE_REASONS } from '../words/codes.ts';

type Accounting = Schemas['Accounting'];
type Row = Accounting['enterprises'][number];
const PAGE_ROWS = 50;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What became of every message and reading of one day. */
export function AccountingPage() {
  const { say } = useWords();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('date') ?? '';
  const date = DAY.test(asked) ? asked : localDay(new Date(), browserZone());
  const enterpriseId = search.get('enterprise');
  const show = (day: string, id: string | null) =>
    setSearch({ date: day, ...(id === null ? {} : { enterprise: id }) }, { replace: true });
  const accounting = useQuery({
    queryKey: ['accounting', date, enterpriseId],
    queryFn: () => {
      const query = { date, ...(enterpriseId === null ? {} : { enterpriseId }) };
      return answerOf(api.GET('/api/v1/ingest/accounting', { params: { query } }));
    },
  });
  return (
    <>
      <PageHead title={say('accounting')}>
        <DatePicker
          aria-label={say('date')}
          allowClear={false}
          value={dayjs(date)}
          onChange={(day) => day && show(day.format('YYYY-MM-DD'), enterpriseId)}
        />
      </PageHead>
      <Typography.Paragraph>{say('accountingIntro')}</Typography.Paragraph>
      <div className="filters">
        <EnterpriseChoice value={enterpriseId} onChange={(id) => show(date, id)} />
      </div>
      <Answer of={accounting}>
        {(answer) => (
          <>
            <Messages accounting={answer} />
            <AccountsTable rows={answer.enterprises} />
          </>
        )}
      </Answer>
    </>
  );
}

function Balanced({ isBalanced }: { readonly isBalanced: boolean }) {
  const { say } = useWords();
  return (
    <Tag color={isBalanced ? 'success' : 'error'}>
      {say(isBalanced ? 'balanced' : 'unbalanced')}
    </Tag>
  );
}

function Messages({ accounting }: { readonly accounting: Accounting }) {
  const { say, language } = useWords();
  const { messages } = accounting;
  if (messages === undefined || messages === null) {
    return <Typography.Paragraph type="secondary">{say('messagesHidden')}</Typography.Paragraph>;
  }
  const counts = (['journalled', 'processed', 'inFlight'] as const).map((key) => ({
    key,
    label: say(key),
    children: formatNumber(messages[key], language),
  }));
  const verdict = {
    key: 'state',
    label: say('state'),
    children: <Balanced isBalanced={messages.balanced} />,
  };
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 4 }}
      style={{ marginBottom: 16 }}
      items={[...counts, verdict]}
    />
  );
}

function AccountsTable({ rows }: { readonly rows: readonly Row[] }) {
  const { say, nameOf, language } = useWords();
  const count = (key: 'parsed' | 'stored' | 'duplicate' | 'conflict') => ({
    title: say(key === 'stored' ? 'storedReadings' : key),
    dataIndex: key,
    align: 'right' as const,
    className: 'number',
    render: (value: number) => formatNumber(value, language),
  });
  const refused = (quarantined: Row['quarantined']) => {
    const texts = Object.entries(quarantined).map(
      ([reason, value]) => `${nameOf(QUARANTINE_REASONS, reason)} ${formatNumber(value, language)}`,
    );
    return texts.length === 0 ? '0' : texts.join(' · ');
  };
  return (
    <WideTable<Row>
      rowKey="enterpriseId"
      size="small"
      dataSource={[...rows]}
      pagination={
        rows.length > PAGE_ROWS ? { defaultPageSize: PAGE_ROWS, showSizeChanger: false } : false
      }
      summary={() =>
        rows.length < 2 ? null : (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>{say('total')}</Table.Summary.Cell>
            {(['parsed', 'stored', 'duplicate', 'conflict'] as const).map((key, at) => (
              <Table.Summary.Cell key={key} index={at + 1} align="right" className="number">
                {formatNumber(
                  rows.reduce((sum, row) => sum + row[key], 0),
                  language,
                )}
              </Table.Summary.Cell>
            ))}
            <Table.Summary.Cell index={5} align="right" className="number">
              {formatNumber(
                rows
                  .flatMap(({ quarantined }) => Object.values(quarantined))
                  .reduce((sum, value) => sum + value, 0),
                language,
              )}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={6} />
          </Table.Summary.Row>
        )
      }
      locale={{ emptyText: <Nothing text={say('noAccounting')} /> }}
      columns={[
        {
          title: say('enterprise'),
          dataIndex: 'enterpriseId',
          render: (id: string, { name }) =>
            name === null ? (
              // A topic that names nobody we know: there is no page to lead to.
              id || say('unknownSender')
            ) : (
              <Link to={`/enterprises/${id}`}>{name}</Link>
            ),
        },
        count('parsed'),
        count('stored'),
        count('duplicate'),
        count('conflict'),
        { title: say('quarantined'), dataIndex: 'quarantined', align: 'right', render: refused },
        {
          title: say('state'),
          dataIndex: 'balanced',
          render: (isBalanced: boolean) => <Balanced isBalanced={isBalanced} />,
        },
      ]}
    />
  );
}
