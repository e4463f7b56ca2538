import type { Sum } from '@hengneng/accounting';
import { convertQuantity, type MeterUnit } from '@hengneng/domain';

import type { ConsumptionAnswer } from './answer-schemas.ts';

/** Below this completeness an enterprise does not count as complete (at least 90 % of the data). */
const COMPLETE_MIN = 0.9;

type AnsweredRow = ConsumptionAnswer['rows'][number];
type AnsweredGroup = AnsweredRow['groups'][number];

/** How far the enterprises of an area have reported. */
export interface Coverage {
  /** At least 90 % of the time known, nothing missing. */
  complete: number;
  /** A monthly ledger is still awaited. */
  awaiting: number;
  /** Anything else: gaps, no data, no factor. */
  incomplete: number;
}

/** One kind in an area. */
export interface AreaGroup {
  readonly energyKind: string;
  /** What is known of it; null where quantities of several enterprises cannot be added. */
  quantity: number | null;
  readonly unit: string;
  tceCalorific: number | null;
  tcePrimary: number | null;
  tco2: number | null;
}

/** All kinds and enterprises of an area in one period. */
export interface AreaSum extends Sum {
  readonly groups: readonly AreaGroup[];
  readonly enterprises: Coverage;
}

/** Adds the same row of several enterprises up. A figure that one of them lacks is null in the sum. */
export function addRows(rows: readonly Omit<AnsweredRow, 'start' | 'end' | 'partial'>[]): AreaSum {
  const groups = new Map<string, AreaGroup>();
  const enterprises: Coverage = { complete: 0, awaiting: 0, incomplete: 0 };
  for (const row of rows) {
    enterprises[coverageOf(row)] += 1;
    for (const group of row.groups) addGroup(groups, group);
  }
  const sum = (read: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + read(row), 0);
  const orNull = (read: (row: (typeof rows)[number]) => number | null) =>
    rows.some((row) => read(row) === null) ? null : sum((row) => read(row) ?? 0);
  const weight = sum(({ known }) => known.tceCalorific);
  return {
    groups: [...groups.values()].sort((left, right) =>
      left.energyKind < right.energyKind ? -1 : 1,
    ),
    tceCalorific: orNull(({ tceCalorific }) => tceCalorific),
    tcePrimary: orNull(({ tcePrimary }) => tcePrimary),
    tco2: orNull(({ tco2 }) => tco2),
    known: {
      tceCalorific: sum(({ known }) => known.tceCalorific),
      tcePrimary: sum(({ known }) => known.tcePrimary),
      tco2: sum(({ known }) => known.tco2),
    },
    estimatedShare:
      weight > 0
        ? sum(({ known, estimatedShare }) => known.tceCalorific * estimatedShare) / weight
        : 0,
    // Every enterprise has the same weight: what is not known cannot be weighed by its energy.
    completeness: rows.length > 0 ? sum(({ completeness }) => completeness) / rows.length : 1,
    enterprises,
  };
}

function coverageOf(row: Omit<AnsweredRow, 'start' | 'end' | 'partial'>): keyof Coverage {
  if (row.groups.some(({ state }) => state === 'awaiting-report')) return 'awaiting';
  const isMissing = row.tceCalorific === null || row.groups.length === 0;
  return !isMissing && row.completeness >= COMPLETE_MIN ? 'complete' : 'incomplete';
}

function addGroup(groups: Map<string, AreaGroup>, group: AnsweredGroup): void {
  const { energyKind, quantity, unit, tceCalorific, tcePrimary, tco2 } = group;
  const sum = groups.get(energyKind);
  if (sum === undefined) {
    groups.set(energyKind, {
      ...{ energyKind, unit, tceCalorific, tcePrimary, tco2 },
      quantity: quantity ?? 0,
    });
    return;
  }
  const converted =
    quantity === null ? 0 : convertQuantity(quantity, unit as MeterUnit, sum.unit as MeterUnit);
  sum.quantity = plus(sum.quantity, converted);
  sum.tceCalorific = plus(sum.tceCalorific, tceCalorific);
  sum.tcePrimary = plus(sum.tcePrimary, tcePrimary);
  sum.tco2 = plus(sum.tco2, tco2);
}

function plus(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}
