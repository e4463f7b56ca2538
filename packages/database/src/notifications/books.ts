import {
  type BreakerState,
  EMPTY_BOOK,
  type MutingStop,
  type NotificationBook,
  type Silence,
  type SilenceMatcher,
} from '@hengneng/domain';
import { and, asc, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { listDeclaredStops } from '../duty/declared-stops.ts';
import {
  notificationBook,
  notificationBreaker,
  notificationMessage,
  silence,
} from '../schema/notifications.ts';
import { enterprise } from '../schema/registry.ts';
import { SYSTEM_SCOPE } from '../tenant-scope.ts';

/** Only row of the breaker. */
const BREAKER_ID = 1;

/** Books whose time has come, longest waiting first. */
export async function wakingBooks(
  executor: Executor,
  nowMs: number,
  limit: number,
): Promise<string[]> {
  const rows = await executor
    .select({ id: notificationBook.id })
    .from(notificationBook)
    .where(lte(notificationBook.wakeAt, nowMs))
    .orderBy(asc(notificationBook.wakeAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Holds a book until the end of the transaction, making it where it is missing; null while another
 * process holds it.
 */
export async function holdBook(
  tx: Executor,
  id: string,
  nowMs: number,
): Promise<NotificationBook | null> {
  await tx
    .insert(notificationBook)
    .values({ id, state: EMPTY_BOOK, updatedAt: nowMs })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ state: notificationBook.state })
    .from(notificationBook)
    .where(eq(notificationBook.id, id))
    .for('update', { skipLocked: true });
  return row === undefined ? null : (row.state as NotificationBook);
}

/** Keeps a book that the transaction holds. */
export async function keepBook(
  tx: Executor,
  id: string,
  book: { readonly state: NotificationBook; readonly wakeAtMs: number | null },
  nowMs: number,
): Promise<void> {
  await tx
    .update(notificationBook)
    .set({ state: book.state, wakeAt: book.wakeAtMs, updatedAt: nowMs })
    .where(eq(notificationBook.id, id));
}

/** Has every book with something in it looked at, after a silence or another channel. */
export async function wakeBooks(
  executor: Executor,
  nowMs: number,
  scope: { readonly scopeType: string; readonly scopeId: string },
): Promise<void> {
  const { scopeType, scopeId } = scope;
  const ofEnterprises = (isMeant: SQL) =>
    sql`exists (select 1 from ${enterprise} where ${enterprise.id} = ${notificationBook.id} and ${isMeant})`;
  const inScope =
    scopeType === 'region'
      ? or(
          sql`starts_with(${notificationBook.id}, ${`region:${scopeId}`})`,
          ofEnterprises(sql`starts_with(${enterprise.regionCode}, ${scopeId})`),
        )
      : scopeType === 'park'
        ? or(
            eq(notificationBook.id, `park:${scopeId}`),
            ofEnterprises(sql`${enterprise.parkCode} = ${scopeId}`),
          )
        : eq(notificationBook.id, scopeId);
  await executor
    .update(notificationBook)
    .set({ wakeAt: nowMs })
    .where(and(inScope, sql`jsonb_array_length(${notificationBook.state} -> 'members') > 0`));
}

/** Whether too much happens at once; held until the end of the transaction. */
export async function holdBreaker(tx: Executor, nowMs: number): Promise<BreakerState> {
  await tx
    .insert(notificationBreaker)
    .values({ id: BREAKER_ID, updatedAt: nowMs })
    .onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(notificationBreaker)
    .where(eq(notificationBreaker.id, BREAKER_ID))
    .for('update');
  return { openedAtMs: row?.openedAt ?? null };
}

/** The same without holding it. */
export async function readBreaker(executor: Executor): Promise<BreakerState> {
  const [row] = await executor.select().from(notificationBreaker);
  return { openedAtMs: row?.openedAt ?? null };
}

/** Keeps the breaker's state. */
export async function keepBreaker(tx: Executor, state: BreakerState, nowMs: number): Promise<void> {
  await tx
    .update(notificationBreaker)
    .set({ openedAt: state.openedAtMs, updatedAt: nowMs })
    .where(eq(notificationBreaker.id, BREAKER_ID));
}

/** Enterprises there are, and messages to people made since an instant. */
export async function countForBreaker(
  executor: Executor,
  sinceMs: number,
): Promise<{ readonly enterpriseCount: number; readonly messageCount: number }> {
  const [enterprises] = await executor
    .select({ count: sql<number>`count(*)::int` })
    .from(enterprise);
  const [messages] = await executor
    .select({ count: sql<number>`count(*)::int` })
    .from(notificationMessage)
    .where(
      and(
        gt(notificationMessage.createdAt, sinceMs),
        sql`${notificationMessage.kind} not in ('console', 'mqtt')`,
      ),
    );
  return { enterpriseCount: enterprises?.count ?? 0, messageCount: messages?.count ?? 0 };
}

/** On whose side a channel, contact or silence of a scope is. */
export function sideOf(scopeType: string): 'authority' | 'enterprise' {
  return scopeType === 'enterprise' ? 'enterprise' : 'authority';
}

/** Silences of an enterprise (null: of an area), its park and its regions that hold or will, and stops it declared. */
export async function mutingOf(
  executor: Executor,
  about: {
    readonly enterpriseId: string | null;
    readonly regionCode: string | null;
    readonly parkCode: string | null;
  },
  nowMs: number,
): Promise<{ readonly silences: Silence[]; readonly stops: MutingStop[] }> {
  const { enterpriseId, regionCode, parkCode } = about;
  const rows = await executor
    .select()
    .from(silence)
    .where(
      and(
        gt(silence.to, nowMs),
        or(isNull(silence.endedAt), gt(silence.endedAt, nowMs)),
        or(
          eq(silence.scopeType, 'platform'),
          and(eq(silence.scopeType, 'enterprise'), eq(silence.scopeId, enterpriseId ?? '')),
          and(eq(silence.scopeType, 'park'), eq(silence.scopeId, parkCode ?? '')),
          and(
            eq(silence.scopeType, 'region'),
            sql`starts_with(${regionCode ?? ''}, ${silence.scopeId})`,
          ),
        ),
      ),
    );
  const stops =
    enterpriseId === null ? [] : await listDeclaredStops(executor, SYSTEM_SCOPE, { enterpriseId });
  return {
    silences: rows.map((row) => ({
      id: row.id,
      side: row.scopeType === 'platform' ? 'everyone' : sideOf(row.scopeType),
      matchers: row.matchers as SilenceMatcher[],
      fromMs: row.from,
      toMs: row.to,
    })),
    stops: stops.filter(({ withdrawn }) => !withdrawn),
  };
}
