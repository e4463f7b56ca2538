import {
  appendAudit,
  type CaseViewer,
  getCase,
  getDocumentText,
  getEnterprise,
  insertIssuingBody,
  listCases,
  listIssuingBodies,
  listOfficers,
  openCase,
} from '@hengneng/database';
import { CASE_STATES, DomainError, localDate } from '@hengneng/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { nameReadEnterprise } from '../audit/logged-reads.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, pageQuerySchema, pageSchema } from '../schemas.ts';
import { caseDetails, listedAnswer } from './case-details.ts';
import { actingPerson, idIn, isEnterpriseStaff } from './case-people.ts';
import {
  caseActionSchema,
  caseAnswerSchema,
  caseDetailsSchema,
  caseSchema,
  closingSchema,
  documentDecisionSchema,
  draftSchema,
  issuingBodySchema,
  newCaseSchema,
  previewSchema,
} from './case-schemas.ts';
import { createCaseWork } from './case-work.ts';

const TAGS = ['cases'];
/** Deadlines are days; a list over many enterprises counts them by the country's clock. */
const LIST_ZONE = 'Asia/Shanghai';
const caseParamsSchema = z.object({ caseId: z.string().max(64) });
const documentParamsSchema = caseParamsSchema.extend({ documentId: z.string().max(64) });
const bodiesSchema = z.object({ items: z.array(issuingBodySchema) });

const getCasesRoute = {
  config: { permission: 'cases.read', isLiveRead: true },
  schema: {
    tags: TAGS,
    summary: 'Cases of the own regions; an enterprise sees those it has a document of',
    querystring: pageQuerySchema.extend({
      enterpriseId: z.string().max(64).optional(),
      state: z.enum(CASE_STATES).optional(),
      assignedTo: z.literal('me').optional(),
      dueBy: dateSchema.optional(),
    }),
    response: { 200: pageSchema(caseSchema) },
  },
} as const;

const postCasesRoute = {
  config: { permission: 'cases.work' },
  schema: {
    tags: TAGS,
    summary: 'Open a case with verified alerts of one enterprise',
    body: newCaseSchema,
    response: { 201: caseDetailsSchema },
  },
} as const;

const getCaseRoute = {
  config: { permission: 'cases.read' },
  schema: {
    tags: TAGS,
    summary: 'One case: alerts, documents, steps, remedies and what its rules permit',
    params: caseParamsSchema,
    response: { 200: caseDetailsSchema },
  },
} as const;

const getDocumentRoute = {
  config: { permission: 'cases.read', readAction: 'case-document.read' },
  schema: {
    tags: TAGS,
    summary: 'An issued document as printable HTML, as it was frozen',
    params: documentParamsSchema,
  },
} as const;

const postPreviewsRoute = {
  config: { permission: 'cases.preview' },
  schema: {
    tags: TAGS,
    summary: 'A draft as it would be printed; nothing is kept',
    params: caseParamsSchema,
    body: previewSchema,
  },
} as const;

const getOfficersRoute = {
  config: { permission: 'officers.read' },
  schema: {
    tags: TAGS,
    summary: 'Inspectors that an alert or a case of an enterprise can be given to',
    querystring: z.object({ enterpriseId: z.string().max(64) }),
    response: {
      200: z.object({ items: z.array(z.object({ username: z.string(), name: z.string() })) }),
    },
  },
} as const;

const getBodiesRoute = {
  config: { permission: 'issuing-bodies.read' },
  schema: {
    tags: TAGS,
    summary: 'Bodies that issue documents, with the marks of their numbers',
    response: { 200: bodiesSchema },
  },
} as const;

const postBodiesRoute = {
  config: { permission: 'issuing-bodies.write' },
  schema: {
    tags: TAGS,
    summary: 'Register a body of the own region that issues documents',
    body: issuingBodySchema,
    response: { 201: issuingBodySchema },
  },
} as const;

/** The routes that change a case: one body, one permission, the case as the answer. */
function changingRoute<P extends string, B extends z.ZodType>(
  permission: P,
  summary: string,
  body: B,
) {
  const response = { 200: caseDetailsSchema };
  return {
    config: { permission },
    schema: { tags: TAGS, summary, params: caseParamsSchema, body, response },
  } as const;
}

const postActionsRoute = changingRoute(
  'cases.work',
  'Assign, inspect, serve, hear, re-check, decide remedies, propose the end, archive',
  caseActionSchema,
);
const postDocumentsRoute = changingRoute(
  'cases.work',
  'Draft a document of a measure that the case’s rules permit',
  draftSchema,
);
const postAnswersRoute = changingRoute(
  'cases.answer',
  'Answer a document, or state, object or ask for reconsideration',
  caseAnswerSchema,
);
const postClosingRoute = changingRoute(
  'cases.close',
  'Close a case or send it back, as a second officer',
  closingSchema,
);
const postDecisionsRoute = {
  config: { permission: 'cases.sign' },
  schema: {
    tags: TAGS,
    summary: 'Sign a draft (number, frozen text), send it back, or void what was issued',
    params: documentParamsSchema,
    body: documentDecisionSchema,
    response: { 200: caseDetailsSchema },
  },
} as const;

