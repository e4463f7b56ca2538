import {
  getEnterprise,
  insertProduct,
  insertSite,
  listProducts,
  listSites,
} from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, pageSchema } from '../schemas.ts';
import type { RegistryWriter } from './registry-writer.ts';
import { productSchema, siteSchema } from './site-schemas.ts';

const getEnterprisesSitesRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'Plants of the enterprise',
    params: enterpriseParamsSchema,
    response: { 200: pageSchema(siteSchema) },
  },
} as const;

const postEnterprisesSitesRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Register a plant',
    params: enterpriseParamsSchema,
    body: siteSchema.strict(),
    response: { 201: siteSchema },
  },
} as const;

const getEnterprisesProductsRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'Products whose output may be reported',
    params: enterpriseParamsSchema,
    response: { 200: pageSchema(productSchema) },
  },
} as const;

const postEnterprisesProductsRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Register a product; answered once the data plane knows it',
    params: enterpriseParamsSchema,
    body: productSchema.strict(),
    response: { 201: productSchema },
  },
} as const;

/** Sites and products of an enterprise. */
export const sitesAndProductsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/sites', getEnterprisesSitesRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const sites = await listSites(executor, scope, enterpriseId);
    return {
      items: sites.map(({ regionCode, ...rest }) => ({
        ...rest,
        ...(regionCode === null ? {} : { regionCode }),
      })),
    };
  });

  app.post(
    '/enterprises/:enterpriseId/sites',
    postEnterprisesSitesRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const site = { ...request.body, regionCode: request.body.regionCode ?? null };
      const subject = { type: 'site', id: site.id };
      const act = { action: 'site.create', enterpriseId, subject, details: request.body };
      const auditOf = () => requestAct(request, clock(), act);
      // The data plane knows no sites; the version rises all the same, so that it tells every change.
      await registryWriter.change({ scope: requestScope(request), enterpriseId, auditOf }, (tx) =>
        insertSite(tx, enterpriseId, site),
      );
      return reply.status(201).send(request.body);
    },
  );

  app.get('/enterprises/:enterpriseId/products', getEnterprisesProductsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    return { items: await listProducts(executor, scope, enterpriseId) };
  });

  app.post(
    '/enterprises/:enterpriseId/products',
    postEnterprisesProductsRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const subject = { type: 'product', id: request.body.id };
      const act = { action: 'product.create', enterpriseId, subject, details: request.body };
      const auditOf = () => requestAct(request, clock(), act);
      await registryWriter.change({ scope: requestScope(request), enterpriseId, auditOf }, (tx) =>
        insertProduct(tx, enterpriseId, request.body),
      );
      return reply.status(201).send(request.body);
    },
  );
};
