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
import {
  type AheadStore,
  aheadStore,
  type DaysOfMeters,
  outermostMeters,
  ROWS_AHEAD_MAX,
} from './read-ahead.ts';

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
  /** By meter, for every month with days: its start, quantity, estimated quantity, covered time. */
  readonly months: ReadonlyMap<string, Float64Array>;
}

/** Numbers of one month. */
const WIDTH = 4;
/** Numbers that are remembered of all enterprises: 128 MiB. Whoever comes later is read by the day. */
const NUMBERS_MAX = 2 ** 24;

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
  let numbers = 0;

  const keep = (id: string, next: RememberedMonths | null) => {
    numbers -= numbersOf(remembered.get(id));
    remembered.delete(id);
    if (next === null || numbers + numbersOf(next) > NUMBERS_MAX) return;
    numbers += numbersOf(next);
    remembered.set(id, next);
  };

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
        const isEven = changeByMonth(meanings.get(id) ?? [], timeZone);
        return { id, timeZone, fromMs, toMs, known, meters, isEven };
      });
      const ahead = new Map<string, DaysOfMeters>();
      let heldRows = 0;
      for (const some of inParts(plans)) {
        const recent = await readRecent(store, some);
        for (const plan of some) {
          const days = recent.get(plan.id) ?? new Map<string, MeterEnergy[]>();
          const next = remember({ ...plan, days, atMs });
          keep(plan.id, next);
          if (next === null) continue;
          const rows = rowsOf(plan, next, days);
          heldRows += [...rows.values()].reduce((sum, { length }) => sum + length, 0);
          if (heldRows > ROWS_AHEAD_MAX) continue;
          ahead.set(plan.id, { fromMs: plan.fromMs, toMs: plan.toMs, rows });
        }
      }
      return aheadStore(store, ahead);
    },
  };
}

/** What is to be read of one enterprise, and what is known of it. */
interface Plan {
  readonly id: string;
  readonly timeZone: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly known: RememberedMonths | undefined;
  readonly meters: readonly { readonly meterId: string }[];
  /** Whether every meter means the same throughout each month. */
  readonly isEven: boolean;
}

/** Plans whose days are held at once. */
function* inParts(plans: readonly Plan[]): Generator<Plan[]> {
  let part: Plan[] = [];
  let rows = 0;
  for (const plan of plans) {
    const own = (plan.meters.length * (plan.toMs - startOf(plan))) / MS_PER_DAY;
    if (part.length > 0 && rows + own > ROWS_AHEAD_MAX) {
      yield part;
      part = [];
      rows = 0;
    }
    part.push(plan);
    rows += own;
  }
  if (part.length > 0) yield part;
}

function startOf({ known, fromMs }: Plan): number {
  return known?.toMs ?? fromMs;
}

/** Rows of the meters that may come by the month; the others are left to the store. */
function rowsOf(
  { fromMs, meters, isEven }: Plan,
  next: RememberedMonths,
  days: ReadonlyMap<string, readonly MeterEnergy[]>,
): Map<string, readonly MeterEnergy[]> {
  const rows = new Map<string, readonly MeterEnergy[]>();
  if (!isEven) return rows;
  for (const { meterId } of meters) {
    const later = (days.get(meterId) ?? []).filter(({ startMs }) => startMs >= next.toMs);
    // What says how far the data reach has to be there by the day.
    if (!later.some(({ coveredMs }) => coveredMs > 0)) continue;
    const months = unpack(meterId, next.months.get(meterId), fromMs);
    rows.set(meterId, [...months, ...later]);
  }
  return rows;
}

function numbersOf(remembered: RememberedMonths | undefined): number {
  let sum = 0;
  for (const { length } of remembered?.months.values() ?? []) sum += length;
  return sum;
}

function unpack(meterId: string, packed: Float64Array | undefined, fromMs: number): MeterEnergy[] {
  const rows: MeterEnergy[] = [];
  for (let at = 0; at < (packed?.length ?? 0); at += WIDTH) {
    const [startMs = 0, quantity = 0, estimatedQuantity = 0, coveredMs = 0] =
      packed?.subarray(at, at + WIDTH) ?? [];
    if (startMs >= fromMs) rows.push({ meterId, startMs, quantity, estimatedQuantity, coveredMs });
  }
  return rows;
}

/** Days that are not remembered, by enterprise and meter. */
async function readRecent(
  store: Pick<EnergyStore, 'daysOfMany'>,
  plans: readonly Plan[],
): Promise<Map<string, Map<string, MeterEnergy[]>>> {
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
function remember(
  given: Plan & {
    readonly days: ReadonlyMap<string, readonly MeterEnergy[]>;
    readonly atMs: number;
  },
): RememberedMonths | null {
  const { timeZone, known, days, atMs, toMs } = given;
  const settledMs = settledBefore(atMs, toMs, timeZone);
  const fromMs = known?.fromMs ?? given.fromMs;
  if (settledMs === null || settledMs <= fromMs) return null;
  // Time does not go back; where a test makes it, what is remembered would be too much.
  if (known !== undefined && known.toMs > settledMs) return null;
  const common = { fromMs, timeZone, checkedAtMs: atMs };
  if (known !== undefined && known.toMs === settledMs) {
    // A meter that was registered later is not among them.
    const isWhole = [...days.keys()].every((meterId) => known.months.has(meterId));
    return isWhole ? { ...common, toMs: settledMs, months: known.months } : null;
  }
  const months = new Map<string, Float64Array>();
  for (const [meterId, own] of days) {
    const settled = own.filter(({ startMs }) => startMs < settledMs);
    const before = known?.months.get(meterId) ?? [];
    months.set(meterId, Float64Array.from([...before, ...sumMonths(settled, timeZone)]));
  }
  for (const [meterId, own] of known?.months ?? []) {
    if (!months.has(meterId)) months.set(meterId, own);
  }
  return { ...common, toMs: settledMs, months };
}

/** Sums of the months that days are of, as they are packed. */
function sumMonths(days: readonly MeterEnergy[], timeZone: string): number[] {
  const packed: number[] = [];
  let endMs = Number.NEGATIVE_INFINITY;
  let [quantities, estimated, covered] = [0, 0, 0];
  const close = () => {
    if (endMs > Number.NEGATIVE_INFINITY) packed.push(quantities, estimated, covered);
  };
  for (const { startMs, quantity, estimatedQuantity, coveredMs } of days) {
    if (startMs >= endMs) {
      close();
      const month = monthPeriod(localDate(startMs, timeZone).slice(0, 7), timeZone);
      packed.push(month.startMs);
      ({ endMs } = month);
      [quantities, estimated, covered] = [0, 0, 0];
    }
    quantities += quantity;
    estimated += estimatedQuantity;
    covered += coveredMs;
  }
  close();
  return packed;
}

/** Whether every meter of an enterprise means the same throughout each month. */
function changeByMonth(meanings: readonly MeterMeanings[], timeZone: string): boolean {
  const isMonthStart = (atMs: number) =>
    monthPeriod(localDate(atMs, timeZone).slice(0, 7), timeZone).startMs === atMs;
  return meanings.every(({ epochs }) =>
    epochs.every(({ validFromMs }, index) => index === 0 || isMonthStart(validFromMs)),
  );
}
