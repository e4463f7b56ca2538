import { randomUUID } from 'node:crypto';
import {
  afterAttempt,
  type BookMember,
  type NotificationDestination,
  type NotificationEvent,
  pauseMs,
  SEND_ATTEMPTS_MAX,
  type SendOutcome,
  type SendReason,
} from '@hengneng/domain';
import { and, asc, eq, inArray, lte, notExists, or, sql } from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import {
  notificationChannel,
  notificationDelivery,
  notificationMessage,
  notificationPause,
} from '../schema/notifications.ts';
import { channelSecrets } from './channels.ts';
import type { MessageKind } from './destinations.ts';
import type { SecretBox } from './secret-box.ts';

/** On whose side a destination is; it decides who may look at what went there. */
export type NotificationSide = NotificationDestination['side'];

/** What a message says, before it is put into words. */
export interface MessageContent {
  readonly enterpriseName: string | null;
  readonly timeZone: string;
  readonly language: 'zh' | 'en';
  readonly firing: readonly (NotificationEvent | BookMember)[];
  readonly newSubjectIds: readonly string[];
  readonly resolved: readonly (NotificationEvent | BookMember)[];
  readonly notices: readonly (NotificationEvent | BookMember)[];
}

/** The region or park that something is about; both null where it is about none. */
export interface AboutArea {
  readonly areaType: string | null;
  readonly areaCode: string | null;
}

/** A message to be sent. */
export interface NewMessage extends Partial<AboutArea> {
  readonly enterpriseId: string | null;
  readonly destinationId: string;
  readonly side: NotificationSide;
  readonly kind: MessageKind;
  readonly channelId: string | null;
  readonly address: string;
  readonly severity: number;
  readonly reason: SendReason;
  readonly content: MessageContent;
  readonly createdBy: string;
  readonly sentAgainOf?: string;
}

/** A message that this process is to send now. */
export interface ClaimedMessage extends Omit<NewMessage, 'sentAgainOf'> {
  readonly id: string;
  /** Of this attempt. */
  readonly requestId: string;
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly createdAtMs: number;
  readonly notificationIds: readonly string[];
  /** Real address: of a channel, as it is now. */
  readonly target: string;
  /** Key of its channel as it is now; null without one. */
  readonly secret: string | null;
  /** Why neither can be read; absent where they can. */
  readonly problem?: string;
}

/** Makes messages, due now, and answers their ids. */
export async function insertMessages(
  tx: Executor,
  messages: readonly NewMessage[],
  nowMs: number,
): Promise<string[]> {
  const rows = messages.map((message) => ({
    ...message,
    id: randomUUID(),
    notificationIds: idsOf(message.content),
    dueAt: nowMs,
    createdAt: nowMs,
  }));
  for (const part of chunks(rows)) await tx.insert(notificationMessage).values(part);
  return rows.map(({ id }) => id);
}

/** Something that was kept back. */
export interface SuppressedDecision extends Partial<AboutArea> {
  readonly enterpriseId: string | null;
  readonly destinationId: string | null;
  readonly side: NotificationSide;
  readonly severity: number;
  readonly reason: string;
  readonly notificationIds: readonly string[];
}

/** Puts on record what was kept back and why. */
export async function insertDecisions(
  tx: Executor,
  decisions: readonly SuppressedDecision[],
  nowMs: number,
): Promise<void> {
  const rows = decisions.map((decision) => ({
    ...decision,
    attempt: 0,
    outcome: 'suppressed' satisfies SendOutcome,
    startedAt: nowMs,
    endedAt: nowMs,
  }));
  for (const part of chunks(rows)) await tx.insert(notificationDelivery).values(part);
}

/**
 * Claims messages whose time has come, for `leaseMs`. One whose earlier attempt never ended (its
 * process was killed) is put on record as `unknown` and claimed again: rather twice than never.
 * Messages to a destination that is left alone wait.
 */
