import { getEnterprise, listReportedEvents, listReportedOutputs } from '@hengneng/database';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  enterpriseParamsSchema,
  instantSchema,
  pageQuerySchema,
  pageSchema,
  parseCursor,
  toIso,
} from '../schemas.ts';
import { assertRange } from './time-range.ts';

const querySchema = pageQuerySchema.extend({ from: instantSchema, to: instantSchema });
const outputSchema = z
  .object({
    id: z.string(),
    deviceId: z.string(),
    receivedAt: z.string(),
    product: z.string(),
    from: z.string(),
    to: z.string(),
    quantity: z.number(),
    unit: z.string(),
  })
  .meta({ id: 'ReportedOutput' });
const eventSchema = z
  .object({
    id: z.string(),
    deviceId: z.string(),
    receivedAt: z.string(),
    type: z.string(),
    meterId: z.string(),
    at: z.string(),
    finalValue: z.number().nullable(),
    initialValue: z.number().nullable(),
    note: z.string(),
  })
  .meta({ id: 'ReportedEvent' });

const getEnterprisesOutputsRoute = {
  config: { permission: 'readings.read', readAction: 'reported-output.read' },
  schema: {
    tags: ['readings'],
    summary: 'Production that devices reported, by the beginning of its period',
    params: enterpriseParamsSchema,
    querystring: querySchema,
    response: { 200: pageSchema(outputSchema) },
  },
} as const;

const getEnterprisesEventsRoute = {
  config: { permission: 'readings.read', readAction: 'reported-event.read' },
  schema: {
    tags: ['readings'],
    summary: 'Events that devices reported, such as a meter exchange: proposals',
    params: enterpriseParamsSchema,
    querystring: querySchema,
    response: { 200: pageSchema(eventSchema) },
  },
} as const;

/** What devices reported besides readings: production, and events such as a meter exchange. */
export const reportedRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  /** Checks the range and who asks for it; answers the query that the database takes. */
  const allowedQuery = async (
    request: FastifyRequest,
    enterpriseId: string,
    query: z.output<typeof querySchema>,
  ) => {
    const { from: fromMs, to: toMs, limit, after } = query;
    assertRange(fromMs, toMs);
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const wanted = { enterpriseId, timeZone, fromMs, toMs };
    assertWithinEngagement(principalOf(request), 'readings.read', wanted);
    return { enterpriseId, fromMs, toMs, limit, after: parseCursor(after) };
  };

  app.get('/enterprises/:enterpriseId/outputs', getEnterprisesOutputsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const query = await allowedQuery(request, enterpriseId, request.query);
    const page = await listReportedOutputs(executor, requestScope(request), query);
    return {
      ...page,
      items: page.items.map(({ receivedAtMs, fromMs, toMs, ...rest }) => ({
        ...rest,
        receivedAt: toIso(receivedAtMs),
        from: toIso(fromMs),
        to: toIso(toMs),
      })),
    };
  });

  app.get('/enterprises/:enterpriseId/events', getEnterprisesEventsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const query = await allowedQuery(request, enterpriseId, request.query);
    const page = await listReportedEvents(executor, requestScope(request), query);
    return {
      ...page,
      items: page.items.map(({ receivedAtMs, atMs, ...rest }) => ({
        ...rest,
        receivedAt: toIso(receivedAtMs),
        at: toIso(atMs),
      })),
    };
  });
};
