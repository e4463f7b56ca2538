import { invariant } from '../invariant.ts';
import type { MeterKind } from '../registry/lists.ts';
import {
  type CounterState,
  dialPoint,
  EMPTY_STATE,
  type IntervalState,
  isSettled,
  type MeterReading,
  openSegment,
  stateInstantMs,
} from './counter-state.ts';
import type { EnergySegment, SegmentSink } from './energy-segment.ts';
import { countIntervalReading } from './interval-counter.ts';
import { epochAt, epochBefore, type MeterExchange, type MeterTimeline } from './meter-history.ts';
import { closeRegister, countExchange, countRegisterReading } from './register-counter.ts';

/** What a stretch of counting needs; nothing else decides its result. */
export interface CountRequest {
  readonly timeline: MeterTimeline;
  /** Where to go on; readings at or before its instant are skipped. */
  readonly state: CounterState;
  /** Ascending, one per instant: the winner (see `resolveWinners`). */
  readonly readings: Iterable<MeterReading>;
  readonly onSegment: SegmentSink;
  /**
   * Asked after each reading that leaves the state settled; true ends the count there. A recompute
   * compares with the state that was stored for that reading: equal states have equal futures.
   */
  readonly stopWhen?: (state: CounterState, readAtMs: number) => boolean;
}

/**
 * Counts readings of one meter into energy segments, in order of time, and returns the state to go on
 * from. Counting in one go or in any number of stretches gives the same segments to the bit.
 *
 * A segment is handed out only when no later reading can change it; what still waits is in the state
 * and can be looked at with `openSegment`.
 */
export function countReadings(request: CountRequest): CounterState {
  const { timeline, readings, onSegment, stopWhen } = request;
  let state = request.state;
  let previousMs = Number.NEGATIVE_INFINITY;
  for (const reading of readings) {
    invariant(reading.readAtMs > previousMs, 'readings ascend, one for each instant');
    previousMs = reading.readAtMs;
    if (reading.readAtMs <= stateInstantMs(state)) continue;
    state = countReading(timeline, state, reading, onSegment);
    if (stopWhen !== undefined && isSettled(state) && stopWhen(state, reading.readAtMs)) break;
  }
  return state;
}

/**
 * All segments of a meter whose readings are at hand, the open one at the end included. For short
 * series, tests and explanations; a service counts in stretches with {@link countReadings}.
 */
export function countAll(
  timeline: MeterTimeline,
  readings: Iterable<MeterReading>,
): { readonly segments: readonly EnergySegment[]; readonly state: CounterState } {
  const segments: EnergySegment[] = [];
  const onSegment = (segment: EnergySegment) => segments.push(segment);
  const state = countReadings({ timeline, state: EMPTY_STATE, readings, onSegment });
  const open = openSegment(state);
  if (open !== null) segments.push(open);
  return { segments, state };
}

function countReading(
  timeline: MeterTimeline,
  before: CounterState,
  reading: MeterReading,
  onSegment: SegmentSink,
): CounterState {
  const { kind } = epochBefore(timeline, reading.readAtMs);
  const state = passBorders(timeline, before, reading.readAtMs, kind, onSegment);
  if (kind !== 'register') {
    return countIntervalReading(timeline, asInterval(state), reading, onSegment);
  }
  const point = dialPoint(reading);
  if (state.mode !== 'register') return { mode: 'register', held: point, run: [], riseCount: 0 };
  // At the very instant of an exchange its initial value is the record.
  if (point.atMs <= state.held.atMs) return state;
  return countRegisterReading(timeline, state, point, onSegment);
}

/** Takes what happened between the state and a reading: exchanges, and a change of kind. */
function passBorders(
  timeline: MeterTimeline,
  before: CounterState,
  untilMs: number,
  kind: MeterKind,
  onSegment: SegmentSink,
): CounterState {
  let state = before;
  for (const exchange of timeline.exchanges) {
    const { atMs } = exchange;
    const sinceMs = stateInstantMs(state);
    if (state.mode === 'register' ? atMs <= sinceMs : atMs < sinceMs) continue;
    // An interval that ends as a register is installed comes first; the register's turn is next.
    if (kind === 'register' ? atMs > untilMs : atMs >= untilMs) continue;
    state = leaveRegister(timeline, state, atMs, onSegment);
    state = passExchange(timeline, state, exchange, onSegment);
  }
  return leaveRegister(timeline, state, untilMs, onSegment);
}

function passExchange(
  timeline: MeterTimeline,
  state: CounterState,
  exchange: MeterExchange,
  onSegment: SegmentSink,
): CounterState {
  if (state.mode === 'register') return countExchange(timeline, state, exchange, onSegment);
  // Only registers have a value to open with.
  if (epochAt(timeline, exchange.atMs).kind !== 'register') return state;
  const held = dialPoint({ readAtMs: exchange.atMs, value: exchange.initialValue });
  return { mode: 'register', held, run: [], riseCount: 0 };
}

/** Where the meter stopped being a register before an instant, ends its counting there. */
function leaveRegister(
  timeline: MeterTimeline,
  state: CounterState,
  untilMs: number,
  onSegment: SegmentSink,
): CounterState {
  if (state.mode !== 'register') return state;
  const { atMs: heldMs } = state.held;
  const border = timeline.epochs.find(
    ({ fromMs, kind }) => fromMs >= heldMs && fromMs < untilMs && kind !== 'register',
  );
  if (border === undefined) return state;
  closeRegister(state, border.fromMs, onSegment);
  return { mode: 'interval', coveredToMs: border.fromMs, waiting: [], stepConfirmed: false };
}

function asInterval(state: CounterState): IntervalState {
  if (state.mode === 'interval') return state;
  return {
    mode: 'interval',
    coveredToMs: Number.NEGATIVE_INFINITY,
    waiting: [],
    stepConfirmed: false,
  };
}
