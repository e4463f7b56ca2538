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
    id: z.uuid().optional().describe('Of an engagement there is; absent for a new one.'),
    title: z.string().max(200).optional(),
    dataAsOf: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('The auditor sees what was received and recorded by then.'),
    enterpriseIds: z
      .array(creditCodeSchema)
      .max(200)
      .describe('None: an auditor without an engagement yet.'),
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
  const { expiresAt, dataAsOf, ...rest } = scope;
  const frozen = dataAsOf === undefined ? {} : { dataAsOfMs: Date.parse(dataAsOf) };
  return { role, scope: { ...rest, ...frozen, expiresAtMs: Date.parse(expiresAt) } };
}

/** The inverse of {@link toRoleGrant}. */
export function toRoleAnswer({ role, scope }: RoleGrant): z.infer<typeof roleGrantSchema> {
  if (scope.type !== 'engagement') return { role, scope };
  const { expiresAtMs, dataAsOfMs, enterpriseIds, ...rest } = scope;
  const frozen = dataAsOfMs === undefined ? {} : { dataAsOf: toIso(dataAsOfMs) };
  const expiresAt = toIso(expiresAtMs);
  return { role, scope: { ...rest, ...frozen, enterpriseIds: [...enterpriseIds], expiresAt } };
}
