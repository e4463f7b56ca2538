import { ENGINE_VERSION, type EnergySegment, energySegment } from './energy-segment.ts';
import { quantise } from './quantum.ts';

/** A reading as the engine takes it, after the winner of its instant is known. */
export interface MeterReading {
  /** Milliseconds since the epoch; intervals and power averages end here. */
  readonly readAtMs: number;
  /** What the meter showed, in its own unit, before the multiplier. */
  readonly value: number;
  /** True when a person read or replaced the value (an approved correction). */
  readonly manual?: boolean;
}

/** A register reading that counts, or is waiting to. */
export interface DialPoint {
  readonly atMs: number;
  /** Dial units, quantised. */
  readonly value: number;
  readonly manual: boolean;
}

/** A stretch in which a register was seen at one value. */
export interface Plateau {
  readonly fromMs: number;
  readonly toMs: number;
  readonly value: number;
  /** True when any of its readings was by hand. */
  readonly manual: boolean;
  /** True when two of its readings were further apart than the meter's interval allows. */
  readonly hasGap: boolean;
}

/** A register that is being counted. */
export interface RegisterState {
  readonly mode: 'register';
  /** The last value that counted. */
  readonly held: DialPoint;
  /** Readings since then that do not fit, as far as they follow each other plausibly. */
  readonly run: readonly Plateau[];
  /** How often the run has risen; at three it is believed. */
  readonly riseCount: number;
}

/** An interval or power above the supply's limit that waits to be confirmed. */
export interface WaitingInterval {
  readonly readAtMs: number;
  readonly fromMs: number;
  readonly dialDelta: number;
  readonly factor: number;
}

/** A meter of intervals or power averages that is being counted. */
export interface IntervalState {
  readonly mode: 'interval';
  /** End of the time that is accounted for. */
  readonly coveredToMs: number;
  readonly waiting: readonly WaitingInterval[];
  /** True while a step above the limit is confirmed and goes on. */
  readonly stepConfirmed: boolean;
}

/** Before the first reading. */
export interface EmptyState {
  readonly mode: 'empty';
}

/**
 * All that the readings so far mean for those to come: plain data without totals, so that two states
 * are equal as soon as everything after them is.
 *
 * A state is *settled* when no reading waits for later ones. A settled state is nothing but the last
 * reading, and the segments before it can no longer change unless a reading, epoch or exchange at or
 * before that reading does.
 */
export type CounterState = EmptyState | RegisterState | IntervalState;

/** The state before the first reading. */
export const EMPTY_STATE: EmptyState = { mode: 'empty' };

/** Instant of the last reading or exchange that the state knows of; -Infinity before the first. */
export function stateInstantMs(state: CounterState): number {
  if (state.mode === 'empty') return Number.NEGATIVE_INFINITY;
  if (state.mode === 'register') return state.run.at(-1)?.toMs ?? state.held.atMs;
  return state.waiting.at(-1)?.readAtMs ?? state.coveredToMs;
}

/** True when no reading waits for later ones: a recompute may start here. */
export function isSettled(state: CounterState): boolean {
  if (state.mode === 'empty') return true;
  if (state.mode === 'register') return state.run.length === 0;
  return state.waiting.length === 0 && !state.stepConfirmed;
}

/**
 * The time since the last reading that counted, as a questionable segment, while readings wait; null
 * when the state is settled. It is what can be said today; later readings replace it.
 */
export function openSegment(state: CounterState): EnergySegment | null {
  if (isSettled(state) || state.mode === 'empty') return null;
  const fromMs =
    state.mode === 'register' ? state.held.atMs : (state.waiting[0]?.fromMs ?? state.coveredToMs);
  const toMs = stateInstantMs(state);
  if (fromMs >= toMs) return null;
  const facts = { fromMs, toMs, dialDelta: 0, factor: 1 };
  return energySegment({ ...facts, quality: 'questionable', reason: 'unconfirmed', known: false });
}

/** A state as text, one text per state; {@link decodeCounterState} reads it. */
export function encodeCounterState(state: CounterState): string {
  if (state.mode === 'empty') return JSON.stringify([ENGINE_VERSION, 'empty']);
  if (state.mode === 'register') {
    const { held, run, riseCount } = state;
    const plateaus = run.map((point) => [
      point.fromMs,
      point.toMs,
      point.value,
      point.manual,
      point.hasGap,
    ]);
    const fields = [held.atMs, held.value, held.manual, plateaus, riseCount];
    return JSON.stringify([ENGINE_VERSION, 'register', ...fields]);
  }
  const waiting = state.waiting.map((point) => [
    point.readAtMs,
    point.fromMs,
    point.dialDelta,
    point.factor,
  ]);
  const fields = [state.coveredToMs, waiting, state.stepConfirmed];
  return JSON.stringify([ENGINE_VERSION, 'interval', ...fields]);
}

/**
 * Reads a stored state; null when it is of another engine version or not a state at all. Then the
 * meter is counted from its first reading.
 */
export function decodeCounterState(text: string): CounterState | null {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts[0] !== ENGINE_VERSION) return null;
  const state = fromParts(parts.slice(1));
  // Only what encodes to the very same text was written by us.
  return state !== null && encodeCounterState(state) === text ? state : null;
}

function fromParts(parts: readonly unknown[]): CounterState | null {
  const [mode, ...fields] = parts;
  if (mode === 'empty') return EMPTY_STATE;
  if (mode === 'register') {
    const [atMs, value, manual, run, riseCount] = fields;
    return {
      mode,
      held: { atMs: Number(atMs), value: Number(value), manual: manual === true },
      run: rows(run).map(([from, to, shown, byHand, hasGap]) => ({
        fromMs: Number(from),
        toMs: Number(to),
        value: Number(shown),
        manual: byHand === true,
        hasGap: hasGap === true,
      })),
      riseCount: Number(riseCount),
    };
  }
  if (mode !== 'interval') return null;
  const [coveredToMs, waiting, stepConfirmed] = fields;
  return {
    mode,
    coveredToMs: Number(coveredToMs),
    waiting: rows(waiting).map(([readAtMs, fromMs, dialDelta, factor]) => ({
      readAtMs: Number(readAtMs),
      fromMs: Number(fromMs),
      dialDelta: Number(dialDelta),
      factor: Number(factor),
    })),
    stepConfirmed: stepConfirmed === true,
  };
}

function rows(value: unknown): readonly (readonly unknown[])[] {
  return Array.isArray(value) ? value.filter((row): row is unknown[] => Array.isArray(row)) : [];
}

/** A reading as a point on the dial. */
export function dialPoint(reading: MeterReading): DialPoint {
  return {
    atMs: reading.readAtMs,
    value: quantise(reading.value),
    manual: reading.manual === true,
  };
}
