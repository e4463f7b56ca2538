import { describe, expect, it } from 'vitest';

import { countAll } from './counter.ts';
import { encodeCounterState } from './counter-state.ts';
import { createTimeline } from './meter-history.ts';
import { QUANTUM, quantise } from './quantum.ts';
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

interface Row {
  readonly name: string;
  readonly values: readonly number[];
  readonly expected: readonly string[];
}

describe('a register without a bound', () => {
  it.each<Row>([
    {
      name: 'counts the difference of two readings',
      values: [1_000, 1_000.25],
      expected: ['0-15 0.25 measured continuous'],
    },
    {
      name: 'counts nothing for a standstill',
      values: [7, 7],
      expected: ['0-15 0 measured continuous'],
    },
    {
      name: 'books nothing for a fall to zero and back',
      values: [1_000, 0, 1_000],
      expected: ['0-30 0 estimated returned'],
    },
    {
      name: 'books what flowed meanwhile when it comes back higher',
      values: [1_000, 0, 0, 1_002],
      expected: ['0-45 2 estimated returned'],
    },
    {
      name: 'books nothing for a dip of one unit',
      values: [1_000, 999, 1_000],
      expected: ['0-30 0 estimated returned'],
    },
    {
      name: 'books nothing for a dip of one unit that climbs back slowly',
      values: [1_000, 999, 999.25, 999.5, 999.75, 1_000],
      expected: ['0-75 0 estimated returned'],
    },
    {
      name: 'takes a fall of a little more than one unit that climbs three times as a reset',
      values: [1_000, 998.75, 999, 999.25, 999.5, 999.75],
      expected: [
        '0-15 0 questionable reset',
        '15-30 0.25 measured continuous',
        '30-45 0.25 measured continuous',
        '45-60 0.25 measured continuous',
        '60-75 0.25 measured continuous',
      ],
    },
    {
      name: 'goes on from the low value after a real reset',
      values: [1_000, 1_010, 2, 5, 9, 14, 20],
      expected: [
        '0-15 10 measured continuous',
        '15-30 0 questionable reset',
        '30-45 3 measured continuous',
        '45-60 4 measured continuous',
        '60-75 5 measured continuous',
        '75-90 6 measured continuous',
      ],
    },
    {
      name: 'waits while it has risen only twice',
      values: [1_000, 2, 5, 9],
      expected: ['0-45 0 questionable unconfirmed'],
    },
    {
      name: 'lets equal readings neither count towards a reset nor break it',
      values: [1_000, 0, 0, 1, 1, 2, 2, 3],
      expected: [
        '0-15 0 questionable reset',
        '15-30 0 measured continuous',
        '30-45 1 measured continuous',
        '45-60 0 measured continuous',
        '60-75 1 measured continuous',
        '75-90 0 measured continuous',
        '90-105 1 measured continuous',
      ],
    },
    {
      name: 'starts the climb anew when it falls again',
      values: [1_000, 10, 20, 0, 1, 2],
      expected: ['0-75 0 questionable unconfirmed'],
    },
    {
      name: 'waits for ever at a dead zero',
      values: [1_000, 0, 0, 0, 0, 0],
      expected: ['0-75 0 questionable unconfirmed'],
    },
  ])('$name', ({ values, expected }) => {
    expect(count(history(), quarterHourly(values)).map(line)).toEqual(expected);
  });

  it('keeps a small state, however long it stands still', () => {
    const values = [1_000, ...Array.from({ length: 1_000 }, () => 3)];
    const { state } = countAll(createTimeline(history()), quarterHourly(values));
    expect(encodeCounterState(state).length).toBeLessThan(150);
  });

  it('says that a standstill with a gap in it is estimated', () => {
    const readings = readingsAt([
      [0, 1_000],
      [15, 0],
      [30, 0],
      [90, 0],
      [105, 0],
      [120, 1],
      [135, 2],
      [150, 3],
    ]);
    expect(count(history(), readings).map(line).slice(0, 3)).toEqual([
      '0-15 0 questionable reset',
      '15-105 0 estimated gap',
      '105-120 1 measured continuous',
    ]);
  });

  it('has no segment before its second reading', () => {
    expect(count(history(), quarterHourly([5]))).toEqual([]);
  });
});

