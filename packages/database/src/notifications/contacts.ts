import type { NotificationSeverity, QuietHours } from '@hengneng/domain';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { contact } from '../schema/notifications.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { notificationScope } from './channels.ts';

/** Posts whose holders are told. */
export const CONTACT_POSTS = ['energy-manager', 'deputy', 'inspector-on-duty'] as const;

/** A person to be told. */
export interface NewContact {
  readonly id: string;
  readonly scopeType: 'region' | 'park' | 'enterprise';
  readonly scopeId: string;
  readonly post: (typeof CONTACT_POSTS)[number];
  readonly name: string;
  /** Account of the person: what names it, as officer or deputy, reaches them off duty, too. */
  readonly username?: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: 'zh' | 'en';
  readonly severityMin: NotificationSeverity;
  readonly quietHours: QuietHours | null;
  /** When they are on duty; null for always. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** Fields that may be changed. */
export type ContactChange = Partial<Omit<NewContact, 'id' | 'scopeType' | 'scopeId'>> & {
  readonly withdrawnAtMs?: number;
};

/** A contact with its last change. */
export interface RegisteredContact extends NewContact {
  readonly username: string | null;
  readonly version: number;
  readonly changedAtMs: number;
  readonly changedBy: string;
}

/** Puts a person on record. */
export async function insertContact(
  tx: Executor,
  { fromMs, toMs, ...item }: NewContact,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  await tx
    .insert(contact)
    .values({ ...item, from: fromMs, to: toMs, changedAt: recorded.atMs, changedBy: recorded.by });
}

/** Contacts of a scope, by name; withdrawn ones are left out. */
export async function listContacts(
  executor: Executor,
  scope: TenantScope,
): Promise<RegisteredContact[]> {
  const rows = await executor
    .select()
    .from(contact)
    .where(and(isNull(contact.withdrawnAt), notificationScope(scope, contact)))
    .orderBy(asc(contact.name), asc(contact.id));
  return rows.map(toContact);
}

/** One contact of the scope that is not withdrawn, or NOT_FOUND. */
export async function getContact(
  executor: Executor,
  scope: TenantScope,
  id: string,
): Promise<RegisteredContact> {
  const isIt = and(eq(contact.id, id), isNull(contact.withdrawnAt));
  const [row] = await executor
    .select()
    .from(contact)
    .where(and(isIt, notificationScope(scope, contact)));
  if (row === undefined) throw notFound('contact');
  return toContact(row);
}

/** Changes or withdraws a contact; an absent field stays. */
export async function updateContact(
  tx: Executor,
  id: string,
  { fromMs, toMs, withdrawnAtMs, ...change }: ContactChange,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  await tx
    .update(contact)
    .set({
      ...change,
      ...(fromMs === undefined ? {} : { from: fromMs }),
      ...(toMs === undefined ? {} : { to: toMs }),
      ...(withdrawnAtMs === undefined ? {} : { withdrawnAt: withdrawnAtMs }),
      version: sql`${contact.version} + 1`,
      changedAt: recorded.atMs,
      changedBy: recorded.by,
    })
    .where(eq(contact.id, id));
}

function toContact(row: typeof contact.$inferSelect): RegisteredContact {
  const { from, to, changedAt, withdrawnAt: _withdrawn, ...rest } = row;
  return {
    ...rest,
    scopeType: row.scopeType as NewContact['scopeType'],
    post: row.post as NewContact['post'],
    language: row.language as 'zh' | 'en',
    severityMin: row.severityMin as NotificationSeverity,
    quietHours: row.quietHours as QuietHours | null,
    fromMs: from,
    toMs: to,
    changedAtMs: changedAt,
  };
}
