import { verificationReportSchema } from '@hengneng/contracts';
import {
  finishVerification,
  insertVerification,
  latestVerification,
  type Verification,
  type VerificationResult,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';
import { isReporting } from '../ingest/message-account.ts';

/** How long one gateway may take; a terabyte of journal takes hours, so be generous. */
const GATEWAY_TIMEOUT_MS = 6 * 3_600_000;
/** How long a gateway that does not even report may keep us waiting. */
const ABSENT_TIMEOUT_MS = 10_000;

/** Verifications of the journals: the gateways do the work, the last result is kept. */
export interface JournalVerifier {
  latest(): Promise<Verification | null>;
  /** Begins one in the background; VERIFICATION_RUNNING while there is one. */
  begin(requestedBy: string): Promise<Verification>;
  /** Goes on with the one that was running when the api last stopped. */
  resume(): Promise<void>;
  /** Resolves when no verification is being waited for; for tests. */
  settled(): Promise<void>;
}

/** The verifier over the database and the gateways. */
export function createJournalVerifier(
  dependencies: Pick<ApiDependencies, 'database' | 'gateways' | 'clock' | 'logger'>,
): JournalVerifier {
  const { database, gateways, clock, logger } = dependencies;
  const { executor } = database;
  let work: Promise<void> | null = null;

  const verifyOne = async (
    verificationId: string,
    gateway: number,
    isPresent: boolean,
  ): Promise<VerificationResult> => {
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
  };

  const carryOut = async (id: string) => {
    const known = await gateways.list();
    const results = await Promise.all(
      known.map(({ gateway, status }) => verifyOne(id, gateway, isReporting(status, clock()))),
    );
    await finishVerification(executor, id, { atMs: clock(), results });
    const isGood = results.every((result) => result.report?.ok === true);
    const fields = { verificationId: id, gateways: results.length };
    if (isGood) logger.info(fields, 'Journals verified.');
    else logger.error(fields, 'Verification of the journals found damage or did not finish.');
  };

  const follow = (id: string) => {
    work = carryOut(id)
      .catch((error: unknown) => {
        logger.error({ error, verificationId: id }, 'Verification was not put on record.');
      })
      .finally(() => {
        work = null;
      });
  };

  return {
    latest: () => latestVerification(executor),
    begin: async (requestedBy) => {
      const latest = await latestVerification(executor);
      if (latest?.state === 'running') {
        throw new DomainError('VERIFICATION_RUNNING', 'A verification is running; look at it.');
      }
      const id = await insertVerification(executor, { atMs: clock(), by: requestedBy });
      follow(id);
      const begun = await latestVerification(executor);
      if (begun === null) throw new Error('A verification vanished while it was begun.');
      return begun;
    },
    resume: async () => {
      const latest = await latestVerification(executor);
      if (latest?.state === 'running' && work === null) follow(latest.id);
    },
    settled: async () => {
      await work;
    },
  };
}
