import {
  appendAudit,
  assertOwnAttachments,
  type Executor,
  existingMeterIds,
  getEnterprise,
  insertRegisterEntry,
  listEnterpriseEntries,
  lockEnterprise,
  type TenantScope,
} from '@hengneng/database';
import type { RegisterDocuments } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import {
  entryKey,
  invalid,
  registerBodySchema,
  registerEntrySchema,
  registerQuerySchema,
  toEntryAnswer,
} from './register-answers.ts';
import { ENTERPRISE_REGISTERS, type RegisterDefinition } from './register-definitions.ts';

const tags = ['registers'];

/** The registers of enterprises: each read by who covers it, written by who owns it, only growing. */
export const registersRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  for (const definition of ENTERPRISE_REGISTERS) addRegister(app, dependencies, definition);
};

function addRegister(
  app: Parameters<typeof registersRoutes>[0],
  { database, clock }: ApiDependencies,
  definition: RegisterDefinition,
): void {
  const { executor } = database;
  const { register, path, what, write } = definition;
  const entrySchema = registerEntrySchema(register);
  const listSchema = z.object({ items: z.array(entrySchema) });

  const workRoute = {
    config: { permission: 'registers.read' },
    schema: {
      tags,
      summary: `${what}: of every enterprise the caller covers`,
      querystring: registerQuerySchema,
      response: { 200: listSchema },
    },
  } as const;
  app.get(`/registers/${path}`, workRoute, async (request) => {
    const { asOf, ...query } = request.query;
    const wanted = { register, ...query, asOfMs: asOf ?? clock() };
    const entries = await listEnterpriseEntries(executor, requestScope(request), wanted);
    return { items: entries.map(toEntryAnswer) };
  });

  const listRoute = {
    config: { permission: 'registers.read' },
    schema: {
      tags,
      summary: what,
      params: enterpriseParamsSchema,
      querystring: registerQuerySchema,
      response: { 200: listSchema },
    },
  } as const;
  app.get(`/enterprises/:enterpriseId/${path}`, listRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const { asOf, ...query } = request.query;
    const wanted = { register, ...query, asOfMs: asOf ?? clock(), enterpriseIds: [enterpriseId] };
    const entries = await listEnterpriseEntries(executor, scope, wanted);
    return { items: entries.map(toEntryAnswer) };
  });

  const addRoute = {
    config: { permission: write },
    schema: {
      tags,
      summary: `${what}: add an entry, or put another in its place`,
      params: enterpriseParamsSchema,
      body: registerBodySchema(register),
      response: { 201: entrySchema },
    },
  } as const;
  app.post(`/enterprises/:enterpriseId/${path}`, addRoute, async (request, reply) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { id, note, withdrawn, document } = request.body;
    await getEnterprise(executor, scope, enterpriseId, clock());
    const year = yearOf(definition, document, request.body.year);
    const key = entryKey(definition.keyOf?.({ ...document }, year), id);
    const recording = { by: principalOf(request).username, atMs: clock() };
    const entry = await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      await assertReferences(tx, scope, enterpriseId, document);
      const owner = { type: 'enterprise', id: enterpriseId } as const;
      const item = { register, owner, key, year, document, withdrawn, note };
      const added = await insertRegisterEntry(tx, item, recording);
      const act = {
        action: `${register}.${withdrawn ? 'withdraw' : 'record'}`,
        enterpriseId,
        subject: { type: register, id: key },
        details: { no: added.no, year, document, note },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return added;
    });
    return reply.status(201).send(toEntryAnswer(entry));
  });
}

function yearOf(
  { yearOf: made, keyOf }: RegisterDefinition,
  document: object,
  given: number | undefined,
): number | null {
  if (made !== undefined) return made({ ...document });
  if (keyOf !== undefined && given === undefined) throw invalid('year', 'The entry needs a year.');
  return given ?? null;
}

/** Refuses meters and files that are not the enterprise's. */
async function assertReferences(
  tx: Executor,
  scope: TenantScope,
  enterpriseId: string,
  document: RegisterDocuments[keyof RegisterDocuments],
): Promise<void> {
  if ('attachmentIds' in document) {
    await assertOwnAttachments(tx, enterpriseId, document.attachmentIds);
  }
  if (!('meters' in document) || document.meters.length === 0) return;
  const registered = await existingMeterIds(tx, scope, [enterpriseId]);
  const known = new Set(registered.map(({ id }) => id));
  const missing = document.meters.filter((id) => !known.has(id));
  if (missing.length > 0) throw invalid('meters', `There is no meter ${missing.join(', ')}.`);
}
