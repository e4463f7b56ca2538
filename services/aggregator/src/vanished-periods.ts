import {
  type CountedPeriods,
  type CounterState,
  type MeterDemand,
  type MeterEnergy,
  periodAt,
} from '@hengneng/domain';

const QUARTER_MS = 900_000;

/** What the store holds of one meter and a stretch. */
export interface StoredPeriods {
  readonly hours: readonly MeterEnergy[];
  readonly demands: readonly MeterDemand[];
  readonly days: readonly MeterEnergy[];
}

/**
 * Finds what was counted once and is no more: an hour whose readings have been voided is overwritten
 * with nothing, because the store would keep it.
 */
export class VanishedPeriods {
  readonly #hours = new Set<number>();
  readonly #demands = new Set<number>();
  readonly #days = new Set<number>();
  readonly #from: PeriodStarts;

  /** @param start where counting begins: what lies before is not counted again */
  constructor(start: CounterState, timeZone: string) {
    this.#from = startsAt(start, timeZone);
  }

  /** First instant whose periods may be counted again. */
  get fromMs(): number {
    return Math.min(this.#from.dayMs, this.#from.hourMs, this.#from.quarterMs);
  }

  /** Tells what the store holds. */
  expect({ hours, demands, days }: StoredPeriods): void {
    for (const hour of hours) {
      if (hour.startMs >= this.#from.hourMs && !isEmpty(hour)) this.#hours.add(hour.startMs);
    }
    for (const day of days) {
      if (day.startMs >= this.#from.dayMs && !isEmpty(day)) this.#days.add(day.startMs);
    }
    for (const { startMs, kw, estimated } of demands) {
      const isSomething = kw !== 0 || !estimated;
      if (startMs >= this.#from.quarterMs && isSomething) this.#demands.add(startMs);
    }
  }

  /** Tells what is counted now. */
  counted({ hours, demands, days }: CountedPeriods): void {
    for (const { startMs } of hours) this.#hours.delete(startMs);
    for (const { startMs } of demands) this.#demands.delete(startMs);
    for (const { startMs } of days) this.#days.delete(startMs);
  }

  /** Everything the store holds and counting has passed without finding it, as empty periods. */
  passed(state: CounterState, timeZone: string): CountedPeriods {
    return this.#empty(startsAt(state, timeZone));
  }

  /** All of it, when the readings have come to their end. */
  rest(): CountedPeriods {
    const end = Number.POSITIVE_INFINITY;
    return this.#empty({ hourMs: end, quarterMs: end, dayMs: end });
  }

  #empty(before: PeriodStarts): CountedPeriods {
    const nothing = { quantity: 0, estimatedQuantity: 0, coveredMs: 0 };
    const hours = takeBefore(this.#hours, before.hourMs);
    const days = takeBefore(this.#days, before.dayMs);
    const demands = takeBefore(this.#demands, before.quarterMs);
    return {
      hours: hours.map((startMs) => ({ startMs, ...nothing })),
      days: days.map((startMs) => ({ startMs, ...nothing, demand: null })),
      demands: demands.map((startMs) => ({ startMs, kw: 0, estimated: true })),
    };
  }
}

/** Starts of the periods in which the next segment may begin. */
interface PeriodStarts {
  readonly hourMs: number;
  readonly quarterMs: number;
  readonly dayMs: number;
}

function startsAt(state: CounterState, timeZone: string): PeriodStarts {
  const atMs = frontierMs(state);
  if (!Number.isFinite(atMs)) return { hourMs: atMs, quarterMs: atMs, dayMs: atMs };
  return {
    hourMs: periodAt(atMs, 'hour', timeZone).startMs,
    quarterMs: Math.floor(atMs / QUARTER_MS) * QUARTER_MS,
    dayMs: periodAt(atMs, 'day', timeZone).startMs,
  };
}

function isEmpty({ quantity, estimatedQuantity, coveredMs }: MeterEnergy): boolean {
  return quantity === 0 && estimatedQuantity === 0 && coveredMs === 0;
}

function takeBefore(starts: Set<number>, beforeMs: number): number[] {
  const taken = [...starts].filter((startMs) => startMs < beforeMs);
  for (const startMs of taken) starts.delete(startMs);
  return taken;
}

/** Segments still to come begin here or later. */
function frontierMs(state: CounterState): number {
  if (state.mode === 'empty') return Number.NEGATIVE_INFINITY;
  if (state.mode === 'register') return state.held.atMs;
  return state.waiting[0]?.fromMs ?? state.coveredToMs;
}
