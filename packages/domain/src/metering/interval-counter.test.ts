import { describe, expect, it } from 'vitest';

import {
  count,
  epoch,
  history,
  line,
  quarterHourly,
  readingsAt,
  START_MS,
  total,
} from './testing/meters.ts';

const intervals = history({ kind: 'interval', registerMax: null });
const limited = history({ kind: 'interval', registerMax: null, ratedPowerKw: 100 });

describe('a meter of intervals', () => {
  it('counts each amount for the time before its reading', () => {
    expect(count(intervals, quarterHourly([1.5, 2])).map(line)).toEqual([
      '-15-0 1.5 measured continuous',
      '0-15 2 measured continuous',
    ]);
  });

  it('leaves missing intervals missing', () => {
    const segments = count(
      intervals,
      readingsAt([
        [15, 1],
        [60, 2],
      ]),
    );
    expect(segments.map(line)).toEqual([
      '0-15 1 measured continuous',
      '45-60 2 measured continuous',
    ]);
  });

  it('joins intervals whose ends wander by a tenth', () => {
    const segments = count(
      intervals,
      readingsAt([
        [15, 1],
        [31.5, 2],
        [45, 3],
      ]),
    );
    expect(segments.map(line)).toEqual([
      '0-15 1 measured continuous',
      '15-31.5 2 measured continuous',
      '31.5-45 3 measured continuous',
    ]);
  });

  it('counts of an overlapping interval only the share of time that is new', () => {
    const segments = count(
      intervals,
      readingsAt([
        [15, 3],
        [20, 3],
      ]),
    );
    expect(segments.map(line)).toEqual([
      '0-15 3 measured continuous',
      '15-20 1 questionable overlap',
    ]);
  });

  it('counts no negative amount', () => {
    const [segment] = count(intervals, quarterHourly([-0.007]));
    expect(segment).toMatchObject({ quantity: 0, known: false, reason: 'negative' });
  });

  it('gives 120 times every amount for a multiplier of 120', () => {
    const readings = quarterHourly([3.17, 4, 3.24, 0.1]);
    const scaled = count(history({ ...intervals.epochs[0], multiplier: 120 }), readings);
    expect(scaled.map(({ quantity }) => quantity)).toEqual(
      count(intervals, readings).map(({ quantity }) => quantity * 120),
    );
  });

  it('takes an interval that ends where an epoch begins into the epoch before', () => {
    const meter = {
      epochs: [
        epoch({ kind: 'interval', multiplier: 10 }),
        epoch({ kind: 'interval', multiplier: 20, fromMs: START_MS }),
      ],
      exchanges: [],
    };
    expect(count(meter, quarterHourly([1, 1])).map(({ quantity }) => quantity)).toEqual([10, 20]);
  });
});

describe('an interval above the limit of the supply', () => {
  // 100 kW for a quarter hour is 25 kWh.
  it.each([
    {
      name: 'counts at the limit',
      values: [25, 25],
      expected: ['-15-0 25 measured continuous', '0-15 25 measured continuous'],
    },
    {
      name: 'does not count when the next is normal',
      values: [25.01, 20],
      expected: ['-15-0 0 questionable over-rate', '0-15 20 measured continuous'],
    },
    {
      name: 'waits for three more',
      values: [30, 31, 32],
      expected: ['-15-30 0 questionable unconfirmed'],
    },
    {
      name: 'counts, with those after it, when three more exceed it',
      values: [30, 31, 32, 33, 34, 20],
      expected: [
        '-15-0 30 questionable step-confirmed',
        '0-15 31 questionable step-confirmed',
        '15-30 32 questionable step-confirmed',
        '30-45 33 questionable step-confirmed',
        '45-60 34 questionable step-confirmed',
        '60-75 20 measured continuous',
      ],
    },
  ])('$name', ({ values, expected }) => {
    expect(count(limited, quarterHourly(values)).map(line)).toEqual(expected);
  });

  it('does not count where a person has rejected it', () => {
    const readings = quarterHourly([30, 31, 32, 33]);
    const rejectedStepsAtMs = readings.slice(0, 2).map(({ readAtMs }) => readAtMs);
    expect(total(count({ ...limited, rejectedStepsAtMs }, readings))).toBe(32 + 33);
  });
});

describe('a meter of power', () => {
  it('counts kilowatts over the interval as kilowatt hours', () => {
    const meter = history({ kind: 'power', unit: 'kW', registerMax: null });
    expect(count(meter, quarterHourly([100, 50])).map(line)).toEqual([
      '-15-0 25 measured continuous',
      '0-15 12.5 measured continuous',
    ]);
  });

  it('is bounded by the supply like any other', () => {
    const meter = history({ kind: 'power', unit: 'kW', registerMax: null, ratedPowerKw: 100 });
    expect(count(meter, quarterHourly([100, 101, 99])).map(({ known }) => known)).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('a change of kind', () => {
  it('ends a register where the intervals begin', () => {
    const meter = {
      epochs: [epoch(), epoch({ kind: 'interval', fromMs: START_MS + 20 * 60_000 })],
      exchanges: [],
    };
    expect(count(meter, quarterHourly([100, 110, 4, 5])).map(line)).toEqual([
      '0-15 10 measured continuous',
      '15-20 0 questionable kind-changed',
      // The interval of 15 to 30 reaches back over the change: two thirds of it are new.
      '20-30 2.6666669845581055 questionable overlap',
      '30-45 5 measured continuous',
    ]);
  });

  it('takes a reading at the change for the last of the kind before', () => {
    const change = (before: 'register' | 'interval', after: 'register' | 'interval') => ({
      epochs: [epoch({ kind: before }), epoch({ kind: after, fromMs: START_MS + 15 * 60_000 })],
      exchanges: [],
    });
    expect(count(change('register', 'interval'), quarterHourly([100, 110, 4])).map(line)).toEqual([
      '0-15 10 measured continuous',
      '15-30 4 measured continuous',
    ]);
    expect(
      count(change('interval', 'register'), quarterHourly([4, 5, 100, 102])).map(line),
    ).toEqual([
      '-15-0 4 measured continuous',
      '0-15 5 measured continuous',
      '30-45 2 measured continuous',
    ]);
  });

  it('counts from and to the values of an exchange at the change', () => {
    const change = (before: 'register' | 'interval', after: 'register' | 'interval') => ({
      epochs: [epoch({ kind: before }), epoch({ kind: after, fromMs: START_MS + 20 * 60_000 })],
      exchanges: [{ atMs: START_MS + 20 * 60_000, finalValue: 113, initialValue: 98 }],
    });
    expect(count(change('register', 'interval'), quarterHourly([100, 110, 6])).map(line)).toEqual([
      '0-15 10 measured continuous',
      '15-20 3 measured continuous',
      '20-30 4 questionable overlap',
    ]);
    expect(count(change('interval', 'register'), quarterHourly([4, 5, 100])).map(line)).toEqual([
      '-15-0 4 measured continuous',
      '0-15 5 measured continuous',
      '20-30 2 measured continuous',
    ]);
  });

  it('starts a register with its first reading', () => {
    const meter = {
      epochs: [epoch({ kind: 'interval' }), epoch({ fromMs: START_MS + 5 * 60_000 })],
      exchanges: [],
    };
    expect(count(meter, quarterHourly([4, 100, 103])).map(line)).toEqual([
      '-15-0 4 measured continuous',
      '15-30 3 measured continuous',
    ]);
  });
});
