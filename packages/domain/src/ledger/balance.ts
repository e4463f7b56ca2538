import { ENERGY_MEDIA } from '../energy/accounts/kind-classes.ts';
import { standardCoalTce } from '../energy/equivalents.ts';
import type { AccountedKind, Basis, FactorSet, StandardCoalFactor } from '../energy/factors.ts';
import { convertQuantity } from '../energy/units.ts';
import type { MeterUnit } from '../registry/lists.ts';
import {
  LEDGER_QUANTITIES,
  type LedgerMonth,
  type LedgerMonthLine,
  type LedgerQuantity,
} from './ledger-month.ts';
import { monthsOfYear } from './months.ts';

/**
 * Rows of the balance table (能源平衡表): the quantities of the ledger, the end use that is left of the
 * consumption without conversion input, and what cannot be explained.
 */
export const BALANCE_ITEMS = [...LEDGER_QUANTITIES, 'endUse', 'difference'] as const;
export type BalanceItem = (typeof BALANCE_ITEMS)[number];

/** One figure of the table; null where something is missing, never 0 for it. */
export interface BalanceFigure {
  /** In the kind's unit; null in the total. */
  readonly quantity: number | null;
  readonly tceCalorific: number | null;
  readonly tcePrimary: number | null;
}

/** A factor that figures of a kind were converted by, and in which months. */
export interface BalanceFactor {
  readonly basis: Basis;
  readonly factor: StandardCoalFactor;
  readonly months: readonly string[];
}

/** One kind in one year. */
export interface BalanceKind {
  readonly kind: AccountedKind;
  readonly unit: MeterUnit;
  readonly figures: Readonly<Record<BalanceItem, BalanceFigure>>;
  /** CNY; null where a month with purchases does not tell it. */
  readonly purchaseCostCny: number | null;
  /** CNY per unit; null without purchases or cost. */
  readonly unitPriceCny: number | null;
  /** False for media (耗能工质): the energy in them was counted when it was bought. */
  readonly inTotal: boolean;
  readonly factors: readonly BalanceFactor[];
  /** Why figures are null. */
  readonly missing: readonly { readonly what: 'unit' | Basis; readonly month: string }[];
}

/** The table of one year. */
export interface BalanceYear {
  readonly year: number;
  /** Months that count; a year with fewer than are over is no whole year. */
  readonly months: readonly string[];
  readonly kinds: readonly BalanceKind[];
  readonly total: {
    readonly figures: Readonly<Record<BalanceItem, BalanceFigure>>;
    /** Consumption and distribution loss without what own conversion gave and what was recovered. */
    readonly net: BalanceFigure;
    /** CNY; null where a kind does not tell it. */
    readonly purchaseCostCny: number | null;
  };
}

/** What the table is made from. */
export interface BalanceRequest {
  /** The months that count, by `YYYY-MM`. */
  readonly months: ReadonlyMap<string, LedgerMonth>;
  /** Years that stand side by side, each kind in one unit throughout. */
  readonly years: readonly number[];
  readonly factors: FactorSet;
  readonly regionCode: string | null;
  readonly enterpriseId: string | null;
}

interface DatedLine {
  readonly month: string;
  readonly line: LedgerMonthLine;
}

/**
 * The balance table of some years: physical quantities and both bases. Every month is converted by the
 * factors that hold on its first day; a measured calorific value goes before the table. Stocks are
 * those of the first and of the last month that count.
 */
export function energyBalance(request: BalanceRequest): BalanceYear[] {
  const { months, years } = request;
  const inYears = years.map((year) => {
    const names = monthsOfYear(year).filter((month) => months.has(month));
    const lines = names.flatMap((month) =>
      (months.get(month)?.lines ?? []).map((line) => ({ month, line })),
    );
    return { year, names, byKind: Map.groupBy(lines, ({ line }) => line.kind) };
  });
  const units = new Map<AccountedKind, MeterUnit>();
  for (const { byKind } of inYears) {
    for (const [kind, lines] of byKind) units.set(kind, lines.at(-1)?.line.unit ?? 'kg');
  }
  return inYears.map(({ year, names, byKind }) => {
    const kinds = [...byKind]
      .map(([kind, lines]) => balanceKind(kind, units.get(kind) ?? 'kg', lines, request))
      .sort((left, right) => (left.kind < right.kind ? -1 : 1));
    return { year, months: names, kinds, total: totalOf(kinds) };
  });
}

