import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { insertEngagement, recordEngagementEvent } from './engagements.ts';
import { engagement, engagementAuditor, engagementEnterprise } from './schema/identity.ts';
import type { RoleGrant, RoleScope } from './users.ts';

type EngagementScope = Extract<RoleScope, { type: 'engagement' }>;

/** Who acts where the roles of an account are changed; the audit log names the person. */
const USER_MANAGEMENT = 'user-management';

/** Makes the engagements that a new account's roles ask for; one that names no enterprise asks for none. */
export async function grantEngagements(
  tx: Executor,
  userId: string,
  roles: readonly RoleGrant[],
): Promise<void> {
  for (const scope of engagementScopes(roles)) {
    await insertEngagement(tx, {
      title: scope.title ?? '',
      commissionerType: 'authority',
      commissioner: '',
      documentNo: '',
      enterpriseIds: scope.enterpriseIds,
      auditorIds: [userId],
      periodFrom: scope.periodFrom,
      periodTo: scope.periodTo,
      expiresAtMs: scope.expiresAtMs,
      dataAsOfMs: scope.dataAsOfMs ?? null,
      by: USER_MANAGEMENT,
    });
  }
}

/**
 * Brings an account's engagements in line with its new roles: those asked for stay or are made, the
 * auditor is taken off the others. An engagement itself is never deleted: its papers stay on record.
 */
export async function reviseEngagements(
  tx: Executor,
  userId: string,
  roles: readonly RoleGrant[],
): Promise<void> {
  const wanted = engagementScopes(roles);
  const kept = new Set<EngagementScope>();
  for (const { scope: held } of await grantedEngagements(tx, [userId])) {
    const same = wanted.find((scope) => !kept.has(scope) && isSame(scope, held));
    if (same !== undefined) {
      kept.add(same);
      continue;
    }
    if (held.id === undefined) continue;
    await tx
      .update(engagementAuditor)
      .set({ endedAt: sql`now()` })
      .where(
        and(eq(engagementAuditor.engagementId, held.id), eq(engagementAuditor.userId, userId)),
      );
    await recordEngagementEvent(tx, held.id, {
      by: USER_MANAGEMENT,
      action: 'auditor-removed',
      reason: 'The roles of the account were changed.',
      details: { userId },
    });
  }
  const made = wanted.filter((scope) => !kept.has(scope) && scope.id === undefined);
  await grantEngagements(
    tx,
    userId,
    made.map((scope) => ({ role: 'auditor', scope })),
  );
}

/** Engagements in force of these accounts, as scopes of the role; ended ones are left out. */
export async function grantedEngagements(
  executor: Executor,
  userIds: readonly string[],
): Promise<{ readonly userId: string; readonly scope: EngagementScope }[]> {
  const rows = await executor
    .select({
      userId: engagementAuditor.userId,
      id: engagement.id,
      title: engagement.title,
      enterpriseIds: sql<
        string[]
      >`array_agg(${engagementEnterprise.enterpriseId} order by ${engagementEnterprise.enterpriseId})`,
      periodFrom: engagement.periodFrom,
      periodTo: engagement.periodTo,
      expiresAtMs: engagement.expiresAt,
      dataAsOfMs: engagement.dataAsOf,
    })
    .from(engagementAuditor)
    .innerJoin(engagement, eq(engagement.id, engagementAuditor.engagementId))
    .innerJoin(engagementEnterprise, eq(engagementEnterprise.engagementId, engagement.id))
    .where(
      and(
        inArray(engagementAuditor.userId, [...userIds]),
        isNull(engagementAuditor.endedAt),
        eq(engagement.state, 'active'),
      ),
    )
    .groupBy(engagementAuditor.userId, engagement.id);
  return rows.map(({ userId, dataAsOfMs, ...rest }) => ({
    userId,
    scope: {
      type: 'engagement',
      ...rest,
      ...(dataAsOfMs === null ? {} : { dataAsOfMs }),
    },
  }));
}

function engagementScopes(roles: readonly RoleGrant[]): EngagementScope[] {
  return roles.flatMap(({ scope }) =>
    scope.type === 'engagement' && scope.enterpriseIds.length > 0 ? [scope] : [],
  );
}

function isSame(one: EngagementScope, other: EngagementScope): boolean {
  if (one.id !== undefined) return one.id === other.id;
  const keyOf = (scope: EngagementScope) =>
    JSON.stringify([
      [...new Set(scope.enterpriseIds)].sort(),
      scope.periodFrom,
      scope.periodTo,
      scope.expiresAtMs,
      scope.dataAsOfMs ?? null,
    ]);
  return keyOf(one) === keyOf(other);
}
