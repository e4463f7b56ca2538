import type { SilenceMatcher } from '@hengneng/domain';
import { and, desc, eq } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { silence } from '../schema/notifications.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { type NotificationScopeType, notificationScope } from './channels.ts';

/** A silence to be made. */
export interface NewSilence {
  readonly id: string;
  readonly scopeType: NotificationScopeType;
  readonly scopeId: string;
  readonly matchers: readonly SilenceMatcher[];
  readonly reason: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A silence with who made it; expired ones stay. */
export interface RegisteredSilence extends NewSilence {
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly endedAtMs: number | null;
  readonly endedBy: string | null;
}

/** Puts a silence on record. */
export async function insertSilence(
  tx: Executor,
  { fromMs, toMs, ...item }: NewSilence,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  await tx
    .insert(silence)
    .values({ ...item, from: fromMs, to: toMs, createdAt: recorded.atMs, createdBy: recorded.by });
}

/** Silences of a scope, newest first, expired ones included, at most `limit`. */
export async function listSilences(
  executor: Executor,
  scope: TenantScope,
  limit: number,
): Promise<RegisteredSilence[]> {
  const rows = await executor
    .select()
    .from(silence)
    .where(notificationScope(scope, silence))
    .orderBy(desc(silence.createdAt), desc(silence.id))
    .limit(limit);
  return rows.map(toSilence);
}

/** One silence of the scope, or NOT_FOUND. */
export async function getSilence(
  executor: Executor,
  scope: TenantScope,
  id: string,
): Promise<RegisteredSilence> {
  const [row] = await executor
    .select()
    .from(silence)
    .where(and(eq(silence.id, id), notificationScope(scope, silence)));
  if (row === undefined) throw notFound('silence');
  return toSilence(row);
}

/** Ends a silence earlier; one that was ended stays as it is. */
export async function endSilence(
  tx: Executor,
  id: string,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  await tx
    .update(silence)
    .set({ endedAt: recorded.atMs, endedBy: recorded.by })
    .where(eq(silence.id, id));
}

function toSilence(row: typeof silence.$inferSelect): RegisteredSilence {
  const { from, to, createdAt, endedAt, ...rest } = row;
  return {
    ...rest,
    scopeType: row.scopeType as NotificationScopeType,
    matchers: row.matchers as SilenceMatcher[],
    fromMs: from,
    toMs: to,
    createdAtMs: createdAt,
    endedAtMs: endedAt,
  };
}
