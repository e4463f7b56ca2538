import {
  countPolicyGaps,
  listPolicyStandings,
  type NewestPart,
  POLICY_GAPS,
  POLICY_PARTS,
} from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { idSchema, pageQuerySchema, pageSchema, regionCodeSchema, toIso } from '../schemas.ts';
import { isOwner } from './policy-owner.ts';
import { yearParamsSchema } from './policy-schemas.ts';

const partSchema = z
  .object({
    version: z.int(),
    documentNo: z.string(),
    effectiveFrom: z.string(),
    isInForce: z.boolean().describe('False where its first day is still to come.'),
    signedAt: z.string(),
    itemsCount: z.int().describe('Targets of the authority, measures of the plan.'),
  })
  .nullable()
  .describe('The newest signed version that was not withdrawn; null where there is none.');
const standingSchema = z.object({
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  regionCode: z.string(),
  parkCode: z.string().nullable(),
  class: z.string().nullable(),
  authority: partSchema,
  plan: partSchema,
  filing: z.enum(['none', 'filed', 'acknowledged']).describe('备案 of the plan.'),
  drafts: z.array(z.enum(POLICY_PARTS)).describe('Open drafts of the parts that who asks owns.'),
});
const countsSchema = z.object({
  enterprises: z.int(),
  withoutTargets: z.int(),
  withoutPlan: z.int(),
  notFiled: z.int(),
});

const getPoliciesRoute = {
  config: { permission: 'policies.read' },
  schema: {
    tags: ['policies'],
    summary: 'Where the policies of a year stand, by enterprise; what is missing',
    querystring: pageQuerySchema.extend({
      year: yearParamsSchema.shape.year,
      regionCode: regionCodeSchema.optional().describe('Covers what it prefixes.'),
      parkCode: idSchema.optional(),
      search: z.string().trim().min(1).max(100).optional().describe('Part of the name.'),
      missing: z
        .enum(POLICY_GAPS)
        .optional()
        .describe('Only who has no signed targets, no signed plan, a plan that was not filed.'),
    }),
    response: {
      200: pageSchema(standingSchema).extend({
        counts: countsSchema.describe('Of all that the other filters leave, without `missing`.'),
      }),
    },
  },
} as const;

/** The policies of a year over all enterprises that the caller covers. */
export const policyStandingsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;

  app.get('/policies', getPoliciesRoute, async (request) => {
    const scope = requestScope(request);
    const { query } = request;
    const [page, counts] = await Promise.all([
      listPolicyStandings(database.executor, scope, query),
      countPolicyGaps(database.executor, scope, query),
    ]);
    const nowMs = clock();
    const items = page.items.map(({ authority, plan, isFiled, isAcknowledged, ...row }) => ({
      ...row,
      authority: toPartAnswer(authority, nowMs),
      plan: toPartAnswer(plan, nowMs),
      filing: isAcknowledged
        ? ('acknowledged' as const)
        : isFiled
          ? ('filed' as const)
          : ('none' as const),
      // Drafts are their owner's: the other side does not learn that there is one.
      drafts: row.drafts.filter((part) => isOwner(request, part)),
    }));
    return { ...page, items, counts };
  });
};

function toPartAnswer(part: NewestPart | null, nowMs: number): z.infer<typeof partSchema> {
  if (part === null) return null;
  const { effectiveOn, effectiveAtMs, signedAtMs, ...rest } = part;
  const isInForce = effectiveAtMs <= nowMs;
  return { ...rest, effectiveFrom: effectiveOn, isInForce, signedAt: toIso(signedAtMs) };
}
