import { authorityPartSchema } from '@hengneng/contracts';
import {
  appendAudit,
  assertOwnAttachments,
  type BudgetApplication,
  type Executor,
  getBudgetApplication,
  getEnterprise,
  insertBudgetApplication,
  insertBudgetDecision,
  listBudgetApplications,
  lockEnterprise,
  outdatePolicyDraft,
  policyInForce,
} from '@hengneng/database';
import { type AuthorityPart, DomainError, isRatioTarget } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, enterpriseParamsSchema, idSchema, PAGE_LIMIT_MAX, toIso } from '../schemas.ts';
import { effectiveFrom, recordingOf } from './policy-owner.ts';
import { documentNoSchema, noteSchema } from './policy-schemas.ts';
import { signVersion } from './sign-version.ts';

const tags = ['policies'];
const amountSchema = z.number().min(-1e12).max(1e12);
const figureSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  value: amountSchema,
  unit: z.string().trim().max(40),
});
const applicationBodySchema = z.strictObject({
  year: z.int().min(2000).max(2100),
  targetId: idSchema,
  requestedLimit: amountSchema,
  reason: z.string().trim().min(5).max(4_000),
  figures: z.array(figureSchema).max(50).default([]),
  attachmentIds: z.array(z.uuid()).max(20).default([]),
});
const decisionBodySchema = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('grant'),
    limit: amountSchema.describe('What is granted; it need not be what was asked for.'),
    monthlyPlan: z
      .array(amountSchema)
      .max(12)
      .optional()
      .describe('Needed where the target has a plan by month: the months yet to come bear it.'),
    effectiveFrom: dateSchema.optional().describe('1 January unless given.'),
    documentNo: documentNoSchema.min(1),
    note: noteSchema.default(''),
  }),
  z.strictObject({
    decision: z.literal('refuse'),
    documentNo: documentNoSchema.default(''),
    note: noteSchema.min(5),
  }),
]);
const applicationSchema = z
  .object({
    id: z.string(),
    enterpriseId: z.string(),
    year: z.int(),
    targetId: z.string(),
    version: z.int().describe('Version of the targets that it asks to change.'),
    requestedLimit: z.number(),
    reason: z.string(),
    figures: z.array(figureSchema),
    attachmentIds: z.array(z.string()),
    appliedAt: z.string(),
    appliedBy: z.string(),
    decided: z
      .object({
        decision: z.enum(['grant', 'refuse']),
        documentNo: z.string(),
        note: z.string(),
        version: z.int().nullable().describe('Version that grants it.'),
        at: z.string(),
        by: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'BudgetApplication' });
const listSchema = z.object({ items: z.array(applicationSchema) });

const workRoute = {
  config: { permission: 'policies.read' },
  schema: {
    tags,
    summary: 'Applications for another limit, of every enterprise the caller covers',
    response: { 200: listSchema },
  },
} as const;
const listRoute = {
  config: { permission: 'policies.read' },
  schema: {
    tags,
    summary: 'Applications of the enterprise, oldest first',
    params: enterpriseParamsSchema,
    response: { 200: listSchema },
  },
} as const;
const applyRoute = {
  config: { permission: 'plans.sign' },
  schema: {
    tags,
    summary: 'Apply for another limit (用能预算调整申请)',
    params: enterpriseParamsSchema,
    body: applicationBodySchema,
    response: { 201: applicationSchema },
  },
} as const;
const decideRoute = {
  config: { permission: 'targets.issue' },
  schema: {
    tags,
    summary: 'Grant an application, which signs the next version of the targets, or refuse it',
    params: enterpriseParamsSchema.extend({ applicationId: z.uuid() }),
    body: decisionBodySchema,
    response: { 200: applicationSchema },
  },
} as const;

/** Changes of a budget on application. */
export const budgetRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;
  const limit = PAGE_LIMIT_MAX;

  app.get('/budget-applications', workRoute, async (request) => {
    const items = await listBudgetApplications(executor, requestScope(request), { limit });
    return { items: items.map(toAnswer) };
  });

  const path = '/enterprises/:enterpriseId/budget-applications';
  app.get(path, listRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const items = await listBudgetApplications(executor, scope, { enterpriseId, limit });
    return { items: items.map(toAnswer) };
  });

  app.post(path, applyRoute, async (request, reply) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const recording = recordingOf(request, clock());
    const id = await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      const { year, targetId, attachmentIds } = request.body;
      const { version } = await targetsInForce(tx, { enterpriseId, year, targetId }, clock());
      await assertOwnAttachments(tx, enterpriseId, attachmentIds);
      const application = { ...request.body, enterpriseId, version };
      const added = await insertBudgetApplication(tx, application, recording);
      const act = {
        action: 'budget-application.create',
        enterpriseId,
        subject: { type: 'budget-application', id: added },
        details: { ...request.body, version },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return added;
    });
    const application = await getBudgetApplication(executor, scope, { enterpriseId, id });
    return reply.status(201).send(toAnswer(application));
  });

  app.post(`${path}/:applicationId/decision`, decideRoute, async (request) => {
    const { enterpriseId, applicationId: id } = request.params;
    const body = request.body;
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const recording = recordingOf(request, clock());
    await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      const application = await getBudgetApplication(tx, scope, { enterpriseId, id });
      if (application.decided !== null) {
        throw new DomainError('POLICY_STATE_WRONG', 'This application was decided already.');
      }
      const { year } = application;
      let version: number | null = null;
      if (body.decision === 'grant') {
        const { documentNo, note } = body;
        const effective = effectiveFrom(year, body.effectiveFrom, timeZone);
        const key = { enterpriseId, year, part: 'authority' } as const;
        const nowMs = clock();
        // What counts on the day of the grant: a change that was granted for an earlier day is in it.
        const onMs = Math.max(nowMs, effective.effectiveAtMs);
        const base = await targetsInForce(tx, application, onMs);
        const granted = grantedPart(base.document, application.targetId, body);
        const item = {
          ...key,
          document: granted,
          ...effective,
          documentNo,
          note,
          applicationId: id,
        };
        const how = { baseVersion: base.version, recording, nowMs };
        version = (await signVersion(tx, scope, item, how)).version;
        await outdatePolicyDraft(tx, key);
      }
      const { decision, documentNo, note } = body;
      const decided = { decision, documentNo, note, version };
      await insertBudgetDecision(tx, application, decided, recording);
      const act = {
        action: `budget-application.${decision}`,
        enterpriseId,
        subject: { type: 'budget-application', id },
        details: { ...body, year, targetId: application.targetId, version },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
    });
    return toAnswer(await getBudgetApplication(executor, scope, { enterpriseId, id }));
  });
};

