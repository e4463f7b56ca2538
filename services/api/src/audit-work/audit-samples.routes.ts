import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '@hengneng/contracts';
import {
  type AuditSample,
  appendAudit,
  insertSample,
  listMeters,
  listSamples,
  SAMPLE_UNITS,
  type SampleUnit,
} from '@hengneng/database';
import {
  DomainError,
  datesBetween,
  drawSample,
  ENERGY_KINDS,
  SAMPLE_METHOD,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { creditCodeSchema, dateSchema, toIso } from '../schemas.ts';
import { assertNamed, engagementParamsSchema, ownEngagement } from './own-engagement.ts';

/** Items a population may have: it is kept with the sample. */
const POPULATION_MAX = 40_000;
const METERS_MAX = 10_000;

const sampleSchema = z
  .object({
    id: z.string(),
    enterpriseId: z.string(),
    purpose: z.string(),
    unit: z.enum(SAMPLE_UNITS),
    method: z.string(),
    seed: z.string(),
    populationCount: z.int(),
    populationSha256: z.string().describe('Of the canonical JSON of the sorted population.'),
    picked: z.array(z.string()).describe('Such as `E01`, `2026-03-01` or `E01|2026-03`.'),
    drawnAt: z.string(),
    drawnBy: z.string(),
    repeats: z.boolean().describe('Whether drawing again from the kept population gives the same.'),
  })
  .meta({ id: 'AuditSample' });

const newSampleSchema = z.strictObject({
  enterpriseId: creditCodeSchema,
  purpose: z.string().trim().min(1).max(500),
  unit: z.enum(SAMPLE_UNITS),
  size: z.int().min(1).max(1_000),
  seed: z.string().min(1).max(200).optional().describe('Chosen by the server where absent.'),
  energyKind: z.enum(ENERGY_KINDS).optional().describe('Only meters of this kind.'),
  from: dateSchema.optional().describe('First day; that of the engagement unless given.'),
  to: dateSchema.optional(),
});

const getSamplesRoute = {
  config: { permission: 'papers.read' },
  schema: {
    tags: ['energy audit'],
    summary: 'Random samples of the engagement, each drawn again to show that it repeats',
    params: engagementParamsSchema,
    response: { 200: z.object({ items: z.array(sampleSchema) }) },
  },
} as const;

const postSamplesRoute = {
  config: { permission: 'papers.write' },
  schema: {
    tags: ['energy audit'],
    summary: 'Draw a random sample of meters, days or months; method and seed stay with it',
    params: engagementParamsSchema,
    body: newSampleSchema,
    response: { 201: sampleSchema },
  },
} as const;

/** Random samples of an engagement. */
export const auditSamplesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/engagements/:engagementId/samples', getSamplesRoute, async (request) => {
    const { engagementId } = request.params;
    await ownEngagement(executor, request, engagementId, clock());
    const items = await listSamples(executor, engagementId);
    return { items: items.map(toAnswer) };
  });

  app.post('/engagements/:engagementId/samples', postSamplesRoute, async (request, reply) => {
    const { engagementId } = request.params;
    const atMs = clock();
    const engagement = await ownEngagement(executor, request, engagementId, atMs);
    const { enterpriseId, unit, size, energyKind, purpose } = request.body;
    assertNamed(engagement, enterpriseId);
    const { periodFrom, periodTo } = engagement;
    const { from = periodFrom, to = periodTo, seed = randomUUID() } = request.body;
    if (from > to || from < periodFrom || to > periodTo) {
      const message = 'The sample’s days lie within the period of the engagement.';
      throw new DomainError('TIME_RANGE_INVALID', message);
    }
    const query = { enterpriseId, limit: METERS_MAX, atMs: engagement.dataAsOfMs ?? atMs };
    const meters = await listMeters(executor, requestScope(request), query);
    const meterIds = meters.items
      .filter((meter) => energyKind === undefined || meter.energyKind === energyKind)
      .map(({ id }) => id);
    const population = populationOf(unit, meterIds, datesBetween(from, to)).sort();
    const sample = {
      enterpriseId,
      purpose,
      unit,
      seed,
      population,
      method: SAMPLE_METHOD,
      populationSha256: sha256Of(population),
      picked: drawSample({ population, size, seed }),
      drawnAtMs: atMs,
      drawnBy: principalOf(request).username,
    };
    const id = await database.transaction(async (tx) => {
      const made = await insertSample(tx, engagementId, sample);
      const { population: _, ...details } = sample;
      const act = {
        action: 'audit-sample.draw',
        enterpriseId,
        subject: { type: 'audit-sample', id: made },
        details: { ...details, engagementId, populationCount: population.length },
      };
      await appendAudit(tx, requestAct(request, atMs, act));
      return made;
    });
    return reply.status(201).send(toAnswer({ ...sample, id }));
  });
};

function populationOf(
  unit: SampleUnit,
  meterIds: readonly string[],
  dates: readonly string[],
): string[] {
  const months = [...new Set(dates.map((date) => date.slice(0, 7)))];
  const periods = unit.endsWith('month') ? months : dates;
  if (unit === 'meter') return [...meterIds];
  if (unit === 'day' || unit === 'month') return [...periods];
  if (meterIds.length * periods.length > POPULATION_MAX) {
    const message = `A population has ${POPULATION_MAX} items at most; choose months or fewer days.`;
    throw new DomainError('TIME_RANGE_TOO_WIDE', message);
  }
  return meterIds.flatMap((meterId) => periods.map((period) => `${meterId}|${period}`));
}

function sha256Of(population: readonly string[]): string {
  return createHash('sha256')
    .update(canonicalJson([...population]), 'utf8')
    .digest('hex');
}

function toAnswer(sample: AuditSample): z.infer<typeof sampleSchema> {
  const { population, picked, drawnAtMs, ...rest } = sample;
  const again =
    rest.method === SAMPLE_METHOD
      ? drawSample({ population, size: picked.length, seed: rest.seed })
      : [];
  return {
    ...rest,
    picked: [...picked],
    populationCount: population.length,
    drawnAt: toIso(drawnAtMs),
    repeats:
      canonicalJson(again) === canonicalJson([...picked]) &&
      sha256Of(population) === rest.populationSha256,
  };
}
