import type { AccountedKind } from '../energy/factors.ts';
import type { MeterUnit } from '../registry/lists.ts';
import { addMonths } from './months.ts';

const MS_PER_DAY = 86_400_000;
/** Reading day of suppliers who read on the last day of the month. */
export const LAST_DAY_OF_MONTH = 31;

/** Quantity by time of use (尖、峰、平、谷), in the bill's unit; what a tariff does not have is absent. */
export interface BillSplit {
  readonly sharp?: number | undefined;
  readonly peak?: number | undefined;
  readonly flat?: number | undefined;
  readonly valley?: number | undefined;
}

/** A supplier's bill; days as on the paper, both included. */
export interface EnergyBill {
  readonly kind: AccountedKind;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly quantity: number;
  readonly unit: MeterUnit;
  readonly amountCny: number | null;
  readonly split: BillSplit | null;
}

/**
 * The days a bill of a month is for, by the supplier's reading day (抄表例日): from the day after the
 * reading of the month before to the reading.
 *
 * @example billPeriod('2026-10', 25) // { firstDay: '2026-09-26', lastDay: '2026-10-25' }
 */
export function billPeriod(
  month: string,
  readingDay: number,
): { readonly firstDay: string; readonly lastDay: string } {
  if (readingDay === LAST_DAY_OF_MONTH) {
    return { firstDay: `${month}-01`, lastDay: dayAfter(`${addMonths(month, 1)}-01`, -1) };
  }
  const day = String(readingDay).padStart(2, '0');
  return {
    firstDay: dayAfter(`${addMonths(month, -1)}-${day}`, 1),
    lastDay: `${month}-${day}`,
  };
}

/** The day some days after another; before it for a negative count. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Whether the parts of a bill's split differ from its quantity by more than rounding. */
export function splitDiffers({ split, quantity }: EnergyBill): boolean {
  if (split === null) return false;
  const { sharp = 0, peak = 0, flat = 0, valley = 0 } = split;
  const sum = sharp + peak + flat + valley;
  return Math.abs(sum - quantity) > Math.max(1, Math.abs(quantity)) * 1e-3;
}
