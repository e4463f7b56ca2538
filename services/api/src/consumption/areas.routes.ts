import { listParks, listRegions } from '@hengneng/database';
import { localDate } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { idSchema, industryCodeSchema, regionCodeSchema } from '../schemas.ts';
import { areaSumShape } from '../targets/overview-schemas.ts';
import {
  areaRows,
  computedAt,
  createAnswerCache,
  keepAreaAnswers,
  readArea,
} from './area-consumption.ts';
import { addRows } from './area-totals.ts';
import { consumptionQuerySchema } from './consumption-query.ts';

const areaQuerySchema = consumptionQuerySchema
  .pick({ from: true, to: true, account: true, kinds: true, factorSet: true })
  .extend({
    interval: z.enum(['day', 'month', 'year']).default('month'),
    industryCode: industryCodeSchema.optional().describe('GB/T 4754; covers what it prefixes.'),
  });
const areaSchema = z
  .object({
    code: z.string(),
    interval: z.string(),
    account: z.string(),
    factorSet: z.object({ id: z.string(), publishedOn: z.string() }).nullable(),
    enterpriseCount: z.int(),
    computedAt: z.string().describe('When the oldest figure in it was computed.'),
    rows: z.array(z.object({ period: z.string(), ...areaSumShape })),
    total: z.object(areaSumShape),
  })
  .meta({ id: 'AreaConsumption' });
const areaListSchema = z.object({
  items: z.array(
    z.object({ code: z.string(), name: z.string().nullable(), enterpriseCount: z.int() }),
  ),
});
const regionParamsSchema = z.object({ regionCode: regionCodeSchema });
const parkParamsSchema = z.object({ parkCode: idSchema });

/** Where the year begins that areas are asked about first. */
const AREA_ZONE = 'Asia/Shanghai';
const config = { permission: 'consumption.read' } as const;
const tags = ['consumption'];
const regionsRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'Regions in which you see enterprises',
    response: { 200: areaListSchema },
  },
} as const;
const parksRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'Parks in which you see enterprises',
    response: { 200: areaListSchema },
  },
} as const;
const regionConsumptionRoute = {
  config,
  schema: {
    tags,
    summary: 'Consumption of a region, and of every region whose code begins with it',
    params: regionParamsSchema,
    querystring: areaQuerySchema,
    response: { 200: areaSchema },
  },
} as const;
const parkConsumptionRoute = {
  config,
  schema: {
    tags,
    summary: 'Consumption of a park',
    params: parkParamsSchema,
    querystring: areaQuerySchema,
    response: { 200: areaSchema },
  },
} as const;
/** Totals of regions, parks and sectors over the enterprises that the caller sees. */
export const areasRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { executor } = dependencies.database;
  const { clock } = dependencies;
  const cache = createAnswerCache(dependencies);
  keepAreaAnswers(app, dependencies, cache, () => [
    questionOf(areaQuerySchema.parse(yearRange(dependencies.clock()))),
  ]);
  const askerOf = (request: FastifyRequest) => {
    return { principal: principalOf(request), scope: requestScope(request) };
  };
  const consumptionOf = async (
    request: FastifyRequest,
    area: { readonly regionCode: string } | { readonly parkCode: string },
    query: z.infer<typeof areaQuerySchema>,
  ) => {
    const { industryCode } = query;
    const where = { ...area, industryCode };
    const wanted = questionOf(query);
    const members = await readArea(dependencies, cache, askerOf(request), where, wanted);
    return {
      code: 'regionCode' in area ? area.regionCode : area.parkCode,
      interval: query.interval,
      account: query.account,
      factorSet: members[0]?.answer.factorSet ?? null,
      enterpriseCount: members.length,
      computedAt: computedAt(members, clock()),
      rows: areaRows(members, query.interval).map(withOwnGroups),
      total: withOwnGroups(addRows(members.map(({ answer }) => answer.total))),
    };
  };

  app.get('/regions', regionsRoute, async (request) => {
    return { items: await listRegions(executor, requestScope(request)) };
  });
  app.get('/parks', parksRoute, async (request) => {
    return { items: await listParks(executor, requestScope(request)) };
  });
  app.get('/regions/:regionCode/consumption', regionConsumptionRoute, (request) =>
    consumptionOf(request, { regionCode: request.params.regionCode }, request.query),
  );
  app.get('/parks/:parkCode/consumption', parkConsumptionRoute, (request) =>
    consumptionOf(request, { parkCode: request.params.parkCode }, request.query),
  );
};

function questionOf({ industryCode: _, ...wanted }: z.infer<typeof areaQuerySchema>) {
  return { ...wanted, groupBy: 'energyKind' } as const;
}

/** The year that runs, where areas are. */
function yearRange(nowMs: number) {
  const year = Number(localDate(nowMs, AREA_ZONE).slice(0, 4));
  return { from: String(year), to: String(year + 1) };
}

/** Schemas take mutable lists. */
function withOwnGroups<T extends { readonly groups: readonly unknown[] }>(
  sum: T,
): Omit<T, 'groups'> & { groups: T['groups'][number][] } {
  return { ...sum, groups: [...sum.groups] };
}
