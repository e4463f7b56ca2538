import { assertRange } from '@hengneng/accounting';
import {
  appendAudit,
  dismissEvent,
  type EventDecision,
  eventDecisions,
  getEnterprise,
  listOutputs,
  listReportedEvents,
  METER_REPLACED,
  type OutputEntry,
} from '@hengneng/database';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import { reasonSchema } from '../corrections/correction-schemas.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  enterpriseParamsSchema,
  instantSchema,
  pageQuerySchema,
  pageSchema,
  parseCursor,
  toIso,
} from '../schemas.ts';

const querySchema = pageQuerySchema.extend({ from: instantSchema, to: instantSchema });
const outputSchema = z
  .object({
    id: z.string(),
    deviceId: z.string().nullable().describe('Null where a person entered it.'),
    receivedAt: z.string(),
    product: z.string(),
    from: z.string(),
    to: z.string(),
    quantity: z.number().describe('As first put on record; what counts stands in `correction`.'),
    unit: z.string(),
    correction: z
      .object({
        id: z.string(),
        from: z.string(),
        to: z.string(),
        quantity: z.number(),
        unit: z.string(),
        correctionNo: z.int(),
        correctionId: z.string(),
        by: z.string(),
        reason: z.string(),
        recordedAt: z.string(),
      })
      .optional(),
  })
  .meta({ id: 'ReportedOutput' });
const eventDecisionSchema = z.object({
  state: z.enum(['accepted', 'dismissed']),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  correctionNo: z.int().optional(),
});
const eventSchema = z
  .object({
    id: z.string(),
    deviceId: z.string(),
    receivedAt: z.string(),
    type: z.string(),
    meterId: z.string(),
    at: z.string(),
    finalValue: z.number().nullable(),
    initialValue: z.number().nullable(),
    note: z.string(),
    isOpen: z.boolean().describe('A proposal that nobody has decided about.'),
    decision: eventDecisionSchema.optional(),
  })
  .meta({ id: 'ReportedEvent' });

const getEnterprisesOutputsRoute = {
  config: { permission: 'readings.read', readAction: 'reported-output.read' },
  schema: {
    tags: ['readings'],
    summary: 'Production by the beginning of its period, with the corrections that count instead',
    params: enterpriseParamsSchema,
    querystring: querySchema,
    response: { 200: pageSchema(outputSchema) },
  },
} as const;

const getEnterprisesEventsRoute = {
  config: { permission: 'readings.read', readAction: 'reported-event.read' },
  schema: {
    tags: ['readings'],
    summary: 'Events that devices reported, such as a meter exchange: proposals',
    params: enterpriseParamsSchema,
    querystring: querySchema,
    response: { 200: pageSchema(eventSchema) },
  },
} as const;

const postEventDismissalRoute = {
  config: { permission: 'corrections.approve' },
  schema: {
    tags: ['corrections'],
    summary: 'Dismiss a meter exchange that a device reported, saying why',
    params: enterpriseParamsSchema.extend({ eventId: z.string().max(64) }),
    body: z.strictObject({ reason: reasonSchema }),
    response: { 200: eventDecisionSchema },
  },
} as const;

/** What devices reported besides readings: production, and events such as a meter exchange. */
export const reportedRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  /** Checks the range and who asks for it; answers the query that the database takes. */
  const allowedQuery = async (
    request: FastifyRequest,
    enterpriseId: string,
    query: z.output<typeof querySchema>,
  ) => {
    const { from: fromMs, to: toMs, limit, after } = query;
    assertRange(fromMs, toMs);
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const wanted = { enterpriseId, timeZone, fromMs, toMs };
    assertWithinEngagement(principalOf(request), 'readings.read', wanted);
    return { enterpriseId, fromMs, toMs, limit, after: parseCursor(after) };
  };

  app.get('/enterprises/:enterpriseId/outputs', getEnterprisesOutputsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const query = await allowedQuery(request, enterpriseId, request.query);
    const page = await listOutputs(executor, requestScope(request), query);
    return { ...page, items: page.items.map(toOutputAnswer) };
  });

  app.get('/enterprises/:enterpriseId/events', getEnterprisesEventsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const query = await allowedQuery(request, enterpriseId, request.query);
    const scope = requestScope(request);
    const page = await listReportedEvents(executor, scope, query);
    const ids = page.items.map(({ id }) => id);
    const decisions = await eventDecisions(executor, scope, enterpriseId, ids);
    return {
      ...page,
      items: page.items.map(({ receivedAtMs, atMs, ...rest }) => {
        const decision = decisions.get(rest.id);
        return {
          ...rest,
          receivedAt: toIso(receivedAtMs),
          at: toIso(atMs),
          isOpen: rest.type === METER_REPLACED && decision === undefined,
          ...(decision === undefined ? {} : { decision: toDecisionAnswer(decision) }),
        };
      }),
    };
  });

  app.post(
    '/enterprises/:enterpriseId/events/:eventId/dismissal',
    postEventDismissalRoute,
    async (request) => {
      const { enterpriseId, eventId } = request.params;
      const { reason } = request.body;
      const { userId, username } = principalOf(request);
      const atMs = clock();
      await database.transaction(async (tx) => {
        const dismissal = { enterpriseId, eventId, reason, atMs, actor: { userId, username } };
        const { meterId, atMs: happenedAtMs } = await dismissEvent(
          tx,
          requestScope(request),
          dismissal,
        );
        const act = {
          action: 'device-event.dismiss',
          enterpriseId,
          subject: { type: 'device-event', id: eventId },
          details: { reason, meterId, at: toIso(happenedAtMs) },
        };
        await appendAudit(tx, requestAct(request, atMs, act));
      });
      return { state: 'dismissed' as const, by: username, at: toIso(atMs), reason };
    },
  );
};

function toOutputAnswer(entry: OutputEntry): z.infer<typeof outputSchema> {
  const { receivedAtMs, fromMs, toMs, correction, ...rest } = entry;
  const answer = {
    ...rest,
    receivedAt: toIso(receivedAtMs),
    from: toIso(fromMs),
    to: toIso(toMs),
  };
  if (correction === null) return answer;
  const { id, quantity, unit, correctionNo, correctionId, by, reason, recordedAtMs } = correction;
  const period = { from: toIso(correction.fromMs), to: toIso(correction.toMs) };
  const about = { correctionNo, correctionId, by, reason, recordedAt: toIso(recordedAtMs) };
  return { ...answer, correction: { id, quantity, unit, ...period, ...about } };
}

function toDecisionAnswer(decision: EventDecision): z.infer<typeof eventDecisionSchema> {
  const { state, by, atMs, reason, correctionNo } = decision;
  return { state, by, at: toIso(atMs), reason, ...(correctionNo === null ? {} : { correctionNo }) };
}
