import {
  appendAudit,
  deleteUserSessions,
  getUser,
  listUserSessions,
  type UserSession,
} from '@hengneng/database';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';

const params = z.object({ userId: z.uuid() });

const sessionListSchema = z.object({
  items: z.array(
    z.object({
      startedAt: z.string(),
      lastSeenAt: z.string().describe('Within half a minute.'),
      expiresAt: z.string(),
      address: z.string(),
      isOwn: z.boolean().describe('Whether this request came in it.'),
    }),
  ),
});

const listRoute = {
  config: { permission: 'users.manage' },
  schema: {
    tags: ['users'],
    summary: 'Sessions of an account that are not over: since when, from where, last seen',
    params,
    response: {
      200: sessionListSchema,
    },
  },
} as const;
const ownListRoute = {
  config: { permission: 'signed-in' },
  schema: {
    tags: ['auth'],
    summary: 'Where one is signed in oneself',
    response: { 200: sessionListSchema },
  },
} as const;
const endOthersRoute = {
  config: { permission: 'signed-in' },
  schema: {
    tags: ['auth'],
    summary: 'End every session of one’s own but this one',
    response: { 200: z.object({ ended: z.int() }) },
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

/** Who is signed in where: for who manages accounts, and everybody of themselves; tokens are only in their owners' hands. */
export const userSessionsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies: { database, clock, settings } }) => {
  const sessionsOf = async (request: FastifyRequest, userId: string) => {
    const now = { atMs: clock(), idleMs: settings.sessionIdleMs };
    const { sessionSha256 } = principalOf(request);
    const sessions = await listUserSessions(database.executor, userId, now, sessionSha256);
    return { items: sessions.map(toAnswer) };
  };

  app.get('/auth/sessions', ownListRoute, async (request) =>
    sessionsOf(request, principalOf(request).userId),
  );

  app.post('/auth/sessions/end-others', endOthersRoute, async (request) => {
    const { userId, sessionSha256 } = principalOf(request);
    const ended = await database.transaction(async (tx) => {
      const count = await deleteUserSessions(tx, userId, sessionSha256);
      const act = {
        ...{ action: 'user-session.end', enterpriseId: null },
        ...{ subject: { type: 'user', id: userId }, details: { count } },
      };
      await appendAudit(tx, requestAct(request, clock(), act));
      return count;
    });
    return { ended };
  });

  app.get('/users/:userId/sessions', listRoute, async (request) => {
    const { id } = await getUser(database.executor, request.params.userId);
    return await sessionsOf(request, id);
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

function toAnswer({ createdAtMs, lastSeenAtMs, expiresAtMs, address, isOwn }: UserSession) {
  return {
    startedAt: toIso(createdAtMs),
    lastSeenAt: toIso(lastSeenAtMs),
    expiresAt: toIso(expiresAtMs),
    ...{ address, isOwn },
  };
}
