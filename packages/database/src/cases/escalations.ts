import { escalationLevel, localDate, type WorkCalendar } from '@hengneng/domain';
import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { getEnterprise } from '../enterprises.ts';
import { caseDocument, caseFile } from '../schema/cases.ts';
import { SYSTEM_SCOPE } from '../tenant-scope.ts';
import { DOCUMENT_COLUMNS } from './case-documents.ts';
import { type CaseActor, lockCase, takeStep } from './case-row.ts';

/** A document whose deadline may have passed without an answer. */
export interface OverdueDocument {
  readonly caseId: string;
  readonly documentId: string;
}

const ACTIVE = sql`${caseFile.state} in ('handling', 'awaiting-reply', 'rectifying', 'rechecking', 'closing')`;

/** Documents whose last day is before this one, and which went to the highest level not yet. */
export async function listOverdue(
  executor: Executor,
  before: string,
  limit: number,
): Promise<OverdueDocument[]> {
  return await executor
    .select({ caseId: caseDocument.caseId, documentId: caseDocument.id })
    .from(caseDocument)
    .innerJoin(caseFile, eq(caseFile.id, caseDocument.caseId))
    .where(
      and(
        eq(caseDocument.state, 'issued'),
        isNull(caseDocument.answeredAt),
        lt(caseDocument.dueOn, before),
        lt(caseDocument.escalationLevel, 2),
        ACTIVE,
      ),
    )
    .orderBy(asc(caseDocument.escalationLevel), asc(caseDocument.dueOn), asc(caseDocument.id))
    .limit(limit);
}

/**
 * Escalates one document where its deadline passed, in a transaction of its own; answers the new level,
 * null where it is on record already or an answer came meanwhile. So two processes, or one that was
 * killed and starts again, escalate once.
 */
export async function escalateOverdue(
  tx: Executor,
  { caseId, documentId }: OverdueDocument,
  facts: { readonly calendar: WorkCalendar; readonly by: CaseActor },
): Promise<1 | 2 | null> {
  const { calendar, by } = facts;
  const file = await lockCase(tx, SYSTEM_SCOPE, caseId);
  const [document] = await tx
    .select(DOCUMENT_COLUMNS)
    .from(caseDocument)
    .where(eq(caseDocument.id, documentId))
    .for('update');
  if (document?.dueOn == null || document.answeredAtMs !== null) return null;
  if (document.state !== 'issued' || ['closed', 'archived', 'merged'].includes(file.state)) {
    return null;
  }
  const { timeZone } = await getEnterprise(tx, SYSTEM_SCOPE, file.enterpriseId, by.atMs);
  const level = escalationLevel(document.dueOn, localDate(by.atMs, timeZone), calendar);
  if (level === 0 || level <= document.escalationLevel) return null;
  await tx
    .update(caseDocument)
    .set({ escalationLevel: level })
    .where(eq(caseDocument.id, documentId));
  const { number, dueOn } = document;
  const told = level === 1 ? [file.inspector, file.deputy] : ['authority'];
  await takeStep(tx, file, {
    ...{ act: 'escalate', by, documentId, maySeeInternal: true },
    note: level === 1 ? '逾期未答复' : '逾期未答复，报主管部门',
    details: { number, dueOn, level, told: told.filter((each) => each !== null) },
  });
  return level;
}
