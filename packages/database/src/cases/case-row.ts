import { type CaseAct, type CaseState, caseStateAfter, DomainError } from '@hengneng/domain';
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { type PendingTransition, recordTransitions } from '../alerts/alert-row.ts';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { caseFile, caseStep, caseStepAttachment } from '../schema/cases.ts';
import { attachment } from '../schema/corrections.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import { announceStep } from './announce-step.ts';

/** A case (案件) as it stands. */
export interface CaseFile {
  readonly id: string;
  readonly enterpriseId: string;
  /** As the enterprise is called now. */
  readonly enterpriseName: string;
  readonly title: string;
  readonly state: CaseState;
  readonly openedAtMs: number;
  readonly inspectorUserId: string;
  readonly inspector: string;
  readonly deputyUserId: string | null;
  readonly deputy: string | null;
  /** When the unit was heard (陈述申辩); null before. */
  readonly heardAtMs: number | null;
  readonly proposedByUserId: string | null;
  readonly mergedIntoId: string | null;
  readonly lastNo: number;
}

/** Who takes a step, and from where; without a user id the platform. */
export interface CaseActor {
  readonly userId: string | null;
  readonly username: string;
  readonly atMs: number;
  /** Request id and address, for the audit log. */
  readonly origin: Readonly<Record<string, unknown>>;
}

/** One step to take, besides what the act itself says. */
export interface StepFacts {
  readonly act: CaseAct;
  readonly by: CaseActor;
  readonly note: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly documentId?: string;
  readonly attachmentIds?: readonly string[];
  /** Columns of the case that change with it, besides its state. */
  readonly change?: Partial<typeof caseFile.$inferInsert>;
  /** Transitions of alerts that go with it; their rows are locked. */
  readonly alerts?: readonly PendingTransition[];
  /** Files of officials alone may be named as well. */
  readonly maySeeInternal: boolean;
}

/** The columns of a case, named as in {@link CaseFile}. */
export const CASE_COLUMNS = {
  id: caseFile.id,
  enterpriseId: caseFile.enterpriseId,
  enterpriseName: sql<string>`(select name from enterprise where enterprise.id = case_file.enterprise_id)`,
  title: caseFile.title,
  state: sql<CaseState>`${caseFile.state}`,
  openedAtMs: caseFile.openedAt,
  inspectorUserId: caseFile.inspectorUserId,
  inspector: caseFile.inspector,
  deputyUserId: caseFile.deputyUserId,
  deputy: caseFile.deputy,
  heardAtMs: caseFile.heardAt,
  proposedByUserId: caseFile.proposedByUserId,
  mergedIntoId: caseFile.mergedIntoId,
  lastNo: caseFile.lastNo,
};

/** Locks a case of the scope to the end of the transaction, or NOT_FOUND. */
export async function lockCase(
  tx: Executor,
  scope: TenantScope,
  caseId: string,
): Promise<CaseFile> {
  const [row] = await tx
    .select(CASE_COLUMNS)
    .from(caseFile)
    .where(and(eq(caseFile.id, caseId), ownedInScope(scope, caseFile.enterpriseId)))
    .for('update');
  if (row === undefined) throw notFound('case');
  return row;
}

/**
 * Lets only the case's inspector and the deputy go on.
 *
 * @throws DomainError CASE_STEP_REFUSED
 */
export function assertWorks(file: CaseFile, userId: string | null): void {
  if (userId !== null && [file.inspectorUserId, file.deputyUserId].includes(userId)) return;
  const message = `This case is worked by ${file.inspector}; have it assigned to you first.`;
  throw new DomainError('CASE_STEP_REFUSED', message);
}

/**
 * Takes a step: state, history, alerts and audit log together. **Last in the transaction**, with the
 * case and everything else locked.
 *
 * @throws DomainError CASE_STEP_REFUSED, CASE_INVALID for files that are not the enterprise's
 */
export async function takeStep(
  tx: Executor,
  before: CaseFile,
  facts: StepFacts,
): Promise<CaseFile> {
  const { act, by, note, details = {}, documentId, attachmentIds = [], alerts = [] } = facts;
  const state = caseStateAfter(before.state, act);
  await assertOwnFiles(tx, before.enterpriseId, attachmentIds, facts.maySeeInternal);
  const [after] = await tx
    .update(caseFile)
    .set({ ...facts.change, state, lastNo: before.lastNo + 1 })
    .where(eq(caseFile.id, before.id))
    .returning(CASE_COLUMNS);
  if (after === undefined) throw new Error('PostgreSQL answered no row for a case.');
  await recordStep(tx, after, { act, by, note, details, documentId, attachmentIds, alerts });
  return after;
}

/** Puts a step of a case on record that stands already. */
export async function recordStep(
  tx: Executor,
  after: CaseFile,
  step: {
    readonly act: CaseAct | 'open';
    readonly by: CaseActor;
    readonly note: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly documentId?: string | undefined;
    readonly attachmentIds?: readonly string[];
    readonly alerts: readonly PendingTransition[];
  },
): Promise<void> {
  const { act, by, note, details, documentId, attachmentIds = [], alerts } = step;
  const about = documentId === undefined ? details : { ...details, documentId };
  await announceStep(tx, after, { act, atMs: by.atMs, by: by.username, details });
  const { sequence } = await recordTransitions(tx, alerts, [
    {
      atMs: by.atMs,
      actor: { userId: by.userId, username: by.username },
      action: `case.${act}`,
      enterpriseId: after.enterpriseId,
      subject: { type: 'case', id: after.id },
      details: { state: after.state, note, ...about, attachmentIds, ...by.origin },
    },
  ]);
  await tx.insert(caseStep).values({
    caseId: after.id,
    no: after.lastNo,
    act,
    at: by.atMs,
    byUserId: by.userId,
    by: by.username,
    state: after.state,
    note,
    documentId: documentId ?? null,
    details,
    auditSequence: sequence,
  });
  const files = [...new Set(attachmentIds)];
  if (files.length === 0) return;
  await tx
    .insert(caseStepAttachment)
    .values(files.map((attachmentId) => ({ caseId: after.id, no: after.lastNo, attachmentId })));
}

async function assertOwnFiles(
  tx: Executor,
  enterpriseId: string,
  attachmentIds: readonly string[],
  maySeeInternal: boolean,
): Promise<void> {
  const ids = [...new Set(attachmentIds)];
  if (ids.length === 0) return;
  const [found] = await tx
    .select({ count: count() })
    .from(attachment)
    .where(
      and(
        inArray(attachment.id, ids),
        eq(attachment.enterpriseId, enterpriseId),
        maySeeInternal ? undefined : eq(attachment.internal, false),
      ),
    );
  if (found?.count === ids.length) return;
  throw new DomainError('CASE_INVALID', 'An attachment is not one of this enterprise.');
}
