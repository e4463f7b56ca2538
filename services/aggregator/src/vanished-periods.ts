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

  /** Tells what the store holds. */
  expect({ hours, demands, days }: StoredPeriods): void {
    for (const hour of hours) if (!isEmpty(hour)) this.#hours.add(hour.startMs);
    for (const day of days) if (!isEmpty(day)) this.#days.add(day.startMs);
    for (const { startMs, kw, estimated } of demands) {
      if (kw !== 0 || !estimated) this.#demands.add(startMs);
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
    const atMs = frontierMs(state);
    if (!Number.isFinite(atMs)) return { hours: [], demands: [], days: [] };
    return this.#empty(
      periodAt(atMs, 'hour', timeZone).startMs,
      Math.floor(atMs / QUARTER_MS) * QUARTER_MS,
      periodAt(atMs, 'day', timeZone).startMs,
    );
  }

  /** All of it, when the readings have come to their end. */
  rest(): CountedPeriods {
    const end = Number.POSITIVE_INFINITY;
    return this.#empty(end, end, end);
  }

  #empty(hoursBeforeMs: number, demandsBeforeMs: number, daysBeforeMs: number): CountedPeriods {
    const nothing = { quantity: 0, estimatedQuantity: 0, coveredMs: 0 };
    return {
      hours: takeBefore(this.#hours, hoursBeforeMs).map((startMs) => ({ startMs, ...nothing })),
      days: takeBefore(this.#days, daysBeforeMs).map((startMs) => ({ startMs, ...nothing })),
      demands: takeBefore(this.#demands, demandsBeforeMs).map((startMs) => ({
        ...{ startMs, kw: 0 },
        estimated: true,
      })),
    };
  }
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
