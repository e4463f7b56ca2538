import { randomUUID } from 'node:crypto';
import {
  appendAudit,
  type Executor,
  type FindingStep,
  getEnterprise,
  getIssuedFinding,
  insertFindingStep,
  listEngagementFindings,
  listIssuedFindings,
  lockEngagement,
} from '@hengneng/database';
import {
  DomainError,
  FINDING_ACTIONS,
  FINDING_STATES,
  type FindingAction,
  nextFindingState,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { creditCodeSchema, enterpriseParamsSchema, nameSchema, toIso } from '../schemas.ts';
import { assertNamed, engagementParamsSchema, isUuid, ownEngagement } from './own-engagement.ts';

const textSchema = z.string().max(20_000);
const contentFields = {
  severity: z.literal([1, 2, 3]).describe('3 is the gravest.'),
  title: nameSchema,
  description: textSchema,
  evidence: textSchema,
  recommendation: textSchema,
};
const findingSchema = z
  .object({
    id: z.string(),
    no: z.int().describe('Steps so far.'),
    engagementId: z.string(),
    enterpriseId: z.string(),
    action: z.enum(FINDING_ACTIONS),
    state: z.enum(FINDING_STATES),
    severity: z.int(),
    title: z.string(),
    description: z.string(),
    evidence: z.string(),
    recommendation: z.string(),
    note: z.string().describe('The answer, or why it was returned or closed.'),
    at: z.string(),
    by: z.string(),
  })
  .meta({ id: 'AuditFinding' });
const listSchema = z.object({ items: z.array(findingSchema) });
const noteSchema = z.string().trim().min(1).max(20_000);
const actionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('revise'), ...contentFields }),
  z.strictObject({ action: z.literal('issue') }),
  z.strictObject({ action: z.literal('return'), note: noteSchema }),
  z.strictObject({ action: z.literal('close'), note: noteSchema }),
]);
const findingParamsSchema = engagementParamsSchema.extend({ findingId: z.string().max(64) });

const getFindingsRoute = {
  config: { permission: 'papers.read' },
  schema: {
    tags: ['energy audit'],
    summary: 'Findings of the engagement as they are now, drafts included',
    params: engagementParamsSchema,
    response: { 200: listSchema },
  },
} as const;

const postFindingsRoute = {
  config: { permission: 'papers.write' },
  schema: {
    tags: ['energy audit'],
    summary: 'Write a finding; a draft until it is issued',
    params: engagementParamsSchema,
    body: z.strictObject({ enterpriseId: creditCodeSchema, ...contentFields }),
    response: { 201: findingSchema },
  },
} as const;

const getFindingRoute = {
  config: { permission: 'papers.read' },
  schema: {
    tags: ['energy audit'],
    summary: 'Every step of a finding, oldest first',
    params: findingParamsSchema,
    response: { 200: listSchema },
  },
} as const;

const postActionsRoute = {
  config: { permission: 'papers.write' },
  schema: {
    tags: ['energy audit'],
    summary: 'Revise, issue, return or close a finding',
    params: findingParamsSchema,
    body: actionSchema,
    response: { 200: findingSchema },
  },
} as const;

const getIssuedRoute = {
  config: { permission: 'findings.read' },
  schema: {
    tags: ['energy audit'],
    summary:
      'Findings about the enterprise that were issued; an authority sees those it commissioned',
    params: enterpriseParamsSchema,
    response: { 200: listSchema },
  },
} as const;

const postAnswerRoute = {
  config: { permission: 'findings.answer' },
  schema: {
    tags: ['energy audit'],
    summary: 'Answer an issued finding',
    params: enterpriseParamsSchema.extend({ findingId: z.string().max(64) }),
    body: z.strictObject({ answer: noteSchema }),
    response: { 200: findingSchema },
  },
} as const;

