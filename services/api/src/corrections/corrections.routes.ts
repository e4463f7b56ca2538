import {
  appendAudit,
  decideCorrection,
  getCorrection,
  getEnterprise,
  insertCorrection,
  listCorrections,
  lockEnterprise,
} from '@hengneng/database';
import {
  CORRECTION_STATES,
  type CorrectionAct,
  type CorrectionSide,
  DomainError,
  OLDEST_READING_MS,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement, type Principal } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, instantSchema, pageSchema, toIso } from '../schemas.ts';
import { checkRequest } from './check-request.ts';
import {
  correctionDetailsSchema,
  correctionParamsSchema,
  correctionQuerySchema,
  correctionSchema,
  newCorrectionSchema,
  noteSchema,
  reasonSchema,
  toCorrectionAnswer,
  toDetailsAnswer,
} from './correction-schemas.ts';
import { previewCorrection } from './preview.ts';

/** A batch of 5 000 readings with long ids. */
const BODY_BYTES_MAX = 2 * 1_048_576;
const MS_PER_DAY = 86_400_000;
const TAGS = ['corrections'];

const getCorrectionsRoute = {
  config: { permission: 'corrections.work' },
  schema: {
    tags: TAGS,
    summary: 'Corrections of every enterprise the caller covers, oldest first: the work list',
    querystring: correctionQuerySchema,
    response: { 200: pageSchema(correctionSchema) },
  },
} as const;

const getEnterprisesCorrectionsRoute = {
  config: { permission: 'corrections.read' },
  schema: {
    tags: TAGS,
    summary: 'Corrections of an enterprise about instants in [from, to), oldest first',
    params: enterpriseParamsSchema,
    querystring: correctionQuerySchema.extend({
      from: instantSchema.optional(),
      to: instantSchema.optional(),
    }),
    response: { 200: pageSchema(correctionSchema) },
  },
} as const;

const getEnterprisesCorrectionsByIdRoute = {
  config: { permission: 'corrections.read' },
  schema: {
    tags: TAGS,
    summary: 'One correction: what it changes, who decided what, its attachments',
    params: correctionParamsSchema,
    response: { 200: correctionDetailsSchema },
  },
} as const;

const energySchema = z
  .object({ quantity: z.number(), estimatedQuantity: z.number(), coveredMs: z.number() })
  .nullable();
const getCorrectionPreviewRoute = {
  config: { permission: 'corrections.read' },
  schema: {
    tags: TAGS,
    summary: 'Days whose energy an undecided correction would change, before and after',
    params: correctionParamsSchema,
    response: {
      200: z.object({
        state: z.enum(CORRECTION_STATES).describe('Once it is decided, nothing is shown.'),
        items: z.array(
          z.object({
            meterId: z.string(),
            start: z.string(),
            unit: z.string(),
            before: energySchema,
            after: energySchema,
          }),
        ),
      }),
    },
  },
} as const;

const postEnterprisesCorrectionsRoute = {
  config: { permission: 'corrections.request' },
  bodyLimit: BODY_BYTES_MAX,
  schema: {
    tags: TAGS,
    summary: 'Ask for a correction (数据修正); all of its rows or none',
    params: enterpriseParamsSchema,
    body: newCorrectionSchema,
    response: { 201: correctionDetailsSchema },
  },
} as const;

const DECISIONS = [
  {
    act: 'check',
    permission: 'corrections.check',
    summary: 'Confirm a request, as another person of the enterprise (审核)',
    body: noteSchema,
  },
  {
    act: 'approve',
    permission: 'corrections.approve',
    summary: 'Approve a checked correction, as the authority; from now on it counts',
    body: noteSchema,
  },
  {
    act: 'reject',
    permission: 'corrections.decide',
    summary: 'Reject a correction, saying why',
    body: z.strictObject({ note: reasonSchema }),
  },
  {
    act: 'withdraw',
    permission: 'corrections.request',
    summary: 'Take an own request back before it is approved',
    body: noteSchema,
  },
] as const;

