import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { periodAt } from '../time/borders.ts';
import { countAll, countReadings } from './counter.ts';
import {
  type CounterState,
  decodeCounterState,
  EMPTY_STATE,
  encodeCounterState,
  isSettled,
  type MeterReading,
} from './counter-state.ts';
import { createHourTotals, type PeriodEnergy } from './hours.ts';
import { createTimeline } from './meter-history.ts';
import { createRecompute } from './recompute.ts';
import { history, MINUTE_MS, quarterHourly, START_MS } from './testing/meters.ts';

const ZONE = 'Asia/Kolkata';
const timeline = createTimeline(history({ registerMax: 999.99, ratedPowerKw: 400 }));

/** Every second settled state, as a service might keep them. */
function checkpointsOf(readings: readonly MeterReading[]): Map<number, string> {
  const checkpoints = new Map<number, string>();
  let count = 0;
  countReadings({
    timeline,
    state: EMPTY_STATE,
    readings,
    onSegment: () => undefined,
    stopWhen: (state, readAtMs) => {
      count += 1;
      if (count % 2 === 0) checkpoints.set(readAtMs, encodeCounterState(state));
      return false;
    },
  });
  return checkpoints;
}

function hoursOf(readings: readonly MeterReading[]): PeriodEnergy[] {
  const totals = createHourTotals(ZONE);
  const { segments, state } = countAll(timeline, readings);
  // The open segment is no figure yet; it only says that time is missing.
  for (const segment of isSettled(state) ? segments : segments.slice(0, -1)) totals.add(segment);
  return totals.hours();
}

/** The checkpoint to start from, as the request asks for it. */
function startFor(checkpoints: ReadonlyMap<number, string>, changedFromMs: number): CounterState {
  const instants = [...checkpoints.keys()].sort((left, right) => left - right);
  const before = instants.findLast((instantMs) => instantMs < changedFromMs);
  if (before === undefined) return EMPTY_STATE;
  const { startMs } = periodAt(before, 'hour', ZONE);
  const start = instants.findLast((instantMs) => instantMs <= startMs);
  return decodeCounterState(checkpoints.get(start ?? Number.NaN) ?? '') ?? EMPTY_STATE;
}

describe('createRecompute', () => {
  const step = fc.record({
    after: fc.oneof(fc.constant(15), fc.integer({ min: 1, max: 500 })),
    rise: fc.double({ min: 0, max: 5, noNaN: true }),
    jump: fc.option(fc.constantFrom(0, 1, 500, 990), { freq: 6 }),
  });
  const stream = fc.array(step, { minLength: 2, maxLength: 80, size: 'max' }).map((steps) => {
    let readAtMs = START_MS;
    let value = 300;
    return steps.map(({ after, rise, jump }): MeterReading => {
      readAtMs += after * MINUTE_MS;
      value = (value + rise) % 1_000;
      return { readAtMs, value: jump ?? value };
    });
  });

  it('with late readings gives the hours that counting everything gives, to the bit', () => {
    fc.assert(
      fc.property(stream, fc.nat(), fc.nat({ max: 6 }), (readings, pick, lateCount) => {
        const first = pick % readings.length;
        const late = readings.slice(first, first + lateCount + 1);
        const early = readings.filter((reading) => !late.includes(reading));
        const stored = new Map(hoursOf(early).map((hour) => [hour.startMs, hour]));
        const checkpoints = checkpointsOf(early);
        const recompute = createRecompute({
          timeline,
          timeZone: ZONE,
          start: startFor(checkpoints, late[0]?.readAtMs ?? 0),
          changedUntilMs: late.at(-1)?.readAtMs ?? 0,
          storedState: (readAtMs) => checkpoints.get(readAtMs),
        });
        for (let page = 0; page < readings.length; page += 7) {
          if (recompute.take(readings.slice(page, page + 7))) break;
        }
        const { fromMs, toMs, hours } = recompute.result();
        for (const startMs of stored.keys()) {
          if (startMs >= fromMs && startMs < toMs) stored.delete(startMs);
        }
        for (const hour of hours) stored.set(hour.startMs, hour);
        const merged = [...stored.values()].sort((left, right) => left.startMs - right.startMs);
        expect(merged).toEqual(hoursOf(readings));
      }),
      { numRuns: 300 },
    );
  });

  it('stops soon after the change', () => {
    const readings = quarterHourly(Array.from({ length: 1_000 }, (_, index) => index / 2));
    const checkpoints = checkpointsOf(readings);
    const changedMs = START_MS + 100 * 15 * MINUTE_MS;
    let segmentCount = 0;
    const recompute = createRecompute({
      timeline,
      timeZone: ZONE,
      start: startFor(checkpoints, changedMs),
      changedUntilMs: changedMs,
      storedState: (readAtMs) => checkpoints.get(readAtMs),
      onSegment: () => {
        segmentCount += 1;
      },
    });
    expect(recompute.take(readings)).toBe(true);
    expect(segmentCount).toBeLessThanOrEqual(12);
  });
});