/** Findings (审计发现): written by the engagement's auditors, answered by the enterprise. */
export const findingsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/engagements/:engagementId/findings', getFindingsRoute, async (request) => {
    const { engagementId } = request.params;
    await ownEngagement(executor, request, engagementId, clock());
    return { items: (await listEngagementFindings(executor, engagementId)).map(toAnswer) };
  });

  app.post('/engagements/:engagementId/findings', postFindingsRoute, async (request, reply) => {
    const { engagementId } = request.params;
    const engagement = await ownEngagement(executor, request, engagementId, clock());
    assertNamed(engagement, request.body.enterpriseId);
    const first: FindingStep = {
      ...request.body,
      ...whoAndWhen(request, clock()),
      id: randomUUID(),
      no: 1,
      engagementId,
      action: 'write',
      state: 'draft',
      note: '',
    };
    await database.transaction((tx) => record(tx, request, first));
    return reply.status(201).send(toAnswer(first));
  });

  app.get('/engagements/:engagementId/findings/:findingId', getFindingRoute, async (request) => {
    const { engagementId, findingId } = request.params;
    await ownEngagement(executor, request, engagementId, clock());
    return { items: (await stepsOf(executor, engagementId, findingId)).map(toAnswer) };
  });

  app.post(
    '/engagements/:engagementId/findings/:findingId/actions',
    postActionsRoute,
    async (request) => {
      const { engagementId, findingId } = request.params;
      await ownEngagement(executor, request, engagementId, clock());
      const { action, ...change } = request.body;
      return await database.transaction(async (tx) => {
        await lockEngagement(tx, engagementId);
        const before = (await stepsOf(tx, engagementId, findingId)).at(-1);
        if (before === undefined) throw findingNotFound();
        const step = {
          ...stepAfter(before, action),
          ...change,
          ...whoAndWhen(request, clock()),
        };
        await record(tx, request, step);
        return toAnswer(step);
      });
    },
  );

  app.get('/enterprises/:enterpriseId/findings', getIssuedRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const isAuthority = principalOf(request).roles.some(({ role }) => role === 'authority');
    const commissionerType = isAuthority ? ('authority' as const) : undefined;
    const items = await listIssuedFindings(executor, scope, { enterpriseId, commissionerType });
    return { items: items.map(toAnswer) };
  });

  app.post(
    '/enterprises/:enterpriseId/findings/:findingId/answer',
    postAnswerRoute,
    async (request) => {
      const { enterpriseId, findingId } = request.params;
      const scope = requestScope(request);
      if (!isUuid(findingId)) throw findingNotFound();
      return await database.transaction(async (tx) => {
        const query = { enterpriseId, id: findingId };
        const { engagementId } = await getIssuedFinding(tx, scope, query);
        await lockEngagement(tx, engagementId);
        // Read again behind the lock: the auditor may have closed it meanwhile.
        const before = await getIssuedFinding(tx, scope, query);
        const step = {
          ...stepAfter(before, 'answer'),
          ...whoAndWhen(request, clock()),
          note: request.body.answer,
        };
        await record(tx, request, step);
        return toAnswer(step);
      });
    },
  );
};

async function stepsOf(
  executor: Executor,
  engagementId: string,
  findingId: string,
): Promise<FindingStep[]> {
  const steps = isUuid(findingId)
    ? await listEngagementFindings(executor, engagementId, findingId)
    : [];
  if (steps.length === 0) throw findingNotFound();
  return steps;
}

/** The next step of a finding, with the content it has. */
function stepAfter(before: FindingStep, action: FindingAction): FindingStep {
  const state = nextFindingState(before.state, action);
  if (state === null) {
    const message = `A finding that is ${before.state} cannot be ${PARTICIPLES[action]}.`;
    throw new DomainError('FINDING_ACTION_REFUSED', message);
  }
  return { ...before, no: before.no + 1, action, state, note: '' };
}

const PARTICIPLES: Readonly<Record<FindingAction, string>> = {
  write: 'written',
  revise: 'revised',
  issue: 'issued',
  answer: 'answered',
  return: 'returned',
  close: 'closed',
};

async function record(tx: Executor, request: FastifyRequest, step: FindingStep): Promise<void> {
  await insertFindingStep(tx, step);
  const act = {
    action: `finding.${step.action}`,
    enterpriseId: step.enterpriseId,
    subject: { type: 'finding', id: step.id },
    // Drafts are the auditors' own: the log has no word of them.
    details: { no: step.no, state: step.state, engagementId: step.engagementId },
  };
  await appendAudit(tx, requestAct(request, step.atMs, act));
}

function whoAndWhen(request: FastifyRequest, atMs: number) {
  return { atMs, by: principalOf(request).username };
}

function findingNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such finding.');
}

function toAnswer({ atMs, ...step }: FindingStep): z.infer<typeof findingSchema> {
  return { ...step, at: toIso(atMs) };
}
