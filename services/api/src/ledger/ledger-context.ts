import {
  type Enterprise,
  type Executor,
  getEnterprise,
  getLedgerSettings,
  type LedgerActor,
  type LedgerRevision,
  latestOf,
  listLedgerRevisions,
  listProducts,
  loadFactorSet,
  type TenantScope,
} from '@hengneng/database';
import {
  addMonths,
  type CheckedLedger,
  checkLedgerChain,
  DomainError,
  type LedgerDraft,
  localDate,
  periodNamed,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import type { Permission } from '../access/matrix.ts';
import {
  asOfWanted,
  assertWithinEngagement,
  isAllowed,
  type Principal,
} from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Who acts, and when, for the record. */
export function actorOf(request: FastifyRequest, atMs: number): LedgerActor {
  const { userId, username } = principalOf(request);
  return { atMs, userId, username };
}

/** The enterprise of the request, checked to be in scope and its months within engagements. */
export async function enterpriseForMonths(
  request: FastifyRequest,
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  wanted: {
    readonly enterpriseId: string;
    readonly fromMonth: string;
    readonly toMonth: string;
    readonly permission: Permission;
  },
): Promise<Enterprise> {
  const { enterpriseId, fromMonth, toMonth, permission } = wanted;
  const scope = requestScope(request);
  const enterprise = await getEnterprise(database.executor, scope, enterpriseId, clock());
  const { timeZone } = enterprise;
  const fromMs = periodNamed(fromMonth, timeZone)?.startMs;
  const toMs = periodNamed(toMonth, timeZone)?.endMs;
  if (fromMs === undefined || toMs === undefined || fromMs >= toMs) {
    throw new DomainError('TIME_RANGE_INVALID', 'Ask for a month or later months after it.');
  }
  assertWithinEngagement(principalOf(request), permission, {
    enterpriseId,
    timeZone,
    fromMs,
    toMs,
  });
  return enterprise;
}

/**
 * Which state of the record a read is about: the one asked for, or the frozen state of the auditor who
 * asks; undefined for what is on record now.
 *
 * @throws DomainError TIME_RANGE_INVALID for an instant of which nothing can be known yet
 */
export function recordAsOf(
  principal: Principal,
  { clock }: Pick<ApiDependencies, 'clock'>,
  wanted: { readonly enterpriseId: string; readonly asOf?: number | undefined },
): number | undefined {
  const { enterpriseId, asOf } = wanted;
  if (asOf !== undefined && asOf > clock()) {
    throw new DomainError('TIME_RANGE_INVALID', 'asOf lies in the future.');
  }
  return asOfWanted(principal, enterpriseId, asOf) ?? undefined;
}

/** Checks of drafts against the months around them that are on record. */
export async function checkDrafts(
  executor: Executor,
  scope: TenantScope,
  enterprise: Pick<Enterprise, 'id' | 'timeZone'>,
  drafts: readonly LedgerDraft[],
  nowMs: number,
): Promise<{
  readonly checked: ReadonlyMap<string, CheckedLedger>;
  readonly revisions: readonly LedgerRevision[];
}> {
  const months = drafts.map((draft) => draft.month).sort();
  const [first = '', last = first] = [months[0], months.at(-1)];
  const revisions = await listLedgerRevisions(executor, scope, {
    enterpriseId: enterprise.id,
    fromMonth: addMonths(first, -12),
    toMonth: addMonths(last, 1),
  });
  const { settings } = await getLedgerSettings(executor, scope, enterprise.id);
  const products = await listProducts(executor, scope, enterprise.id);
  const checked = checkLedgerChain(drafts, latestOf(revisions), {
    currentMonth: localDate(nowMs, enterprise.timeZone).slice(0, 7),
    products,
    settings,
    // The general tables: an enterprise's own calorific values are what is being looked at.
    factors: await loadFactorSet(executor, { asOfMs: nowMs }),
  });
  return { checked, revisions };
}

/** Whether somebody works for the enterprise, rather than looking at another's data. */
export function isOwnStaff(principal: Principal): boolean {
  return isAllowed(principal, 'ledger.fill') || isAllowed(principal, 'ledger.check');
}
