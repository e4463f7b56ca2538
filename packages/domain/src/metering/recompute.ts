import { periodAt } from '../time/borders.ts';
import { countReadings } from './counter.ts';
import {
  type CounterState,
  encodeCounterState,
  type MeterReading,
  stateInstantMs,
} from './counter-state.ts';
import type { SegmentSink } from './energy-segment.ts';
import { createHourTotals, type PeriodEnergy } from './hours.ts';
import type { MeterTimeline } from './meter-history.ts';

/** What a recompute of one meter starts from. */
export interface RecomputeRequest {
  readonly timeline: MeterTimeline;
  readonly timeZone: string;
  /**
   * A stored settled state, or `EMPTY_STATE`. Take the last one at or before the start of the hour that
   * holds the last settled state before the first change; changed hours then lie wholly after it.
   */
  readonly start: CounterState;
  /** Instant of the last reading, epoch or exchange that changed. */
  readonly changedUntilMs: number;
  /** The stored state (encoded) of a reading, where one was kept; sparse is enough. */
  readonly storedState: (readAtMs: number) => string | undefined;
  /** Takes the segments too, for demand and explanations. */
  readonly onSegment?: SegmentSink;
}

/** Result of a recompute: what to write, and where. */
export interface Recomputed {
  /**
   * Hours in [fromMs, toMs) are final; a stored hour there that is not among them is now empty. From
   * -Infinity when counted from the first reading, to Infinity when counted to the last one.
   */
  readonly fromMs: number;
  readonly toMs: number;
  readonly hours: readonly PeriodEnergy[];
  /** Where counting ended; of use as a checkpoint when it is settled. */
  readonly state: CounterState;
}

/** A recompute that is fed with readings page by page. */
export interface Recompute {
  /** Takes ascending readings that go on from the last page; true when no more are needed. */
  take(readings: Iterable<MeterReading>): boolean;
  result(): Recomputed;
}

/**
 * Counts again what a change has touched, and no more: from a settled state to the first reading after
 * the change whose state is what was stored, then to the end of that hour. The hours are those that
 * counting everything would give, to the bit.
 */
export function createRecompute(request: RecomputeRequest): Recompute {
  const { timeline, timeZone, start, changedUntilMs, storedState } = request;
  const totals = createHourTotals(timeZone);
  let state = start;
  /** End of the hour in which the state was found to be the stored one. */
  let enoughMs = Number.POSITIVE_INFINITY;
  let isFinished = false;
  const onSegment: SegmentSink = (segment) => {
    totals.add(segment);
    request.onSegment?.(segment);
  };
  const stopWhen = (now: CounterState, readAtMs: number): boolean => {
    if (enoughMs === Number.POSITIVE_INFINITY && readAtMs > changedUntilMs) {
      if (storedState(readAtMs) === encodeCounterState(now)) enoughMs = hourEnd(readAtMs, timeZone);
    }
    isFinished = readAtMs >= enoughMs;
    return isFinished;
  };
  return {
    take(readings) {
      if (!isFinished) state = countReadings({ timeline, state, readings, onSegment, stopWhen });
      return isFinished;
    },
    result() {
      const startMs = stateInstantMs(start);
      const fromMs = start.mode === 'empty' ? startMs : hourEnd(startMs, timeZone);
      const toMs = isFinished ? enoughMs : Number.POSITIVE_INFINITY;
      return { fromMs, toMs, hours: totals.wholeHours(fromMs, toMs), state };
    },
  };
}

/** The first border of hours at or after an instant. */
function hourEnd(instantMs: number, timeZone: string): number {
  const { startMs, endMs } = periodAt(instantMs, 'hour', timeZone);
  return startMs === instantMs ? instantMs : endMs;
}
