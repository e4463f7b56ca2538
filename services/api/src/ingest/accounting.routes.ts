import { PLATFORM_TIME_ZONE } from '@hengneng/contracts';
import { getEnterprises, isBalanced, listAccounting } from '@hengneng/database';
import { localDate, QUARANTINE_REASONS } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { scopeOn } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema } from '../schemas.ts';
import { readMessageAccount } from './read-message-account.ts';

const accountingSchema = z
  .object({
    date: z.string(),
    /** Of all gateways, by day of the platform zone; null for who does not see everything. */
    messages: z
      .object({
        journalled: z.int(),
        processed: z.int(),
        inFlight: z.int(),
        balanced: z.boolean(),
      })
      .nullable(),
    /** By day of receipt in each enterprise's own zone; `''` for topics that name nobody we know. */
    enterprises: z.array(
      z.object({
        enterpriseId: z.string(),
        name: z.string().nullable().describe('Null where the topic names nobody we know.'),
        messages: z.int(),
        parsed: z.int(),
        stored: z.int(),
        duplicate: z.int(),
        conflict: z.int(),
        quarantined: z.partialRecord(z.enum(QUARANTINE_REASONS), z.int()),
        balanced: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Accounting' });

/** Whether everything that was acknowledged is accounted for. */
export const accountingRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;

  app.get(
    '/ingest/accounting',
    {
      config: { permission: 'accounting.read' },
      schema: {
        tags: ['ingest'],
        summary: 'Messages and readings of one day, and whether they add up',
        querystring: z.object({
          /** Today in the platform zone unless given. */
          date: dateSchema.optional(),
          enterpriseId: z.string().max(64).optional(),
        }),
        response: { 200: accountingSchema },
      },
    },
    async (request, reply) => {
      const date = request.query.date ?? localDate(clock(), PLATFORM_TIME_ZONE);
      const { enterpriseId } = request.query;
      const scope = scopeOn(principalOf(request), 'accounting.read', date);
      const messages = scope.all ? await readMessageAccount(dependencies, date) : null;
      const rows = await listAccounting(database.executor, scope, { date, enterpriseId });
      const ids = rows.map((row) => row.enterpriseId);
      const known = await getEnterprises(database.executor, ids, clock());
      const nameOf = (id: string) => known.get(id)?.name ?? null;
      reply.header('cache-control', 'no-store');
      return {
        date,
        messages,
        enterprises: rows.map((row) => ({
          ...row,
          name: nameOf(row.enterpriseId),
          balanced: isBalanced(row),
        })),
      };
    },
  );
};
