import type { AccountedKind } from '../energy/factors.ts';
import { convertQuantity } from '../energy/units.ts';
import type { MeterUnit } from '../registry/lists.ts';
import { billPeriod, type EnergyBill } from './bills.ts';
import type { LedgerMonth } from './ledger-month.ts';
import { monthsOfYear } from './months.ts';

/** Daily against monthly figures may differ by this share (notice of 2019-12 on uploads, 5 %). */
export const CONSISTENCY_RATIO_MAX = 0.05;
/** Below this share two figures agree: rounding, and the last reading of a day. */
export const AGREEMENT_RATIO_MAX = 0.005;
/** How near a ratio must be to a round factor to be taken for it. */
const FACTOR_SPREAD = 0.02;
const COMPLETENESS_MIN = 0.98;
const ESTIMATED_SHARE_MIN = 0.02;
/** Current and voltage transformers, and counters that show tens or hundreds. */
const MULTIPLIERS = [10, 15, 20, 30, 40, 50, 60, 75, 80, 100, 120, 150, 160, 200, 300, 400, 500];
/** Kilo, ten thousand (万), and kilo-kilo. */
const UNIT_FACTORS = [1_000, 10_000, 1_000_000];

/** What meters counted of one kind on one local day, all that bring it in together. */
export interface MeteredDay {
  /** `YYYY-MM-DD` in the enterprise's zone. */
  readonly day: string;
  readonly quantity: number;
  readonly estimatedQuantity: number;
  readonly coveredMs: number;
  /** Time for which figures are expected, over all meters. */
  readonly expectedMs: number;
}

/** The same over some days. */
export interface MeteredSum {
  readonly quantity: number;
  /** Share of the quantity that is estimated or questionable, 0 to 1. */
  readonly estimatedShare: number;
  /** Known time over expected time, 0 to 1. */
  readonly completeness: number;
}

/** What may lie behind a difference. */
export type DifferenceCause =
  | { readonly code: 'period-shift'; readonly quantity: number; readonly ratio: number }
  | { readonly code: 'missing-readings'; readonly completeness: number }
  | { readonly code: 'estimated-readings'; readonly share: number }
  /** The registered multiplier is too low by this factor; below 1: too high. */
  | { readonly code: 'multiplier'; readonly factor: number }
  /** One of the two was written in a unit that many times larger; below 1: smaller. */
  | { readonly code: 'unit'; readonly factor: number };

/** Which two figures are held against each other; the second one is the reference. */
export const COMPARISONS = ['metered-ledger', 'metered-bill', 'bill-ledger'] as const;
export type ComparisonName = (typeof COMPARISONS)[number];

/** Two figures and how far they are apart. */
export interface Comparison {
  readonly name: ComparisonName;
  readonly left: number;
  readonly right: number;
  /** Left less right. */
  readonly difference: number;
  /** Difference over the right figure; null where that is 0. */
  readonly ratio: number | null;
  /** `agrees` up to 0.5 %, `within` up to 5 %, `beyond` above. */
  readonly verdict: 'agrees' | 'within' | 'beyond';
  readonly causes: readonly DifferenceCause[];
}

/** A month of a kind from three sides, in one unit; null where a side has nothing. */
export interface ReconciledMonth {
  readonly month: string;
  readonly metered: MeteredSum | null;
  /** Purchased by the ledger. */
  readonly ledger: number | null;
  /** Billed, over the bill's own days; the bills that end in the month, together. */
  readonly bill: {
    readonly quantity: number;
    readonly amountCny: number | null;
    readonly firstDay: string;
    readonly lastDay: string;
    /** What the meters counted on those days. */
    readonly metered: MeteredSum | null;
  } | null;
  readonly comparisons: readonly Comparison[];
}

/** A kind of a year. */
export interface ReconciledKind {
  readonly kind: AccountedKind;
  readonly unit: MeterUnit;
  readonly readingDay: number | null;
  readonly months: readonly ReconciledMonth[];
}

/** What is held together for one kind. */
export interface ReconciliationRequest {
  readonly kind: AccountedKind;
  /** Unit of the answer; figures that cannot be converted to it count as absent. */
  readonly unit: MeterUnit;
  readonly year: number;
  /** Unit of the metered quantities; null without meters. */
  readonly meteredUnit: MeterUnit | null;
  readonly days: readonly MeteredDay[];
  readonly months: ReadonlyMap<string, LedgerMonth>;
  readonly bills: readonly EnergyBill[];
  /** Reading day of the supplier, if it is known. */
  readonly readingDay: number | null;
}

/**
 * Holds what meters counted, what the ledger says was purchased and what was billed against each other
 * for every month of a year, and names what may lie behind a difference.
 */
export function reconcileKind(request: ReconciliationRequest): ReconciledKind {
  const { kind, unit, readingDay } = request;
  const months = monthsOfYear(request.year).map((month) => reconcileMonth(month, request));
  return { kind, unit, readingDay, months };
}

