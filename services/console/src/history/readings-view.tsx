import { useQuery } from '@tanstack/react-query';
import { Alert, Tag } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant, formatNumber, startOfDay } from '../parts/format.ts';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { UNITS } from '../words/codes.ts';
import { ExportButtons } from './export-buttons.tsx';
import { dayAfter, type HistoryQuery, shownMeterIds } from './history-query.ts';
import { HISTORY_WORDS } from './words.ts';

/** Readings that one page lists; a week of minutes. */
const ROWS_MAX = 10_080;
const PAGE_ROWS = 100;

type Reading = Schemas['Reading'];

/** What one meter showed, as it was received, with the corrections in force beside it. */
export function ReadingsView(props: {
  readonly query: HistoryQuery;
  readonly enterprise: Schemas['Enterprise'];
  readonly meters: readonly Schemas['Meter'][];
}) {
  const { query, enterprise, meters } = props;
  const say = useSay(HISTORY_WORDS);
  const { language } = useWords();
  const [meterId] = shownMeterIds(query, meters);
  const meter = meters.find(({ id }) => id === meterId);
  const { timeZone } = enterprise;
  const from = startOfDay(query.from, timeZone);
  const to = startOfDay(dayAfter(query.to), timeZone);
  const readings = useQuery({
    queryKey: ['readings', enterprise.id, meter?.id, from, to],
    queryFn: () => {
      const params = {
        path: { enterpriseId: enterprise.id },
        query: { meterId: meter?.id ?? '', from, to, limit: ROWS_MAX },
      };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/readings', { params }));
    },
    enabled: meter !== undefined,
  });
  if (meter === undefined) return <Nothing text={say('chooseOneMeter')} />;
  const search = new URLSearchParams({
    ...{ enterpriseId: enterprise.id, meterId: meter.id, from, to, lang: language },
  });
  const address = `/api/v1/exports/readings.csv?${search}`;
  return (
    <>
      <div className="no-print" style={{ marginBottom: 12 }}>
        <ExportButtons choices={[{ label: say('exportReadings'), address }]} />
      </div>
      <Answer of={readings}>
        {({ items, next }) => (
          <>
            {next !== undefined && (
              <Alert
                type="info"
                showIcon
                style={{ marginBottom: 12 }}
                title={say('readingsCut', { count: items.length })}
              />
            )}
            <ReadingsTable items={items} meter={meter} timeZone={timeZone} />
          </>
        )}
      </Answer>
    </>
  );
}

function ReadingsTable(props: {
  readonly items: readonly Reading[];
  readonly meter: Schemas['Meter'];
  readonly timeZone: string;
}) {
  const { items, meter, timeZone } = props;
  const say = useSay(HISTORY_WORDS);
  const { language, nameOf } = useWords();
  return (
    <WideTable<Reading>
      rowKey="readAt"
      size="small"
      dataSource={[...items]}
      pagination={
        items.length > PAGE_ROWS ? { defaultPageSize: PAGE_ROWS, showSizeChanger: false } : false
      }
      locale={{ emptyText: <Nothing text={say('noReadings')} /> }}
      columns={[
        {
          title: say('readAt', { zone: timeZone }),
          className: 'number',
          render: (_value, { readAt }) => formatInstant(readAt, timeZone, true),
        },
        {
          title: say('value', { unit: nameOf(UNITS, meter.unit) }),
          ...{ align: 'right', className: 'number' },
          render: (_value, { value }) => formatNumber(value, language, 6),
        },
        {
          title: say('correction'),
          render: (_value, { correction }) => <CorrectionNote correction={correction} />,
        },
        {
          title: say('receivedAt'),
          className: 'number',
          render: (_value, { receivedAt }) =>
            receivedAt === null ? '—' : formatInstant(receivedAt, timeZone, true),
        },
        {
          title: say('position'),
          className: 'number',
          render: (_value, { position }) => position ?? say('enteredByHand'),
        },
      ]}
    />
  );
}

function CorrectionNote({
  correction,
}: {
  readonly correction: Reading['correction'] | undefined;
}) {
  const say = useSay(HISTORY_WORDS);
  const { language } = useWords();
  if (correction === undefined) return null;
  const { value, correctionNo: no, by, reason } = correction;
  const text =
    value === null
      ? say('voided', { no, by, reason })
      : say('correctedTo', { value: formatNumber(value, language, 6), no, by, reason });
  return <Tag color="warning">{text}</Tag>;
}
