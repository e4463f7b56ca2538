import type { DialPoint, Plateau, RegisterState } from './counter-state.ts';
import {
  energySegment,
  energyUntil,
  type Quality,
  type SegmentReason,
  type SegmentSink,
} from './energy-segment.ts';
import {
  epochBefore,
  epochParts,
  type MeterExchange,
  type MeterTimeline,
} from './meter-history.ts';
import { QUANTUM, quantise } from './quantum.ts';

/** Readings that must rise in a row before a new level is believed. */
export const CONFIRMING_READINGS = 3;
/** Rollover: the last value lies above this share of the maximum ... */
const ROLLOVER_FROM_SHARE = 0.9;
/** ... and the new one below this. */
const ROLLOVER_TO_SHARE = 0.1;
/**
 * A fall of at most this many dial units is jitter, however it goes on: it waits for the old level.
 * Taken as a reset, the slow climb back would be counted a second time.
 */
export const JITTER_UNITS_MAX = 1;

/** What joins two points on a dial. */
interface Span {
  readonly from: { readonly atMs: number; readonly manual: boolean };
  readonly to: { readonly atMs: number; readonly manual: boolean };
  readonly dialDelta: number;
}

/**
 * Counts one reading of a register, which must be later than the state. Rules 3 to 7 in their order:
 * plausible, rollover, hold, return or reset, step, gap. A later reading may only ever change what
 * this function has not yet handed to `onSegment`.
 */
export function countRegisterReading(
  timeline: MeterTimeline,
  state: RegisterState,
  point: DialPoint,
  onSegment: SegmentSink,
): RegisterState {
  const { held, run } = state;
  const delta = quantise(point.value - held.value);
  const settled: RegisterState = { mode: 'register', held: point, run: [], riseCount: 0 };
  if (fits(timeline, { from: held, to: point, dialDelta: delta })) {
    const reason = run.length > 0 ? 'returned' : 'continuous';
    const isDoubtful = run[0] !== undefined && !isJitter(held, run[0]);
    const span = { from: held, to: point, dialDelta: delta };
    emitSpan(timeline, span, reason, onSegment, isDoubtful);
    return settled;
  }
  const rolled = rolloverDelta(timeline, held, point);
  if (rolled !== null && isBounded(timeline, point.atMs)) {
    emitSpan(timeline, { from: held, to: point, dialDelta: rolled }, 'rollover', onSegment);
    return settled;
  }
  const waiting = holdBack(timeline, state, point);
  if (waiting.riseCount < CONFIRMING_READINGS) return waiting;
  return believeRun(timeline, waiting, onSegment);
}

/**
 * Closes the old register at its final value and opens the new one at its initial value. Where the
 * final value fits nothing, a person has still vouched for it: it counts, and is questionable.
 */
export function countExchange(
  timeline: MeterTimeline,
  state: RegisterState,
  exchange: MeterExchange,
  onSegment: SegmentSink,
): RegisterState {
  const last: DialPoint = {
    atMs: exchange.atMs,
    value: quantise(exchange.finalValue),
    manual: false,
  };
  const closed = countRegisterReading(timeline, state, last, onSegment);
  if (closed.run.length > 0) {
    const dialDelta = last.value - closed.held.value;
    const wasSeenBefore = (closed.run[0]?.fromMs ?? last.atMs) < last.atMs;
    if (dialDelta >= 0) {
      const span = { from: closed.held, to: last, dialDelta };
      emitParts(timeline, span, 'questionable', 'exchange', onSegment);
    } else if (wasSeenBefore) {
      // The final value goes on from the readings that were held back: they are believed.
      believeRun(timeline, closed, onSegment);
    } else {
      emitUnknown(closed.held.atMs, last.atMs, 'exchange-below', onSegment);
    }
  }
  const opened = { atMs: exchange.atMs, value: quantise(exchange.initialValue), manual: false };
  return { mode: 'register', held: opened, run: [], riseCount: 0 };
}

/** The register gives way to another kind of meter: what flowed since its last reading is unknown. */
export function closeRegister(state: RegisterState, atMs: number, onSegment: SegmentSink): void {
  emitUnknown(state.held.atMs, atMs, 'kind-changed', onSegment);
}