export async function claimMessages(
  tx: Executor,
  options: {
    readonly nowMs: number;
    readonly leaseMs: number;
    readonly limit: number;
    readonly box: SecretBox | null;
  },
): Promise<ClaimedMessage[]> {
  const { nowMs, leaseMs, limit } = options;
  const due = and(eq(notificationMessage.state, 'due'), lte(notificationMessage.dueAt, nowMs));
  const lost = and(
    eq(notificationMessage.state, 'sending'),
    lte(notificationMessage.leaseUntil, nowMs),
  );
  const paused = tx
    .select({ one: sql`1` })
    .from(notificationPause)
    .where(
      and(
        eq(notificationPause.destinationId, notificationMessage.destinationId),
        sql`${notificationPause.until} > ${new Date(nowMs).toISOString()}::timestamptz`,
      ),
    );
  const rows = await tx
    .select()
    .from(notificationMessage)
    .where(or(lost, and(due, or(eq(notificationMessage.reason, 'test'), notExists(paused)))))
    .orderBy(asc(notificationMessage.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  const channels = await channelsOf(
    tx,
    rows.flatMap(({ channelId }) => channelId ?? []),
    options.box,
  );
  const claimed: ClaimedMessage[] = [];
  for (const row of rows) {
    if (row.state === 'sending') await recordLostAttempt(tx, row, nowMs);
    const requestId = randomUUID();
    const attempt = row.attemptCount + 1;
    await tx
      .update(notificationMessage)
      .set({
        ...{ state: 'sending', requestId, attemptCount: attempt },
        ...{ startedAt: nowMs, leaseUntil: nowMs + leaseMs },
      })
      .where(eq(notificationMessage.id, row.id));
    claimed.push({
      ...row,
      kind: row.kind as MessageKind,
      side: row.side as NotificationSide,
      reason: row.reason as SendReason,
      content: row.content as MessageContent,
      notificationIds: row.notificationIds as string[],
      requestId,
      attempt,
      startedAtMs: nowMs,
      createdAtMs: row.createdAt,
      target: row.address,
      secret: null,
      ...channels.get(row.channelId ?? ''),
    });
  }
  return claimed;
}

/**
 * Puts the end of an attempt on record and decides what follows. Answers the message's new state;
 * null where somebody else claimed it meanwhile, because the attempt outlived its lease.
 */
export async function settleAttempt(
  tx: Executor,
  message: ClaimedMessage,
  result: {
    readonly outcome: 'delivered' | 'refused' | 'failed' | 'unknown';
    readonly answer: string;
  },
  nowMs: number,
): Promise<'delivered' | 'failed' | 'due' | null> {
  const [held] = await tx
    .select({ requestId: notificationMessage.requestId })
    .from(notificationMessage)
    .where(eq(notificationMessage.id, message.id))
    .for('update');
  if (held?.requestId !== message.requestId) return null;
  // Whoever tests a channel waits for the answer and tries again by hand.
  const attemptCount = message.reason === 'test' ? SEND_ATTEMPTS_MAX : message.attempt;
  const after = afterAttempt(result.outcome, attemptCount);
  await tx
    .update(notificationMessage)
    .set({
      state: after.state,
      dueAt: nowMs + after.delayMs,
      leaseUntil: null,
      settledAt: after.state === 'due' ? null : nowMs,
    })
    .where(eq(notificationMessage.id, message.id));
  await tx.insert(notificationDelivery).values({
    ...deliveryColumns(message),
    ...result,
    requestId: message.requestId,
    attempt: message.attempt,
    startedAt: message.startedAtMs,
    endedAt: nowMs,
  });
  await countFailures(tx, message.destinationId, result.outcome, nowMs);
  return after.state;
}

/** Messages by what they wait for, for the metrics. */
export async function countMessages(
  executor: Executor,
): Promise<{ readonly due: number; readonly sending: number; readonly failed: number }> {
  const rows = await executor
    .select({ state: notificationMessage.state, count: sql<number>`count(*)::int` })
    .from(notificationMessage)
    .where(inArray(notificationMessage.state, ['due', 'sending', 'failed']))
    .groupBy(notificationMessage.state);
  const countOf = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return { due: countOf('due'), sending: countOf('sending'), failed: countOf('failed') };
}

async function recordLostAttempt(
  tx: Executor,
  row: typeof notificationMessage.$inferSelect,
  nowMs: number,
): Promise<void> {
  await tx.insert(notificationDelivery).values({
    ...deliveryColumns({ ...row, notificationIds: row.notificationIds as string[] }),
    requestId: row.requestId,
    attempt: row.attemptCount,
    outcome: 'unknown' satisfies SendOutcome,
    answer: 'The process that sent it ended before an answer came.',
    startedAt: row.startedAt ?? nowMs,
    endedAt: nowMs,
  });
}

/** A refused message says nothing about its destination; a delivered one ends the pause. */
async function countFailures(
  tx: Executor,
  destinationId: string,
  outcome: 'delivered' | 'refused' | 'failed' | 'unknown',
  nowMs: number,
): Promise<void> {
  if (outcome === 'refused') return;
  if (outcome === 'delivered') {
    await tx.delete(notificationPause).where(eq(notificationPause.destinationId, destinationId));
    return;
  }
  const [row] = await tx
    .insert(notificationPause)
    .values({ destinationId, failureCount: 1, until: nowMs })
    .onConflictDoUpdate({
      target: notificationPause.destinationId,
      set: { failureCount: sql`${notificationPause.failureCount} + 1` },
    })
    .returning({ failureCount: notificationPause.failureCount });
  const until = nowMs + pauseMs(row?.failureCount ?? 1);
  await tx
    .update(notificationPause)
    .set({ until })
    .where(eq(notificationPause.destinationId, destinationId));
}

/** Where messages of channels go, and their keys; or why nobody can say. */
async function channelsOf(tx: Executor, channelIds: readonly string[], box: SecretBox | null) {
  const { id, address, secret, sealed } = notificationChannel;
  const rows = await tx
    .select({ id, address, secret, sealed })
    .from(notificationChannel)
    .where(inArray(id, [...channelIds]));
  const secretsOf = (row: (typeof rows)[number]) => {
    try {
      const opened = channelSecrets(row, box);
      return { target: opened.address, secret: opened.secret };
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error) };
    }
  };
  return new Map(rows.map((row) => [row.id, secretsOf(row)]));
}

function deliveryColumns(
  message: Pick<
    ClaimedMessage,
    | 'id'
    | 'destinationId'
    | 'address'
    | 'severity'
    | 'enterpriseId'
    | 'notificationIds'
    | 'areaType'
    | 'areaCode'
  > & { readonly kind: string; readonly reason: string; readonly side: string },
) {
  const { id, enterpriseId, destinationId, kind, address, severity, reason } = message;
  const { notificationIds, side, areaType, areaCode } = message;
  return {
    ...{ areaType, areaCode },
    ...{ messageId: id, enterpriseId, destinationId, kind, address },
    ...{ severity, reason, notificationIds, side },
  };
}

function idsOf({ firing, resolved, notices }: MessageContent): string[] {
  return [...firing, ...resolved, ...notices].map(({ id }) => id);
}
