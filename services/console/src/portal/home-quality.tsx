import { useQuery } from '@tanstack/react-query';
import { Card, Statistic, Typography } from 'antd';
import { Link } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { formatInstant, formatShare } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Own } from './own-enterprise.tsx';
import { readLatest } from './see-step.tsx';
import { PORTAL } from './words.ts';

const ONLINE_MS = 3_600_000;
const SILENT_SHOWN = 8;
const REFUSED_MAX = 100;

/** Meters heard and silent, completeness of yesterday, messages that wait. */
export function HomeQuality({ own }: { readonly own: Own }) {
  const { language } = useWords();
  const say = useSay(PORTAL);
  const state = useQuery({
    queryKey: ['meter-state', own.enterpriseId],
    queryFn: () => readState(own, Date.now()),
    refetchInterval: 60_000,
  });
  return (
    <Section title={say('quality')}>
      <Answer of={state}>
        {({ meterCount, onlineCount, silent, completeness, refusedCount, deviceCount }) => (
          <>
            <div className="portal-cards">
              <Card size="small">
                <Statistic
                  title={say('metersOnline')}
                  value={onlineCount}
                  suffix={`/ ${meterCount}`}
                />
                <Typography.Text type="secondary">{say('metersOnlineHint')}</Typography.Text>
              </Card>
              <Card size="small">
                <Statistic
                  title={say('completenessYesterday')}
                  value={
                    completeness === null ? say('notJudged') : formatShare(completeness, language)
                  }
                />
              </Card>
              <Card size="small">
                <Statistic
                  title={say('refusedOpen')}
                  value={refusedCount >= REFUSED_MAX ? `${REFUSED_MAX}+` : refusedCount}
                />
                {refusedCount > 0 && <Link to="/quarantine">{say('go')}</Link>}
              </Card>
              <Card size="small">
                <Statistic title={say('activeDevices')} value={deviceCount} />
                <Link to="/onboarding?step=2">{say('toOnboarding')}</Link>
              </Card>
            </div>
            {silent.length > 0 && <Silent own={own} silent={silent} />}
          </>
        )}
      </Answer>
    </Section>
  );
}

interface SilentMeter {
  readonly id: string;
  readonly name: string;
  readonly readAt: string | null;
}

function Silent(props: { readonly own: Own; readonly silent: readonly SilentMeter[] }) {
  const { own, silent } = props;
  const say = useSay(PORTAL);
  const rest = silent.length - SILENT_SHOWN;
  return (
    <>
      <Typography.Text strong>{say('silentMeters')}</Typography.Text>
      <ul>
        {silent.slice(0, SILENT_SHOWN).map(({ id, name, readAt }) => (
          <li key={id}>
            {id} {name} ·{' '}
            {readAt === null
              ? say('neverRead')
              : say('lastAt', { at: formatInstant(readAt, own.timeZone) })}
          </li>
        ))}
        {rest > 0 && <li>{say('more', { count: rest })}</li>}
      </ul>
    </>
  );
}

async function readState(own: Own, nowMs: number) {
  const { enterpriseId } = own;
  const path = { enterpriseId };
  const [meters, latest, duty, refused, devices] = await Promise.all([
    answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/meters', {
        params: { path, query: { limit: 1_000 } },
      }),
    ),
    readLatest(enterpriseId),
    answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/data-duty', { params: { path } })),
    answerOf(
      api.GET('/api/v1/quarantine', {
        params: { query: { enterpriseId, state: 'open', limit: REFUSED_MAX } },
      }),
    ),
    answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/devices', {
        params: { path, query: { limit: 1_000 } },
      }),
    ),
  ]);
  const readAt = new Map(latest.map((each) => [each.meterId, each.readAt]));
  const isOnline = (id: string) => nowMs - Date.parse(readAt.get(id) ?? '') < ONLINE_MS;
  return {
    meterCount: meters.items.length,
    onlineCount: meters.items.filter(({ id }) => isOnline(id)).length,
    silent: meters.items
      .filter(({ id }) => !isOnline(id))
      .map(({ id, name }): SilentMeter => ({ id, name, readAt: readAt.get(id) ?? null })),
    completeness: duty.days.at(-1)?.completenessRatio ?? null,
    refusedCount: refused.items.length,
    deviceCount: devices.items.filter(({ revokedAt }) => revokedAt === null).length,
  };
}
