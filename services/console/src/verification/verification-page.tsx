import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card } from 'antd';
import type { ReactNode } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { failureText } from '../parts/failure-text.ts';
import { browserZone, formatInstant, formatNumber } from '../parts/format.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { offerFor } from '../session/offer.ts';
import { useMay, useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ReadingsCard } from './readings-card.tsx';
import { SignedRoots } from './signed-roots.tsx';
import './verification.css';
import { usePeople } from '../parts/people.tsx';
import { auditVerdict, journalVerdict, type Verdict } from './verdict.ts';
import { DAMAGES, VERIFICATION } from './words.ts';

const RUNNING_POLL_MS = 1_500;

/** Whether anything was changed afterwards, in words that need no knowledge of hashing. */
export function VerificationPage() {
  const words = useWords();
  const say = useSay(VERIFICATION);
  const me = useMe();
  const mayCheck = useMay('readings.verify');
  const offer = offerFor(me.roles.map(({ role }) => role));
  return (
    <>
      <PageHead title={words.say('verification')} />
      <p>{say('intro')}</p>
      {offer.mayReadJournal && <JournalCard mayVerify={offer.mayVerify} />}
      {offer.mayReadAudit && <AuditCard mayVerify={offer.mayVerify} />}
      {mayCheck && <ReadingsCard />}
      <SignedRoots />
    </>
  );
}

function JournalCard({ mayVerify }: { readonly mayVerify: boolean }) {
  const { language } = useWords();
  const say = useSay(VERIFICATION);
  const latest = useQuery({
    queryKey: ['journal-verification'],
    queryFn: () => answerOf(api.GET('/api/v1/journal/verification')),
    refetchInterval: ({ state }) =>
      state.data?.latest?.state === 'running' ? RUNNING_POLL_MS : false,
  });
  const start = useStart(['journal-verification'], () =>
    answerOf(api.POST('/api/v1/journal/verification')),
  );
  const count = (value: number) => formatNumber(value, language);
  return (
    <CheckCard name="journal" mayVerify={mayVerify} start={start}>
      <Answer of={latest}>
        {({ latest: found }) => (
          <Result found={found} verdict={journalVerdict(found)}>
            {found?.gateways.map(({ gateway, report }) => (
              <div key={gateway}>
                {report === null
                  ? say('gatewayFailed', { gateway })
                  : say('journalCounts', {
                      gateway,
                      records: count(report.records),
                      segments: count(report.segments),
                    })}
                {report?.findings.map(({ segment, block, sequence }) => (
                  <div key={`${segment}/${block}/${sequence}`}>
                    {say('findingPlace', {
                      gateway,
                      segment: segment ?? '—',
                      block: block ?? '—',
                      sequence: sequence ?? '—',
                    })}
                  </div>
                ))}
              </div>
            ))}
          </Result>
        )}
      </Answer>
    </CheckCard>
  );
}

function AuditCard({ mayVerify }: { readonly mayVerify: boolean }) {
  const say = useSay(VERIFICATION);
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
    <CheckCard name="auditLog" mayVerify={mayVerify} start={start}>
      <Answer of={latest}>
        {({ latest: found }) => (
          <Result found={found} verdict={auditVerdict(found)}>
            {found?.state === 'finished' && (found.result?.failure ?? null) !== null && (
              <div>{say('auditFailed')}</div>
            )}
            {found?.result != null && <AuditResult result={found.result} />}
          </Result>
        )}
      </Answer>
    </CheckCard>
  );
}

function AuditResult(props: {
  readonly result: NonNullable<Schemas['AuditVerification']['result']>;
}) {
  const { auditLog, signedRoots } = props.result;
  const { language, nameOf } = useWords();
  const say = useSay(VERIFICATION);
  const count = (value: number) => formatNumber(value, language);
  return (
    <>
      <div>
        {say('auditCounts', { rows: count(auditLog.rows), heads: count(auditLog.headsConfirmed) })}
      </div>
      <div>{say('rootCounts', { roots: count(signedRoots.roots) })}</div>
      {auditLog.findings.map(({ sequence, kind }) => (
        <div key={`${sequence} ${kind}`}>
          {say('finding', { sequence, what: nameOf(DAMAGES, kind) })}
        </div>
      ))}
      {signedRoots.findings.map(({ number, kind }) => (
        <div key={`${number} ${kind}`}>
          {say('findingRoot', { number, what: nameOf(DAMAGES, kind) })}
        </div>
      ))}
    </>
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

/** One thing that can be verified: what is looked at, what a pass proves, and what came of it. */
function CheckCard(props: {
  readonly name: 'journal' | 'auditLog';
  readonly mayVerify: boolean;
  readonly start: Starting;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const say = useSay(VERIFICATION);
  const { name, mayVerify, start, children } = props;
  return (
    <Card
      title={<h2 className="verification-title">{say(name)}</h2>}
      style={{ marginBottom: 16 }}
      extra={
        mayVerify ? (
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {say('verifyNow')}
          </Button>
        ) : (
          <span className="secondary">{say('mayNot')}</span>
        )
      }
    >
      {start.error !== null && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={failureText(words, start.error)}
          style={{ marginBottom: 12 }}
        />
      )}
      <dl className="verification-facts">
        <dt>{say('checked')}</dt>
        <dd>{say(name === 'journal' ? 'journalChecked' : 'auditChecked')}</dd>
        <dt>{say('proves')}</dt>
        <dd>{say(name === 'journal' ? 'journalProves' : 'auditProves')}</dd>
        {name === 'journal' && (
          <>
            <dt>{say('provesNot')}</dt>
            <dd>{say('provesNotText')}</dd>
          </>
        )}
      </dl>
      {children}
    </Card>
  );
}

interface Found {
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly finishedAt: string | null;
}

const KINDS = { intact: 'success', damaged: 'error', incomplete: 'warning' } as const;

function Result(props: {
  readonly found: Found | null;
  readonly verdict: Verdict;
  readonly children: ReactNode;
}) {
  const { found, verdict, children } = props;
  const say = useSay(VERIFICATION);
  const people = usePeople();
  if (found === null || verdict === 'never') return <Nothing text={say('neverVerified')} />;
  if (verdict === 'running') {
    return <Alert type="info" showIcon role="status" title={say('verifying')} />;
  }
  const zone = browserZone();
  const at = `${formatInstant(found.finishedAt ?? found.requestedAt, zone, true)} (${zone})`;
  return (
    <>
      <Alert
        type={KINDS[verdict]}
        showIcon
        role={verdict === 'intact' ? 'status' : 'alert'}
        title={say(verdict)}
        description={
          <>
            {children}
            <div>
              {say('when')} · {say('whenText', { at, by: people.nameOf(found.requestedBy) })}
            </div>
          </>
        }
      />
      <details className="verification-bad" open={verdict !== 'intact'}>
        <summary>{say('ifBad')}</summary>
        <ol>
          <li>{say('ifBad1')}</li>
          <li>{say('ifBad2')}</li>
          <li>{say('ifBad3')}</li>
          <li>{say('ifBad4')}</li>
        </ol>
        <p>{say('ifIncomplete')}</p>
      </details>
    </>
  );
}
