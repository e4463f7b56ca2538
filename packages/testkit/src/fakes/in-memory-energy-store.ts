import { randomUUID } from 'node:crypto';

import {
  bucketDemands,
  type CounterCheckpoint,
  type EnergyStore,
  evenFrame,
  type MeterDay,
  type MeterDemand,
  type MeterEnergy,
  type MeterRange,
  OLD_DAYS_MS,
  StoreUnavailableError,
} from '@hengneng/domain';

import { createMeterSeries } from './meter-series.ts';

/** An energy store in memory that can be told to be away. */
export interface InMemoryEnergyStore extends EnergyStore {
  /** While true, every call throws {@link StoreUnavailableError}. */
  away: boolean;
  /** Writes so far, in order: what was written, and how many rows. */
  readonly writes: { readonly what: EnergyWrite; readonly rowCount: number }[];
}

/** The kinds of rows that an energy store keeps. */
export type EnergyWrite = 'hours' | 'demands' | 'days' | 'checkpoints';

/** The fake of InfluxDB for energy: passes the same conformance suite as the adapter. */
export function createInMemoryEnergyStore(): InMemoryEnergyStore {
  const hours = createMeterSeries<MeterEnergy>(({ startMs }) => startMs);
  const demands = createMeterSeries<MeterDemand>(({ startMs }) => startMs);
  const days = createMeterSeries<MeterDay>(({ startMs }) => startMs);
  const checkpoints = createMeterSeries<CounterCheckpoint>(({ atMs }) => atMs);
  const identity = randomUUID();
  const rewrittenAtMs = new Map<string, number>();
  const available = () => {
    if (store.away) throw new StoreUnavailableError('The store is away.');
  };
  const wrote = (what: EnergyWrite, rowCount: number) => {
    available();
    store.writes.push({ what, rowCount });
  };
  const read = async <Row extends { meterId: string }>(
    series: ReturnType<typeof createMeterSeries<Row>>,
    range: MeterRange,
  ) => {
    available();
    return series.range(range);
  };
  const store: InMemoryEnergyStore = {
    away: false,
    writes: [],
    writeHours: async (enterpriseId, rows) => {
      wrote('hours', rows.length);
      hours.put(enterpriseId, rows);
    },
    writeDemands: async (enterpriseId, rows) => {
      wrote('demands', rows.length);
      demands.put(enterpriseId, rows);
    },
    writeDays: async (enterpriseId, rows) => {
      wrote('days', rows.length);
      for (const row of rows) {
        // A demand that is not spoken of stays as it was.
        const before = days.at(enterpriseId, row.meterId, row.startMs);
        days.put(enterpriseId, [{ ...before, ...row }]);
      }
      const nowMs = Date.now();
      const isOld = rows.some(({ startMs }) => startMs < nowMs - OLD_DAYS_MS);
      if (isOld) rewrittenAtMs.set(enterpriseId, nowMs);
    },
    writeCheckpoints: async (enterpriseId, rows) => {
      wrote('checkpoints', rows.length);
      checkpoints.put(enterpriseId, rows);
    },
    hours: (range) => read(hours, range),
    withHours: async (enterpriseIds, range) => {
      const found = new Set<string>();
      for (const enterpriseId of enterpriseIds) {
        const rows = await read(hours, { enterpriseId, ...range });
        if (rows.length > 0) found.add(enterpriseId);
      }
      return found;
    },
    demands: (range) => read(demands, range),
    demandBuckets: async (range, bucketMs) =>
      bucketDemands(await read(demands, range), evenFrame({ ...range, bucketMs })),
    days: async (range) => (await read(days, range)).map(energyOf),
    demandDays: async (range) =>
      (await read(days, range)).map(({ meterId, startMs, coveredMs, demand }) => ({
        ...{ meterId, startMs, demand: demand ?? null },
        isCounted: demand !== undefined || coveredMs === 0,
      })),
    daysOfMany: async ({ enterprises, fromMs, toMs }) => {
      const found = new Map<string, MeterEnergy[]>();
      for (const { enterpriseId, meterIds } of enterprises) {
        const rows = await read(days, { enterpriseId, meterIds, fromMs, toMs });
        if (rows.length > 0) found.set(enterpriseId, rows.map(energyOf));
      }
      return found;
    },
    identity: async () => {
      available();
      return identity;
    },
    rewritten: async (enterpriseIds, sinceMs) => {
      available();
      return new Map(
        enterpriseIds.flatMap((id) => {
          const atMs = rewrittenAtMs.get(id);
          return atMs !== undefined && atMs >= sinceMs ? [[id, atMs] as const] : [];
        }),
      );
    },
    checkpoints: (range) => read(checkpoints, range),
    lastCheckpoint: async (enterpriseId, meterId, beforeMs) => {
      available();
      const before = { fromMs: Number.NEGATIVE_INFINITY, toMs: beforeMs };
      return checkpoints.range({ enterpriseId, meterIds: [meterId], ...before }).at(-1) ?? null;
    },
  };
  return store;
}

function energyOf({ demand: _demand, ...energy }: MeterDay): MeterEnergy {
  return energy;
}
