import {
  appendAudit,
  FIRST_EPOCH_MS,
  getEnterprise,
  insertVirtualMeter,
  insertVirtualMeterFormula,
  listVirtualMeters,
  lockEnterprise,
} from '@hengneng/database';
import { FORMULA_LENGTH_MAX, METER_UNITS, unitFitsKind, type VirtualMeter } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, idSchema, instantSchema, nameSchema, toIso } from '../schemas.ts';
import { accountedKindSchema } from './factor-schemas.ts';

const formulaSchema = z
  .string()
  .min(1)
  .max(FORMULA_LENGTH_MAX)
  .describe('Over meter ids, such as `E01 - (E02 + [E-03]) * 0.5`; all count in one dimension.');
const validFromSchema = instantSchema.refine(
  (atMs) => atMs >= FIRST_EPOCH_MS,
  'must not be before 2000-01-01',
);

const newMeterSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema,
    energyKind: accountedKindSchema,
    unit: z.enum(METER_UNITS),
    formula: formulaSchema,
    validFrom: validFromSchema.optional().describe('2000-01-01 unless given.'),
  })
  .refine(({ energyKind, unit }) => unitFitsKind(energyKind, unit), {
    path: ['unit'],
    message: 'does not measure this kind',
  });

const meterSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    energyKind: z.string(),
    unit: z.string(),
    formulas: z
      .array(z.object({ revision: z.int(), validFrom: z.string(), formula: z.string() }))
      .describe('The latest begun counts; of one instant the highest revision.'),
  })
  .meta({ id: 'VirtualMeter' });

const meterParamsSchema = enterpriseParamsSchema.extend({ virtualMeterId: z.string().max(64) });

const getMetersRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['accounts'],
    summary: 'Virtual meters (虚拟表计) with their formulas by date',
    params: enterpriseParamsSchema,
    response: { 200: z.object({ items: z.array(meterSchema) }) },
  },
} as const;

const postMetersRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['accounts'],
    summary: 'Register a virtual meter; a missing operand makes its quantity missing',
    params: enterpriseParamsSchema,
    body: newMeterSchema,
    response: { 201: meterSchema },
  },
} as const;

const postFormulasRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['accounts'],
    summary: 'Give a virtual meter a formula from an instant on',
    params: meterParamsSchema,
    body: z.strictObject({ formula: formulaSchema, validFrom: validFromSchema }),
    response: { 201: meterSchema },
  },
} as const;

/** Virtual meters of an enterprise. */
export const virtualMetersRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/virtual-meters', getMetersRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const meters = await listVirtualMeters(executor, scope, { enterpriseId, asOfMs: clock() });
    return { items: meters.map(toAnswer) };
  });

  app.post('/enterprises/:enterpriseId/virtual-meters', postMetersRoute, async (request, reply) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { validFrom, ...fields } = request.body;
    const item = { ...fields, validFromMs: validFrom ?? FIRST_EPOCH_MS };
    const recording = { by: principalOf(request).username, atMs: clock() };
    const meter = await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      const registered = await insertVirtualMeter(tx, enterpriseId, item, recording);
      const act = {
        action: 'virtual-meter.create',
        enterpriseId,
        subject: { type: 'virtual-meter', id: item.id },
        details: { ...item },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return registered;
    });
    return reply.status(201).send(toAnswer(meter));
  });

  app.post(
    '/enterprises/:enterpriseId/virtual-meters/:virtualMeterId/formulas',
    postFormulasRoute,
    async (request, reply) => {
      const { enterpriseId, virtualMeterId: id } = request.params;
      const scope = requestScope(request);
      const { formula, validFrom: validFromMs } = request.body;
      const recording = { by: principalOf(request).username, atMs: clock() };
      const meter = await database.transaction(async (tx) => {
        await lockEnterprise(tx, scope, enterpriseId);
        const target = { enterpriseId, id };
        const dated = { formula, validFromMs };
        const changed = await insertVirtualMeterFormula(tx, target, dated, recording);
        const act = {
          action: 'virtual-meter.change',
          enterpriseId,
          subject: { type: 'virtual-meter', id },
          details: { formula, validFromMs },
        };
        await appendAudit(tx, requestAct(request, recording.atMs, act));
        return changed;
      });
      return reply.status(201).send(toAnswer(meter));
    },
  );
};

function toAnswer({ formulas, ...meter }: VirtualMeter) {
  return {
    ...meter,
    formulas: formulas.map(({ revision, validFromMs, text }) => {
      return { revision, validFrom: toIso(validFromMs), formula: text };
    }),
  };
}
