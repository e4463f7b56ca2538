import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { notFound, withMeanings } from './failures.ts';
import {
  engagement,
  engagementAuditor,
  engagementEnterprise,
  engagementEvent,
  userAccount,
  userRole,
} from './schema/identity.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** Who commissions an audit. */
export const COMMISSIONER_TYPES = ['authority', 'enterprise'] as const;
export type CommissionerType = (typeof COMMISSIONER_TYPES)[number];

/** An engagement ends by being closed or revoked, or by its expiry. */
export const ENGAGEMENT_STATES = ['active', 'closed', 'revoked'] as const;
export type EngagementState = (typeof ENGAGEMENT_STATES)[number];

/** What is needed to commission auditors. */
export interface NewEngagement {
  readonly title: string;
  readonly commissionerType: CommissionerType;
  /** Name of the authority, or id of the enterprise. */
  readonly commissioner: string;
  readonly documentNo: string;
  readonly enterpriseIds: readonly string[];
  readonly auditorIds: readonly string[];
  /** First and last day of the data, `YYYY-MM-DD`. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly expiresAtMs: number;
  /** What was received and recorded by then is what the auditors see; null for the state of today. */
  readonly dataAsOfMs: number | null;
  readonly by: string;
}

/** A commission of auditors (审计委托). */
export interface Engagement extends Omit<NewEngagement, 'auditorIds' | 'by'> {
  readonly id: string;
  readonly state: EngagementState;
  readonly createdAtMs: number;
  readonly auditors: readonly { readonly username: string; readonly name: string }[];
}

/** One thing that happened to an engagement. */
export interface EngagementEvent {
  readonly no: number;
  readonly atMs: number;
  readonly by: string;
  readonly action: string;
  readonly reason: string;
  readonly details: Record<string, unknown>;
}

/** Who looks: an auditor sees the own ones, everybody else those that name an enterprise of the scope. */
export type EngagementViewer =
  | { readonly auditorId: string; readonly atMs: number }
  | { readonly scope: TenantScope };

/** Makes an engagement with its first event and answers its id; NOT_FOUND for an unknown enterprise. */
export async function insertEngagement(tx: Executor, item: NewEngagement): Promise<string> {
  const { enterpriseIds, auditorIds, by, expiresAtMs, dataAsOfMs, ...columns } = item;
  const [row] = await tx
    .insert(engagement)
    .values({ ...columns, expiresAt: expiresAtMs, dataAsOf: dataAsOfMs })
    .returning({ id: engagement.id });
  if (row === undefined) throw new Error('PostgreSQL returned no row for a new engagement.');
  await withMeanings(
    {
      engagement_enterprise_enterprise_id_enterprise_id_fk: [
        'NOT_FOUND',
        'There is no such enterprise.',
      ],
    },
    () =>
      tx.insert(engagementEnterprise).values(
        [...new Set(enterpriseIds)].map((enterpriseId) => ({
          engagementId: row.id,
          enterpriseId,
        })),
      ),
  );
  await tx
    .insert(engagementAuditor)
    .values([...new Set(auditorIds)].map((userId) => ({ engagementId: row.id, userId })));
  await recordEngagementEvent(tx, row.id, { by, action: 'created', reason: '', details: item });
  return row.id;
}

