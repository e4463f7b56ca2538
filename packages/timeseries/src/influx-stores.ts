import type { CorrectionStore, EnergyStore, ReadingScan, ReadingStore } from '@hengneng/domain';

import { correctionStoreOver } from './influx-correction-store.ts';
import { energyStoreOver } from './influx-energy-store.ts';
import { createInfluxHttp, type InfluxOptions } from './influx-http.ts';
import { readingScanOver } from './influx-reading-scan.ts';
import { readingStoreOver } from './influx-reading-store.ts';

/** Everything that is kept in InfluxDB, over one pool of connections. */
export interface InfluxStores {
  readonly readings: ReadingStore;
  readonly scan: ReadingScan;
  readonly corrections: CorrectionStore;
  readonly energy: EnergyStore;
  /** Closes idle connections. */
  close(): void;
}

/** Opens all stores of one database; for a service that needs more than one of them. */
export function createInfluxStores(options: InfluxOptions): InfluxStores {
  const http = createInfluxHttp(options);
  return {
    readings: readingStoreOver(http),
    scan: readingScanOver(http),
    corrections: correctionStoreOver(http),
    energy: energyStoreOver(http),
    close: () => http.close(),
  };
}
