import type { RoleGrant } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import { INCOMPATIBLE_ROLES, SCOPES_BY_ROLE } from '../access/matrix.ts';

/**
 * Refuses roles that one person must not hold together, and roles over what they cannot cover.
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
  const held = new Set(grants.map((grant) => grant.role));
  for (const [one, other] of INCOMPATIBLE_ROLES) {
    if (held.has(one) && held.has(other)) {
      const message = `One person must not be ${one} and ${other}.`;
      throw new DomainError('ROLES_INCOMPATIBLE', message);
    }
  }
}
