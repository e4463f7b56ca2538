import type { NotJudgedReason } from './judgement.ts';
import type { SettlingThresholds } from './thresholds.ts';

/** What is known of one month of a target's period, up to where the data reach. */
export interface MonthFigure {
  /** `YYYY-MM` in the enterprise's zone. */
  readonly month: string;
  /** Energy of the month in the target's unit (of ratios: the numerator); null where missing. */
  readonly value: number | null;
  /** Of ratio targets: units of product, or 10 000 CNY, or IT energy; null while not reported. */
  readonly output?: number | null | undefined;
  /** Estimated part of the value, 0 to 1. */
  readonly estimatedShare: number;
  /** Readings there of readings due, 0 to 1; null where none are due (all by ledger). */
  readonly completeness: number | null;
  /** The month is over and its readings are no longer awaited. */
  readonly isClosed: boolean;
  readonly ledger: 'in' | 'awaiting' | 'not-owed';
}

/** The months that may be judged formally, and why there are not more. */
export interface SettledMonths {
  /** From the start of the period on, without a gap. */
  readonly settled: readonly MonthFigure[];
  /** First month that is not settled; null where all of the period are. */
  readonly stoppedBy: { readonly month: string; readonly reason: NotJudgedReason } | null;
}

/**
 * The settled months at the start of a period: closed, ledger in, readings complete. They end before the
 * first month that is not, since a sum with a hole in it says nothing.
 *
 * @param names all months of the period, in order
 */
export function settledMonths(
  names: readonly string[],
  months: readonly MonthFigure[],
  { completenessMinRatio }: SettlingThresholds,
): SettledMonths {
  const byName = new Map(months.map((month) => [month.month, month]));
  const settled: MonthFigure[] = [];
  for (const name of names) {
    const figure = byName.get(name);
    const reason = unsettledReason(figure, completenessMinRatio);
    if (reason !== null || figure === undefined) {
      return { settled, stoppedBy: { month: name, reason: reason ?? 'too-early' } };
    }
    settled.push(figure);
  }
  return { settled, stoppedBy: null };
}

/** Months of the period with a value, settled or not, up to the first one without. */
export function knownMonths(
  names: readonly string[],
  months: readonly MonthFigure[],
): readonly MonthFigure[] {
  const byName = new Map(months.map((month) => [month.month, month]));
  const known: MonthFigure[] = [];
  for (const name of names) {
    const figure = byName.get(name);
    if (figure === undefined || figure.value === null) break;
    known.push(figure);
  }
  return known;
}

/** Sum of the values; 0 for no months. */
export function totalOf(months: readonly MonthFigure[]): number {
  return months.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

/** Estimated share of the sum, weighted by the size of the values; null for no months. */
export function estimatedShareOf(months: readonly MonthFigure[]): number | null {
  if (months.length === 0) return null;
  const weight = months.reduce((sum, { value }) => sum + Math.abs(value ?? 0), 0);
  if (weight === 0) return Math.max(...months.map(({ estimatedShare }) => estimatedShare));
  const estimated = months.reduce(
    (sum, { value, estimatedShare }) => sum + Math.abs(value ?? 0) * estimatedShare,
    0,
  );
  return estimated / weight;
}

/** Why a month may not be judged formally by itself; null where it may. */
export function unsettledReason(
  figure: MonthFigure | undefined,
  completenessMinRatio: number,
): NotJudgedReason | null {
  if (figure === undefined || !figure.isClosed) return 'too-early';
  if (figure.ledger === 'awaiting') return 'awaiting-report';
  if (figure.value === null) return 'no-data';
  const isComplete = figure.completeness === null || figure.completeness >= completenessMinRatio;
  return isComplete ? null : 'incomplete';
}
