import {
  addCounts,
  type Basis,
  type Converters,
  type Count,
  countVirtually,
  displayed,
  type Group,
  type Tally,
  withoutData,
} from '@hengneng/accounting';
import { localDate, type MeterUnit, type MissingPart, type VirtualMeter } from '@hengneng/domain';

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
    readonly converters: Converters;
    readonly timeZone: string;
    readonly displayUnit: MeterUnit | null;
    readonly periodCount: number;
    readonly virtualMeters: readonly VirtualMeter[];
    /** Which meters and kinds are shown. */
    readonly isShown: (count: Count) => boolean;
  },
): MeteredFrame {
  const { converters, timeZone, displayUnit, periodCount, isShown, virtualMeters } = options;
  const periods: Map<string, Collected>[] = Array.from({ length: periodCount }, () => new Map());
  const total = new Map<string, Collected>();
  const missing = new Set<readonly MissingPart[]>();
  const factorIds = new Set<readonly string[]>();
  for (const parts of Map.groupBy(tally.parts, (part) => part.stretchIndex).values()) {
    const [first] = parts;
    if (first === undefined) continue;
    // No factor changes within a stretch.
    const date = localDate(first.startMs, timeZone);
    const take = (groups: Map<string, Collected>, counts: readonly Count[]) => {
      for (const count of counts) {
        if (count.expectedMs === 0 && count.coveredMs === 0) continue;
        if (!isShown(count)) continue;
        const converter = converters(count.energyKind, count.meter.storageUnit, date);
        missing.add(converter.missing);
        factorIds.add(converter.factorIds);
        collect(groups, count, converter.convert(count.quantity));
      }
    };
    const counted = parts.map((part) => tally.countsOf(part));
    for (const [index, part] of parts.entries()) {
      const groups = periods[part.periodIndex];
      const counts = counted[index];
      if (groups === undefined || counts === undefined) continue;
      take(groups, counts);
      take(groups, countVirtually(virtualMeters, counts, part));
    }
    const sums = addCounts(counted);
    take(total, sums);
    take(total, countVirtually(virtualMeters, sums, first));
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
