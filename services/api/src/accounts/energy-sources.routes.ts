import {
  appendAudit,
  getEnterprise,
  getMeter,
  insertGenerationSetting,
  insertSourceSetting,
  listSourceSettings,
  lockEnterprise,
} from '@hengneng/database';
import { ENERGY_SOURCES, GENERATIONS } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, enterpriseParamsSchema, toIso } from '../schemas.ts';
import { accountedKindSchema } from './factor-schemas.ts';

const sourceFields = {
  energyKind: accountedKindSchema,
  validFrom: dateSchema.describe('First day; use the first of a month, ledgers have no days.'),
  source: z
    .enum(ENERGY_SOURCES)
    .nullable()
    .describe('Null: meters where one of level 1 measures purchases, else the ledger.'),
  isFeedstock: z.boolean().default(false).describe('Raw material too (原料用能).'),
};
const generationFields = {
  validFrom: dateSchema,
  generation: z
    .enum(GENERATIONS)
    .describe(
      '`renewable`, or `conversion`: made from energy that was counted when it was bought.',
    ),
};
const recordedFields = { no: z.int(), recordedAt: z.string(), recordedBy: z.string() };

const settingsSchema = z.object({
  sources: z.array(z.object({ ...sourceFields, ...recordedFields })),
  generations: z.array(z.object({ meterId: z.string(), ...generationFields, ...recordedFields })),
});

const getSourcesRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['accounts'],
    summary: 'Where the figures of each kind come from, and what generated flows are made from',
    params: enterpriseParamsSchema,
    response: { 200: settingsSchema },
  },
} as const;

const postSourcesRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['accounts'],
    summary: 'Settle where the figures of a kind come from, from a day on',
    params: enterpriseParamsSchema,
    body: z.strictObject(sourceFields),
    response: { 201: settingsSchema },
  },
} as const;

const postGenerationsRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['accounts'],
    summary: 'Settle what a generated flow is made from, from a day on',
    params: enterpriseParamsSchema.extend({ meterId: z.string().max(64) }),
    body: z.strictObject(generationFields),
    response: { 201: settingsSchema },
  },
} as const;

/** Where an enterprise's figures come from. */
export const energySourcesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;
  const answer = async (scope: ReturnType<typeof requestScope>, enterpriseId: string) => {
    const query = { enterpriseId, asOfMs: clock() };
    const settings = await listSourceSettings(executor, scope, query);
    const dated = <T extends { recordedAtMs: number }>({ recordedAtMs, ...rest }: T) => {
      return { ...rest, recordedAt: toIso(recordedAtMs) };
    };
    const { sources, generations } = settings;
    return { sources: sources.map(dated), generations: generations.map(dated) };
  };

  app.get('/enterprises/:enterpriseId/energy-sources', getSourcesRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    return await answer(scope, enterpriseId);
  });

  app.post(
    '/enterprises/:enterpriseId/energy-sources',
    postSourcesRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const scope = requestScope(request);
      const recording = { by: principalOf(request).username, atMs: clock() };
      await database.transaction(async (tx) => {
        await lockEnterprise(tx, scope, enterpriseId);
        await insertSourceSetting(tx, enterpriseId, request.body, recording);
        const act = {
          action: 'energy-source.set',
          enterpriseId,
          subject: { type: 'energy-source', id: request.body.energyKind },
          details: { ...request.body },
        };
        await appendAudit(tx, requestAct(request, recording.atMs, act));
      });
      return reply.status(201).send(await answer(scope, enterpriseId));
    },
  );

  app.post(
    '/enterprises/:enterpriseId/meters/:meterId/generation',
    postGenerationsRoute,
    async (request, reply) => {
      const { enterpriseId, meterId } = request.params;
      const scope = requestScope(request);
      const recording = { by: principalOf(request).username, atMs: clock() };
      await database.transaction(async (tx) => {
        await lockEnterprise(tx, scope, enterpriseId);
        await getMeter(tx, scope, enterpriseId, meterId, recording.atMs);
        const setting = { meterId, ...request.body };
        await insertGenerationSetting(tx, enterpriseId, setting, recording);
        const act = {
          action: 'meter-generation.declare',
          enterpriseId,
          subject: { type: 'meter', id: meterId },
          details: { ...request.body },
        };
        await appendAudit(tx, requestAct(request, recording.atMs, act));
      });
      return reply.status(201).send(await answer(scope, enterpriseId));
    },
  );
};
