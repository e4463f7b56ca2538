import { describe, expect, it } from 'vitest';
import { quarterDemands } from './demand.ts';
import { energySegment } from './energy-segment.ts';
import { createHourTotals, periodsFromHours } from './hours.ts';
import { quantise } from './quantum.ts';
import {
  count,
  history,
  MINUTE_MS,
  quarterHourly,
  readingsAt,
  START_MS,
  total,
} from './testing/meters.ts';

const HOUR_MS = 60 * MINUTE_MS;

function hoursOf(meter: ReturnType<typeof history>, readings: ReturnType<typeof readingsAt>) {
  const totals = createHourTotals('Asia/Shanghai');
  for (const segment of count(meter, readings)) totals.add(segment);
  return totals.hours();
}

describe('createHourTotals', () => {
  it('adds up the four quarters of an hour', () => {
    expect(hoursOf(history(), quarterHourly([0, 1, 2, 3, 4]))).toEqual([
      { startMs: START_MS, quantity: 4, estimatedQuantity: 0, coveredMs: HOUR_MS },
    ]);
  });

  it('divides a reading across an hour border by time', () => {
    const readings = readingsAt([
      [50, 0],
      [65, 3],
    ]);
    expect(hoursOf(history(), readings)).toEqual([
      { startMs: START_MS, quantity: 2, estimatedQuantity: 0, coveredMs: 10 * MINUTE_MS },
      { startMs: START_MS + HOUR_MS, quantity: 1, estimatedQuantity: 0, coveredMs: 5 * MINUTE_MS },
    ]);
  });

  it('spreads a gap of six hours evenly, all of it estimated', () => {
    const readings = readingsAt([
      [0, 100],
      [360, 1_900],
    ]);
    const hours = hoursOf(history({ ratedPowerKw: 500 }), readings);
    expect(hours.map(({ quantity }) => quantity)).toEqual([300, 300, 300, 300, 300, 300]);
    expect(hours.every((hour) => hour.estimatedQuantity === 300)).toBe(true);
    expect(hours.every((hour) => hour.coveredMs === HOUR_MS)).toBe(true);
  });

  it('keeps a difference that no binary fraction divides, to the bit', () => {
    const readings = readingsAt([
      [0, 0.1],
      [420, 1_000.37],
    ]);
    expect(total(hoursOf(history(), readings))).toBe(quantise(1_000.37) - quantise(0.1));
  });

  it('does not cover the time of a reset', () => {
    const readings = quarterHourly([1_000, 2, 3, 4, 5]);
    expect(hoursOf(history(), readings)).toEqual([
      { startMs: START_MS, quantity: 3, estimatedQuantity: 0, coveredMs: 45 * MINUTE_MS },
    ]);
  });

  it('counts a confirmed step as estimated', () => {
    const readings = quarterHourly([0, 500, 501, 502, 503]);
    expect(hoursOf(history({ ratedPowerKw: 10 }), readings)).toMatchObject([
      { quantity: 503, estimatedQuantity: 500 },
    ]);
  });

  it('starts the hours of a half-hour zone at half past', () => {
    const totals = createHourTotals('Asia/Kolkata');
    for (const segment of count(history(), quarterHourly([0, 1, 2, 3, 4]))) totals.add(segment);
    expect(totals.hours().map(({ startMs, quantity }) => [startMs - START_MS, quantity])).toEqual([
      [-HOUR_MS / 2, 2],
      [HOUR_MS / 2, 2],
    ]);
  });

  it('tells the hours that a recompute has wholly counted', () => {
    const totals = createHourTotals('UTC');
    for (const segment of count(history(), quarterHourly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))) {
      totals.add(segment);
    }
    const whole = totals.wholeHours(START_MS + 15 * MINUTE_MS, START_MS + 135 * MINUTE_MS);
    expect(whole.map(({ startMs }) => startMs)).toEqual([START_MS + HOUR_MS]);
  });
});

describe('periodsFromHours', () => {
  /** One unit in every hour of a range. */
  function steadyHours(from: string, to: string) {
    const hours = [];
    for (let startMs = Date.parse(from); startMs < Date.parse(to); startMs += HOUR_MS) {
      hours.push({ startMs, quantity: 1, estimatedQuantity: 0.5, coveredMs: HOUR_MS });
    }
    return hours;
  }

  it.each([
    { name: 'the short day', from: '2026-03-28T23:00:00Z', to: '2026-03-29T22:00:00Z', hours: 23 },
    { name: 'the long day', from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z', hours: 25 },
  ])('gives $name of Berlin its $hours hours', ({ from, to, hours }) => {
    expect(periodsFromHours(steadyHours(from, to), 'day', 'Europe/Berlin')).toEqual([
      {
        startMs: Date.parse(from),
        quantity: hours,
        estimatedQuantity: hours / 2,
        coveredMs: hours * HOUR_MS,
      },
    ]);
  });

  it('puts the hours of a year into twelve months', () => {
    const hours = steadyHours('2025-12-31T16:00:00Z', '2026-12-31T16:00:00Z');
    const months = periodsFromHours(hours, 'month', 'Asia/Shanghai');
    expect(months.map(({ quantity }) => quantity / 24)).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
    expect(periodsFromHours(months, 'year', 'Asia/Shanghai')).toMatchObject([{ quantity: 8_760 }]);
  });
});

describe('quarterDemands', () => {
  it('is the mean power of a quarter hour, measured', () => {
    expect(quarterDemands(count(history(), quarterHourly([0, 25, 75])))).toEqual([
      { startMs: START_MS, kw: 100, estimated: false },
      { startMs: START_MS + 15 * MINUTE_MS, kw: 200, estimated: false },
    ]);
  });

  it('proves nothing from a gap', () => {
    const readings = readingsAt([
      [0, 0],
      [360, 600],
    ]);
    const demands = quarterDemands(count(history(), readings));
    expect(demands).toHaveLength(24);
    expect(demands.every(({ kw, estimated }) => kw === 100 && estimated)).toBe(true);
  });

  it.each([
    { name: 'readings 22.5 minutes apart', minutes: 22.5, estimated: false },
    { name: 'readings a little further apart', minutes: 22.6, estimated: true },
  ])('takes $name as proof: estimated $estimated', ({ minutes, estimated }) => {
    const readings = readingsAt([
      [0, 0],
      [minutes, 10],
    ]);
    const meter = history({ intervalSeconds: 3_600 });
    expect(quarterDemands(count(meter, readings))[0]?.estimated).toBe(estimated);
  });

  it('marks a quarter that is only partly covered', () => {
    const readings = readingsAt([
      [5, 0],
      [15, 10],
    ]);
    expect(quarterDemands(count(history(), readings))).toEqual([
      { startMs: START_MS, kw: 60, estimated: true },
    ]);
  });

  it('has no row where nothing is known', () => {
    expect(quarterDemands(count(history(), quarterHourly([1_000, 1, 2, 3])))).toEqual([]);
  });

  it('does not take readings by hand as proof', () => {
    const facts = { fromMs: START_MS, toMs: START_MS + 15 * MINUTE_MS, dialDelta: 25, factor: 1 };
    const byHand = energySegment({ ...facts, quality: 'manual', reason: 'continuous' });
    expect(quarterDemands([byHand])).toEqual([{ startMs: START_MS, kw: 100, estimated: true }]);
  });
});
