import type { RoleGrant } from '@hengneng/database';
import { ROLES } from '@hengneng/domain';
import { z } from 'zod';

import { creditCodeSchema, dateSchema, idSchema, regionCodeSchema, toIso } from '../schemas.ts';

const scopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('all') }),
  z.strictObject({ type: z.literal('region'), code: regionCodeSchema }),
  z.strictObject({ type: z.literal('park'), code: idSchema }),
  z.strictObject({ type: z.literal('enterprise'), id: creditCodeSchema }),
  z.strictObject({
    type: z.literal('engagement'),
    enterpriseIds: z.array(creditCodeSchema).min(1).max(200),
    /** First and last day of the data the auditor may see. */
    periodFrom: dateSchema,
    periodTo: dateSchema,
    expiresAt: z.iso
      .datetime({ offset: true })
      .describe('From then on the engagement gives access to nothing.'),
  }),
]);

/** A role and what it covers, in bodies and answers. */
export const roleGrantSchema = z.strictObject({ role: z.enum(ROLES), scope: scopeSchema });

/** A grant as the database keeps it. */
export function toRoleGrant({ role, scope }: z.infer<typeof roleGrantSchema>): RoleGrant {
  if (scope.type !== 'engagement') return { role, scope };
  const { expiresAt, ...rest } = scope;
  return { role, scope: { ...rest, expiresAtMs: Date.parse(expiresAt) } };
}

/** The inverse of {@link toRoleGrant}. */
export function toRoleAnswer({ role, scope }: RoleGrant): z.infer<typeof roleGrantSchema> {
  if (scope.type !== 'engagement') return { role, scope };
  const { expiresAtMs, enterpriseIds, ...rest } = scope;
  const expiresAt = toIso(expiresAtMs);
  return { role, scope: { ...rest, enterpriseIds: [...enterpriseIds], expiresAt } };
}
