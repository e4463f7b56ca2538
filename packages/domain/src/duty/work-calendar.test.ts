import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays, datesBetween } from '../time/dates.ts';
import { statutoryDaysOff } from './statutory-days.ts';
import { CHINA_WORK_CALENDAR, isWorkingDay, workingDaysBetween } from './work-calendar.ts';

describe('isWorkingDay', () => {
  it.each([
    { name: 'a Friday', date: '2026-11-20', is: true },
    { name: 'a Saturday', date: '2026-11-21', is: false },
    { name: 'the last working day before the National Day', date: '2026-09-30', is: true },
    { name: 'the National Day, a Thursday', date: '2026-10-01', is: false },
    { name: 'the Saturday worked for it', date: '2026-10-10', is: true },
    { name: 'a Sunday worked before the Spring Festival of 2025', date: '2025-01-26', is: true },
    { name: 'the last day of the Spring Festival of 2025', date: '2025-02-04', is: false },
    { name: 'the National Day of a year nobody announced', date: '2027-10-01', is: false },
    { name: 'the eve of the Spring Festival of 2027, a Friday', date: '2027-02-05', is: false },
    { name: 'the Monday after it, the last day of the law', date: '2027-02-08', is: false },
    { name: 'the Tuesday that may be moved for it', date: '2027-02-09', is: true },
    { name: 'a Saturday that may be worked for it', date: '2027-02-20', is: false },
    { name: 'the National Day of a year in no table', date: '2031-10-01', is: true },
  ])('knows $name', ({ date, is }) => {
    expect(isWorkingDay(date, CHINA_WORK_CALENDAR)).toBe(is);
  });

  it.each([
    { year: 2025, days: 248 },
    { year: 2026, days: 248 },
  ])('finds the $days working days of $year', ({ year, days }) => {
    const found = workingDaysBetween(`${year}-01-01`, `${year}-12-31`, CHINA_WORK_CALENDAR);
    expect(found).toEqual({ count: days, unknownYears: [], unverifiedYears: [] });
  });
});

describe('statutoryDaysOff', () => {
  it('names thirteen days, all of them off in the announcements that are out', () => {
    for (const year of [2025, 2026]) {
      const days = statutoryDaysOff(year).flatMap(([first, last]) => datesBetween(first, last));
      expect(new Set(days).size).toBe(13);
      for (const date of days) expect(isWorkingDay(date, CHINA_WORK_CALENDAR), date).toBe(false);
    }
  });

  it('agrees with the Chinese calendar of the runtime', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
      ...{ month: 'numeric', day: 'numeric', timeZone: 'UTC' },
    });
    const lunarDay = (date = '') => lunar.format(Date.parse(`${date}T12:00:00Z`)).split('/');
    for (const year of [2025, 2026, 2027, 2028, 2029, 2030]) {
      const [, , , , duanwu, midAutumn] = statutoryDaysOff(year);
      expect(lunarDay(duanwu?.[0]).slice(0, 2), `${year}`).toEqual(['5', '5']);
      expect(lunarDay(midAutumn?.[0]).slice(0, 2), `${year}`).toEqual(['8', '15']);
    }
  });

  it('names none of a year that is in no table', () => {
    expect(statutoryDaysOff(2031)).toEqual([]);
  });
});

describe('workingDaysBetween', () => {
  it('says which years it does not know', () => {
    const found = workingDaysBetween('2026-12-28', '2027-01-03', CHINA_WORK_CALENDAR);
    expect(found).toEqual({ count: 4, unknownYears: [2027], unverifiedYears: [] });
  });

  it('adds up over any split', () => {
    const offset = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(offset, offset, offset, (start, one, other) => {
        const first = addDays('2024-11-01', start);
        const middle = addDays(first, one);
        const last = addDays(middle, other);
        const count = (from: string, to: string) =>
          workingDaysBetween(from, to, CHINA_WORK_CALENDAR).count;
        expect(count(first, middle) + count(addDays(middle, 1), last)).toBe(count(first, last));
      }),
    );
  });
});