function reconcileMonth(month: string, request: ReconciliationRequest): ReconciledMonth {
  const { kind, unit, readingDay, bills } = request;
  const line = request.months.get(month)?.lines.find((other) => other.kind === kind);
  const ledger = line === undefined ? null : convertQuantity(line.purchased, line.unit, unit);
  const metered = meteredSum(`${month}-01`, `${month}-31`, request);
  const own = bills.filter((bill) => bill.kind === kind && bill.lastDay.startsWith(month));
  const bill = billOf(own, request);
  const shifted = readingDay === null ? null : billPeriod(month, readingDay);
  const overBillDays =
    shifted === null ? null : meteredSum(shifted.firstDay, shifted.lastDay, request);
  const comparisons: Comparison[] = [];
  if (metered !== null && ledger !== null) {
    comparisons.push(
      compare('metered-ledger', metered.quantity, ledger, {
        metered,
        // A ledger kept by the supplier's readings: the same meters over the bill's days.
        shifted: overBillDays?.quantity ?? bill?.metered?.quantity ?? null,
      }),
    );
  }
  if (bill?.metered) {
    const { quantity } = bill.metered;
    // A bill whose days are not those on the paper: the same meters over the calendar month.
    const shift = { metered: bill.metered, shifted: metered?.quantity ?? null };
    comparisons.push(compare('metered-bill', quantity, bill.quantity, shift));
  }
  if (bill !== null && ledger !== null) {
    comparisons.push(
      compare('bill-ledger', bill.quantity, ledger, { metered: null, shifted: null }),
    );
  }
  return { month, metered, ledger, bill, comparisons };
}

function billOf(bills: readonly EnergyBill[], request: ReconciliationRequest) {
  const [first] = bills;
  if (first === undefined) return null;
  let quantity = 0;
  let amountCny: number | null = 0;
  let { firstDay, lastDay } = first;
  for (const bill of bills) {
    const converted = convertQuantity(bill.quantity, bill.unit, request.unit);
    if (converted === null) return null;
    quantity += converted;
    amountCny = amountCny === null || bill.amountCny === null ? null : amountCny + bill.amountCny;
    if (bill.firstDay < firstDay) firstDay = bill.firstDay;
    if (bill.lastDay > lastDay) lastDay = bill.lastDay;
  }
  return {
    quantity,
    amountCny,
    firstDay,
    lastDay,
    metered: meteredSum(firstDay, lastDay, request),
  };
}

/** What the meters counted from one day to another, both included; null where nothing is expected. */
function meteredSum(
  firstDay: string,
  lastDay: string,
  { days, meteredUnit, unit }: ReconciliationRequest,
): MeteredSum | null {
  if (meteredUnit === null) return null;
  let [quantity, estimated, coveredMs, expectedMs] = [0, 0, 0, 0];
  for (const day of days) {
    if (day.day < firstDay || day.day > lastDay) continue;
    quantity += day.quantity;
    estimated += day.estimatedQuantity;
    coveredMs += day.coveredMs;
    expectedMs += day.expectedMs;
  }
  const converted = convertQuantity(quantity, meteredUnit, unit);
  if (converted === null || expectedMs === 0) return null;
  return {
    quantity: converted,
    estimatedShare: quantity === 0 ? 0 : estimated / quantity,
    completeness: Math.min(1, coveredMs / expectedMs),
  };
}

function compare(
  name: ComparisonName,
  left: number,
  right: number,
  behind: { readonly metered: MeteredSum | null; readonly shifted: number | null },
): Comparison {
  const difference = left - right;
  const ratio = right === 0 ? null : difference / right;
  const size = ratio === null ? (difference === 0 ? 0 : Number.POSITIVE_INFINITY) : Math.abs(ratio);
  const verdict =
    size <= AGREEMENT_RATIO_MAX ? 'agrees' : size <= CONSISTENCY_RATIO_MAX ? 'within' : 'beyond';
  const causes = verdict === 'agrees' ? [] : causesOf(left, right, behind);
  return { name, left, right, difference, ratio, verdict, causes };
}

/** Likely causes, the ones that explain the whole difference first. */
function causesOf(
  left: number,
  right: number,
  { metered, shifted }: { readonly metered: MeteredSum | null; readonly shifted: number | null },
): DifferenceCause[] {
  const causes: DifferenceCause[] = [];
  const unit = nearFactor(right / left, UNIT_FACTORS);
  if (unit !== null) causes.push({ code: 'unit', factor: unit });
  const multiplier = nearFactor(right / left, MULTIPLIERS);
  if (metered !== null && multiplier !== null) {
    causes.push({ code: 'multiplier', factor: multiplier });
  }
  if (shifted !== null && right !== 0) {
    const ratio = (shifted - right) / right;
    const isNearer = Math.abs(shifted - right) < Math.abs(left - right) / 2;
    if (isNearer) causes.push({ code: 'period-shift', quantity: shifted, ratio });
  }
  if (metered !== null && metered.completeness < COMPLETENESS_MIN) {
    causes.push({ code: 'missing-readings', completeness: metered.completeness });
  }
  if (metered !== null && metered.estimatedShare > ESTIMATED_SHARE_MIN) {
    causes.push({ code: 'estimated-readings', share: metered.estimatedShare });
  }
  return causes;
}

/** The factor, or one over it, that a ratio is near to; null where it is near none. */
function nearFactor(ratio: number, factors: readonly number[]): number | null {
  if (!Number.isFinite(ratio) || ratio <= 0) return null;
  for (const factor of factors) {
    for (const candidate of [factor, 1 / factor]) {
      if (Math.abs(ratio / candidate - 1) <= FACTOR_SPREAD) return candidate;
    }
  }
  return null;
}
