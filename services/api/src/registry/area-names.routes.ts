import { appendAudit, namePark, nameRegion } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { idSchema, nameSchema, regionCodeSchema } from '../schemas.ts';

const regionNameSchema = z.strictObject({ name: nameSchema });
const parkNameSchema = z.strictObject({
  name: nameSchema,
  regionCode: regionCodeSchema.optional(),
});

const putRegionRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Name of a region, as lists and screens show it',
    params: z.object({ regionCode: regionCodeSchema }),
    body: regionNameSchema,
    response: { 200: z.object({ code: z.string(), name: z.string() }) },
  },
} as const;
const putParkRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Name of a park and the region it lies in',
    params: z.object({ parkCode: idSchema }),
    body: parkNameSchema,
    response: { 200: z.object({ code: z.string(), name: z.string() }) },
  },
} as const;

/** Names of regions and parks; the codes come with the enterprises. */
export const areaNamesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;

  app.put('/regions/:regionCode', putRegionRoute, async (request) => {
    const { regionCode: code } = request.params;
    const { name } = request.body;
    await database.transaction(async (tx) => {
      await nameRegion(tx, code, name);
      const subject = { type: 'region', id: code };
      const act = { action: 'region.name', enterpriseId: null, subject, details: { name } };
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    return { code, name };
  });

  app.put('/parks/:parkCode', putParkRoute, async (request) => {
    const { parkCode: code } = request.params;
    const { name } = request.body;
    await database.transaction(async (tx) => {
      await namePark(tx, code, request.body);
      const subject = { type: 'park', id: code };
      const act = { action: 'park.name', enterpriseId: null, subject, details: request.body };
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    return { code, name };
  });
};
