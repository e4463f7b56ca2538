import { REFERENCE_FACTOR_SET } from '../../energy/reference/reference-set.ts';
import type { LedgerContext } from '../check-month.ts';
import {
  DEFAULT_LEDGER_SETTINGS,
  LEDGER_QUANTITIES,
  type LedgerMonthLine,
  type LedgerQuantity,
} from '../ledger-month.ts';

/** A line of raw coal in tonnes that is right in itself: 500 + 1 000 − 1 200 = 300. */
export function coalLine(changes: Partial<LedgerMonthLine> = {}): LedgerMonthLine {
  const zeros = Object.fromEntries(LEDGER_QUANTITIES.map((field) => [field, 0]));
  return {
    ...(zeros as Record<LedgerQuantity, number>),
    kind: 'raw-coal',
    unit: 't',
    openingStock: 500,
    purchased: 1_000,
    consumed: 1_200,
    consumedIndustrial: 1_200,
    closingStock: 300,
    purchaseCostCny: 800_000,
    calorificBatches: [],
    ...changes,
  };
}

/** A context in November 2026 without any history. */
export function ledgerContext(changes: Partial<LedgerContext> = {}): LedgerContext {
  return {
    currentMonth: '2026-11',
    previous: null,
    next: null,
    lastYear: null,
    products: [{ id: 'clinker', unit: 't' }],
    settings: DEFAULT_LEDGER_SETTINGS,
    factors: REFERENCE_FACTOR_SET,
    ...changes,
  };
}
