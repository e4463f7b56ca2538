import {
  deleteMeter,
  getMeter,
  insertRetirement,
  listMeterEpochs,
  type MeterRetirement,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, toIso, toIsoOrNull, validFromSchema } from '../schemas.ts';
import type { RegistryWriter } from './registry-writer.ts';

const meterParamsSchema = enterpriseParamsSchema.extend({ meterId: z.string().max(64) });

/** A decision that a meter is out of use, as it is answered. */
export const retirementSchema = z.object({
  retiredAt: z.string().nullable().describe('Null: taken into use again.'),
  reason: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

const putRetirementRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary: 'Retire a meter from an instant on, or take that back; nothing of its history is lost',
    params: meterParamsSchema,
    body: z.strictObject({
      retiredAt: validFromSchema.nullable().describe('Null: in use again.'),
      reason: z.string().trim().min(1).max(2_000),
    }),
    response: { 200: retirementSchema },
  },
} as const;

/** A mistake is undone within this time; later, figures of days have counted the meter as due. */
const DELETABLE_MS = 86_400_000;

const deleteMeterRoute = {
  config: { permission: 'registry.write' },
  schema: {
    tags: ['registry'],
    summary:
      'Take a meter off the registry within a day, that never was read and that no other record names',
    params: meterParamsSchema,
    response: { 204: z.null() },
  },
} as const;

/** Ends of meters: retired with a date, or deleted where there never was a reading. */
export const meterRetirementRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { database, readingStore, clock } = dependencies;
  const lastReadAtMs = async (enterpriseId: string, meterId: string) =>
    (await readingStore.lastReadAtMs(enterpriseId)).get(meterId) ?? null;

  app.put(
    '/enterprises/:enterpriseId/meters/:meterId/retirement',
    putRetirementRoute,
    async (request) => {
      const { enterpriseId, meterId } = request.params;
      const { retiredAt: retiredAtMs, reason } = request.body;
      const scope = requestScope(request);
      await getMeter(database.executor, scope, enterpriseId, meterId, clock());
      if (retiredAtMs !== null) {
        const lastMs = await lastReadAtMs(enterpriseId, meterId);
        if (lastMs !== null && lastMs > retiredAtMs) {
          const message = `The meter was read at ${toIso(lastMs)}; retire it from a later instant on.`;
          throw new DomainError('METER_HAS_READINGS', message);
        }
      }
      const recordedBy = principalOf(request).username;
      const retirement = { retiredAtMs, reason, recordedAtMs: clock(), recordedBy };
      const act = {
        action: 'meter.retire',
        enterpriseId,
        subject: { type: 'meter', id: meterId },
        details: { retiredAt: toIsoOrNull(retiredAtMs), reason },
      };
      const auditOf = () => requestAct(request, clock(), act);
      await registryWriter.change({ scope, enterpriseId, auditOf }, (tx) =>
        insertRetirement(tx, enterpriseId, meterId, retirement),
      );
      request.log.info({ by: recordedBy, enterpriseId, meterId, retiredAtMs }, 'Meter retired.');
      return toRetirementAnswer(retirement);
    },
  );

  app.delete(
    '/enterprises/:enterpriseId/meters/:meterId',
    deleteMeterRoute,
    async (request, reply) => {
      const { enterpriseId, meterId } = request.params;
      const scope = requestScope(request);
      await getMeter(database.executor, scope, enterpriseId, meterId, clock());
      if ((await lastReadAtMs(enterpriseId, meterId)) !== null) {
        const message = 'The meter was read; retire it instead, so that its history stays.';
        throw new DomainError('METER_HAS_READINGS', message);
      }
      const subject = { type: 'meter', id: meterId };
      await registryWriter.change(
        {
          ...{ scope, enterpriseId },
          // What it was: with its epochs, which are gone from the registry.
          auditOf: (details: Record<string, unknown>) =>
            requestAct(request, clock(), {
              action: 'meter.delete',
              enterpriseId,
              subject,
              details,
            }),
        },
        async (tx) => {
          const meter = await getMeter(tx, scope, enterpriseId, meterId, clock());
          const epochs = await listMeterEpochs(tx, scope, enterpriseId, meterId);
          const registeredAtMs = Math.min(...epochs.map(({ recordedAtMs }) => recordedAtMs));
          if (clock() - registeredAtMs > DELETABLE_MS) {
            const message =
              'It was registered more than a day ago and has been due since; retire it.';
            throw new DomainError('METER_IN_USE', message);
          }
          await deleteMeter(tx, enterpriseId, meterId);
          return { meter, epochs };
        },
      );
      const by = principalOf(request).username;
      request.log.info({ by, enterpriseId, meterId }, 'Meter deleted.');
      return reply.status(204).send(null);
    },
  );
};

/** A decision about a meter as it is answered. */
export function toRetirementAnswer(retirement: MeterRetirement): z.infer<typeof retirementSchema> {
  const { retiredAtMs, reason, recordedAtMs, recordedBy } = retirement;
  return {
    retiredAt: toIsoOrNull(retiredAtMs),
    ...{ reason, recordedBy },
    recordedAt: toIso(recordedAtMs),
  };
}
