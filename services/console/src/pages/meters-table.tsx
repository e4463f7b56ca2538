import { useQueries } from '@tanstack/react-query';
import { Table } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant, formatNumber } from '../parts/format.ts';
import { Nothing } from '../parts/states.tsx';
import { useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, FLOWS, METER_KINDS, UNITS } from '../words/codes.ts';

type Meter = Schemas['Meter'];
const PAGE_ROWS = 20;
/** The api has no "newest reading": the last hours are asked first, then the last days. */
const LOOK_BACK_MS = [2 * 3_600_000, 7 * 86_400_000];
const READINGS_MAX = 1_000;

/** Meters with what their readings mean, and the newest reading of each on the page. */
export function MetersTable(props: {
  readonly enterprise: Schemas['Enterprise'];
  readonly meters: readonly Meter[];
}) {
  const { enterprise, meters } = props;
  const words = useWords();
  const { say, nameOf, language } = words;
  const unitOf = (meter: Meter) => nameOf(UNITS, meter.unit);
  const last = useLastReadings(enterprise.id, meters.slice(0, PAGE_ROWS));

  return (
    <Table<Meter>
      rowKey="id"
      size="small"
      dataSource={[...meters]}
      pagination={
        meters.length > PAGE_ROWS ? { pageSize: PAGE_ROWS, showSizeChanger: false } : false
      }
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Nothing text={say('noMeters')} /> }}
      columns={[
        { title: say('meterId'), dataIndex: 'id' },
        { title: say('name'), dataIndex: 'name' },
        {
          title: say('energyKind'),
          dataIndex: 'energyKind',
          render: (kind: string) => nameOf(ENERGY_KINDS, kind),
        },
        { title: say('flow'), dataIndex: 'flow', render: (flow: string) => nameOf(FLOWS, flow) },
        {
          title: say('level'),
          dataIndex: 'level',
          render: (level: number) => say('levelValue', { level }),
        },
        {
          title: say('meterKind'),
          dataIndex: 'kind',
          render: (kind: string) => nameOf(METER_KINDS, kind),
        },
        {
          title: say('multiplier'),
          dataIndex: 'multiplier',
          align: 'right',
          className: 'number',
          render: (multiplier: number) => formatNumber(multiplier, language, 6),
        },
        {
          title: say('masterMeter'),
          dataIndex: 'masterMeterId',
          render: (id: string | undefined) => id ?? '—',
        },
        {
          title: say('lastReading'),
          align: 'right',
          className: 'number',
          render: (_value, meter) => {
            const found = last.get(meter.id);
            if (found === undefined) return '…';
            if (found === 'failed') return say('readingFailed');
            if (found === null) return say('noReading');
            return `${formatNumber(found.value, language, 3)} ${unitOf(meter)}`;
          },
        },
        {
          title: say('lastReadingAt'),
          className: 'number',
          render: (_value, meter) => {
            const found = last.get(meter.id);
            return typeof found === 'object' && found !== null
              ? formatInstant(found.readAt, enterprise.timeZone)
              : '—';
          },
        },
      ]}
    />
  );
}

type LastReading = Schemas['Reading'] | null | 'failed';

/** Newest reading by meter; absent while it is asked for. */
function useLastReadings(
  enterpriseId: string,
  meters: readonly Meter[],
): ReadonlyMap<string, LastReading> {
  return useQueries({
    queries: meters.map(({ id }) => ({
      queryKey: ['last-reading', enterpriseId, id],
      queryFn: () => lastReading(enterpriseId, id, Date.now()),
      staleTime: 60_000,
    })),
    combine: (results) => {
      const found = new Map<string, LastReading>();
      for (const [index, { data, isError }] of results.entries()) {
        const id = meters[index]?.id ?? '';
        if (isError) found.set(id, 'failed');
        else if (data !== undefined) found.set(id, data);
      }
      return found;
    },
  });
}

async function lastReading(
  enterpriseId: string,
  meterId: string,
  nowMs: number,
): Promise<Schemas['Reading'] | null> {
  for (const backMs of LOOK_BACK_MS) {
    const query = {
      meterId,
      from: new Date(nowMs - backMs).toISOString(),
      to: new Date(nowMs + 600_000).toISOString(),
      limit: READINGS_MAX,
    };
    const params = { path: { enterpriseId }, query };
    const { items } = await answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/readings', { params }),
    );
    const newest = items.at(-1);
    if (newest !== undefined) return newest;
  }
  return null;
}
