import {
  appendAudit,
  findLedgerDraft,
  getEnterprise,
  insertLedgerRevisions,
  type LedgerRevision,
  listLedgerRevisions,
  lockLedger,
  saveLedgerDraft,
} from '@hengneng/database';
import { DomainError, hasBlocking, type LedgerFinding, nextLedgerState } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, pageSchema } from '../schemas.ts';
import { keepDraft } from './keep-draft.ts';
import { toDraftAnswer, toRevisionAnswers } from './ledger-answers.ts';
import {
  actorOf,
  checkDrafts,
  enterpriseForMonths,
  isOwnStaff,
  recordAsOf,
} from './ledger-context.ts';
import {
  asOfSchema,
  draftBodySchema,
  draftSchema,
  findingSchema,
  ledgerParamsSchema,
  monthSchema,
  revisionSchema,
  toDraft,
} from './ledger-schemas.ts';

/** Months one answer lists at most: ten years. */
const MONTHS_MAX = 120;

const monthAnswerSchema = z.object({
  month: z.string(),
  draft: draftSchema.nullable().describe('Shown to the enterprise’s own people alone.'),
  draftVersion: z.int().describe('To be named when saving; 0 where there was never a draft.'),
  findings: z.array(findingSchema).describe('Of the draft.'),
  revisions: z.array(revisionSchema),
});

const getLedgerRoute = {
  config: { permission: 'ledger.read' },
  schema: {
    tags: ['ledger'],
    summary: 'Ledger of some months: every revision with its steps',
    params: enterpriseParamsSchema,
    querystring: z.object({ from: monthSchema, to: monthSchema, asOf: asOfSchema }),
    response: { 200: pageSchema(revisionSchema) },
  },
} as const;

const getLedgerMonthRoute = {
  config: { permission: 'ledger.read' },
  schema: {
    tags: ['ledger'],
    summary: 'Ledger of one month: draft, revisions, what the checks say',
    params: ledgerParamsSchema,
    querystring: z.object({ asOf: asOfSchema }),
    response: { 200: monthAnswerSchema },
  },
} as const;

const putLedgerDraftRoute = {
  config: { permission: 'ledger.fill' },
  schema: {
    tags: ['ledger'],
    summary: 'Save a draft, as often as you like; answers what the checks say so far',
    params: ledgerParamsSchema,
    body: draftBodySchema,
    response: { 200: z.object({ version: z.int(), findings: z.array(findingSchema) }) },
  },
} as const;

const postLedgerSubmitRoute = {
  config: { permission: 'ledger.fill' },
  schema: {
    tags: ['ledger'],
    summary:
      'Submit the draft to the reviewer; of a month that was submitted before, with a reason',
    params: ledgerParamsSchema,
    body: z.strictObject({
      version: z.int().min(1).describe('Version of the draft that you mean.'),
      reason: z.string().trim().max(1_000).default(''),
    }),
    response: { 201: revisionSchema },
  },
} as const;

