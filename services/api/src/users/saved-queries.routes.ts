import {
  appendAudit,
  countSavedQueries,
  forgetQuery,
  listSavedQueries,
  type SavedQuery,
  saveQuery,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';

/** Questions that one person keeps at most. */
const KEPT_MAX = 200;

const fields = {
  page: z
    .string()
    .regex(/^[a-z][a-z-]{0,39}$/)
    .describe('Page of the console that asks it, such as `history`.'),
  name: z.string().trim().min(1).max(80),
  search: z.string().max(4_000).describe('The question as the address of the page has it.'),
};
const savedQuerySchema = z
  .object({ id: z.string(), ...fields, savedAt: z.string() })
  .meta({ id: 'SavedQuery' });

const listRoute = {
  config: { permission: 'signed-in' },
  schema: {
    tags: ['users'],
    summary: 'Questions that you keep under a name',
    response: { 200: z.object({ items: z.array(savedQuerySchema) }) },
  },
} as const;
const saveRoute = {
  config: { permission: 'signed-in' },
  schema: {
    tags: ['users'],
    summary: 'Keep a question; one of the same page and name is replaced',
    body: z.strictObject(fields),
    response: { 200: savedQuerySchema },
  },
} as const;
const forgetRoute = {
  config: { permission: 'signed-in' },
  schema: {
    tags: ['users'],
    summary: 'Forget a question',
    params: z.object({ savedQueryId: z.string().max(64) }),
    response: { 204: z.null() },
  },
} as const;

/** Questions that people keep; nobody sees another's. */
export const savedQueriesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;

  app.get('/saved-queries', listRoute, async (request) => {
    const items = await listSavedQueries(database.executor, principalOf(request).userId);
    return { items: items.map(toAnswer) };
  });

  app.post('/saved-queries', saveRoute, async (request) => {
    const { userId } = principalOf(request);
    const saved = await database.transaction(async (tx) => {
      const query = await saveQuery(tx, { ...request.body, userId, savedAtMs: clock() });
      if ((await countSavedQueries(tx, userId)) > KEPT_MAX) {
        const message = `You keep ${KEPT_MAX} questions already; forget one first.`;
        throw new DomainError('INVALID_REQUEST', message);
      }
      const subject = { type: 'saved-query', id: query.id };
      const act = { action: 'saved-query.save', enterpriseId: null, subject };
      await appendAudit(tx, requestAct(request, clock(), { ...act, details: request.body }));
      return query;
    });
    return toAnswer(saved);
  });

  app.delete('/saved-queries/:savedQueryId', forgetRoute, async (request, reply) => {
    const { userId } = principalOf(request);
    const { savedQueryId } = request.params;
    if (!z.uuid().safeParse(savedQueryId).success) {
      throw new DomainError('NOT_FOUND', 'There is no such saved query.');
    }
    await database.transaction(async (tx) => {
      const { page, name } = await forgetQuery(tx, userId, savedQueryId);
      const subject = { type: 'saved-query', id: savedQueryId };
      const act = { action: 'saved-query.forget', enterpriseId: null, subject };
      await appendAudit(tx, requestAct(request, clock(), { ...act, details: { page, name } }));
    });
    return reply.status(204).send(null);
  });
};

function toAnswer({ savedAtMs, ...query }: SavedQuery): z.infer<typeof savedQuerySchema> {
  return { ...query, savedAt: toIso(savedAtMs) };
}
