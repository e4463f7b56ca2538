import { createTenantScope, type RoleGrant, type TenantScope, type User } from '@hengneng/database';
import { DomainError, localDate, type Role } from '@hengneng/domain';
import { type Permission, ROLES_BY_PERMISSION } from './matrix.ts';

/** Who makes a request. */
export interface Principal {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly roles: readonly RoleGrant[];
  /** SHA-256 (hex) of the session's token. */
  readonly sessionSha256: string;
}

/** The principal of a session; engagements that are over grant nothing. */
export function createPrincipal(user: User, sessionSha256: string, atMs: number): Principal {
  return {
    userId: user.id,
    username: user.username,
    name: user.name,
    mustChangePassword: user.mustChangePassword,
    roles: user.roles.filter(
      ({ scope }) => scope.type !== 'engagement' || scope.expiresAtMs > atMs,
    ),
    sessionSha256,
  };
}

/** The grants of a principal that carry a permission. */
export function grantsOf(principal: Principal, permission: Permission): RoleGrant[] {
  const roles: readonly Role[] = ROLES_BY_PERMISSION[permission];
  return principal.roles.filter((grant) => roles.includes(grant.role));
}

/** Whether any role of the principal carries the permission. */
export function isAllowed(principal: Principal, permission: Permission): boolean {
  return grantsOf(principal, permission).length > 0;
}

/**
 * What a principal may do, by what the roles cover: the names of permissions under `all`, `region`,
 * `park`, `engagement` and `enterprise`, as far as there is a role with such a scope.
 */
export function permissionsOf(
  principal: Pick<Principal, 'roles'>,
): Partial<Record<RoleGrant['scope']['type'], Permission[]>> {
  const held: Partial<Record<RoleGrant['scope']['type'], Permission[]>> = {};
  for (const [permission, roles] of Object.entries(ROLES_BY_PERMISSION)) {
    const allowed: readonly Role[] = roles;
    const grants = principal.roles.filter(({ role }) => allowed.includes(role));
    for (const type of new Set(grants.map(({ scope }) => scope.type))) {
      const names = held[type] ?? [];
      names.push(permission as Permission);
      held[type] = names;
    }
  }
  return held;
}

/** The enterprises a permission reaches: what the roles that carry it cover, together. */
export function scopeOf(principal: Principal, permission: Permission): TenantScope {
  const scopes = grantsOf(principal, permission).map((grant) => grant.scope);
  return createTenantScope({
    all: scopes.some((scope) => scope.type === 'all'),
    regionCodes: scopes.flatMap((scope) => (scope.type === 'region' ? [scope.code] : [])),
    parkCodes: scopes.flatMap((scope) => (scope.type === 'park' ? [scope.code] : [])),
    enterpriseIds: scopes.flatMap((scope) => {
      if (scope.type === 'enterprise') return [scope.id];
      return scope.type === 'engagement' ? scope.enterpriseIds : [];
    }),
  });
}

/**
 * The same for one day: engagements whose period does not hold the day reach nothing.
 *
 * @throws DomainError TIME_RANGE_INVALID when nothing is left of what the principal has
 */
export function scopeOn(principal: Principal, permission: Permission, date: string): TenantScope {
  const roles = principal.roles.filter(({ scope }) => {
    if (scope.type !== 'engagement') return true;
    return scope.periodFrom <= date && date <= scope.periodTo;
  });
  const within = { ...principal, roles };
  if (!isAllowed(within, permission)) throw outsideEngagement();
  return scopeOf(within, permission);
}

/**
 * Refuses data of an enterprise outside the period of an engagement, where the principal's access to
 * it rests on engagements. Ends of periods are days in the enterprise's zone.
 *
 * @throws DomainError TIME_RANGE_INVALID
 */
export function assertWithinEngagement(
  principal: Principal,
  permission: Permission,
  wanted: {
    readonly enterpriseId: string;
    readonly fromMs: number;
    /** First instant that is not wanted any more. */
    readonly toMs: number;
    readonly timeZone: string;
  },
): void {
  const first = localDate(wanted.fromMs, wanted.timeZone);
  const last = localDate(wanted.toMs - 1, wanted.timeZone);
  const isCovered = grantsOf(principal, permission).some(({ scope }) => {
    if (scope.type !== 'engagement') return true;
    const isNamed = scope.enterpriseIds.includes(wanted.enterpriseId);
    return isNamed && scope.periodFrom <= first && last <= scope.periodTo;
  });
  if (!isCovered) throw outsideEngagement();
}

/**
 * The frozen state that a principal's reads of an enterprise default to, milliseconds since the epoch;
 * null for the state of today. Where several engagements name the enterprise, the latest state counts,
 * and one without a frozen state lifts it.
 */
export function asOfFor(principal: Principal, enterpriseId: string): number | null {
  let latestMs: number | null = null;
  for (const { scope } of principal.roles) {
    if (scope.type !== 'engagement') return null;
    if (!scope.enterpriseIds.includes(enterpriseId)) continue;
    if (scope.dataAsOfMs === undefined) return null;
    latestMs = Math.max(latestMs ?? scope.dataAsOfMs, scope.dataAsOfMs);
  }
  return latestMs;
}

/**
 * The state that a read shows: the one asked for, else the frozen one; null for that of today.
 *
 * @throws DomainError TIME_RANGE_INVALID for a state later than the frozen one
 */
export function asOfWanted(
  principal: Principal,
  enterpriseId: string,
  wantedMs: number | undefined,
): number | null {
  const frozenMs = asOfFor(principal, enterpriseId);
  if (frozenMs !== null && wantedMs !== undefined && wantedMs > frozenMs) {
    throw new DomainError(
      'TIME_RANGE_INVALID',
      'Your engagement is about an earlier state of the data; ask for asOf up to its dataAsOf.',
    );
  }
  return wantedMs ?? frozenMs;
}

function outsideEngagement(): DomainError {
  return new DomainError(
    'TIME_RANGE_INVALID',
    'Your engagement does not cover this period; ask for days within it.',
  );
}
