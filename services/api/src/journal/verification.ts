import { setTimeout as sleep } from 'node:timers/promises';
import { verificationReportSchema } from '@hengneng/contracts';
import {
  type AuditEntry,
  appendAudit,
  finishVerification,
  insertVerification,
  latestVerification,
  type Verification,
  type VerificationResult,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import { PLATFORM_ACTOR } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { isReporting } from '../ingest/message-account.ts';

/** How long one gateway may take; a terabyte of journal takes hours, so be generous. */
const GATEWAY_TIMEOUT_MS = 6 * 3_600_000;
/** How long a gateway that does not even report may keep us waiting. */
const ABSENT_TIMEOUT_MS = 10_000;

/** How often, and how long apart, a result is offered to a PostgreSQL that is away. */
const RECORD_TRIES = 60;
const RECORD_PAUSE_MS = 5_000;

/** Verifications of the journals: the gateways do the work, the last result is kept. */
export interface JournalVerifier {
  latest(): Promise<Verification | null>;
  /** Begins one in the background, with its row in the audit log; VERIFICATION_RUNNING while there is one. */
  begin(requestedBy: string, entry: AuditEntry): Promise<Verification>;
  /** Goes on with the one that was running when the api last stopped. */
  resume(): Promise<void>;
  /** Resolves when no verification is being waited for; for tests. */
  settled(): Promise<void>;
}

type Dependencies = Pick<ApiDependencies, 'database' | 'gateways' | 'clock' | 'logger'>;

/** The verifier over the database and the gateways. */
export function createJournalVerifier(dependencies: Dependencies): JournalVerifier {
  const { database, gateways, clock, logger } = dependencies;
  const { executor } = database;
  let work: Promise<void> | null = null;

  const follow = async (id: string) => {
    const known = await gateways.list();
    work = carryOut(dependencies, id, known)
      .catch((error: unknown) => {
        logger.error({ error, verificationId: id }, 'Verification was not put on record.');
      })
      .finally(() => {
        work = null;
      });
  };

  return {
    latest: () => latestVerification(executor),
    begin: async (requestedBy, entry) => {
      const latest = await latestVerification(executor);
      if (latest?.state === 'running' && work !== null) {
        throw new DomainError('VERIFICATION_RUNNING', 'A verification is running; look at it.');
      }
      // One that nobody follows any more is gone on with, so that it cannot stand in the way for ever.
      const id = await database.transaction(async (tx) => {
        const isGoingOn = latest?.state === 'running';
        const request = { atMs: clock(), by: requestedBy };
        const begunId = isGoingOn ? latest.id : await insertVerification(tx, request);
        await appendAudit(tx, entry);
        return begunId;
      });
      await follow(id);
      const begun = await latestVerification(executor);
      if (begun === null) throw new Error('A verification vanished while it was begun.');
      return begun;
    },
    resume: async () => {
      const latest = await latestVerification(executor);
      if (latest?.state !== 'running' || work !== null) return;
      await follow(latest.id).catch((error: unknown) => {
        logger.warn({ error }, 'A verification cannot be resumed yet; ask for it again.');
      });
    },
    settled: async () => {
      await work;
    },
  };
}

async function carryOut(
  dependencies: Dependencies,
  id: string,
  known: Awaited<ReturnType<Dependencies['gateways']['list']>>,
): Promise<void> {
  const { clock, logger } = dependencies;
  const results = await Promise.all(
    known.map(({ gateway, status }) =>
      verifyOne(dependencies, id, gateway, isReporting(status, clock())),
    ),
  );
  await putOnRecord(dependencies, id, results);
  const fields = { verificationId: id, gateways: results.length };
  if (isVerified(results)) logger.info(fields, 'Journals verified.');
  else logger.error(fields, 'Verification of the journals found damage or did not finish.');
}

async function verifyOne(
  { gateways }: Dependencies,
  verificationId: string,
  gateway: number,
  isPresent: boolean,
): Promise<VerificationResult> {
  try {
    const answer = await gateways.ask(
      gateway,
      // The same id after a restart of the api: the gateway is not asked twice.
      { id: `verify-${verificationId}`, command: { type: 'verify' } },
      isPresent ? GATEWAY_TIMEOUT_MS : ABSENT_TIMEOUT_MS,
    );
    if (answer === null) return { gateway, report: null, failure: 'The gateway did not answer.' };
    if (!answer.ok) return { gateway, report: null, failure: answer.message };
    return { gateway, report: verificationReportSchema.parse(answer.value), failure: null };
  } catch (error) {
    return { gateway, report: null, failure: String(error) };
  }
}

async function putOnRecord(
  { database, clock }: Dependencies,
  id: string,
  results: readonly VerificationResult[],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const atMs = clock();
      return await database.transaction(async (tx) => {
        await finishVerification(tx, id, { atMs, results });
        await appendAudit(tx, {
          atMs,
          actor: PLATFORM_ACTOR,
          action: 'journal-verification.finish',
          enterpriseId: null,
          subject: { type: 'journal', id: '*' },
          details: { verificationId: id, ok: isVerified(results), gateways: results.map(inBrief) },
        });
      });
    } catch (error) {
      if (attempt === RECORD_TRIES) throw error;
      await sleep(RECORD_PAUSE_MS, undefined, { ref: false });
    }
  }
}

function inBrief({ gateway, report, failure }: VerificationResult) {
  const { records = null, lastSequence = null, findings = [] } = report ?? {};
  return { gateway, records, lastSequence, findings: findings.length, failure };
}

/** True when every gateway answered and found no damage; nothing verified is not verified. */
export function isVerified(results: readonly VerificationResult[]): boolean {
  return results.length > 0 && results.every((result) => result.report?.ok === true);
}
