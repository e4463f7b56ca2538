import { createPublicKey } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AuditEntry,
  type AuditVerification,
  appendAudit,
  auditHead,
  finishAuditVerification,
  insertAuditVerification,
  latestAuditVerification,
  signedRootsAfter,
  signingPublicKeys,
  walkAuditLog,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';
import { publicKeyId, RootChain, type RootReport } from '../signed-roots/root-chain.ts';
import { AuditChain, type AuditReport, type KnownHead } from './audit-chain.ts';
import { PLATFORM_ACTOR } from './request-act.ts';

/** Signed roots read in one go. */
const ROOTS_AT_ONCE = 500;
/** Whoever asks for a verification waits this long for it to end; short logs do. */
const WAIT_MS = 2_000;
/** How often, and how long apart, a result is offered to a PostgreSQL that is away. */
const RECORD_TRIES = 60;
const RECORD_PAUSE_MS = 5_000;

/** What a verification of the audit log and of the signed roots came to. */
export interface AuditVerificationResult {
  readonly ok: boolean;
  readonly auditLog: AuditReport;
  readonly signedRoots: RootReport & {
    /** Ids of the keys they are signed with; the one in use now is `currentKeyId`. */
    readonly publicKeyIds: readonly string[];
    readonly currentKeyId: string | null;
  };
  /** Why it could not be carried out; then `ok` is false and nothing above counts. */
  readonly failure: string | null;
}

/** Verifications of the audit log; the last result is kept. */
export interface AuditVerifier {
  latest(): Promise<AuditVerification | null>;
  /**
   * Begins one with its row in the audit log, waits a moment for it, and answers the latest.
   *
   * @throws DomainError VERIFICATION_RUNNING while there is one
   */
  begin(requestedBy: string, entry: AuditEntry): Promise<AuditVerification>;
  /** Begins one in the name of the platform; nothing happens while there is one. */
  beginByItself(): void;
  /** Goes on with the one that was running when the api last stopped. */
  resume(): Promise<void>;
  /** Resolves when none is running; for tests. */
  settled(): Promise<void>;
}

type Dependencies = Pick<ApiDependencies, 'database' | 'clock' | 'logger' | 'rootSigningKey'>;

/** The verifier over the database; it reads a thousand rows at a time beside everything else. */
export function createAuditVerifier(dependencies: Dependencies): AuditVerifier {
  const { database, clock, logger } = dependencies;
  const { executor } = database;
  let work: Promise<void> | null = null;

  /** Follows a verification as soon as it is on record; there is one at a time from this line on. */
  const follow = (onRecord: Promise<string>) => {
    const done = onRecord
      .then((id) => carryOut(dependencies, id))
      .catch((error: unknown) => {
        logger.error({ error }, 'Verification of the audit log was not put on record.');
      })
      .finally(() => {
        work = null;
      });
    work = done;
    return done;
  };
  const insert = (by: string, entry: AuditEntry) =>
    database.transaction(async (tx) => {
      const id = await insertAuditVerification(tx, { atMs: clock(), by });
      await appendAudit(tx, entry);
      return id;
    });

  return {
    latest: () => latestAuditVerification(executor),
    begin: async (requestedBy, entry) => {
      if (work !== null) {
        throw new DomainError('VERIFICATION_RUNNING', 'A verification is running; look at it.');
      }
      const onRecord = insert(requestedBy, entry);
      const done = follow(onRecord);
      await onRecord;
      await Promise.race([done, sleep(WAIT_MS, undefined, { ref: false })]);
      const begun = await latestAuditVerification(executor);
      if (begun === null) throw new Error('A verification vanished while it was begun.');
      return begun;
    },
    beginByItself: () => {
      if (work !== null) return;
      const subject = { type: 'audit-log', id: '*' };
      const act = { action: 'audit-verification.begin', enterpriseId: null, subject };
      const entry = { atMs: clock(), actor: PLATFORM_ACTOR, ...act };
      void follow(insert(PLATFORM_ACTOR.username, entry));
    },
    resume: async () => {
      const latest = await latestAuditVerification(executor);
      if (latest === null || latest.finishedAtMs !== null || work !== null) return;
      void follow(Promise.resolve(latest.id));
    },
    settled: async () => {
      await work;
    },
  };
}

async function carryOut(dependencies: Dependencies, id: string): Promise<void> {
  const { logger } = dependencies;
  const result = await verify(dependencies).catch((error: unknown) => failed(String(error)));
  await putOnRecord(dependencies, id, result);
  const fields = { verificationId: id, rows: result.auditLog.rows, failure: result.failure };
  if (result.ok) logger.info(fields, 'Audit log verified.');
  else logger.error(fields, 'Verification of the audit log found damage or did not finish.');
}

/** Checks the signed roots, and the log from its first row to its end against their heads. */
export async function verify({
  database,
  rootSigningKey,
}: Omit<Dependencies, 'clock' | 'logger'>): Promise<AuditVerificationResult> {
  const { executor } = database;
  const keys = (await signingPublicKeys(executor)).map((pem) => createPublicKey(pem));
  const currentKeyId = rootSigningKey === null ? null : publicKeyId(rootSigningKey);
  const roots = new RootChain(keys);
  const heads: KnownHead[] = [];
  for (let number = 0; ; ) {
    const stored = await signedRootsAfter(executor, number, ROOTS_AT_ONCE);
    for (const { root } of stored) {
      const { date, auditLog } = root.document;
      roots.add(root);
      heads.push({ ...auditLog, source: `the signed root of ${date}` });
      number = root.document.number;
    }
    if (stored.length < ROOTS_AT_ONCE) break;
  }
  // After the roots, so that no root speaks of rows behind the end.
  const end = await auditHead(executor);
  const log = new AuditChain(heads);
  for await (const rows of walkAuditLog(executor, { throughSequence: end.sequence })) {
    for (const row of rows) log.add(row);
  }
  const [auditLog, rootReport] = [log.report(), roots.report()];
  const publicKeyIds = keys.map(publicKeyId);
  const signedRoots = { ...rootReport, publicKeyIds, currentKeyId };
  return { ok: auditLog.ok && rootReport.ok, auditLog, signedRoots, failure: null };
}

function failed(failure: string): AuditVerificationResult {
  const roots = new RootChain([]).report();
  return {
    ok: false,
    auditLog: new AuditChain().report(),
    signedRoots: { ...roots, publicKeyIds: [], currentKeyId: null },
    failure,
  };
}

async function putOnRecord(
  { database, clock }: Dependencies,
  id: string,
  result: AuditVerificationResult,
): Promise<void> {
  const { ok, failure, auditLog, signedRoots } = result;
  const atMs = clock();
  const details = {
    ok,
    failure,
    rows: auditLog.rows,
    lastSequence: auditLog.lastSequence,
    findings: auditLog.findings.length + signedRoots.findings.length,
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction(async (tx) => {
        await finishAuditVerification(tx, id, { atMs, result });
        await appendAudit(tx, {
          atMs,
          actor: PLATFORM_ACTOR,
          action: 'audit-verification.finish',
          enterpriseId: null,
          subject: { type: 'audit-verification', id },
          details,
        });
      });
    } catch (error) {
      if (attempt === RECORD_TRIES) throw error;
      await sleep(RECORD_PAUSE_MS, undefined, { ref: false });
    }
  }
}
