import type { CorrectionState, CorrectionType } from '@hengneng/domain';
import { and, asc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Executor } from '../connection.ts';
import { notFound, type Page, pageOf } from '../failures.ts';
import {
  attachment,
  correction,
  correctionApproval,
  correctionAttachment,
  correctionDecision,
  correctionItem,
} from '../schema/corrections.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import { revokedNumbers } from './in-force.ts';
import type { CorrectionItem } from './requests.ts';

/** A correction as people see it in a list. */
export interface CorrectionEntry {
  readonly id: string;
  readonly enterpriseId: string;
  readonly type: CorrectionType;
  readonly state: CorrectionState;
  readonly reason: string;
  readonly requestedAtMs: number;
  readonly requestedBy: string;
  readonly proposalId: string | null;
  readonly itemCount: number;
  /** First and last instant it is about. */
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** Null until it is approved. */
  readonly correctionNo: number | null;
  /** When those who count had it; null until then. */
  readonly publishedAtMs: number | null;
}

/** A correction with everything that was decided about it. */
export interface CorrectionDetails extends CorrectionEntry {
  readonly isRevoked: boolean;
  readonly items: readonly CorrectionItem[];
  readonly decisions: readonly {
    readonly state: CorrectionState;
    readonly atMs: number;
    readonly by: string;
    readonly note: string;
  }[];
  readonly attachments: readonly {
    readonly id: string;
    readonly name: string;
    readonly mediaType: string;
    readonly sizeBytes: number;
    readonly sha256: string;
  }[];
}

/** Which corrections, a page at a time. */
export interface CorrectionQuery {
  readonly enterpriseId?: string | undefined;
  readonly state?: CorrectionState | undefined;
  readonly type?: CorrectionType | undefined;
  /** Only those that are about an instant in [fromMs, toMs). */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly limit: number;
  readonly after?: { readonly atMs: number; readonly id: string } | undefined;
}

const check = alias(correctionDecision, 'check_step');
const end = alias(correctionDecision, 'end_step');
const state = sql<CorrectionState>`coalesce(${end.state}, ${check.state}, 'requested')`;

/** Corrections of the scope, oldest request first. */
export async function listCorrections(
  executor: Executor,
  scope: TenantScope,
  query: CorrectionQuery,
): Promise<Page<CorrectionEntry>> {
  const { enterpriseId, type, fromMs, toMs, limit, after } = query;
  const rows = await selectEntries(
    executor,
    and(
      ownedInScope(scope, correction.enterpriseId),
      enterpriseId === undefined ? undefined : eq(correction.enterpriseId, enterpriseId),
      type === undefined ? undefined : eq(correction.type, type),
      query.state === undefined ? undefined : eq(state, query.state),
      fromMs === undefined ? undefined : gte(correction.lastAt, fromMs),
      toMs === undefined ? undefined : lt(correction.firstAt, toMs),
      after === undefined
        ? undefined
        : sql`(${correction.requestedAt}, ${correction.id}) > (${new Date(after.atMs).toISOString()}::timestamptz, ${after.id}::uuid)`,
    ),
    limit + 1,
  );
  return pageOf(rows, limit, (row) => `${row.requestedAtMs}~${row.id}`);
}

/** One correction of an enterprise of the scope, or NOT_FOUND. */
export async function getCorrection(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
  correctionId: string,
): Promise<CorrectionDetails> {
  const [entry] = await selectEntries(
    executor,
    and(
      eq(correction.id, correctionId),
      eq(correction.enterpriseId, enterpriseId),
      ownedInScope(scope, correction.enterpriseId),
    ),
    1,
  );
  if (entry === undefined) throw notFound('correction');
  const { correctionNo } = entry;
  const revoked =
    correctionNo === null ? new Set() : await revokedNumbers(executor, [correctionNo]);
  return {
    ...entry,
    isRevoked: revoked.size > 0,
    items: await selectItems(executor, correctionId),
    decisions: await selectDecisions(executor, correctionId),
    attachments: await selectAttachments(executor, correctionId),
  };
}

function selectEntries(executor: Executor, where: SQL | undefined, limit: number) {
  return executor
    .select({
      id: correction.id,
      enterpriseId: correction.enterpriseId,
      type: sql<CorrectionType>`${correction.type}`,
      state,
      reason: correction.reason,
      requestedAtMs: correction.requestedAt,
      requestedBy: correction.requestedBy,
      proposalId: correction.proposalId,
      itemCount: correction.itemCount,
      firstAtMs: correction.firstAt,
      lastAtMs: correction.lastAt,
      correctionNo: correctionApproval.no,
      publishedAtMs: correctionApproval.publishedAt,
    })
    .from(correction)
    .leftJoin(check, and(eq(check.correctionId, correction.id), eq(check.step, 1)))
    .leftJoin(end, and(eq(end.correctionId, correction.id), eq(end.step, 2)))
    .leftJoin(correctionApproval, eq(correctionApproval.correctionId, correction.id))
    .where(where)
    .orderBy(asc(correction.requestedAt), asc(correction.id))
    .limit(limit);
}

async function selectItems(executor: Executor, correctionId: string): Promise<CorrectionItem[]> {
  const rows = await executor
    .select()
    .from(correctionItem)
    .where(eq(correctionItem.correctionId, correctionId))
    .orderBy(asc(correctionItem.index));
  return rows.map((row) => ({
    meterId: row.meterId ?? undefined,
    atMs: row.at,
    value: row.value ?? undefined,
    initialValue: row.initialValue ?? undefined,
    product: row.product ?? undefined,
    toMs: row.to ?? undefined,
    unit: row.unit ?? undefined,
    replaces: row.replaces ?? undefined,
    revokesNo: row.revokesNo ?? undefined,
  }));
}

async function selectDecisions(executor: Executor, correctionId: string) {
  return await executor
    .select({
      state: sql<CorrectionState>`${correctionDecision.state}`,
      atMs: correctionDecision.at,
      by: correctionDecision.by,
      note: correctionDecision.note,
    })
    .from(correctionDecision)
    .where(eq(correctionDecision.correctionId, correctionId))
    .orderBy(asc(correctionDecision.step));
}

async function selectAttachments(executor: Executor, correctionId: string) {
  const { id, name, mediaType, sizeBytes, sha256 } = attachment;
  return await executor
    .select({ id, name, mediaType, sizeBytes, sha256 })
    .from(attachment)
    .where(
      inArray(
        id,
        executor
          .select({ id: correctionAttachment.attachmentId })
          .from(correctionAttachment)
          .where(eq(correctionAttachment.correctionId, correctionId)),
      ),
    )
    .orderBy(asc(attachment.uploadedAt), asc(attachment.id));
}
