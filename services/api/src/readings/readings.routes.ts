import { shardOf } from '@hengneng/contracts';
import { findReceivedAtMs, getEnterprise, getMeter } from '@hengneng/database';
import { decodePosition, type StoredReading } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, instantSchema, pageSchema, toIso } from '../schemas.ts';
import { assertRange } from './time-range.ts';

/** Readings one answer carries at most: a year of quarter hours is 35 040. */
const READINGS_LIMIT_MAX = 20_000;

const readingSchema = z
  .object({
    meterId: z.string(),
    readAt: z.string(),
    value: z.number().describe('What the meter showed, in its unit, before any multiplier.'),
    receivedAt: z
      .string()
      .nullable()
      .describe(
        'When the gateway received the message, to the start of its journal range (a tenth of a second ' +
          'to a few seconds); null while the outcome of the range is not on record yet.',
      ),
    position: z.string().describe('Where the message stands: `<gateway>/<sequence>`.'),
  })
  .meta({ id: 'Reading' });

/** Raw readings of one meter, as stored. */
export const readingsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, readingStore, clock } = dependencies;
  const { executor } = database;

  app.get(
    '/enterprises/:enterpriseId/readings',
    {
      config: { permission: 'readings.read' },
      schema: {
        tags: ['readings'],
        summary: 'Raw readings of a meter in [from, to), oldest first',
        params: enterpriseParamsSchema,
        querystring: z.object({
          meterId: z.string().max(64),
          from: instantSchema,
          to: instantSchema,
          limit: z.coerce.number().int().min(1).max(READINGS_LIMIT_MAX).default(1_000),
          /** `next` of the page before. */
          after: z
            .string()
            .regex(/^\d{1,15}$/)
            .optional(),
        }),
        response: { 200: pageSchema(readingSchema) },
      },
    },
    async (request) => {
      const { enterpriseId } = request.params;
      const { meterId, from, to, limit, after } = request.query;
      const scope = requestScope(request);
      assertRange(from, to);
      const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
      await getMeter(executor, scope, enterpriseId, meterId, clock());
      assertWithinEngagement(principalOf(request), 'readings.read', {
        enterpriseId,
        timeZone,
        fromMs: from,
        toMs: to,
      });

      const fromMs = after === undefined ? from : Math.max(from, Number(after) + 1);
      const query = { enterpriseId, meterId, fromMs, toMs: to, limit: limit + 1 };
      const readings = fromMs < to ? await readingStore.range(query) : [];
      const page = readings.slice(0, limit);
      const receivedAtMs = await findReceivedAtMs(executor, shardOf(enterpriseId), placesOf(page));
      const last = page.at(-1);
      return {
        items: page.map((reading) => toAnswer(reading, receivedAtMs)),
        ...(readings.length > limit && last !== undefined ? { next: String(last.readAtMs) } : {}),
      };
    },
  );
};

/** The messages behind these readings, each once. */
function placesOf(readings: readonly StoredReading[]) {
  const positions = new Set(readings.map((reading) => reading.position));
  return [...positions].map((position) => {
    const { gatewayNumber, sequence } = decodePosition(position);
    return { gateway: gatewayNumber, sequence };
  });
}

function toAnswer(
  reading: StoredReading,
  receivedAtMs: ReadonlyMap<string, number>,
): z.infer<typeof readingSchema> {
  const { gatewayNumber, sequence } = decodePosition(reading.position);
  const atMs = receivedAtMs.get(`${gatewayNumber}-${sequence}`);
  return {
    meterId: reading.meterId,
    readAt: toIso(reading.readAtMs),
    value: reading.value,
    receivedAt: atMs === undefined ? null : toIso(atMs),
    position: `${gatewayNumber}/${sequence}`,
  };
}
