import { getEnterprise } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, toIso } from '../schemas.ts';

const getLatestReadingsRoute = {
  config: { permission: 'meter-state.read' },
  schema: {
    tags: ['readings'],
    summary: 'When each meter was last read, of those that ever were; one question for all of them',
    params: enterpriseParamsSchema,
    response: {
      200: z.object({ items: z.array(z.object({ meterId: z.string(), readAt: z.string() })) }),
    },
  },
} as const;

/** Which meters are heard and which are silent. */
export const latestRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, readingStore, clock } = dependencies;

  app.get('/enterprises/:enterpriseId/latest-readings', getLatestReadingsRoute, async (request) => {
    const { enterpriseId } = request.params;
    await getEnterprise(database.executor, requestScope(request), enterpriseId, clock());
    const last = await readingStore.lastReadAtMs(enterpriseId);
    const items = [...last].map(([meterId, atMs]) => ({ meterId, readAt: toIso(atMs) }));
    return { items: items.sort((left, right) => (left.meterId < right.meterId ? -1 : 1)) };
  });
};
