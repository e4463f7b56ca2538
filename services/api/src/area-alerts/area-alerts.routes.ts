import {
  AREA_ALERT_HANDLINGS,
  type AreaAlert,
  actOnAreaAlert,
  getAreaAlert,
  listAreaAlerts,
  listAreaAlertTransitions,
} from '@hengneng/database';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { isAllowed, scopeOf } from '../access/principal.ts';
import { actingPerson, idIn } from '../cases/case-people.ts';
import { listOf } from '../consumption/consumption-query.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { pageQuerySchema, pageSchema } from '../schemas.ts';
import {
  areaAlertActionSchema,
  areaAlertDetailsSchema,
  areaAlertSchema,
  toAreaAlertAnswer,
  toAreaTransitionAnswers,
} from './area-alert-schemas.ts';

const tags = ['area alerts'];
const params = z.object({ areaAlertId: z.string().max(64) });
const querySchema = pageQuerySchema.extend({
  areaType: z.enum(['region', 'park']).optional().describe('With `areaCode`: of this area alone.'),
  areaCode: z.string().min(1).max(64).optional(),
  severityMin: z.coerce.number().int().min(1).max(3).optional(),
  condition: z.enum(['firing', 'resolved']).optional(),
  handling: listOf(z.enum(AREA_ALERT_HANDLINGS), AREA_ALERT_HANDLINGS.length)
    .optional()
    .describe('Any of these: a,b.'),
});

const listRoute = {
  config: { permission: 'area-alerts.read', isLiveRead: true },
  schema: {
    tags,
    summary: 'Alerts of regions and parks that the asker looks after as a whole, newest first',
    querystring: querySchema,
    response: { 200: pageSchema(areaAlertSchema) },
  },
} as const;
const getRoute = {
  config: { permission: 'area-alerts.read' },
  schema: {
    tags,
    summary: 'One alert of an area with its frozen evidence and its history',
    params,
    response: { 200: areaAlertDetailsSchema },
  },
} as const;
const actRoute = {
  config: { permission: 'area-alerts.work' },
  schema: {
    tags,
    summary: 'Acknowledge an alert of an area, or close it, with a reason',
    description: 'What was dealt with and gets worse, or comes again, is new again.',
    params,
    body: areaAlertActionSchema,
    response: { 200: areaAlertDetailsSchema },
  },
} as const;

/** Alerts of regions and parks: for officials who look after all of the area, and for nobody else. */
export const areaAlertsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/area-alerts', listRoute, async (request) => {
    const { areaType, areaCode, severityMin, handling, ...rest } = request.query;
    const isOne = areaType !== undefined && areaCode !== undefined;
    const page = await listAreaAlerts(executor, requestScope(request), {
      ...rest,
      handlings: handling,
      severityMin: severityMin as 1 | 2 | 3 | undefined,
      area: isOne ? { areaType, areaCode } : undefined,
    });
    return { ...page, items: page.items.map(toAreaAlertAnswer) };
  });

  app.get('/area-alerts/:areaAlertId', getRoute, async (request) => {
    const id = idIn(request.params.areaAlertId, 'alert');
    return await detailsOf(request, await getAreaAlert(executor, requestScope(request), id));
  });

  app.post('/area-alerts/:areaAlertId/actions', actRoute, async (request) => {
    const alertId = idIn(request.params.areaAlertId, 'alert');
    const scope = requestScope(request);
    const by = actingPerson(request, clock());
    const { body } = request;
    await database.transaction((tx) => actOnAreaAlert(tx, scope, { alertId, act: body, by }));
    request.log.info({ by: by.username, alertId, action: body.action }, 'Area alert acted on.');
    return await detailsOf(request, await getAreaAlert(executor, scope, alertId));
  });

  const detailsOf = async (request: FastifyRequest, found: AreaAlert) => ({
    ...toAreaAlertAnswer(found),
    transitions: toAreaTransitionAnswers(await listAreaAlertTransitions(executor, found.id)),
    possibleActions: await actsOf(request, found),
  });

  /** Who may act may act on what that role covers, which may be less than may be seen. */
  const actsOf = async (request: FastifyRequest, { id, handling }: AreaAlert) => {
    const principal = principalOf(request);
    if (handling === 'closed' || !isAllowed(principal, 'area-alerts.work')) return [];
    const scope = scopeOf(principal, 'area-alerts.work');
    const isOwn = await getAreaAlert(executor, scope, id).then(
      () => true,
      () => false,
    );
    if (!isOwn) return [];
    return handling === 'new' ? (['acknowledge', 'close'] as const).slice() : ['close' as const];
  };
};
