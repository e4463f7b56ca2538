import { describe, expect, it } from 'vitest';

import { periodNamed } from '../time/borders.ts';
import { datesBetween } from '../time/dates.ts';
import { type MeterArrivals, meterArrivals } from './arrivals.ts';
import type { DutyMeterDay } from './duty-day.ts';
import { dutyShare, judgeDutyMonth } from './duty-month.ts';
import { judgeConsistency, judgeDutyDay, type Silences } from './duty-verdict.ts';
import { CHINA_WORK_CALENDAR } from './work-calendar.ts';

const meterDay = (changes: Partial<DutyMeterDay> = {}): DutyMeterDay => ({
  meterId: 'E01',
  expectedCount: 100,
  declaredCount: 0,
  receivedCount: 100,
  ...changes,
});
const arrival = (changes: Partial<MeterArrivals> = {}): MeterArrivals => ({
  meterId: 'E01',
  onTimeCount: 100,
  delayMinMs: 2_000,
  phaseMs: 0,
  ...changes,
});

function judge(changes: Partial<Parameters<typeof judgeDutyDay>[0]> = {}) {
  const day = { date: '2026-11-18', meters: [meterDay()], before: {}, arrivals: [arrival()] };
  const verdict = judgeDutyDay({ ...day, calendar: CHINA_WORK_CALENDAR, ...changes });
  const by = Object.fromEntries(verdict.verdicts.map(({ rule, result }) => [rule, result]));
  return { ...verdict, by };
}

describe('judgeDutyDay', () => {
  it.each([
    { received: 90, result: 'met' },
    { received: 89, result: 'not-met' },
  ])('takes $received of 100 readings as $result', ({ received, result }) => {
    const meters = [meterDay({ receivedCount: received })];
    expect(judge({ meters }).by.completeness).toBe(result);
  });

  it('does not let one meter’s surplus make up for another’s gap', () => {
    const meters = [
      meterDay({ receivedCount: 500 }),
      meterDay({ meterId: 'E02', receivedCount: 50 }),
    ];
    expect(judge({ meters }).by.completeness).toBe('not-met');
  });

  it('exempts a day that is declared off, and judges nothing where nothing was due', () => {
    const off = [meterDay({ expectedCount: 0, declaredCount: 100, receivedCount: 0 })];
    expect(judge({ meters: off, arrivals: [] })).toMatchObject({ result: 'exempt' });
    const none = [meterDay({ expectedCount: 0, receivedCount: 0 })];
    expect(judge({ meters: none, arrivals: [] })).toMatchObject({ result: 'not-judged' });
  });

  it('waits for three working days of silence, over a weekend and a holiday', () => {
    let before: Silences = {};
    const broken: string[] = [];
    for (const date of datesBetween('2026-09-25', '2026-10-11')) {
      const day = judge({ date, before, meters: [meterDay({ receivedCount: 0 })], arrivals: [] });
      before = day.silences;
      if (day.by['fault-declared'] === 'not-met') broken.push(date);
    }
    // Worked: 28, 29, 30 September, then 8 October.
    expect(broken).toEqual(['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-11']);
  });

  it('ends a silence with the first reading and with a declaration', () => {
    const before = { E01: '2026-11-02' };
    expect(judge({ before }).silences).toEqual({});
    const declared = [meterDay({ expectedCount: 0, declaredCount: 100, receivedCount: 0 })];
    expect(judge({ before, meters: declared }).silences).toEqual({});
  });

  it('keeps a silence over days on which a slow meter owes nothing', () => {
    const before = { E01: '2026-11-02' };
    const meters = [meterDay({ expectedCount: 0, receivedCount: 0 })];
    expect(judge({ before, meters }).silences).toEqual(before);
  });

  it.each([
    { name: 'a minute', changes: { phaseMs: 60_000 }, result: 'met' },
    { name: 'more than a minute', changes: { phaseMs: -60_001 }, result: 'not-met' },
    { name: 'a clock that is ahead', changes: { delayMinMs: -60_001 }, result: 'not-met' },
    { name: 'a batch sent hours later', changes: { delayMinMs: 9_000_000 }, result: 'met' },
    { name: 'nothing', changes: { phaseMs: null, delayMinMs: null }, result: 'not-judged' },
  ])('judges clocks by $name as $result', ({ changes, result }) => {
    expect(judge({ arrivals: [arrival(changes)] }).by['clock-offset']).toBe(result);
  });

  it('judges timeliness only once the day is closed', () => {
    expect(judge({ arrivals: null }).by.timeliness).toBe('not-judged');
    expect(judge({ arrivals: [arrival({ onTimeCount: 89 })] }).by.timeliness).toBe('not-met');
    expect(judge({ arrivals: [arrival({ onTimeCount: 90 })] }).by.timeliness).toBe('met');
  });
});

