import { getEnterprise } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { asOfWanted } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { yearParamsSchema } from '../policies/policy-schemas.ts';
import { instantSchema, toIso } from '../schemas.ts';
import { readStanding } from './target-facts.ts';
import { standingSchema, toTargetAnswer } from './target-schemas.ts';

const standingRoute = {
  config: { permission: 'consumption.read' },
  schema: {
    tags: ['targets'],
    summary: 'Targets of a year: actual, plan, limit, what is left and the forecast, by month',
    params: yearParamsSchema,
    querystring: z.strictObject({
      asOf: instantSchema
        .optional()
        .describe('By what had been received and recorded by then; without earlier years.'),
    }),
    response: { 200: standingSchema },
  },
} as const;

/** How enterprises stand against their targets: the figures that the rules judge. */
export const targetsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;

  app.get('/enterprises/:enterpriseId/targets/:year', standingRoute, async (request) => {
    const { enterpriseId, year } = request.params;
    const scope = requestScope(request);
    const principal = principalOf(request);
    const enterprise = await getEnterprise(database.executor, scope, enterpriseId, clock());
    const asOfMs = asOfWanted(principal, enterpriseId, request.query.asOf);
    const query = { year, asOfMs, withCurve: true };
    const standing = await readStanding(dependencies, { principal, scope }, enterprise, query);
    const { policy, dataThroughMs, nowMs, targets } = standing;
    const at = { nowMs, timeZone: enterprise.timeZone };
    return {
      ...{ enterpriseId, year, asOf: toIso(nowMs) },
      dataThrough: targets.length === 0 ? null : toIso(dataThroughMs),
      authorityVersion: policy?.authority?.version ?? null,
      planVersion: policy?.plan?.version ?? null,
      targets: targets.map((target) => toTargetAnswer(target, at)),
    };
  });
};