describe('a rollover', () => {
  it('counts through the maximum of 999 999.99', () => {
    // 999 999.5 to 1 000 000 is 0.5, and from 0 to 0.25 another 0.25.
    const segments = count(history({ ratedPowerKw: 100 }), quarterHourly([999_999.5, 0.25]));
    expect(segments.map(line)).toEqual(['0-15 0.75 measured rollover']);
  });

  it('counts the same without a known limit, as soon as the readings go on from there', () => {
    const values = [999_999.5, 0.25, 1, 1.5, 2];
    const segments = count(history(), quarterHourly(values));
    expect(segments.map(line)).toEqual([
      '0-15 0.75 measured rollover',
      '15-30 0.75 measured continuous',
      '30-45 0.5 measured continuous',
      '45-60 0.5 measured continuous',
    ]);
  });

  it('does not take a display that shows zero for a moment for one', () => {
    // Without a limit the way from 950 000 to zero and back would be a whole register.
    const segments = count(history(), quarterHourly([950_000, 0, 950_010]));
    expect(segments.map(line)).toEqual(['0-30 10 estimated returned']);
  });

  it('counts one hundredth from the last value to zero', () => {
    const segments = count(history({ ratedPowerKw: 100 }), quarterHourly([999_999.99, 0]));
    expect(Math.abs(total(segments) - 0.01)).toBeLessThan(QUANTUM);
  });

  it.each([
    { name: 'just above nine tenths and below one tenth', values: [900, 99], isRollover: true },
    { name: 'from nine tenths exactly', values: [899.1, 99], isRollover: false },
    { name: 'to one tenth exactly', values: [900, 99.9], isRollover: false },
    { name: 'from the middle', values: [500, 1], isRollover: false },
  ])('$name: $isRollover', ({ values, isRollover }) => {
    const meter = history({ registerMax: 999, ratedPowerKw: 10_000 });
    const segments = count(meter, quarterHourly(values));
    expect(segments.some(({ reason }) => reason === 'rollover')).toBe(isRollover);
  });

  it.each([
    // 0.75 kWh in a quarter hour is 3 kW.
    { name: 'no more than the supply can carry', ratedPowerKw: 3, isRollover: true },
    { name: 'more than the supply can carry', ratedPowerKw: 2.99, isRollover: false },
  ])('needs $name', ({ ratedPowerKw, isRollover }) => {
    const segments = count(history({ ratedPowerKw }), quarterHourly([999_999.5, 0.25]));
    expect(segments.some(({ reason }) => reason === 'rollover')).toBe(isRollover);
  });

  it('is none without a known maximum', () => {
    const segments = count(history({ registerMax: null }), quarterHourly([999_999.5, 0.25]));
    expect(segments.map(line)).toEqual(['0-15 0 questionable unconfirmed']);
  });
});

describe('a reading that said otherwise', () => {
  it.each<Row>([
    {
      name: 'makes the time around it estimated, however short it is',
      values: [1_000, 900, 1_001],
      expected: ['0-10 1 estimated returned'],
    },
    {
      name: 'is jitter up to one unit',
      values: [1_000, 999, 1_001],
      expected: ['0-10 1 measured returned'],
    },
  ])('$name', ({ values, expected }) => {
    const readings = values.map((value, index) => [index * 5, value] as const);
    expect(count(history(), readingsAt(readings)).map(line)).toEqual(expected);
  });
});

