import {
  type CorrectionAct,
  type CorrectionSide,
  type CorrectionState,
  type CorrectionType,
  stateAfter,
} from '@hengneng/domain';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { lockEnterprise } from '../lock-enterprise.ts';
import { correction, correctionApproval, correctionDecision } from '../schema/corrections.ts';
import { storeNextSnapshots } from '../snapshots.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** Somebody's decision about a correction. */
export interface CorrectionDecision {
  readonly enterpriseId: string;
  readonly correctionId: string;
  readonly act: CorrectionAct;
  readonly actor: {
    readonly userId: string;
    readonly username: string;
    readonly side: CorrectionSide;
  };
  readonly note: string;
  readonly atMs: number;
}

/** What came of a decision. */
export interface Decided {
  readonly type: CorrectionType;
  readonly state: CorrectionState;
  /** Number of the approved correction; null for every other decision. */
  readonly correctionNo: number | null;
}

/** Types that decide how a meter counts: the data plane learns of them from the registry. */
const REGISTRY_TYPES: readonly string[] = ['meter-exchange', 'reject-step', 'revocation'];

/**
 * Decides about a correction, in the caller's transaction. An approval takes the next number and, where
 * it changes how a meter counts, a new registry version; those who count learn of it afterwards.
 *
 * Locks the enterprise, then the correction, then the counter of numbers: approvals of the whole
 * installation follow one another until the transaction ends.
 *
 * @throws DomainError NOT_FOUND, CORRECTION_STATE_WRONG, DUTIES_NOT_SEPARATED
 */
export async function decideCorrection(
  tx: Executor,
  scope: TenantScope,
  decision: CorrectionDecision,
): Promise<Decided> {
  const { enterpriseId, correctionId, act, actor, note, atMs } = decision;
  await lockEnterprise(tx, scope, enterpriseId);
  const [found] = await tx
    .select()
    .from(correction)
    .where(and(eq(correction.id, correctionId), eq(correction.enterpriseId, enterpriseId)))
    .for('update');
  if (found === undefined) throw notFound('correction');
  const decisions = await tx
    .select()
    .from(correctionDecision)
    .where(eq(correctionDecision.correctionId, correctionId))
    .orderBy(asc(correctionDecision.step));
  const checked = decisions.find(({ step }) => step === 1);
  const state = stateAfter(
    {
      state: (decisions.at(-1)?.state ?? 'requested') as CorrectionState,
      requestedBy: found.requestedByUserId,
      checkedBy: checked?.byUserId ?? null,
    },
    act,
    actor,
  );
  await tx.insert(correctionDecision).values({
    correctionId,
    step: state === 'checked' ? 1 : 2,
    state,
    at: atMs,
    byUserId: actor.userId,
    by: actor.username,
    note,
  });
  const type = found.type as CorrectionType;
  if (state !== 'approved') return { type, state, correctionNo: null };
  const { no, recordedAtMs } = await nextNumber(tx, atMs);
  await tx
    .insert(correctionApproval)
    .values({ no, correctionId, enterpriseId, recordedAt: recordedAtMs });
  if (REGISTRY_TYPES.includes(type)) await storeNextSnapshots(tx, [enterpriseId], atMs);
  return { type, state, correctionNo: no };
}

/** The next number; the row stays locked to the end of the transaction, so that there are no gaps. */
async function nextNumber(tx: Executor, atMs: number) {
  const at = new Date(atMs).toISOString();
  const { rows } = await tx.execute<{ no: string; recorded_at_ms: string }>(sql`
    insert into correction_counter (id, last_no, last_recorded_at) values (1, 1, ${at})
    on conflict (id) do update set
      last_no = correction_counter.last_no + 1,
      last_recorded_at = greatest(correction_counter.last_recorded_at, excluded.last_recorded_at)
    returning last_no as no,
      (extract(epoch from last_recorded_at) * 1000)::bigint as recorded_at_ms`);
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL answered no number for a correction.');
  return { no: Number(row.no), recordedAtMs: Number(row.recorded_at_ms) };
}
