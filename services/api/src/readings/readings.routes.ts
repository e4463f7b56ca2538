import { assertRange, readAsOf, visibleAsOf } from '@hengneng/accounting';
import { shardOf } from '@hengneng/contracts';
import {
  type CorrectionInForce,
  findReceivedAtMs,
  getEnterprise,
  getMeter,
  listCorrectionsInForce,
} from '@hengneng/database';
import { decodePosition } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { asOfWanted, assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, instantSchema, pageSchema, toIso } from '../schemas.ts';
import { mergeEntries, placesOf, type ReadingEntry } from './reading-entries.ts';

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
    position: z
      .string()
      .nullable()
      .describe(
        'Where the message stands: `<gateway>/<sequence>`; null where a person entered it.',
      ),
    correction: z
      .object({
        value: z.number().nullable().describe('What counts instead; null: the reading does not.'),
        type: z.string(),
        correctionNo: z.int(),
        correctionId: z.string(),
        by: z.string(),
        reason: z.string(),
        recordedAt: z.string(),
      })
      .optional()
      .describe('The approved correction in force; `value` beside it stays what was received.'),
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
        summary:
          'Raw readings of a meter in [from, to), oldest first, with the corrections in force',
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
          asOf: instantSchema
            .optional()
            .describe('What had been received, and corrections recorded, by then.'),
        }),
        response: { 200: pageSchema(readingSchema) },
      },
    },
    async (request) => {
      const { enterpriseId } = request.params;
      const { meterId, from, to, limit, after, asOf: wantedAsOf } = request.query;
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

      const asOfMs = asOfWanted(principalOf(request), enterpriseId, wantedAsOf) ?? undefined;
      const asOf =
        asOfMs === undefined ? undefined : await readAsOf(executor, enterpriseId, asOfMs, clock());
      const fromMs = after === undefined ? from : Math.max(from, Number(after) + 1);
      const query = { enterpriseId, meterId, fromMs, toMs: to, limit: limit + 1 };
      const isEmpty = fromMs >= to;
      const stored = isEmpty ? [] : await readingStore.range(query);
      const visible = await visibleAsOf(executor, scope, asOf, query);
      const readings = stored.flatMap((reading) => visible(reading) ?? []);
      const corrections = isEmpty
        ? []
        : await listCorrectionsInForce(executor, scope, { ...query, asOfMs });
      // Beyond the last one that was read nobody knows whether there is another.
      const lastOf = (read: readonly { readonly readAtMs: number }[]) =>
        (read.length > limit ? read.at(-1)?.readAtMs : undefined) ?? Number.POSITIVE_INFINITY;
      const horizonMs = Math.min(lastOf(stored), lastOf(corrections));
      const lastReadMs = Number.isFinite(horizonMs) ? horizonMs : undefined;
      const merged = mergeEntries(readings, corrections);
      const entries = merged.filter(({ readAtMs }) => readAtMs <= horizonMs);
      const page = entries.slice(0, limit);
      const received = page.flatMap(({ reading }) => (reading === null ? [] : [reading]));
      const places = placesOf(received);
      const receivedAtMs = await findReceivedAtMs(executor, shardOf(enterpriseId), places);
      const next = entries.length > limit ? page.at(-1)?.readAtMs : lastReadMs;
      return {
        items: page.map((entry) => toAnswer(entry, receivedAtMs)),
        ...(next === undefined ? {} : { next: String(next) }),
      };
    },
  );
};

function toAnswer(
  { readAtMs, reading, correction }: ReadingEntry,
  receivedAtMs: ReadonlyMap<string, number>,
): z.infer<typeof readingSchema> {
  const about = correction === null ? {} : { correction: toCorrectionAnswer(correction) };
  const readAt = toIso(readAtMs);
  if (reading === null) {
    const { meterId, value } = correction;
    return { meterId, readAt, value, receivedAt: null, position: null, ...about };
  }
  const { gatewayNumber, sequence } = decodePosition(reading.position);
  const atMs = receivedAtMs.get(`${gatewayNumber}-${sequence}`);
  return {
    meterId: reading.meterId,
    readAt,
    value: reading.value,
    receivedAt: atMs === undefined ? null : toIso(atMs),
    position: `${gatewayNumber}/${sequence}`,
    ...about,
  };
}

function toCorrectionAnswer(correction: CorrectionInForce) {
  const { value, type, correctionNo, correctionId, by, reason, recordedAtMs } = correction;
  return { value, type, correctionNo, correctionId, by, reason, recordedAt: toIso(recordedAtMs) };
}
