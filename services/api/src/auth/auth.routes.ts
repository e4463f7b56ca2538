import { appendAudit, deleteSession, getUser, updateUser } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, SESSION_COOKIE } from '../access/access.plugin.ts';
import { type Principal, permissionsOf } from '../access/principal.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { roleGrantSchema, toRoleAnswer } from '../users/role-schemas.ts';
import { assertPasswordStrong, PASSWORD_LENGTH_MAX } from './password-policy.ts';
import type { Passwords } from './passwords.ts';
import { signIn, verifyThrottled } from './sign-in.ts';
import { createSignInLog } from './sign-in-log.ts';

/** Refusals that had no row of their own are counted into one this often. */
const REFUSALS_TOLD_EVERY_MS = 60_000;

const passwordSchema = z.string().min(1).max(PASSWORD_LENGTH_MAX);
const meSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  mustChangePassword: z.boolean(),
  roles: z.array(roleGrantSchema),
  permissions: z
    .record(z.string(), z.array(z.string()))
    .describe(
      'Names of permissions by what they reach: `all`, `region`, `park`, `engagement`, `enterprise`.',
    ),
});

const postAuthLoginRoute = {
  config: { permission: 'public' },
  schema: {
    tags: ['auth'],
    summary: 'Sign in; the token is for `Authorization: Bearer`, the cookie for the console',
    body: z.strictObject({
      username: z.string().trim().min(1).max(64),
      password: passwordSchema,
    }),
    response: { 200: z.object({ token: z.string(), user: meSchema }) },
  },
} as const;

const postAuthLogoutRoute = {
  config: { permission: 'signed-in', allowedBeforePasswordChange: true },
  schema: { tags: ['auth'], summary: 'End this session', response: { 204: z.null() } },
} as const;

const getAuthMeRoute = {
  config: { permission: 'signed-in', allowedBeforePasswordChange: true },
  schema: { tags: ['auth'], summary: 'Who is signed in', response: { 200: meSchema } },
} as const;

const postAuthPasswordRoute = {
  config: { permission: 'signed-in', allowedBeforePasswordChange: true },
  schema: {
    tags: ['auth'],
    summary: 'Change one’s own password; every other session of the account ends',
    body: z.strictObject({
      currentPassword: passwordSchema,
      newPassword: z.string().max(1_000),
    }),
    response: { 204: z.null() },
  },
} as const;

/** Sign in, sign out, who am I, change one's own password. */
export const authRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly passwords: Passwords;
  readonly auditTrail: AuditTrail;
}> = async (app, { dependencies, passwords, auditTrail }) => {
  const { database, clock, settings, logger } = dependencies;
  const signInLog = createSignInLog(auditTrail, clock);
  const tellRefusals = () =>
    signInLog.flush().catch((error: unknown) => {
      logger.warn({ error }, 'Refused sign-ins were counted but not put on record.');
    });
  const timer = setInterval(tellRefusals, REFUSALS_TOLD_EVERY_MS).unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await tellRefusals();
  });
  const cookieOptions = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: settings.secureCookies,
  } as const;

  app.post('/auth/login', postAuthLoginRoute, async (request, reply) => {
    const attempt = { ...request.body, address: request.ip, requestId: request.id };
    const { token, user } = await signIn({ ...dependencies, passwords, signInLog }, attempt);
    request.log.info({ username: user.username }, 'Signed in.');
    const maxAge = Math.floor(settings.sessionLifetimeMs / 1_000);
    noStore(reply).setCookie(SESSION_COOKIE, token, { ...cookieOptions, maxAge });
    return { token, user: toMe({ ...user, userId: user.id }) };
  });

  app.post('/auth/logout', postAuthLogoutRoute, async (request, reply) => {
    const { userId, sessionSha256 } = principalOf(request);
    await database.transaction(async (tx) => {
      await deleteSession(tx, sessionSha256);
      const subject = { type: 'user', id: userId };
      const act = { action: 'session.end', enterpriseId: null, subject };
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    return reply.clearCookie(SESSION_COOKIE, cookieOptions).status(204).send(null);
  });

  app.get('/auth/me', getAuthMeRoute, async (request, reply) => {
    noStore(reply);
    return toMe(principalOf(request));
  });

  app.post('/auth/password', postAuthPasswordRoute, async (request, reply) => {
    const { userId, username, sessionSha256 } = principalOf(request);
    const { currentPassword, newPassword } = request.body;
    const user = await getUser(database.executor, userId);
    const attempt = { username, address: request.ip };
    const fits = await verifyThrottled({ ...dependencies, signInLog }, attempt, async () =>
      (await passwords.verify(currentPassword, user.passwordHash)) ? true : null,
    );
    if (fits === null) {
      await signInLog.refused({
        action: 'password.refuse',
        account: { userId, username },
        address: request.ip,
        requestId: request.id,
      });
      throw new DomainError('PASSWORD_WRONG', 'The current password is not right.');
    }
    if (newPassword === currentPassword) {
      throw new DomainError('PASSWORD_TOO_WEAK', 'The new password must be another one.');
    }
    assertPasswordStrong(newPassword, username);
    const hash = await passwords.hash(newPassword);
    await database.transaction(async (tx) => {
      await updateUser(tx, userId, {
        password: { hash, mustChange: false, changedAtMs: clock() },
        keepSessionSha256: sessionSha256,
      });
      const subject = { type: 'user', id: userId };
      const act = { action: 'password.change', enterpriseId: null, subject };
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    request.log.info({ username }, 'Password changed.');
    return reply.status(204).send(null);
  });
};

function toMe(user: Omit<Principal, 'sessionSha256'>): z.infer<typeof meSchema> {
  return {
    id: user.userId,
    username: user.username,
    name: user.name,
    mustChangePassword: user.mustChangePassword,
    roles: user.roles.map(toRoleAnswer),
    permissions: permissionsOf(user),
  };
}

function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}
