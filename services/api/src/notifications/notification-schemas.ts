import {
  CHANNEL_KINDS,
  CONTACT_POSTS,
  type Executor,
  getEnterprise,
  NOTIFICATION_SCOPES,
  type NotificationScopeType,
  parkRegionCode,
  type TenantScope,
} from '@hengneng/database';
import { DomainError, isSafeId, isTimeOfDay } from '@hengneng/domain';
import { z } from 'zod';

import { nameSchema } from '../schemas.ts';

const timeOfDaySchema = z.string().refine(isTimeOfDay, 'must be HH:MM');

/** A stretch of every local day in which only severity 3 goes out. */
export const quietHoursSchema = z.strictObject({ from: timeOfDaySchema, to: timeOfDaySchema });

export const severitySchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export const languageSchema = z.enum(['zh', 'en']);
export const emailSchema = z.email().max(200);
export const phoneSchema = z.string().regex(/^\+?\d{5,15}$/, 'must be 5 to 15 digits');

/** Whose it is, in a body. */
export const ownerFields = {
  scopeType: z.enum(NOTIFICATION_SCOPES),
  scopeId: z
    .string()
    .max(64)
    .describe('Region code, park code or enterprise id; empty for the platform.'),
};

export const channelKindSchema = z.enum(CHANNEL_KINDS);
export const contactPostSchema = z.enum(CONTACT_POSTS);
export { nameSchema };

/** An id in a path: whatever it is, a wrong one is simply not found. */
export function assertUuid(id: string): string {
  if (z.uuid().safeParse(id).success) return id;
  throw new DomainError('NOT_FOUND', 'There is nothing with this id.');
}

/**
 * Lets through who may keep something of this owner: an enterprise of the scope, a region that a
 * region of the scope covers, a park by its committee or by who covers its region, the platform for who covers everything.
 *
 * @throws DomainError NOT_FOUND
 */
export async function assertOwner(
  executor: Executor,
  scope: TenantScope,
  owner: { readonly scopeType: NotificationScopeType; readonly scopeId: string },
  nowMs: number,
): Promise<void> {
  const { scopeType, scopeId } = owner;
  if (scopeType === 'enterprise') {
    await getEnterprise(executor, scope, scopeId, nowMs);
    return;
  }
  const isRegion = scopeType === 'region' && /^\d{2,12}$/.test(scopeId);
  const isCovered = scope.all || scope.regionCodes.some((code) => scopeId.startsWith(code));
  if (isRegion && isCovered) return;
  if (scopeType === 'park' && isSafeId(scopeId)) {
    if (scope.all || scope.parkCodes.includes(scopeId)) return;
    const regionCode = (await parkRegionCode(executor, scopeId)) ?? '';
    if (scope.regionCodes.some((code) => regionCode.startsWith(code))) return;
  }
  if (scopeType === 'platform' && scopeId === '' && scope.all) return;
  throw new DomainError('NOT_FOUND', 'There is no such region, park or enterprise in your scope.');
}

/** Enterprise that an act on something of this owner is about. */
export function enterpriseOf(owner: {
  readonly scopeType: NotificationScopeType;
  readonly scopeId: string;
}): string | null {
  return owner.scopeType === 'enterprise' ? owner.scopeId : null;
}
