import type { IntervalState, MeterReading, WaitingInterval } from './counter-state.ts';
import { energySegment, type SegmentReason, type SegmentSink } from './energy-segment.ts';
import { epochBefore, type MeterTimeline } from './meter-history.ts';
import { QUANTUM, quantise } from './quantum.ts';
import { CONFIRMING_READINGS } from './register-counter.ts';

/** Meters that do not say how long their intervals are: the quarter hour that rules ask for. */
const DEFAULT_INTERVAL_SECONDS = 900;
/** Intervals whose ends wander by up to this share still follow each other without hole or overlap. */
const JITTER_SHARE = 0.1;

/** Where an interval lies in time once those before it are known. */
interface Placed {
  readonly fromMs: number;
  /** Share of the interval's amount that is not counted yet, 0 to 1. */
  readonly share: number;
}

/**
 * Counts one interval or power average, which must be later than the state. Amounts count as they
 * are; missing intervals stay missing, because nothing says what flowed in them.
 */
export function countIntervalReading(
  timeline: MeterTimeline,
  state: IntervalState,
  reading: MeterReading,
  onSegment: SegmentSink,
): IntervalState {
  const epoch = epochBefore(timeline, reading.readAtMs);
  const seconds = epoch.intervalSeconds ?? DEFAULT_INTERVAL_SECONDS;
  const lengthMs = seconds * 1_000;
  const coveredToMs = state.waiting.at(-1)?.readAtMs ?? state.coveredToMs;
  const { fromMs, share } = place(coveredToMs, reading.readAtMs, lengthMs);
  // kW times hours: a quarter hour is exactly 0.25.
  const amount = epoch.kind === 'power' ? (reading.value * seconds) / 3_600 : reading.value;
  const dialDelta = quantise(quantise(amount) * share);
  const waiting = { readAtMs: reading.readAtMs, fromMs, dialDelta, factor: epoch.factor };
  const isNegative = amount < 0;
  const limit = epoch.limitPerMs * lengthMs + QUANTUM * epoch.factor;
  if (!isNegative && amount * epoch.factor > limit) {
    return countStep(timeline, state, waiting, onSegment);
  }
  for (const dropped of state.waiting) emitUnknown(dropped, 'over-rate', onSegment);
  if (isNegative) emitUnknown(waiting, 'negative', onSegment);
  else {
    const facts = { fromMs, toMs: reading.readAtMs, dialDelta, factor: epoch.factor };
    if (share < 1)
      onSegment(energySegment({ ...facts, quality: 'questionable', reason: 'overlap' }));
    else {
      const quality = reading.manual === true ? 'manual' : 'measured';
      onSegment(energySegment({ ...facts, quality, reason: 'continuous' }));
    }
  }
  return { mode: 'interval', coveredToMs: reading.readAtMs, waiting: [], stepConfirmed: false };
}

function place(coveredToMs: number, readAtMs: number, lengthMs: number): Placed {
  const nominalMs = readAtMs - lengthMs;
  const holeMs = nominalMs - coveredToMs;
  if (Math.abs(holeMs) <= lengthMs * JITTER_SHARE) return { fromMs: coveredToMs, share: 1 };
  if (holeMs > 0) return { fromMs: nominalMs, share: 1 };
  return { fromMs: coveredToMs, share: (readAtMs - coveredToMs) / lengthMs };
}

/** Rule 6 for amounts: the first counts only when the next three exceed the supply too. */
function countStep(
  timeline: MeterTimeline,
  state: IntervalState,
  interval: WaitingInterval,
  onSegment: SegmentSink,
): IntervalState {
  const waiting = [...state.waiting, interval];
  if (!state.stepConfirmed && waiting.length <= CONFIRMING_READINGS) {
    // Time is accounted for up to the first waiting one; before a meter's first reading that is all.
    const coveredToMs = Math.max(state.coveredToMs, waiting[0]?.fromMs ?? interval.fromMs);
    return { ...state, coveredToMs, waiting };
  }
  for (const step of waiting) {
    if (timeline.rejectedStepsAtMs.has(step.readAtMs)) {
      emitUnknown(step, 'step-rejected', onSegment);
      continue;
    }
    const { fromMs, readAtMs: toMs, dialDelta, factor } = step;
    const facts = { fromMs, toMs, dialDelta, factor };
    onSegment(energySegment({ ...facts, quality: 'questionable', reason: 'step-confirmed' }));
  }
  return {
    mode: 'interval',
    coveredToMs: interval.readAtMs,
    waiting: [],
    stepConfirmed: true,
  };
}

function emitUnknown(
  { fromMs, readAtMs: toMs, factor }: WaitingInterval,
  reason: SegmentReason,
  onSegment: SegmentSink,
): void {
  const facts = { fromMs, toMs, dialDelta: 0, factor };
  onSegment(energySegment({ ...facts, quality: 'questionable', reason, known: false }));
}