describe('the limit of the supply', () => {
  // 100 kW for a quarter hour is 25 kWh.
  const meter = history({ ratedPowerKw: 100 });
  const AT_LIMIT = 1_025;
  const ABOVE_LIMIT = 1_025.01;

  it.each<Row>([
    {
      name: 'counts a difference at the limit',
      values: [1_000, AT_LIMIT],
      expected: ['0-15 25 measured continuous'],
    },
    {
      name: 'holds back a difference above it',
      values: [1_000, ABOVE_LIMIT],
      expected: ['0-15 0 questionable unconfirmed'],
    },
    {
      name: 'forgets a spike that goes away',
      values: [1_000, 2_000, 1_010],
      expected: ['0-30 10 estimated returned'],
    },
    {
      name: 'does not believe a step after two rises',
      values: [1_000, 2_000, 2_010, 2_020],
      expected: ['0-45 0 questionable unconfirmed'],
    },
    {
      name: 'believes a step after three rises',
      values: [1_000, 2_000, 2_010, 2_020, 2_030],
      expected: [
        '0-15 1000 questionable step-confirmed',
        '15-30 10 measured continuous',
        '30-45 10 measured continuous',
        '45-60 10 measured continuous',
      ],
    },
    {
      name: 'counts from the old level when time alone explains the step',
      values: [1_000, 1_030, 1_032],
      expected: ['0-30 32 estimated returned'],
    },
    {
      name: 'does not confirm a level by readings that jump themselves',
      values: [1_000, 2_000, 3_000, 4_000, 5_000],
      expected: ['0-60 0 questionable unconfirmed'],
    },
  ])('$name', ({ values, expected }) => {
    expect(count(meter, quarterHourly(values)).map(line)).toEqual(expected);
  });

  it('counts nothing for a step that a person has rejected, and goes on from it', () => {
    const readings = quarterHourly([1_000, 2_000, 2_010, 2_020, 2_030]);
    const rejected = { ...meter, rejectedStepsAtMs: [readings[1]?.readAtMs ?? 0] };
    const segments = count(rejected, readings);
    expect(segments[0] && line(segments[0])).toBe('0-15 0 questionable step-rejected');
    expect(total(segments)).toBe(30);
  });

  it('applies to the energy, so behind the multiplier', () => {
    const segments = count(
      history({ ratedPowerKw: 100, multiplier: 120 }),
      quarterHourly([1_000, 1_000.25]),
    );
    // 0.25 × 120 = 30 kWh in a quarter hour is 120 kW.
    expect(segments.map(line)).toEqual(['0-15 0 questionable unconfirmed']);
  });

  it('reads heat in megajoules against kilowatts', () => {
    // 100 kW for a quarter hour is 90 MJ.
    const heat = history({ ratedPowerKw: 100, unit: 'MJ' });
    expect(count(heat, quarterHourly([0, 90])).map(line)).toEqual(['0-15 90 measured continuous']);
    expect(count(heat, quarterHourly([0, 90.01]))[0]?.known).toBe(false);
  });
});

describe('a gap', () => {
  it('of six hours keeps its energy, and says that its place is estimated', () => {
    const segments = count(
      history(),
      readingsAt([
        [0, 100],
        [360, 1_900],
        [375, 1_910],
      ]),
    );
    expect(segments.map(line)).toEqual([
      '0-360 1800 estimated gap',
      '360-375 10 measured continuous',
    ]);
  });

  it.each([
    { name: 'half an interval late', minutes: 22.5, quality: 'measured' },
    { name: 'a second more', minutes: 22.5 + 1 / 60, quality: 'estimated' },
  ])('does not begin before $name: $quality', ({ minutes, quality }) => {
    const segments = count(
      history(),
      readingsAt([
        [0, 0],
        [minutes, 1],
      ]),
    );
    expect(segments[0]?.quality).toBe(quality);
  });

  it('is judged by an hour and a tenth where the meter does not say how often it is read', () => {
    const meter = history({ intervalSeconds: null });
    const qualityAfter = (minutes: number) =>
      count(
        meter,
        readingsAt([
          [0, 0],
          [minutes, 1],
        ]),
      )[0]?.quality;
    expect([qualityAfter(66), qualityAfter(67)]).toEqual(['measured', 'estimated']);
  });
});

describe('a multiplier', () => {
  it('of 120 gives 120 times every segment, to the bit', () => {
    const readings = quarterHourly([0.1, 0.37, 1.01, 1.77, 2.93, 3.14]);
    const once = count(history(), readings).map(({ quantity }) => quantity * 120);
    const scaled = count(history({ multiplier: 120 }), readings).map(({ quantity }) => quantity);
    expect(scaled).toEqual(once);
  });

  it('that changes between two readings splits their difference by time', () => {
    const meter = {
      epochs: [epoch({ multiplier: 10 }), epoch({ multiplier: 20, fromMs: START_MS + 5 * 60_000 })],
      exchanges: [],
    };
    // 3 units in 15 minutes: one third at 10, two thirds at 20.
    expect(count(meter, quarterHourly([100, 103])).map(line)).toEqual([
      '0-5 10 estimated epoch-border',
      '5-15 40 estimated epoch-border',
    ]);
  });

  it('that changes at a reading splits nothing', () => {
    const meter = {
      epochs: [
        epoch({ multiplier: 10 }),
        epoch({ multiplier: 20, fromMs: START_MS + 15 * 60_000 }),
      ],
      exchanges: [],
    };
    expect(count(meter, quarterHourly([100, 103, 106])).map(line)).toEqual([
      '0-15 30 measured continuous',
      '15-30 60 measured continuous',
    ]);
  });

  it('of one half is rounded once for each segment', () => {
    const segments = count(history({ multiplier: 0.3 }), quarterHourly([0, 0.1]));
    expect(total(segments)).toBe(quantise(quantise(0.1) * 0.3));
  });
});

