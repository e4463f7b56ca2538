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
export interface RememberedMonths {
  /** The store whose days they are. */
  readonly storeId: string;
  /** Remembered is what the days of [fromMs, toMs) add up to. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly timeZone: string;
  /** When it was last known to be what is stored. */
  readonly checkedAtMs: number;
  /** By meter, for every month with days: its start, quantity, estimated quantity, covered time. */
  readonly months: ReadonlyMap<string, Float64Array>;
}

/** Where what is remembered outlives the process: a copy that may be lost or old at any time. */
export interface KeptMonths {
  /** What is kept of some enterprises and this store, by enterprise. */
  load(enterpriseIds: readonly string[], storeId: string): Promise<Map<string, RememberedMonths>>;
  /** Keeps months, by enterprise, in the place of those there are. */
  save(months: ReadonlyMap<string, RememberedMonths>): Promise<void>;
}

/** Numbers of one month. */
const WIDTH = 4;
/** Numbers that are remembered of all enterprises: 128 MiB. Whoever comes later is looked up or read by the day. */
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
    store: Pick<EnergyStore, 'hours' | 'days' | 'daysOfMany' | 'rewritten' | 'identity'>,
    meanings: PreparedSources['meanings'],
    wanted: readonly MonthsWanted[],
  ): Promise<AheadStore>;
  /** Of how many enterprises something is remembered. */
  readonly size: number;
}

/**
 * Makes an empty memo. `clock` is the wall clock, whatever time is judged for. What is in `kept` is
 * looked up when an enterprise is first asked for, and held to be true by the same questions as what is
 * remembered; it is written where sums were added up anew, which is once a month or where old days were written.
 */
export function createMonthMemo(clock: () => number, kept?: KeptMonths): MonthMemo {
  const remembered = new Map<string, RememberedMonths>();
  let numbers = 0;

  const keep = (id: string, next: RememberedMonths | null) => {
    numbers -= numbersOf(remembered.get(id));
    remembered.delete(id);
    if (next === null || numbers + numbersOf(next) > NUMBERS_MAX) return;
    numbers += numbersOf(next);
    remembered.set(id, next);
  };

  /** What is known of each and has not been written since. */
  const stillTrue = async (
    store: Pick<EnergyStore, 'rewritten'>,
    asked: readonly Asked[],
    { atMs, storeId }: Read,
  ): Promise<Map<string, RememberedMonths>> => {
    const found = new Map<string, RememberedMonths>();
    const add = (each: Asked, known: RememberedMonths | undefined) => {
      if (known !== undefined && isFitting(known, each, { atMs, storeId })) {
        found.set(each.id, known);
      }
    };
    for (const each of asked) add(each, remembered.get(each.id));
    const unknown = asked.filter(({ id, settledMs }) => settledMs !== null && !found.has(id));
    if (kept !== undefined && unknown.length > 0) {
      const ids = unknown.map(({ id }) => id);
      const loaded = await kept.load(ids, storeId);
      for (const each of unknown) add(each, loaded.get(each.id));
    }
    const sinceMs = [...found.values()].reduce(
      (first, { checkedAtMs }) => Math.min(first, checkedAtMs),
      atMs,
    );
    const written = await store.rewritten([...found.keys()], sinceMs - OVERLAP_MS);
    for (const [id, writtenAtMs] of written) {
      const checkedAtMs = found.get(id)?.checkedAtMs ?? atMs;
      if (writtenAtMs >= checkedAtMs - OVERLAP_MS) found.delete(id);
    }
    return found;
  };

  /** Sums that are new, where they outlive the process. Before they are remembered: a failure is tried again. */
  const save = async (
    nexts: readonly { readonly plan: Plan; readonly next: RememberedMonths }[],
  ) => {
    const fresh = nexts.filter(({ plan, next }) => plan.known?.months !== next.months);
    if (kept === undefined || fresh.length === 0) return;
    await kept.save(new Map(fresh.map(({ plan, next }) => [plan.id, next])));
  };

  return {
    get size() {
      return remembered.size;
    },
    readAhead: async (store, meanings, wanted) => {
      const read = { atMs: clock(), storeId: await store.identity() };
      const asked = wanted.map((each) => askedOf(each, meanings, read.atMs));
      const known = await stillTrue(store, asked, read);
      const plans = asked.map((each) => ({ ...each, known: known.get(each.id) }));
      const ahead = new Map<string, DaysOfMeters>();
      let heldRows = 0;
      for (const some of inParts(plans)) {
        const recent = await readRecent(store, some);
        const daysOf = ({ id }: Plan) => recent.get(id) ?? new Map<string, MeterEnergy[]>();
        const nexts = some.flatMap((plan) => {
          const next = remember(plan, daysOf(plan), read);
          if (next === null) keep(plan.id, null);
          return next === null ? [] : [{ plan, next }];
        });
        await save(nexts);
        for (const { plan, next } of nexts) {
          keep(plan.id, next);
          const rows = rowsOf(plan, next, daysOf(plan));
          heldRows += [...rows.values()].reduce((sum, { length }) => sum + length, 0);
          if (heldRows > ROWS_AHEAD_MAX) continue;
          ahead.set(plan.id, { fromMs: plan.fromMs, toMs: plan.toMs, rows });
        }
      }
      return aheadStore(store, ahead);
    },
  };
}

