import type { Consumption, Schemas } from '../client/api.ts';
import type { Figure } from './history-query.ts';

type Group = Schemas['ConsumptionGroup'];

/** One bar. */
export interface Bar {
  /** Null where nothing is known. */
  readonly value: number | null;
  readonly isEstimated: boolean;
}

/** One kind or meter through all periods. */
export interface Series {
  readonly key: string;
  readonly energyKind: string;
  readonly meterId: string | null;
  readonly bars: readonly Bar[];
}

/** Series that can be drawn over one axis, because they are in one unit. */
export interface ChartData {
  /** Unit of a meter, or `tce` or `tCO2`. */
  readonly unit: string;
  readonly starts: readonly string[];
  readonly series: readonly Series[];
  /** Indexes of periods that have begun and of which no series knows anything. */
  readonly gaps: readonly number[];
}

/** Charts of a figure: one for standard coal or CO2, one per unit for physical quantities. */
export function chartsOf(answer: Consumption, figure: Figure, nowMs: number): ChartData[] {
  const starts = answer.rows.map(({ start }) => start);
  const byUnit = new Map<string, Map<string, Group[]>>();
  for (const [index, row] of answer.rows.entries()) {
    for (const group of row.groups) {
      const unit = unitOf(group, figure);
      const key = groupKey(group);
      const series = byUnit.get(unit) ?? new Map<string, Group[]>();
      const groups = series.get(key) ?? [];
      groups[index] = group;
      byUnit.set(unit, series.set(key, groups));
    }
  }
  return [...byUnit].map(([unit, byKey]) => {
    const series = [...byKey].map(([key, groups]) => seriesOf(key, groups, starts.length, figure));
    const gaps = starts.flatMap((start, index) => {
      const isEmpty = series.every(({ bars }) => bars[index]?.value === null);
      return isEmpty && Date.parse(start) < nowMs ? [index] : [];
    });
    return { unit, starts, series, gaps };
  });
}

/**
 * Sums of a figure by period in one unit, for a range that is compared; null where any part of a sum
 * is missing.
 */
export function sumsOf(answer: Consumption, figure: Figure, unit: string): (number | null)[] {
  return answer.rows.map(({ groups }) => {
    const values = groups
      .filter((group) => unitOf(group, figure) === unit)
      .map((group) => figureOf(group, figure));
    if (values.length === 0) return null;
    return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
  });
}

/** What tells a group from the others of its period. */
export function groupKey(group: Pick<Group, 'energyKind' | 'meterId'>): string {
  return group.meterId ?? group.energyKind;
}

function seriesOf(key: string, groups: readonly Group[], length: number, figure: Figure): Series {
  const first = groups.find((group) => group !== undefined);
  const bars = Array.from({ length }, (_none, index): Bar => {
    const group = groups[index];
    return {
      value: group === undefined ? null : figureOf(group, figure),
      isEstimated: group !== undefined && group.estimatedShare > 0,
    };
  });
  return { key, energyKind: first?.energyKind ?? key, meterId: first?.meterId ?? null, bars };
}

function unitOf(group: Group, figure: Figure): string {
  if (figure === 'tco2') return 'tCO2';
  if (figure !== 'quantity') return 'tce';
  return group.displayUnit ?? group.unit;
}

function figureOf(group: Group, figure: Figure): number | null {
  if (figure !== 'quantity') return group[figure];
  // The unit that was asked for is there, but may be out of reach for this kind.
  return group.displayUnit === undefined ? group.quantity : (group.displayQuantity ?? null);
}
