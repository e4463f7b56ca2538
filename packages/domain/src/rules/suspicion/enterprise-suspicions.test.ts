import { describe, expect, it } from 'vitest';

import type { PeriodEnergy } from '../../metering/hours.ts';
import { enterpriseSuspicions, SUSPICION_LOOKBACK_DAYS } from './enterprise-suspicions.ts';
import type { SuspectMeter, SuspectPeriod } from './meter-suspicions.ts';
import type { SuspicionKind } from './suspicion.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const START_MS = Date.UTC(2026, 4, 31, 16);
const PERIOD: SuspectPeriod = {
  ...{ startMs: START_MS, endMs: START_MS + 30 * DAY_HOURS * HOUR_MS },
  ...{ timeZone: 'Asia/Shanghai', isStopped: () => false },
};

type AmountAt = (hour: number) => number;

/** No two hours alike, in hundredths. */
const measured: AmountAt = (hour) =>
  (40_000 + ((hour * 7_919) % 6_007) + 900 * (hour % DAY_HOURS)) / 100;

/** A meter of the look-back (negative hours) and the period, with the amount of each hour. */
function meter(amountAt: AmountAt, changes: Partial<SuspectMeter> = {}): SuspectMeter {
  const hours: PeriodEnergy[] = [];
  for (let hour = -SUSPICION_LOOKBACK_DAYS * DAY_HOURS; hour < 30 * DAY_HOURS; hour += 1) {
    const startMs = START_MS + hour * HOUR_MS;
    hours.push({
      startMs,
      quantity: amountAt(hour),
      estimatedQuantity: 0,
      coveredMs: HOUR_MS,
    });
  }
  return {
    ...{ meterId: 'E01', kind: 'interval', masterMeterId: null, ratedPowerKw: 800 },
    ...{ stepSize: 0.01, hours, readingCount: 720, conflictCount: 0 },
    ...changes,
  };
}

function scoreOf(
  meters: readonly SuspectMeter[],
  kind: SuspicionKind,
  period: SuspectPeriod = PERIOD,
): number | null | undefined {
  const found = enterpriseSuspicions({
    period,
    meters,
    production: [],
    arrivals: [],
    deadlineMs: 0,
  });
  return found[0]?.suspicions.find((each) => each.kind === kind)?.score;
}

const between = (from: number, to: number, inside: AmountAt, outside: AmountAt = measured) => {
  return (hour: number) => (hour >= from && hour < to ? inside(hour) : outside(hour));
};

describe('enterpriseSuspicions', () => {
  it('suspects nothing of measured hours', () => {
    const found = enterpriseSuspicions({
      period: PERIOD,
      meters: [meter(measured), meter(measured, { kind: 'register' })],
      production: [],
      arrivals: [],
      deadlineMs: 0,
    });
    const scores = found.flatMap(({ suspicions }) => suspicions.map(({ score }) => score ?? 0));
    expect(Math.max(...scores)).toBe(0);
  });

  it('finds a value that froze, but not a load that is constant', () => {
    expect(scoreOf([meter(between(100, 130, () => 412.5))], 'frozen-value')).toBe(1);
    expect(scoreOf([meter(() => 4)], 'frozen-value')).toBe(0);
  });

  it('takes no evenly spread gap and no declared stop for a frozen value', () => {
    const frozen = meter(between(100, 130, () => 412.5));
    const gap = frozen.hours.map((hour) => ({ ...hour, estimatedQuantity: hour.quantity }));
    expect(scoreOf([{ ...frozen, hours: gap }], 'frozen-value')).toBeNull();
    const period = { ...PERIOD, isStopped: () => true };
    expect(scoreOf([frozen], 'frozen-value', period)).toBeNull();
  });

  it('finds days copied from before the period', () => {
    const copied = between(240, 264, (hour) => measured(hour - 20 * DAY_HOURS));
    expect(scoreOf([meter(copied)], 'copied-days')).toBeCloseTo(0.7, 9);
  });

  it('finds whole numbers, but not those of a meter that shows no others', () => {
    const whole: AmountAt = (hour) => Math.round(measured(hour));
    expect(scoreOf([meter(between(0, 720, whole))], 'round-numbers')).toBe(1);
    expect(scoreOf([meter(whole)], 'round-numbers')).toBe(0);
  });

  it('finds a display that stood still and caught up', () => {
    const still = between(100, 114, () => 0);
    const caughtUp = between(114, 115, () => 15 * 450, still);
    expect(scoreOf([meter(caughtUp, { kind: 'register' })], 'frozen-display')).toBe(1);
    expect(scoreOf([meter(still, { kind: 'register' })], 'frozen-display')).toBe(0);
  });

  it('holds sub-meters against their master, and a lone power meter against its register', () => {
    const below = { masterMeterId: 'E01', kind: 'register' } as const;
    const scaled = between(0, 720, (hour) => 0.6 * measured(hour));
    const all = [
      meter((hour) => 1.05 * measured(hour)),
      meter(scaled, { ...below, meterId: 'E02' }),
    ];
    expect(scoreOf(all, 'master-against-sub-meters')).toBe(1);
    const twin = meter(measured, { meterId: 'W01', masterMeterId: 'E01', kind: 'power' });
    const pair = [meter(scaled, { kind: 'register' }), twin];
    expect(scoreOf(pair, 'power-against-register')).toBe(1);
    expect(scoreOf(pair, 'master-against-sub-meters')).toBeUndefined();
  });

  it('says of a product what most of its weeks say', () => {
    const earlier = Array.from({ length: 10 }, () => ({ energy: 1_000, output: 10 }));
    const odd = { energy: 500, output: 10 };
    const usual = { energy: 1_000, output: 10 };
    const scoreOfWeeks = (weeks: readonly (typeof odd)[]) =>
      enterpriseSuspicions({
        period: PERIOD,
        meters: [],
        production: [{ product: 'cement', earlier, weeks }],
        ...{ arrivals: [], deadlineMs: 0 },
      })[0];
    expect(scoreOfWeeks([odd, usual, usual, usual])?.suspicions[0]?.score).toBe(0);
    expect(scoreOfWeeks([odd, odd, odd, usual])).toMatchObject({
      targetId: 'product:cement',
      suspicions: [{ score: 1 }],
    });
  });
});
