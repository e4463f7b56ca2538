import { shardOf } from '@hengneng/contracts';
import {
  type Enterprise,
  type Executor,
  listCorrectionsInForce,
  listPositionCuts,
  listRefusedValues,
  type PositionCut,
  readHistories,
  type TenantScope,
} from '@hengneng/database';
import {
  createHourTotals,
  DomainError,
  decodePosition,
  type EnergyStore,
  type MeterEnergy,
  type MeterRange,
  OLDEST_READING_MS,
  type PeriodEnergy,
  periodsFromHours,
  type ReadingScan,
  type RegisteredHistory,
  type StoredReading,
} from '@hengneng/domain';

import { type RecountRequest, recountMeter } from './recount.ts';
import type { TimeFrame } from './time-frame.ts';

/** Readings that one answer counts again: about half a minute of work. */
const READINGS_MAX = 1_500_000;
/** Meters that are counted at the same time. */
const PARALLEL = 3;
/** Rows of one meter that are looked at; more of them in one range is no measuring any more. */
const ROWS_MAX = 100_000;
/** Readings this long before and after the range belong to it. */
const AROUND_MS = 40 * 86_400_000;
const FAR_FUTURE_MS = Date.UTC(9999, 0, 1);

/** What of the past is looked at: everything received and recorded by an instant. */
export interface AsOf {
  readonly asOfMs: number;
  readonly cuts: readonly PositionCut[];
}

/**
 * Where the journals stood at an instant, for the messages of one enterprise.
 *
 * @throws DomainError AS_OF_UNKNOWN for the future, and before anything was on record
 */
export async function readAsOf(
  executor: Executor,
  enterpriseId: string,
  asOfMs: number,
  nowMs: number,
): Promise<AsOf> {
  if (asOfMs > nowMs) {
    throw new DomainError('AS_OF_UNKNOWN', '`asOf` is in the future; nobody knows it yet.');
  }
  const cuts = await listPositionCuts(executor, { shard: shardOf(enterpriseId), asOfMs });
  if (cuts.length === 0) {
    const message = 'Nothing was on record at that time; ask for a later `asOf`.';
    throw new DomainError('AS_OF_UNKNOWN', message);
  }
  return { asOfMs, cuts };
}

/** Where the readings of one enterprise and the decisions about them are. */
export interface RecountSources {
  readonly executor: Executor;
  readonly scope: TenantScope;
  readonly scan: ReadingScan;
  readonly enterprise: Enterprise;
  /** Absent: as of now. */
  readonly asOf?: AsOf;
}

/** Prepares the recount of meters of one enterprise in a range. */
export async function createRecounter(
  sources: RecountSources,
  range: { readonly fromMs: number; readonly toMs: number },
) {
  const { executor, scope, scan, enterprise, asOf } = sources;
  const enterpriseId = enterprise.id;
  const histories = (await readHistories(executor, [enterpriseId], asOf?.asOfMs)).get(enterpriseId);
  const historyOf = new Map((histories ?? []).map((history) => [history.meterId, history]));
  const recount = async (
    history: RegisteredHistory,
    told: Pick<RecountRequest, 'onSegment' | 'onReading'>,
  ) => {
    const query = {
      ...{ enterpriseId, meterId: history.meterId, limit: ROWS_MAX },
      ...{ fromMs: OLDEST_READING_MS, toMs: FAR_FUTURE_MS },
    };
    const corrections = await listCorrectionsInForce(executor, scope, {
      ...query,
      asOfMs: asOf?.asOfMs,
    });
    const visible = await visibleAsOf(executor, scope, asOf, query);
    await recountMeter({
      ...{ scan, enterpriseId, history, corrections, visible, ...range, ...told },
    });
    return corrections;
  };
  return { historyOf, recount };
}

/**
 * Energy by hour and day as the readings gave it at an earlier time; each meter is counted once,
 * whatever parts of the frame are asked for.
 */
