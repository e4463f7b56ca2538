import {
  type CorrectionStore,
  type CounterCheckpoint,
  correctedPages,
  type EnergyStore,
  type MeterReadingPage,
  type ReadingCorrection,
  type ReadingScan,
  type ReadingStore,
} from '@hengneng/domain';
import type { Patience } from '@hengneng/queue';

import type { StoredPeriods } from './vanished-periods.ts';

/** Everything that is kept in the time-series store. */
export interface Stores {
  readonly readings: Pick<ReadingStore, 'range' | 'lastReadAtMs'>;
  readonly scan: Pick<ReadingScan, 'pages'>;
  readonly corrections: Pick<CorrectionStore, 'range'>;
  readonly energy: EnergyStore;
}

/** Time of some meters of the enterprise, half-open. */
export interface Window {
  readonly meterIds: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reads of one enterprise that wait for the store as long as it takes. */
export class PatientStores {
  readonly #stores: Stores;
  readonly #enterpriseId: string;
  readonly #patience: Patience;
  readonly #signal: AbortSignal;

  constructor(stores: Stores, enterpriseId: string, patience: Patience, signal: AbortSignal) {
    this.#stores = stores;
    this.#enterpriseId = enterpriseId;
    this.#patience = patience;
    this.#signal = signal;
  }

  /**
   * Hands every page of a window to `onPage`, corrections laid over it, until that answers false. When
   * the store fails in between all begins anew: `onPage` may see readings again.
   */
  async eachPage(
    window: Window,
    corrections: readonly ReadingCorrection[],
    onPage: (page: MeterReadingPage) => Promise<boolean>,
  ): Promise<void> {
    const range = this.#rangeOf(window);
    const inWindow = corrections.filter(
      ({ readAtMs }) => readAtMs >= window.fromMs && readAtMs < window.toMs,
    );
    // What `onPage` throws has nothing to do with the store and is not to be repeated.
    const thrown = await this.patiently('read readings', async () => {
      for await (const page of correctedPages(this.#stores.scan.pages(range), inWindow)) {
        try {
          if (!(await onPage(page))) return null;
        } catch (error) {
          return { error };
        }
      }
      return null;
    });
    if (thrown !== null) throw thrown.error;
  }

  /** Corrections of a window. */
  corrections(window: Window): Promise<ReadingCorrection[]> {
    const range = this.#rangeOf(window);
    return this.patiently('read corrections', () => this.#stores.corrections.range(range));
  }

  checkpoints(window: Window): Promise<CounterCheckpoint[]> {
    const range = this.#rangeOf(window);
    return this.patiently('read checkpoints', () => this.#stores.energy.checkpoints(range));
  }

  /** What is stored of a window, by meter. */
  async periods(window: Window): Promise<Map<string, StoredPeriods>> {
    const range = this.#rangeOf(window);
    const { energy } = this.#stores;
    const [hours, demands, days] = await Promise.all([
      this.patiently('read hours', () => energy.hours(range)),
      this.patiently('read demands', () => energy.demands(range)),
      this.patiently('read days', () => energy.days(range)),
    ]);
    const [hoursOf, demandsOf, daysOf] = [byMeter(hours), byMeter(demands), byMeter(days)];
    return new Map(
      window.meterIds.map((id) => [
        id,
        {
          hours: hoursOf.get(id) ?? [],
          demands: demandsOf.get(id) ?? [],
          days: daysOf.get(id) ?? [],
        },
      ]),
    );
  }

  /** The last checkpoint of a meter before an instant that `fits`. */
  async lastCheckpoint(
    meterId: string,
    beforeMs: number,
    fits: (checkpoint: CounterCheckpoint) => boolean,
  ): Promise<CounterCheckpoint | null> {
    const { energy } = this.#stores;
    for (let limitMs = beforeMs; ; ) {
      const last = await this.patiently('read checkpoints', () =>
        energy.lastCheckpoint(this.#enterpriseId, meterId, limitMs),
      );
      if (last === null || fits(last)) return last;
      limitMs = last.atMs;
    }
  }

  /** Instant of the first stored reading of a meter; Infinity when there is none. */
  async firstReadAtMs(meterId: string): Promise<number> {
    const query = { enterpriseId: this.#enterpriseId, meterId, fromMs: 0, limit: 1 };
    const toMs = Number.MAX_SAFE_INTEGER;
    const first = await this.patiently('read the first reading', () =>
      this.#stores.readings.range({ ...query, toMs }),
    );
    return first[0]?.readAtMs ?? Number.POSITIVE_INFINITY;
  }

  /** Instant of the last stored reading by meter. */
  lastReadAtMs(): Promise<Map<string, number>> {
    const { readings } = this.#stores;
    return this.patiently('read the last readings', () =>
      readings.lastReadAtMs(this.#enterpriseId),
    );
  }

  patiently<T>(what: string, attempt: () => Promise<T>): Promise<T> {
    return this.#patience.untilDone(what, this.#signal, attempt);
  }

  #rangeOf(window: Window) {
    return { enterpriseId: this.#enterpriseId, ...window };
  }
}

function byMeter<Row extends { readonly meterId: string }>(rows: readonly Row[]) {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.meterId);
    if (group === undefined) groups.set(row.meterId, [row]);
    else group.push(row);
  }
  return groups;
}
