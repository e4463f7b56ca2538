import type { AccountedKind } from '../energy/factors.ts';
import { convertQuantity } from '../energy/units.ts';
import type { LedgerMonth } from '../ledger/ledger-month.ts';
import type { Target } from '../policy/policy-document.ts';
import { monthPeriod } from '../policy/target-period.ts';
import type { MeterUnit } from '../registry/lists.ts';
import { localDate } from '../time/local-day.ts';
import type { MonthFigure } from './settled-months.ts';

/** After a month readings are awaited for so long; those of the next month say sooner that it is over. */
const READINGS_AWAITED_MS = 3 * 86_400_000;
/** CNY in the unit that output value is counted in. */
const CNY_PER_OUTPUT_UNIT = 10_000;
/** Product that stands for the energy of the machines of a data centre, in the denominator of PUE. */
export const IT_ENERGY_PRODUCT = 'it-energy';

/** What an account says of one month. */
export interface AccountedMonth {
  /** `YYYY-MM` in the enterprise's zone. */
  readonly month: string;
  /** Tonnes; null where a part is missing. */
  readonly tceCalorific: number | null;
  readonly tcePrimary: number | null;
  readonly tco2: number | null;
  readonly kinds: readonly {
    readonly energyKind: string;
    readonly quantity: number | null;
    readonly unit: string;
  }[];
  readonly estimatedShare: number;
  readonly completeness: number | null;
}

/** What was made of one product in one month, or its value. */
export interface MonthOutput {
  readonly quantity: number;
  readonly unit: string;
}

/** Production by month and product, and its value by month in 10 000 CNY. */
export interface MonthOutputs {
  readonly quantities: ReadonlyMap<string, ReadonlyMap<string, MonthOutput>>;
  readonly values: ReadonlyMap<string, number>;
}

/**
 * The same months, those before the first energy ever as not known: a register of meters says nothing
 * of the time before its first reading, and 0 is not what was used then.
 *
 * @param months of one account, ascending
 */
export function withoutLeadingSilence(months: readonly AccountedMonth[]): AccountedMonth[] {
  const first = months.findIndex(({ kinds }) =>
    kinds.some(({ quantity }) => (quantity ?? 0) !== 0),
  );
  const silent = first === -1 ? months.length : first;
  return months.map((month, index) =>
    index < silent
      ? { ...month, tceCalorific: null, tcePrimary: null, tco2: null, kinds: [] }
      : month,
  );
}

/** Whether a month is over and its readings are no longer awaited. */
export function isMonthClosed(
  month: string,
  at: { readonly nowMs: number; readonly dataThroughMs: number; readonly timeZone: string },
): boolean {
  const { endMs } = monthPeriod(month, at.timeZone);
  if (at.nowMs < endMs) return false;
  return at.dataThroughMs >= endMs || at.nowMs >= endMs + READINGS_AWAITED_MS;
}

/**
 * Production by month: what the ledger of the month says of a product, or else what devices reported.
 * Reports that lie across a border of months are divided by time.
 */
export function outputsByMonth(
  reported: readonly {
    readonly product: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly quantity: number;
    readonly unit: string;
  }[],
  ledger: ReadonlyMap<string, LedgerMonth>,
  timeZone: string,
): MonthOutputs {
  const quantities = new Map<string, Map<string, MonthOutput>>();
  const values = new Map<string, number>();
  const add = (month: string, product: string, quantity: number, unit: string) => {
    const products = quantities.get(month) ?? new Map<string, MonthOutput>();
    quantities.set(month, products);
    const known = products.get(product);
    const isSame = known?.unit === unit;
    products.set(product, { quantity: (isSame ? known.quantity : 0) + quantity, unit });
  };
  for (const { product, fromMs, toMs, quantity, unit } of reported) {
    for (const { month, share } of monthShares(fromMs, toMs, timeZone)) {
      add(month, product, quantity * share, unit);
    }
  }
  for (const [month, { outputs }] of ledger) {
    const products = quantities.get(month) ?? new Map<string, MonthOutput>();
    quantities.set(month, products);
    for (const { productId, quantity, unit } of outputs)
      products.set(productId, { quantity, unit });
    const known = outputs.flatMap(({ outputValueCny }) => outputValueCny ?? []);
    // A product whose value nobody filled in would make the sum too small.
    if (known.length === 0 || known.length < outputs.length) continue;
    values.set(month, known.reduce((sum, value) => sum + value, 0) / CNY_PER_OUTPUT_UNIT);
  }
  return { quantities, values };
}

/**
 * A target's figure of one month from its account: energy in the target's unit, and for ratios what it
 * is divided by. What cannot be told is null, never 0.
 */
export function targetMonth(
  target: Pick<Target, 'metric' | 'basis' | 'energyKind' | 'unit' | 'product'>,
  accounted: AccountedMonth,
  outputs: MonthOutputs,
  state: Pick<MonthFigure, 'isClosed' | 'ledger'>,
): MonthFigure {
  const { month, estimatedShare, completeness } = accounted;
  const output = outputOf(target, month, outputs);
  return {
    ...{ month, estimatedShare, completeness, ...state },
    value: energyOf(target, accounted),
    ...(output === undefined ? {} : { output }),
  };
}

function energyOf(
  target: Pick<Target, 'metric' | 'basis' | 'energyKind' | 'unit'>,
  accounted: AccountedMonth,
): number | null {
  switch (target.metric) {
    case 'tce':
    case 'kgce-per-unit':
    case 'tce-per-output-value':
      return target.basis === 'calorific' ? accounted.tceCalorific : accounted.tcePrimary;
    case 'tco2':
      return accounted.tco2;
    case 'physical':
      return quantityOf(accounted, target.energyKind, target.unit ?? 'kWh');
    case 'pue':
      return quantityOf(accounted, 'electricity', 'kWh');
  }
}

function quantityOf(
  { kinds }: AccountedMonth,
  kind: AccountedKind | undefined,
  unit: MeterUnit,
): number | null {
  const own = kinds.filter(({ energyKind }) => energyKind === kind);
  if (own.length === 0) return null;
  return own.reduce<number | null>((sum, each) => {
    const amount =
      each.quantity === null ? null : convertQuantity(each.quantity, each.unit as MeterUnit, unit);
    return sum === null || amount === null ? null : sum + amount;
  }, 0);
}

/** Undefined for amounts, null where it was not reported. */
function outputOf(
  target: Pick<Target, 'metric' | 'product'>,
  month: string,
  { quantities, values }: MonthOutputs,
): number | null | undefined {
  if (target.metric === 'tce-per-output-value') return values.get(month) ?? null;
  if (target.metric === 'pue') {
    const made = quantities.get(month)?.get(target.product ?? IT_ENERGY_PRODUCT);
    return made === undefined
      ? null
      : convertQuantity(made.quantity, made.unit as MeterUnit, 'kWh');
  }
  if (target.product === undefined) return undefined;
  return quantities.get(month)?.get(target.product)?.quantity ?? null;
}

function monthShares(fromMs: number, toMs: number, timeZone: string) {
  const shares: { month: string; share: number }[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const month = localDate(atMs, timeZone).slice(0, 7);
    const endMs = Math.min(toMs, monthPeriod(month, timeZone).endMs);
    shares.push({ month, share: (endMs - atMs) / (toMs - fromMs) });
    atMs = endMs;
  }
  return shares;
}
