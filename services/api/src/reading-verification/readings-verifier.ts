import { setTimeout as sleep } from 'node:timers/promises';
import { type CheckReadingsJob, readingsCheckReportSchema } from '@hengneng/contracts';
import {
  type AuditEntry,
  appendAudit,
  finishReadingVerification,
  insertReadingVerification,
  listRunningReadingVerifications,
  type ReadingVerification,
  type ReadingVerificationResult,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import { PLATFORM_ACTOR } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Checks of all enterprises that may run or wait: each reads a journal, one after the other. */
const RUNNING_MAX = 20;
const POLL_MS = 1_000;
/** Who holds a journal tells its progress every second; a killed one is back within seconds. */
const SILENT_MS = 300_000;
/** No check of a year takes as long; whatever is wrong then, somebody has to look at it. */
const CHECK_MS_MAX = 6 * 3_600_000;
const RECORD_TRIES = 60;
const RECORD_PAUSE_MS = 5_000;

/** Checks of stored readings against the journals: who holds those does the work. */
export interface ReadingsVerifier {
  /**
   * Begins a check in the background, with its row in the audit log; the same one asked for again is
   * the one that runs.
   *
   * @throws DomainError VERIFICATION_RUNNING while another of the enterprise runs, or too many
   */
  begin(
    wanted: Pick<ReadingVerification, 'enterpriseId' | 'fromMs' | 'toMs' | 'requestedBy'>,
    entry: AuditEntry,
  ): Promise<ReadingVerification>;
  /** Goes on with those that were running when the api last stopped. */
  resume(): Promise<void>;
  /** Resolves when none is waited for; for tests. */
  settled(): Promise<void>;
}

type Dependencies = Pick<
  ApiDependencies,
  'database' | 'gateways' | 'readingChecks' | 'clock' | 'logger'
>;

/** The verifier over the database and the queues of who holds the journals. */
export function createReadingsVerifier(
  dependencies: Dependencies,
  silentMs: number = SILENT_MS,
): ReadingsVerifier {
  const { database, clock, logger } = dependencies;
  const followed = new Map<string, Promise<void>>();

  const follow = (verification: ReadingVerification) => {
    if (followed.has(verification.id)) return;
    const work = carryOut(dependencies, verification, silentMs)
      .catch((error: unknown) => {
        const { id: verificationId } = verification;
        logger.error({ error, verificationId }, 'A check of readings was not put on record.');
      })
      .finally(() => followed.delete(verification.id));
    followed.set(verification.id, work);
  };

  return {
    begin: async (wanted, entry) => {
      const begun = await database.transaction(async (tx) => {
        const requestedAtMs = clock();
        const running = await listRunningReadingVerifications(tx);
        if (running.length >= RUNNING_MAX) {
          const message = `${running.length} checks are waiting already; ask again later.`;
          throw new DomainError('VERIFICATION_RUNNING', message);
        }
        const made = await insertReadingVerification(tx, { ...wanted, requestedAtMs });
        if (made !== null) await appendAudit(tx, entry);
        return made ?? runningOne(running, wanted);
      });
      follow(begun);
      return begun;
    },
    resume: async () => {
      for (const each of await listRunningReadingVerifications(database.executor)) follow(each);
    },
    settled: async () => {
      await Promise.all(followed.values());
    },
  };
}

function runningOne(
  running: readonly ReadingVerification[],
  { enterpriseId, fromMs, toMs }: Pick<ReadingVerification, 'enterpriseId' | 'fromMs' | 'toMs'>,
): ReadingVerification {
  const own = running.find((each) => each.enterpriseId === enterpriseId);
  if (own !== undefined && own.fromMs === fromMs && own.toMs === toMs) return own;
  const message = 'Another check of this enterprise is running; wait for its result.';
  throw new DomainError('VERIFICATION_RUNNING', message);
}

/** Name of a check at one gateway; the same after a restart of the api, so it is not done twice. */
export function checkIdOf(verificationId: string): string {
  return `check-${verificationId}`;
}

async function carryOut(
  dependencies: Dependencies,
  verification: ReadingVerification,
  silentMs: number,
): Promise<void> {
  const { logger } = dependencies;
  const known = await patiently(() => dependencies.gateways.list());
  const results = await Promise.all(
    known.map(({ gateway }) => checkOne(dependencies, verification, { gateway, silentMs })),
  );
  await putOnRecord(dependencies, verification, results);
  const { id: verificationId, enterpriseId } = verification;
  const fields = { verificationId, enterpriseId, gateways: results.length };
  if (isConfirmed(results)) logger.info(fields, 'Stored readings are what their messages say.');
  else logger.error(fields, 'A check of readings found differences or did not finish.');
}

/** Asks, and asks again, until there is an answer or nobody has moved for too long. */
async function checkOne(
  { readingChecks }: Dependencies,
  { id, enterpriseId, fromMs, toMs }: ReadingVerification,
  { gateway, silentMs }: { readonly gateway: number; readonly silentMs: number },
): Promise<ReadingVerificationResult> {
  const jobId = checkIdOf(id);
  const job: CheckReadingsJob = { enterpriseId, fromMs, toMs };
  const startedMs = performance.now();
  let movedMs = startedMs;
  let last = '';
  for (;;) {
    try {
      // Added again while it is there, it is nothing; after an emptied Redis it begins anew.
      const look =
        (await readingChecks.look(gateway, jobId)) ??
        (await readingChecks.begin(gateway, jobId, job).then(() => null));
      if (look?.state === 'done') {
        const report = readingsCheckReportSchema.parse(look.value);
        return { gateway, report, failure: null };
      }
      if (look?.state === 'failed') return { gateway, report: null, failure: look.message };
      const now = JSON.stringify(look);
      if (now !== last || look?.isBehindOthers === true) movedMs = performance.now();
      last = now;
    } catch (error) {
      // Redis is away: whoever works goes on by itself. What is no answer will never be one.
      if (error instanceof Error && error.name === 'ZodError') {
        return { gateway, report: null, failure: 'The answer was not understood.' };
      }
    }
    const nowMs = performance.now();
    if (nowMs - movedMs > silentMs || nowMs - startedMs > CHECK_MS_MAX) {
      return { gateway, report: null, failure: 'Nobody who holds this journal answers.' };
    }
    await sleep(Math.min(POLL_MS, silentMs / 2), undefined, { ref: false });
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === RECORD_TRIES) throw error;
      await sleep(RECORD_PAUSE_MS, undefined, { ref: false });
    }
  }
}

async function putOnRecord(
  { database, clock }: Dependencies,
  { id, enterpriseId }: ReadingVerification,
  results: readonly ReadingVerificationResult[],
): Promise<void> {
  await patiently(async () => {
    const atMs = clock();
    await database.transaction(async (tx) => {
      if (!(await finishReadingVerification(tx, id, { atMs, results }))) return;
      await appendAudit(tx, {
        ...{ atMs, actor: PLATFORM_ACTOR, action: 'reading-verification.finish', enterpriseId },
        subject: { type: 'enterprise', id: enterpriseId },
        details: { verificationId: id, ok: isConfirmed(results), gateways: results.map(inBrief) },
      });
    });
  });
}

function inBrief({ gateway, report, failure }: ReadingVerificationResult) {
  const { readingCount = null, findingCount = null } = report ?? {};
  return { gateway, readings: readingCount, findings: findingCount, failure };
}

/** True when every journal was held against the store and nothing differed; nothing checked is not. */
export function isConfirmed(results: readonly ReadingVerificationResult[]): boolean {
  return results.length > 0 && results.every(({ report }) => report?.findingCount === 0);
}
