import {
  appendAudit,
  type Enterprise,
  getEnterprise,
  insertEnterprises,
  insertPredecessor,
  listEnterprises,
  listPredecessors,
  storeNextSnapshots,
  updateEnterprise,
} from '@hengneng/database';
import { DomainError, invariant, isUnifiedSocialCreditCode } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { changesOf, requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  creditCodeSchema,
  dateSchema,
  enterpriseChangeSchema,
  enterpriseParamsSchema,
  enterpriseSchema,
  newEnterpriseSchema,
  pageQuerySchema,
  pageSchema,
  regionCodeSchema,
  toIso,
} from '../schemas.ts';
import type { RegistryWriter } from './registry-writer.ts';

const predecessorSchema = z.strictObject({
  id: creditCodeSchema,
  changedOn: dateSchema,
  note: z.string().max(500).default(''),
});

const getEnterprisesRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'Enterprises that you may see, by id',
    querystring: pageQuerySchema.extend({
      /** Covers every code that it prefixes. */
      regionCode: regionCodeSchema.optional(),
      parkCode: z.string().max(64).optional(),
      search: z.string().trim().min(1).max(100).optional().describe('Part of the name.'),
    }),
    response: { 200: pageSchema(enterpriseSchema) },
  },
} as const;

const postEnterprisesRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Register an enterprise; answered once the data plane knows it',
    body: newEnterpriseSchema.extend({ id: z.string().max(64) }),
    response: { 201: enterpriseSchema },
  },
} as const;

const getEnterprisesByIdRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'One enterprise',
    params: enterpriseParamsSchema,
    response: { 200: enterpriseSchema },
  },
} as const;

const patchEnterprisesByIdRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Change an enterprise; a new time zone is a dated epoch',
    params: enterpriseParamsSchema,
    body: enterpriseChangeSchema,
    response: { 200: enterpriseSchema },
  },
} as const;

const getEnterprisesPredecessorsRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'Credit codes the enterprise had before',
    params: enterpriseParamsSchema,
    response: { 200: pageSchema(predecessorSchema) },
  },
} as const;

const postEnterprisesPredecessorsRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Put a former credit code on record',
    params: enterpriseParamsSchema,
    body: predecessorSchema,
    response: { 201: predecessorSchema },
  },
} as const;

/** Enterprises and the codes they had before. */
export const enterprisesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises', getEnterprisesRoute, async (request) => {
    const query = { ...request.query, atMs: clock() };
    const page = await listEnterprises(executor, requestScope(request), query);
    return { ...page, items: page.items.map(toEnterpriseAnswer) };
  });

  app.post('/enterprises', postEnterprisesRoute, async (request, reply) => {
    const scope = requestScope(request);
    invariant(scope.all, 'who registers enterprises sees all of them');
    const { id, parkCode = null, class: className = null, ...rest } = request.body;
    if (!isUnifiedSocialCreditCode(id)) {
      throw new DomainError(
        'ENTERPRISE_ID_INVALID',
        'This is no unified social credit code: 18 characters, the last one a check character.',
      );
    }
    const item = { id, parkCode, class: className, ...rest };
    const { username } = principalOf(request);
    await database.transaction(async (tx) => {
      await insertEnterprises(tx, [item], username);
      await storeNextSnapshots(tx, [id], clock());
      const subject = { type: 'enterprise', id };
      const act = { action: 'enterprise.create', enterpriseId: id, subject, details: item };
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    request.log.info({ by: username, enterpriseId: id }, 'Enterprise registered.');
    await registryWriter.publish([id]);
    const enterprise = await getEnterprise(executor, scope, id, clock());
    return reply.status(201).send(toEnterpriseAnswer(enterprise));
  });

  app.get('/enterprises/:enterpriseId', getEnterprisesByIdRoute, async (request) => {
    const { enterpriseId } = request.params;
    return toEnterpriseAnswer(
      await getEnterprise(executor, requestScope(request), enterpriseId, clock()),
    );
  });

  app.patch('/enterprises/:enterpriseId', patchEnterprisesByIdRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { username } = principalOf(request);
    const { timeZone, validFrom, ...fields } = request.body;
    const auditOf = (before: Enterprise) =>
      requestAct(request, clock(), {
        action: 'enterprise.update',
        enterpriseId,
        subject: { type: 'enterprise', id: enterpriseId },
        details: {
          changes: changesOf(before, { ...fields, timeZone }),
          ...(validFrom === undefined ? {} : { validFrom: toIso(validFrom) }),
        },
      });
    await registryWriter.change({ scope, enterpriseId, auditOf }, async (tx) => {
      const before = await getEnterprise(tx, scope, enterpriseId, validFrom ?? clock());
      const zone =
        timeZone === undefined || validFrom === undefined
          ? undefined
          : { name: timeZone, validFromMs: validFrom };
      await updateEnterprise(tx, enterpriseId, { ...fields, timeZone: zone }, username);
      return before;
    });
    request.log.info({ by: username, enterpriseId }, 'Enterprise changed.');
    return toEnterpriseAnswer(await getEnterprise(executor, scope, enterpriseId, clock()));
  });

  app.get(
    '/enterprises/:enterpriseId/predecessors',
    getEnterprisesPredecessorsRoute,
    async (request) => {
      const { enterpriseId } = request.params;
      const scope = requestScope(request);
      await getEnterprise(executor, scope, enterpriseId, clock());
      return { items: await listPredecessors(executor, scope, enterpriseId) };
    },
  );

  app.post(
    '/enterprises/:enterpriseId/predecessors',
    postEnterprisesPredecessorsRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const scope = requestScope(request);
      await getEnterprise(executor, scope, enterpriseId, clock());
      await database.transaction(async (tx) => {
        await insertPredecessor(tx, enterpriseId, request.body);
        const { id, ...details } = request.body;
        const subject = { type: 'predecessor', id };
        const act = { action: 'predecessor.create', enterpriseId, subject, details };
        await appendAudit(tx, requestAct(request, clock(), act));
      });
      return reply.status(201).send(request.body);
    },
  );
};

/** An enterprise as it is answered: what is not set is absent. */
export function toEnterpriseAnswer(enterprise: Enterprise): z.infer<typeof enterpriseSchema> {
  const { parkCode, class: className, registryVersion, publishedVersion, ...rest } = enterprise;
  return {
    ...rest,
    ...(parkCode === null ? {} : { parkCode }),
    ...(className === null ? {} : { class: className }),
    registryVersion,
    published: publishedVersion >= registryVersion,
  };
}
