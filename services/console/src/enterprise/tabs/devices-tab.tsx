import { useQueries, useQuery } from '@tanstack/react-query';
import { Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../client/api.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { formatInstant, formatNumber } from '../../parts/format.ts';
import { LevelMark } from '../../parts/level-mark.tsx';
import { Section } from '../../parts/page-head.tsx';
import { Answer } from '../../parts/states.tsx';
import {
  type DeviceActs,
  DeviceButtons,
  DeviceForm,
  type Issued,
  useDeviceActs,
} from '../../portal/device-form.tsx';
import { Refusal } from '../../portal/refusal.tsx';
import { RenameDevice } from '../../registry/meter-forms.tsx';
import { REGISTRY } from '../../registry/words.ts';
import { useMay } from '../../session/session.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { CREDENTIALS, QUARANTINE_REASONS } from '../../words/codes.ts';
import { type TabProps, useMeterDevices } from '../use-enterprise.ts';
import { ENTERPRISE, TAB_NAMES } from '../words.ts';

const DAYS = 7;
const LIST_MAX = 1_000;
type Device = Schemas['Device'];
type Account = Schemas['Accounting']['enterprises'][number] & { readonly date: string };

/** Devices with their credentials, and what became of what they sent. */
export function DevicesTab({ enterprise, today }: TabProps) {
  const { pick } = useWords();
  const say = useSay(ENTERPRISE);
  const sayRegistry = useSay(REGISTRY);
  const mayWrite = useMay('credentials.write');
  const [issued, setIssued] = useState<Issued | null>(null);
  const acts = useDeviceActs(enterprise.id, setIssued);
  const devices = useQuery({
    queryKey: ['devices', enterprise.id],
    queryFn: () => {
      const params = { path: { enterpriseId: enterprise.id }, query: { limit: LIST_MAX } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/devices', { params }));
    },
  });
  const topic = devices.data?.items[0]?.topics.receipts ?? `energy/v1/${enterprise.id}/…/receipts`;
  return (
    <>
      <Section title={pick(TAB_NAMES.devices)}>
        {mayWrite && (
          <details className="add-part no-print" open={issued !== null}>
            <summary>{sayRegistry('addDevice')}</summary>
            <p>
              <Link to="/imports?kind=devices">{sayRegistry('importMany')}</Link>
            </p>
            <DeviceForm enterpriseId={enterprise.id} issued={issued} onIssued={setIssued} />
          </details>
        )}
        {acts.error !== null && <Refusal error={acts.error} />}
        <Answer of={devices}>
          {({ items }) => (
            <DevicesTable
              devices={items}
              enterpriseId={enterprise.id}
              timeZone={enterprise.timeZone}
              acts={mayWrite ? acts : null}
            />
          )}
        </Answer>
      </Section>
      <Section title={say('fates')}>
        <p className="secondary">{say('fatesText', { topic })}</p>
        <Fates enterpriseId={enterprise.id} today={today} />
      </Section>
    </>
  );
}

function DevicesTable(props: {
  readonly devices: readonly Device[];
  readonly enterpriseId: string;
  readonly timeZone: string;
  readonly acts: DeviceActs | null;
}) {
  const { acts } = props;
  const say = useSay(ENTERPRISE);
  const words = useWords();
  const at = (iso: string) => formatInstant(iso, props.timeZone);
  const reported = Map.groupBy(
    useMeterDevices(props.enterpriseId).data?.items ?? [],
    ({ deviceId }) => deviceId,
  );
  return (
    <DataTable<Device>
      rowKey="id"
      rows={props.devices}
      label={words.say('devices')}
      empty={words.say('noDevices')}
      columns={[
        { title: words.say('device'), dataIndex: 'id' },
        { title: words.say('name'), dataIndex: 'name', render: (name: string) => name || '—' },
        { title: words.say('deviceUser'), dataIndex: 'username' },
        {
          title: words.say('credential'),
          dataIndex: 'credential',
          render: (kind: string) => words.nameOf(CREDENTIALS, kind),
        },
        { title: words.say('issuedAt'), dataIndex: 'issuedAt', className: 'number', render: at },
        {
          title: words.say('deviceState'),
          dataIndex: 'revokedAt',
          render: (revokedAt: string | null) =>
            revokedAt === null
              ? words.say('deviceActive')
              : words.say('deviceRevoked', { at: at(revokedAt) }),
        },
        {
          title: say('lastSeen'),
          dataIndex: 'lastSeenAt',
          className: 'number',
          render: (seenAt: string | null) => (seenAt === null ? say('never') : at(seenAt)),
        },
        {
          title: say('reportedMeters'),
          key: 'meters',
          render: (_value: unknown, { id }: Device) =>
            reported
              .get(id)
              ?.map(({ meterId }) => meterId)
              .join(words.language === 'zh' ? '、' : ', ') ?? '—',
        },
        ...(acts === null
          ? []
          : [
              {
                title: words.say('action'),
                className: 'no-print',
                render: (_value: unknown, device: Device) => (
                  <Space wrap>
                    <RenameDevice enterpriseId={props.enterpriseId} device={device} />
                    <DeviceButtons device={device} acts={acts} />
                  </Space>
                ),
              },
            ]),
      ]}
    />
  );
}

/** The days up to one, newest first. */
function lastDays(today: string, count: number): string[] {
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_none, index) =>
    new Date(last - index * 86_400_000).toISOString().slice(0, 10),
  );
}

