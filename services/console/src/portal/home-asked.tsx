import { useQuery } from '@tanstack/react-query';
import { List, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { withUnits } from '../inbox/parts/alert-marks.tsx';
import { formatInstant, localDay } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import type { Own } from './own-enterprise.tsx';
import { measuresOf, milestonesDue } from './policy-reader.ts';
import { PORTAL } from './words.ts';

const CALIBRATION_DAYS = 60;
const LISTED_MAX = 5;

/** One thing that somebody of the enterprise has to do. */
interface Asked {
  readonly key: string;
  readonly what: keyof typeof PORTAL;
  readonly text: string | Pair;
  readonly to: string;
  /** Last day, `YYYY-MM-DD`; null where none is set. */
  readonly dueOn: string | null;
}

/** What is asked of the enterprise, the first due first. */
export function HomeAsked({ own }: { readonly own: Own }) {
  const words = useWords();
  const say = useSay(PORTAL);
  const today = localDay(new Date(), own.timeZone);
  const asked = useQuery({
    queryKey: ['asked', own.enterpriseId, today, own.isReviewer],
    queryFn: () => readAsked(own, today),
  });
  return (
    <Section title={say('asked')}>
      <Answer of={asked}>
        {(items) =>
          items.length === 0 ? (
            <Nothing text={say('nothingAsked')} />
          ) : (
            <List
              size="small"
              bordered
              dataSource={[...items]}
              renderItem={(item) => {
                const text = typeof item.text === 'string' ? item.text : words.pick(item.text);
                return (
                  <List.Item
                    actions={[
                      <Link key="go" to={item.to} aria-label={`${say('go')} ${text}`}>
                        {say('go')}
                      </Link>,
                    ]}
                  >
                    <span>
                      <Typography.Text strong>{say(item.what)}</Typography.Text>{' '}
                      <bdi>{withUnits(text, words)}</bdi> <Due on={item.dueOn} today={today} />
                    </span>
                  </List.Item>
                );
              }}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function Due({ on, today }: { readonly on: string | null; readonly today: string }): ReactNode {
  const say = useSay(PORTAL);
  if (on === null) return null;
  const isOver = on < today;
  return (
    <Tag color={isOver ? 'error' : 'default'}>
      {say(isOver ? 'overdueSince' : 'dueOn', { date: on })}
    </Tag>
  );
}

/** Everything that is asked, gathered from the parts of the api that know. */
async function readAsked(own: Own, today: string): Promise<readonly Asked[]> {
  const lists = await Promise.all([
    readWarnings(own),
    readCases(own),
    readLedger(own),
    readCorrections(own),
    readMeasures(own, today),
    readCalibrations(own),
  ]);
  return lists
    .flat()
    .sort((left, right) => ((left.dueOn ?? '9999') < (right.dueOn ?? '9999') ? -1 : 1));
}

async function readWarnings({ enterpriseId, timeZone }: Own): Promise<Asked[]> {
  const query = { enterpriseId, condition: 'firing' as const, limit: LISTED_MAX };
  const { items } = await answerOf(api.GET('/api/v1/alerts', { params: { query } }));
  return items
    .filter(({ caseId }) => caseId === null)
    .map(({ id, period, evidence, openedAt, category }) => {
      const { message } = evidence as { message?: { zh?: unknown; en?: unknown } };
      const at = formatInstant(openedAt, timeZone);
      const range = `${period.from} – ${period.to} · ${at}`;
      const text: string | Pair =
        typeof message?.zh === 'string' && typeof message.en === 'string'
          ? [message.zh, message.en]
          : range;
      const what = category === 'alarm' ? 'askedAlarms' : 'askedWarnings';
      return { key: id, what, text, to: `/alerts/${id}`, dueOn: null };
    });
}

async function readCases({ enterpriseId }: Own): Promise<Asked[]> {
  const states = ['awaiting-reply', 'rectifying'] as const;
  const pages = await Promise.all(
    states.map((state) => {
      const query = { enterpriseId, state, limit: LISTED_MAX };
      return answerOf(api.GET('/api/v1/cases', { params: { query } }));
    }),
  );
  return pages
    .flatMap(({ items }) => items)
    .map(({ id, title, dueOn }) => ({
      ...{ key: id, what: 'askedCases', text: title, to: `/cases/${id}`, dueOn },
    }));
}

async function readLedger({ enterpriseId, isReporter }: Own): Promise<Asked[]> {
  const params = { path: { enterpriseId } };
  const path = '/api/v1/enterprises/{enterpriseId}/ledger/awaiting';
  const { items } = await answerOf(api.GET(path, { params }));
  return items
    .filter(({ state }) => (state === 'submitted') !== isReporter)
    .map(({ month, dueOn, state }) => ({
      ...{ key: month, text: month, to: `/ledger/${month}`, dueOn },
      what: state === 'submitted' ? 'askedCheck' : 'askedLedger',
    }));
}

async function readCorrections({ enterpriseId, isReviewer, username }: Own): Promise<Asked[]> {
  if (!isReviewer) return [];
  const params = {
    path: { enterpriseId },
    query: { state: 'requested' as const, limit: LISTED_MAX },
  };
  const path = '/api/v1/enterprises/{enterpriseId}/corrections';
  const { items } = await answerOf(api.GET(path, { params }));
  return items
    .filter(({ requestedBy }) => requestedBy !== username)
    .map(({ id, reason }) => ({
      ...{ key: id, what: 'askedCorrections', text: reason, dueOn: null },
      to: `/data-corrections/${id}`,
    }));
}

async function readMeasures({ enterpriseId }: Own, today: string): Promise<Asked[]> {
  const year = Number(today.slice(0, 4));
  const [policy, progress] = await Promise.all([
    answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/policies/{year}', {
        params: { path: { enterpriseId, year } },
      }),
    ),
    answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/measure-progress', {
        params: { path: { enterpriseId }, query: { year } },
      }),
    ),
  ]);
  const reported = new Map<string, string[]>();
  for (const { document } of progress.items) {
    const done = reported.get(document.measureId) ?? [];
    reported.set(document.measureId, [...done, ...document.milestonesDone]);
  }
  const due = milestonesDue(measuresOf(policy.document), reported, `${today.slice(0, 7)}-31`);
  return due.slice(0, LISTED_MAX).map(({ measure, title, due: dueOn }) => ({
    ...{ key: `${measure.id}/${title}`, what: 'askedMeasures', to: '/measures', dueOn },
    text: `${measure.title} · ${title}`,
  }));
}

async function readCalibrations({ enterpriseId }: Own): Promise<Asked[]> {
  const params = {
    path: { enterpriseId },
    query: { expiringWithinDays: CALIBRATION_DAYS },
  };
  const path = '/api/v1/enterprises/{enterpriseId}/calibrations';
  const { items } = await answerOf(api.GET(path, { params }));
  return items.slice(0, LISTED_MAX).map(({ meterId, name, record }) => ({
    ...{ key: meterId, what: 'askedCalibrations', text: `${meterId} ${name}` },
    ...{ to: `/enterprises/${enterpriseId}`, dueOn: record?.validUntil ?? null },
  }));
}
