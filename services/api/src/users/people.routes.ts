import { findUsersByNames, type RoleGrant } from '@hengneng/database';
import type { Role } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import type { Principal } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';

const NAMES_MAX = 100;
/** Who runs or watches the whole: they see whose account a record names, whoever it is. */
const SEES_ALL: readonly Role[] = ['admin', 'security', 'log-auditor', 'authority', 'inspector'];

const peopleRoute = {
  config: { permission: 'signed-in' },
  schema: {
    tags: ['users'],
    summary: 'Names of people whose accounts a record names',
    description:
      'Who signs for an authority is known to everybody, other people of the authorities to officials; ' +
      'people of an enterprise to officials, to each other and to who audits it. Others are left out.',
    querystring: z.object({
      usernames: z
        .string()
        .max(NAMES_MAX * 65)
        .transform((text) => [...new Set(text.split(',').filter((each) => each !== ''))])
        .pipe(z.array(z.string().max(64)).max(NAMES_MAX))
        .describe(`User names with commas between them, up to ${NAMES_MAX}.`),
    }),
    response: {
      200: z.object({ items: z.array(z.object({ username: z.string(), name: z.string() })) }),
    },
  },
} as const;

/** Names of people beside the user names that records keep. */
export const peopleRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { executor } = dependencies.database;

  app.get('/people', peopleRoute, async (request) => {
    const principal = principalOf(request);
    const found = await findUsersByNames(executor, request.query.usernames);
    const items = found
      .filter((person) => person.id === principal.userId || mayName(principal, person.roles))
      .map(({ username, name }) => ({ username, name }));
    return { items };
  });
};

function mayName({ roles }: Principal, theirs: readonly RoleGrant[]): boolean {
  if (roles.some(({ role }) => SEES_ALL.includes(role))) return true;
  if (theirs.some(({ role }) => role === 'authority')) return true;
  const own = new Set(roles.flatMap(enterprisesOf));
  return theirs.some(({ scope }) => scope.type === 'enterprise' && own.has(scope.id));
}

function enterprisesOf({ scope }: RoleGrant): readonly string[] {
  if (scope.type === 'enterprise') return [scope.id];
  return scope.type === 'engagement' ? scope.enterpriseIds : [];
}
