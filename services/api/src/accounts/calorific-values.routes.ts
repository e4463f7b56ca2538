import {
  appendAudit,
  calorificValuesFor,
  getEnterprise,
  insertCalorificValues,
  listCalorificValues,
  lockEnterprise,
} from '@hengneng/database';
import { calorificFactors } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, enterpriseParamsSchema, toIso } from '../schemas.ts';
import { accountedKindSchema } from './factor-schemas.ts';

/** Heat of hydrogen by mass, kJ per kg, and some: nothing has more. */
const KJ_PER_UNIT_MAX = 150_000;

const valueFields = {
  energyKind: accountedKindSchema,
  unit: z.enum(['kg', 'm3']),
  validFrom: dateSchema,
  validTo: dateSchema.describe('First day it no longer holds.'),
  batch: z.string().trim().max(64).default('').describe('Empty for the period as a whole.'),
  batchQuantity: z
    .number()
    .positive()
    .max(1e12)
    .nullable()
    .default(null)
    .describe('Amount of the batch in `unit`: its weight in the mean.'),
  kjPerUnit: z
    .number()
    .positive()
    .max(KJ_PER_UNIT_MAX)
    .nullable()
    .describe('Net calorific value as received; null takes an earlier value back.'),
  documentNo: z.string().trim().min(1).max(200).describe('Test report.'),
};

const newValueSchema = z
  .strictObject(valueFields)
  .refine(({ validFrom, validTo }) => validFrom < validTo, {
    path: ['validTo'],
    message: 'must be after validFrom',
  })
  .refine(({ batch, batchQuantity }) => (batch === '') === (batchQuantity === null), {
    path: ['batchQuantity'],
    message: 'belongs to a batch, and every batch has one',
  });

const valueSchema = z
  .object({ ...valueFields, no: z.int(), recordedAt: z.string(), recordedBy: z.string() })
  .meta({ id: 'CalorificValue' });

const listSchema = z.object({
  items: z.array(valueSchema),
  factors: z
    .array(
      z.object({
        energyKind: z.string(),
        unit: z.string(),
        kgcePerUnit: z.number(),
        validFrom: z.string(),
        validTo: z.string().nullable(),
        source: z.string(),
      }),
    )
    .describe('What follows from these and from the batches of the ledger.'),
});

const getValuesRoute = {
  config: { permission: 'ledger.read', readAction: 'calorific-value.read' },
  schema: {
    tags: ['factors'],
    summary: 'Measured calorific values of the enterprise and the factors that follow from them',
    params: enterpriseParamsSchema,
    response: { 200: listSchema },
  },
} as const;

const postValuesRoute = {
  config: { permission: 'ledger.fill' },
  schema: {
    tags: ['factors'],
    summary: 'Record measured calorific values; of one period and batch the last one counts',
    params: enterpriseParamsSchema,
    body: z.strictObject({ values: z.array(newValueSchema).min(1).max(500) }),
    response: { 201: listSchema },
  },
} as const;

/** Measured calorific values of an enterprise. */
export const calorificValuesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;
  const answer = async (scope: ReturnType<typeof requestScope>, enterpriseId: string) => {
    const query = { enterpriseId, asOfMs: clock() };
    const items = await listCalorificValues(executor, scope, query);
    return {
      items: items.map(({ recordedAtMs, enterpriseId: _, ...rest }) => {
        return { ...rest, recordedAt: toIso(recordedAtMs) };
      }),
      factors: calorificFactors(await calorificValuesFor(executor, query)).map((factor) => ({
        ...{ energyKind: factor.kind, unit: factor.unit, kgcePerUnit: factor.kgcePerUnit },
        ...{ validFrom: factor.validFrom, validTo: factor.validTo, source: factor.source },
      })),
    };
  };

  app.get('/enterprises/:enterpriseId/calorific-values', getValuesRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    return await answer(scope, enterpriseId);
  });

  app.post(
    '/enterprises/:enterpriseId/calorific-values',
    postValuesRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const scope = requestScope(request);
      const recording = { by: principalOf(request).username, atMs: clock() };
      const { values } = request.body;
      await database.transaction(async (tx) => {
        await lockEnterprise(tx, scope, enterpriseId);
        await insertCalorificValues(tx, enterpriseId, values, recording);
        const act = {
          action: 'calorific-value.record',
          enterpriseId,
          subject: { type: 'enterprise', id: enterpriseId },
          details: { values },
        };
        await appendAudit(tx, requestAct(request, recording.atMs, act));
      });
      return reply.status(201).send(await answer(scope, enterpriseId));
    },
  );
};
