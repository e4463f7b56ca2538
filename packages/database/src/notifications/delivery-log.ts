import { randomUUID } from 'node:crypto';
import { and, desc, eq, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { areaInScope } from '../area-alerts/area.ts';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import {
  notificationChannel,
  notificationDelivery,
  notificationMessage,
} from '../schema/notifications.ts';
import { createTenantScope, ownedInScope, type TenantScope } from '../tenant-scope.ts';
import { type ChannelKind, type MessageKind, shownAddress } from './destinations.ts';
import {
  type AboutArea,
  insertMessages,
  type MessageContent,
  type NotificationSide,
} from './messages.ts';

/** A line of the delivery log: an attempt, or something that was kept back. */
export interface DeliveryEntry extends AboutArea {
  readonly id: number;
  readonly messageId: string | null;
  readonly enterpriseId: string | null;
  readonly destinationId: string | null;
  readonly kind: string | null;
  readonly address: string | null;
  readonly severity: number;
  readonly attempt: number;
  readonly requestId: string | null;
  readonly outcome: string;
  readonly reason: string;
  readonly answer: string | null;
  readonly notificationIds: readonly string[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

/** A message and how far it is. */
export interface MessageEntry extends AboutArea {
  readonly id: string;
  readonly enterpriseId: string | null;
  readonly destinationId: string;
  readonly kind: MessageKind;
  readonly address: string;
  readonly severity: number;
  readonly reason: string;
  readonly state: string;
  readonly attemptCount: number;
  readonly dueAtMs: number;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly sentAgainOf: string | null;
}

/** Which part of the log is asked for, newest first. */
export interface DeliveryQuery {
  readonly enterpriseId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly outcome?: string | undefined;
  /** Entries before this id. */
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** Lines of the delivery log that the scope may see. */
export async function listDeliveries(
  executor: Executor,
  scope: TenantScope,
  query: DeliveryQuery,
): Promise<DeliveryEntry[]> {
  const table = notificationDelivery;
  const rows = await executor
    .select()
    .from(table)
    .where(
      and(
        visible(scope, table),
        same(table.enterpriseId, query.enterpriseId),
        same(table.messageId, query.messageId),
        same(table.outcome, query.outcome),
        query.beforeId === undefined ? undefined : lt(table.id, query.beforeId),
      ),
    )
    .orderBy(desc(table.id))
    .limit(query.limit);
  return rows.map(({ startedAt, endedAt, side: _side, ...row }) => ({
    ...row,
    notificationIds: row.notificationIds as string[],
    startedAtMs: startedAt,
    endedAtMs: endedAt,
  }));
}

/** Messages that the scope may see, newest first, optionally of one state. */
export async function listMessages(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly state?: string | undefined;
    readonly enterpriseId?: string | undefined;
    readonly before?: { readonly atMs: number; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<MessageEntry[]> {
  const table = notificationMessage;
  const { before } = query;
  const rows = await executor
    .select()
    .from(table)
    .where(
      and(
        visible(scope, table),
        same(table.state, query.state),
        same(table.enterpriseId, query.enterpriseId),
        before === undefined
          ? undefined
          : or(
              lt(table.createdAt, before.atMs),
              and(eq(table.createdAt, before.atMs), lt(table.id, before.id)),
            ),
      ),
    )
    .orderBy(desc(table.createdAt), desc(table.id))
    .limit(query.limit);
  return rows.map(toMessage);
}

/** One message that the scope may see, or NOT_FOUND. */
export async function getMessage(
  executor: Executor,
  scope: TenantScope,
  id: string,
): Promise<MessageEntry> {
  const [row] = await executor
    .select()
    .from(notificationMessage)
    .where(and(eq(notificationMessage.id, id), visible(scope, notificationMessage)));
  if (row === undefined) throw notFound('message');
  return toMessage(row);
}

/** Makes the same message once more, due now, and answers its id. The first keeps its history. */
export async function sendAgain(
  tx: Executor,
  id: string,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<string> {
  const [row] = await tx.select().from(notificationMessage).where(eq(notificationMessage.id, id));
  if (row === undefined) throw notFound('message');
  const [made] = await insertMessages(
    tx,
    [
      {
        enterpriseId: row.enterpriseId,
        areaType: row.areaType,
        areaCode: row.areaCode,
        destinationId: row.destinationId,
        side: row.side as NotificationSide,
        kind: row.kind as MessageKind,
        channelId: row.channelId,
        address: row.address,
        severity: row.severity,
        reason: 'sent-again',
        content: row.content as MessageContent,
        createdBy: recorded.by,
        sentAgainOf: id,
      },
    ],
    recorded.atMs,
  );
  return made ?? '';
}

/** Makes a test message of a channel, due now, and answers its id. */
export async function insertTestMessage(
  tx: Executor,
  channelId: string,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<string> {
  const [row] = await tx
    .select()
    .from(notificationChannel)
    .where(eq(notificationChannel.id, channelId));
  if (row === undefined) throw notFound('channel');
  const event = {
    id: randomUUID(),
    sequence: 0,
    enterpriseId: row.scopeType === 'enterprise' ? row.scopeId : null,
    subjectId: channelId,
    event: 'notice' as const,
    word: 'platform' as const,
    severity: 1 as const,
    rule: 'test',
    labels: {},
    audience: 'platform' as const,
    messageKey: 'channel.test',
    params: { by: recorded.by },
    atMs: recorded.atMs,
  };
  const [made] = await insertMessages(
    tx,
    [
      {
        enterpriseId: event.enterpriseId,
        destinationId: `channel:${channelId}`,
        side: row.scopeType === 'enterprise' ? 'enterprise' : 'authority',
        kind: row.kind as ChannelKind,
        channelId,
        address: shownAddress(row),
        severity: 1,
        reason: 'test',
        content: {
          enterpriseName: row.name,
          timeZone: 'Asia/Shanghai',
          language: row.language as 'zh' | 'en',
          ...{ firing: [], newSubjectIds: [], resolved: [], notices: [event] },
        },
        createdBy: recorded.by,
      },
    ],
    recorded.atMs,
  );
  return made ?? '';
}

/**
 * What the scope may see. Who covers a region or park sees all that went out about its enterprises;
 * an enterprise sees what went to its own side, so that nothing tells it of what is hidden from it. What is
 * about a region or park itself is for who covers all of it, the rest for who covers everything.
 */
function visible(
  scope: TenantScope,
  table: {
    readonly enterpriseId: PgColumn;
    readonly side: PgColumn;
    readonly areaType: PgColumn;
    readonly areaCode: PgColumn;
  },
): SQL {
  if (scope.all) return sql`true`;
  const { regionCodes, parkCodes } = scope;
  const asAuthority = ownedInScope(
    createTenantScope({ regionCodes, parkCodes }),
    table.enterpriseId,
  );
  const own = and(eq(table.side, 'enterprise'), ownedInScope(scope, table.enterpriseId));
  const ofEnterprises = and(isNotNull(table.enterpriseId), or(asAuthority, own));
  const ofAreas = and(
    isNotNull(table.areaCode),
    areaInScope(scope, table.areaType, table.areaCode),
  );
  return or(ofEnterprises, ofAreas) ?? sql`false`;
}

function same(column: PgColumn, value: string | undefined): SQL | undefined {
  return value === undefined ? undefined : eq(column, value);
}

function toMessage(row: typeof notificationMessage.$inferSelect): MessageEntry {
  const { id, enterpriseId, destinationId, address, severity, reason, state } = row;
  const { attemptCount, createdBy, sentAgainOf, dueAt, createdAt, areaType, areaCode } = row;
  return {
    ...{ areaType, areaCode },
    ...{ id, enterpriseId, destinationId, address, severity, reason, state },
    ...{ attemptCount, createdBy, sentAgainOf, dueAtMs: dueAt, createdAtMs: createdAt },
    kind: row.kind as MessageKind,
  };
}