/** Corrections of data (数据修正): asked for, checked, approved, by three people. */
export const correctionsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, readingStore, clock } = dependencies;
  const { executor } = database;

  app.get('/corrections', getCorrectionsRoute, async (request) => {
    const { after, ...query } = request.query;
    const page = await listCorrections(executor, requestScope(request), {
      ...query,
      after: parseAfter(after),
    });
    return { ...page, items: page.items.map(toCorrectionAnswer) };
  });

  app.get(
    '/enterprises/:enterpriseId/corrections',
    getEnterprisesCorrectionsRoute,
    async (request) => {
      const { enterpriseId } = request.params;
      const { after, from, to, ...query } = request.query;
      const scope = requestScope(request);
      const range = { fromMs: from ?? OLDEST_READING_MS, toMs: to ?? clock() + MS_PER_DAY };
      await assertCovered(request, enterpriseId, range);
      const page = await listCorrections(executor, scope, {
        ...query,
        ...range,
        enterpriseId,
        after: parseAfter(after),
      });
      return { ...page, items: page.items.map(toCorrectionAnswer) };
    },
  );

  app.get(
    '/enterprises/:enterpriseId/corrections/:correctionId',
    getEnterprisesCorrectionsByIdRoute,
    async (request) => {
      const { enterpriseId } = request.params;
      const correctionId = correctionIdOf(request.params);
      const details = await getCorrection(
        executor,
        requestScope(request),
        enterpriseId,
        correctionId,
      );
      const range = { fromMs: details.firstAtMs, toMs: details.lastAtMs + 1 };
      await assertCovered(request, enterpriseId, range);
      return toDetailsAnswer(details);
    },
  );

  app.get(
    '/enterprises/:enterpriseId/corrections/:correctionId/preview',
    getCorrectionPreviewRoute,
    async (request) => {
      const { enterpriseId } = request.params;
      const correctionId = correctionIdOf(request.params);
      const scope = requestScope(request);
      const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
      const details = await getCorrection(executor, scope, enterpriseId, correctionId);
      const range = { fromMs: details.firstAtMs, toMs: details.lastAtMs + 1 };
      await assertCovered(request, enterpriseId, range);
      const days = await previewCorrection(dependencies, details, timeZone);
      const items = days.map(({ startMs, ...day }) => ({ ...day, start: toIso(startMs) }));
      return { state: details.state, items };
    },
  );

  app.post(
    '/enterprises/:enterpriseId/corrections',
    postEnterprisesCorrectionsRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const { type, reason, attachmentIds } = request.body;
      const scope = requestScope(request);
      const { userId, username } = principalOf(request);
      const atMs = clock();
      await getEnterprise(executor, scope, enterpriseId, atMs);
      const context = { executor, readingStore, scope, enterpriseId, atMs };
      const { items, proposalId } = await checkRequest(context, request.body);
      const id = await database.transaction(async (tx) => {
        await lockEnterprise(tx, scope, enterpriseId);
        const actor = { userId, username };
        const request_ = { enterpriseId, type, reason, atMs, actor, attachmentIds, items };
        const saved = await insertCorrection(tx, { ...request_, proposalId });
        const act = {
          action: 'correction.request',
          enterpriseId,
          subject: { type: 'correction', id: saved },
          details: { type, reason, itemCount: items.length, firstItem: items[0], proposalId },
        };
        await appendAudit(tx, requestAct(request, atMs, act));
        return saved;
      });
      request.log.info({ by: username, enterpriseId, correctionId: id }, 'Correction asked for.');
      const details = await getCorrection(executor, scope, enterpriseId, id);
      return reply.status(201).send(toDetailsAnswer(details));
    },
  );

  for (const { act, permission, summary, body } of DECISIONS) {
    app.post(
      `/enterprises/:enterpriseId/corrections/:correctionId/${act}`,
      {
        config: { permission },
        schema: {
          tags: TAGS,
          summary,
          params: correctionParamsSchema,
          body: act === 'reject' ? body : body.nullish(),
          response: { 200: correctionDetailsSchema },
        },
      },
      async (request) => {
        const { enterpriseId } = request.params;
        const correctionId = correctionIdOf(request.params);
        const note = request.body?.note ?? '';
        await decide(request, { enterpriseId, correctionId, act, note });
        const scope = requestScope(request);
        return toDetailsAnswer(await getCorrection(executor, scope, enterpriseId, correctionId));
      },
    );
  }

  const decide = async (
    request: FastifyRequest,
    decision: { enterpriseId: string; correctionId: string; act: CorrectionAct; note: string },
  ) => {
    const { enterpriseId, correctionId, act, note } = decision;
    const principal = principalOf(request);
    const { userId, username } = principal;
    const atMs = clock();
    const decided = await database.transaction(async (tx) => {
      const actor = { userId, username, side: sideOf(principal) };
      const full = { ...decision, actor, atMs };
      const result = await decideCorrection(tx, requestScope(request), full);
      const { type, correctionNo } = result;
      const entry = {
        action: `correction.${act}`,
        enterpriseId,
        subject: { type: 'correction', id: correctionId },
        details: { type, note, ...(correctionNo === null ? {} : { correctionNo }) },
      };
      await appendAudit(tx, requestAct(request, atMs, entry));
      return result;
    });
    request.log.info(
      { by: username, enterpriseId, correctionId, ...decided },
      'Correction decided.',
    );
  };

  /** Refuses what lies outside the period of an auditor's engagement. */
  const assertCovered = async (
    request: FastifyRequest,
    enterpriseId: string,
    range: { readonly fromMs: number; readonly toMs: number },
  ) => {
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const wanted = { enterpriseId, timeZone, ...range };
    assertWithinEngagement(principalOf(request), 'corrections.read', wanted);
  };
};

/** Who holds a role of the authority decides for it; one person holds one role. */
function sideOf({ roles }: Principal): CorrectionSide {
  return roles.some(({ role }) => role === 'authority') ? 'authority' : 'enterprise';
}

function correctionIdOf({ correctionId }: { readonly correctionId: string }): string {
  if (z.uuid().safeParse(correctionId).success) return correctionId;
  throw new DomainError('NOT_FOUND', 'There is no such correction.');
}

/** A cursor of instant and id; undefined where the text is not one. */
function parseAfter(text: string | undefined) {
  const match = /^(-?\d{1,15})~([0-9a-f-]{36})$/.exec(text ?? '');
  if (match === null) return undefined;
  return { atMs: Number(match[1]), id: match[2] ?? '' };
}
