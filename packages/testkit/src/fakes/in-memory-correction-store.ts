import {
  type CorrectionStore,
  type ReadingCorrection,
  StoreUnavailableError,
} from '@hengneng/domain';

import { createMeterSeries } from './meter-series.ts';

/** A correction store in memory that can be told to be away. */
export interface InMemoryCorrectionStore extends CorrectionStore {
  /** While true, every call throws {@link StoreUnavailableError}. */
  away: boolean;
}

/** The fake of InfluxDB for corrections: passes the same conformance suite as the adapter. */
export function createInMemoryCorrectionStore(): InMemoryCorrectionStore {
  const series = createMeterSeries<ReadingCorrection>(({ readAtMs }) => readAtMs);
  const available = () => {
    if (store.away) throw new StoreUnavailableError('The store is away.');
  };
  const store: InMemoryCorrectionStore = {
    away: false,
    write: async (enterpriseId, corrections) => {
      available();
      for (const correction of corrections) {
        const { meterId, readAtMs, correctionNo } = correction;
        const stored = series.at(enterpriseId, meterId, readAtMs);
        if (stored !== undefined && stored.correctionNo > correctionNo) continue;
        series.put(enterpriseId, [correction]);
      }
    },
    range: async (range) => {
      available();
      return series.range(range);
    },
  };
  return store;
}