/** The authority's part that counts at an instant, which must have the target. */
async function targetsInForce(
  tx: Executor,
  key: { readonly enterpriseId: string; readonly year: number; readonly targetId: string },
  atMs: number,
): Promise<{ readonly version: number; readonly document: AuthorityPart }> {
  const policy = await policyInForce(tx, key.enterpriseId, key.year, atMs);
  const target = policy?.document.targets.find(({ id }) => id === key.targetId);
  if (policy === null || policy.authority === null || target === undefined) {
    const message = `No signed target ${key.targetId} counts for ${key.year}.`;
    throw new DomainError('POLICY_INVALID', message);
  }
  const { targets, thresholds } = policy.document;
  const document = { targets, ...(thresholds === undefined ? {} : { thresholds }) };
  return { version: policy.authority.version, document };
}

/** The part with the granted limit; the plan by month goes with it. */
function grantedPart(
  document: AuthorityPart,
  targetId: string,
  granted: {
    readonly limit: number;
    readonly monthlyPlan?: readonly number[] | undefined;
    readonly documentNo: string;
  },
): AuthorityPart {
  const targets = document.targets.map((target) => {
    if (target.id !== targetId) return target;
    const { monthlyPlan: old, ...rest } = target;
    const monthlyPlan = granted.monthlyPlan;
    if (old !== undefined && monthlyPlan === undefined && !isRatioTarget(target)) {
      const message = 'The target has a monthlyPlan; grant one with it.';
      throw new DomainError('POLICY_INVALID', message, {
        details: { problems: [{ path: 'monthlyPlan', message }] },
      });
    }
    const { limit, documentNo } = granted;
    return { ...rest, limit, documentNo, ...(monthlyPlan === undefined ? {} : { monthlyPlan }) };
  });
  const parsed = authorityPartSchema.safeParse({ ...document, targets });
  if (parsed.success) return parsed.data as AuthorityPart;
  const problems = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }));
  const message = problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ');
  throw new DomainError('POLICY_INVALID', message, { details: { problems } });
}

function toAnswer(item: BudgetApplication): z.input<typeof applicationSchema> {
  const { appliedAtMs, appliedByUserId: _, decided, figures, attachmentIds, ...rest } = item;
  const ended = decided === null ? null : { ...decided, at: toIso(decided.atMs) };
  const lists = { figures: [...figures], attachmentIds: [...attachmentIds] };
  return { ...rest, ...lists, appliedAt: toIso(appliedAtMs), decided: ended };
}
