import {
  assertCountable,
  createRecounter,
  type RecountSources,
  readAsOf,
  type TimeFrame,
} from '@hengneng/accounting';
import { getEnterprise, getMeter } from '@hengneng/database';
import {
  createTimeline,
  DomainError,
  type EnergySegment,
  type MeterDemand,
  periodAt,
  quarterDemands,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { asOfWanted } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, idSchema, instantSchema, toIso } from '../schemas.ts';
import { asOfSchema } from './answer-schemas.ts';
import { rangeQueryFields } from './consumption-query.ts';
import { describeAsOf } from './describe-as-of.ts';
import { frameFor } from './enterprise-consumption.ts';

/** Quarter hours of one answer: a year and a bit. */
const QUARTERS_MAX = 36_000;
const QUARTER_MS = 900_000;

const peakSchema = z.object({
  start: z.string(),
  end: z.string(),
  kw: z.number(),
  at: z.string().describe('Start of the quarter hour.'),
  estimated: z.boolean().describe('True: the maximum rests on estimated data and proves no peak.'),
  measuredKw: z.number().nullable().describe('Highest quarter hour that is fully measured.'),
});
const demandSchema = z
  .object({
    enterpriseId: z.string(),
    meterId: z.string(),
    timeZone: z.string(),
    from: z.string(),
    to: z.string(),
    unit: z.literal('kW'),
    asOf: asOfSchema.optional(),
    items: z.array(z.object({ start: z.string(), kw: z.number(), estimated: z.boolean() })),
    days: z.array(peakSchema),
    months: z.array(peakSchema),
  })
  .meta({ id: 'Demand' });

const getDemandRoute = {
  config: { permission: 'consumption.read', readAction: 'demand.read' },
  schema: {
    tags: ['consumption'],
    summary:
      'Load curve of a meter: mean power of each quarter hour, with daily and monthly maxima',
    params: enterpriseParamsSchema,
    querystring: z.strictObject({
      meterId: idSchema,
      ...rangeQueryFields,
      asOf: instantSchema.optional(),
    }),
    response: { 200: demandSchema },
  },
  serializerCompiler: () => JSON.stringify,
} as const;

/** Quarter-hour power (需量). */
export const demandRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, energyStore, readingScan: scan, clock } = dependencies;

  app.get('/enterprises/:enterpriseId/demand', getDemandRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { meterId, asOf: wantedAsOf, ...range } = request.query;
    const asker = { principal: principalOf(request), scope: requestScope(request) };
    const { executor } = database;
    const enterprise = await getEnterprise(executor, asker.scope, enterpriseId, clock());
    await getMeter(executor, asker.scope, enterpriseId, meterId, clock());
    const frame = frameFor(asker, enterprise, { ...range, interval: 'day' });
    const { fromMs, toMs } = frame;
    if ((toMs - fromMs) / QUARTER_MS > QUARTERS_MAX) {
      const message = `The range may hold ${QUARTERS_MAX} quarter hours at most; ask in parts.`;
      throw new DomainError('TIME_RANGE_TOO_WIDE', message);
    }
    const { timeZone } = enterprise;
    const meters = { enterpriseId, meterIds: [meterId] };
    const asOfMs = asOfWanted(asker.principal, enterpriseId, wantedAsOf);
    const asOf = asOfMs === null ? null : await readAsOf(executor, enterpriseId, asOfMs, clock());
    const { scope } = asker;
    const demands =
      asOf === null
        ? await energyStore.demands({ ...meters, fromMs, toMs })
        : await recountDemands({ executor, scope, scan, enterprise, asOf }, meterId, frame);
    return {
      ...{ enterpriseId, meterId, timeZone, from: toIso(fromMs), to: toIso(toMs) },
      unit: 'kW' as const,
      ...(asOf === null ? {} : { asOf: describeAsOf(asOf) }),
      items: demands.map(({ startMs, kw, estimated }) => ({
        ...{ start: toIso(startMs), kw, estimated },
      })),
      days: peaksOf(demands, 'day', timeZone),
      months: peaksOf(demands, 'month', timeZone),
    };
  });
};

/** Quarter hours as the readings gave them at an earlier time; of meters of electricity alone. */
export async function recountDemands(
  sources: RecountSources,
  meterId: string,
  frame: TimeFrame,
): Promise<MeterDemand[]> {
  await assertCountable(sources, frame, [meterId]);
  const { historyOf, recount } = await createRecounter(sources, frame);
  const history = historyOf.get(meterId);
  if (history === undefined || createTimeline(history).storageUnit !== 'kWh') return [];
  const segments: EnergySegment[] = [];
  await recount(history, { onSegment: (segment) => segments.push(segment) });
  return quarterDemands(segments)
    .filter(({ startMs }) => startMs >= frame.fromMs && startMs < frame.toMs)
    .map((demand) => ({ meterId, ...demand }));
}

/** The highest quarter hour of each period that has any; the first one of equals. */
function peaksOf(
  demands: readonly MeterDemand[],
  unit: 'day' | 'month',
  timeZone: string,
): z.infer<typeof peakSchema>[] {
  const peaks: z.infer<typeof peakSchema>[] = [];
  let endMs = Number.NEGATIVE_INFINITY;
  for (const { startMs, kw, estimated } of demands) {
    const measuredKw = estimated ? null : kw;
    const peak = peaks.at(-1);
    if (peak === undefined || startMs >= endMs) {
      const period = periodAt(startMs, unit, timeZone);
      endMs = period.endMs;
      const [start, end, at] = [toIso(period.startMs), toIso(period.endMs), toIso(startMs)];
      peaks.push({ start, end, kw, at, estimated, measuredKw });
      continue;
    }
    if (kw > peak.kw) Object.assign(peak, { kw, at: toIso(startMs), estimated });
    if (measuredKw !== null) peak.measuredKw = Math.max(peak.measuredKw ?? measuredKw, measuredKw);
  }
  return peaks;
}
