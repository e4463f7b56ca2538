import { createPublicKey } from 'node:crypto';
import { signedRootSchema } from '@hengneng/contracts';
import { getSignedRoot, listSignedRoots, signingPublicKeys } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, pageQuerySchema, pageSchema } from '../schemas.ts';
import { publicKeyId } from './root-chain.ts';

const rootSchema = signedRootSchema.meta({ id: 'SignedRoot' });
const publicKeySchema = z.object({
  id: z.string().describe('SHA-256 of the key in SPKI form (DER).'),
  pem: z.string(),
});

const getSignedRootsRoute = {
  config: { permission: 'roots.read' },
  schema: {
    tags: ['audit'],
    summary:
      'Daily signed roots, newest first; keep one elsewhere and nothing before it can change',
    querystring: pageQuerySchema.extend({
      after: z
        .string()
        .regex(/^\d{1,9}$/)
        .optional()
        .describe('`next` of the page before.'),
    }),
    response: { 200: pageSchema(rootSchema) },
  },
} as const;

const getSignedRootsByDateRoute = {
  config: { permission: 'roots.read' },
  schema: {
    tags: ['audit'],
    summary: 'The root that closes a day (in the platform’s zone), as a file',
    params: z.object({ date: dateSchema }),
    response: { 200: rootSchema },
  },
} as const;

const getPublicKeyRoute = {
  config: { permission: 'roots.read' },
  schema: {
    tags: ['audit'],
    summary: 'Public keys the roots are signed with, the one in use last',
    response: { 200: z.object({ items: z.array(publicKeySchema) }) },
  },
} as const;

/** Daily signed roots, for third parties to keep and to check (npm run verify-root). */
export const signedRootsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, rootSigningKey } = dependencies;
  const { executor } = database;

  app.get('/signed-roots', getSignedRootsRoute, async (request) => {
    const { limit, after } = request.query;
    const beforeNumber = after === undefined ? undefined : Number(after);
    const page = await listSignedRoots(executor, { limit, beforeNumber });
    return { ...page, items: page.items.map(({ root }) => root) };
  });

  app.get('/signed-roots/public-keys', getPublicKeyRoute, async () => {
    const used = await signingPublicKeys(executor);
    const current =
      rootSigningKey === null
        ? []
        : [String(createPublicKey(rootSigningKey).export({ type: 'spki', format: 'pem' }))];
    const earlier = used.filter((pem) => !current.includes(pem));
    const items = [...earlier, ...current].map((pem) => {
      return { id: publicKeyId(createPublicKey(pem)), pem };
    });
    return { items };
  });

  app.get('/signed-roots/:date', getSignedRootsByDateRoute, async (request, reply) => {
    const { root } = await getSignedRoot(executor, request.params.date);
    const name = `signed-root-${root.document.date}.json`;
    reply.header('content-disposition', `attachment; filename="${name}"`);
    return root;
  });
};
