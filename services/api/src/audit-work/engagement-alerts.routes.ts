import {
  type EngagementView,
  listCaseDocuments,
  listCaseSteps,
  listEngagementAlerts,
  listEngagementCases,
} from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { alertSchema, toAlertAnswer, toTransitionAnswers } from '../alerts/alert-schemas.ts';
import { toStepAnswers } from '../cases/case-schemas.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { pageQuerySchema, pageSchema, toIso } from '../schemas.ts';
import { engagementParamsSchema, isUuid, ownEngagement } from './own-engagement.ts';

const TAGS = ['energy audit'];
/** Each case brings its steps and documents. */
const CASES_MAX = 100;

const pastAlertSchema = alertSchema.extend({
  transitions: z.array(
    z.object({
      no: z.int(),
      type: z.string(),
      at: z.string(),
      severity: z.int(),
      condition: z.enum(['firing', 'resolved']),
      handling: z.string(),
      auditSequence: z.int().describe('Row of the audit log that proves it.'),
    }),
  ),
});
const pastCaseSchema = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  title: z.string(),
  state: z.string(),
  steps: z.array(
    z.object({ no: z.int(), act: z.string(), at: z.string(), auditSequence: z.int() }),
  ),
  documents: z.array(
    z.object({
      kind: z.string(),
      number: z.string().nullable(),
      issuedAt: z.string(),
      servedOn: z.string().nullable(),
      dueOn: z.string().nullable(),
      sha256: z.string().nullable().describe('Of the text as it was issued.'),
    }),
  ),
});

const getAlertsRoute = {
  config: { permission: 'engagement-alerts.read' },
  schema: {
    tags: TAGS,
    summary: 'Alerts about the engagement’s enterprises and period, as they stood at its dataAsOf',
    params: engagementParamsSchema,
    querystring: pageQuerySchema,
    response: { 200: pageSchema(pastAlertSchema) },
  },
} as const;

const getCasesRoute = {
  config: { permission: 'engagement-alerts.read' },
  schema: {
    tags: TAGS,
    summary:
      'Cases about such alerts, as they stood: steps the enterprise knows of, documents issued',
    params: engagementParamsSchema,
    querystring: pageQuerySchema.extend({
      limit: z.coerce.number().int().min(1).max(CASES_MAX).default(CASES_MAX),
    }),
    response: { 200: pageSchema(pastCaseSchema) },
  },
} as const;

/** What became of an enterprise's warnings, for who audits it: nothing to change, nothing of later. */
export const engagementAlertsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  const viewOf = async (
    request: Parameters<typeof ownEngagement>[1],
    engagementId: string,
  ): Promise<EngagementView> => {
    const atMs = clock();
    const engagement = await ownEngagement(executor, request, engagementId, atMs);
    const { enterpriseIds, periodFrom, periodTo, dataAsOfMs } = engagement;
    return { enterpriseIds, periodFrom, periodTo, asOfMs: dataAsOfMs ?? atMs };
  };

  app.get('/engagements/:engagementId/alerts', getAlertsRoute, async (request) => {
    const view = await viewOf(request, request.params.engagementId);
    const page = await listEngagementAlerts(executor, view, afterId(request.query));
    return {
      ...page,
      items: page.items.map(({ alert, transitions }) => ({
        ...toAlertAnswer(alert),
        transitions: toTransitionAnswers(transitions, true),
      })),
    };
  });

  app.get('/engagements/:engagementId/cases', getCasesRoute, async (request) => {
    const view = await viewOf(request, request.params.engagementId);
    const page = await listEngagementCases(executor, view, afterId(request.query));
    const items = [];
    for (const item of page.items) {
      const steps = (await listCaseSteps(executor, item.id)).filter(
        ({ atMs }) => atMs <= view.asOfMs,
      );
      const documents = (await listCaseDocuments(executor, item.id)).flatMap((document) => {
        const { kind, number, issuedAtMs, servedOn, dueOn, sha256 } = document;
        if (issuedAtMs === null || issuedAtMs > view.asOfMs) return [];
        // Service later than the state is not known yet.
        const isServed = servedOn !== null && servedOn <= toIso(view.asOfMs).slice(0, 10);
        const served = isServed ? { servedOn, dueOn } : { servedOn: null, dueOn: null };
        return [{ kind, number, issuedAt: toIso(issuedAtMs), ...served, sha256 }];
      });
      const state = steps.at(-1)?.state ?? 'handling';
      items.push({ ...item, state, steps: toStepAnswers(steps, true), documents });
    }
    return { ...page, items };
  });
};

/** A cursor that is no id of ours begins anew. */
function afterId({
  limit,
  after,
}: {
  readonly limit: number;
  readonly after?: string | undefined;
}) {
  return { limit, after: after !== undefined && isUuid(after) ? after : undefined };
}
