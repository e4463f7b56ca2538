import type { AccountedKind } from '../factors.ts';
import { convertQuantity, type StorageUnit, storageUnitOf } from '../units.ts';
import type { AssessedRule, LedgerLine, QuantityParts } from './account-types.ts';
import type { JudgedFlow } from './counted-meters.ts';

/** What one kind amounts to in one unit, before factors. Kinds in litres and kilograms have two. */
export interface KindQuantities {
  readonly unit: StorageUnit;
  /** In the account asked for, deductions taken off. */
  readonly net: number;
  /** The same with only those deductions that an intensity has too. */
  readonly netForIntensity: number;
  /** What was burned or bought, for CO2: the same in every account. */
  readonly carbon: number;
  readonly parts: QuantityParts;
}

/** Which formula applies, and what an assessed rule takes off. */
export interface Formula {
  readonly base: AssessedRule['base'];
  readonly deductions: AssessedRule['deductions'];
  readonly greenCertificateKwh: number;
}

/** Adds up the counted meters of one kind, by unit. */
export function meteredQuantities(
  kind: AccountedKind,
  flows: readonly JudgedFlow[],
  lines: readonly LedgerLine[],
  formula: Formula,
): KindQuantities[] {
  const totals = new Tally();
  addMeters(totals, flows);
  for (const { unit, feedstock } of lines) {
    // Nothing in another unit would ask for a factor of that unit.
    if (feedstock) totals.add(unit, 'feedstock', feedstock);
  }
  addCertificates(totals, kind, formula);
  return totals.units().map((unit) => {
    const sum = totals.of(unit);
    const gross = sum.purchased - sum.suppliedOut + sum.renewables;
    const parts = { ...NO_PARTS, ...pick(sum, ['purchased', 'suppliedOut', 'renewables']) };
    return finish(unit, sum, { gross, carbon: sum.purchased - sum.suppliedOut }, parts, formula);
  });
}

/**
 * Adds up the ledger lines of one kind, by unit; null when a column that the account needs is blank.
 * Renewable generation comes from meters even here: no ledger has a column for it.
 */
export function ledgerQuantities(
  kind: AccountedKind,
  flows: readonly JudgedFlow[],
  lines: readonly LedgerLine[],
  formula: Formula,
): KindQuantities[] | null {
  const totals = new Tally();
  addMeters(
    totals,
    flows.filter(({ generation }) => generation === 'renewable'),
  );
  for (const line of lines) {
    const { opening, purchased, closing } = line;
    if (opening === null || purchased === null || closing === null) return null;
    if (formula.base === 'statistical' && line.consumed === null) return null;
    totals.add(line.unit, 'purchased', purchased);
    totals.add(line.unit, 'opening', opening);
    totals.add(line.unit, 'closing', closing);
    totals.add(line.unit, 'consumed', line.consumed ?? 0);
    for (const column of OPTIONAL_COLUMNS) totals.add(line.unit, column, line[column] ?? 0);
  }
  addCertificates(totals, kind, formula);
  return totals.units().map((unit) => {
    const sum = totals.of(unit);
    const stockDrawn = sum.opening - sum.closing;
    const used = stockDrawn + sum.purchased - sum.suppliedOut - sum.nonProduction;
    if (formula.base === 'comprehensive') {
      const parts = {
        ...NO_PARTS,
        stockDrawn,
        ...pick(sum, ['purchased', 'suppliedOut', 'nonProduction', 'renewables']),
      };
      const gross = used + sum.renewables;
      return finish(unit, sum, { gross, carbon: used }, parts, formula);
    }
    // Consumption holds the own generation already.
    const gross = sum.consumed - sum.conversionOutput - sum.recovered - sum.nonProduction;
    const parts = {
      ...NO_PARTS,
      ...pick(sum, ['consumed', 'conversionOutput', 'recovered', 'nonProduction']),
    };
    return finish(unit, sum, { gross, carbon: used }, parts, formula);
  });
}

