import { type AwaitingMonth, awaitingMonths, type KnownMonth } from '@hengneng/domain';
import type { Executor } from '../connection.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { getLedgerSettings } from './ledger-drafts.ts';
import { countingOf, listLedgerRevisions } from './ledger-revisions.ts';

/** Nothing is older; a list that starts here is all there is. */
const FIRST_MONTH = '2000-01';

/**
 * Months of an enterprise of the scope whose ledger, or a kind of it, is awaited, oldest first: they
 * are not judged. With the due day in force.
 *
 * @param query.today in the enterprise's zone, `YYYY-MM-DD`
 */
export async function listAwaitingMonths(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseId: string; readonly today: string },
): Promise<{ readonly dueDay: number; readonly months: readonly AwaitingMonth[] }> {
  const { enterpriseId, today } = query;
  const revisions = await listLedgerRevisions(executor, scope, {
    enterpriseId,
    fromMonth: FIRST_MONTH,
    toMonth: today.slice(0, 7),
  });
  const counting = countingOf(revisions);
  const known = new Map<string, KnownMonth>();
  for (const { month, state } of revisions) {
    known.set(month, { month, state, counting: counting.get(month) ?? null });
  }
  const { settings } = await getLedgerSettings(executor, scope, enterpriseId);
  return { dueDay: settings.dueDay, months: awaitingMonths([...known.values()], settings, today) };
}