describe('meterArrivals', () => {
  const day = periodNamed('2026-11-18', 'Asia/Shanghai');
  if (day === null) throw new Error('no day');
  const readings = (offsetMs: number, stepMs = 900_000, delayMs = 3_000) =>
    Array.from({ length: 20 }, (_, index) => {
      const readAtMs = day.startMs + offsetMs + index * stepMs;
      return { readAtMs, receivedAtMs: readAtMs + delayMs };
    });

  it.each([
    { name: 'on the grid', offsetMs: 0, phaseMs: 0 },
    { name: 'after it', offsetMs: 70_000, phaseMs: 70_000 },
    { name: 'before it', offsetMs: 890_000, phaseMs: -10_000 },
  ])('measures readings $name', ({ offsetMs, phaseMs }) => {
    expect(meterArrivals('E01', readings(offsetMs), day).phaseMs).toBe(phaseMs);
  });

  it('counts what came by the end of the next day, and measures the shortest way', () => {
    const late = { readAtMs: day.endMs - 1, receivedAtMs: day.endMs + 86_400_001 };
    const unknown = { readAtMs: day.endMs - 1, receivedAtMs: null };
    const found = meterArrivals('E01', [...readings(0), late, unknown], day);
    expect(found).toMatchObject({ onTimeCount: 20, delayMinMs: 3_000 });
  });

  it('measures nothing by one reading', () => {
    expect(meterArrivals('E01', readings(0).slice(0, 1), day).phaseMs).toBeNull();
  });
});

describe('judgeDutyMonth', () => {
  const day = (date: string, receivedCount: number) => {
    const { verdicts, result } = judge({ date, meters: [meterDay({ receivedCount })] });
    return { date, expectedCount: 100, receivedCount, declaredCount: 0, verdicts, result };
  };

  it('judges completeness over the month, not by its worst day', () => {
    const month = judgeDutyMonth([day('2026-11-01', 50), ...Array(9).fill(day('2026-11-02', 100))]);
    expect(month.verdicts[0]).toMatchObject({ rule: 'completeness', result: 'met' });
    expect(month.result).toBe('met');
  });

  it('is broken by one broken day of the other rules', () => {
    const before = { E01: '2026-11-02' };
    const silent = judge({ meters: [meterDay({ receivedCount: 0 })], before, arrivals: [] });
    const broken = { ...day('2026-11-18', 0), verdicts: silent.verdicts };
    const month = judgeDutyMonth([...Array(29).fill(day('2026-11-02', 100)), broken]);
    expect(month.result).toBe('not-met');
    expect(month.verdicts[1]?.reason).toContain('2026-11-18');
  });

  it.each([
    { figure: 100, sum: 105, result: 'met' },
    { figure: 100, sum: 94.9, result: 'not-met' },
    { figure: null, sum: 1, result: 'not-judged' },
  ])('takes $sum against $figure as $result', ({ figure, sum, result }) => {
    expect(judgeConsistency(sum, figure, '电力').result).toBe(result);
  });
});

describe('dutyShare', () => {
  it('leaves the exempt and those not judged out', () => {
    expect(dutyShare(['met', 'met', 'not-met', 'exempt', 'not-judged'])).toEqual({
      metCount: 2,
      notMetCount: 1,
      exemptCount: 1,
      notJudgedCount: 1,
      metRatio: 2 / 3,
    });
    expect(dutyShare(['exempt']).metRatio).toBeNull();
  });
});