/** Rule 3: not falling, and within what the supply can carry in the time. */
function fits(timeline: MeterTimeline, span: Span): boolean {
  if (span.dialDelta < 0) return false;
  let energy = 0;
  let limit = 0;
  let tolerance = 0;
  const { atMs: fromMs } = span.from;
  const { atMs: toMs } = span.to;
  for (const part of epochParts(timeline, fromMs, toMs)) {
    const { factor, limitPerMs } = part.epoch;
    const partMs = part.toMs - part.fromMs;
    energy += span.dialDelta * (partMs / (toMs - fromMs)) * factor;
    limit += limitPerMs * partMs;
    // Our own quantising moves each of the two values by half a quantum.
    tolerance = Math.max(tolerance, QUANTUM * factor);
  }
  return energy <= limit + tolerance;
}

/** Rule 4: the difference through the register's maximum, or null when this was no rollover. */
function rolloverDelta(timeline: MeterTimeline, held: DialPoint, point: DialPoint): number | null {
  const { registerMax, modulus } = epochBefore(timeline, point.atMs);
  if (registerMax === null || modulus === null) return null;
  if (!(held.value > quantise(ROLLOVER_FROM_SHARE * registerMax))) return null;
  if (!(point.value < quantise(ROLLOVER_TO_SHARE * registerMax))) return null;
  const dialDelta = quantise(point.value - held.value + modulus);
  return fits(timeline, { from: held, to: point, dialDelta }) ? dialDelta : null;
}

/**
 * Whether the supply's limit is known. Where it is not, a fall from near the maximum to near zero may
 * as well be a display that shows nothing for a moment: as a rollover it would count the whole
 * register when it comes back. Then only the readings after it can tell.
 */
function isBounded(timeline: MeterTimeline, atMs: number): boolean {
  return epochBefore(timeline, atMs).limitPerMs !== Number.POSITIVE_INFINITY;
}

/** Rules 5 and 6: keeps the last value that counted and follows the readings that do not fit. */
function holdBack(timeline: MeterTimeline, state: RegisterState, point: DialPoint): RegisterState {
  const { atMs, value, manual } = point;
  const plateau: Plateau = { fromMs: atMs, toMs: atMs, value, manual, hasGap: false };
  const last = state.run.at(-1);
  if (last === undefined || !continues(timeline, last, point)) {
    return { ...state, run: [plateau], riseCount: 0 };
  }
  if (isJitter(state.held, state.run[0] ?? last)) return { ...state, run: [plateau], riseCount: 0 };
  if (last.value === value) {
    // Readings that stand still become one stretch, so that a meter stuck for a year stays small.
    const hasGap = last.hasGap || isGap(timeline, last.toMs, atMs);
    const longer = { ...last, toMs: atMs, manual: last.manual || manual, hasGap };
    return { ...state, run: [...state.run.slice(0, -1), longer] };
  }
  return { ...state, run: [...state.run, plateau], riseCount: state.riseCount + 1 };
}

function continues(timeline: MeterTimeline, last: Plateau, point: DialPoint): boolean {
  const from = { atMs: last.toMs, manual: last.manual };
  return fits(timeline, { from, to: point, dialDelta: quantise(point.value - last.value) });
}

function isJitter(held: DialPoint, first: Plateau): boolean {
  return first.value < held.value && held.value - first.value <= JITTER_UNITS_MAX;
}

/** The new level is confirmed: counts it from its first reading, and the way there if it rose. */
function believeRun(
  timeline: MeterTimeline,
  { held, run }: RegisterState,
  onSegment: SegmentSink,
): RegisterState {
  let before: Plateau | undefined;
  for (const plateau of run) {
    if (before === undefined) emitStep(timeline, held, plateau, onSegment);
    else {
      const span = {
        from: { atMs: before.toMs, manual: before.manual },
        to: { atMs: plateau.fromMs, manual: plateau.manual },
        dialDelta: quantise(plateau.value - before.value),
      };
      emitSpan(timeline, span, 'continuous', onSegment);
    }
    emitStandstill(timeline, plateau, onSegment);
    before = plateau;
  }
  const last = before ?? { toMs: held.atMs, value: held.value, manual: held.manual };
  const point = { atMs: last.toMs, value: last.value, manual: last.manual };
  return { mode: 'register', held: point, run: [], riseCount: 0 };
}

