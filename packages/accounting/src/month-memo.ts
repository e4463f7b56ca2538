import type { Enterprise, MeterMeanings } from '@hengneng/database';
import {
  addMonths,
  type EnergyStore,
  localDate,
  type MeterEnergy,
  monthPeriod,
  OLD_DAYS_MS,
} from '@hengneng/domain';

import type { PreparedSources } from './load-sources.ts';
import { type AheadStore, aheadStore, type DaysOfMeters, outermostMeters } from './read-ahead.ts';

/** Clocks of those who write and of the store may be this far from ours; a write takes its time, too. */
const OVERLAP_MS = 15 * 60_000;
const MS_PER_DAY = 86_400_000;

/** What of an enterprise's days is remembered, month by month. */
interface RememberedMonths {
  /** Remembered is what the days of [fromMs, toMs) add up to. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly timeZone: string;
  /** When it was last known to be what is stored. */
  readonly checkedAtMs: number;
  /** A row for every month with days, as if it were its first day. */
  readonly months: ReadonlyMap<string, readonly MeterEnergy[]>;
}

/** One enterprise whose days are wanted. */
export interface MonthsWanted {
  readonly enterprise: Pick<Enterprise, 'id' | 'timeZone'>;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Remembers of many enterprises what the days of settled months add up to. */
export interface MonthMemo {
  /**
   * Days as {@link readDaysAhead} reads them, but each month before the last one is one row: its sums,
   * as if all of it were its first day. Sums of whole months are the same to the bit, because sums
   * of stored figures are exact. Only the days that may have changed are read: all of an enterprise
   * where earlier ones were written since (`rewritten`), those from the last month on otherwise.
   *
   * A meter that begins to mean something else within a month, and one of which nothing is known since the last
   * month began, comes as its days.
   */
  readAhead(
    store: Pick<EnergyStore, 'hours' | 'days' | 'daysOfMany' | 'rewritten'>,
    meanings: PreparedSources['meanings'],
    wanted: readonly MonthsWanted[],
  ): Promise<AheadStore>;
  /** Of how many enterprises something is remembered. */
  readonly size: number;
}

/** Makes an empty memo. `clock` is the wall clock, whatever time is judged for. */
export function createMonthMemo(clock: () => number): MonthMemo {
  const remembered = new Map<string, RememberedMonths>();

  const stillTrue = async (
    store: Pick<EnergyStore, 'rewritten'>,
    wanted: readonly MonthsWanted[],
    atMs: number,
  ) => {
    const known = wanted.filter(({ enterprise: { id, timeZone }, fromMs }) => {
      const found = remembered.get(id);
      return found !== undefined && found.timeZone === timeZone && found.fromMs <= fromMs;
    });
    const ids = known.map(({ enterprise }) => enterprise.id);
    const sinceMs = ids.reduce(
      (first, id) => Math.min(first, remembered.get(id)?.checkedAtMs ?? atMs),
      atMs,
    );
    const changed = await store.rewritten(ids, sinceMs - OVERLAP_MS);
    return new Set(ids.filter((id) => !changed.has(id)));
  };

  return {
    get size() {
      return remembered.size;
    },
    readAhead: async (store, meanings, wanted) => {
      const atMs = clock();
      const isTrue = await stillTrue(store, wanted, atMs);
      const plans = wanted.map(({ enterprise: { id, timeZone }, fromMs, toMs }) => {
        const known = isTrue.has(id) ? remembered.get(id) : undefined;
        const meters = outermostMeters(meanings.get(id) ?? []);
        return { id, timeZone, fromMs, toMs, known, meters };
      });
      const recent = await readRecent(store, plans);
      const ahead = new Map<string, DaysOfMeters>();
      for (const plan of plans) {
        const { id, timeZone, fromMs, toMs, known, meters } = plan;
        const days = recent.get(id) ?? new Map<string, MeterEnergy[]>();
        const settledMs = settledBefore(atMs, toMs, timeZone);
        const next = remember({ fromMs, timeZone, known, days, settledMs, checkedAtMs: atMs });
        if (next === null) remembered.delete(id);
        else remembered.set(id, next);
        const isEven = changeByMonth(meanings.get(id) ?? [], timeZone);
        const rows = new Map<string, readonly MeterEnergy[]>();
        for (const { meterId } of meters) {
          const own = days.get(meterId) ?? [];
          const later = next === null ? [] : own.filter(({ startMs }) => startMs >= next.toMs);
          // What says how far the data reach has to be there by the day.
          const isReached = later.some(({ coveredMs }) => coveredMs > 0);
          if (next !== null && isEven && isReached) {
            const months = next.months.get(meterId) ?? [];
            rows.set(meterId, [...months.filter(({ startMs }) => startMs >= fromMs), ...later]);
          } else if (known === undefined) rows.set(meterId, own);
        }
        ahead.set(id, { fromMs, toMs, rows });
      }
      return aheadStore(store, ahead);
    },
  };
}

/** Days that are not remembered, by enterprise and meter. */
async function readRecent(
  store: Pick<EnergyStore, 'daysOfMany'>,
  plans: readonly {
    readonly id: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly known: RememberedMonths | undefined;
    readonly meters: readonly { readonly meterId: string }[];
  }[],
): Promise<Map<string, Map<string, MeterEnergy[]>>> {
  const startOf = ({ known, fromMs }: (typeof plans)[number]) => known?.toMs ?? fromMs;
  const found = new Map<string, Map<string, MeterEnergy[]>>();
  for (const [fromMs, some] of Map.groupBy(plans, startOf)) {
    const toMs = some.reduce((last, plan) => Math.max(last, plan.toMs), fromMs);
    const enterprises = some.map(({ id, meters }) => {
      return { enterpriseId: id, meterIds: meters.map(({ meterId }) => meterId) };
    });
    const days = await store.daysOfMany({ enterprises, fromMs, toMs });
    for (const { id, toMs: untilMs } of some) {
      const own = (days.get(id) ?? []).filter(({ startMs }) => startMs < untilMs);
      found.set(
        id,
        Map.groupBy(own, ({ meterId }) => meterId),
      );
    }
  }
  return found;
}

/**
 * Where the last month begins: of days before it every write is told of. Null where that is not so,
 * because the time that is judged for is ahead of the clock.
 */
function settledBefore(atMs: number, toMs: number, timeZone: string): number | null {
  const month = addMonths(localDate(toMs - 1, timeZone).slice(0, 7), -1);
  const { startMs } = monthPeriod(month, timeZone);
  return startMs <= atMs - OLD_DAYS_MS - MS_PER_DAY ? startMs : null;
}

/** What is remembered from now on; null where nothing may be. */
function remember(given: {
  readonly fromMs: number;
  readonly timeZone: string;
  readonly known: RememberedMonths | undefined;
  readonly days: ReadonlyMap<string, readonly MeterEnergy[]>;
  readonly settledMs: number | null;
  readonly checkedAtMs: number;
}): RememberedMonths | null {
  const { timeZone, known, days, settledMs, checkedAtMs } = given;
  const fromMs = known?.fromMs ?? given.fromMs;
  if (settledMs === null || settledMs <= fromMs) return null;
  // Time does not go back; where a test makes it, what is remembered would be too much.
  if (known !== undefined && known.toMs > settledMs) return null;
  const common = { fromMs, timeZone, checkedAtMs };
  if (known !== undefined && known.toMs === settledMs) {
    // A meter that was registered later is not among them.
    const isWhole = [...days.keys()].every((meterId) => known.months.has(meterId));
    return isWhole ? { ...common, toMs: settledMs, months: known.months } : null;
  }
  const months = new Map<string, readonly MeterEnergy[]>();
  for (const [meterId, own] of days) {
    const settled = own.filter(({ startMs }) => startMs < settledMs);
    months.set(meterId, [...(known?.months.get(meterId) ?? []), ...sumMonths(settled, timeZone)]);
  }
  for (const [meterId, own] of known?.months ?? []) {
    if (!months.has(meterId)) months.set(meterId, own);
  }
  return { ...common, toMs: settledMs, months };
}

function sumMonths(days: readonly MeterEnergy[], timeZone: string): MeterEnergy[] {
  const sums: MeterEnergy[] = [];
  let [endMs, sum] = [Number.NEGATIVE_INFINITY, null as MeterEnergy | null];
  for (const day of days) {
    if (sum === null || day.startMs >= endMs) {
      if (sum !== null) sums.push(sum);
      const month = monthPeriod(localDate(day.startMs, timeZone).slice(0, 7), timeZone);
      endMs = month.endMs;
      sum = { ...day, startMs: month.startMs };
      continue;
    }
    sum = {
      ...sum,
      quantity: sum.quantity + day.quantity,
      estimatedQuantity: sum.estimatedQuantity + day.estimatedQuantity,
      coveredMs: sum.coveredMs + day.coveredMs,
    };
  }
  if (sum !== null) sums.push(sum);
  return sums;
}

/** Whether every meter of an enterprise means the same throughout each month. */
function changeByMonth(meanings: readonly MeterMeanings[], timeZone: string): boolean {
  const isMonthStart = (atMs: number) =>
    monthPeriod(localDate(atMs, timeZone).slice(0, 7), timeZone).startMs === atMs;
  return meanings.every(({ epochs }) =>
    epochs.every(({ validFromMs }, index) => index === 0 || isMonthStart(validFromMs)),
  );
}
