import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countAll, countReadings } from './counter.ts';
import {
  type CounterState,
  decodeCounterState,
  EMPTY_STATE,
  encodeCounterState,
  isSettled,
  type MeterReading,
} from './counter-state.ts';
import type { EnergySegment } from './energy-segment.ts';
import { createHourTotals, type PeriodEnergy, periodsFromHours } from './hours.ts';
import { createTimeline, type MeterHistory } from './meter-history.ts';
import { quantise } from './quantum.ts';
import { epoch, MINUTE_MS, START_MS, total } from './testing/meters.ts';
import { resolveWinners } from './winners.ts';

const ZONE = 'America/St_Johns';

/** Values as real meters show them when something is wrong: dips, zeros, spikes, edges of the range. */
const anyValue = fc.oneof(
  fc.integer({ min: 0, max: 99_999 }).map((hundredths) => hundredths / 100),
  fc.constantFrom(0, 0.01, 1, 500, 998.99, 999, 999.98, 999.99),
  fc.double({ min: 0, max: 999.99, noNaN: true }),
);
const minutes = fc.oneof(fc.constantFrom(15, 15, 15, 60, 360), fc.integer({ min: 1, max: 3_000 }));

/** Any stream at all: values without sense, mostly rising a little so that levels get confirmed. */
const anyReadings = fc
  .array(
    fc.record({
      after: minutes,
      jump: fc.option(anyValue),
      rise: fc.double({ min: 0, max: 3, noNaN: true }),
    }),
    {
      maxLength: 60,
      size: 'max',
    },
  )
  .map((steps): MeterReading[] => {
    let readAtMs = START_MS;
    let value = 500;
    return steps.map(({ after, jump, rise }) => {
      readAtMs += after * MINUTE_MS;
      value = jump === null || rise < 2 ? (value + rise) % 1_000 : jump;
      return { readAtMs, value };
    });
  });

/** A history with a few epochs of any kind and exchanges at any time. */
const anyHistory = fc
  .record({
    first: fc.constantFrom('register', 'register', 'interval'),
    multiplier: fc.constantFrom(1, 120, 0.3, 12_000),
    ratedPowerKw: fc.option(fc.constantFrom(1, 20, 5_000)),
    borders: fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 4_000 }),
        multiplier: fc.constantFrom(1, 2, 120, 0.3),
        kind: fc.constantFrom('register', 'register', 'register', 'interval'),
      }),
      { maxLength: 2 },
    ),
    exchanges: fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 4_000 }), final: anyValue, initial: anyValue }),
      { maxLength: 2 },
    ),
  })
  .map(({ first, multiplier, ratedPowerKw, borders, exchanges }): MeterHistory => {
    const common = { ratedPowerKw, registerMax: 999.99 };
    return {
      epochs: [
        epoch({ ...common, kind: first as 'register', multiplier }),
        ...borders.map((border) =>
          epoch({
            ...common,
            kind: border.kind as 'register',
            multiplier: border.multiplier,
            fromMs: START_MS + border.after * MINUTE_MS,
          }),
        ),
      ],
      exchanges: exchanges.map(({ after, final, initial }) => ({
        atMs: START_MS + after * MINUTE_MS,
        finalValue: final,
        initialValue: initial,
      })),
    };
  });

function hoursOf(segments: Iterable<EnergySegment>): PeriodEnergy[] {
  const totals = createHourTotals(ZONE);
  for (const segment of segments) totals.add(segment);
  return totals.hours();
}

/** The run of every reading in one go, with the state after each. */
function countWithStates(meter: MeterHistory, readings: readonly MeterReading[]) {
  const timeline = createTimeline(meter);
  const segments: EnergySegment[] = [];
  const states: { readonly state: CounterState; readonly segmentCount: number }[] = [];
  let state: CounterState = EMPTY_STATE;
  for (const reading of readings) {
    const onSegment = (segment: EnergySegment) => segments.push(segment);
    state = countReadings({ timeline, state, readings: [reading], onSegment });
    states.push({ state, segmentCount: segments.length });
  }
  return { timeline, segments, states };
}

