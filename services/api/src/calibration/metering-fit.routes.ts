import {
  appendAudit,
  getEnterprise,
  insertMeteringPoint,
  listCalibrations,
  listMeteringPoints,
  lockEnterprise,
} from '@hengneng/database';
import {
  calibrationStateAt,
  FIT_GROUPS,
  FIT_PROBLEMS,
  type FitStandard,
  fitStandardAt,
  localDate,
  METER_LEVELS,
  meteringFit,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { asOfFor } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, enterpriseParamsSchema, idSchema, nameSchema } from '../schemas.ts';

const pointSchema = z.object({
  id: idSchema,
  name: nameSchema,
  group: z.enum(FIT_GROUPS),
  level: z.literal([...METER_LEVELS]),
  size: z
    .number()
    .nonnegative()
    .nullable()
    .default(null)
    .describe('In the unit of the threshold of its group: kW, t/a, t/h, m3/a, m3/h, GJ/a or MW.'),
  accuracyClassMax: z.number().positive().max(10).nullable().default(null),
  meterId: idSchema.nullable().default(null),
  removed: z.boolean().default(false),
});
const fitRowSchema = z.object({
  group: z.enum(FIT_GROUPS),
  level: z.literal([...METER_LEVELS]),
  requiredPercent: z.number(),
  pointCount: z.int(),
  registeredCount: z.int(),
  calibratedCount: z.int(),
  ratePercent: z.number(),
  isMet: z.boolean(),
  problems: z.array(z.object({ pointId: z.string(), problem: z.enum(FIT_PROBLEMS) })),
});

const getPointsRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['calibration'],
    summary: 'Places where GB 17167 may ask for a meter',
    params: enterpriseParamsSchema,
    response: { 200: z.object({ items: z.array(pointSchema) }) },
  },
} as const;

const postPointsRoute = {
  config: { permission: 'metering.write' },
  schema: {
    tags: ['calibration'],
    summary: 'Add or change a metering point; the same id again is a new revision',
    params: enterpriseParamsSchema,
    body: pointSchema.strict(),
    response: { 201: pointSchema },
  },
} as const;

const getFitRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['calibration'],
    summary: 'Fitting rate (配备率) by energy group and level, on a day',
    params: enterpriseParamsSchema,
    querystring: z.object({ date: dateSchema.optional() }),
    response: {
      200: z.object({
        date: z.string(),
        standard: z.string().nullable().describe('Edition whose figures were used.'),
        verified: z.boolean().describe('Whether a person compared these figures with the text.'),
        notes: z.array(z.string()),
        items: z.array(fitRowSchema),
      }),
    },
  },
} as const;

/** Metering points of GB 17167 and the fitting rate over them. */
export const meteringFitRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/metering-points', getPointsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    return { items: await listMeteringPoints(executor, scope, { enterpriseId }) };
  });

  app.post(
    '/enterprises/:enterpriseId/metering-points',
    postPointsRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const { username } = principalOf(request);
      const atMs = clock();
      await database.transaction(async (tx) => {
        await lockEnterprise(tx, requestScope(request), enterpriseId);
        await insertMeteringPoint(tx, enterpriseId, request.body, { atMs, by: username });
        const act = {
          action: 'metering-point.record',
          enterpriseId,
          subject: { type: 'metering-point', id: request.body.id },
          details: request.body,
        };
        await appendAudit(tx, requestAct(request, atMs, act));
      });
      return reply.status(201).send(request.body);
    },
  );

  app.get('/enterprises/:enterpriseId/metering-fit', getFitRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const date = request.query.date ?? localDate(clock(), timeZone);
    const asOfMs = asOfFor(principalOf(request), enterpriseId) ?? undefined;
    const points = await listMeteringPoints(executor, scope, { enterpriseId, asOfMs });
    const records = Map.groupBy(
      await listCalibrations(executor, scope, { enterpriseId, asOfMs }),
      ({ meterId }) => meterId,
    );
    const { used, inForce } = fitStandardAt(date);
    const fitted = points.map(({ meterId, ...point }) => {
      if (meterId === null) return { ...point, meter: null };
      const { state, record } = calibrationStateAt(records.get(meterId) ?? [], date);
      const accuracyClass = record?.accuracyClass ?? null;
      return { ...point, meter: { meterId, calibration: state, accuracyClass } };
    });
    return {
      date,
      standard: used?.id ?? null,
      verified: used?.verified ?? false,
      notes: notesOf(used, inForce),
      items: meteringFit(fitted, used?.requirements ?? []).map((row) => ({
        ...row,
        problems: [...row.problems],
      })),
    };
  });
};

function notesOf(used: FitStandard | null, inForce: FitStandard | null): string[] {
  const notes: string[] = [];
  if (used === null) notes.push('No edition of the standard with figures was in force that day.');
  if (used !== null && !used.verified) {
    notes.push(`The figures of ${used.id} were not compared with its text.`);
  }
  if (inForce !== null && inForce.id !== used?.id) {
    notes.push(
      `${inForce.id} is in force since ${inForce.validFrom}; its figures are not on record here.`,
    );
  }
  return notes;
}