/** Cases (案件): opened by inspectors, signed by authorities, answered by the enterprise. */
export const casesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;
  const work = createCaseWork(dependencies);

  const detailsOf = (request: FastifyRequest, caseId: string) =>
    caseDetails(dependencies, request, viewerOf(request), caseId);

  app.get('/cases', getCasesRoute, async (request) => {
    const { after, assignedTo, ...query } = request.query;
    const page = await listCases(executor, viewerOf(request), {
      ...query,
      after: parseAfter(after),
      inspectorUserId: assignedTo === 'me' ? principalOf(request).userId : undefined,
    });
    const today = localDate(clock(), LIST_ZONE);
    return { ...page, items: page.items.map((item) => listedAnswer(item, today)) };
  });

  app.post('/cases', postCasesRoute, async (request, reply) => {
    const by = actingPerson(request, clock());
    const opening = { ...request.body, by };
    const { id } = await database.transaction((tx) => openCase(tx, requestScope(request), opening));
    return reply.status(201).send(await detailsOf(request, id));
  });

  app.get('/cases/:caseId', getCaseRoute, async (request) =>
    detailsOf(request, idIn(request.params.caseId, 'case')),
  );

  app.get('/cases/:caseId/documents/:documentId', getDocumentRoute, async (request, reply) => {
    const caseId = idIn(request.params.caseId, 'case');
    const documentId = idIn(request.params.documentId, 'document');
    const item = await getCase(executor, viewerOf(request), caseId);
    nameReadEnterprise(request, item.enterpriseId);
    const { html, sha256 } = await getDocumentText(executor, caseId, documentId);
    return asPage(reply).header('x-content-sha256', sha256).send(html);
  });

  app.post('/cases/:caseId/document-previews', postPreviewsRoute, async (request, reply) => {
    const caseId = idIn(request.params.caseId, 'case');
    return asPage(reply).send(await work.preview(request, caseId, request.body));
  });

  app.post('/cases/:caseId/actions', postActionsRoute, async (request) => {
    const caseId = idIn(request.params.caseId, 'case');
    await work.act(request, caseId, request.body);
    return await detailsOf(request, caseId);
  });

  app.post('/cases/:caseId/documents', postDocumentsRoute, async (request) => {
    const caseId = idIn(request.params.caseId, 'case');
    await work.draft(request, caseId, request.body);
    return await detailsOf(request, caseId);
  });

  app.post(
    '/cases/:caseId/documents/:documentId/decisions',
    postDecisionsRoute,
    async (request) => {
      const caseId = idIn(request.params.caseId, 'case');
      const documentId = idIn(request.params.documentId, 'document');
      await work.decide(request, { caseId, documentId }, request.body);
      return await detailsOf(request, caseId);
    },
  );

  app.post('/cases/:caseId/answers', postAnswersRoute, async (request) => {
    const caseId = idIn(request.params.caseId, 'case');
    await work.answer(request, caseId, request.body);
    return await detailsOf(request, caseId);
  });

  app.post('/cases/:caseId/closing', postClosingRoute, async (request) => {
    const caseId = idIn(request.params.caseId, 'case');
    await work.close(request, caseId, request.body);
    return await detailsOf(request, caseId);
  });

  app.get('/officers', getOfficersRoute, async (request) => {
    const scope = requestScope(request);
    const { enterpriseId } = request.query;
    const { regionCode } = await getEnterprise(executor, scope, enterpriseId, clock());
    return { items: await listOfficers(executor, regionCode) };
  });

  app.get('/issuing-bodies', getBodiesRoute, async (request) => ({
    items: await listIssuingBodies(executor, requestScope(request)),
  }));

  app.post('/issuing-bodies', postBodiesRoute, async (request, reply) => {
    const { body } = request;
    const by = actingPerson(request, clock());
    await database.transaction(async (tx) => {
      await insertIssuingBody(tx, requestScope(request), { ...body, by });
      const subject = { type: 'issuing-body', id: body.mark };
      const act = { action: 'issuing-body.create', enterpriseId: null, subject, details: body };
      await appendAudit(tx, requestAct(request, by.atMs, act));
    });
    return reply.status(201).send(body);
  });
};

/** A printed text for the browser: it may load and run nothing. */
function asPage(reply: FastifyReply): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('cache-control', 'no-store');
}

function viewerOf(request: FastifyRequest): CaseViewer {
  return { scope: requestScope(request), onlyIssued: isEnterpriseStaff(request) };
}

/** A cursor of instant and id; refused where the text is not one. */
function parseAfter(text: string | undefined) {
  if (text === undefined) return undefined;
  const match = /^(-?\d{1,15})~([0-9a-f-]{36})$/.exec(text);
  if (match === null) throw new DomainError('INVALID_REQUEST', 'after is not `next` of a page.');
  return { atMs: Number(match[1]), id: match[2] ?? '' };
}
