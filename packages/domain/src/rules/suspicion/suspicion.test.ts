import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  conflicts,
  energyAgainstProduction,
  lateUpload,
  masterAgainstSubMeters,
  powerAgainstRegister,
} from './against.ts';
import { copiedDays, frozenDisplay, frozenValue, roundNumbers } from './series.ts';
import { judgeSuspicions, type Suspicion, unseen } from './suspicion.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day that looks measured: no two hours alike. */
const DAY = Array.from({ length: 24 }, (_, hour) => 400 + 37.13 * ((hour * 7) % 24));

describe('frozenValue', () => {
  it.each([
    { name: 'six hours', hours: 6, score: 0 },
    { name: 'fifteen hours', hours: 15, score: 0.5 },
    { name: 'a day', hours: 24, score: 1 },
  ])('scores $score for $name', ({ hours, score }) => {
    const values = [...DAY, ...Array<number>(hours).fill(412.5), ...DAY];
    expect(frozenValue(values, HOUR_MS).score).toBeCloseTo(score, 9);
  });

  it('takes no stop for a frozen value, nor what a gap interrupts', () => {
    expect(frozenValue(Array(48).fill(0), HOUR_MS).score).toBe(0);
    const cut = [...Array<number>(5).fill(7), null, ...Array<number>(5).fill(7)];
    expect(frozenValue(cut, HOUR_MS).score).toBe(0);
    expect(frozenValue([7, 7, 7], HOUR_MS).score).toBeNull();
  });
});

describe('a value that a meter is used to hold', () => {
  it.each([
    { name: 'twice its usual run', hours: 100, score: 0 },
    { name: 'nine hours beyond', hours: 109, score: 0.5 },
    { name: 'eighteen hours beyond', hours: 118, score: 1 },
  ])('scores $score for $name', ({ hours, score }) => {
    const values = [...DAY, ...Array<number>(hours).fill(4), ...DAY];
    expect(frozenValue(values, HOUR_MS, undefined, 50).score).toBeCloseTo(score, 9);
  });
});

describe('frozenDisplay', () => {
  const still = (hours: number) => Array<number>(hours).fill(0);
  it.each([
    { name: 'twelve hours caught up at once', values: [...still(12), 1_200], score: 1 },
    { name: 'seven hours caught up at once', values: [...still(7), 700], score: 0.5 },
    { name: 'two hours', values: [...still(2), 200], score: 0 },
    { name: 'a night’s rest and a usual morning', values: [...still(12), 110], score: 0 },
    { name: 'a standstill that lasts', values: still(48), score: 0 },
  ])('scores $score for $name', ({ values, score }) => {
    expect(frozenDisplay([100, ...values, 100], HOUR_MS, 100).score).toBeCloseTo(score, 9);
  });

  it('says nothing of a meter that never counted', () => {
    expect(frozenDisplay(still(40), HOUR_MS, 0).score).toBeNull();
  });
});

describe('copiedDays', () => {
  const day = (date: string, factor: number) => ({
    date,
    values: DAY.map((value) => value * factor),
  });
  const noisy = { date: '2026-01-03', values: DAY.map((value, hour) => value * (1 + hour / 500)) };

  it.each([
    { name: 'no copy', days: [day('2026-01-01', 1), noisy], score: 0 },
    { name: 'one copy', days: [day('2026-01-01', 1), noisy, day('2026-01-04', 1)], score: 0.7 },
    {
      name: 'a copy times 1.03',
      days: [day('2026-01-01', 1), day('2026-01-04', 1.03)],
      score: 0.7,
    },
    {
      name: 'three copies',
      days: [1, 2, 3, 4].map((date) => day(`2026-01-0${date}`, 1)),
      score: 1,
    },
  ])('scores $score for $name', ({ days, score }) => {
    expect(copiedDays(days).score).toBeCloseTo(score, 9);
  });

  it('leaves out days of a few values', () => {
    const flat = { date: '2026-01-01', values: DAY.map((_, hour) => hour % 3) };
    expect(copiedDays([flat, { ...flat, date: '2026-01-02' }]).score).toBeNull();
  });
});

