import type { NotificationSeverity, QuietHours } from '@hengneng/domain';
import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { notificationChannel } from '../schema/notifications.ts';
import { enterprise } from '../schema/registry.ts';
import { enterpriseInScope, type TenantScope } from '../tenant-scope.ts';
import { type ChannelKind, maskedAddress } from './destinations.ts';

/** Whose a channel, contact or silence is. */
export const NOTIFICATION_SCOPES = ['region', 'enterprise', 'platform'] as const;
export type NotificationScopeType = (typeof NOTIFICATION_SCOPES)[number];

/** A channel to be made. */
export interface NewChannel {
  readonly id: string;
  readonly scopeType: NotificationScopeType;
  /** Region code or enterprise id; `''` for the platform. */
  readonly scopeId: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly address: string;
  readonly secret?: string | null;
  readonly language?: 'zh' | 'en';
  readonly severityMin?: NotificationSeverity;
  readonly repeatMs?: number | null;
  readonly quietHours?: QuietHours | null;
  readonly enabled?: boolean;
}

/** A channel as it is answered: no key, and no address that is one. */
export interface RegisteredChannel extends Required<Omit<NewChannel, 'secret'>> {
  readonly hasSecret: boolean;
  readonly version: number;
  readonly changedAtMs: number;
  readonly changedBy: string;
}

/** Fields that may be changed; kind and scope stay. */
export type ChannelChange = Partial<Omit<NewChannel, 'id' | 'kind' | 'scopeType' | 'scopeId'>>;

/**
 * Condition on whose something is. An enterprise's is in scope with the enterprise. A region's is in
 * scope of who covers the region: a code covers what it prefixes, and never what prefixes it. The
 * platform's is for who covers everything.
 */
export function notificationScope(
  scope: TenantScope,
  columns: { readonly scopeType: PgColumn; readonly scopeId: PgColumn },
): SQL {
  if (scope.all) return sql`true`;
  const regions = scope.regionCodes.map(
    (code) => sql`(${columns.scopeType} = 'region' and starts_with(${columns.scopeId}, ${code}))`,
  );
  const enterprises = sql`(${columns.scopeType} = 'enterprise' and exists (select 1 from
    ${enterprise} where ${enterprise.id} = ${columns.scopeId} and ${enterpriseInScope(scope)}))`;
  return or(enterprises, ...regions) ?? sql`false`;
}

/** Makes a channel. */
export async function insertChannel(
  tx: Executor,
  item: NewChannel,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  await tx
    .insert(notificationChannel)
    .values({ ...item, changedAt: recorded.atMs, changedBy: recorded.by });
}

/** Channels of a scope, by name. */
export async function listChannels(
  executor: Executor,
  scope: TenantScope,
): Promise<RegisteredChannel[]> {
  const rows = await executor
    .select()
    .from(notificationChannel)
    .where(notificationScope(scope, notificationChannel))
    .orderBy(asc(notificationChannel.name), asc(notificationChannel.id));
  return rows.map(toChannel);
}

/** One channel of the scope, or NOT_FOUND. */
export async function getChannel(
  executor: Executor,
  scope: TenantScope,
  id: string,
): Promise<RegisteredChannel> {
  const [row] = await executor
    .select()
    .from(notificationChannel)
    .where(and(eq(notificationChannel.id, id), notificationScope(scope, notificationChannel)));
  if (row === undefined) throw notFound('channel');
  return toChannel(row);
}

/** Changes a channel that the caller may change; an absent field stays. */
export async function updateChannel(
  tx: Executor,
  id: string,
  change: ChannelChange,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  await tx
    .update(notificationChannel)
    .set({
      ...change,
      version: sql`${notificationChannel.version} + 1`,
      changedAt: recorded.atMs,
      changedBy: recorded.by,
    })
    .where(eq(notificationChannel.id, id));
}

function toChannel(row: typeof notificationChannel.$inferSelect): RegisteredChannel {
  const { secret, changedAt, address, ...rest } = row;
  return {
    ...rest,
    address: maskedAddress(address),
    scopeType: row.scopeType as NotificationScopeType,
    kind: row.kind as ChannelKind,
    language: row.language as 'zh' | 'en',
    severityMin: row.severityMin as NotificationSeverity,
    quietHours: row.quietHours as QuietHours | null,
    hasSecret: secret !== null,
    changedAtMs: changedAt,
  };
}
