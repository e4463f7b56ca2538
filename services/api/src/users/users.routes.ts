import {
  appendAudit,
  countActiveHolders,
  type Executor,
  getUser,
  insertUser,
  listUsers,
  lockUserManagement,
  type User,
  updateUser,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { changesOf, requestAct } from '../audit/request-act.ts';
import { assertPasswordStrong } from '../auth/password-policy.ts';
import { generateSecret, type Passwords } from '../auth/passwords.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { nameSchema, pageQuerySchema, pageSchema, toIso, toIsoOrNull } from '../schemas.ts';
import { assertRolesCompatible } from './role-rules.ts';
import { roleGrantSchema, toRoleAnswer, toRoleGrant } from './role-schemas.ts';

const rolesSchema = z.array(roleGrantSchema).max(50);
const userSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  mustChangePassword: z.boolean(),
  disabledAt: z.string().nullable(),
  createdAt: z.string(),
  roles: rolesSchema,
});
const createdUserSchema = userSchema.extend({
  password: z.string().optional().describe('Only where it was generated, only this once.'),
});
const newUserSchema = z.strictObject({
  username: z.string().regex(/^[A-Za-z0-9_.@-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ . @ -'),
  name: nameSchema,
  password: z.string().max(1_000).optional(),
  roles: rolesSchema,
});
const userChangeSchema = z
  .strictObject({
    name: nameSchema,
    disabled: z.boolean(),
    roles: rolesSchema,
    resetPassword: z
      .literal('generate')
      .describe(
        'A new password for somebody who lost theirs; `generate` answers with one, only this once.',
      ),
  })
  .partial();
const paramsSchema = z.object({ userId: z.uuid() });

const getUsersRoute = {
  config: { permission: 'users.manage' },
  schema: {
    tags: ['users'],
    summary: 'Accounts',
    querystring: pageQuerySchema,
    response: { 200: pageSchema(userSchema) },
  },
} as const;

const postUsersRoute = {
  config: { permission: 'users.manage' },
  schema: {
    tags: ['users'],
    summary: 'New account; without a password one is generated and must be changed',
    body: newUserSchema,
    response: { 201: createdUserSchema },
  },
} as const;

const patchUsersByIdRoute = {
  config: { permission: 'users.manage' },
  schema: {
    tags: ['users'],
    summary: 'Change an account; other roles, a disabling or a new password end its sessions',
    params: paramsSchema,
    body: userChangeSchema,
    response: { 200: createdUserSchema },
  },
} as const;

/** Accounts and their roles, for the role `security` alone. */
export const usersRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly passwords: Passwords;
}> = async (app, { dependencies, passwords }) => {
  const { database, clock } = dependencies;

  app.get('/users', getUsersRoute, async (request) => {
    const page = await listUsers(database.executor, request.query);
    return { ...page, items: page.items.map(toAnswer) };
  });

  app.post('/users', postUsersRoute, async (request, reply) => {
    const { username, name, password } = request.body;
    const roles = request.body.roles.map(toRoleGrant);
    assertRolesCompatible(roles);
    if (password !== undefined) assertPasswordStrong(password, username);
    const generated = password === undefined ? generateSecret() : null;
    const passwordHash = await passwords.hash(password ?? generated ?? '');
    const mustChangePassword = generated !== null;
    const user = await database.transaction(async (tx) => {
      const id = await insertUser(tx, {
        username,
        name,
        passwordHash,
        mustChangePassword,
        roles,
      });
      const saved = await getUser(tx, id);
      const act = {
        action: 'user.create',
        enterpriseId: null,
        subject: { type: 'user', id },
        details: { username, name, roles: request.body.roles, mustChangePassword },
      };
      await appendAudit(tx, requestAct(request, clock(), act));
      return saved;
    });
    request.log.info({ by: principalOf(request).username, username }, 'Account created.');
    const answer = { ...toAnswer(user), ...(generated === null ? {} : { password: generated }) };
    return reply.status(201).header('cache-control', 'no-store').send(answer);
  });

  app.patch('/users/:userId', patchUsersByIdRoute, async (request, reply) => {
    const { userId } = request.params;
    const { name, disabled, resetPassword } = request.body;
    const roles = request.body.roles?.map(toRoleGrant);
    const principal = principalOf(request);
    if (userId === principal.userId && (roles ?? disabled ?? resetPassword) !== undefined) {
      throw new DomainError(
        'FORBIDDEN',
        'Nobody changes their own roles, access or password here.',
      );
    }
    if (roles !== undefined) assertRolesCompatible(roles);
    const generated = resetPassword === undefined ? null : generateSecret();
    const hash = generated === null ? null : await passwords.hash(generated);
    const user = await database.transaction(async (tx) => {
      await lockUserManagement(tx);
      const before = await getUser(tx, userId);
      await updateUser(tx, userId, {
        name,
        roles,
        disabledAtMs: disabled === undefined ? undefined : disabled ? clock() : null,
        password: hash === null ? undefined : { hash, mustChange: true, changedAtMs: clock() },
      });
      await assertSomebodyManagesUsers(tx);
      const act = {
        action: 'user.update',
        enterpriseId: null,
        subject: { type: 'user', id: userId },
        details: {
          username: before.username,
          changes: changesOf(accountOf(before), { name, disabled, roles: request.body.roles }),
          passwordReset: hash !== null,
        },
      };
      const saved = await getUser(tx, userId);
      await appendAudit(tx, requestAct(request, clock(), act));
      return saved;
    });
    request.log.info({ by: principal.username, username: user.username }, 'Account changed.');
    const answer = { ...toAnswer(user), ...(generated === null ? {} : { password: generated }) };
    return reply.header('cache-control', 'no-store').send(answer);
  });
};

async function assertSomebodyManagesUsers(tx: Executor): Promise<void> {
  if ((await countActiveHolders(tx, 'security')) > 0) return;
  const message = 'This is the last account that manages users; give the role to another first.';
  throw new DomainError('LAST_SECURITY_USER', message);
}

/** What of an account a change may name. */
function accountOf(user: User) {
  const { name, roles, disabledAtMs } = user;
  return { name, disabled: disabledAtMs !== null, roles: roles.map(toRoleAnswer) };
}

function toAnswer(user: User): z.infer<typeof userSchema> {
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    mustChangePassword: user.mustChangePassword,
    disabledAt: toIsoOrNull(user.disabledAtMs),
    createdAt: toIso(user.createdAtMs),
    roles: user.roles.map(toRoleAnswer),
  };
}
