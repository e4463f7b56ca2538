import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card } from 'antd';
import type { ReactNode } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { failureText } from '../parts/failure-text.ts';
import { browserZone, formatInstant, formatNumber } from '../parts/format.ts';
import { PageHead, Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { offerFor } from '../session/offer.ts';
import { useMe } from '../session/session.tsx';
import { useWords } from '../settings/settings.tsx';

const RUNNING_POLL_MS = 1_500;

/** Whether anything was changed afterwards, in words that need no knowledge of hashing. */
export function VerificationPage() {
  const { say } = useWords();
  const me = useMe();
  const offer = offerFor(me.roles.map(({ role }) => role));
  return (
    <>
      <PageHead title={say('verification')} />
      <p>{say('verificationIntro')}</p>
      {offer.mayReadJournal && <JournalCard mayVerify={offer.mayVerify} />}
      {offer.mayReadAudit && <AuditCard mayVerify={offer.mayVerify} />}
      <SignedRoots />
    </>
  );
}

function JournalCard({ mayVerify }: { readonly mayVerify: boolean }) {
  const { say, language } = useWords();
  const latest = useQuery({
    queryKey: ['journal-verification'],
    queryFn: () => answerOf(api.GET('/api/v1/journal/verification')),
    refetchInterval: ({ state }) =>
      state.data?.latest?.state === 'running' ? RUNNING_POLL_MS : false,
  });
  const start = useStart(['journal-verification'], () =>
    answerOf(api.POST('/api/v1/journal/verification')),
  );
  return (
    <CheckCard title={say('journal')} mayVerify={mayVerify} start={start}>
      <Answer of={latest}>
        {({ latest: found }) => (
          <Verdict found={found}>
            {found?.gateways.map(({ gateway, report, failure }) => (
              <div key={gateway}>
                {report === null || failure !== null
                  ? say('gatewayFailed', { gateway })
                  : say('journalCounts', {
                      gateway,
                      records: formatNumber(report.records, language),
                      segments: formatNumber(report.segments, language),
                    })}
                {report?.findings.map(({ segment, block, sequence }) => (
                  <div key={`${segment}/${block}/${sequence}`}>
                    {say('findingPlace', {
                      segment: segment ?? '—',
                      block: block ?? '—',
                      sequence: sequence ?? '—',
                    })}
                  </div>
                ))}
              </div>
            ))}
          </Verdict>
        )}
      </Answer>
    </CheckCard>
  );
}

function AuditCard({ mayVerify }: { readonly mayVerify: boolean }) {
  const { say, language } = useWords();
  const latest = useQuery({
    queryKey: ['audit-verification'],
    queryFn: () => answerOf(api.GET('/api/v1/audit-log/verification')),
    refetchInterval: ({ state }) =>
      state.data?.latest?.state === 'running' ? RUNNING_POLL_MS : false,
  });
  const start = useStart(['audit-verification'], () =>
    answerOf(api.POST('/api/v1/audit-log/verification')),
  );
  return (
    <CheckCard title={say('auditLog')} mayVerify={mayVerify} start={start}>
      <Answer of={latest}>
        {({ latest: found }) => (
          <Verdict found={found}>
            {found?.result && (
              <>
                <div>
                  {say('auditCounts', {
                    rows: formatNumber(found.result.auditLog.rows, language),
                    heads: formatNumber(found.result.auditLog.headsConfirmed, language),
                  })}
                </div>
                <div>
                  {say('rootCounts', {
                    roots: formatNumber(found.result.signedRoots.roots, language),
                  })}
                </div>
                {found.result.auditLog.findings.map(({ sequence }) => (
                  <div key={sequence}>{say('finding', { sequence })}</div>
                ))}
              </>
            )}
          </Verdict>
        )}
      </Answer>
    </CheckCard>
  );
}

interface Starting {
  readonly isPending: boolean;
  readonly error: unknown;
  mutate(): void;
}

function useStart(queryKey: readonly string[], ask: () => Promise<unknown>): Starting {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

function CheckCard(props: {
  readonly title: string;
  readonly mayVerify: boolean;
  readonly start: Starting;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const { title, mayVerify, start, children } = props;
  return (
    <Card
      title={<h2 style={{ margin: 0, fontSize: 16 }}>{title}</h2>}
      style={{ marginBottom: 16 }}
      extra={
        mayVerify && (
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {words.say('verifyNow')}
          </Button>
        )
      }
    >
      {start.error !== null && (
        <Alert
          type="error"
          showIcon
          title={failureText(words, start.error)}
          style={{ marginBottom: 12 }}
        />
      )}
      {children}
    </Card>
  );
}

interface Found {
  readonly state: 'running' | 'finished';
  readonly ok: boolean | null;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly finishedAt: string | null;
}

function Verdict(props: { readonly found: Found | null; readonly children: ReactNode }) {
  const { found, children } = props;
  const { say } = useWords();
  if (found === null) return <Nothing text={say('neverVerified')} />;
  if (found.state === 'running') return <Alert type="info" showIcon title={say('verifying')} />;
  const at = formatInstant(found.finishedAt ?? found.requestedAt, browserZone(), true);
  return (
    <Alert
      type={found.ok === true ? 'success' : 'error'}
      showIcon
      title={say(found.ok === true ? 'intact' : 'damaged')}
      description={
        <>
          {children}
          <div>{say('verifiedAt', { at, by: found.requestedBy })}</div>
        </>
      }
    />
  );
}

type Root = Schemas['SignedRoot'];

function SignedRoots() {
  const { say, language } = useWords();
  const roots = useQuery({
    queryKey: ['signed-roots'],
    queryFn: () => answerOf(api.GET('/api/v1/signed-roots', { params: { query: { limit: 31 } } })),
  });
  return (
    <Section title={say('signedRoots')}>
      <p>{say('signedRootsIntro')}</p>
      <Answer of={roots}>
        {({ items }) => (
          <DataTable<Root>
            rowKey={({ document }) => document.number}
            rows={items}
            empty={say('noRoots')}
            columns={[
              {
                title: say('date'),
                className: 'number',
                render: (_value, { document: { date } }) => (
                  <a href={`/api/v1/signed-roots/${date}`} download={`root-${date}.json`}>
                    {date}
                  </a>
                ),
              },
              {
                title: say('auditEnd'),
                align: 'right',
                render: (_value, { document }) =>
                  formatNumber(document.auditLog.sequence, language),
              },
              {
                title: say('journalEnd'),
                render: (_value, { document }) =>
                  document.gateways
                    .map(({ gateway, head }) =>
                      head === null
                        ? say('gatewayFailed', { gateway })
                        : `${gateway} / ${formatNumber(head.sequence, language)}`,
                    )
                    .join(', '),
              },
              { title: say('fingerprint'), dataIndex: 'sha256', className: 'fingerprint' },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}