describe('a unit', () => {
  it('of 10 000 kWh counts in kWh', () => {
    expect(total(count(history({ unit: '10MWh' }), quarterHourly([1, 1.5])))).toBe(5_000);
  });

  it('that changes from kWh to MWh keeps counting in kWh', () => {
    const meter = {
      epochs: [epoch(), epoch({ unit: 'MWh', fromMs: START_MS + 15 * 60_000 })],
      exchanges: [{ atMs: START_MS + 15 * 60_000, finalValue: 110, initialValue: 0 }],
    };
    expect(total(count(meter, quarterHourly([100, 0, 0.5])))).toBe(510);
  });
});

describe('an approved exchange', () => {
  const at = (minute: number, finalValue: number, initialValue: number) => ({
    epochs: [epoch({ ratedPowerKw: 100 })],
    exchanges: [{ atMs: START_MS + minute * 60_000, finalValue, initialValue }],
  });

  it('counts both parts', () => {
    const segments = count(at(20, 1_016, 3), quarterHourly([1_000, 1_010, 7, 9]));
    // 1 000 to 1 010 to 1 016 on the old meter, 3 to 7 to 9 on the new one.
    expect(segments.map(line)).toEqual([
      '0-15 10 measured continuous',
      '15-20 6 measured continuous',
      '20-30 4 measured continuous',
      '30-45 2 measured continuous',
    ]);
  });

  it('drops readings of the new meter that came before its declared time', () => {
    const segments = count(at(40, 1_012, 0), quarterHourly([1_000, 1_010, 0.5, 5]));
    expect(total(segments)).toBe(10 + 2 + 5);
  });

  it('counts a final value beyond the supply, as questionable', () => {
    const segments = count(at(20, 1_500, 0), quarterHourly([1_000, 1_010, 1]));
    expect(segments.map(line)).toEqual([
      '0-15 10 measured continuous',
      '15-20 490 questionable exchange',
      '20-30 1 measured continuous',
    ]);
  });

  it('counts nothing for a final value below the last reading', () => {
    const segments = count(at(20, 900, 0), quarterHourly([1_000, 1_010, 1]));
    expect(segments.map(line)).toEqual([
      '0-15 10 measured continuous',
      '15-20 0 questionable exchange-below',
      '20-30 1 measured continuous',
    ]);
  });

  it('believes a reset that the final value goes on from', () => {
    const segments = count(at(35, 12, 0), quarterHourly([1_000, 5, 8, 1]));
    expect(segments.map(line)).toEqual([
      '0-15 0 questionable reset',
      '15-30 3 measured continuous',
      '30-35 4 measured continuous',
      '35-45 1 measured continuous',
    ]);
  });

  it('takes its initial value for the reading of the same instant', () => {
    expect(total(count(at(15, 1_005, 2), quarterHourly([1_000, 4, 6])))).toBe(5 + 4);
  });

  it('before the first reading counts from its initial value', () => {
    expect(total(count(at(-15, 77, 2), quarterHourly([4, 6])))).toBe(4);
  });
});

describe('an exchange that only a device has reported', () => {
  it('makes what the register says across it questionable, and nothing else', () => {
    const proposed = { ...history(), proposedExchangesAtMs: [START_MS + 20 * 60_000] };
    expect(count(proposed, quarterHourly([100, 110, 5_000, 5_004])).map(line)).toEqual([
      '0-15 10 measured continuous',
      '15-30 4890 questionable exchange-proposed',
      '30-45 4 measured continuous',
    ]);
  });
});
