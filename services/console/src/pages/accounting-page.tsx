import { useQuery } from '@tanstack/react-query';
import { DatePicker, Descriptions, Tag, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { browserZone, formatNumber, localDay } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useWords } from '../settings/settings.tsx';
import { QUARANTINE_REASONS } from '../words/codes.ts';

type Accounting = Schemas['Accounting'];
type Row = Accounting['enterprises'][number];
const PAGE_ROWS = 50;

/** What became of every message and reading of one day. */
export function AccountingPage() {
  const { say } = useWords();
  const [date, setDate] = useState(() => localDay(new Date(), browserZone()));
  const accounting = useQuery({
    queryKey: ['accounting', date],
    queryFn: () => answerOf(api.GET('/api/v1/ingest/accounting', { params: { query: { date } } })),
  });
  return (
    <>
      <PageHead title={say('accounting')}>
        <DatePicker
          aria-label={say('date')}
          allowClear={false}
          value={dayjs(date)}
          onChange={(day) => day && setDate(day.format('YYYY-MM-DD'))}
        />
      </PageHead>
      <Typography.Paragraph>{say('accountingIntro')}</Typography.Paragraph>
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
      locale={{ emptyText: <Nothing text={say('noAccounting')} /> }}
      columns={[
        {
          title: say('creditCode'),
          dataIndex: 'enterpriseId',
          render: (id: string) => <Link to={`/enterprises/${id}`}>{id}</Link>,
        },
        count('parsed'),
        count('stored'),
        count('duplicate'),
        count('conflict'),
        { title: say('quarantined'), dataIndex: 'quarantined', render: refused },
        {
          title: say('state'),
          dataIndex: 'balanced',
          render: (isBalanced: boolean) => <Balanced isBalanced={isBalanced} />,
        },
      ]}
    />
  );
}
