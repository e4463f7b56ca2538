import type { Readiness } from '@hengneng/telemetry';
import type { FastifyPluginAsync } from 'fastify';

import type { ApiDependencies } from '../dependencies.ts';

/** `/healthz`, `/readyz` and `/metrics`, at the root and without a version. */
export const healthRoutes: FastifyPluginAsync<{
  readonly dependencies: Pick<ApiDependencies, 'metrics'>;
  readonly readiness: () => Promise<Readiness>;
}> = async (app, { dependencies, readiness }) => {
  const { metrics } = dependencies;
  const options = { config: { permission: 'public' }, schema: { hide: true } } as const;

  app.get('/healthz', options, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'alive' };
  });

  app.get('/readyz', options, async (_request, reply) => {
    const result = await readiness();
    return reply
      .status(result.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(result);
  });

  app.get('/metrics', options, async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.text());
  });
};
