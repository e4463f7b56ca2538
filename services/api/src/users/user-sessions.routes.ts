import { appendAudit, deleteUserSessions, getUser, listUserSessions } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';

const params = z.object({ userId: z.uuid() });

const listRoute = {
  config: { permission: 'users.manage' },
  schema: {
    tags: ['users'],
    summary: 'Sessions of an account that are not over: since when, from where, last seen',
    params,
    response: {
      200: z.object({
        items: z.array(
          z.object({
            startedAt: z.string(),
            lastSeenAt: z.string().describe('Within half a minute.'),
            expiresAt: z.string(),
            address: z.string(),
          }),
        ),
      }),
    },
  },
} as const;
const endRoute = {
  config: { permission: 'users.manage' },
  schema: {
    tags: ['users'],
    summary: 'End every session of an account; it may sign in again',
    params,
    response: { 200: z.object({ ended: z.int() }) },
  },
} as const;

/** Who is signed in where, for who manages accounts; tokens are in nobody's hands but their owners'. */
export const userSessionsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies: { database, clock, settings } }) => {
  app.get('/users/:userId/sessions', listRoute, async (request) => {
    const { id } = await getUser(database.executor, request.params.userId);
    const now = { atMs: clock(), idleMs: settings.sessionIdleMs };
    const sessions = await listUserSessions(database.executor, id, now);
    return {
      items: sessions.map(({ createdAtMs, lastSeenAtMs, expiresAtMs, address }) => ({
        startedAt: toIso(createdAtMs),
        lastSeenAt: toIso(lastSeenAtMs),
        expiresAt: toIso(expiresAtMs),
        address,
      })),
    };
  });

  app.post('/users/:userId/sessions/end', endRoute, async (request) => {
    const { userId } = request.params;
    const ended = await database.transaction(async (tx) => {
      const { username } = await getUser(tx, userId);
      const count = await deleteUserSessions(tx, userId);
      const act = {
        action: 'user-session.end',
        enterpriseId: null,
        subject: { type: 'user', id: userId },
        details: { username, count },
      };
      await appendAudit(tx, requestAct(request, clock(), act));
      return count;
    });
    return { ended };
  });
};
