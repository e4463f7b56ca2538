import {
  appendAudit,
  type DeliveryEntry,
  getMessage,
  listDeliveries,
  listMessages,
  type MessageEntry,
  sendAgain,
} from '@hengneng/database';
import { DomainError, SEND_OUTCOMES } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { pageQuerySchema, pageSchema, toIso } from '../schemas.ts';
import { assertUuid } from './notification-schemas.ts';

const MESSAGE_STATES = ['due', 'sending', 'delivered', 'failed'] as const;

/** Region or park that it is about; null of what is about an enterprise or the platform. */
const ofArea = { areaType: z.string().nullable(), areaCode: z.string().nullable() };
const messageSchema = z
  .object({
    id: z.string(),
    enterpriseId: z.string().nullable(),
    ...ofArea,
    destinationId: z.string(),
    kind: z.string(),
    address: z.string(),
    severity: z.int(),
    reason: z.string().describe('`first`, `new-in-group`, `resolved`, `repeat` …'),
    state: z.enum(MESSAGE_STATES),
    attemptCount: z.int(),
    dueAt: z.string(),
    createdAt: z.string(),
    createdBy: z.string(),
    sentAgainOf: z.string().nullable(),
  })
  .meta({ id: 'NotificationMessage' });
const deliverySchema = z
  .object({
    id: z.int(),
    messageId: z.string().nullable(),
    enterpriseId: z.string().nullable(),
    ...ofArea,
    destinationId: z.string().nullable(),
    kind: z.string().nullable(),
    address: z.string().nullable(),
    severity: z.int(),
    attempt: z.int(),
    requestId: z.string().nullable(),
    outcome: z.enum(SEND_OUTCOMES),
    reason: z.string().describe('Why it was sent, or kept back: `quiet-hours`, `silence:{id}` …'),
    answer: z.string().nullable(),
    notificationIds: z.array(z.string()),
    startedAt: z.string(),
    endedAt: z.string(),
  })
  .meta({ id: 'NotificationDelivery' });

const deliveriesRoute = {
  config: { permission: 'notifications.read' },
  schema: {
    tags: ['notifications'],
    summary: 'Delivery log: every attempt, and everything that was kept back, newest first',
    querystring: pageQuerySchema.extend({
      enterpriseId: z.string().max(64).optional(),
      messageId: z.uuid().optional(),
      outcome: z.enum(SEND_OUTCOMES).optional(),
      after: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
    }),
    response: { 200: pageSchema(deliverySchema) },
  },
} as const;
const messagesRoute = {
  config: { permission: 'notifications.read' },
  schema: {
    tags: ['notifications'],
    summary: 'Messages and how far they are, newest first',
    querystring: pageQuerySchema.extend({
      enterpriseId: z.string().max(64).optional(),
      state: z.enum(MESSAGE_STATES).optional(),
    }),
    response: { 200: pageSchema(messageSchema) },
  },
} as const;
const sendAgainRoute = {
  config: { permission: 'notifications.send-again' },
  schema: {
    tags: ['notifications'],
    summary: 'Send a message again that was delivered or given up, as a message of its own',
    params: z.object({ messageId: z.string().max(64) }),
    response: { 201: messageSchema },
  },
} as const;

/** Delivery log and re-sending. */
export const deliveriesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/notification-deliveries', deliveriesRoute, async (request) => {
    const { after, limit, ...filter } = request.query;
    const beforeId = after === undefined ? undefined : Number(after);
    const query = { ...filter, beforeId, limit: limit + 1 };
    const found = await listDeliveries(executor, requestScope(request), query);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const isMore = found.length > limit && last !== undefined;
    return {
      items: items.map(toDeliveryAnswer),
      ...(isMore ? { next: String(last.id) } : {}),
    };
  });

  app.get('/notification-messages', messagesRoute, async (request) => {
    const { after, limit, ...filter } = request.query;
    const query = { ...filter, before: messageCursor(after), limit: limit + 1 };
    const found = await listMessages(executor, requestScope(request), query);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const isMore = found.length > limit && last !== undefined;
    return {
      items: items.map(toMessageAnswer),
      ...(isMore ? { next: `${last.createdAtMs}~${last.id}` } : {}),
    };
  });

  app.post(
    '/notification-messages/:messageId/send-again',
    sendAgainRoute,
    async (request, reply) => {
      const id = assertUuid(request.params.messageId);
      const scope = requestScope(request);
      const atMs = clock();
      const made = await database.transaction(async (tx) => {
        const message = await getMessage(tx, scope, id);
        if (message.state !== 'delivered' && message.state !== 'failed') {
          throw new DomainError('INVALID_REQUEST', 'This message is still on its way.');
        }
        const again = await sendAgain(tx, id, { atMs, by: principalOf(request).username });
        const { enterpriseId } = message;
        const subject = { type: 'notification-message', id };
        const act = { action: 'notification-message.send-again', enterpriseId, subject };
        await appendAudit(tx, requestAct(request, atMs, { ...act, details: { messageId: again } }));
        return again;
      });
      return reply.status(201).send(toMessageAnswer(await getMessage(executor, scope, made)));
    },
  );
};

/** Where a page of messages begins; undefined where the text says nothing of the kind. */
function messageCursor(text: string | undefined) {
  const match = /^(\d{1,15})~([0-9a-f-]{36})$/.exec(text ?? '');
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { atMs: Number(match[1]), id: match[2] };
}

function toDeliveryAnswer({ startedAtMs, endedAtMs, outcome, ...entry }: DeliveryEntry) {
  return {
    ...entry,
    notificationIds: [...entry.notificationIds],
    outcome: outcome as (typeof SEND_OUTCOMES)[number],
    startedAt: toIso(startedAtMs),
    endedAt: toIso(endedAtMs),
  };
}

function toMessageAnswer({ dueAtMs, createdAtMs, state, ...message }: MessageEntry) {
  return {
    ...message,
    state: state as (typeof MESSAGE_STATES)[number],
    dueAt: toIso(dueAtMs),
    createdAt: toIso(createdAtMs),
  };
}
