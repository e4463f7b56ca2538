import type { LedgerLine } from '../energy/accounts/account-types.ts';
import type { LedgerMonth } from './ledger-month.ts';

/**
 * The lines of a ledger as the accounts take them: what is lost in distribution inside the enterprise
 * is consumed by it, non-industrial use and living quarters are outside production.
 */
export function toAccountLines(month: LedgerMonth): LedgerLine[] {
  return month.lines.map((line) => ({
    energyKind: line.kind,
    unit: line.unit,
    opening: line.openingStock,
    purchased: line.purchased,
    closing: line.closingStock,
    consumed: line.consumed + line.distributionLoss,
    suppliedOut: line.suppliedOut,
    feedstock: line.consumedFeedstock,
    conversionInput: line.conversionInput,
    conversionOutput: line.conversionOutput,
    recovered: line.recovered,
    nonProduction: line.consumedNonIndustrial + line.consumedLiving,
  }));
}
