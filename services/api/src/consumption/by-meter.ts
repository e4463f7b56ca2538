import { localDate, type MeterUnit, type MissingPart, type VirtualMeter } from '@hengneng/domain';

import { addCounts } from './accounted.ts';
import type { Converter } from './converter.ts';
import { type Basis, displayed, type Group, withoutData } from './figures.ts';
import type { Count, FramePart, Tally } from './tally.ts';
import { countVirtually } from './virtual-counts.ts';

/** Groups by meter of each period and of the whole frame, with what was missing. */
export interface MeteredFrame {
  readonly periods: readonly (readonly Group[])[];
  readonly total: readonly Group[];
  readonly missing: readonly MissingPart[];
  readonly factorIds: readonly string[];
}

interface Collected extends Basis {
  readonly count: Count;
  /** In the meter's storage unit. */
  quantity: number;
  tceCalorific: number | null;
  tcePrimary: number | null;
  tco2: number | null;
}

/** Every meter by itself, sub-meters too: quantities here do not add up to the enterprise. */
export function groupByMeter(
  tally: Tally,
  options: {
    readonly convert: Converter;
    readonly timeZone: string;
    readonly displayUnit: MeterUnit | null;
    readonly periodCount: number;
    readonly virtualMeters: readonly VirtualMeter[];
    /** Which meters and kinds are shown. */
    readonly isShown: (count: Count) => boolean;
  },
): MeteredFrame {
  const { convert, timeZone, displayUnit, periodCount, isShown, virtualMeters } = options;
  const periods: Map<string, Collected>[] = Array.from({ length: periodCount }, () => new Map());
  const total = new Map<string, Collected>();
  const missing = new Set<readonly MissingPart[]>();
  const factorIds = new Set<readonly string[]>();
  const take = (groups: Map<string, Collected> | undefined, part: FramePart, count: Count) => {
    if (groups === undefined || !isShown(count)) return;
    if (count.expectedMs === 0 && count.coveredMs === 0) return;
    const date = localDate(part.startMs, timeZone);
    const converted = convert(count.energyKind, count.meter.storageUnit, date, count.quantity);
    missing.add(converted.missing);
    factorIds.add(converted.factorIds);
    collect(groups, count, converted);
  };
  for (const parts of Map.groupBy(tally.parts, (part) => part.stretchIndex).values()) {
    const counted = parts.map((part) => ({ part, counts: tally.countsOf(part) }));
    for (const { part, counts } of counted) {
      for (const count of counts) take(periods[part.periodIndex], part, count);
      for (const count of countVirtually(virtualMeters, counts, part)) {
        take(periods[part.periodIndex], part, count);
      }
    }
    const [first] = parts;
    if (first === undefined) continue;
    const sums = addCounts(counted.map(({ counts }) => counts));
    for (const count of sums) take(total, first, count);
    for (const count of countVirtually(virtualMeters, sums, first)) take(total, first, count);
  }
  const groupsOf = (groups: Map<string, Collected>) =>
    [...groups.values()].map((group) => toGroup(group, displayUnit));
  return {
    periods: periods.map(groupsOf),
    total: groupsOf(total),
    missing: [...missing].flat(),
    factorIds: [...new Set([...factorIds].flat())].sort(),
  };
}

function collect(
  groups: Map<string, Collected>,
  count: Count,
  figures: Pick<Collected, 'tceCalorific' | 'tcePrimary' | 'tco2'>,
): void {
  // A meter whose energy kind changed has a group for each.
  const key = `${count.meter.meterId} ${count.energyKind}`;
  const group = groups.get(key);
  const { quantity, estimatedQuantity, coveredMs, expectedMs } = count;
  const { tceCalorific, tcePrimary, tco2 } = figures;
  if (group === undefined) {
    groups.set(key, {
      ...{ count, quantity, estimatedQuantity, coveredMs, expectedMs },
      ...{ countedQuantity: Math.abs(quantity), tceCalorific, tcePrimary, tco2 },
    });
    return;
  }
  group.quantity += quantity;
  group.countedQuantity += Math.abs(quantity);
  group.estimatedQuantity += estimatedQuantity;
  group.coveredMs += coveredMs;
  group.expectedMs += expectedMs;
  group.tceCalorific = add(group.tceCalorific, tceCalorific);
  group.tcePrimary = add(group.tcePrimary, tcePrimary);
  group.tco2 = add(group.tco2, tco2);
}

function toGroup(collected: Collected, displayUnit: MeterUnit | null): Group {
  const { count, countedQuantity, estimatedQuantity, coveredMs, expectedMs } = collected;
  const unit = count.meter.storageUnit;
  const hasNoData = withoutData(collected);
  const quantity = hasNoData ? null : collected.quantity;
  return {
    energyKind: count.energyKind,
    meterId: count.meter.meterId,
    ...{ quantity, unit },
    ...displayed(quantity, unit, displayUnit),
    tceCalorific: hasNoData ? null : collected.tceCalorific,
    tcePrimary: hasNoData ? null : collected.tcePrimary,
    tco2: hasNoData ? null : collected.tco2,
    estimatedShare:
      countedQuantity > 0 ? Math.min(1, Math.abs(estimatedQuantity) / countedQuantity) : 0,
    completeness: expectedMs > 0 ? Math.min(1, coveredMs / expectedMs) : 1,
    state: hasNoData ? 'no-data' : 'known',
    source: 'metered',
  };
}

function add(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}