/** When and from which store is read. */
interface Read {
  readonly atMs: number;
  readonly storeId: string;
}

/** What is to be read of one enterprise. */
interface Asked {
  readonly id: string;
  readonly timeZone: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** What is before may be remembered; null where nothing may be. */
  readonly settledMs: number | null;
  readonly meters: readonly { readonly meterId: string }[];
  /** Whether every meter means the same throughout each month. */
  readonly isEven: boolean;
}

function askedOf(
  { enterprise: { id, timeZone }, fromMs, toMs }: MonthsWanted,
  meanings: PreparedSources['meanings'],
  atMs: number,
): Asked {
  const own = meanings.get(id) ?? [];
  return {
    ...{ id, timeZone, fromMs, toMs, settledMs: settledBefore(atMs, toMs, timeZone) },
    ...{ meters: outermostMeters(own), isEven: changeByMonth(own, timeZone) },
  };
}

/**
 * Whether what is known is of what is asked: of every meter, and nothing of it is from a time that is not
 * settled for who asks. Time does not go back; where a test makes it, what is known is too much.
 */
function isFitting(known: RememberedMonths, asked: Asked, { atMs, storeId }: Read): boolean {
  return (
    known.storeId === storeId &&
    known.timeZone === asked.timeZone &&
    known.fromMs <= asked.fromMs &&
    asked.settledMs !== null &&
    known.toMs <= asked.settledMs &&
    // A clock that was ahead when it was read would hide what was written since.
    known.checkedAtMs <= atMs + OVERLAP_MS &&
    // A meter that was registered later, or stood behind another one, is not among them.
    asked.meters.every(({ meterId }) => known.months.has(meterId))
  );
}

/** What is to be read of one enterprise, and what is known of it. */
interface Plan extends Asked {
  readonly known: RememberedMonths | undefined;
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
  plan: Plan,
  days: ReadonlyMap<string, readonly MeterEnergy[]>,
  { atMs, storeId }: Read,
): RememberedMonths | null {
  const { timeZone, known, settledMs, fromMs } = plan;
  if (settledMs === null || settledMs <= fromMs) return null;
  if (known !== undefined && known.toMs === settledMs) return { ...known, checkedAtMs: atMs };
  const months = new Map<string, Float64Array>();
  // Of the meters that were read and no other, so that what is known says whose months are whole.
  for (const { meterId } of plan.meters) {
    const settled = (days.get(meterId) ?? []).filter(({ startMs }) => startMs < settledMs);
    const before = sinceMonth(known?.months.get(meterId), fromMs);
    months.set(meterId, Float64Array.from([...before, ...sumMonths(settled, timeZone)]));
  }
  return { storeId, fromMs, toMs: settledMs, timeZone, checkedAtMs: atMs, months };
}

/** Months from an instant on: nobody asks for earlier ones any more. */
function sinceMonth(packed: Float64Array | undefined, fromMs: number): Float64Array {
  if (packed === undefined) return new Float64Array();
  let at = 0;
  while (at < packed.length && (packed[at] ?? 0) < fromMs) at += WIDTH;
  return packed.subarray(at);
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
