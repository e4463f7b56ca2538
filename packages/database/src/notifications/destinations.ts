import type { NotificationDestination, NotificationSeverity, QuietHours } from '@hengneng/domain';
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { contact, notificationChannel } from '../schema/notifications.ts';
import { sideOf } from './books.ts';

/** Ways to send. */
export const CHANNEL_KINDS = ['email', 'sms', 'webhook', 'dingtalk', 'wecom', 'feishu'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
/** Ways that need no channel: every transition goes there at once. */
export const BUILT_IN_KINDS = ['console', 'mqtt'] as const;
export type MessageKind = ChannelKind | (typeof BUILT_IN_KINDS)[number];

/** Somewhere to send to, with how. */
export interface FullDestination extends NotificationDestination {
  readonly kind: MessageKind;
  readonly channelId: string | null;
  /** Fit to be shown: of a URL, nothing that could be a key. */
  readonly address: string;
  readonly language: 'zh' | 'en';
}

/**
 * An address as it may be shown. Whoever knows the whole URL of a robot can write in its name, so of
 * a URL only origin and last four characters are left.
 *
 * @example maskedAddress('https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef')
 */
export function maskedAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return address;
  const rest = address.slice(address.indexOf(url.host) + url.host.length);
  return rest.length <= 1 ? url.origin : `${url.origin}/…${rest.length > 8 ? rest.slice(-4) : ''}`;
}

/** The address of a channel as it may be shown; of a sealed one nothing else is kept in clear. */
export function shownAddress(row: {
  readonly sealed: string | null;
  readonly address: string;
}): string {
  return row.sealed === null ? maskedAddress(row.address) : row.address;
}

/** Whose notifications: an enterprise's in its region and park, or those of an area alone. */
interface Whose {
  readonly enterpriseId: string | null;
  readonly regionCode: string | null;
  readonly parkCode: string | null;
}

/** No id and no code is this. */
const NOBODY = '';

/**
 * Where the notifications of an enterprise go: channels and contacts of its own and of the regions and the
 * park that cover it; of an area (no enterprise) those that cover all of it. Without either, those of the
 * platform, which also hears of a park that lies in no registered region and has nobody to tell.
 */
export async function destinationsOf(
  executor: Executor,
  about: Whose | null,
  nowMs: number,
): Promise<FullDestination[]> {
  const channels = await executor
    .select()
    .from(notificationChannel)
    .where(
      and(
        eq(notificationChannel.enabled, true),
        about === null
          ? eq(notificationChannel.scopeType, 'platform')
          : covers(notificationChannel, about),
      ),
    );
  const found = channels.map(
    (row): FullDestination => ({
      id: `channel:${row.id}`,
      side: row.scopeType === 'platform' ? 'platform' : sideOf(row.scopeType),
      severityMin: row.severityMin as NotificationSeverity,
      quietHours: row.quietHours as QuietHours | null,
      repeatMs: row.repeatMs,
      kind: row.kind as MessageKind,
      channelId: row.id,
      address: shownAddress(row),
      language: row.language as 'zh' | 'en',
    }),
  );
  if (about === null) return found;
  const people = await executor
    .select()
    .from(contact)
    .where(and(isNull(contact.withdrawnAt), covers(contact, about)));
  const told = [
    ...found,
    ...people
      .filter((row) => isOnDuty(row, nowMs) || row.username !== null)
      .flatMap((row) => destinationsOfContact(row, nowMs)),
  ];
  const isNobodys =
    told.every(({ isOnlyNamed }) => isOnlyNamed) &&
    about.enterpriseId === null &&
    about.regionCode === null;
  if (!isNobodys) return told;
  const ofPlatform = await destinationsOf(executor, null, nowMs);
  // What they are told is the authority's: it has not said yet who that is.
  return ofPlatform.map((each) => ({ ...each, side: 'authority' }));
}

function destinationsOfContact(row: typeof contact.$inferSelect, nowMs: number): FullDestination[] {
  const shared = {
    username: row.username,
    isOnlyNamed: !isOnDuty(row, nowMs),
    side: sideOf(row.scopeType),
    severityMin: row.severityMin as NotificationSeverity,
    quietHours: row.quietHours as QuietHours | null,
    repeatMs: null,
    channelId: null,
    language: row.language as 'zh' | 'en',
  };
  const ways = [
    { kind: 'email' as const, address: row.email },
    { kind: 'sms' as const, address: row.phone },
  ];
  return ways.flatMap(({ kind, address }) =>
    address === null ? [] : [{ ...shared, id: `contact:${row.id}:${kind}`, kind, address }],
  );
}

function isOnDuty(row: { from: number | null; to: number | null }, nowMs: number): boolean {
  return (row.from === null || row.from <= nowMs) && (row.to === null || nowMs < row.to);
}

function covers(
  table: typeof notificationChannel | typeof contact,
  { enterpriseId, regionCode, parkCode }: Whose,
) {
  return or(
    and(eq(table.scopeType, 'park'), eq(table.scopeId, parkCode ?? NOBODY)),
    and(eq(table.scopeType, 'enterprise'), eq(table.scopeId, enterpriseId ?? NOBODY)),
    and(eq(table.scopeType, 'region'), sql`starts_with(${regionCode ?? NOBODY}, ${table.scopeId})`),
  );
}
