import {
  appendAudit,
  getEnterprise,
  insertLedgerStep,
  listLedgerRevisions,
  lockLedger,
} from '@hengneng/database';
import {
  DomainError,
  type LedgerAction,
  type LedgerSide,
  type LedgerState,
  nextLedgerState,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { isAllowed } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import { actorOf } from './ledger-context.ts';
import { monthSchema } from './ledger-schemas.ts';

/** Months one act may take along: a table of earlier years is checked in one go. */
const MONTHS_MAX = 120;

const stepBodySchema = z.strictObject({
  months: z
    .array(z.strictObject({ month: monthSchema, revision: z.int().min(1) }))
    .min(1)
    .max(MONTHS_MAX)
    .describe('All of them, or none; a revision that is not the newest is refused.'),
  note: z.string().trim().max(1_000).default(''),
});
const stepAnswerSchema = z.object({
  items: z.array(z.object({ month: z.string(), revision: z.int(), state: z.string() })),
});
const shared = {
  tags: ['ledger'],
  params: enterpriseParamsSchema,
  body: stepBodySchema,
  response: { 200: stepAnswerSchema },
};

const postLedgerCheckRoute = {
  config: { permission: 'ledger.check' },
  schema: { ...shared, summary: 'Check submitted months as another person, and hand them in' },
} as const;

const postLedgerReturnRoute = {
  config: { permission: 'ledger.return' },
  schema: { ...shared, summary: 'Return months with a reason; a returned revision counts no more' },
} as const;

const postLedgerAcceptRoute = {
  config: { permission: 'ledger.accept' },
  schema: { ...shared, summary: 'Accept months that were handed in' },
} as const;

/** What reviewer and authority do to submitted months of a ledger. */
export const ledgerStepsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;

  /** Takes one step for all months named, in one transaction with its record. */
  const take = async (
    request: FastifyRequest,
    enterpriseId: string,
    step: z.output<typeof stepBodySchema> & {
      readonly action: LedgerAction;
      readonly side: LedgerSide;
    },
  ) => {
    const { action, side, months, note } = step;
    const scope = requestScope(request);
    await getEnterprise(database.executor, scope, enterpriseId, clock());
    const actor = actorOf(request, clock());
    return await database.transaction(async (tx) => {
      await lockLedger(tx, enterpriseId);
      const items: { month: string; revision: number; state: LedgerState }[] = [];
      for (const { month, revision } of months) {
        const query = { enterpriseId, fromMonth: month, toMonth: month };
        const target = (await listLedgerRevisions(tx, scope, query)).at(-1);
        if (target === undefined) {
          throw new DomainError('NOT_FOUND', `There is no ledger of ${month}.`);
        }
        if (target.revision !== revision) {
          const message = `The newest revision of ${month} is ${target.revision}; look at that one.`;
          throw new DomainError('LEDGER_STEP_NOT_ALLOWED', message);
        }
        const state = nextLedgerState(target.steps, { action, side, userId: actor.userId, note });
        await insertLedgerStep(tx, enterpriseId, target, { action, state, note }, actor);
        items.push({ month, revision, state });
      }
      const entries = items.map(({ month, revision }) =>
        requestAct(request, actor.atMs, {
          action: `ledger.${action}`,
          enterpriseId,
          subject: { type: 'ledger', id: `${enterpriseId}/${month}` },
          details: { revision, note },
        }),
      );
      await appendAudit(tx, entries);
      return { items };
    });
  };

  app.post('/enterprises/:enterpriseId/ledger/check', postLedgerCheckRoute, (request) =>
    take(request, request.params.enterpriseId, {
      ...request.body,
      action: 'check',
      side: 'reviewer',
    }),
  );

  app.post('/enterprises/:enterpriseId/ledger/return', postLedgerReturnRoute, (request) => {
    // Nobody holds both: an account has one role. Whose turn it is, the state tells.
    const side = isAllowed(principalOf(request), 'ledger.check') ? 'reviewer' : 'authority';
    return take(request, request.params.enterpriseId, { ...request.body, action: 'return', side });
  });

  app.post('/enterprises/:enterpriseId/ledger/accept', postLedgerAcceptRoute, (request) =>
    take(request, request.params.enterpriseId, {
      ...request.body,
      action: 'accept',
      side: 'authority',
    }),
  );
};
