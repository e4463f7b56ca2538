import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';

/**
 * Tells pages of officials to look again after every act on an alert or a case, also on those of
 * which nobody is sent word. Best effort, after the answer: whoever misses it sees it at the next look.
 */
export const tellChangesPlugin = fp<{
  readonly dependencies: Pick<ApiDependencies, 'events' | 'clock' | 'logger'>;
}>(
  async (app, { dependencies }) => {
    const { events, clock, logger } = dependencies;
    app.addHook('onResponse', async (request, reply) => {
      const subject = subjectOf(request);
      const enterpriseId = request.readEnterpriseId;
      if (subject === null || enterpriseId === null || reply.statusCode >= 300) return;
      const text = { zh: '', en: '' };
      const about = { id: request.id, enterpriseId, audience: 'authority', ...subject } as const;
      const event = { ...about, event: 'changed', severity: 1, rule: 'changed', text } as const;
      await events.tell([{ ...event, at: toIso(clock()) }]).catch((error: unknown) => {
        logger.debug({ error }, 'Consoles were not told to look again.');
      });
    });
  },
  { name: 'tell-changes', dependencies: ['logged-reads'] },
);

function subjectOf({ method, params, routeOptions }: FastifyRequest) {
  if (method === 'GET' || method === 'HEAD') return null;
  const { alertId, caseId } = params as { readonly alertId?: string; readonly caseId?: string };
  if (alertId !== undefined) return { subjectId: alertId, word: 'warning' } as const;
  const isOfCases = routeOptions.url?.startsWith('/api/v1/cases') === true;
  return isOfCases ? ({ subjectId: caseId ?? '', word: 'case' } as const) : null;
}
