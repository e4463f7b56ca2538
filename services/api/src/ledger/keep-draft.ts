import {
  appendAudit,
  type Enterprise,
  findLedgerDraft,
  type LedgerSource,
  lockLedger,
  saveLedgerDraft,
} from '@hengneng/database';
import type { LedgerDraft, LedgerFinding } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';

import { requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { actorOf, checkDrafts } from './ledger-context.ts';

/**
 * Saves a draft of an enterprise in the request's scope, and checks it as far as it is filled in.
 *
 * @throws DomainError LEDGER_DRAFT_CHANGED when somebody saved since `expectedVersion`
 */
export async function keepDraft(
  request: FastifyRequest,
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  enterprise: Pick<Enterprise, 'id' | 'timeZone'>,
  draft: {
    readonly document: LedgerDraft;
    readonly source: LedgerSource;
    readonly expectedVersion: number;
  },
): Promise<{ readonly version: number; readonly findings: readonly LedgerFinding[] }> {
  const { document } = draft;
  const { month } = document;
  const enterpriseId = enterprise.id;
  const scope = requestScope(request);
  const actor = actorOf(request, clock());
  const version = await database.transaction(async (tx) => {
    await lockLedger(tx, enterpriseId);
    const before = await findLedgerDraft(tx, scope, enterpriseId, month);
    const saved = await saveLedgerDraft(tx, enterpriseId, { ...draft, open: true }, actor);
    // Once per draft: a form that saves itself every few seconds would bury the log.
    if (before?.open !== true) {
      const subject = { type: 'ledger', id: `${enterpriseId}/${month}` };
      const act = { action: 'ledger-draft.open', enterpriseId, subject };
      await appendAudit(tx, requestAct(request, actor.atMs, act));
    }
    return saved;
  });
  const { executor } = database;
  const { checked } = await checkDrafts(executor, scope, enterprise, [document], actor.atMs);
  return { version, findings: checked.get(month)?.findings ?? [] };
}
