import type {
  CountedPeriods,
  CounterCheckpoint,
  EnergyStore,
  MeterDay,
  MeterDemand,
  MeterEnergy,
} from '@hengneng/domain';
import type { DirtyStretch } from '@hengneng/queue';

/** Rows that are written together, about; a request takes 5 000 lines. */
const ROWS_AT_ONCE = 10_000;

/** How much was written. */
export interface WrittenCounts {
  hours: number;
  demands: number;
  days: number;
  checkpoints: number;
}

/**
 * Gathers what was counted of an enterprise and writes it in few calls: figures first, checkpoints
 * after the figures that they stand for.
 */
export class EnergyWriter {
  readonly #store: EnergyStore;
  readonly #enterpriseId: string;
  /** Runs one call to the store until it comes through; throws when the enterprise was lost. */
  readonly #run: (what: string, call: () => Promise<void>) => Promise<void>;
  #hours: MeterEnergy[] = [];
  #demands: MeterDemand[] = [];
  #days: MeterDay[] = [];
  #checkpoints: CounterCheckpoint[] = [];
  readonly #touched = new Map<string, { fromMs: number; untilMs: number }>();
  readonly written: WrittenCounts = { hours: 0, demands: 0, days: 0, checkpoints: 0 };

  constructor(
    store: EnergyStore,
    enterpriseId: string,
    run: (what: string, call: () => Promise<void>) => Promise<void>,
  ) {
    this.#store = store;
    this.#enterpriseId = enterpriseId;
    this.#run = run;
  }

  get isFull(): boolean {
    return this.#hours.length + this.#demands.length + this.#days.length >= ROWS_AT_ONCE;
  }

  /** Takes periods of one meter. */
  add(meterId: string, { hours, demands, days }: CountedPeriods): void {
    for (const hour of hours) this.#hours.push({ meterId, ...hour });
    for (const demand of demands) this.#demands.push({ meterId, ...demand });
    for (const day of days) this.#days.push({ meterId, ...day });
  }

  /** Takes checkpoints; the periods before them have been added. */
  addCheckpoints(checkpoints: readonly CounterCheckpoint[]): void {
    for (const checkpoint of checkpoints) this.#checkpoints.push(checkpoint);
  }

  async flush(): Promise<void> {
    const [hours, demands, days] = [this.#hours, this.#demands, this.#days];
    const checkpoints = this.#checkpoints;
    [this.#hours, this.#demands, this.#days, this.#checkpoints] = [[], [], [], []];
    for (const { meterId, startMs } of [...hours, ...days]) this.#touch(meterId, startMs);
    for (const { meterId, atMs } of checkpoints) this.#touch(meterId, atMs);
    const id = this.#enterpriseId;
    await Promise.all([
      hours.length > 0 && this.#run('write hours', () => this.#store.writeHours(id, hours)),
      demands.length > 0 && this.#run('write demands', () => this.#store.writeDemands(id, demands)),
      days.length > 0 && this.#run('write days', () => this.#store.writeDays(id, days)),
    ]);
    if (checkpoints.length > 0) {
      await this.#run('write checkpoints', () => this.#store.writeCheckpoints(id, checkpoints));
    }
    this.written.hours += hours.length;
    this.written.demands += demands.length;
    this.written.days += days.length;
    this.written.checkpoints += checkpoints.length;
  }

  /** The time in which figures may have been written, also where the outcome is not known. */
  touched(): DirtyStretch[] {
    return [...this.#touched].map(([meterId, stretch]) => ({ meterId, ...stretch }));
  }

  #touch(meterId: string, startMs: number): void {
    const untilMs = startMs + 3_599_999;
    const known = this.#touched.get(meterId);
    if (known === undefined) this.#touched.set(meterId, { fromMs: startMs, untilMs });
    else {
      known.fromMs = Math.min(known.fromMs, startMs);
      known.untilMs = Math.max(known.untilMs, untilMs);
    }
  }
}
