import type { EnergyStore, MeterEnergy } from '@hengneng/domain';

import type { PreparedSources } from './load-sources.ts';

/** A store whose days of some enterprises have been read already. */
export type AheadStore = Pick<EnergyStore, 'hours' | 'days'>;

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
  const enterprises = query.enterpriseIds.map((enterpriseId) => ({
    enterpriseId,
    meterIds: (meanings.get(enterpriseId) ?? []).flatMap(({ meterId, epochs }) =>
      epochs.some(({ masterMeterId }) => masterMeterId === null) ? [meterId] : [],
    ),
  }));
  const { fromMs: firstMs, toMs: untilMs } = query;
  const found = await store.daysOfMany({ enterprises, fromMs: firstMs, toMs: untilMs });
  const known = new Map(
    enterprises.map(({ enterpriseId, meterIds }) => [enterpriseId, new Set(meterIds)]),
  );
  const byMeter = new Map<string, Map<string, MeterEnergy[]>>();
  const daysOf = (enterpriseId: string, meterId: string) => {
    let own = byMeter.get(enterpriseId);
    if (own === undefined) {
      own = Map.groupBy(found.get(enterpriseId) ?? [], (day) => day.meterId);
      byMeter.set(enterpriseId, own);
    }
    return own.get(meterId) ?? [];
  };
  return {
    hours: (range) => store.hours(range),
    days: async (range) => {
      const { enterpriseId, meterIds, fromMs, toMs } = range;
      const isWithin = fromMs >= firstMs && toMs <= untilMs;
      const own = known.get(enterpriseId);
      if (!isWithin || own === undefined || meterIds?.every((id) => own.has(id)) !== true) {
        return await store.days(range);
      }
      const isWhole = fromMs === firstMs && toMs === untilMs;
      return [...new Set(meterIds)].sort().flatMap((meterId) => {
        const days = daysOf(enterpriseId, meterId);
        return isWhole ? days : days.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
      });
    },
  };
}
