import { type ReadingStore, type StoredReading, StoreUnavailableError } from '@hengneng/domain';

/** A reading store in memory that can be told to misbehave. */
export interface InMemoryReadingStore extends ReadingStore {
  /** Every stored reading, ordered by enterprise, meter and instant. */
  all(): StoredReading[];
  /** While true, every call throws {@link StoreUnavailableError}. */
  away: boolean;
  /** Says why a reading is refused for good; null accepts it. */
  refuse: (reading: StoredReading) => string | null;
  /** Calls of `write` so far. */
  writeCount: number;
  /** Calls of `find` so far. */
  findCount: number;
}

/** The fake of InfluxDB: passes the same conformance suite as the adapter. */
export function createInMemoryReadingStore(): InMemoryReadingStore {
  /** Enterprise → meter → instant → reading. */
  const series = new Map<string, Map<string, Map<number, StoredReading>>>();
  const metersOf = (enterpriseId: string) => series.get(enterpriseId) ?? new Map();
  const readingsOf = (enterpriseId: string, meterId: string): Map<number, StoredReading> =>
    metersOf(enterpriseId).get(meterId) ?? new Map();
  const put = (reading: StoredReading) => {
    const meters =
      series.get(reading.enterpriseId) ?? new Map<string, Map<number, StoredReading>>();
    series.set(reading.enterpriseId, meters);
    const readings = meters.get(reading.meterId) ?? new Map<number, StoredReading>();
    meters.set(reading.meterId, readings);
    readings.set(reading.readAtMs, reading);
  };
  const byInstant = (left: StoredReading, right: StoredReading) => left.readAtMs - right.readAtMs;

  const store: InMemoryReadingStore = {
    away: false,
    refuse: () => null,
    writeCount: 0,
    findCount: 0,
    write: async (readings) => {
      available();
      store.writeCount += 1;
      const refused = readings.flatMap((reading, index) => {
        const message = store.refuse(reading);
        if (message === null) put(reading);
        return message === null ? [] : [{ index, message }];
      });
      return { refused };
    },
    find: async (enterpriseId, wanted) => {
      available();
      store.findCount += 1;
      return wanted.flatMap(({ meterId, readAtMs }) => {
        const readings = readingsOf(enterpriseId, meterId);
        return [...new Set(readAtMs)].flatMap((atMs) => readings.get(atMs) ?? []);
      });
    },
    lastReadAtMs: async (enterpriseId) => {
      available();
      const last = new Map<string, number>();
      for (const [meterId, readings] of metersOf(enterpriseId)) {
        last.set(meterId, Math.max(...readings.keys()));
      }
      return last;
    },
    range: async ({ enterpriseId, meterId, fromMs, toMs, limit }) => {
      available();
      return [...readingsOf(enterpriseId, meterId).values()]
        .filter(({ readAtMs }) => readAtMs >= fromMs && readAtMs < toMs)
        .sort(byInstant)
        .slice(0, limit);
    },
    count: async (enterpriseId) => {
      available();
      let count = 0;
      for (const readings of metersOf(enterpriseId).values()) count += readings.size;
      return count;
    },
    ping: async () => available(),
    all: () => {
      const readings: StoredReading[] = [];
      for (const enterpriseId of [...series.keys()].sort()) {
        for (const meterId of [...metersOf(enterpriseId).keys()].sort()) {
          readings.push(...[...readingsOf(enterpriseId, meterId).values()].sort(byInstant));
        }
      }
      return readings;
    },
  };
  const available = () => {
    if (store.away) throw new StoreUnavailableError('The store is away.');
  };
  return store;
}
