import { countReadings } from './counter.ts';
import type { MeterReading } from './counter-state.ts';
import type { CountingPoint } from './counting-point.ts';
import type { EnergySegment } from './energy-segment.ts';
import type { MeterTimeline } from './meter-history.ts';
import { type CountedPeriods, createPeriodTotals } from './period-totals.ts';

/** What a meter is counted by. */
export interface MeterCountRequest {
  readonly timeline: MeterTimeline;
  readonly timeZone: string;
  /** Where to go on: a point whose readings, epochs and exchanges are all unchanged. */
  readonly start: CountingPoint;
}

/** Counting of one meter in stretches, from readings to hours, quarter hours and days. */
export interface MeterCount {
  /**
   * Counts readings that ascend and go on from the last ones; those at or before the point are
   * skipped. Hands out complete periods as they gather, so that a gap of years takes no memory.
   */
  count(readings: Iterable<MeterReading>): Generator<CountedPeriods, void, void>;
  /** Where counting stands. */
  point(): CountingPoint;
  /** The complete periods that were not handed out yet. */
  takeComplete(): CountedPeriods;
  /** The same, and what is known so far of the periods that go on. */
  takeAll(): CountedPeriods;
}

/** Periods that are handed out together, about. */
const PERIODS_PER_PART = 4_000;
/** Longer segments are spread over hours piece by piece. */
const PIECE_MS = 10 * 86_400_000;

/**
 * Counts from a point on. The periods, over whatever stretches and from whatever points, are those
 * that counting everything once would give, to the bit: see `CountingPoint`.
 */
export function createMeterCount({ timeline, timeZone, start }: MeterCountRequest): MeterCount {
  const withDemand = timeline.storageUnit === 'kWh';
  const totals = createPeriodTotals(timeZone, start.open, withDemand);
  let { state } = start;
  return {
    *count(readings) {
      const segments: EnergySegment[] = [];
      state = countReadings({
        timeline,
        state,
        readings,
        onSegment: (segment) => segments.push(segment),
      });
      for (const segment of segments) {
        for (let { fromMs } = segment; fromMs < segment.toMs; ) {
          const untilMs = Math.min(fromMs + PIECE_MS, segment.toMs);
          totals.add(segment, fromMs, untilMs);
          fromMs = untilMs;
          if (totals.completeCount >= PERIODS_PER_PART) yield totals.takeComplete();
        }
      }
    },
    point: () => ({ state, open: totals.open() }),
    takeComplete: () => totals.takeComplete(),
    takeAll: () => totals.takeAll(),
  };
}