function Fates({ enterpriseId, today }: { readonly enterpriseId: string; readonly today: string }) {
  const { language, nameOf } = useWords();
  const say = useSay(ENTERPRISE);
  const asked = useQueries({
    queries: lastDays(today, DAYS).map((date) => ({
      queryKey: ['accounting-of', enterpriseId, date],
      queryFn: async (): Promise<Account[]> => {
        const params = { query: { date, enterpriseId } };
        const { enterprises } = await answerOf(api.GET('/api/v1/ingest/accounting', { params }));
        return enterprises.map((row) => ({ ...row, date }));
      },
      staleTime: 30_000,
    })),
    combine: (results) => ({
      data: results.every(({ data }) => data !== undefined)
        ? results.flatMap(({ data = [] }) => data)
        : undefined,
      error: results.find(({ error }) => error !== null)?.error ?? null,
      refetch: () => Promise.all(results.map((result) => result.refetch())),
    }),
  });
  const right = { align: 'right', className: 'number' } as const;
  const count = (
    title: string,
    key: 'messages' | 'parsed' | 'stored' | 'duplicate' | 'conflict',
  ) => ({
    ...{ title, dataIndex: key, ...right },
    render: (value: number) => formatNumber(value, language),
  });
  return (
    <Answer of={asked}>
      {(rows) => (
        <DataTable<Account>
          rowKey="date"
          rows={rows}
          label={say('fates')}
          empty={say('noMessages')}
          columns={[
            {
              ...{ title: say('day'), dataIndex: 'date', className: 'number' },
              render: (date: string) => (
                <Link to={`/accounting?date=${date}&enterprise=${enterpriseId}`}>{date}</Link>
              ),
            },
            count(say('messages'), 'messages'),
            count(say('readings'), 'parsed'),
            count(say('stored'), 'stored'),
            count(say('duplicate'), 'duplicate'),
            count(say('conflict'), 'conflict'),
            {
              title: say('quarantined'),
              key: 'quarantined',
              render: (_v, { quarantined }) => {
                const parts = Object.entries(quarantined).map(
                  ([reason, value]) =>
                    `${nameOf(QUARANTINE_REASONS, reason)} ${formatNumber(value, language)}`,
                );
                return parts.length === 0 ? (
                  '0'
                ) : (
                  <Link to={`/quarantine?enterprise=${enterpriseId}`}>{parts.join(' · ')}</Link>
                );
              },
            },
            {
              title: say('balance'),
              dataIndex: 'balanced',
              render: (balanced: boolean) => (
                <LevelMark
                  level={balanced ? 0 : 3}
                  text={say(balanced ? 'balanced' : 'unbalanced')}
                />
              ),
            },
          ]}
        />
      )}
    </Answer>
  );
}
