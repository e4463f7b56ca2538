import { DomainError, type NotificationSeverity, type QuietHours } from '@hengneng/domain';
import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { parkInScope } from '../area-alerts/area.ts';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { notificationChannel } from '../schema/notifications.ts';
import { enterprise } from '../schema/registry.ts';
import { enterpriseInScope, type TenantScope } from '../tenant-scope.ts';
import { type ChannelKind, maskedAddress, shownAddress } from './destinations.ts';
import { type SecretBox, withoutSecretBox } from './secret-box.ts';

/** Whose a channel, contact or silence is. */
export const NOTIFICATION_SCOPES = ['region', 'park', 'enterprise', 'platform'] as const;
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
  const parks = sql`(${columns.scopeType} = 'park' and ${parkInScope(scope, columns.scopeId)})`;
  const enterprises = sql`(${columns.scopeType} = 'enterprise' and exists (select 1 from
    ${enterprise} where ${enterprise.id} = ${columns.scopeId} and ${enterpriseInScope(scope)}))`;
  return or(enterprises, parks, ...regions) ?? sql`false`;
}

/** Makes a channel; what could write in somebody's name is sealed before it is kept. */
export async function insertChannel(
  tx: Executor,
  item: NewChannel,
  recorded: { readonly atMs: number; readonly by: string },
  box: SecretBox | null,
): Promise<void> {
  const { address, secret = null, ...rest } = item;
  const kept = keptOf(item.id, item.kind, { address, secret }, box);
  await tx
    .insert(notificationChannel)
    .values({ ...rest, ...kept, changedAt: recorded.atMs, changedBy: recorded.by });
}

/** What is secret about a channel, in clear. */
interface ChannelSecrets {
  readonly address: string;
  readonly secret: string | null;
}

/** Columns that keep address and key: in clear only an address without a key in it. */
function keptOf(id: string, kind: string, secrets: ChannelSecrets, box: SecretBox | null) {
  const { address, secret } = secrets;
  const hasSecret = secret !== null;
  const isPlain = (kind === 'email' || kind === 'sms') && !hasSecret;
  if (isPlain) return { address, secret: null, sealed: null, hasSecret };
  if (box === null) throw withoutSecretBox();
  const sealed = box.seal(JSON.stringify(secrets), id);
  return { address: maskedAddress(address), secret: null, sealed, hasSecret };
}

/**
 * Address and key of a channel as it is kept.
 *
 * @throws DomainError SECRETS_KEY_MISSING
 */
export function channelSecrets(
  row: Pick<typeof notificationChannel.$inferSelect, 'id' | 'address' | 'secret' | 'sealed'>,
  box: SecretBox | null,
): ChannelSecrets {
  if (row.sealed === null) return { address: row.address, secret: row.secret };
  if (box === null) throw withoutSecretBox();
  return JSON.parse(box.open(row.sealed, row.id)) as ChannelSecrets;
}

/**
 * Seals what was kept in clear before, and seals anew what an earlier key sealed, so that the key can
 * go; answers how many channels that were, and how many cannot be opened.
 */
export async function sealChannels(
  tx: Executor,
  box: SecretBox,
): Promise<{ readonly sealedCount: number; readonly unreadableCount: number }> {
  const rows = await tx.select().from(notificationChannel).for('update');
  let [sealedCount, unreadableCount] = [0, 0];
  for (const row of rows) {
    if (row.sealed !== null && box.isCurrent(row.sealed)) continue;
    try {
      const kept = keptOf(row.id, row.kind, channelSecrets(row, box), box);
      if (kept.sealed === null) continue;
      await tx.update(notificationChannel).set(kept).where(eq(notificationChannel.id, row.id));
      sealedCount += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      unreadableCount += 1;
    }
  }
  return { sealedCount, unreadableCount };
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
  box: SecretBox | null,
): Promise<void> {
  const { address, secret, ...rest } = change;
  const [row] = await tx
    .select()
    .from(notificationChannel)
    .where(eq(notificationChannel.id, id))
    .for('update');
  if (row === undefined) throw notFound('channel');
  const isNew = address !== undefined || secret !== undefined;
  // Both given anew, nothing has to be opened: that is how a lost key is got over.
  const before =
    address !== undefined && secret !== undefined
      ? { address, secret }
      : isNew
        ? channelSecrets(row, box)
        : null;
  const kept =
    before === null
      ? {}
      : keptOf(
          id,
          row.kind,
          {
            address: address ?? before.address,
            secret: secret === undefined ? before.secret : secret,
          },
          box,
        );
  await tx
    .update(notificationChannel)
    .set({
      ...{ ...rest, ...kept },
      version: sql`${notificationChannel.version} + 1`,
      changedAt: recorded.atMs,
      changedBy: recorded.by,
    })
    .where(eq(notificationChannel.id, id));
}

function toChannel(row: typeof notificationChannel.$inferSelect): RegisteredChannel {
  const { secret, sealed, changedAt, address, hasSecret, ...rest } = row;
  return {
    ...rest,
    address: shownAddress({ sealed, address }),
    scopeType: row.scopeType as NotificationScopeType,
    kind: row.kind as ChannelKind,
    language: row.language as 'zh' | 'en',
    severityMin: row.severityMin as NotificationSeverity,
    quietHours: row.quietHours as QuietHours | null,
    hasSecret: hasSecret || secret !== null,
    changedAtMs: changedAt,
  };
}
