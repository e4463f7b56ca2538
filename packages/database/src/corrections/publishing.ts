import {
  type CorrectionType,
  READING_CORRECTION_TYPES,
  type ReadingCorrection,
} from '@hengneng/domain';
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { correction, correctionApproval, correctionItem } from '../schema/corrections.ts';

/** Any fixed number will do; it must only be nobody else's. */
const PUBLISH_LOCK = 7_204_318;

/** An approved correction that those who count may not have yet. */
export interface UnpublishedCorrection {
  readonly correctionNo: number;
  readonly enterpriseId: string;
  readonly type: CorrectionType;
  /** What it says about readings; empty for the other types. */
  readonly readings: readonly ReadingCorrection[];
}

/**
 * Makes the transaction the only publisher until it ends; false where another one is at it. Two that
 * write corrections of one meter at the same time could leave the older one in force.
 */
export async function becomeOnlyPublisher(tx: Executor): Promise<boolean> {
  const { rows } = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${PUBLISH_LOCK}) as held`,
  );
  return rows[0]?.held === true;
}

/** The approved corrections of lowest number that are not marked as published, ascending. */
export async function unpublishedCorrections(
  executor: Executor,
  limit: number,
): Promise<UnpublishedCorrection[]> {
  const approvals = await executor
    .select({
      correctionNo: correctionApproval.no,
      correctionId: correctionApproval.correctionId,
      enterpriseId: correctionApproval.enterpriseId,
      recordedAtMs: correctionApproval.recordedAt,
      type: sql<CorrectionType>`${correction.type}`,
    })
    .from(correctionApproval)
    .innerJoin(correction, eq(correction.id, correctionApproval.correctionId))
    .where(isNull(correctionApproval.publishedAt))
    .orderBy(asc(correctionApproval.no))
    .limit(limit);
  const published: UnpublishedCorrection[] = [];
  for (const { correctionId, recordedAtMs, ...approval } of approvals) {
    const { correctionNo, type } = approval;
    const isReading = READING_CORRECTION_TYPES.some((each) => each === type);
    const items = isReading ? await readingItems(executor, correctionId) : [];
    const readings = items.map((item) => ({ ...item, recordedAtMs, correctionNo }));
    published.push({ ...approval, readings });
  }
  return published;
}

/** Enterprises that have approved corrections of readings, by id. */
export async function enterprisesWithCorrections(executor: Executor): Promise<string[]> {
  const rows = await executor
    .selectDistinct({ id: correctionApproval.enterpriseId })
    .from(correctionApproval)
    .innerJoin(correction, eq(correction.id, correctionApproval.correctionId))
    .where(inArray(correction.type, READING_CORRECTION_TYPES))
    .orderBy(asc(correctionApproval.enterpriseId));
  return rows.map(({ id }) => id);
}

/** Every correction of an enterprise's readings that is in force, by meter and instant. */
export async function allCorrectionsInForce(
  executor: Executor,
  enterpriseId: string,
): Promise<ReadingCorrection[]> {
  return await executor
    .selectDistinctOn([correctionItem.meterId, correctionItem.at], {
      meterId: sql<string>`${correctionItem.meterId}`,
      readAtMs: correctionItem.at,
      value: correctionItem.value,
      recordedAtMs: correctionApproval.recordedAt,
      correctionNo: correctionApproval.no,
    })
    .from(correctionItem)
    .innerJoin(correction, eq(correction.id, correctionItem.correctionId))
    .innerJoin(correctionApproval, eq(correctionApproval.correctionId, correction.id))
    .where(
      and(
        eq(correctionItem.enterpriseId, enterpriseId),
        inArray(correction.type, READING_CORRECTION_TYPES),
      ),
    )
    .orderBy(asc(correctionItem.meterId), asc(correctionItem.at), desc(correctionApproval.no));
}

/** Notes that those who count have these corrections. */
export async function markCorrectionsPublished(
  executor: Executor,
  numbers: readonly number[],
  atMs: number,
): Promise<void> {
  if (numbers.length === 0) return;
  await executor
    .update(correctionApproval)
    .set({ publishedAt: atMs })
    .where(
      and(inArray(correctionApproval.no, [...numbers]), isNull(correctionApproval.publishedAt)),
    );
}

async function readingItems(executor: Executor, correctionId: string) {
  return await executor
    .select({
      meterId: sql<string>`${correctionItem.meterId}`,
      readAtMs: correctionItem.at,
      value: correctionItem.value,
    })
    .from(correctionItem)
    .where(eq(correctionItem.correctionId, correctionId))
    .orderBy(asc(correctionItem.index));
}
