import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Period, PeriodUnit } from './borders.ts';
import { changeRatio, comparablePeriods } from './comparable-periods.ts';
import { zoneOffsetMs } from './zone-offsets.ts';

const CHINA = 'Asia/Shanghai';
const at = (text: string) => Date.parse(text);

/** A period as people read it: local times without the zone. */
function shown({ startMs, endMs }: Period, zone = CHINA): string {
  const text = (atMs: number) =>
    new Date(atMs + zoneOffsetMs(atMs, zone)).toISOString().slice(0, 16).replace('T', ' ');
  return `${text(startMs)} – ${text(endMs)}`;
}

function compared(unit: Exclude<PeriodUnit, 'hour'>, atText: string, nowText: string) {
  const periods = comparablePeriods(at(atText), unit, CHINA, at(nowText));
  const { current, previous, yearBefore, yearToDate, yearToDateBefore } = periods;
  return [current, previous, yearBefore, yearToDate, yearToDateBefore].map((each) => shown(each));
}

describe('comparablePeriods', () => {
  it('cuts a running month and all it is compared with at the same time', () => {
    expect(compared('month', '2026-11-05T00:00:00Z', '2026-11-21T02:00:00Z')).toEqual([
      '2026-11-01 00:00 – 2026-11-21 10:00',
      '2026-10-01 00:00 – 2026-10-21 10:00',
      '2025-11-01 00:00 – 2025-11-21 10:00',
      '2026-01-01 00:00 – 2026-11-21 10:00',
      '2025-01-01 00:00 – 2025-11-21 10:00',
    ]);
  });

  it('takes whole months once they are over, whatever their length', () => {
    expect(compared('month', '2026-03-05T00:00:00Z', '2026-11-21T02:00:00Z')).toEqual([
      '2026-03-01 00:00 – 2026-04-01 00:00',
      '2026-02-01 00:00 – 2026-03-01 00:00',
      '2025-03-01 00:00 – 2025-04-01 00:00',
      '2026-01-01 00:00 – 2026-04-01 00:00',
      '2025-01-01 00:00 – 2025-04-01 00:00',
    ]);
  });

  it('ends at the end of the month where the day does not exist', () => {
    const [current, previous] = compared('month', '2026-03-30T04:00:00Z', '2026-03-30T04:00:00Z');
    expect(current).toBe('2026-03-01 00:00 – 2026-03-30 12:00');
    expect(previous).toBe('2026-02-01 00:00 – 2026-03-01 00:00');
  });

  it.each([
    {
      name: '29 February with 28 February of the year before',
      unit: 'day' as const,
      day: '2024-02-29T04:00:00Z',
      now: '2024-06-01T00:00:00Z',
      previous: '2024-02-28 00:00 – 2024-02-29 00:00',
      yearBefore: '2023-02-28 00:00 – 2023-03-01 00:00',
    },
    {
      name: '1 March with 29 February before it',
      unit: 'day' as const,
      day: '2024-03-01T04:00:00Z',
      now: '2024-06-01T00:00:00Z',
      previous: '2024-02-29 00:00 – 2024-03-01 00:00',
      yearBefore: '2023-03-01 00:00 – 2023-03-02 00:00',
    },
    {
      name: 'the leap February with the common one',
      unit: 'month' as const,
      day: '2024-02-10T00:00:00Z',
      now: '2024-06-01T00:00:00Z',
      previous: '2024-01-01 00:00 – 2024-02-01 00:00',
      yearBefore: '2023-02-01 00:00 – 2023-03-01 00:00',
    },
    {
      name: 'a leap February that runs into its last day',
      unit: 'month' as const,
      day: '2024-02-10T00:00:00Z',
      now: '2024-02-29T04:00:00Z',
      previous: '2024-01-01 00:00 – 2024-01-29 12:00',
      yearBefore: '2023-02-01 00:00 – 2023-03-01 00:00',
    },
    {
      name: 'January with December',
      unit: 'month' as const,
      day: '2026-01-10T00:00:00Z',
      now: '2026-06-01T00:00:00Z',
      previous: '2025-12-01 00:00 – 2026-01-01 00:00',
      yearBefore: '2025-01-01 00:00 – 2025-02-01 00:00',
    },
    {
      name: 'a running year with the same part of the year before',
      unit: 'year' as const,
      day: '2026-01-10T00:00:00Z',
      now: '2026-11-21T02:00:00Z',
      previous: '2025-01-01 00:00 – 2025-11-21 10:00',
      yearBefore: '2025-01-01 00:00 – 2025-11-21 10:00',
    },
    {
      name: 'a year that runs into 29 February with one up to the end of February',
      unit: 'year' as const,
      day: '2024-01-10T00:00:00Z',
      now: '2024-02-29T04:00:00Z',
      previous: '2023-01-01 00:00 – 2023-03-01 00:00',
      yearBefore: '2023-01-01 00:00 – 2023-03-01 00:00',
    },
    {
      name: 'a running day with the same hours',
      unit: 'day' as const,
      day: '2026-03-01T01:00:00Z',
      now: '2026-03-01T02:00:00Z',
      previous: '2026-02-28 00:00 – 2026-02-28 10:00',
      yearBefore: '2025-03-01 00:00 – 2025-03-01 10:00',
    },
  ])('compares $name', ({ unit, day, now, previous, yearBefore }) => {
    expect(compared(unit, day, now).slice(1, 3)).toEqual([previous, yearBefore]);
  });

  it('is empty, not backwards, before the period has begun', () => {
    const { current, previous, isRunning } = comparablePeriods(
      at('2026-12-05T00:00:00Z'),
      'month',
      CHINA,
      at('2026-11-21T00:00:00Z'),
    );
    expect(isRunning).toBe(true);
    expect(current.endMs).toBe(current.startMs);
    expect(previous.endMs).toBe(previous.startMs);
  });

  it('follows the clock of a zone with daylight saving', () => {
    const zone = 'Europe/Berlin';
    const now = at('2026-04-10T10:00:00Z'); // 12:00 in summer time
    const { previous } = comparablePeriods(now, 'month', zone, now);
    expect(shown(previous, zone)).toBe('2026-03-01 00:00 – 2026-03-10 12:00');
    expect(previous.endMs).toBe(at('2026-03-10T11:00:00Z'));
  });

  it('never compares with more than a day more or less of a month, nor with later periods', () => {
    const instant = fc.integer({
      min: at('2001-01-01T00:00:00Z'),
      max: at('2039-12-31T00:00:00Z'),
    });
    const unit = fc.constantFrom('day' as const, 'month' as const, 'year' as const);
    const zone = fc.constantFrom(CHINA, 'Europe/Berlin', 'America/St_Johns', 'UTC');
    fc.assert(
      fc.property(instant, instant, unit, zone, (atMs, nowMs, of, timeZone) => {
        const periods = comparablePeriods(atMs, of, timeZone, nowMs);
        const { current, previous, yearBefore, yearToDate, yearToDateBefore } = periods;
        for (const { startMs, endMs } of [current, previous, yearBefore]) {
          expect(startMs).toBeLessThanOrEqual(endMs);
        }
        expect(previous.endMs).toBeLessThanOrEqual(current.startMs);
        expect(yearBefore.endMs).toBeLessThanOrEqual(current.startMs);
        expect(yearToDate.endMs).toBe(current.endMs);
        expect(yearToDateBefore.endMs).toBe(yearBefore.endMs);
        const length = ({ startMs, endMs }: Period) => endMs - startMs;
        // A leap day and two changes of clocks.
        const dayAndClocks = 86_400_000 + 2 * 3_600_000;
        expect(Math.abs(length(yearBefore) - length(current))).toBeLessThanOrEqual(dayAndClocks);
      }),
      { numRuns: 300 },
    );
  });
});

describe('changeRatio', () => {
  it.each([
    { current: 110, earlier: 100, ratio: 0.1 },
    { current: 90, earlier: 100, ratio: -0.1 },
    { current: null, earlier: 100, ratio: null },
    { current: 100, earlier: null, ratio: null },
    { current: 100, earlier: 0, ratio: null },
    { current: 100, earlier: -5, ratio: null },
  ])('of $current against $earlier is $ratio', ({ current, earlier, ratio }) => {
    expect(changeRatio(current, earlier)).toBe(ratio);
  });
});
