import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { createEventStreams } from './event-streams.ts';

const DESCRIPTION = `Server-sent events: one at every change of an alert (\`alert\`), every step of a case (\`case\`), what concerns the
platform (\`platform\`) and the first message of a device (\`ingest\`), of the enterprises that your role covers. \`data\` is JSON:
\`{id, enterpriseId, audience, subjectId, event, word, severity, rule, text: {zh, en}, at}\`; \`event\` is firing, resolved, notice, or changed
(look again). \`ready\` says that the stream is complete from here on, \`reset\` that events may have been missed: read the lists
anew. \`end\` comes before the server closes, with \`reason\` session-ended (sign in again) or restart (connect again). A browser sends
\`Last-Event-ID\` by itself and gets what it missed. A comment every 15 s keeps the connection open. Six streams a session.`;

const getEventsRoute = {
  // A HEAD of it would never end.
  exposeHeadRoute: false,
  config: { permission: 'events.read', isEndless: true },
  schema: {
    tags: ['events'],
    summary: 'What happens, as it happens',
    description: DESCRIPTION,
    headers: z.object({ 'last-event-id': z.string().max(64).optional() }),
    response: { 200: { content: { 'text/event-stream': { schema: z.string() } } } },
  },
} as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer lasts as long as somebody listens: how long says nothing. */
    isEndless?: boolean;
  }
}

/** Live events for the console and for programs. */
export const eventsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const streams = createEventStreams(dependencies);
  const gauge = dependencies.metrics.gauge('event_streams', 'Readers of events.');
  // Before the server waits for its connections: these would never end by themselves.
  app.addHook('preClose', async () => streams.close());

  app.get('/events', getEventsRoute, async (request, reply) => {
    const lastEventId = request.headers['last-event-id'] ?? null;
    await streams.open(principalOf(request), lastEventId, () => {
      // From here on neither the server's time limits nor its hooks for answers apply.
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // Kept for another request, it would keep a stopping server waiting.
        connection: 'close',
        // Proxies of the nginx kind would collect events before they pass them on.
        'x-accel-buffering': 'no',
      });
      reply.raw.on('close', () => gauge.set(streams.size()));
      return reply.raw;
    });
    gauge.set(streams.size());
  });
};