const OPTIONAL_COLUMNS = [
  'suppliedOut',
  'feedstock',
  'conversionOutput',
  'recovered',
  'nonProduction',
] as const;

const NO_PARTS: QuantityParts = {
  purchased: 0,
  suppliedOut: 0,
  stockDrawn: 0,
  nonProduction: 0,
  renewables: 0,
  consumed: 0,
  conversionOutput: 0,
  recovered: 0,
  deducted: 0,
};

function addMeters(totals: Tally, flows: readonly JudgedFlow[]): void {
  for (const { row, verdict } of flows) {
    if (verdict !== 'counted') continue;
    if (row.flow === 'purchased') totals.add(row.unit, 'purchased', row.quantity);
    if (row.flow === 'supplied-out') totals.add(row.unit, 'suppliedOut', row.quantity);
    if (row.flow === 'generated') totals.add(row.unit, 'renewables', row.quantity);
  }
}

function addCertificates(totals: Tally, kind: AccountedKind, formula: Formula): void {
  if (kind !== 'electricity' || formula.greenCertificateKwh === 0) return;
  totals.add('kWh', 'certificates', formula.greenCertificateKwh);
}

/** Takes the deductions off; feedstock does not burn, so it is never in the CO2. */
function finish(
  unit: StorageUnit,
  sum: Sums,
  { gross, carbon }: { readonly gross: number; readonly carbon: number },
  parts: QuantityParts,
  { deductions }: Formula,
): KindQuantities {
  const amounts = {
    feedstock: sum.feedstock,
    renewables: sum.renewables,
    'green-certificates': sum.certificates,
  };
  let deducted = 0;
  let deductedForIntensity = 0;
  for (const { what, from } of deductions) {
    deducted += amounts[what];
    if (from === 'total-and-intensity') deductedForIntensity += amounts[what];
  }
  return {
    unit,
    net: gross - deducted,
    netForIntensity: gross - deductedForIntensity,
    carbon: carbon - sum.feedstock,
    parts: { ...parts, deducted },
  };
}

type Column =
  | 'purchased'
  | 'opening'
  | 'closing'
  | 'consumed'
  | 'renewables'
  | 'certificates'
  | (typeof OPTIONAL_COLUMNS)[number];
type Sums = Readonly<Record<Column, number>>;

const ZERO: Sums = {
  purchased: 0,
  opening: 0,
  closing: 0,
  consumed: 0,
  renewables: 0,
  certificates: 0,
  suppliedOut: 0,
  feedstock: 0,
  conversionOutput: 0,
  recovered: 0,
  nonProduction: 0,
};

/** Sums of columns by storage unit. */
class Tally {
  readonly #byUnit = new Map<StorageUnit, Record<Column, number>>();

  add(unit: Parameters<typeof storageUnitOf>[0], column: Column, quantity: number): void {
    const storage = storageUnitOf(unit);
    let sums = this.#byUnit.get(storage);
    if (sums === undefined) {
      sums = { ...ZERO };
      this.#byUnit.set(storage, sums);
    }
    // A unit and its storage unit measure the same thing; power meters' energy is given in kWh.
    sums[column] += convertQuantity(quantity, unit, storage) ?? quantity;
  }

  units(): StorageUnit[] {
    return UNIT_ORDER.filter((unit) => this.#byUnit.has(unit));
  }

  of(unit: StorageUnit): Sums {
    return this.#byUnit.get(unit) ?? ZERO;
  }
}

/** Of several units of one kind, the first is the one it is shown in. */
const UNIT_ORDER: readonly StorageUnit[] = ['kWh', 'MJ', 'm3', 'kg', 'L'];

function pick<K extends keyof Sums>(sums: Sums, columns: readonly K[]): Pick<Sums, K> {
  return Object.fromEntries(columns.map((column) => [column, sums[column]])) as Pick<Sums, K>;
}
