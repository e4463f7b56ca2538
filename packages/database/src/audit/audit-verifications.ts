import { desc, eq } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { auditVerification } from '../schema/signed-roots.ts';

/** One verification of the audit log. */
export interface AuditVerification {
  readonly id: string;
  readonly requestedAtMs: number;
  readonly requestedBy: string;
  /** Null while it runs. */
  readonly finishedAtMs: number | null;
  /** What it came to, as the verifier wrote it; null while it runs. */
  readonly result: unknown;
}

/** The latest verification, or null before the first. */
export async function latestAuditVerification(
  executor: Executor,
): Promise<AuditVerification | null> {
  const [row] = await executor
    .select()
    .from(auditVerification)
    .orderBy(desc(auditVerification.requestedAt))
    .limit(1);
  if (row === undefined) return null;
  const { id, requestedBy, result } = row;
  return { id, requestedBy, result, requestedAtMs: row.requestedAt, finishedAtMs: row.finishedAt };
}

/** Puts a verification on record as running and returns its id. */
export async function insertAuditVerification(
  tx: Executor,
  request: { readonly atMs: number; readonly by: string },
): Promise<string> {
  const [row] = await tx
    .insert(auditVerification)
    .values({ requestedAt: request.atMs, requestedBy: request.by })
    .returning({ id: auditVerification.id });
  if (row === undefined) throw new Error('PostgreSQL returned no row for a verification.');
  return row.id;
}

/** Puts the outcome of a verification on record. */
export async function finishAuditVerification(
  tx: Executor,
  id: string,
  outcome: { readonly atMs: number; readonly result: unknown },
): Promise<void> {
  await tx
    .update(auditVerification)
    .set({ finishedAt: outcome.atMs, result: outcome.result })
    .where(eq(auditVerification.id, id));
}
