import {
  getEnterprise,
  getMeter,
  insertMeterEpoch,
  insertMeters,
  listMeterEpochs,
  listMeters,
  listRetirements,
  type Meter,
  type MeterEpoch,
  type MeterMeaning,
  type NewMeter,
  updateMeter,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { isAllowed, type Principal } from '../access/principal.ts';
import { changesOf, requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  checkMeaning,
  enterpriseParamsSchema,
  MEANING_FIELDS,
  meterChangeSchema,
  meterSchema,
  newMeterSchema,
  pageQuerySchema,
  pageSchema,
  toIso,
} from '../schemas.ts';
import { retirementSchema, toRetirementAnswer } from './meter-retirement.routes.ts';
import type { RegistryWriter } from './registry-writer.ts';

const namedMeterSchema = meterSchema.meta({ id: 'Meter' });
const meterParamsSchema = enterpriseParamsSchema.extend({ meterId: z.string().max(64) });
const epochSchema = meterSchema
  .omit({ id: true, name: true, level: true, dataCode: true, siteId: true, retiredAt: true })
  .extend({ revision: z.int(), recordedAt: z.string(), recordedBy: z.string() });

const getEnterprisesMetersRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'Meters with what their readings mean now',
    params: enterpriseParamsSchema,
    querystring: pageQuerySchema,
    response: { 200: pageSchema(namedMeterSchema) },
  },
} as const;

const postEnterprisesMetersRoute = {
  config: { permission: 'meters.register' },
  schema: {
    tags: ['registry'],
    summary: 'Register a meter; answered once the data plane knows it',
    params: enterpriseParamsSchema,
    body: newMeterSchema,
    response: { 201: namedMeterSchema },
  },
} as const;

const getEnterprisesMetersByIdRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['registry'],
    summary: 'One meter, with every epoch of what its readings mean',
    params: meterParamsSchema,
    response: {
      200: meterSchema.extend({
        epochs: z.array(epochSchema),
        retirements: z.array(retirementSchema),
      }),
    },
  },
} as const;

const patchEnterprisesMetersByIdRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Change a meter; what changes figures is a new epoch from `validFrom` on',
    params: meterParamsSchema,
    body: meterChangeSchema,
    response: { 200: namedMeterSchema },
  },
} as const;

/** Meters of an enterprise, and the dated epochs of what their readings mean. */
export const metersRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/meters', getEnterprisesMetersRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const query = { ...request.query, enterpriseId, atMs: clock() };
    const page = await listMeters(executor, scope, query);
    return { ...page, items: page.items.map(toMeterAnswer) };
  });

  app.post(
    '/enterprises/:enterpriseId/meters',
    postEnterprisesMetersRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const scope = requestScope(request);
      const { username } = principalOf(request);
      const meter = toNewMeter(request.body);
      const refusal = flowRefusal(principalOf(request), meter.flow);
      if (refusal !== null) throw new DomainError('METER_FLOW_REFUSED', refusal);
      const subject = { type: 'meter', id: meter.id };
      const act = { action: 'meter.create', enterpriseId, subject, details: request.body };
      const auditOf = () => requestAct(request, clock(), act);
      await registryWriter.change({ scope, enterpriseId, auditOf }, (tx) =>
        insertMeters(tx, enterpriseId, [meter], username),
      );
      request.log.info({ by: username, enterpriseId, meterId: meter.id }, 'Meter registered.');
      const saved = await getMeter(executor, scope, enterpriseId, meter.id, clock());
      return reply.status(201).send(toMeterAnswer(saved));
    },
  );

  app.get(
    '/enterprises/:enterpriseId/meters/:meterId',
    getEnterprisesMetersByIdRoute,
    async (request) => {
      const { enterpriseId, meterId } = request.params;
      const scope = requestScope(request);
      const meter = await getMeter(executor, scope, enterpriseId, meterId, clock());
      const epochs = await listMeterEpochs(executor, scope, enterpriseId, meterId);
      const retirements = await listRetirements(executor, enterpriseId, meterId);
      return {
        ...toMeterAnswer(meter),
        epochs: epochs.map(toEpochAnswer),
        retirements: retirements.map(toRetirementAnswer),
      };
    },
  );

  app.patch(
    '/enterprises/:enterpriseId/meters/:meterId',
    patchEnterprisesMetersByIdRoute,
    async (request) => {
      const { enterpriseId, meterId } = request.params;
      const scope = requestScope(request);
      const { username } = principalOf(request);
      const { name, level, siteId, dataCode, validFrom, ...meaning } = request.body;
      const hasMeaning = MEANING_FIELDS.some((field) => meaning[field] !== undefined);
      if (hasMeaning !== (validFrom !== undefined)) {
        const message = 'A change of what readings mean and its `validFrom` come together.';
        throw new DomainError('INVALID_REQUEST', message);
      }
      const labels = { name, level, siteId, dataCode };
      const auditOf = (before: Meter) =>
        requestAct(request, clock(), {
          action: 'meter.update',
          enterpriseId,
          subject: { type: 'meter', id: meterId },
          details: {
            changes: changesOf(before, { ...labels, ...meaning }),
            ...(validFrom === undefined ? {} : { validFrom: toIso(validFrom) }),
          },
        });
      await registryWriter.change({ scope, enterpriseId, auditOf }, async (tx) => {
        const before = await getMeter(tx, scope, enterpriseId, meterId, validFrom ?? clock());
        await updateMeter(tx, enterpriseId, meterId, labels);
        if (validFrom === undefined) return before;
        const epoch = { ...mergeMeaning(before, meaning), validFromMs: validFrom };
        await insertMeterEpoch(tx, enterpriseId, meterId, epoch, username);
        return before;
      });
      request.log.info({ by: username, enterpriseId, meterId }, 'Meter changed.');
      return toMeterAnswer(await getMeter(executor, scope, enterpriseId, meterId, clock()));
    },
  );
};

