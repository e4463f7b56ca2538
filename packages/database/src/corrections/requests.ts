import { type CorrectionType, DomainError } from '@hengneng/domain';
import { and, eq, inArray } from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import {
  attachment,
  correction,
  correctionApproval,
  correctionAttachment,
  correctionItem,
} from '../schema/corrections.ts';
import { revokedNumbers } from './in-force.ts';

/** One thing a correction is to change; fields that its type has no use for are absent. */
export interface CorrectionItem {
  readonly meterId?: string | undefined;
  /** Instant of the reading, exchange or step; start of an output's period. */
  readonly atMs: number;
  /** Reading, final value of an exchange, quantity of an output; absent: the reading is void. */
  readonly value?: number | undefined;
  readonly initialValue?: number | undefined;
  readonly product?: string | undefined;
  readonly toMs?: number | undefined;
  readonly unit?: string | undefined;
  /** Id of the output whose place this one takes. */
  readonly replaces?: string | undefined;
  readonly revokesNo?: number | undefined;
}

/** A request to correct data, checked against registry and readings by the caller. */
export interface NewCorrection {
  readonly enterpriseId: string;
  readonly type: CorrectionType;
  readonly reason: string;
  readonly atMs: number;
  readonly actor: { readonly userId: string; readonly username: string };
  readonly proposalId?: string | undefined;
  readonly attachmentIds: readonly string[];
  /** At least one. */
  readonly items: readonly CorrectionItem[];
}

/**
 * Puts a request on record and answers its id.
 *
 * @throws DomainError CORRECTION_INVALID for an attachment that is not the enterprise's
 */
export async function insertCorrection(tx: Executor, request: NewCorrection): Promise<string> {
  const { enterpriseId, actor, items } = request;
  const attachmentIds = [...new Set(request.attachmentIds)];
  await assertAttachments(tx, enterpriseId, attachmentIds);
  const instants = items.flatMap(({ atMs, toMs }) => (toMs === undefined ? [atMs] : [atMs, toMs]));
  const [row] = await tx
    .insert(correction)
    .values({
      enterpriseId,
      type: request.type,
      reason: request.reason,
      requestedAt: request.atMs,
      requestedByUserId: actor.userId,
      requestedBy: actor.username,
      proposalId: request.proposalId ?? null,
      itemCount: items.length,
      firstAt: instants.reduce((left, right) => Math.min(left, right)),
      lastAt: instants.reduce((left, right) => Math.max(left, right)),
    })
    .returning({ id: correction.id });
  if (row === undefined) throw new Error('PostgreSQL answered no id for a new correction.');
  const rows = items.map(({ atMs, toMs, ...item }, index) => {
    return { ...item, correctionId: row.id, index, enterpriseId, at: atMs, to: toMs };
  });
  for (const part of chunks(rows)) await tx.insert(correctionItem).values(part);
  if (attachmentIds.length > 0) {
    await tx
      .insert(correctionAttachment)
      .values(attachmentIds.map((attachmentId) => ({ correctionId: row.id, attachmentId })));
  }
  return row.id;
}

/**
 * What a revocation of an approved correction is about, or null where there is none with this number
 * that could be revoked: readings are corrected again instead, and a revocation stands.
 */
export async function findRevocable(
  executor: Executor,
  enterpriseId: string,
  no: number,
): Promise<CorrectionItem[] | null> {
  const rows = await executor
    .select({
      no: correctionApproval.no,
      meterId: correctionItem.meterId,
      product: correctionItem.product,
      atMs: correctionItem.at,
      toMs: correctionItem.to,
    })
    .from(correctionItem)
    .innerJoin(correction, eq(correction.id, correctionItem.correctionId))
    .innerJoin(correctionApproval, eq(correctionApproval.correctionId, correction.id))
    .where(
      and(
        eq(correctionApproval.no, no),
        eq(correctionApproval.enterpriseId, enterpriseId),
        inArray(correction.type, ['meter-exchange', 'reject-step', 'production']),
      ),
    );
  if (rows.length === 0 || (await revokedNumbers(executor, [no])).has(no)) return null;
  return rows.map(({ meterId, product, atMs, toMs }) => ({
    meterId: meterId ?? undefined,
    product: product ?? undefined,
    atMs,
    toMs: toMs ?? undefined,
    revokesNo: no,
  }));
}

async function assertAttachments(
  tx: Executor,
  enterpriseId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx
    .select({ id: attachment.id })
    .from(attachment)
    .where(and(eq(attachment.enterpriseId, enterpriseId), inArray(attachment.id, [...ids])));
  const known = new Set(found.map(({ id }) => id));
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  throw new DomainError('CORRECTION_INVALID', 'An attachment is not one of this enterprise.', {
    details: { errors: missing.map((id) => ({ field: 'attachmentIds', message: id })) },
  });
}
