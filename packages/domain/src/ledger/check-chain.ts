import { type CheckedLedger, checkLedger, type LedgerContext } from './check-month.ts';
import type { LedgerDraft, LedgerMonth } from './ledger-month.ts';
import { addMonths } from './months.ts';

/**
 * Checks many months together, in time order, each against the ones before it, whether they come with
 * it or are on record: so a chain of stocks is whole from end to end.
 *
 * @param known the months on record, by `YYYY-MM`; one that comes again goes before it.
 */
export function checkLedgerChain(
  drafts: readonly LedgerDraft[],
  known: ReadonlyMap<string, LedgerMonth>,
  context: Omit<LedgerContext, 'previous' | 'next' | 'lastYear'>,
): ReadonlyMap<string, CheckedLedger> {
  const months = new Map(known);
  const coming = new Set(drafts.map((draft) => draft.month));
  const checked = new Map<string, CheckedLedger>();
  const inOrder = drafts.toSorted((left, right) => (left.month < right.month ? -1 : 1));
  for (const draft of inOrder) {
    const next = addMonths(draft.month, 1);
    const result = checkLedger(draft, {
      ...context,
      previous: months.get(addMonths(draft.month, -1)) ?? null,
      // One that comes too is checked against this one when its turn comes.
      next: coming.has(next) ? null : (known.get(next) ?? null),
      lastYear: months.get(addMonths(draft.month, -12)) ?? null,
    });
    checked.set(draft.month, result);
    // A month that is wrong in itself must not hide what is wrong with the next one, nor accuse it.
    if (result.month !== null) months.set(draft.month, result.month);
    else months.delete(draft.month);
  }
  return checked;
}