/** Ids of active accounts with the role auditor, by name in lower case; others are absent. */
export async function findAuditors(
  executor: Executor,
  usernames: readonly string[],
): Promise<Map<string, string>> {
  const names = usernames.map((name) => name.toLowerCase());
  const rows = await executor
    .selectDistinct({ id: userAccount.id, name: sql<string>`lower(${userAccount.username})` })
    .from(userAccount)
    .innerJoin(userRole, eq(userRole.userId, userAccount.id))
    .where(
      and(
        eq(userRole.role, 'auditor'),
        isNull(userAccount.disabledAt),
        inArray(sql`lower(${userAccount.username})`, names),
      ),
    );
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Engagements that the viewer may see, newest first; of their enterprises those of the scope. */
export async function listEngagements(
  executor: Executor,
  viewer: EngagementViewer,
  id?: string,
): Promise<Engagement[]> {
  const rows = await executor
    .select()
    .from(engagement)
    .where(and(id === undefined ? undefined : eq(engagement.id, id), visibleTo(viewer)))
    .orderBy(desc(engagement.createdAt), asc(engagement.id))
    .limit(1_000);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const enterprises = await executor
    .select()
    .from(engagementEnterprise)
    .where(
      and(
        inArray(engagementEnterprise.engagementId, ids),
        'scope' in viewer
          ? ownedInScope(viewer.scope, engagementEnterprise.enterpriseId)
          : undefined,
      ),
    )
    .orderBy(asc(engagementEnterprise.enterpriseId));
  const auditors = await executor
    .select({
      engagementId: engagementAuditor.engagementId,
      username: userAccount.username,
      name: userAccount.name,
    })
    .from(engagementAuditor)
    .innerJoin(userAccount, eq(userAccount.id, engagementAuditor.userId))
    .where(and(inArray(engagementAuditor.engagementId, ids), isNull(engagementAuditor.endedAt)))
    .orderBy(asc(userAccount.username));
  return rows.map(({ expiresAt, dataAsOf, createdAt, ...row }) => ({
    ...row,
    commissionerType: row.commissionerType as CommissionerType,
    state: row.state as EngagementState,
    expiresAtMs: expiresAt,
    dataAsOfMs: dataAsOf,
    createdAtMs: createdAt,
    enterpriseIds: enterprises
      .filter((each) => each.engagementId === row.id)
      .map((each) => each.enterpriseId),
    auditors: auditors
      .filter((each) => each.engagementId === row.id)
      .map(({ username, name }) => ({ username, name })),
  }));
}

/** One engagement that the viewer may see, or NOT_FOUND. */
export async function getEngagement(
  executor: Executor,
  viewer: EngagementViewer,
  id: string,
): Promise<Engagement> {
  const [found] = await listEngagements(executor, viewer, id);
  if (found === undefined) throw notFound('engagement');
  return found;
}

/** Whether every enterprise of an engagement lies in a scope: only then may it be changed from there. */
export async function isEngagementWithin(
  executor: Executor,
  scope: TenantScope,
  id: string,
): Promise<boolean> {
  const [outside] = await executor
    .select({ id: engagementEnterprise.enterpriseId })
    .from(engagementEnterprise)
    .where(
      and(
        eq(engagementEnterprise.engagementId, id),
        sql`not (${ownedInScope(scope, engagementEnterprise.enterpriseId)})`,
      ),
    )
    .limit(1);
  return outside === undefined;
}

/** Locks an engagement until the transaction ends, so that its history is written by one at a time. */
export async function lockEngagement(tx: Executor, id: string): Promise<void> {
  await tx
    .select({ id: engagement.id })
    .from(engagement)
    .where(eq(engagement.id, id))
    .for('update');
}

/** Changes state or expiry of an engagement that the caller has locked, with the event that says why. */
export async function changeEngagement(
  tx: Executor,
  id: string,
  change: {
    readonly state?: EngagementState;
    readonly expiresAtMs?: number;
    readonly event: Omit<EngagementEvent, 'no' | 'atMs'> & { readonly atMs: number };
  },
): Promise<void> {
  const columns = {
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.expiresAtMs === undefined ? {} : { expiresAt: change.expiresAtMs }),
  };
  await tx.update(engagement).set(columns).where(eq(engagement.id, id));
  await recordEngagementEvent(tx, id, change.event);
}

/** Adds to the history of an engagement that the caller has locked or made. */
export async function recordEngagementEvent(
  tx: Executor,
  engagementId: string,
  event: {
    readonly atMs?: number;
    readonly by: string;
    readonly action: string;
    readonly reason: string;
    readonly details: object;
  },
): Promise<void> {
  const { atMs, ...rest } = event;
  await tx.insert(engagementEvent).values({
    ...rest,
    engagementId,
    at: atMs ?? sql`now()`,
    no: sql<number>`(select count(*) + 1 from engagement_event
      where engagement_id = ${engagementId})`,
  });
}

/** The history of an engagement, oldest first; the caller has looked whether it may be seen. */
export async function listEngagementEvents(
  executor: Executor,
  engagementId: string,
): Promise<EngagementEvent[]> {
  const rows = await executor
    .select()
    .from(engagementEvent)
    .where(eq(engagementEvent.engagementId, engagementId))
    .orderBy(asc(engagementEvent.no));
  return rows.map(({ engagementId: _, at, details, ...row }) => ({
    ...row,
    atMs: at,
    details: details as Record<string, unknown>,
  }));
}

function visibleTo(viewer: EngagementViewer): SQL | undefined {
  if ('auditorId' in viewer) {
    const at = new Date(viewer.atMs).toISOString();
    return sql`${engagement.state} = 'active' and ${engagement.expiresAt} > ${at}::timestamptz
      and exists (select 1 from ${engagementAuditor}
        where ${engagementAuditor.engagementId} = ${engagement.id}
          and ${engagementAuditor.userId} = ${viewer.auditorId}
          and ${engagementAuditor.endedAt} is null)`;
  }
  return sql`exists (select 1 from ${engagementEnterprise}
    where ${engagementEnterprise.engagementId} = ${engagement.id}
      and ${ownedInScope(viewer.scope, engagementEnterprise.enterpriseId)})`;
}
