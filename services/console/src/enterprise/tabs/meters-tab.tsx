import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Consumption, type Schemas } from '../../client/api.ts';
import { dayAfter } from '../../history/history-query.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { formatInstant, formatNumber, formatShare } from '../../parts/format.ts';
import { LevelMark } from '../../parts/level-mark.tsx';
import { Section } from '../../parts/page-head.tsx';
import { Answer, Loading } from '../../parts/states.tsx';
import { MeterButtons } from '../../registry/meter-forms.tsx';
import { REGISTRY } from '../../registry/words.ts';
import { useMay } from '../../session/session.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { ENERGY_KINDS, FLOWS, METER_KINDS, UNITS } from '../../words/codes.ts';
import {
  type TabProps,
  useByMeter,
  useFiringAlerts,
  useMeterDevices,
  useMeters,
} from '../use-enterprise.ts';
import { CALIBRATIONS, ENTERPRISE, TAB_NAMES } from '../words.ts';

const QUALITY_DAYS = 30;
const MeterForm = lazy(async () => ({
  default: (await import('../../portal/meter-form.tsx')).MeterForm,
}));
type Meter = Schemas['Meter'];
type Group = Schemas['ConsumptionGroup'];

/** Meters with what they mean, and how good their data have been. */
export function MetersTab({ enterprise, today }: TabProps) {
  const { pick, language } = useWords();
  const say = useSay(ENTERPRISE);
  const meters = useMeters(enterprise.id);
  const range = { from: daysBefore(today, QUALITY_DAYS), to: dayAfter(today) };
  const quality = useByMeter(enterprise.id, range);
  const latest = useQuery({
    queryKey: ['latest-readings', enterprise.id],
    queryFn: () => {
      const params = { path: { enterpriseId: enterprise.id } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/latest-readings', { params }));
    },
    staleTime: 30_000,
  });
  const devices = useMeterDevices(enterprise.id);
  const deviceOf = new Map(devices.data?.items.map((item) => [item.meterId, item.deviceId]));
  const alerts = useFiringAlerts(enterprise.id);
  const isSuspected = alerts.data?.items.some(({ rule }) => rule === 'suspicion') ?? false;
  const readAt = new Map(latest.data?.items.map((item) => [item.meterId, item.readAt]));
  return (
    <Section title={pick(TAB_NAMES.meters)}>
      <p className="secondary">
        {say('quality30', { from: range.from, to: today })} ·{' '}
        {say('timeZone', { zone: enterprise.timeZone })} · {say('suspicion')}
        {language === 'zh' ? '：' : ': '}
        {isSuspected ? <LevelMark level={1} text={say('suspected')} /> : say('noSuspicion')}
      </p>
      <AddMeter enterpriseId={enterprise.id} meters={meters.data?.items ?? []} />
      <Answer of={meters}>
        {({ items }) => (
          <MetersTable
            meters={items}
            quality={quality.data}
            timeZone={enterprise.timeZone}
            enterpriseId={enterprise.id}
            lastDevice={(id) => deviceOf.get(id) ?? null}
            lastReadAt={(id) => (latest.data === undefined ? '…' : (readAt.get(id) ?? null))}
          />
        )}
      </Answer>
    </Section>
  );
}

/** The form of a meter, behind a line that opens it; nothing for who may not. */
function AddMeter(props: { readonly enterpriseId: string; readonly meters: readonly Meter[] }) {
  const say = useSay(REGISTRY);
  const [isOpen, setOpen] = useState(false);
  if (!useMay('meters.register')) return null;
  return (
    <details
      className="add-part no-print"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{say('addMeter')}</summary>
      <p>
        <Link to="/imports?kind=meters">{say('importMany')}</Link>
      </p>
      <Suspense fallback={<Loading />}>{isOpen && <MeterForm {...props} />}</Suspense>
    </details>
  );
}

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);
}