export async function createRecountedStore(
  sources: RecountSources,
  frame: TimeFrame,
): Promise<Pick<EnergyStore, 'hours' | 'days'>> {
  const { historyOf, recount } = await createRecounter(sources, frame);
  const { timeZone } = sources.enterprise;
  const known = new Map<string, Promise<PeriodEnergy[]>>();
  const limit = createLimit(PARALLEL);
  const hoursOf = (meterId: string): Promise<PeriodEnergy[]> => {
    const found = known.get(meterId);
    if (found !== undefined) return found;
    const counted = limit(async () => {
      const history = historyOf.get(meterId);
      if (history === undefined) return [];
      const totals = createHourTotals(timeZone);
      await recount(history, { onSegment: (segment) => totals.add(segment) });
      return totals.hours();
    });
    known.set(meterId, counted);
    return counted;
  };
  const read = async (
    { meterIds = [], fromMs, toMs }: MeterRange,
    toPeriods: (hours: PeriodEnergy[]) => PeriodEnergy[],
  ): Promise<MeterEnergy[]> => {
    const unknown = meterIds.filter((meterId) => !known.has(meterId));
    await assertCountable(sources, frame, unknown);
    const parts = await Promise.all(
      [...meterIds].sort().map(async (meterId) => {
        const hours = await hoursOf(meterId);
        const inside = hours.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
        return toPeriods(inside).map((energy) => ({ meterId, ...energy }));
      }),
    );
    return parts.flat();
  };
  return {
    hours: (range) => read(range, (hours) => hours),
    days: (range) => read(range, (hours) => periodsFromHours(hours, 'day', timeZone)),
  };
}

/** @throws DomainError TIME_RANGE_TOO_WIDE when counting again would take too long */
export async function assertCountable(
  { scan, enterprise }: Pick<RecountSources, 'scan' | 'enterprise'>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  meterIds: readonly string[],
): Promise<void> {
  if (meterIds.length === 0) return;
  const counts = await scan.counts({
    ...{ enterpriseId: enterprise.id, meterIds },
    ...{ fromMs: fromMs - AROUND_MS, toMs: toMs + AROUND_MS },
  });
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total <= READINGS_MAX) return;
  throw new DomainError(
    'TIME_RANGE_TOO_WIDE',
    `${total} readings would have to be counted again; ask for fewer meters or a shorter range.`,
  );
}

/**
 * Says of a meter's stored readings what had been received by then: the reading, another value that
 * counted then, or null; without a cut everything as it is.
 */
export async function visibleAsOf(
  executor: Executor,
  scope: TenantScope,
  asOf: AsOf | undefined,
  query: {
    readonly enterpriseId: string;
    readonly meterId: string;
    readonly fromMs: number;
    readonly toMs: number;
  },
): Promise<(reading: StoredReading) => StoredReading | null> {
  if (asOf === undefined) return (reading) => reading;
  const limited = { ...query, limit: ROWS_MAX };
  return cutAt(asOf, await listRefusedValues(executor, scope, limited));
}

/** A reading counts if its message had been received; else what had been, and lost to it later. */
function cutAt(
  { cuts }: AsOf,
  refused: readonly {
    readonly readAtMs: number;
    readonly value: number;
    readonly position: number;
  }[],
) {
  const last = new Map(cuts.map(({ gateway, sequence }) => [gateway, sequence]));
  const isReceived = (position: number) => {
    const { gatewayNumber, sequence } = decodePosition(position);
    return sequence <= (last.get(gatewayNumber) ?? 0);
  };
  const earlier = new Map<number, (typeof refused)[number]>();
  for (const each of refused) {
    if (isReceived(each.position) && !earlier.has(each.readAtMs)) earlier.set(each.readAtMs, each);
  }
  return (reading: StoredReading): StoredReading | null => {
    if (isReceived(reading.position)) return reading;
    const other = earlier.get(reading.readAtMs);
    return other === undefined
      ? null
      : { ...reading, value: other.value, position: other.position };
  };
}

/** Runs so many at a time, the others in their order. */
function createLimit(max: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
