import {
  appendAudit,
  COMMISSIONER_TYPES,
  changeEngagement,
  ENGAGEMENT_STATES,
  type Engagement,
  type EngagementViewer,
  existingEnterpriseIds,
  findAuditors,
  getEngagement,
  insertEngagement,
  isEngagementWithin,
  listEngagementEvents,
  listEngagements,
  lockEngagement,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  creditCodeSchema,
  dateSchema,
  instantSchema,
  nameSchema,
  toIso,
  toIsoOrNull,
} from '../schemas.ts';
import { engagementNotFound, engagementParamsSchema, isUuid } from './own-engagement.ts';

const engagementSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    commissionerType: z.enum(COMMISSIONER_TYPES),
    commissioner: z.string(),
    documentNo: z.string(),
    enterpriseIds: z.array(z.string()).describe('Those that the caller may see.'),
    auditors: z.array(z.object({ username: z.string(), name: z.string() })),
    periodFrom: z.string(),
    periodTo: z.string(),
    expiresAt: z.string(),
    dataAsOf: z.string().nullable(),
    state: z.enum(ENGAGEMENT_STATES),
    createdAt: z.string(),
  })
  .meta({ id: 'Engagement' });

const eventSchema = z.object({
  no: z.int(),
  at: z.string(),
  by: z.string(),
  action: z.string(),
  reason: z.string(),
});

const newEngagementSchema = z
  .strictObject({
    title: nameSchema,
    documentNo: z.string().trim().min(1).max(100).describe('Of the document or contract.'),
    enterpriseIds: z.array(creditCodeSchema).min(1).max(200),
    auditors: z.array(z.string().min(1).max(64)).min(1).max(20).describe('User names.'),
    periodFrom: dateSchema,
    periodTo: dateSchema,
    expiresAt: instantSchema,
    dataAsOf: instantSchema
      .optional()
      .describe('Frozen state: the auditors see what was received and recorded by then.'),
  })
  .refine((body) => body.periodFrom <= body.periodTo, {
    path: ['periodTo'],
    message: 'must not be before periodFrom',
  });

const reasonSchema = z.string().trim().min(2).max(500);
const actionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('extend'), expiresAt: instantSchema, reason: reasonSchema }),
  z.strictObject({ action: z.literal('close'), reason: reasonSchema }),
  z.strictObject({ action: z.literal('revoke'), reason: reasonSchema }),
]);

const getEngagementsRoute = {
  config: { permission: 'engagements.read' },
  schema: {
    tags: ['energy audit'],
    summary:
      'Audit engagements (审计委托): an auditor’s own, or those about the enterprises one sees',
    response: { 200: z.object({ items: z.array(engagementSchema) }) },
  },
} as const;

const postEngagementsRoute = {
  config: { permission: 'engagements.manage' },
  schema: {
    tags: ['energy audit'],
    summary: 'Commission auditors, as the authority of the enterprises or as the enterprise itself',
    body: newEngagementSchema,
    response: { 201: engagementSchema },
  },
} as const;

const getEngagementRoute = {
  config: { permission: 'engagements.read' },
  schema: {
    tags: ['energy audit'],
    summary: 'One engagement with its history',
    params: engagementParamsSchema,
    response: { 200: engagementSchema.extend({ events: z.array(eventSchema) }) },
  },
} as const;

const postActionsRoute = {
  config: { permission: 'engagements.manage' },
  schema: {
    tags: ['energy audit'],
    summary: 'Extend, close or revoke an engagement, with the reason',
    params: engagementParamsSchema,
    body: actionSchema,
    response: { 200: engagementSchema },
  },
} as const;