function balanceKind(
  kind: AccountedKind,
  unit: MeterUnit,
  lines: readonly DatedLine[],
  request: BalanceRequest,
): BalanceKind {
  const factors = new Map<string, { basis: Basis; factor: StandardCoalFactor; months: string[] }>();
  const missing: { what: 'unit' | Basis; month: string }[] = [];
  const coefficient = (month: string, basis: Basis): number | null => {
    const query = { kind, date: `${month}-01`, unit, ...placeOf(request) };
    const { value, factor } = standardCoalTce(request.factors, query, 1, basis);
    if (value === null || factor === null) {
      missing.push({ what: basis, month });
      return null;
    }
    const key = `${basis}/${factor.id}`;
    const used = factors.get(key) ?? { basis, factor, months: [] };
    used.months.push(month);
    factors.set(key, used);
    return value;
  };
  const rows = lines.map(({ month, line }) => {
    const inUnit = (field: LedgerQuantity) => convertQuantity(line[field], line.unit, unit);
    if (inUnit('purchased') === null) missing.push({ what: 'unit', month });
    const tce = {
      calorific: coefficient(month, 'calorific'),
      primary: coefficient(month, 'primary'),
    };
    return { inUnit, tce };
  });
  const ledgerFigures = Object.fromEntries(
    LEDGER_QUANTITIES.map((field) => {
      const used =
        field === 'openingStock'
          ? rows.slice(0, 1)
          : field === 'closingStock'
            ? rows.slice(-1)
            : rows;
      const parts = used.map(({ inUnit, tce }) => {
        const quantity = inUnit(field);
        return {
          quantity,
          tceCalorific: times(quantity, tce.calorific),
          tcePrimary: times(quantity, tce.primary),
        };
      });
      return [field, combine(parts.map((figure) => [1, figure] as const))];
    }),
  ) as Record<LedgerQuantity, BalanceFigure>;
  const purchased = ledgerFigures.purchased.quantity;
  const purchaseCostCny = costOf(lines);
  const canPrice = purchaseCostCny !== null && purchased !== null && purchased > 0;
  return {
    kind,
    unit,
    figures: withDerived(ledgerFigures),
    purchaseCostCny,
    unitPriceCny: canPrice ? purchaseCostCny / purchased : null,
    inTotal: !ENERGY_MEDIA.has(kind),
    factors: [...factors.values()],
    missing,
  };
}

/** End use and difference, so that every column of the table adds up. */
function withDerived(
  figures: Readonly<Record<LedgerQuantity, BalanceFigure>>,
): Record<BalanceItem, BalanceFigure> {
  return {
    ...figures,
    endUse: combine([
      [1, figures.consumed],
      [-1, figures.conversionInput],
    ]),
    difference: combine([
      [1, figures.openingStock],
      [1, figures.purchased],
      [1, figures.conversionOutput],
      [1, figures.recovered],
      [-1, figures.suppliedOut],
      [-1, figures.consumed],
      [-1, figures.distributionLoss],
      [-1, figures.closingStock],
    ]),
  };
}

function totalOf(kinds: readonly BalanceKind[]): BalanceYear['total'] {
  const counted = kinds.filter(({ inTotal }) => inTotal);
  const figures = Object.fromEntries(
    BALANCE_ITEMS.map((item) => {
      const sum = combine(counted.map((kind) => [1, kind.figures[item]] as const));
      return [item, { ...sum, quantity: null }];
    }),
  ) as Record<BalanceItem, BalanceFigure>;
  const net = combine([
    [1, figures.consumed],
    [1, figures.distributionLoss],
    [-1, figures.conversionOutput],
    [-1, figures.recovered],
  ]);
  const costs = kinds.map(({ purchaseCostCny }) => purchaseCostCny);
  return { figures, net, purchaseCostCny: sumOrNull(costs) };
}

/** A month without purchases costs nothing; one with purchases and no cost leaves the sum unknown. */
function costOf(lines: readonly DatedLine[]): number | null {
  return sumOrNull(
    lines.map(({ line }) => line.purchaseCostCny ?? (line.purchased === 0 ? 0 : null)),
  );
}

/** A signed sum of figures; a part that is missing leaves its column missing. */
function combine(
  parts: readonly (readonly [sign: 1 | -1, figure: BalanceFigure])[],
): BalanceFigure {
  const column = (read: (figure: BalanceFigure) => number | null) =>
    sumOrNull(parts.map(([sign, figure]) => times(read(figure), sign)));
  return {
    quantity: column((figure) => figure.quantity),
    tceCalorific: column((figure) => figure.tceCalorific),
    tcePrimary: column((figure) => figure.tcePrimary),
  };
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

function times(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left * right;
}

function placeOf({ regionCode, enterpriseId }: BalanceRequest) {
  return { regionCode, enterpriseId };
}
