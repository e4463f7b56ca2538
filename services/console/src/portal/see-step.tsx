import { useQuery } from '@tanstack/react-query';
import { Alert, Typography } from 'antd';
import { useRef } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant, formatNumber } from '../parts/format.ts';
import { Failure } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { QUARANTINE_REASONS, UNITS } from '../words/codes.ts';
import { type Arrival, arrivalsSince, type LastReads } from './first-message.ts';
import type { Own } from './own-enterprise.tsx';
import { ONBOARDING, PORTAL, QUARANTINE_HELP } from './words.ts';

const POLL_MS = 2_000;
const REFUSED_MAX = 5;
/** The clock of this browser may be behind the server's. */
const CLOCK_SLACK_MS = 120_000;

/** Shows what arrives, or why it was refused, while it is open. */
export function SeeStep(props: {
  readonly own: Own;
  readonly meters: readonly Schemas['Meter'][];
  /** When somebody began to send, and what was there by then. */
  readonly since: Since;
}) {
  const { own, meters, since } = props;
  const say = useSay(ONBOARDING);
  const portal = useSay(PORTAL);
  const { enterpriseId } = own;
  const seen = useQuery({
    queryKey: ['arrivals', enterpriseId, since.atMs],
    queryFn: async () => {
      const [last, refused] = await Promise.all([
        readLatest(enterpriseId),
        answerOf(
          api.GET('/api/v1/quarantine', {
            params: { query: { enterpriseId, limit: REFUSED_MAX } },
          }),
        ),
      ]);
      const sinceMs = since.atMs - CLOCK_SLACK_MS;
      const fresh = refused.items.filter(({ id }) => !since.refusedIds.includes(id));
      return arrivalsSince(since.reads, last, fresh, sinceMs);
    },
    refetchInterval: POLL_MS,
    staleTime: 0,
  });
  if (seen.data === undefined && seen.error !== null) {
    return <Failure error={seen.error} onRetry={() => void seen.refetch()} />;
  }
  const arrivals = seen.data ?? [];
  const hasReading = arrivals.some(({ type }) => type === 'reading');
  return (
    <div aria-live="polite">
      <Typography.Paragraph>{say('seeIntro')}</Typography.Paragraph>
      {arrivals.map((arrival) =>
        arrival.type === 'refused' ? (
          <Refused key={arrival.message.id} own={own} message={arrival.message} />
        ) : (
          <Arrived
            key={`${arrival.meterId}/${arrival.readAt}`}
            own={own}
            arrival={arrival}
            meter={meters.find(({ id }) => id === arrival.meterId)}
          />
        ),
      )}
      {hasReading ? (
        <Typography.Paragraph style={{ marginTop: 16 }}>
          {say('done')} <Link to="/home">{portal('homeTitle')}</Link>
        </Typography.Paragraph>
      ) : (
        <Alert type="info" showIcon title={say('waiting')} description={say('waitingHint')} />
      )}
    </div>
  );
}

/** What was known when the wizard was opened. */
export interface Since {
  readonly atMs: number;
  readonly reads: LastReads;
  readonly refusedIds: readonly string[];
}

/** What is known now, to tell later what is new. Null until the api answered. */
export function useSince(enterpriseId: string): Since | null {
  const openedAtMs = useRef(Date.now());
  const before = useQuery({
    queryKey: ['arrivals-before', enterpriseId, openedAtMs.current],
    queryFn: async () => {
      const query = { enterpriseId, limit: REFUSED_MAX };
      const [last, refused] = await Promise.all([
        readLatest(enterpriseId),
        answerOf(api.GET('/api/v1/quarantine', { params: { query } })),
      ]);
      return {
        reads: Object.fromEntries(last.map(({ meterId, readAt }) => [meterId, readAt])),
        refusedIds: refused.items.map(({ id }) => id),
      };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return before.data === undefined ? null : { atMs: openedAtMs.current, ...before.data };
}

/** When each meter was last read. */
export async function readLatest(enterpriseId: string) {
  const params = { path: { enterpriseId } };
  const path = '/api/v1/enterprises/{enterpriseId}/latest-readings';
  return (await answerOf(api.GET(path, { params }))).items;
}

function Arrived(props: {
  readonly own: Own;
  readonly arrival: Extract<Arrival, { type: 'reading' }>;
  readonly meter: Schemas['Meter'] | undefined;
}) {
  const { own, arrival, meter } = props;
  const words = useWords();
  const say = useSay(ONBOARDING);
  const { enterpriseId, timeZone } = own;
  const { meterId, readAt } = arrival;
  const reading = useQuery({
    queryKey: ['reading', enterpriseId, meterId, readAt],
    queryFn: async () => {
      const to = new Date(Date.parse(readAt) + 1).toISOString();
      const params = { path: { enterpriseId }, query: { meterId, from: readAt, to } };
      const path = '/api/v1/enterprises/{enterpriseId}/readings';
      return (await answerOf(api.GET(path, { params }))).items[0] ?? null;
    },
    // The receipt is on record a moment after the reading.
    refetchInterval: ({ state }) => (state.data?.receivedAt == null ? POLL_MS : false),
  });
  const found = reading.data;
  if (found == null) return null;
  return (
    <Alert
      type="success"
      showIcon
      style={{ marginBottom: 12 }}
      title={say('arrived')}
      description={
        <>
          <div>
            {say('arrivedLine', {
              meter: `${meterId} ${meter?.name ?? ''}`.trim(),
              value: formatNumber(found.value, words.language, 3),
              unit: meter === undefined ? '' : words.nameOf(UNITS, meter.unit),
              readAt: formatInstant(found.readAt, timeZone, true),
              receivedAt:
                found.receivedAt === null
                  ? say('justNow')
                  : formatInstant(found.receivedAt, timeZone, true),
            })}
          </div>
          {found.position !== null && <div>{say('position', { position: found.position })}</div>}
        </>
      }
    />
  );
}

function Refused(props: { readonly own: Own; readonly message: Schemas['QuarantinedMessage'] }) {
  const { own, message } = props;
  const words = useWords();
  const say = useSay(ONBOARDING);
  const { reason, deviceId, receivedAt, rejected } = message;
  const first = rejected[0];
  const code = first?.code ?? reason;
  const name = words.nameOf(QUARANTINE_REASONS, code);
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 12 }}
      title={
        first === undefined
          ? say('rejected', { reason: name })
          : say('rejectedReading', { meter: first.meterId, reason: name })
      }
      description={
        <>
          <div>{words.nameOf(QUARANTINE_HELP, code)}</div>
          <small>
            {say('rejectedAt', {
              device: deviceId,
              at: formatInstant(receivedAt, own.timeZone, true),
            })}
          </small>
        </>
      }
    />
  );
}