function MetersTable(props: {
  readonly meters: readonly Meter[];
  readonly quality: Consumption | undefined;
  readonly timeZone: string;
  readonly enterpriseId: string;
  /** Device that sent the last reading; null where nobody knows. */
  lastDevice(meterId: string): string | null;
  /** Instant, null for never, `…` while it is asked for. */
  lastReadAt(meterId: string): string | null;
}) {
  const { meters, quality, timeZone, enterpriseId, lastReadAt, lastDevice } = props;
  const { say: sayCommon, nameOf, language } = useWords();
  const say = useSay(ENTERPRISE);
  const sayRegistry = useSay(REGISTRY);
  const mayWrite = useMay('registry.write');
  const groups = new Map<string, Group>();
  for (const group of (quality?.rows ?? []).flatMap((row) => row.groups)) {
    if (group.meterId !== undefined) groups.set(group.meterId, group);
  }
  const calibrations = new Map(quality?.meters.map((each) => [each.meterId, each.calibration]));
  const right = { align: 'right', className: 'number' } as const;
  const share = (id: string, name: 'completeness' | 'estimatedShare') => {
    if (quality === undefined) return '…';
    const group = groups.get(id);
    return group === undefined || group.state === 'no-data'
      ? '—'
      : formatShare(group[name], language);
  };
  return (
    <DataTable<Meter>
      rowKey="id"
      rows={meters}
      label={say('meter')}
      empty={sayCommon('noMeters')}
      columns={[
        {
          title: say('meter'),
          key: 'meter',
          className: 'enterprise-name',
          render: (_v, { id, name }) => (
            <Link to={`/history?enterprise=${enterpriseId}&groupBy=meter&meters=${id}`}>
              {id} {name}
            </Link>
          ),
        },
        {
          title: sayCommon('energyKind'),
          key: 'kind',
          render: (_v, { energyKind, flow, level }) =>
            `${nameOf(ENERGY_KINDS, energyKind)} · ${nameOf(FLOWS, flow)} · ${sayCommon('levelValue', { level })}`,
        },
        {
          title: sayCommon('meterKind'),
          key: 'meterKind',
          render: (_v, { kind, unit, multiplier }) =>
            `${nameOf(METER_KINDS, kind)} · ${nameOf(UNITS, unit)} × ${formatNumber(multiplier, language, 6)}`,
        },
        {
          title: sayCommon('masterMeter'),
          key: 'master',
          render: (_v, { masterMeterId }) => masterMeterId ?? '—',
        },
        {
          title: say('lastRead'),
          key: 'last',
          className: 'number',
          render: (_v, { id }) => {
            const at = lastReadAt(id);
            if (at === null) return say('never');
            return at === '…' ? at : formatInstant(at, timeZone);
          },
        },
        {
          title: say('lastDevice'),
          key: 'device',
          render: (_v, { id }) => {
            const device = lastDevice(id);
            return device === null ? (
              '—'
            ) : (
              <Link to={`/enterprises/${enterpriseId}?tab=devices`}>{device}</Link>
            );
          },
        },
        {
          ...{ title: say('completeness'), key: 'complete', ...right },
          render: (_v, { id }) => share(id, 'completeness'),
        },
        {
          ...{ title: say('estimatedShare'), key: 'estimated', ...right },
          render: (_v, { id }) => share(id, 'estimatedShare'),
        },
        {
          title: say('calibration'),
          key: 'calibration',
          render: (_v, { id }) => {
            const state = calibrations.get(id);
            if (state === undefined) return '…';
            const isBad = state === 'expired' || state === 'failed';
            return (
              <LevelMark
                level={isBad ? 2 : state === 'valid' ? 0 : null}
                text={nameOf(CALIBRATIONS, state)}
              />
            );
          },
        },
        {
          title: sayRegistry('state'),
          key: 'state',
          render: (_v, { retiredAt }) =>
            retiredAt === undefined
              ? sayRegistry('inUse')
              : sayRegistry('retiredSince', { at: formatInstant(retiredAt, timeZone) }),
        },
        ...(mayWrite
          ? [
              {
                title: sayCommon('action'),
                key: 'action',
                className: 'no-print',
                render: (_v: unknown, meter: Meter) => (
                  <MeterButtons
                    {...{ enterpriseId, meter, meters }}
                    wasRead={lastReadAt(meter.id) !== null}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
