import { getEnterprise } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import { consumptionSchema } from './answer-schemas.ts';
import { COMPARISONS, comparisonSchema } from './comparisons.ts';
import { consumptionQuerySchema } from './consumption-query.ts';
import { enterpriseConsumption } from './enterprise-consumption.ts';

const getConsumptionRoute = {
  config: { permission: 'consumption.read' },
  schema: {
    tags: ['consumption'],
    summary: 'Consumption of an enterprise by period: physical quantities, tce, CO2',
    params: enterpriseParamsSchema,
    querystring: consumptionQuerySchema,
    response: {
      200: consumptionSchema.extend({
        comparisons: z.partialRecord(z.enum(COMPARISONS), comparisonSchema).optional(),
      }),
    },
  },
  // A year of 100 meters is 36 500 groups: checking what we made ourselves takes longer than making it.
  serializerCompiler: () => JSON.stringify,
} as const;

/** Energy by hour, day, month and year. */
export const consumptionRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { executor } = dependencies.database;

  app.get('/enterprises/:enterpriseId/consumption', getConsumptionRoute, async (request) => {
    const { enterpriseId } = request.params;
    const asker = { principal: principalOf(request), scope: requestScope(request) };
    const atMs = dependencies.clock();
    const enterprise = await getEnterprise(executor, asker.scope, enterpriseId, atMs);
    return await enterpriseConsumption(dependencies, asker, enterprise, request.query);
  });
};
