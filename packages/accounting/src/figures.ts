import {
  convertQuantity,
  type EnergyAccount,
  type EnergyFigures,
  type KindAccount,
  type MeterUnit,
  type MissingPart,
  type StorageUnit,
  sumOrMissing,
} from '@hengneng/domain';

/** One energy kind, or one meter, in one period. */
export interface Group extends EnergyFigures {
  readonly energyKind: string;
  readonly meterId?: string;
  /** Null while nothing at all is known of the period. */
  readonly quantity: number | null;
  readonly unit: StorageUnit;
  readonly displayQuantity?: number | null;
  readonly displayUnit?: MeterUnit;
  /** Part of the quantity that is estimated or questionable, 0 to 1. */
  readonly estimatedShare: number;
  /** Known time over the time that should be known by now, 0 to 1; 0 where nothing is known. */
  readonly completeness: number;
  readonly state: 'known' | 'no-data' | 'awaiting-report' | 'monthly-only';
  readonly source: 'metered' | 'ledger';
}

/** Energy of all kinds together. */
export interface Sum extends EnergyFigures {
  /** What is known, while the rest is missing. */
  readonly known: {
    readonly tceCalorific: number;
    readonly tcePrimary: number;
    readonly tco2: number;
  };
  readonly estimatedShare: number;
  readonly completeness: number;
}

/** One row of an answer. */
export interface Row extends Sum {
  readonly groups: readonly Group[];
}

/** What the shares of a group are made of. */
export interface Basis {
  countedQuantity: number;
  estimatedQuantity: number;
  coveredMs: number;
  expectedMs: number;
}

/** A row in which nothing is expected yet. */
export const EMPTY_ROW: Row = {
  groups: [],
  known: { tceCalorific: 0, tcePrimary: 0, tco2: 0 },
  ...{ tceCalorific: 0, tcePrimary: 0, tco2: 0, estimatedShare: 0, completeness: 1 },
};

/** The row of an account: one group for each kind that is asked for. */
export function rowOfAccount(
  account: EnergyAccount,
  options: {
    readonly kinds: ReadonlySet<string> | null;
    readonly displayUnit: MeterUnit | null;
  },
): Row {
  const { kinds, displayUnit } = options;
  const shown = account.kinds.filter(({ energyKind }) => kinds?.has(energyKind) ?? true);
  const groups = shown.map((kind) => groupOfKind(kind, displayUnit));
  return { groups, ...sumOfKinds(shown) };
}

/** The three figures are null, and so is the quantity, where nothing at all is known. */
export function withoutData(basis: Readonly<Basis>): boolean {
  return basis.coveredMs === 0 && basis.countedQuantity === 0 && basis.expectedMs > 0;
}

/** The quantity in the unit asked for, where it is one of the same dimension. */
export function displayed(
  quantity: number | null,
  unit: StorageUnit,
  displayUnit: MeterUnit | null,
): Pick<Group, 'displayQuantity' | 'displayUnit'> {
  if (displayUnit === null || convertQuantity(1, unit, displayUnit) === null) return {};
  const displayQuantity = quantity === null ? null : convertQuantity(quantity, unit, displayUnit);
  return { displayQuantity, displayUnit };
}

/** Parts of missing figures, each once. */
export function uniqueMissing(missing: Iterable<MissingPart>): MissingPart[] {
  const byText = new Map<string, MissingPart>();
  for (const part of missing) {
    const { date: _, ...rest } = { date: '', ...part };
    const key = JSON.stringify(rest);
    if (!byText.has(key)) byText.set(key, part);
  }
  return [...byText.values()];
}

/**
 * Whether nothing at all is known of a kind: its meters said nothing, or none of them was in use yet
 * (or still). Such a meter owes nothing, but a period in which there was none is not known to be 0.
 */
function isUnknown({ source, state, basis }: KindAccount): boolean {
  if (source !== 'metered') return false;
  if (withoutData(basis)) return true;
  const isUnused = basis.expectedMs === 0 && basis.coveredMs === 0 && basis.countedQuantity === 0;
  return isUnused && state === 'known';
}

function groupOfKind(kind: KindAccount, displayUnit: MeterUnit | null): Group {
  const { energyKind, unit, source } = kind;
  const hasNoData = isUnknown(kind);
  const quantity = hasNoData ? null : kind.quantity;
  return {
    ...{ energyKind, quantity, unit },
    ...displayed(quantity, unit, displayUnit),
    tceCalorific: hasNoData ? null : kind.tceCalorific,
    tcePrimary: hasNoData ? null : kind.tcePrimary,
    tco2: hasNoData ? null : kind.tco2,
    estimatedShare: kind.estimatedShare,
    completeness: hasNoData ? 0 : kind.completeness,
    state: hasNoData ? 'no-data' : kind.state,
    source,
  };
}

function sumOfKinds(kinds: readonly KindAccount[]): Sum {
  const add = (read: (kind: KindAccount) => number) =>
    kinds.reduce((total, kind) => total + read(kind), 0);
  const weight = ({ tceCalorific }: KindAccount) => Math.abs(tceCalorific ?? 0);
  const weights = add(weight);
  const expectedMs = add(({ basis }) => basis.expectedMs);
  const isAnyKnown = kinds.some((kind) => !isUnknown(kind));
  return {
    tceCalorific: sumOrMissing(kinds.map(({ tceCalorific }) => tceCalorific)),
    tcePrimary: sumOrMissing(kinds.map(({ tcePrimary }) => tcePrimary)),
    tco2: sumOrMissing(kinds.map(({ tco2 }) => tco2)),
    known: {
      tceCalorific: add(({ tceCalorific }) => tceCalorific ?? 0),
      tcePrimary: add(({ tcePrimary }) => tcePrimary ?? 0),
      tco2: add(({ tco2 }) => tco2 ?? 0),
    },
    estimatedShare: weights > 0 ? add((kind) => weight(kind) * kind.estimatedShare) / weights : 0,
    // Nobody owes anything: what a ledger says is all there is, and without one nothing is known.
    completeness:
      expectedMs > 0 ? add(({ basis }) => basis.coveredMs) / expectedMs : isAnyKnown ? 1 : 0,
  };
}