function emitStep(
  timeline: MeterTimeline,
  held: DialPoint,
  first: Plateau,
  onSegment: SegmentSink,
): void {
  const to = { atMs: first.fromMs, manual: first.manual };
  const rolled = rolloverDelta(timeline, held, { ...to, value: first.value });
  if (rolled !== null) {
    emitSpan(timeline, { from: held, to, dialDelta: rolled }, 'rollover', onSegment);
  } else if (first.value < held.value) emitUnknown(held.atMs, to.atMs, 'reset', onSegment);
  else if (timeline.rejectedStepsAtMs.has(first.fromMs)) {
    emitUnknown(held.atMs, to.atMs, 'step-rejected', onSegment);
  } else {
    const span = { from: held, to, dialDelta: quantise(first.value - held.value) };
    emitParts(timeline, span, 'questionable', 'step-confirmed', onSegment);
  }
}

function emitStandstill(timeline: MeterTimeline, plateau: Plateau, onSegment: SegmentSink): void {
  const { fromMs, toMs, manual, hasGap } = plateau;
  const span = { from: { atMs: fromMs, manual }, to: { atMs: toMs, manual }, dialDelta: 0 };
  if (hasGap) emitParts(timeline, span, 'estimated', 'gap', onSegment);
  else emitParts(timeline, span, manual ? 'manual' : 'measured', 'continuous', onSegment);
}

function isGap(timeline: MeterTimeline, fromMs: number, toMs: number): boolean {
  return toMs - fromMs > epochBefore(timeline, toMs).gapMs;
}

/**
 * Rule 7: a plausible span is measured unless it is a gap. Where a reading within it said otherwise by
 * more than jitter, the sum is right and its place in time is a guess: estimated as well.
 */
function emitSpan(
  timeline: MeterTimeline,
  span: Span,
  reason: SegmentReason,
  onSegment: SegmentSink,
  isDoubtful = false,
): void {
  const isProposed = timeline.proposedExchangesAtMs.some(
    (atMs) => atMs > span.from.atMs && atMs <= span.to.atMs,
  );
  if (isProposed) {
    emitParts(timeline, span, 'questionable', 'exchange-proposed', onSegment);
    return;
  }
  if (isDoubtful || isGap(timeline, span.from.atMs, span.to.atMs)) {
    const named = reason === 'continuous' ? 'gap' : reason;
    emitParts(timeline, span, 'estimated', named, onSegment);
  } else {
    const quality = span.from.manual || span.to.manual ? 'manual' : 'measured';
    emitParts(timeline, span, quality, reason, onSegment);
  }
}

/** Splits a span where the factor changes, so that each part is worth what its epoch says. */
function emitParts(
  timeline: MeterTimeline,
  span: Span,
  quality: Quality,
  reason: SegmentReason,
  onSegment: SegmentSink,
): void {
  const { atMs: fromMs } = span.from;
  const { atMs: toMs } = span.to;
  if (fromMs >= toMs) return;
  const parts = epochParts(timeline, fromMs, toMs);
  const factor = parts[0]?.epoch.factor ?? 1;
  if (parts.every(({ epoch }) => epoch.factor === factor)) {
    onSegment(energySegment({ fromMs, toMs, dialDelta: span.dialDelta, factor, quality, reason }));
    return;
  }
  // On the dial alone (factor 1) the share up to each border is quantised, so the parts add up.
  const dial = energySegment({ ...span, fromMs, toMs, factor: 1, quality, reason });
  for (const part of parts) {
    onSegment(
      energySegment({
        fromMs: part.fromMs,
        toMs: part.toMs,
        dialDelta: energyUntil(dial, part.toMs) - energyUntil(dial, part.fromMs),
        factor: part.epoch.factor,
        quality: quality === 'questionable' ? quality : 'estimated',
        reason: quality === 'questionable' ? reason : 'epoch-border',
      }),
    );
  }
}

function emitUnknown(
  fromMs: number,
  toMs: number,
  reason: SegmentReason,
  onSegment: SegmentSink,
): void {
  if (fromMs >= toMs) return;
  const facts = { fromMs, toMs, dialDelta: 0, factor: 1 };
  onSegment(energySegment({ ...facts, quality: 'questionable', reason, known: false }));
}
