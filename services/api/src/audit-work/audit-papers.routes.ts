import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson, toPlainJson } from '@hengneng/contracts';
import {
  appendAudit,
  insertPaper,
  listPapers,
  lockEngagement,
  type WorkingPaper,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { nameSchema, toIso } from '../schemas.ts';
import { engagementParamsSchema, isUuid, ownEngagement } from './own-engagement.ts';

const FIGURES_MAX = 100;

const paperParamsSchema = engagementParamsSchema.extend({ paperId: z.string().max(64) });
const paperBodySchema = z.strictObject({
  title: nameSchema,
  text: z.string().max(100_000),
  figures: z
    .array(
      z.strictObject({
        query: z.string().min(1).max(2_000).describe('Address of the query the figure came from.'),
        figure: z.json().describe('What it answered.'),
      }),
    )
    .max(FIGURES_MAX)
    .default([]),
  attachmentIds: z.array(z.string().min(1).max(64)).max(100).default([]),
});
const paperSchema = z
  .object({
    id: z.string(),
    revision: z.int(),
    title: z.string(),
    text: z.string(),
    figures: z.array(z.object({ query: z.string(), figure: z.json(), sha256: z.string() })),
    attachmentIds: z.array(z.string()),
    recordedAt: z.string(),
    recordedBy: z.string(),
  })
  .meta({ id: 'WorkingPaper' });

const getPapersRoute = {
  config: { permission: 'papers.read' },
  schema: {
    tags: ['energy audit'],
    summary: 'Working papers (审计底稿) of the engagement, each in its last revision',
    params: engagementParamsSchema,
    response: { 200: z.object({ items: z.array(paperSchema) }) },
  },
} as const;

const getPaperRoute = {
  config: { permission: 'papers.read' },
  schema: {
    tags: ['energy audit'],
    summary: 'Every revision of a working paper, oldest first',
    params: paperParamsSchema,
    response: { 200: z.object({ items: z.array(paperSchema) }) },
  },
} as const;

const postPapersRoute = {
  config: { permission: 'papers.write' },
  schema: {
    tags: ['energy audit'],
    summary: 'New working paper; the SHA-256 of each figure is kept with it',
    params: engagementParamsSchema,
    body: paperBodySchema,
    response: { 201: paperSchema },
  },
} as const;

const postRevisionsRoute = {
  config: { permission: 'papers.write' },
  schema: {
    tags: ['energy audit'],
    summary: 'New revision of a working paper; the earlier ones stay',
    params: paperParamsSchema,
    body: paperBodySchema,
    response: { 201: paperSchema },
  },
} as const;

/** Working papers of an engagement, for its auditors alone. */
export const auditPapersRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  const save = async (
    request: FastifyRequest,
    target: { readonly engagementId: string; readonly paperId: string },
    body: z.output<typeof paperBodySchema>,
  ) => {
    const { engagementId, paperId } = target;
    const atMs = clock();
    const paper = {
      ...body,
      id: paperId,
      figures: body.figures.map(withSha256),
      recordedAtMs: atMs,
      recordedBy: principalOf(request).username,
    };
    return await database.transaction(async (tx) => {
      await lockEngagement(tx, engagementId);
      const revision = await insertPaper(tx, engagementId, paper);
      // The papers are the auditors' own: the log has that one was written and its fingerprint.
      const act = {
        action: 'working-paper.record',
        enterpriseId: null,
        subject: { type: 'working-paper', id: paperId },
        details: { engagementId, revision, sha256: sha256Of(toPlainJson(body)) },
      };
      await appendAudit(tx, requestAct(request, atMs, act));
      return toAnswer({ ...paper, revision });
    });
  };

  app.get('/engagements/:engagementId/papers', getPapersRoute, async (request) => {
    const { engagementId } = request.params;
    await ownEngagement(executor, request, engagementId, clock());
    return { items: (await listPapers(executor, engagementId)).map(toAnswer) };
  });

  app.post('/engagements/:engagementId/papers', postPapersRoute, async (request, reply) => {
    const { engagementId } = request.params;
    await ownEngagement(executor, request, engagementId, clock());
    const target = { engagementId, paperId: randomUUID() };
    return reply.status(201).send(await save(request, target, request.body));
  });

  app.get('/engagements/:engagementId/papers/:paperId', getPaperRoute, async (request) => {
    const { engagementId, paperId } = request.params;
    await ownEngagement(executor, request, engagementId, clock());
    if (!isUuid(paperId)) throw paperNotFound();
    const items = await listPapers(executor, engagementId, paperId);
    if (items.length === 0) throw paperNotFound();
    return { items: items.map(toAnswer) };
  });

  app.post(
    '/engagements/:engagementId/papers/:paperId/revisions',
    postRevisionsRoute,
    async (request, reply) => {
      const { engagementId, paperId } = request.params;
      await ownEngagement(executor, request, engagementId, clock());
      const known = isUuid(paperId) ? await listPapers(executor, engagementId, paperId) : [];
      if (known.length === 0) throw paperNotFound();
      return reply.status(201).send(await save(request, { engagementId, paperId }, request.body));
    },
  );
};

function paperNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such working paper.');
}

function withSha256(reference: { readonly query: string; readonly figure: unknown }) {
  return { ...reference, sha256: sha256Of(toPlainJson(reference.figure)) };
}

function sha256Of(value: Parameters<typeof canonicalJson>[0]): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}

function toAnswer(paper: WorkingPaper): z.infer<typeof paperSchema> {
  const { recordedAtMs, figures, attachmentIds, ...rest } = paper;
  return {
    ...rest,
    figures: figures.map((each) => ({ ...each, figure: z.json().parse(each.figure) })),
    attachmentIds: [...attachmentIds],
    recordedAt: toIso(recordedAtMs),
  };
}
