import { randomUUID } from 'node:crypto';
import type { NotificationEvent } from '@hengneng/domain';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notification, notificationQueue } from '../schema/notifications.ts';

/** Book of what concerns no enterprise. */
export const PLATFORM_BOOK = '';

/** Something that people are to be told of. */
export interface NewNotification extends Omit<NotificationEvent, 'id' | 'sequence'> {
  /** Names the transition, such as `alert/{id}/{transition number}`; the same again adds nothing. */
  readonly dedupKey: string;
  /** Book that it goes into where it is of no enterprise, such as an area's; the platform's if absent. */
  readonly bookId?: string;
}

/**
 * Puts a notification into the outbox, in the transaction of what it tells of. The same `dedupKey`
 * again changes nothing. Cheap: two inserts, no lock on anything shared.
 *
 * @returns Whether it is new.
 */
export async function enqueueNotification(
  tx: Executor,
  item: NewNotification,
  nowMs: number,
): Promise<boolean> {
  const { atMs, bookId: ownBook, ...rest } = item;
  const id = randomUUID();
  const added = await tx
    .insert(notification)
    .values({ ...rest, id, at: atMs, recordedAt: nowMs })
    .onConflictDoNothing({ target: notification.dedupKey })
    .returning({ id: notification.id });
  if (added.length === 0) return false;
  const bookId = item.enterpriseId ?? ownBook ?? PLATFORM_BOOK;
  await tx.insert(notificationQueue).values({ notificationId: id, bookId });
  return true;
}

/** Books that have something to be taken in, at most `limit`. */
export async function queuedBooks(executor: Executor, limit: number): Promise<string[]> {
  const rows = await executor
    .selectDistinct({ bookId: notificationQueue.bookId })
    .from(notificationQueue)
    .limit(limit);
  return rows.map(({ bookId }) => bookId);
}

/**
 * Takes what is queued for a book out of the queue, oldest first, at most `limit`. The caller holds
 * the book and commits it with what it took.
 */
export async function takeQueued(
  tx: Executor,
  bookId: string,
  limit: number,
): Promise<NotificationEvent[]> {
  const rows = await tx
    .select({ event: notification })
    .from(notificationQueue)
    .innerJoin(notification, eq(notification.id, notificationQueue.notificationId))
    .where(eq(notificationQueue.bookId, bookId))
    .orderBy(asc(notification.sequence))
    .limit(limit)
    .for('update', { of: notificationQueue });
  if (rows.length === 0) return [];
  const ids = rows.map(({ event }) => event.id);
  await tx.delete(notificationQueue).where(inArray(notificationQueue.notificationId, ids));
  return rows.map(({ event }) => toEvent(event));
}

/** Enterprises with an alarm that began since an instant. */
export async function countAlarmingEnterprises(executor: Executor, sinceMs: number) {
  const [row] = await executor
    .select({ count: sql<number>`count(distinct ${notification.enterpriseId})::int` })
    .from(notification)
    .where(
      sql`${notification.word} = 'alarm' and ${notification.event} = 'firing'
        and ${notification.recordedAt} > ${new Date(sinceMs).toISOString()}::timestamptz`,
    );
  return row?.count ?? 0;
}

function toEvent(row: typeof notification.$inferSelect): NotificationEvent {
  const { dedupKey: _key, recordedAt: _recorded, at, sequence, ...rest } = row;
  return {
    ...rest,
    sequence: sequence ?? 0,
    event: row.event as NotificationEvent['event'],
    word: row.word as NotificationEvent['word'],
    severity: row.severity as NotificationEvent['severity'],
    audience: row.audience as NotificationEvent['audience'],
    labels: row.labels as NotificationEvent['labels'],
    params: row.params as NotificationEvent['params'],
    atMs: at,
  };
}
