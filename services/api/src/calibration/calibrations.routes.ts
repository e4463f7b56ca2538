import {
  appendAudit,
  getEnterprise,
  getMeter,
  insertCalibrations,
  listCalibrations,
  listMeters,
  lockEnterprise,
  type MeterCalibration,
} from '@hengneng/database';
import {
  calibrationDaysLeft,
  calibrationStateAt,
  isExpiringWithin,
  localDate,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { asOfFor } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, enterpriseParamsSchema, pageSchema } from '../schemas.ts';
import {
  calibrationSchema,
  calibrationStandingSchema,
  newCalibrationSchema,
  toCalibrationAnswer,
  toNewCalibration,
} from './calibration-schemas.ts';

/** More meters than any enterprise has; the standing is one list. */
const METERS_MAX = 10_000;

const meterParamsSchema = enterpriseParamsSchema.extend({ meterId: z.string().max(64) });

const getCalibrationsRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['calibration'],
    summary:
      'Verification and calibration (检定/校准) of each meter on a day, and what expires soon',
    params: enterpriseParamsSchema,
    querystring: z.object({
      date: dateSchema.optional().describe('Today unless given.'),
      expiringWithinDays: z.coerce
        .number()
        .int()
        .min(1)
        .max(730)
        .optional()
        .describe('Only meters whose valid certificate ends within so many days.'),
    }),
    response: {
      200: z.object({
        date: z.string(),
        validCount: z.int(),
        expiringWithin30DaysCount: z.int(),
        expiringWithin90DaysCount: z.int(),
        items: z.array(calibrationStandingSchema),
      }),
    },
  },
} as const;

const getMeterCalibrationsRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['calibration'],
    summary: 'Every certificate of a meter, in the order they were recorded',
    params: meterParamsSchema,
    response: { 200: pageSchema(calibrationSchema) },
  },
} as const;

const postMeterCalibrationsRoute = {
  config: { permission: 'metering.write' },
  schema: {
    tags: ['calibration'],
    summary: 'Put a certificate on record; a wrong entry is replaced, never changed',
    params: meterParamsSchema,
    body: newCalibrationSchema,
    response: { 201: pageSchema(calibrationSchema) },
  },
} as const;

/** Certificates of meters. */
export const calibrationsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/calibrations', getCalibrationsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const date = request.query.date ?? localDate(clock(), timeZone);
    const asOfMs = asOfFor(principalOf(request), enterpriseId) ?? undefined;
    const query = { enterpriseId, limit: METERS_MAX, atMs: clock() };
    const { items: meters } = await listMeters(executor, scope, query);
    const records = Map.groupBy(
      await listCalibrations(executor, scope, { enterpriseId, asOfMs }),
      ({ meterId }) => meterId,
    );
    // A meter that is out of use needs no certificate any more.
    const inUse = meters.filter(
      ({ retiredAtMs }) => retiredAtMs === null || localDate(retiredAtMs, timeZone) > date,
    );
    const standings = inUse.map(({ id, name }) => {
      return { meterId: id, name, standing: calibrationStateAt(records.get(id) ?? [], date) };
    });
    const within = (days: number) =>
      standings.filter(({ standing }) => isExpiringWithin(standing, date, days));
    const { expiringWithinDays } = request.query;
    const shown = expiringWithinDays === undefined ? standings : within(expiringWithinDays);
    return {
      date,
      validCount: standings.filter(({ standing }) => standing.state === 'valid').length,
      expiringWithin30DaysCount: within(30).length,
      expiringWithin90DaysCount: within(90).length,
      items: shown.map(({ meterId, name, standing }) => ({
        meterId,
        name,
        state: standing.state,
        daysLeft: calibrationDaysLeft(standing, date),
        record:
          standing.record === null
            ? null
            : toCalibrationAnswer(standing.record as MeterCalibration),
      })),
    };
  });

  app.get(
    '/enterprises/:enterpriseId/meters/:meterId/calibrations',
    getMeterCalibrationsRoute,
    async (request) => {
      const { enterpriseId, meterId } = request.params;
      const scope = requestScope(request);
      await getMeter(executor, scope, enterpriseId, meterId, clock());
      const asOfMs = asOfFor(principalOf(request), enterpriseId) ?? undefined;
      const items = await listCalibrations(executor, scope, { enterpriseId, meterId, asOfMs });
      return { items: items.map(toCalibrationAnswer) };
    },
  );

  app.post(
    '/enterprises/:enterpriseId/meters/:meterId/calibrations',
    postMeterCalibrationsRoute,
    async (request, reply) => {
      const { enterpriseId, meterId } = request.params;
      const scope = requestScope(request);
      const { username } = principalOf(request);
      const item = toNewCalibration(meterId, request.body);
      const atMs = clock();
      await database.transaction(async (tx) => {
        await lockEnterprise(tx, scope, enterpriseId);
        await insertCalibrations(tx, enterpriseId, [item], { atMs, by: username });
        const act = {
          action: 'calibration.record',
          enterpriseId,
          subject: { type: 'meter', id: meterId },
          details: { ...item },
        };
        await appendAudit(tx, requestAct(request, atMs, act));
      });
      const items = await listCalibrations(executor, scope, { enterpriseId, meterId });
      return reply.status(201).send({ items: items.map(toCalibrationAnswer) });
    },
  );
};
