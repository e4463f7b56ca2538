import {
  type Account,
  accountEnergy,
  type EnergyAccount,
  type FactorSet,
  invariant,
  localDate,
  type MeteredFlow,
  sumAccounts,
} from '@hengneng/domain';

import type { Count, FramePart, Tally } from './tally.ts';

/**
 * What is added up: an account (口径), or `selection`: the meters that were asked for by id or flow, of
 * those the outermost ones.
 */
export type CountedAs = Account | 'selection';

/** The enterprise and the factors that a figure is for. */
export interface AccountContext {
  readonly account: CountedAs;
  readonly factors: FactorSet;
  readonly enterpriseId: string;
  readonly regionCode: string;
  readonly timeZone: string;
}

/** Accounts of each period and of the whole frame; null where nothing is expected yet. */
export interface AccountedFrame {
  readonly periods: readonly (EnergyAccount | null)[];
  readonly total: EnergyAccount | null;
}

/** The account of every period of a tally, and of all of it. */
export function accountFrame(
  tally: Tally,
  context: AccountContext,
  periodCount: number,
): AccountedFrame {
  const begun = tally.parts
    .map((part) => ({ part, counts: tally.countsOf(part) }))
    .filter(({ counts }) => counts.some(({ expectedMs }) => expectedMs > 0));
  const byPeriod: EnergyAccount[][] = Array.from({ length: periodCount }, () => []);
  const total: EnergyAccount[] = [];
  for (const parts of Map.groupBy(begun, ({ part }) => part.stretchIndex).values()) {
    const account = accountantOf(parts, context);
    for (const { part, counts } of parts) byPeriod[part.periodIndex]?.push(account(part, counts));
    const [first] = parts;
    invariant(first !== undefined, 'a group has at least one part');
    total.push(account(first.part, addCounts(parts.map(({ counts }) => counts))));
  }
  return {
    periods: byPeriod.map((accounts) => (accounts.length === 0 ? null : sumAccounts(accounts))),
    total: total.length === 0 ? null : sumAccounts(total),
  };
}

/**
 * What decides which meters count is the same throughout a stretch, so it is decided once, and only
 * the meters that count are added up for each part.
 */
function accountantOf(
  parts: readonly { readonly part: FramePart; readonly counts: readonly Count[] }[],
  context: AccountContext,
): (part: FramePart, counts: readonly Count[]) => EnergyAccount {
  const { account, factors, enterpriseId, regionCode, timeZone } = context;
  const ask = (part: FramePart, metered: readonly MeteredFlow[]) =>
    accountEnergy({
      account: account === 'selection' ? 'comprehensive' : account,
      ...{ factors, enterpriseId, regionCode, metered },
      periodMs: Math.max(0, ...metered.map(({ periodMs }) => periodMs)),
      date: localDate(part.startMs, timeZone),
    });
  const [first] = parts;
  invariant(first !== undefined, 'a stretch has at least one part');
  const rowsOf = account === 'selection' ? outermostRows : meteredRows;
  const all = ask(first.part, rowsOf(first.counts));
  const counted = new Set(
    all.meters.filter(({ verdict }) => verdict === 'counted').map(({ meterId }) => meterId),
  );
  const generationOf = new Map(all.assumed.map((one) => [one.meterId, one.generation]));
  return (part, counts) => {
    const rows = meteredRows(counts.filter(({ meter }) => counted.has(meter.meterId)));
    const isSelection = account === 'selection';
    const judged = rows.map((row) => ({
      ...row,
      masterMeterId: null,
      ...(isSelection ? { flow: 'purchased' as const } : {}),
      generation: generationOf.get(row.meterId) ?? row.generation ?? null,
    }));
    const result = ask(part, judged);
    return { ...result, meters: all.meters, assumed: all.assumed };
  };
}

/** Meters that count in any part of the frame: nothing else has to be read to add it up. */
export function countedMeterIds(tally: Tally, context: AccountContext): Set<string> {
  const ids = new Set<string>();
  const firsts = new Map(tally.parts.toReversed().map((part) => [part.stretchIndex, part]));
  for (const part of firsts.values()) {
    const counts = tally.countsOf(part);
    const { meters } = accountantOf([{ part, counts }], context)(part, counts);
    for (const { meterId, verdict } of meters) if (verdict === 'counted') ids.add(meterId);
  }
  return ids;
}

/** Counts of several parts of one stretch, added up by meter. */
export function addCounts(parts: readonly (readonly Count[])[]): Count[] {
  const [first, ...rest] = parts;
  if (first === undefined) return [];
  const sums = first.map((count) => ({ ...count }));
  for (const counts of rest) {
    for (const [index, count] of counts.entries()) {
      const sum = sums[index];
      if (sum === undefined) continue;
      sums[index] = {
        ...sum,
        quantity: sum.quantity + count.quantity,
        estimatedQuantity: sum.estimatedQuantity + count.estimatedQuantity,
        coveredMs: sum.coveredMs + count.coveredMs,
        expectedMs: sum.expectedMs + count.expectedMs,
      };
    }
  }
  return sums;
}

function meteredRows(counts: readonly Count[]): MeteredFlow[] {
  return counts.map((count) => ({
    meterId: count.meter.meterId,
    energyKind: count.energyKind,
    flow: count.flow,
    level: count.meter.level,
    masterMeterId: count.masterMeterId,
    unit: count.meter.storageUnit,
    quantity: count.quantity,
    estimatedQuantity: count.estimatedQuantity,
    coveredMs: count.coveredMs,
    periodMs: count.expectedMs,
  }));
}

/** Named meters are added up whatever their flow, each energy once. */
function outermostRows(counts: readonly Count[]): MeteredFlow[] {
  const masterOf = new Map(counts.map((count) => [count.meter.meterId, count.masterMeterId]));
  const flows = new Map(counts.map((count) => [count.meter.meterId, count]));
  const hasMaster = (count: Count) => {
    const seen = new Set<string>();
    for (
      let id = count.masterMeterId;
      id !== null && !seen.has(id);
      id = masterOf.get(id) ?? null
    ) {
      seen.add(id);
      if (flows.get(id)?.energyKind === count.energyKind) return true;
    }
    return false;
  };
  return meteredRows(counts)
    .map((row) => ({ ...row, flow: 'purchased' as const, masterMeterId: null }))
    .filter((_, index) => {
      const count = counts[index];
      return count !== undefined && !hasMaster(count);
    });
}