describe('roundNumbers', () => {
  const measured = Array.from({ length: 40 }, (_, index) => 12_345 + 613 * index);

  it.each([
    { name: 'measured values', values: measured, score: 0 },
    {
      name: 'half of them round',
      values: measured.map((v, i) => (i % 2 ? Math.round(v / 100) * 100 : v)),
      score: 1,
    },
  ])('scores $score for $name', ({ values, score }) => {
    expect(roundNumbers(values, 1).score).toBeCloseTo(score, 1);
  });

  it('knows a meter that shows nothing finer', () => {
    const coarse = measured.map((value) => Math.round(value / 100) * 10_000);
    expect(roundNumbers(coarse, 10_000).score).toBeNull();
    expect(roundNumbers(coarse, 100).score).toBe(1);
  });
});

describe('what is held against something else', () => {
  const balanced = Array.from({ length: 10 }, () => ({ master: 100, subMeters: 90 }));
  const over = (subMeters: number) => balanced.map((day) => ({ ...day, subMeters }));

  it.each([
    { name: 'sub-meters within their master', days: balanced, score: 0 },
    { name: 'sub-meters 5 % above', days: over(105), score: 0 },
    { name: 'sub-meters 12.5 % above', days: over(112.5), score: 0.5 },
    { name: 'sub-meters 20 % above', days: over(120), score: 1 },
    { name: 'one odd day', days: [...balanced, { master: 100, subMeters: 150 }], score: 0 },
  ])('scores $score for $name', ({ days, score }) => {
    expect(masterAgainstSubMeters(days, []).score).toBeCloseTo(score, 9);
  });

  it('sees a master that suddenly counts less, though its sub-meters still fit in it', () => {
    const earlier = Array.from({ length: 60 }, () => ({ master: 100, subMeters: 70 }));
    expect(masterAgainstSubMeters(over(70), earlier).score).toBe(0);
    // The rest falls from 30 % to 10 %.
    expect(masterAgainstSubMeters(balanced, earlier).score).toBeCloseTo(1, 9);
  });

  it.each([
    { name: 'sub-meters scaled down by a fifth', master: 100, subMeters: 72, score: 1 },
    { name: 'half of it', master: 100, subMeters: 80, score: 0.5 },
    { name: 'a weekend, on which little but the rest runs', master: 25, subMeters: 15, score: 0 },
    { name: 'a season twice as busy, with its losses', master: 200, subMeters: 180, score: 0 },
  ])('scores $score for $name against a usual rest of 10 %', ({ master, subMeters, score }) => {
    const days = Array.from({ length: 10 }, () => ({ master, subMeters }));
    const usual = Array.from({ length: 6 }, () => balanced).flat();
    expect(masterAgainstSubMeters(days, usual).score).toBeCloseTo(score, 9);
  });

  it('takes a slack week, whose base load goes on, for what it is', () => {
    const week = (output: number, share = 1) => ({ energy: share * (500 + 50 * output), output });
    const earlier = [8, 9, 10, 11, 12, 10, 9].map((output) => week(output));
    expect(energyAgainstProduction(week(6), earlier).score).toBe(0);
    expect(energyAgainstProduction(week(3, 0.5), earlier).score).toBeNull();
    expect(energyAgainstProduction(week(10, 0.7), earlier).score).toBe(1);
  });

  it.each([
    { registerKwh: 95, score: 0 },
    { registerKwh: 82.5, score: 0.5 },
    { registerKwh: 70, score: 1 },
    { registerKwh: 0, score: 1 },
  ])('scores $score for $registerKwh kWh against a power of 100', ({ registerKwh, score }) => {
    const stretches = Array.from({ length: 4 }, () => ({ powerKwh: 100, registerKwh }));
    expect(powerAgainstRegister(stretches).score).toBeCloseTo(score, 9);
  });

  it.each([
    // The spread is 3 % of the usual 100 at least: three deviations are 9 %, eight are 24 %.
    { energy: 91, score: 0 },
    { energy: 83.5, score: 0.5 },
    { energy: 76, score: 1 },
    { energy: 124, score: 1 },
  ])('scores $score for $energy a tonne where 100 is usual', ({ energy, score }) => {
    const earlier = Array.from({ length: 6 }, () => ({ energy: 1_000, output: 10 }));
    const found = energyAgainstProduction({ energy: energy * 10, output: 10 }, earlier);
    expect(found.score).toBeCloseTo(score, 9);
  });

  it.each([
    { late: 10, score: 0 },
    { late: 30, score: 0.5 },
    { late: 50, score: 1 },
  ])('scores $score for $late of 100 readings in the last two days', ({ late, score }) => {
    const deadlineMs = 40 * DAY_MS;
    const arrivals = [
      { readAtMs: DAY_MS, receivedAtMs: 39 * DAY_MS, count: late },
      { readAtMs: DAY_MS, receivedAtMs: DAY_MS + 1_000, count: 100 - late },
      { readAtMs: DAY_MS, receivedAtMs: 41 * DAY_MS, count: 1_000 },
    ];
    expect(lateUpload(arrivals, deadlineMs).score).toBeCloseTo(score, 9);
  });

  it.each([
    { count: 1, score: 0 },
    { count: 50, score: 1 },
  ])('scores $score for $count conflicts of 1 000 readings', ({ count, score }) => {
    expect(conflicts(count, 1_000).score).toBeCloseTo(score, 9);
  });
});

