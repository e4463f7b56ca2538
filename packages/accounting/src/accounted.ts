import {
  type Account,
  accountEnergy,
  type EnergyAccount,
  type FactorSet,
  invariant,
  type LedgerLine,
  localDate,
  type MeteredFlow,
  sumAccounts,
  withGenerations,
} from '@hengneng/domain';

import type { AccountBook } from './account-book.ts';
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
  readonly book: AccountBook;
  readonly enterpriseId: string;
  readonly regionCode: string;
  readonly timeZone: string;
}

/** Accounts of each period and of the whole frame; null where nothing is expected yet. */
export interface AccountedFrame {
  readonly periods: readonly (EnergyAccount | null)[];
  readonly total: EnergyAccount | null;
  /** What the total is the sum of: stretches in which no factor, rule or meaning changes. */
  readonly stretches: readonly Stretch[];
}

/** One stretch of time with its account. */
export interface Stretch {
  /** Its first part. */
  readonly part: FramePart;
  readonly endMs: number;
  readonly account: EnergyAccount;
}

/** The account of every period of a tally, and of all of it. */
export function accountFrame(
  tally: Tally,
  context: AccountContext,
  periodCount: number,
): AccountedFrame {
  const begun = tally.parts
    .filter(({ elapsedMs }) => elapsedMs > 0)
    .map((part) => ({ part, counts: tally.countsOf(part) }));
  const byPeriod: EnergyAccount[][] = Array.from({ length: periodCount }, () => []);
  const stretches: Stretch[] = [];
  for (const parts of Map.groupBy(begun, ({ part }) => part.stretchIndex).values()) {
    const account = accountantOf(parts, context);
    for (const { part, counts } of parts) byPeriod[part.periodIndex]?.push(account(part, counts));
    const [first] = parts;
    invariant(first !== undefined, 'a group has at least one part');
    const counts = addCounts(parts.map((each) => each.counts));
    const endMs = parts.at(-1)?.part.endMs ?? first.part.endMs;
    stretches.push({ part: first.part, endMs, account: account(first.part, counts) });
  }
  return {
    periods: byPeriod.map((accounts) => (accounts.length === 0 ? null : sumAccounts(accounts))),
    total: stretches.length === 0 ? null : sumAccounts(stretches.map((each) => each.account)),
    stretches,
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
  const { account, factors, book, enterpriseId, regionCode, timeZone } = context;
  const ask = (part: FramePart, metered: readonly MeteredFlow[]): EnergyAccount => {
    const date = localDate(part.startMs, timeZone);
    const common = {
      ...{ factors, enterpriseId, regionCode, date },
      periodMs: part.elapsedMs,
    };
    if (account === 'selection')
      return accountEnergy({ ...common, account: 'comprehensive', metered });
    const settings = book.settingsAt(date);
    const { ledgerKinds, feedstockKinds, sources } = settings;
    const ledger = ledgerOf(part, book);
    const result = accountEnergy({
      ...{ ...common, account, ledgerKinds, feedstockKinds, sources },
      metered: withGenerations(metered, settings),
      assessedRule: book.ruleAt(date),
      ...(ledger === undefined ? {} : { ledger }),
    });
    if (part.ledger === null || part.ledger.isCarrier) return result;
    // The ledger of the month stands in its first part, once.
    return { ...result, kinds: result.kinds.filter(({ source }) => source !== 'ledger') };
  };
  const [first] = parts;
  invariant(first !== undefined, 'a stretch has at least one part');
  const rowsOf = account === 'selection' ? outermostRows : meteredRows;
  const all = ask(first.part, rowsOf(first.counts));
  const decisive = new Set(all.meters.filter(isDecisive).map(({ meterId }) => meterId));
  return (part, counts) => {
    const rows = meteredRows(counts.filter(({ meter }) => decisive.has(meter.meterId)));
    const isSelection = account === 'selection';
    const judged = rows.map((row) => ({
      ...row,
      masterMeterId: null,
      flow: isSelection ? ('purchased' as const) : row.flow,
    }));
    const result = ask(part, judged);
    return { ...result, meters: all.meters, assumed: all.assumed };
  };
}

/** Lines for a part that carries a month's ledger; undefined where none can say anything. */
function ledgerOf(part: FramePart, book: AccountBook): readonly LedgerLine[] | null | undefined {
  return part.ledger?.isCarrier === true ? book.ledgerOf(part.ledger.month) : undefined;
}

/** Which meters count in a frame, whatever they counted. */
export interface JudgedFrame {
  /** Meters that a total needs the figures of. */
  readonly decisive: ReadonlySet<string>;
  readonly meters: EnergyAccount['meters'];
  readonly assumed: EnergyAccount['assumed'];
}

/** Decides which meters count in any part of the frame: nothing else has to be read to add it up. */
export function judgeFrame(tally: Tally, context: AccountContext): JudgedFrame {
  const firsts = new Map(tally.parts.toReversed().map((part) => [part.stretchIndex, part]));
  const judged = [...firsts.values()].map((part) => {
    const counts = tally.countsOf(part);
    return accountantOf([{ part, counts }], context)(part, counts);
  });
  const meters = new Map<string, EnergyAccount['meters'][number]>();
  for (const meter of judged.flatMap((account) => account.meters)) {
    if (isDecisive(meter) || !meters.has(meter.meterId)) meters.set(meter.meterId, meter);
  }
  const assumed = judged.flatMap((account) => account.assumed);
  return {
    decisive: new Set([...meters.values()].filter(isDecisive).map(({ meterId }) => meterId)),
    meters: [...meters.values()],
    assumed: [...new Map(assumed.map((each) => [each.meterId, each])).values()],
  };
}

/** Whether a total has to know what the meter counted: to add it, or to hold a ledger against it. */
function isDecisive({ verdict }: EnergyAccount['meters'][number]): boolean {
  return verdict === 'counted' || verdict === 'ledger-counts';
}

/** Counts of several parts of one stretch, added up by meter. */
export function addCounts(parts: readonly (readonly Count[])[]): Count[] {
  const sums: Mutable<Count>[] = (parts[0] ?? []).map((count) => ({ ...count }));
  for (const counts of parts.slice(1)) {
    for (const [index, count] of counts.entries()) {
      const sum = sums[index];
      if (sum === undefined) continue;
      sum.quantity += count.quantity;
      sum.estimatedQuantity += count.estimatedQuantity;
      sum.coveredMs += count.coveredMs;
      sum.expectedMs += count.expectedMs;
    }
  }
  return sums;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

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
