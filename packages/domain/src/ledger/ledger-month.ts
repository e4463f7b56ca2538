import type { AccountedKind } from '../energy/factors.ts';
import type { MeterUnit } from '../registry/lists.ts';

/**
 * The quantities of a line, in the order of the form. What stands indented under another in the form
 * is a part of it: `purchasedOtherProvince` of `purchased`, the five uses of `consumed`,
 * `conversionInput` of `consumed`.
 */
export const LEDGER_QUANTITIES = [
  'openingStock',
  'purchased',
  'purchasedOtherProvince',
  'suppliedOut',
  'consumed',
  'consumedIndustrial',
  'consumedFeedstock',
  'consumedTransport',
  'consumedNonIndustrial',
  'consumedLiving',
  'conversionInput',
  'conversionOutput',
  'recovered',
  'distributionLoss',
  'closingStock',
] as const;
export type LedgerQuantity = (typeof LEDGER_QUANTITIES)[number];

/** The uses that make up `consumed`. */
export const CONSUMPTION_PARTS = [
  'consumedIndustrial',
  'consumedFeedstock',
  'consumedTransport',
  'consumedNonIndustrial',
  'consumedLiving',
] as const satisfies readonly LedgerQuantity[];

/** A measured net calorific value (低位发热量, as received) of one batch. */
export interface CalorificBatch {
  /** Amount of the batch, in the line's unit. */
  readonly quantity: number;
  /** Heat of a kilogram, or of a cubic metre where the line counts volume, kJ. */
  readonly kjPerUnit: number;
}

/** One kind of energy in one month; every quantity in the line's unit. */
export interface LedgerMonthLine extends Readonly<Record<LedgerQuantity, number>> {
  readonly kind: AccountedKind;
  readonly unit: MeterUnit;
  /** What the purchases cost, CNY; null where it was not filled in. */
  readonly purchaseCostCny: number | null;
  readonly calorificBatches: readonly CalorificBatch[];
}

/** What was made of one product in one month. */
export interface LedgerOutput {
  readonly productId: string;
  readonly quantity: number;
  /** Unit of the product as registered. */
  readonly unit: string;
  /** Gross output value (工业总产值), CNY; null where it was not filled in. */
  readonly outputValueCny: number | null;
  /** Value added (工业增加值), CNY; null where it was not filled in. */
  readonly valueAddedCny: number | null;
}

/** The ledger (能源台账) of one enterprise and month, complete. */
export interface LedgerMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly lines: readonly LedgerMonthLine[];
  readonly outputs: readonly LedgerOutput[];
}

/** A line somebody is still filling in: what is not there yet is null or absent. */
export interface LedgerDraftLine extends Partial<Readonly<Record<LedgerQuantity, number | null>>> {
  readonly kind: AccountedKind;
  readonly unit: MeterUnit;
  readonly purchaseCostCny?: number | null | undefined;
  readonly calorificBatches?: readonly CalorificBatch[] | undefined;
}

/** An output somebody is still filling in. */
export interface LedgerDraftOutput {
  readonly productId: string;
  readonly unit: string;
  readonly quantity?: number | null | undefined;
  readonly outputValueCny?: number | null | undefined;
  readonly valueAddedCny?: number | null | undefined;
}

/** A month as far as it is filled in. */
export interface LedgerDraft {
  readonly month: string;
  readonly lines: readonly LedgerDraftLine[];
  readonly outputs: readonly LedgerDraftOutput[];
}

/** What an authority sets for an enterprise's ledger. */
export interface LedgerSettings {
  /** Day of the following month until whose end a month's ledger is due, 1 to 28. */
  readonly dueDay: number;
  /** First month a ledger is owed for; null: the first one there is. */
  readonly firstMonth: string | null;
  /** Kinds owed every month; empty: those of the last month that counts. */
  readonly kinds: readonly AccountedKind[];
  /** Gain or loss against the supply of the month from which on it is pointed out, 0 to 1. */
  readonly gainLossWarningRatio: number;
  /** The same from which on the month is not taken. */
  readonly gainLossBlockingRatio: number;
  /** Change of a consumption against last month and last year from which on it is pointed out. */
  readonly changeWarningRatio: number;
}

/** Settings of an enterprise for which nobody has set any. */
export const DEFAULT_LEDGER_SETTINGS: LedgerSettings = {
  dueDay: 10,
  firstMonth: null,
  kinds: [],
  gainLossWarningRatio: 0.005,
  gainLossBlockingRatio: 0.05,
  changeWarningRatio: 0.5,
};

/**
 * What is in the month of a kind: opening stock, purchases, own conversion output and recovered energy.
 * A delivery raises it and is no consumption.
 */
export function supplyOf(line: LedgerMonthLine): number {
  return line.openingStock + line.purchased + line.conversionOutput + line.recovered;
}

/**
 * What the month cannot explain (盘盈盘亏, statistical difference), in the line's unit: supply − supplied
 * out − consumed − distribution loss − closing stock. Above zero, more came in than is accounted for.
 *
 * @example opening 500 + purchased 1 000 − consumed 1 200 − closing 290 = 10
 */
export function gainOrLossOf(line: LedgerMonthLine): number {
  const explained = line.suppliedOut + line.consumed + line.distributionLoss + line.closingStock;
  return supplyOf(line) - explained;
}

/** Mean measured calorific value of a line weighted by batch, kJ per kg or m³; null without batches. */
export function measuredCalorificValue(line: LedgerMonthLine): number | null {
  let heat = 0;
  let quantity = 0;
  for (const batch of line.calorificBatches) {
    heat += batch.quantity * batch.kjPerUnit;
    quantity += batch.quantity;
  }
  return quantity > 0 ? heat / quantity : null;
}
