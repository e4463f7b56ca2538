import type { ReadingsCheckReport } from '@hengneng/contracts';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { readingVerification } from './schema/reading-verification.ts';
import { ownedInScope, SYSTEM_SCOPE, type TenantScope } from './tenant-scope.ts';

/** What came of the check against the journal of one gateway: its report, or why there is none. */
export interface ReadingVerificationResult {
  readonly gateway: number;
  readonly report: ReadingsCheckReport | null;
  readonly failure: string | null;
}

/** One check of an enterprise's stored readings against the journals. */
export interface ReadingVerification {
  readonly id: string;
  readonly enterpriseId: string;
  /** Instants of the readings: from, and up to but without; milliseconds since the epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly requestedAtMs: number;
  readonly requestedBy: string;
  readonly state: 'running' | 'finished';
  readonly finishedAtMs: number | null;
  readonly results: readonly ReadingVerificationResult[];
}

/** Checks of an enterprise of the scope, the latest first. */
export async function listReadingVerifications(
  executor: Executor,
  scope: TenantScope,
  { enterpriseId, limit }: { readonly enterpriseId: string; readonly limit: number },
): Promise<ReadingVerification[]> {
  const rows = await executor
    .select()
    .from(readingVerification)
    .where(
      and(
        eq(readingVerification.enterpriseId, enterpriseId),
        ownedInScope(scope, readingVerification.enterpriseId),
      ),
    )
    .orderBy(desc(readingVerification.requestedAt))
    .limit(limit);
  return rows.map(toVerification);
}

/** Every check that runs, the oldest first. */
export async function listRunningReadingVerifications(
  executor: Executor,
): Promise<ReadingVerification[]> {
  const rows = await executor
    .select()
    .from(readingVerification)
    .where(
      and(
        eq(readingVerification.state, 'running'),
        ownedInScope(SYSTEM_SCOPE, readingVerification.enterpriseId),
      ),
    )
    .orderBy(asc(readingVerification.requestedAt));
  return rows.map(toVerification);
}

/** Puts a check on record as running; null where one of the enterprise runs already. */
export async function insertReadingVerification(
  tx: Executor,
  request: Pick<
    ReadingVerification,
    'enterpriseId' | 'fromMs' | 'toMs' | 'requestedAtMs' | 'requestedBy'
  >,
): Promise<ReadingVerification | null> {
  const { enterpriseId, fromMs, toMs, requestedAtMs, requestedBy } = request;
  const [row] = await tx
    .insert(readingVerification)
    .values({
      ...{ enterpriseId, from: fromMs, to: toMs, requestedAt: requestedAtMs, requestedBy },
      ...{ state: 'running', results: [] },
    })
    .onConflictDoNothing({
      target: readingVerification.enterpriseId,
      where: sql`${readingVerification.state} = 'running'`,
    })
    .returning();
  return row === undefined ? null : toVerification(row);
}

/** Puts the end of a check on record; false where it has ended already. */
export async function finishReadingVerification(
  tx: Executor,
  id: string,
  outcome: { readonly atMs: number; readonly results: readonly ReadingVerificationResult[] },
): Promise<boolean> {
  const rows = await tx
    .update(readingVerification)
    .set({ state: 'finished', finishedAt: outcome.atMs, results: outcome.results })
    .where(and(eq(readingVerification.id, id), eq(readingVerification.state, 'running')))
    .returning({ id: readingVerification.id });
  return rows.length > 0;
}

function toVerification(row: typeof readingVerification.$inferSelect): ReadingVerification {
  const { from, to, requestedAt, finishedAt, state, results, ...rest } = row;
  return {
    ...rest,
    ...{ fromMs: from, toMs: to, requestedAtMs: requestedAt, finishedAtMs: finishedAt },
    state: state as ReadingVerification['state'],
    results: results as ReadingVerificationResult[],
  };
}