describe('scores, for any series', () => {
  it('lie between 0 and 1 or are missing, and do not change on a second look', () => {
    const series = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(series, series, (one, other) => {
        const look = (): Suspicion[] => [
          frozenValue(one, HOUR_MS),
          roundNumbers(one, 1),
          copiedDays([
            { date: '2026-01-01', values: one },
            { date: '2026-01-02', values: other },
          ]),
          masterAgainstSubMeters(
            one.map((master, index) => ({ master, subMeters: other[index] ?? 0 })),
            [],
          ),
        ];
        for (const { score } of look()) {
          if (score === null) continue;
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        expect(look()).toEqual(look());
      }),
    );
  });
});

describe('judgeSuspicions', () => {
  const context = {
    ...{ nowMs: 0, dataThroughMs: 0, timeZone: 'Asia/Shanghai', policyVersion: null },
    ...{ factorSet: null, hasExpiredMeter: false },
  };
  const period = { name: '2026-10', startMs: 0, endMs: DAY_MS };
  const seen = (score: number): Suspicion => ({ ...unseen('copied-days'), score, zh: '曲线重复' });

  it.each([
    { score: 0.59, severity: 0, hold: 0 },
    { score: 0.6, severity: 0, hold: 1 },
    { score: 0.69, severity: 0, hold: 1 },
    { score: 0.7, severity: 1, hold: 1 },
  ])('gives $severity for a score of $score', ({ score, severity, hold }) => {
    const suspicions = [
      unseen('conflicts'),
      seen(score),
      { ...seen(0.1), kind: 'conflicts' as const },
    ];
    const judgement = judgeSuspicions({ context, targetId: 'E01', period, suspicions });
    expect(judgement).toMatchObject({ severity, holdSeverity: hold, category: 'alarm' });
    expect(judgement.isHiddenFromEnterprise).toBe(true);
  });

  it('words it neutrally, and judges nothing where nothing can be seen', () => {
    const judgement = judgeSuspicions({
      context,
      targetId: 'E01',
      period,
      suspicions: [seen(0.9)],
    });
    expect(judgement.message.zh).toBe('疑似数据异常（0.9）：曲线重复');
    const none = judgeSuspicions({ context, targetId: 'E01', period, suspicions: [] });
    expect(none.notJudged).toBe('no-data');
  });
});
