import { readAsOf } from '@hengneng/accounting';
import { getEnterprise, getMeters } from '@hengneng/database';
import { bucketDemands, type DemandBucket, DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { asOfWanted } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, idSchema, instantSchema, toIso } from '../schemas.ts';
import { asOfSchema } from './answer-schemas.ts';
import { listOf, rangeQueryFields } from './consumption-query.ts';
import { recountDemands } from './demand.routes.ts';
import { describeAsOf } from './describe-as-of.ts';
import { frameFor } from './enterprise-consumption.ts';
import { CURVE_LEVELS, type CurveFrame, curveFrame, storedPoints } from './load-points.ts';

const METERS_MAX = 100;
const POINTS_MAX = 3_000;
const POINTS_DEFAULT = 600;
/** Points of all meters together: what a browser draws without halting. */
const ALL_POINTS_MAX = 100_000;
/** Counting again reads every reading of the range. */
const METERS_AS_OF_MAX = 10;

const columnSchema = z.array(z.number());
const loadCurveSchema = z
  .object({
    enterpriseId: z.string(),
    timeZone: z.string(),
    from: z.string(),
    to: z.string(),
    unit: z.literal('kW'),
    level: z
      .enum(CURVE_LEVELS)
      .describe('Whether a point is some quarter hours, or some whole days of the zone.'),
    bucketMs: z
      .int()
      .describe('Usual length of a point, ms; days of 23 or 25 hours and cut ones differ.'),
    startsMs: z
      .array(z.number())
      .describe('Start of each point of the range, ms since the epoch; the last ends with `to`.'),
    asOf: asOfSchema.optional(),
    series: z.array(
      z.object({
        meterId: z.string(),
        name: z.string(),
        index: columnSchema.describe(
          'Which point of the range, from 0; what is missing is absent.',
        ),
        minKw: columnSchema,
        maxKw: columnSchema,
        meanKw: columnSchema.describe('Mean of the quarter hours that are known.'),
        knownShare: columnSchema.describe(
          'Quarter hours that are known, of those that have begun, 0 to 1.',
        ),
        estimatedShare: columnSchema.describe('Estimated among those that are known, 0 to 1.'),
      }),
    ),
  })
  .meta({ id: 'LoadCurve' });

const getLoadCurveRoute = {
  config: { permission: 'consumption.read', readAction: 'demand.read' },
  schema: {
    tags: ['consumption'],
    summary:
      'Load curves of several meters, reduced to a number of points with the lows and highs of each',
    params: enterpriseParamsSchema,
    querystring: z.strictObject({
      meterIds: listOf(idSchema, METERS_MAX),
      ...rangeQueryFields,
      points: z.coerce
        .number()
        .int()
        .min(10)
        .max(POINTS_MAX)
        .default(POINTS_DEFAULT)
        .describe('Points of each meter at most.'),
      asOf: instantSchema.optional(),
    }),
    response: { 200: loadCurveSchema },
  },
  serializerCompiler: () => JSON.stringify,
} as const;

/** Load curves for charts: years of quarter hours, with what is high and low in them. */
export const loadCurveRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, energyStore, readingScan: scan, clock } = dependencies;

  app.get('/enterprises/:enterpriseId/load-curve', getLoadCurveRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { meterIds, points, asOf: wantedAsOf, ...range } = request.query;
    if (meterIds.length * points > ALL_POINTS_MAX) {
      const message = `An answer has ${ALL_POINTS_MAX} points at most; ask for fewer of each meter.`;
      throw new DomainError('TIME_RANGE_TOO_WIDE', message);
    }
    const asker = { principal: principalOf(request), scope: requestScope(request) };
    const { executor } = database;
    const { scope } = asker;
    const enterprise = await getEnterprise(executor, scope, enterpriseId, clock());
    const found = await getMeters(executor, scope, enterpriseId, meterIds, clock());
    const byId = new Map(found.map((meter) => [meter.id, meter]));
    const meters = [...new Set(meterIds)].flatMap((id) => byId.get(id) ?? []);
    const frame = frameFor(asker, enterprise, { ...range, interval: 'day' });
    const nowMs = clock();
    const buckets = curveFrame(frame, enterprise.timeZone, meters.length, points);
    const asOfMs = asOfWanted(asker.principal, enterpriseId, wantedAsOf);
    const asOf = asOfMs === null ? null : await readAsOf(executor, enterpriseId, asOfMs, nowMs);
    let drawn: DemandBucket[];
    if (asOf === null) {
      const ids = meters.map(({ id }) => id);
      const asked = { enterpriseId, meterIds: ids, fromMs: frame.fromMs, toMs: frame.toMs };
      drawn = await storedPoints(energyStore, asked, buckets, enterprise.timeZone);
    } else {
      if (meters.length > METERS_AS_OF_MAX) {
        const message = `With asOf: ${METERS_AS_OF_MAX} meters at most.`;
        throw new DomainError('TIME_RANGE_TOO_WIDE', message);
      }
      const sources = { executor, scope, scan, enterprise, asOf };
      drawn = [];
      for (const { id } of meters) {
        drawn.push(...bucketDemands(await recountDemands(sources, id, frame), buckets));
      }
    }
    const byMeter = Map.groupBy(drawn, ({ meterId }) => meterId);
    return {
      ...{ enterpriseId, timeZone: enterprise.timeZone, unit: 'kW' as const },
      ...{ from: toIso(frame.fromMs), to: toIso(frame.toMs), level: buckets.level },
      ...{ bucketMs: buckets.bucketMs, startsMs: [...buckets.startsMs] },
      ...(asOf === null ? {} : { asOf: describeAsOf(asOf) }),
      series: meters.map(({ id, name }) => ({
        ...{ meterId: id, name },
        ...columnsOf(byMeter.get(id) ?? [], buckets, asOfMs ?? nowMs),
      })),
    };
  });
};

const QUARTER_MS = 900_000;

function columnsOf(points: readonly DemandBucket[], frame: CurveFrame, nowMs: number) {
  const indexOf = new Map(frame.startsMs.map((startMs, index) => [startMs, index]));
  const placed = points.map((point) => ({ ...point, index: indexOf.get(point.startMs) ?? 0 }));
  return {
    index: placed.map(({ index }) => index),
    minKw: points.map(({ minKw }) => minKw),
    maxKw: points.map(({ maxKw }) => maxKw),
    meanKw: points.map(({ meanKw }) => meanKw),
    knownShare: placed.map(({ index, startMs, quarterCount }) => {
      const endMs = frame.startsMs[index + 1] ?? frame.toMs;
      // Nothing is expected of the future, but a clock of ours may lag.
      const begunCount = Math.ceil((Math.min(endMs, nowMs) - startMs) / QUARTER_MS);
      return quarterCount / Math.max(begunCount, quarterCount);
    }),
    estimatedShare: points.map((point) => point.estimatedCount / point.quarterCount),
  };
}
