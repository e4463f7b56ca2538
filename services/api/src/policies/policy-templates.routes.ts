import {
  appendAudit,
  findPolicyDraft,
  getEnterprise,
  insertPolicyTemplate,
  listPolicyTemplates,
  listProducts,
  lockEnterprise,
  type PartDocument,
  savePolicyDraft,
} from '@hengneng/database';
import {
  DomainError,
  localDate,
  REFERENCE_LIMIT_TABLE,
  sectorTemplates,
  withTemplate,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { idSchema, industryCodeSchema } from '../schemas.ts';
import { ownerScope, recordingOf } from './policy-owner.ts';
import {
  documentSchema,
  partParamsSchema,
  templateBodySchema,
  templateSchema,
  toBuiltInAnswer,
  toDocument,
  toTemplateAnswer,
  yearSchema,
} from './policy-schemas.ts';
import { draftBase } from './sign-version.ts';

const tags = ['policies'];
const listRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags,
    summary: 'Templates by sector: parts of a policy to start a draft from',
    description:
      'Recorded ones, and those that come with the platform (version 0) unless one was recorded under ' +
      'their id. Built-in targets take their limits from the table of limits.',
    querystring: z.strictObject({
      industryCode: industryCodeSchema.optional().describe('Those that cover this industry.'),
      year: yearSchema.optional().describe('Of the days of built-in ones; this year unless given.'),
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
const useRoute = {
  config: { permission: 'policies.write' },
  schema: {
    tags,
    summary: 'Add what a template has to the draft of a part; what the draft says already stays',
    params: partParamsSchema,
    body: z.strictObject({
      templateId: idSchema,
      revision: z.int().nonnegative().describe('Of the draft as it was read; 0 for the first.'),
    }),
    response: {
      200: z.object({
        revision: z.int(),
        document: documentSchema,
        unknownProducts: z
          .array(z.string())
          .describe('Products of targets that the enterprise has not registered.'),
      }),
    },
  },
} as const;

/** Templates of policies. */
export const policyTemplatesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies: { database, clock } }) => {
  const { executor } = database;
  const thisYear = () => Number(localDate(clock(), 'Asia/Shanghai').slice(0, 4));

  app.get('/policy-templates', listRoute, async (request) => {
    const { industryCode, year = thisYear() } = request.query;
    const recorded = await listPolicyTemplates(executor, { industryCode });
    const ids = new Set((await listPolicyTemplates(executor)).map(({ id }) => id));
    const builtIn = sectorTemplates(REFERENCE_LIMIT_TABLE, year).filter(
      (each) =>
        !ids.has(each.id) &&
        (industryCode === undefined || industryCode.startsWith(each.industryCode)),
    );
    return { items: [...recorded.map(toTemplateAnswer), ...builtIn.map(toBuiltInAnswer)] };
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

  const path = '/enterprises/:enterpriseId/policies/:year/:part/template';
  app.post(path, useRoute, async (request) => {
    const { enterpriseId, year, part } = request.params;
    const { templateId, revision } = request.body;
    const visible = requestScope(request);
    await getEnterprise(executor, visible, enterpriseId, clock());
    const scope = ownerScope(request, part, 'write');
    const recording = recordingOf(request, clock());
    const template = await templateNamed(templateId, year);
    if (template === null || template.part !== part) {
      throw new DomainError('NOT_FOUND', 'There is no such template of this part.');
    }
    const key = { enterpriseId, year, part };
    const saved = await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      const draft = await findPolicyDraft(tx, scope, key);
      const empty: PartDocument = part === 'plan' ? { measures: [] } : { targets: [] };
      const own = draft?.open === true ? draft.document : empty;
      const document = withTemplate(own, template.document);
      const baseVersion = await draftBase(tx, scope, key, {
        baseVersion: undefined,
        nowMs: clock(),
      });
      const kept = { document, open: true, baseVersion };
      const next = await savePolicyDraft(tx, key, kept, revision, recording);
      const act = {
        action: 'policy-draft.save',
        enterpriseId,
        subject: { type: 'policy', id: `${year}/${part}` },
        details: { revision: next, templateId, document },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return { revision: next, document };
    });
    const products = await listProducts(executor, visible, enterpriseId);
    const known = new Set(products.map(({ id }) => id));
    const named = 'targets' in saved.document ? saved.document.targets : [];
    const wanted = named.flatMap(({ product }) => product ?? []);
    const unknownProducts = [...new Set(wanted)].filter((id) => !known.has(id));
    return { revision: saved.revision, document: toDocument(saved.document), unknownProducts };
  });

  async function templateNamed(id: string, year: number) {
    const [recorded] = await listPolicyTemplates(executor, { id });
    if (recorded !== undefined) return recorded;
    return sectorTemplates(REFERENCE_LIMIT_TABLE, year).find((each) => each.id === id) ?? null;
  }
};
