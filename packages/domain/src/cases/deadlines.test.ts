import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CHINA_WORK_CALENDAR, isWorkingDay, workingDaysBetween } from '../duty/work-calendar.ts';
import { addDays } from '../time/dates.ts';
import { daysLeft, deadlineAfter, escalationLevel } from './deadlines.ts';

/** Days of September and October 2026 as one finds them on a printed calendar: x off, o worked. */
const PRINTED = [
  // 2026-09-21, a Monday; 25 to 27 September is the Mid-Autumn Festival.
  ...['o', 'o', 'o', 'o', 'x', 'x', 'x', 'o', 'o', 'o'],
  // 2026-10-01: the National Day until the 7th; Saturday the 10th is worked.
  ...['x', 'x', 'x', 'x', 'x', 'x', 'x', 'o', 'o', 'o', 'x', 'o', 'o', 'o', 'o', 'o', 'x', 'x'],
];

describe('deadlineAfter', () => {
  it.each([
    { served: '2026-11-20', days: 1, unit: 'working', last: '2026-11-23' },
    { served: '2026-11-21', days: 5, unit: 'working', last: '2026-11-27' },
    { served: '2026-09-24', days: 3, unit: 'working', last: '2026-09-30' },
    { served: '2026-09-30', days: 3, unit: 'working', last: '2026-10-10' },
    { served: '2026-09-30', days: 15, unit: 'calendar', last: '2026-10-15' },
    { served: '2026-09-30', days: 5, unit: 'calendar', last: '2026-10-08' },
    { served: '2026-11-20', days: 1, unit: 'calendar', last: '2026-11-23' },
    { served: '2026-09-30', days: 10, unit: 'calendar', last: '2026-10-10' },
  ] as const)('serves on $served and ends $days $unit days on at $last', (each) => {
    const { served, last, ...term } = each;
    const found = deadlineAfter(served, term, CHINA_WORK_CALENDAR);
    expect(found).toEqual({ lastDay: last, unknownYears: [] });
  });

  it('counts working days as a printed calendar does', () => {
    const worked = PRINTED.flatMap((mark, day) =>
      mark === 'o' ? [addDays('2026-09-21', day)] : [],
    );
    worked.slice(1).forEach((last, index) => {
      const term = { days: index + 1, unit: 'working' as const };
      expect(deadlineAfter('2026-09-21', term, CHINA_WORK_CALENDAR).lastDay).toBe(last);
    });
    expect(worked.length).toBe(15);
  });

  it('says where a calendar was not announced yet', () => {
    const term = { days: 30, unit: 'working' as const };
    expect(deadlineAfter('2026-12-10', term, CHINA_WORK_CALENDAR).unknownYears).toEqual([2027]);
  });

  it('ends on a working day after service, never early', () => {
    const serviceDay = fc.integer({ min: 0, max: 700 }).map((day) => addDays('2025-01-01', day));
    const term = fc.record({
      days: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('working' as const, 'calendar' as const),
    });
    fc.assert(
      fc.property(serviceDay, term, (served, { days, unit }) => {
        const { lastDay } = deadlineAfter(served, { days, unit }, CHINA_WORK_CALENDAR);
        expect(isWorkingDay(lastDay, CHINA_WORK_CALENDAR)).toBe(true);
        expect(lastDay >= addDays(served, days)).toBe(true);
        const { count } = workingDaysBetween(addDays(served, 1), lastDay, CHINA_WORK_CALENDAR);
        if (unit === 'working') expect(count).toBe(days);
        else if (lastDay > addDays(served, days)) {
          const skipped = workingDaysBetween(addDays(served, days), lastDay, CHINA_WORK_CALENDAR);
          expect(skipped.count).toBe(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([0, -1, 1.5, 367, Number.NaN])('refuses %s days', (days) => {
    const act = () => deadlineAfter('2026-11-20', { days, unit: 'working' }, CHINA_WORK_CALENDAR);
    expect(act).toThrow(expect.objectContaining({ code: 'CASE_INVALID' }));
  });
});

describe('escalationLevel', () => {
  it.each([
    { today: '2026-11-20', level: 0 },
    { today: '2026-11-21', level: 1 },
    { today: '2026-11-27', level: 1 },
    { today: '2026-11-28', level: 2 },
  ])('is $level on $today for a deadline of 2026-11-20', ({ today, level }) => {
    expect(escalationLevel('2026-11-20', today, CHINA_WORK_CALENDAR)).toBe(level);
  });
});

describe('daysLeft', () => {
  it.each([
    { name: 'on the last day', today: '2026-11-27', calendarDays: 0, workingDays: 0 },
    { name: 'before a weekend', today: '2026-11-20', calendarDays: 7, workingDays: 5 },
    { name: 'the Saturday before', today: '2026-11-21', calendarDays: 6, workingDays: 5 },
    { name: 'three days late', today: '2026-11-30', calendarDays: -3, workingDays: -1 },
  ])('counts $name', ({ today, calendarDays, workingDays }) => {
    const left = daysLeft('2026-11-27', today, CHINA_WORK_CALENDAR);
    expect(left).toEqual({ calendarDays, workingDays });
  });

  it('knows that a Sunday before a holiday is worked', () => {
    expect(daysLeft('2026-10-10', '2026-09-30', CHINA_WORK_CALENDAR).workingDays).toBe(3);
  });
});
