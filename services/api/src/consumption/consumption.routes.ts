import { getEnterprise, listSites } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import { consumptionSchema } from './answer-schemas.ts';
import { consumptionQuerySchema } from './consumption-query.ts';
import { loadSources } from './load-sources.ts';
import { readConsumption } from './read-consumption.ts';
import { readBoundary, timeFrame } from './time-frame.ts';

const getConsumptionRoute = {
  config: { permission: 'consumption.read' },
  schema: {
    tags: ['consumption'],
    summary: 'Consumption of an enterprise by period: physical quantities, tce, CO2',
    params: enterpriseParamsSchema,
    querystring: consumptionQuerySchema,
    response: { 200: consumptionSchema },
  },
  // A year of 100 meters is 36 500 groups: checking what we made ourselves takes longer than making it.
  serializerCompiler: () => JSON.stringify,
} as const;

/** Energy by hour, day, month and year. */
export const consumptionRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, energyStore, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/consumption', getConsumptionRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { from, to, factorSet, ...query } = request.query;
    const scope = requestScope(request);
    const nowMs = clock();
    const enterprise = await getEnterprise(executor, scope, enterpriseId, nowMs);
    const { timeZone } = enterprise;
    const frame = timeFrame(
      readBoundary('from', from, timeZone),
      readBoundary('to', to, timeZone),
      query.interval,
      timeZone,
    );
    const { fromMs, toMs } = frame;
    const wanted = { enterpriseId, timeZone, fromMs, toMs };
    assertWithinEngagement(principalOf(request), 'consumption.read', wanted);
    if (query.siteId !== undefined) {
      const sites = await listSites(executor, scope, enterpriseId);
      if (!sites.some(({ id }) => id === query.siteId)) {
        throw new DomainError('NOT_FOUND', 'There is no such site.');
      }
    }
    const loaded = await loadSources(executor, scope, enterprise, {
      ...{ fromMs, toMs, nowMs, factorSetId: factorSet },
    });
    return await readConsumption({ ...loaded, energyStore, nowMs }, frame, query);
  });
};
