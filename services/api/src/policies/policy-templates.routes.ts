import { appendAudit, insertPolicyTemplate, listPolicyTemplates } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { industryCodeSchema } from '../schemas.ts';
import { recordingOf } from './policy-owner.ts';
import { templateBodySchema, templateSchema, toTemplateAnswer } from './policy-schemas.ts';

const tags = ['policies'];
const listRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags,
    summary: 'Templates by sector: parts of a policy to start a draft from',
    querystring: z.strictObject({
      industryCode: industryCodeSchema.optional().describe('Those that cover this industry.'),
    }),
    response: { 200: z.object({ items: z.array(templateSchema) }) },
  },
} as const;
const addRoute = {
  config: { permission: 'targets.issue' },
  schema: {
    tags,
    summary: 'Add a template, or the next version of one',
    body: templateBodySchema,
    response: { 201: z.object({ id: z.string(), version: z.int() }) },
  },
} as const;

/** Templates of policies. */
export const policyTemplatesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies: { database, clock } }) => {
  app.get('/policy-templates', listRoute, async (request) => {
    const templates = await listPolicyTemplates(database.executor, request.query);
    return { items: templates.map(toTemplateAnswer) };
  });

  app.post('/policy-templates', addRoute, async (request, reply) => {
    const { id } = request.body;
    const recording = recordingOf(request, clock());
    const version = await database.transaction(async (tx) => {
      const added = await insertPolicyTemplate(tx, request.body, recording);
      const act = {
        action: 'policy-template.create',
        enterpriseId: null,
        subject: { type: 'policy-template', id },
        details: { ...request.body, version: added },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return added;
    });
    return reply.status(201).send({ id, version });
  });
};
