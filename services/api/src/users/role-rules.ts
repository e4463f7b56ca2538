import type { RoleGrant } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import { SCOPES_BY_ROLE } from '../access/matrix.ts';

/**
 * Refuses roles that one person must not hold together, and roles over what they cannot cover.
 *
 * One person holds one role, over as many regions or enterprises as need be: who keeps the registry
 * sets no targets, who sets targets does not inspect, who inspects or audits belongs to no enterprise,
 * who fills in does not check, and who hands out roles does nothing else (三员分立). The account of
 * the first start is the one exception.
 *
 * @throws DomainError ROLES_INCOMPATIBLE
 */
export function assertRolesCompatible(grants: readonly RoleGrant[]): void {
  for (const { role, scope } of grants) {
    const allowed: readonly string[] = SCOPES_BY_ROLE[role];
    if (!allowed.includes(scope.type)) {
      const message = `The role ${role} covers ${allowed.join(' or ')}, not ${scope.type}.`;
      throw new DomainError('ROLES_INCOMPATIBLE', message);
    }
    if (scope.type === 'engagement' && scope.periodFrom > scope.periodTo) {
      throw new DomainError('ROLES_INCOMPATIBLE', 'The engagement’s period ends before it begins.');
    }
  }
  const roles = [...new Set(grants.map((grant) => grant.role))];
  if (roles.length > 1) {
    const message = `One person holds one role, not ${roles.join(' and ')}.`;
    throw new DomainError('ROLES_INCOMPATIBLE', message);
  }
}
