import { createRecountedStore, readAsOf } from '@hengneng/accounting';
import { getEnterprise, listMeterMeanings, type MeterMeanings } from '@hengneng/database';
import {
  type MeterEnergy,
  POWER_FACTOR_STANDARDS,
  periodsBetween,
  powerFactorAdjustment,
  powerFactorOf,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { asOfWanted } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, instantSchema, toIso } from '../schemas.ts';
import { asOfSchema } from './answer-schemas.ts';
import { rangeQueryFields } from './consumption-query.ts';
import { describeAsOf } from './describe-as-of.ts';
import { frameFor } from './enterprise-consumption.ts';

const powerFactorSchema = z
  .object({
    enterpriseId: z.string(),
    timeZone: z.string(),
    from: z.string(),
    to: z.string(),
    asOf: asOfSchema.optional(),
    items: z.array(
      z.object({
        start: z.string(),
        end: z.string(),
        siteId: z.string().nullable(),
        activeKwh: z
          .number()
          .describe('Purchased, of the meters that none of the same stands above.'),
        reactiveKvarh: z.number().describe('Both directions, without their signs.'),
        powerFactor: z
          .number()
          .nullable()
          .describe('Mean of the month; null where nothing flowed.'),
        adjustments: z
          .array(z.object({ standard: z.number(), share: z.number() }))
          .describe('What each standard of 考核 adds to the bill as a share; negative: takes off.'),
        estimatedShare: z.number().describe('Estimated part of what was counted, 0 to 1.'),
      }),
    ),
  })
  .meta({ id: 'PowerFactor' });

const getPowerFactorRoute = {
  config: { permission: 'consumption.read', readAction: 'demand.read' },
  schema: {
    tags: ['consumption'],
    summary: 'Mean power factor of each month and site that has meters of reactive energy',
    params: enterpriseParamsSchema,
    querystring: z.strictObject({ ...rangeQueryFields, asOf: instantSchema.optional() }),
    response: { 200: powerFactorSchema },
  },
} as const;

/** Power factor (功率因数): shown as cost, never judged, in no account. */
export const powerFactorRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, energyStore, readingScan: scan, clock } = dependencies;

  app.get('/enterprises/:enterpriseId/power-factor', getPowerFactorRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { asOf: wantedAsOf, ...range } = request.query;
    const asker = { principal: principalOf(request), scope: requestScope(request) };
    const { executor } = database;
    const enterprise = await getEnterprise(executor, asker.scope, enterpriseId, clock());
    const frame = frameFor(asker, enterprise, { ...range, interval: 'month' });
    const asOfMs = asOfWanted(asker.principal, enterpriseId, wantedAsOf);
    const asOf = asOfMs === null ? null : await readAsOf(executor, enterpriseId, asOfMs, clock());
    const { scope } = asker;
    const meters = await listMeterMeanings(executor, scope, {
      enterpriseIds: [enterpriseId],
      ...(asOf === null ? {} : { recordedUntilMs: asOf.asOfMs }),
    });
    const roles = roleOfMeters(meters);
    const { timeZone } = enterprise;
    const { fromMs, toMs } = frame;
    const store =
      asOf === null
        ? energyStore
        : await createRecountedStore({ executor, scope, scan, enterprise, asOf }, frame);
    const hasReactive = [...roles.values()].some(({ isReactive }) => isReactive);
    const days = hasReactive
      ? await store.days({ enterpriseId, meterIds: [...roles.keys()], fromMs, toMs })
      : [];
    return {
      ...{ enterpriseId, timeZone, from: toIso(fromMs), to: toIso(toMs) },
      ...(asOf === null ? {} : { asOf: describeAsOf(asOf) }),
      items: periodsBetween(fromMs, toMs, 'month', timeZone).flatMap(({ startMs, endMs }) => {
        const inside = days.filter((day) => day.startMs >= startMs && day.startMs < endMs);
        const period = { start: toIso(startMs), end: toIso(endMs) };
        return sitesOf(inside, roles).map((site) => ({ ...period, ...site }));
      }),
    };
  });
};

interface MeterRole {
  readonly siteId: string | null;
  readonly isReactive: boolean;
}

/**
 * Meters at the connection, by what they tell: purchased electricity, and reactive energy of either
 * direction. What a meter of the same sort stands above is left out. Its newest epoch tells.
 */
function roleOfMeters(meters: readonly MeterMeanings[]): Map<string, MeterRole> {
  const newest = meters.flatMap(({ meterId, siteId, epochs }) => {
    const epoch = epochs.at(-1);
    if (epoch === undefined) return [];
    const isReactive = epoch.energyKind === 'reactive-electricity' && epoch.flow !== 'process';
    const isActive = epoch.energyKind === 'electricity' && epoch.flow === 'purchased';
    return isReactive || isActive ? [{ meterId, siteId, isReactive, epoch }] : [];
  });
  const byId = new Map(newest.map((meter) => [meter.meterId, meter]));
  return new Map(
    newest
      .filter(
        ({ isReactive, epoch }) => byId.get(epoch.masterMeterId ?? '')?.isReactive !== isReactive,
      )
      .map(({ meterId, siteId, isReactive }) => [meterId, { siteId, isReactive }]),
  );
}

function sitesOf(days: readonly MeterEnergy[], roles: ReadonlyMap<string, MeterRole>) {
  const bySite = Map.groupBy(days, ({ meterId }) => roles.get(meterId)?.siteId ?? null);
  return [...bySite].flatMap(([siteId, ofSite]) => {
    const parts = (isWanted: boolean) =>
      ofSite.filter(({ meterId }) => roles.get(meterId)?.isReactive === isWanted);
    const reactive = parts(true);
    if (reactive.length === 0) return [];
    const sum = (of: readonly MeterEnergy[], read: (day: MeterEnergy) => number) =>
      of.reduce((total, day) => total + Math.abs(read(day)), 0);
    const activeKwh = sum(parts(false), ({ quantity }) => quantity);
    const reactiveKvarh = sum(reactive, ({ quantity }) => quantity);
    const powerFactor = powerFactorOf(activeKwh, reactiveKvarh);
    const counted = activeKwh + reactiveKvarh;
    const estimated = sum(ofSite, ({ estimatedQuantity }) => estimatedQuantity);
    return [
      {
        ...{ siteId, activeKwh, reactiveKvarh },
        powerFactor,
        adjustments: POWER_FACTOR_STANDARDS.flatMap((standard) =>
          powerFactor === null
            ? []
            : [{ standard, share: powerFactorAdjustment(powerFactor, standard) }],
        ),
        estimatedShare: counted === 0 ? 0 : Math.min(1, estimated / counted),
      },
    ];
  });
}
