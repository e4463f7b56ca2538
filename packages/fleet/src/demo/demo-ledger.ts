import { addMonths } from '@hengneng/domain';

import { FUELS } from '../county/coefficients.ts';
import { ZONE_OFFSET_MS } from '../meters/calendar.ts';
import type { Fleet, FleetEnterprise } from '../meters/fleet.ts';
import { uniformAt } from '../random.ts';
import { type DemoProduct, OUTPUT_VALUE_GROWTH, OUTPUT_VALUE_PER_TCE } from './demo-products.ts';

/** What an enterprise used of one kind in a month, in the unit of its meters. */
export interface MonthAmount {
  readonly energyKind: string;
  readonly unit: string;
  readonly quantity: number;
  /** Calorific, by the coefficients the county was made with. */
  readonly tce: number;
}

/** Kinds that are kept in stock: a ledger needs their opening and closing stock. */
const STOCKED = ['raw-coal', 'diesel', 'biomass', 'lng'];
const HEADERS = [
  ...['月份', '能源品种', '计量单位', '期初库存量', '购进量', '消费量合计', '期末库存量'],
  ...['产品编号', '产量', '产值', '增加值'],
];
/** How far the output of a month strays from what the energy of the month would make. */
const OUTPUT_SPREAD = 0.03;
const ADDED_VALUE_SHARE = 0.28;

/** The months of the year before and of this year that are over, oldest first. */
export function closedMonths(nowMs: number): string[] {
  const local = new Date(nowMs + ZONE_OFFSET_MS);
  const current = local.toISOString().slice(0, 7);
  const months: string[] = [];
  const first = `${local.getUTCFullYear() - 1}-01`;
  for (let month = first; month < current; month = addMonths(month, 1)) months.push(month);
  return months;
}

/**
 * What an enterprise really used in a month, by kind. Meters are right from this year on; the year
 * before was smaller or larger by `ratio`, so that there is something to compare with.
 */
export function monthAmounts(
  fleet: Fleet,
  enterprise: FleetEnterprise,
  month: string,
  ratio: number,
): MonthAmount[] {
  const [fromMs, toMs] = [monthStartMs(month), monthStartMs(addMonths(month, 1))];
  return enterprise.meters
    .filter(({ level, flow }) => level === 1 && flow === 'purchased')
    .flatMap((meter) => {
      const { energyKind } = meter;
      // Reactive energy is no energy of any ledger.
      if (energyKind === 'reactive-electricity') return [];
      const { unit, kgcePerUnit } = FUELS[energyKind];
      const quantity = round(fleet.trueEnergy(meter, fromMs, toMs) * ratio, 2);
      return [{ energyKind, unit, quantity, tce: (quantity * kgcePerUnit) / 1_000 }];
    });
}

/** The ledger of an enterprise's months as a table, the way reporters upload it. */
export function ledgerCsv(
  months: readonly {
    readonly month: string;
    readonly amounts: readonly MonthAmount[];
    /** Of the year that plans and targets are for; the one before made less of its energy. */
    readonly isThisYear?: boolean;
  }[],
  product: Pick<DemoProduct, 'id' | 'unit' | 'kgcePerUnit'> | null,
  seed: number,
): string {
  const rows = months.flatMap(({ month, amounts, isThisYear = true }, index) => {
    const lines = amounts.map(({ energyKind, unit, quantity }) => {
      const stock = STOCKED.includes(energyKind) ? '0' : '';
      const cells = [month, energyKind, unit, stock, quantity, quantity, stock, '', '', '', ''];
      return cells.join(',');
    });
    return product === null
      ? lines
      : [...lines, outputRow(month, amounts, product, { seed: seed + index, isThisYear })];
  });
  // Product rows name their unit, too: the column is shared.
  return `${[HEADERS.join(','), ...rows].join('\n')}\n`;
}

function outputRow(
  month: string,
  amounts: readonly MonthAmount[],
  product: Pick<DemoProduct, 'id' | 'unit' | 'kgcePerUnit'>,
  { seed, isThisYear }: { readonly seed: number; readonly isThisYear: boolean },
): string {
  const tce = amounts.reduce((sum, each) => sum + each.tce, 0);
  const stray = 1 + OUTPUT_SPREAD * (2 * uniformAt(seed, 1) - 1);
  const quantity = round(((tce * 1_000) / product.kgcePerUnit) * stray, 1);
  const perTce = OUTPUT_VALUE_PER_TCE * (isThisYear ? OUTPUT_VALUE_GROWTH : 1);
  const value = Math.round(tce * perTce * stray);
  const added = Math.round(value * ADDED_VALUE_SHARE);
  return [month, '', product.unit, '', '', '', '', product.id, quantity, value, added].join(',');
}

function monthStartMs(month: string): number {
  return Date.parse(`${month}-01T00:00:00Z`) - ZONE_OFFSET_MS;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