/** The monthly ledger (能源台账): read, fill in, submit. */
export const ledgerRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/ledger', getLedgerRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { from: fromMonth, to: toMonth, asOf } = request.query;
    const asOfMs = recordAsOf(principalOf(request), dependencies, { enterpriseId, asOf });
    const wanted = { enterpriseId, fromMonth, toMonth, permission: 'ledger.read' } as const;
    await enterpriseForMonths(request, dependencies, wanted);
    const revisions = await listLedgerRevisions(executor, requestScope(request), {
      ...wanted,
      asOfMs,
    });
    if (new Set(revisions.map((revision) => revision.month)).size > MONTHS_MAX) {
      throw new DomainError('TIME_RANGE_TOO_WIDE', `Ask for at most ${MONTHS_MAX} months.`);
    }
    return { items: toRevisionAnswers(revisions) };
  });

  app.get('/enterprises/:enterpriseId/ledger/:month', getLedgerMonthRoute, async (request) => {
    const { enterpriseId, month } = request.params;
    const asOfMs = recordAsOf(principalOf(request), dependencies, {
      enterpriseId,
      asOf: request.query.asOf,
    });
    const scope = requestScope(request);
    const wanted = { enterpriseId, fromMonth: month, toMonth: month, asOfMs };
    const enterprise = await enterpriseForMonths(request, dependencies, {
      ...wanted,
      permission: 'ledger.read',
    });
    const revisions = await listLedgerRevisions(executor, scope, wanted);
    // A draft is no record: of an earlier instant there is none.
    const showsDraft = asOfMs === undefined && isOwnStaff(principalOf(request));
    const draft = showsDraft ? await findLedgerDraft(executor, scope, enterpriseId, month) : null;
    let findings: readonly LedgerFinding[] = [];
    if (draft?.open === true) {
      const drafts = [draft.document];
      const { checked } = await checkDrafts(executor, scope, enterprise, drafts, clock());
      findings = checked.get(month)?.findings ?? [];
    }
    return {
      month,
      draft: toDraftAnswer(draft),
      draftVersion: draft?.version ?? 0,
      findings: [...findings],
      revisions: toRevisionAnswers(revisions),
    };
  });

  app.put(
    '/enterprises/:enterpriseId/ledger/:month/draft',
    putLedgerDraftRoute,
    async (request, reply) => {
      const { enterpriseId, month } = request.params;
      const scope = requestScope(request);
      const enterprise = await getEnterprise(executor, scope, enterpriseId, clock());
      const { version, findings } = await keepDraft(request, dependencies, enterprise, {
        document: toDraft(month, request.body),
        source: 'form',
        expectedVersion: request.body.version,
      });
      reply.header('etag', `"${version}"`);
      return { version, findings: [...findings] };
    },
  );

  app.post(
    '/enterprises/:enterpriseId/ledger/:month/submit',
    postLedgerSubmitRoute,
    async (request, reply) => {
      const { enterpriseId, month } = request.params;
      const { version, reason } = request.body;
      const scope = requestScope(request);
      const enterprise = await getEnterprise(executor, scope, enterpriseId, clock());
      const actor = actorOf(request, clock());
      const query = { enterpriseId, fromMonth: month, toMonth: month };
      await database.transaction(async (tx) => {
        await lockLedger(tx, enterpriseId);
        const draft = await findLedgerDraft(tx, scope, enterpriseId, month);
        if (draft === null || !draft.open || draft.version !== version) {
          const message = 'This is not the draft as it is now: 草稿已变更，请刷新。';
          throw new DomainError('LEDGER_DRAFT_CHANGED', message);
        }
        const { document, source } = draft;
        const { checked } = await checkDrafts(tx, scope, enterprise, [document], actor.atMs);
        const result = checked.get(month);
        const findings = result?.findings ?? [];
        if (result?.month == null) throw invalid(findings);
        const revision = nextRevision(await listLedgerRevisions(tx, scope, query), reason);
        nextLedgerState([], { action: 'submit', side: 'reporter', userId: actor.userId, note: '' });
        const item = { document: result.month, revision, source, reason, findings };
        await insertLedgerRevisions(tx, enterpriseId, [item], actor);
        const closed = { document, open: false, source, expectedVersion: version };
        await saveLedgerDraft(tx, enterpriseId, closed, actor);
        const act = {
          action: 'ledger.submit',
          enterpriseId,
          subject: { type: 'ledger', id: `${enterpriseId}/${month}` },
          details: { revision, reason, warnings: findings.map((finding) => finding.code) },
        };
        await appendAudit(tx, requestAct(request, actor.atMs, act));
      });
      const answers = toRevisionAnswers(await listLedgerRevisions(executor, scope, query));
      return reply.status(201).send(answers.at(-1) as (typeof answers)[number]);
    },
  );
};

/**
 * The number of a further revision, given those there are.
 *
 * @throws DomainError LEDGER_STEP_NOT_ALLOWED while one waits for the reviewer, LEDGER_REASON_MISSING
 */
export function nextRevision(
  revisions: readonly Pick<LedgerRevision, 'revision' | 'state'>[],
  reason: string,
): number {
  const last = revisions.at(-1);
  if (last === undefined) return 1;
  if (last.state === 'submitted') {
    throw new DomainError(
      'LEDGER_STEP_NOT_ALLOWED',
      `Revision ${last.revision} waits for the reviewer; let it be returned first.`,
    );
  }
  if (reason !== '') return last.revision + 1;
  const message = 'A month that was submitted changes with a reason alone: 请填写修订原因。';
  throw new DomainError('LEDGER_REASON_MISSING', message);
}

/** The refusal of a month with blocking findings. */
export function invalid(findings: readonly LedgerFinding[]): DomainError {
  const blocking = findings.filter((finding) => hasBlocking([finding]));
  const [first] = blocking;
  const more = blocking.length > 1 ? ` (+${blocking.length - 1})` : '';
  const message = `The month cannot be submitted: ${first?.message.en ?? ''}${more}`;
  return new DomainError('LEDGER_INVALID', message, { details: { findings } });
}
