import {
  computeFrame,
  createRecountedStore,
  loadSources,
  pieceMeter,
  readAsOf,
} from '@hengneng/accounting';
import { getEnterprise } from '@hengneng/database';
import { ENGINE_VERSION } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { asOfWanted } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, idSchema, toIso } from '../schemas.ts';
import { asOfSchema, factorSetSchema } from './answer-schemas.ts';
import { consumptionQuerySchema } from './consumption-query.ts';
import { describeAsOf } from './describe-as-of.ts';
import { frameFor } from './enterprise-consumption.ts';
import { explainFigures, figureExplanationSchema } from './explain-figures.ts';
import { explainMeters, meterExplanationSchema } from './explain-meter.ts';

/** Meters that one answer counts again at most. */
const METERS_MAX = 20;

const querySchema = consumptionQuerySchema
  .omit({ groupBy: true, unit: true, compare: true })
  .extend({
    interval: consumptionQuerySchema.shape.interval.default('month'),
    limit: z.coerce.number().int().min(1).max(METERS_MAX).default(5),
    after: idSchema.optional().describe('`next` of the page before: meters come by id.'),
  });
const explanationSchema = z
  .object({
    enterpriseId: z.string(),
    from: z.string(),
    to: z.string(),
    timeZone: z.string(),
    account: z.string(),
    assessedRuleId: z.string().nullable(),
    engineVersion: z.int(),
    registryVersion: z.int(),
    factorSet: factorSetSchema,
    asOf: asOfSchema.optional(),
    figures: z.array(figureExplanationSchema).describe('The total, by stretch and kind.'),
    verdicts: z
      .array(z.object({ meterId: z.string(), verdict: z.string() }))
      .describe('Why each meter counts or not.'),
    agrees: z
      .boolean()
      .nullable()
      .describe('Whether every meter of this page agrees with what is stored.'),
    meters: z.object({ items: z.array(meterExplanationSchema), next: z.string().optional() }),
  })
  .meta({ id: 'Explanation' });

const getExplainRoute = {
  config: { permission: 'consumption.read', readAction: 'explanation.read' },
  schema: {
    tags: ['consumption'],
    summary: 'How a figure of the consumption came about, counted again from the readings',
    params: enterpriseParamsSchema,
    querystring: querySchema,
    response: { 200: explanationSchema },
  },
} as const;

/** From a figure to its readings, factors and rules. */
export const explainRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, energyStore, readingScan, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/explain', getExplainRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { limit, after, factorSet, asOf: wantedAsOf, from, to, ...query } = request.query;
    const asker = { principal: principalOf(request), scope: requestScope(request) };
    const nowMs = clock();
    const enterprise = await getEnterprise(executor, asker.scope, enterpriseId, nowMs);
    const frame = frameFor(asker, enterprise, { from, to, interval: query.interval });
    const asOfMs = asOfWanted(asker.principal, enterpriseId, wantedAsOf);
    const asOf = asOfMs === null ? null : await readAsOf(executor, enterpriseId, asOfMs, nowMs);
    const recount = {
      ...{ executor, scope: asker.scope, scan: readingScan, enterprise },
      ...(asOf === null ? {} : { asOf }),
    };
    const sources = await loadSources(executor, asker.scope, enterprise, {
      ...{ fromMs: frame.fromMs, toMs: frame.toMs, nowMs, factorSetId: factorSet },
      asOfMs: asOf?.asOfMs,
    });
    const store = asOf === null ? energyStore : await createRecountedStore(recount, frame);
    const computed = await computeFrame(
      { ...sources, energyStore: store, nowMs: asOf?.asOfMs ?? nowMs },
      frame,
      { ...query, groupBy: 'energyKind' },
    );
    const { judged, context, accounted } = computed;
    const wanted = sources.meanings
      .filter(({ meterId }) => query.meterIds?.includes(meterId) ?? judged.decisive.has(meterId))
      .map((meanings) => pieceMeter(meanings, frame.fromMs, frame.toMs))
      .filter(({ meterId }) => after === undefined || meterId > after);
    const page = wanted.slice(0, limit);
    const items = await explainMeters(recount, asOf === null ? energyStore : null, page, frame);
    const next = wanted.length > limit ? page.at(-1)?.meterId : undefined;
    return {
      ...{ enterpriseId, from: toIso(frame.fromMs), to: toIso(frame.toMs) },
      ...{ timeZone: enterprise.timeZone, account: context.account },
      assessedRuleId: accounted.total?.assessedRuleId ?? null,
      ...{ engineVersion: ENGINE_VERSION, registryVersion: enterprise.registryVersion },
      factorSet: { id: sources.factors.id, publishedOn: sources.factors.publishedOn },
      ...(asOf === null ? {} : { asOf: describeAsOf(asOf) }),
      figures: explainFigures(accounted.stretches, context, query.kinds),
      verdicts: [...judged.meters],
      agrees: asOf === null ? items.every(({ agrees }) => agrees === true) : null,
      meters: { items, ...(next === undefined ? {} : { next }) },
    };
  });
};