/** Commissions of energy auditors. */
export const engagementsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/engagements', getEngagementsRoute, async (request) => {
    const items = await listEngagements(executor, viewerOf(request, clock()));
    return { items: items.map(toAnswer) };
  });

  app.post('/engagements', postEngagementsRoute, async (request, reply) => {
    const { expiresAt, dataAsOf, auditors, ...rest } = request.body;
    const scope = requestScope(request);
    const known = await existingEnterpriseIds(executor, scope, rest.enterpriseIds);
    const missing = rest.enterpriseIds.find((id) => !known.has(id));
    if (missing !== undefined) throw new DomainError('NOT_FOUND', 'There is no such enterprise.');
    if (expiresAt <= clock()) throw ended('It would be over before it begins.');
    const found = await findAuditors(executor, auditors);
    const unknown = auditors.find((name) => !found.has(name.toLowerCase()));
    if (unknown !== undefined) {
      throw new DomainError('AUDITOR_NOT_FOUND', `There is no auditor with the name ${unknown}.`);
    }
    const { name, username } = principalOf(request);
    const own = ownEnterpriseOf(request);
    const id = await database.transaction(async (tx) => {
      const made = await insertEngagement(tx, {
        ...rest,
        commissionerType: own === null ? 'authority' : 'enterprise',
        commissioner: own ?? name,
        auditorIds: [...found.values()],
        expiresAtMs: expiresAt,
        dataAsOfMs: dataAsOf ?? null,
        by: username,
      });
      const [only] = rest.enterpriseIds;
      const act = {
        action: 'engagement.create',
        enterpriseId: rest.enterpriseIds.length === 1 ? (only ?? null) : null,
        subject: { type: 'engagement', id: made },
        details: request.body,
      };
      await appendAudit(tx, requestAct(request, clock(), act));
      return made;
    });
    return reply.status(201).send(toAnswer(await getEngagement(executor, { scope }, id)));
  });

  app.get('/engagements/:engagementId', getEngagementRoute, async (request) => {
    const { engagementId } = request.params;
    if (!isUuid(engagementId)) throw engagementNotFound();
    const found = await getEngagement(executor, viewerOf(request, clock()), engagementId);
    const events = await listEngagementEvents(executor, engagementId);
    return {
      ...toAnswer(found),
      events: events.map(({ no, atMs, by, action, reason }) => {
        return { no, at: toIso(atMs), by, action, reason };
      }),
    };
  });

  app.post('/engagements/:engagementId/actions', postActionsRoute, async (request) => {
    const { engagementId } = request.params;
    if (!isUuid(engagementId)) throw engagementNotFound();
    const scope = requestScope(request);
    const viewer = { scope };
    const { username } = principalOf(request);
    const { body } = request;
    const atMs = clock();
    await database.transaction(async (tx) => {
      await lockEngagement(tx, engagementId);
      const before = await getEngagement(tx, viewer, engagementId);
      const isWithin = await isEngagementWithin(tx, scope, engagementId);
      if (!isWithin || !mayChange(request, before)) throw engagementNotFound();
      if (before.state !== 'active') throw ended(`The engagement is ${before.state}.`);
      if (body.action === 'extend' && body.expiresAt <= Math.max(before.expiresAtMs, atMs)) {
        throw new DomainError('TIME_RANGE_INVALID', 'An extension ends later than before.');
      }
      const details =
        body.action === 'extend'
          ? { from: toIso(before.expiresAtMs), to: toIso(body.expiresAt) }
          : {};
      const event = { atMs, by: username, action: body.action, reason: body.reason, details };
      await changeEngagement(tx, engagementId, {
        event,
        ...(body.action === 'extend'
          ? { expiresAtMs: body.expiresAt }
          : { state: body.action === 'close' ? 'closed' : 'revoked' }),
      });
      const act = {
        action: `engagement.${body.action}`,
        enterpriseId: null,
        subject: { type: 'engagement', id: engagementId },
        details: { ...details, reason: body.reason },
      };
      await appendAudit(tx, requestAct(request, atMs, act));
    });
    return toAnswer(await getEngagement(executor, viewer, engagementId));
  });
};

function viewerOf(request: FastifyRequest, atMs: number): EngagementViewer {
  const { roles, userId } = principalOf(request);
  const isAuditor = roles.some(({ role }) => role === 'auditor');
  return isAuditor ? { auditorId: userId, atMs } : { scope: requestScope(request) };
}

/** The enterprise that who asks works for; null for an authority. */
function ownEnterpriseOf(request: FastifyRequest): string | null {
  for (const { scope } of principalOf(request).roles) {
    if (scope.type === 'enterprise') return scope.id;
  }
  return null;
}

/** An enterprise changes what it commissioned itself, an authority what authorities did. */
function mayChange(request: FastifyRequest, engagement: Engagement): boolean {
  const own = ownEnterpriseOf(request);
  return own === null
    ? engagement.commissionerType === 'authority'
    : engagement.commissionerType === 'enterprise' && engagement.commissioner === own;
}

function ended(message: string): DomainError {
  return new DomainError('ENGAGEMENT_ENDED', message);
}

function toAnswer(engagement: Engagement): z.infer<typeof engagementSchema> {
  const { expiresAtMs, dataAsOfMs, createdAtMs, enterpriseIds, auditors, ...rest } = engagement;
  return {
    ...rest,
    enterpriseIds: [...enterpriseIds],
    auditors: [...auditors],
    expiresAt: toIso(expiresAtMs),
    dataAsOf: toIsoOrNull(dataAsOfMs),
    createdAt: toIso(createdAtMs),
  };
}
