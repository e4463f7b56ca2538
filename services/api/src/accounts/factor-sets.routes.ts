import {
  appendAudit,
  getFactorSet,
  insertFactorSet,
  listFactorSets,
  newestFactorSetId,
  verifyFactor,
} from '@hengneng/database';
import { invariant } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { pageQuerySchema, pageSchema } from '../schemas.ts';
import {
  factorSchema,
  factorSetSchema,
  newFactorSetSchema,
  newVerificationSchema,
  toEntries,
  toFactorAnswer,
  toFactorSetAnswer,
} from './factor-schemas.ts';

const setParamsSchema = z.object({ setId: z.string().max(64) });

const getFactorSetsRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['factors'],
    summary: 'Factor sets, and which one counts where none is pinned',
    querystring: pageQuerySchema,
    response: {
      200: pageSchema(factorSetSchema).extend({
        inForce: z.string().nullable().describe('Newest set that is published by now.'),
      }),
    },
  },
} as const;

const getFactorSetRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['factors'],
    summary: 'A set with its factors, their sources and who checked them',
    params: setParamsSchema,
    response: { 200: factorSetSchema.extend({ factors: z.array(factorSchema) }) },
  },
} as const;

const postFactorSetsRoute = {
  config: { permission: 'factors.write' },
  schema: {
    tags: ['factors'],
    summary: 'Record a set; it is never changed, a correction is a set of its own',
    description:
      'With `basedOn` the set has all factors of that one; a given factor takes the place of the ' +
      'one with its id. A factor counts as verified once a second person has checked it.',
    body: newFactorSetSchema,
    response: { 201: factorSetSchema },
  },
} as const;

const postVerificationsRoute = {
  config: { permission: 'factors.verify' },
  schema: {
    tags: ['factors'],
    summary: 'Put on record that a factor was compared with its text; not by who entered it',
    params: setParamsSchema.extend({ factorId: z.string().max(64) }),
    body: newVerificationSchema,
    response: { 201: factorSchema },
  },
} as const;

/** The factor register. */
export const factorSetsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/factor-sets', getFactorSetsRoute, async (request) => {
    const page = await listFactorSets(executor, request.query);
    const inForce = await newestFactorSetId(executor, clock());
    return { ...page, items: page.items.map(toFactorSetAnswer), inForce };
  });

  app.get('/factor-sets/:setId', getFactorSetRoute, async (request) => {
    const { factors, ...head } = await getFactorSet(executor, request.params.setId, clock());
    return { ...toFactorSetAnswer(head), factors: factors.map(toFactorAnswer) };
  });

  app.post('/factor-sets', postFactorSetsRoute, async (request, reply) => {
    const { id, name, publishedOn, basedOn, remove } = request.body;
    const entries = toEntries(request.body);
    const recording = { by: principalOf(request).username, atMs: clock() };
    const head = await database.transaction(async (tx) => {
      const item = { id, name, publishedOn, basedOn, entries, removedIds: remove };
      const recorded = await insertFactorSet(tx, item, recording);
      const act = {
        action: 'factor-set.create',
        enterpriseId: null,
        subject: { type: 'factor-set', id },
        details: { name, publishedOn, basedOn, sha256: recorded.sha256, remove },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return recorded;
    });
    return reply.status(201).send(toFactorSetAnswer(head));
  });

  app.post(
    '/factor-sets/:setId/factors/:factorId/verifications',
    postVerificationsRoute,
    async (request, reply) => {
      const { setId, factorId } = request.params;
      const recording = { by: principalOf(request).username, atMs: clock() };
      await database.transaction(async (tx) => {
        const check = await verifyFactor(tx, request.params, request.body, recording);
        const act = {
          action: 'factor.verify',
          enterpriseId: null,
          subject: { type: 'factor', id: `${check.originSetId}/${factorId}` },
          details: { ...request.body, setId },
        };
        await appendAudit(tx, requestAct(request, recording.atMs, act));
      });
      const { factors } = await getFactorSet(executor, setId, recording.atMs);
      const found = factors.find(({ record }) => record.id === factorId);
      invariant(found, 'what was checked is in the set');
      return reply.status(201).send(toFactorAnswer(found));
    },
  );
};