/**
 * Why somebody may not register a meter of a flow; null where they may. Energy supplied out and energy
 * generated lower what an enterprise is held to, so its own people do not enter them.
 */
export function flowRefusal(principal: Principal, flow: MeterMeaning['flow']): string | null {
  const isNeutral = flow === 'purchased' || flow === 'process';
  if (isNeutral || isAllowed(principal, 'registry.write')) return null;
  return `A meter of the flow ${flow} is registered by the administrator, on proof: 外供、自产表计请凭证明材料联系管理员登记。`;
}

/** A meter's body as the database takes it. */
export function toNewMeter(body: z.output<typeof newMeterSchema>): NewMeter {
  const { validFrom, ...rest } = body;
  return {
    ...rest,
    siteId: body.siteId ?? null,
    dataCode: body.dataCode ?? null,
    intervalSeconds: body.intervalSeconds ?? null,
    registerMax: body.registerMax ?? null,
    ratedPowerKw: body.ratedPowerKw ?? null,
    masterMeterId: body.masterMeterId ?? null,
    validFromMs: validFrom,
  };
}

/** What a meter means with some of it changed; a field that is not mentioned stays. */
function mergeMeaning(
  before: MeterMeaning,
  change: { readonly [Field in keyof MeterMeaning]?: MeterMeaning[Field] | undefined },
): MeterMeaning {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const merged: MeterMeaning = { ...before, ...Object.fromEntries(given) };
  checkMeaning(merged, {
    addIssue: ({ path, message }) => {
      throw new DomainError('INVALID_REQUEST', `${path.join('.')}: ${message}`);
    },
  });
  return merged;
}

/** A meter as it is answered: what is not set is absent. */
export function toMeterAnswer(meter: Meter): z.infer<typeof meterSchema> {
  const { id, name, level, dataCode, siteId, validFromMs, retiredAtMs } = meter;
  return {
    id,
    name,
    level,
    ...meaningAnswer(meter),
    ...(dataCode === null ? {} : { dataCode }),
    ...(siteId === null ? {} : { siteId }),
    validFrom: toIso(validFromMs),
    ...(retiredAtMs === null ? {} : { retiredAt: toIso(retiredAtMs) }),
  };
}

function toEpochAnswer(epoch: MeterEpoch): z.infer<typeof epochSchema> {
  const { revision, recordedBy, recordedAtMs, validFromMs } = epoch;
  return {
    ...meaningAnswer(epoch),
    revision,
    recordedBy,
    recordedAt: toIso(recordedAtMs),
    validFrom: toIso(validFromMs),
  };
}

function meaningAnswer(meaning: MeterMeaning) {
  const { energyKind, kind, unit, flow, multiplier } = meaning;
  const { intervalSeconds, registerMax, ratedPowerKw, masterMeterId } = meaning;
  return {
    energyKind,
    kind,
    unit,
    flow,
    multiplier,
    ...(intervalSeconds === null ? {} : { intervalSeconds }),
    ...(registerMax === null ? {} : { registerMax }),
    ...(ratedPowerKw === null ? {} : { ratedPowerKw }),
    ...(masterMeterId === null ? {} : { masterMeterId }),
  };
}
