import type { PolicyPart, PolicyRecording, TenantScope } from '@hengneng/database';
import { DomainError, type Period, periodNamed } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';

import { principalOf } from '../access/access.plugin.ts';
import type { Permission } from '../access/matrix.ts';
import { isAllowed, scopeOf } from '../access/principal.ts';

/** What is done with a part, and the permission that it takes of whom the part belongs to. */
const PERMISSIONS: Record<PolicyPart, Record<'write' | 'sign', Permission>> = {
  authority: { write: 'targets.issue', sign: 'targets.issue' },
  plan: { write: 'plans.write', sign: 'plans.sign' },
};

/** Whether who asks may write or sign a part: of nobody's else. */
export function isOwner(
  request: FastifyRequest,
  part: PolicyPart,
  what: 'write' | 'sign' = 'write',
): boolean {
  return isAllowed(principalOf(request), PERMISSIONS[part][what]);
}

/**
 * The enterprises whose part who asks may write or sign.
 *
 * @throws DomainError FORBIDDEN where the part belongs to the other side
 */
export function ownerScope(
  request: FastifyRequest,
  part: PolicyPart,
  what: 'write' | 'sign',
): TenantScope {
  if (isOwner(request, part, what)) return scopeOf(principalOf(request), PERMISSIONS[part][what]);
  const whose = part === 'authority' ? 'the authority’s' : 'the enterprise’s';
  throw new DomainError('FORBIDDEN', `This part of the policy is ${whose}.`);
}

/** Who acts and when, as the tables of policies take it. */
export function recordingOf(request: FastifyRequest, atMs: number): PolicyRecording {
  const { userId, username } = principalOf(request);
  return { by: username, byUserId: userId, atMs };
}

/**
 * First day and instant that a version counts from.
 *
 * @throws DomainError POLICY_INVALID for a day that is not of the year
 */
export function effectiveFrom(
  year: number,
  day: string | undefined,
  timeZone: string,
): { readonly effectiveOn: string; readonly effectiveAtMs: number } {
  const effectiveOn = day ?? `${year}-01-01`;
  const period: Period | null = periodNamed(effectiveOn, timeZone);
  if (period === null || !effectiveOn.startsWith(`${year}-`)) {
    throw new DomainError('POLICY_INVALID', `effectiveFrom must be a day of ${year}.`);
  }
  return { effectiveOn, effectiveAtMs: period.startMs };
}
