import {
  ALERT_GROUPS,
  ALERT_SORTS,
  type AlertAction,
  type AlertFilter,
  type AlertViewer,
  actOnAlert,
  countAlerts,
  getAlert,
  listAlerts,
  listAlertTransitions,
  openCase,
} from '@hengneng/database';
import {
  ALERT_CATEGORIES,
  ALERT_HANDLINGS,
  alertActsFrom,
  permittedMeasures,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { isAllowed } from '../access/principal.ts';
import { nameReadEnterprise } from '../audit/logged-reads.ts';
import { actingPerson, idIn, isEnterpriseStaff, officerNamed } from '../cases/case-people.ts';
import { listOf } from '../consumption/consumption-query.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  idSchema,
  instantSchema,
  pageQuerySchema,
  pageSchema,
  regionCodeSchema,
} from '../schemas.ts';
import {
  alertActionSchema,
  alertDetailsSchema,
  alertSchema,
  toAlertAnswer,
  toTransitionAnswers,
} from './alert-schemas.ts';

const TAGS = ['alerts'];
const alertParamsSchema = z.object({ alertId: z.string().max(64) });
/** Alerts that are looked for. */
const filterFields = {
  enterpriseId: z.string().max(64).optional(),
  regionCode: regionCodeSchema.optional().describe('Covers what it prefixes.'),
  parkCode: idSchema.optional(),
  rule: listOf(z.string().max(64), 50).optional().describe('Any of these: a,b.'),
  category: z.enum(ALERT_CATEGORIES).optional(),
  severityMin: z.coerce.number().int().min(1).max(3).optional(),
  severityMax: z.coerce.number().int().min(1).max(3).optional(),
  condition: z.enum(['firing', 'resolved']).optional(),
  handling: listOf(z.enum(ALERT_HANDLINGS), ALERT_HANDLINGS.length)
    .optional()
    .describe('Any of these: a,b.'),
  assignedTo: z.literal('me').optional().describe('As officer or as deputy.'),
  openedFrom: instantSchema.optional().describe('This instant included.'),
  openedTo: instantSchema.optional().describe('This instant included.'),
};
const querySchema = pageQuerySchema.extend({
  ...filterFields,
  sort: z.enum(ALERT_SORTS).default('newest'),
  groupBy: z.enum(ALERT_GROUPS).optional().describe('Answers counts besides the page.'),
});

const groupSchema = z.object({
  key: z.string(),
  name: z.string().nullable().describe('Of an enterprise.'),
  count: z.int(),
  severityMax: z.int(),
});

const getAlertsRoute = {
  config: { permission: 'alerts.read', isLiveRead: true },
  schema: {
    tags: TAGS,
    summary: 'Alerts: filtered, sorted, counted by group; of the own regions or enterprise',
    querystring: querySchema,
    response: {
      200: pageSchema(alertSchema).extend({
        groups: z.array(groupSchema).optional(),
      }),
    },
  },
} as const;

const getCountsRoute = {
  config: { permission: 'alert-counts.read' },
  schema: {
    tags: TAGS,
    summary: 'How many alerts there are, by something',
    querystring: z.object({ ...filterFields, groupBy: z.enum(ALERT_GROUPS) }),
    response: { 200: z.object({ items: z.array(groupSchema) }) },
  },
} as const;

const getAlertRoute = {
  config: { permission: 'alerts.read' },
  schema: {
    tags: TAGS,
    summary: 'One alert with its frozen evidence and its history',
    params: alertParamsSchema,
    response: { 200: alertDetailsSchema },
  },
} as const;

const postActionsRoute = {
  config: { permission: 'alerts.work' },
  schema: {
    tags: TAGS,
    summary: 'Verify, assign or merge an alert, or open a case of it',
    params: alertParamsSchema,
    body: alertActionSchema,
    response: { 200: alertDetailsSchema },
  },
} as const;

/** Alerts (预警, 告警): read by everybody about what they cover, worked by inspectors. */
export const alertsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/alerts', getAlertsRoute, async (request) => {
    const { sort, limit, after, groupBy, ...asked } = request.query;
    const viewer = viewerOf(request);
    const filter = filterOf(request, asked);
    const page = await listAlerts(executor, viewer, { ...filter, sort, limit, after });
    const answer = { ...page, items: page.items.map(toAlertAnswer) };
    if (groupBy === undefined) return answer;
    return { ...answer, groups: await countAlerts(executor, viewer, filter, groupBy) };
  });

  app.get('/alert-counts', getCountsRoute, async (request) => {
    const { groupBy, ...asked } = request.query;
    const filter = filterOf(request, asked);
    return { items: await countAlerts(executor, viewerOf(request), filter, groupBy) };
  });

  app.get('/alerts/:alertId', getAlertRoute, async (request) => {
    const alertId = idIn(request.params.alertId, 'alert');
    return await detailsOf(request, alertId);
  });

  app.post('/alerts/:alertId/actions', postActionsRoute, async (request) => {
    const alertId = idIn(request.params.alertId, 'alert');
    const scope = requestScope(request);
    const by = actingPerson(request, clock());
    const { body } = request;
    const found = await getAlert(executor, { scope, seesHidden: true }, alertId);
    if (body.action === 'open-case') {
      const { title, note } = body;
      const opening = { alertIds: [alertId], title, note, by };
      await database.transaction((tx) => openCase(tx, scope, opening));
    } else {
      const action: AlertAction =
        body.action === 'assign' ? await assignment(body, found.enterpriseId) : body;
      await database.transaction((tx) => actOnAlert(tx, scope, { alertId, action, by }));
    }
    request.log.info({ by: by.username, alertId, action: body.action }, 'Alert acted on.');
    return await detailsOf(request, alertId);
  });

  const assignment = async (
    { to, deputy, ...rest }: Extract<z.output<typeof alertActionSchema>, { action: 'assign' }>,
    enterpriseId: string,
  ): Promise<AlertAction> => {
    const named = (username: string) => officerNamed(dependencies, username, enterpriseId);
    const standIn = typeof deputy === 'string' ? await named(deputy) : deputy;
    return { ...rest, to: await named(to), deputy: standIn };
  };

  const detailsOf = async (request: FastifyRequest, alertId: string) => {
    const found = await getAlert(executor, viewerOf(request), alertId);
    nameReadEnterprise(request, found.enterpriseId);
    const transitions = await listAlertTransitions(executor, alertId);
    return {
      ...toAlertAnswer(found),
      transitions: toTransitionAnswers(transitions, isEnterpriseStaff(request)),
      permittedMeasures: [...permittedMeasures([found])],
      possibleActions: isAllowed(principalOf(request), 'alerts.work')
        ? [...alertActsFrom(found.handling)]
        : [],
    };
  };
};

type AskedFilter = z.infer<z.ZodObject<typeof filterFields>>;

function filterOf(request: FastifyRequest, asked: AskedFilter): AlertFilter {
  const { openedFrom, openedTo, assignedTo, rule, handling, ...others } = asked;
  const { severityMin, severityMax, ...rest } = others;
  return {
    ...rest,
    rules: rule,
    handlings: handling,
    severityMin: severityMin as 1 | 2 | 3 | undefined,
    severityMax: severityMax as 1 | 2 | 3 | undefined,
    openedFromMs: openedFrom,
    openedToMs: openedTo,
    assigneeUserId: assignedTo === 'me' ? principalOf(request).userId : undefined,
  };
}

function viewerOf(request: FastifyRequest): AlertViewer {
  return { scope: requestScope(request), seesHidden: !isEnterpriseStaff(request) };
}