describe('any stream of any meter', () => {
  it('keeps in its hours, days and months exactly what its segments count', () => {
    fc.assert(
      fc.property(anyHistory, anyReadings, (meter, readings) => {
        const { segments } = countAll(createTimeline(meter), readings);
        const counted = total(segments);
        const hours = hoursOf(segments);
        expect(total(hours)).toBe(counted);
        expect(total([...hours].reverse())).toBe(counted);
        expect(total(periodsFromHours(hours, 'day', ZONE))).toBe(counted);
        expect(total(periodsFromHours(hours, 'month', ZONE))).toBe(counted);
        expect(hoursOf([...segments].reverse())).toEqual(hours);
        for (const hour of hours) {
          expect(hour.quantity).toBeGreaterThanOrEqual(0);
          expect(hour.estimatedQuantity).toBeGreaterThanOrEqual(0);
          expect(hour.estimatedQuantity).toBeLessThanOrEqual(hour.quantity);
          expect(hour.coveredMs).toBeLessThanOrEqual(60 * MINUTE_MS);
          expect(quantise(hour.quantity)).toBe(hour.quantity);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has segments that follow each other, and for a register leave no time out', () => {
    fc.assert(
      fc.property(anyHistory, anyReadings, (meter, readings) => {
        const { segments } = countAll(createTimeline(meter), readings);
        const allRegister = meter.epochs.every(({ kind }) => kind === 'register');
        segments.forEach((segment, index) => {
          expect(segment.fromMs).toBeLessThan(segment.toMs);
          const previousMs = segments[index - 1]?.toMs ?? segment.fromMs;
          if (allRegister) expect(segment.fromMs).toBe(previousMs);
          else expect(segment.fromMs).toBeGreaterThanOrEqual(previousMs);
          if (!segment.known) expect(segment.quantity).toBe(0);
        });
        const last = readings.at(-1);
        const firstMs = Math.min(
          readings[0]?.readAtMs ?? 0,
          ...meter.exchanges.map(({ atMs }) => atMs),
        );
        if (!allRegister || last === undefined || last.readAtMs <= firstMs) return;
        const untilMs = segments.at(-1)?.toMs ?? 0;
        expect(segments[0]?.fromMs).toBe(firstMs);
        expect(untilMs).toBe(last.readAtMs);
        const timeOf = (known: boolean) =>
          segments
            .filter((segment) => segment.known === known)
            .reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
        expect(timeOf(true) + timeOf(false)).toBe(untilMs - firstMs);
        const covered = hoursOf(segments).reduce((sum, hour) => sum + hour.coveredMs, 0);
        expect(covered).toBe(timeOf(true));
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same bits when it is recomputed from any settled reading, its state stored as text', () => {
    fc.assert(
      fc.property(anyHistory, anyReadings, fc.nat(), (meter, readings, pick) => {
        const { timeline, segments, states } = countWithStates(meter, readings);
        expect(countAll(timeline, readings).segments.slice(0, segments.length)).toEqual(segments);
        const settled = states.filter(({ state }) => isSettled(state));
        const start = settled[pick % Math.max(settled.length, 1)];
        if (start === undefined) return;
        const stored = decodeCounterState(encodeCounterState(start.state));
        expect(stored).toEqual(start.state);
        const again: EnergySegment[] = [];
        const end = countReadings({
          timeline,
          state: stored ?? EMPTY_STATE,
          readings,
          onSegment: (segment) => again.push(segment),
        });
        expect(again).toEqual(segments.slice(start.segmentCount));
        expect(end).toEqual(states.at(-1)?.state);
      }),
      { numRuns: 200 },
    );
  });

  it('needs no more after a late reading than up to the first state that equals the stored one', () => {
    fc.assert(
      fc.property(anyHistory, anyReadings, fc.nat(), (meter, readings, pick) => {
        if (readings.length === 0) return;
        const late = pick % readings.length;
        const lateMs = readings[late]?.readAtMs ?? 0;
        const before = countWithStates(
          meter,
          readings.filter((_, index) => index !== late),
        );
        const storedAt = new Map(
          before.states.map(({ state }, index) => {
            const { readAtMs } = readings[index < late ? index : index + 1] ?? { readAtMs: 0 };
            return [readAtMs, encodeCounterState(state)] as const;
          }),
        );
        const fresh = countWithStates(meter, readings);
        // What an aggregator does: start at the last settled state before the late reading ...
        const settledBefore = before.states
          .slice(0, late)
          .filter(({ state }) => isSettled(state))
          .at(-1);
        const kept = before.segments.slice(0, settledBefore?.segmentCount ?? 0);
        let stoppedAtMs: number | null = null;
        countReadings({
          timeline: fresh.timeline,
          state: settledBefore?.state ?? EMPTY_STATE,
          readings,
          onSegment: (segment) => kept.push(segment),
          // ... and stop at the first state after it that is what was stored.
          stopWhen: (state, readAtMs) => {
            if (readAtMs <= lateMs || storedAt.get(readAtMs) !== encodeCounterState(state)) {
              return false;
            }
            stoppedAtMs = readAtMs;
            return true;
          },
        });
        if (stoppedAtMs !== null) {
          const border = stoppedAtMs;
          kept.push(...before.segments.filter(({ fromMs }) => fromMs >= border));
        }
        expect(kept).toEqual(fresh.segments);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same bits for any order and repetition of delivery', () => {
    const stored = fc.uniqueArray(
      fc.record({
        position: fc.integer({ min: 1, max: 10_000 }),
        minute: fc.nat(200),
        value: anyValue,
      }),
      { maxLength: 40, size: 'max', selector: ({ position }) => position },
    );
    fc.assert(
      fc.property(stored, fc.infiniteStream(fc.nat()), anyHistory, (readings, chance, meter) => {
        const delivered = readings.map(({ position, minute, value }) => ({
          readAtMs: START_MS + minute * 15 * MINUTE_MS,
          value,
          position,
        }));
        const shuffled = [...delivered, ...delivered]
          .map((reading) => ({ reading, at: chance.next().value ?? 0 }))
          .sort((left, right) => left.at - right.at)
          .map(({ reading }) => reading);
        const timeline = createTimeline(meter);
        expect(resolveWinners(shuffled)).toEqual(resolveWinners(delivered));
        expect(countAll(timeline, resolveWinners(shuffled))).toEqual(
          countAll(timeline, resolveWinners(delivered)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is worth 120 times as much behind a multiplier of 120, hour by hour', () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        const hours = (multiplier: number) =>
          hoursOf(
            countAll(
              createTimeline({
                epochs: [epoch({ multiplier, registerMax: 999.99 })],
                exchanges: [],
              }),
              readings,
            ).segments,
          );
        expect(hours(120).map(({ quantity }) => quantity)).toEqual(
          hours(1).map(({ quantity }) => quantity * 120),
        );
      }),
      { numRuns: 200 },
    );
  });
});

/** What happens to a meter whose truth is known, and which the rules can recover from. */
type Trouble = 'none' | 'gap' | 'dip-of-one' | 'zero' | 'spike' | 'exchange' | 'reset';

describe('a meter whose truth is known', () => {
  const step = fc.record({
    hundredths: fc.integer({ min: 1, max: 4_000 }),
    trouble: fc.oneof(
      { weight: 6, arbitrary: fc.constant<Trouble>('none') },
      {
        weight: 4,
        arbitrary: fc.constantFrom<Trouble>(
          'gap',
          'dip-of-one',
          'zero',
          'spike',
          'exchange',
          'reset',
        ),
      },
    ),
  });

  it('counts the truth to the bit through gaps, dips, zeros, spikes, rollovers, exchanges and resets', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }),
        (initialHundredths, steps) => {
          const { readings, exchanges, truth } = simulate(initialHundredths, steps);
          // At most 41.5 units a quarter hour are real; 42.5 is what the supply can carry.
          const meter = { epochs: [epoch({ registerMax: 999.99, ratedPowerKw: 170 })], exchanges };
          const { segments, state } = countAll(createTimeline(meter), readings);
          expect(isSettled(state)).toBe(true);
          expect(total(segments)).toBe(truth);
          expect(total(hoursOf(segments))).toBe(truth);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/**
 * A register of 1 000 units that wraps, read each quarter hour. The truth is kept beside it: what its
 * readings, each quantised, say has flowed; unknown is only what flows while it is being reset.
 */
function simulate(
  initialHundredths: number,
  steps: readonly { readonly hundredths: number; readonly trouble: Trouble }[],
) {
  const readings: MeterReading[] = [];
  const exchanges: MeterHistory['exchanges'][number][] = [];
  let readAtMs = START_MS;
  let dial = initialHundredths;
  let truth = 0;
  let countedFrom = quantise(dial / 100);
  const show = (hundredths: number) => readings.push({ readAtMs, value: hundredths / 100 });
  const advance = (hundredths: number) => {
    readAtMs += 15 * MINUTE_MS;
    dial += hundredths;
    if (dial < 100_000) return;
    dial -= 100_000;
    truth += 1_000;
  };
  /** Books what the register says since it was last booked; wraps were booked when they happened. */
  const book = () => {
    const shown = quantise(dial / 100);
    truth += shown - countedFrom;
    countedFrom = shown;
  };
  /** Plain readings, so that what comes next meets a settled register in the middle of its range. */
  const settle = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      advance(150);
      show(dial);
    }
  };
  show(dial);
  for (const { hundredths, trouble } of steps) {
    advance(hundredths);
    const isMiddle = dial > 20_000 && dial < 80_000;
    if (trouble === 'gap') readAtMs += 360 * MINUTE_MS;
    else if (trouble === 'dip-of-one' && isMiddle) {
      show(dial);
      readAtMs += 15 * MINUTE_MS;
      show(dial - 100);
      advance(150);
    } else if (trouble === 'zero' && isMiddle) {
      show(dial);
      readAtMs += 15 * MINUTE_MS;
      show(0);
      advance(150);
    } else if (trouble === 'spike' && isMiddle) {
      show(dial);
      readAtMs += 15 * MINUTE_MS;
      show(dial + 10_000);
      advance(150);
    } else if (trouble === 'exchange') {
      book();
      exchanges.push({ atMs: readAtMs, finalValue: dial / 100, initialValue: 321.09 });
      dial = 32_109;
      countedFrom = quantise(321.09);
      advance(1);
    } else if (trouble === 'reset' && isMiddle) {
      show(dial);
      book();
      readAtMs += 15 * MINUTE_MS;
      dial = 7;
      countedFrom = quantise(0.07);
      show(dial);
      settle(3);
      advance(1);
    }
    show(dial);
  }
  book();
  return { readings, exchanges, truth };
}
