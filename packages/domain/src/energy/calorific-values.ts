import { type LedgerMonth, measuredCalorificValue } from '../ledger/ledger-month.ts';
import { addMonths } from '../ledger/months.ts';
import { kgceFromCalorificValue } from './equivalents.ts';
import type { AccountedKind, FactorSet, StandardCoalFactor } from './factors.ts';
import { dimensionOf } from './units.ts';

/** A measured net calorific value (低位发热量) of an enterprise's own fuel, of a month or a batch. */
export interface CalorificValue {
  /** Rises with every value that is recorded. */
  readonly no: number;
  readonly enterpriseId: string;
  readonly energyKind: AccountedKind;
  readonly unit: 'kg' | 'm3';
  /** First day it holds, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** First day it no longer holds. */
  readonly validTo: string;
  /** Name of the batch; empty for the period as a whole. */
  readonly batch: string;
  /** Amount of the batch, in `unit`; its weight in the mean. Null for the period as a whole. */
  readonly batchQuantity: number | null;
  /** Kilojoules per unit; null takes an earlier value of the same period and batch back. */
  readonly kjPerUnit: number | null;
  /** Test report. */
  readonly documentNo: string;
}

/**
 * The values that count: of several for one kind, unit, period and batch the one recorded last; none
 * where that one takes it back.
 */
export function calorificValuesInForce(values: Iterable<CalorificValue>): CalorificValue[] {
  const latest = new Map<string, CalorificValue>();
  for (const value of values) {
    const { enterpriseId, energyKind, unit, validFrom, validTo, batch } = value;
    const key = JSON.stringify([enterpriseId, energyKind, unit, validFrom, validTo, batch]);
    const other = latest.get(key);
    if (other === undefined || value.no > other.no) latest.set(key, value);
  }
  return [...latest.values()].filter(({ kjPerUnit }) => kjPerUnit !== null);
}

/**
 * Standard-coal factors that follow from measured values: kgce per unit = kJ / 29 307.6. Batches of
 * one period give the mean weighted by their amounts; a value for the period as a whole goes before
 * its batches.
 *
 * @example two batches, 1 000 t of 20 000 kJ/kg and 3 000 t of 22 000 kJ/kg: 21 500 kJ/kg
 */
export function calorificFactors(values: Iterable<CalorificValue>): StandardCoalFactor[] {
  const groups = Map.groupBy(calorificValuesInForce(values), (value) => {
    const { enterpriseId, energyKind, unit, validFrom, validTo } = value;
    return JSON.stringify([enterpriseId, energyKind, unit, validFrom, validTo]);
  });
  return [...groups.values()].flatMap((group) => {
    const whole = group.find(({ batch }) => batch === '');
    const used = whole === undefined ? group : [whole];
    const [first] = used;
    const kjPerUnit = weightedMean(used);
    if (first === undefined || kjPerUnit === null) return [];
    const { enterpriseId, energyKind, unit, validFrom, validTo } = first;
    const documents = [...new Set(used.map(({ documentNo }) => documentNo))].sort();
    const no = Math.max(...used.map((value) => value.no));
    return [
      {
        id: no > 0 ? `measured-${no}` : `ledger-${energyKind}-${validFrom.slice(0, 7)}`,
        kind: energyKind,
        unit,
        basis: 'both' as const,
        kgcePerUnit: kgceFromCalorificValue(kjPerUnit),
        range: null,
        validFrom,
        validTo,
        regionCode: null,
        enterpriseId,
        purpose: null,
        status: 'final' as const,
        origin: 'measured' as const,
        source: `Measured net calorific value ${kjPerUnit} kJ/${unit}: ${documents.join(', ')}`,
        verified: false,
      },
    ];
  });
}

/**
 * The measured values of a month's ledger, as values of the whole month: batches weighted by amount. A
 * value in the register, whose `no` is higher, goes before them.
 */
export function ledgerCalorificValues(enterpriseId: string, month: LedgerMonth): CalorificValue[] {
  return month.lines.flatMap((line) => {
    const dimension = dimensionOf(line.unit);
    const kjPerUnit = measuredCalorificValue(line);
    if (kjPerUnit === null || (dimension !== 'mass' && dimension !== 'volume')) return [];
    return [
      {
        no: 0,
        enterpriseId,
        energyKind: line.kind,
        unit: dimension === 'mass' ? ('kg' as const) : ('m3' as const),
        validFrom: `${month.month}-01`,
        validTo: `${addMonths(month.month, 1)}-01`,
        batch: '',
        batchQuantity: null,
        kjPerUnit,
        documentNo: `ledger of ${month.month}`,
      },
    ];
  });
}

/** A set with the factors that follow from an enterprise's measured values; its id stays. */
export function withCalorificValues(set: FactorSet, values: Iterable<CalorificValue>): FactorSet {
  const measured = calorificFactors(values);
  if (measured.length === 0) return set;
  return { ...set, standardCoal: [...set.standardCoal, ...measured] };
}

/** Null where there is nothing to weigh by. */
function weightedMean(values: readonly CalorificValue[]): number | null {
  const [first] = values;
  if (values.length === 1 && first !== undefined) return first.kjPerUnit;
  let heat = 0;
  let amount = 0;
  for (const { kjPerUnit, batchQuantity } of values.toSorted((left, right) => left.no - right.no)) {
    heat += (kjPerUnit ?? 0) * (batchQuantity ?? 0);
    amount += batchQuantity ?? 0;
  }
  return amount > 0 ? heat / amount : null;
}
