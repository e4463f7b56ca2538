import type { MeterMeanings } from '@hengneng/database';
import type { EnergyStore, MeterEnergy } from '@hengneng/domain';

import type { PreparedSources } from './load-sources.ts';

/** Days that are held at once: some 30 MB. Enterprises beyond them are read when their turn comes. */
export const ROWS_AHEAD_MAX = 250_000;
const MS_PER_DAY = 86_400_000;

/** A store whose days of some enterprises have been read already. */
export type AheadStore = Pick<EnergyStore, 'hours' | 'days'>;

/** Days of one enterprise in [fromMs, toMs), by meter and time. */
export interface DaysOfMeters {
  readonly fromMs: number;
  readonly toMs: number;
  readonly rows: ReadonlyMap<string, readonly MeterEnergy[]>;
}

/**
 * Reads the days of many enterprises in [fromMs, toMs) in few questions: of the meters that totals
 * are made of, which are those without a master at any time. What else is asked for goes to the
 * store, so the answers are the same.
 */
export async function readDaysAhead(
  store: Pick<EnergyStore, 'hours' | 'days' | 'daysOfMany'>,
  meanings: PreparedSources['meanings'],
  query: {
    readonly enterpriseIds: readonly string[];
    readonly fromMs: number;
    readonly toMs: number;
  },
): Promise<AheadStore> {
  const { enterpriseIds, fromMs, toMs } = query;
  const all = enterpriseIds.map((enterpriseId) => {
    const meters = outermostMeters(meanings.get(enterpriseId) ?? []);
    return { enterpriseId, meterIds: meters.map(({ meterId }) => meterId) };
  });
  const days = (toMs - fromMs) / MS_PER_DAY;
  const enterprises = withinRows(all, ROWS_AHEAD_MAX, ({ meterIds }) => meterIds.length * days);
  const found = await store.daysOfMany({ enterprises, fromMs, toMs });
  const ahead = new Map<string, DaysOfMeters>();
  for (const { enterpriseId, meterIds } of enterprises) {
    const own = Map.groupBy(found.get(enterpriseId) ?? [], ({ meterId }) => meterId);
    const rows = new Map(meterIds.map((meterId) => [meterId, own.get(meterId) ?? []]));
    ahead.set(enterpriseId, { fromMs, toMs, rows });
  }
  return aheadStore(store, ahead);
}

/** The first ones that together have no more rows than may be held; what is left is read by itself. */
export function withinRows<Item>(
  items: readonly Item[],
  rowsMax: number,
  rowsOf: (item: Item) => number,
): Item[] {
  let rows = 0;
  return items.filter((item) => {
    if (rows + rowsOf(item) > rowsMax) return false;
    rows += rowsOf(item);
    return true;
  });
}

/** Meters that stand by themselves at some time. */
export function outermostMeters(meanings: readonly MeterMeanings[]): MeterMeanings[] {
  return meanings.filter(({ epochs }) =>
    epochs.some(({ masterMeterId }) => masterMeterId === null),
  );
}

/** Answers from what was read, and asks the store for everything else. */
export function aheadStore(
  store: Pick<EnergyStore, 'hours' | 'days'>,
  ahead: ReadonlyMap<string, DaysOfMeters>,
): AheadStore {
  return {
    hours: (range) => store.hours(range),
    days: async (range) => {
      const { enterpriseId, meterIds, fromMs, toMs } = range;
      const own = ahead.get(enterpriseId);
      const isWithin = own !== undefined && fromMs >= own.fromMs && toMs <= own.toMs;
      if (!isWithin || meterIds?.every((id) => own.rows.has(id)) !== true) {
        return await store.days(range);
      }
      const isWhole = fromMs === own.fromMs && toMs === own.toMs;
      return [...new Set(meterIds)].sort().flatMap((meterId) => {
        const days = own.rows.get(meterId) ?? [];
        return isWhole ? days : days.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
      });
    },
  };
}
