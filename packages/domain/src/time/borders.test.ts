import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  instantOfLocal,
  type PeriodUnit,
  periodAt,
  periodNamed,
  periodsBetween,
} from './borders.ts';
import { localDate } from './local-day.ts';
import { zoneOffsetMs } from './zone-offsets.ts';

const HOUR = 3_600_000;
const iso = (instantMs: number) => new Date(instantMs).toISOString().replace('.000Z', 'Z');
const at = (text: string) => Date.parse(text);
const zones = [
  'UTC',
  'Asia/Shanghai',
  'Europe/Berlin',
  'Asia/Kolkata',
  'America/St_Johns',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
];

describe('zoneOffsetMs', () => {
  it.each([
    { zone: 'Asia/Shanghai', instant: '2026-11-21T00:00:00Z', hours: 8 },
    { zone: 'Europe/Berlin', instant: '2026-03-29T00:59:59.999Z', hours: 1 },
    { zone: 'Europe/Berlin', instant: '2026-03-29T01:00:00Z', hours: 2 },
    { zone: 'Asia/Kolkata', instant: '2026-07-01T00:00:00Z', hours: 5.5 },
    { zone: 'America/St_Johns', instant: '2026-07-01T00:00:00Z', hours: -2.5 },
    // Morocco leaves its summer time for the weeks of Ramadan.
    { zone: 'Africa/Casablanca', instant: '2024-03-20T00:00:00Z', hours: 0 },
    { zone: 'Africa/Casablanca', instant: '2025-03-10T00:00:00Z', hours: 0 },
    { zone: 'Africa/Casablanca', instant: '2026-03-01T00:00:00Z', hours: 0 },
    { zone: 'Pacific/Apia', instant: '2011-12-30T09:59:59Z', hours: -10 },
    { zone: 'Pacific/Apia', instant: '2011-12-30T10:00:00Z', hours: 14 },
  ])('is $hours h in $zone at $instant', ({ zone, instant, hours }) => {
    expect(zoneOffsetMs(at(instant), zone)).toBe(hours * HOUR);
  });
});

describe('periodAt', () => {
  it.each<{
    name: string;
    zone: string;
    unit: PeriodUnit;
    instant: string;
    start: string;
    hours: number;
  }>([
    {
      name: 'a day in Shanghai',
      zone: 'Asia/Shanghai',
      unit: 'day',
      instant: '2026-11-21T00:00:00Z',
      start: '2026-11-20T16:00:00Z',
      hours: 24,
    },
    {
      name: 'the short day of Berlin',
      zone: 'Europe/Berlin',
      unit: 'day',
      instant: '2026-03-29T12:00:00Z',
      start: '2026-03-28T23:00:00Z',
      hours: 23,
    },
    {
      name: 'the long day of Berlin',
      zone: 'Europe/Berlin',
      unit: 'day',
      instant: '2026-10-25T12:00:00Z',
      start: '2026-10-24T22:00:00Z',
      hours: 25,
    },
    {
      name: 'the second of the two hours from 2 to 3 in Berlin',
      zone: 'Europe/Berlin',
      unit: 'hour',
      instant: '2026-10-25T01:30:00Z',
      start: '2026-10-25T01:00:00Z',
      hours: 1,
    },
    {
      name: 'an hour of a half-hour zone',
      zone: 'Asia/Kolkata',
      unit: 'hour',
      instant: '2026-11-21T00:29:59.999Z',
      start: '2026-11-20T23:30:00Z',
      hours: 1,
    },
    {
      name: 'the next hour of a half-hour zone',
      zone: 'Asia/Kolkata',
      unit: 'hour',
      instant: '2026-11-21T00:30:00Z',
      start: '2026-11-21T00:30:00Z',
      hours: 1,
    },
    {
      name: 'a day of a half-hour zone',
      zone: 'Asia/Kolkata',
      unit: 'day',
      instant: '2026-11-21T00:30:00Z',
      start: '2026-11-20T18:30:00Z',
      hours: 24,
    },
    {
      // Clocks went from 00:01 back to 23:01: the day has begun and goes on.
      name: 'the day in which clocks went back over midnight',
      zone: 'America/St_Johns',
      unit: 'day',
      instant: '2010-11-07T02:45:00Z',
      start: '2010-11-07T02:30:00Z',
      hours: 25,
    },
    {
      name: 'the day before it',
      zone: 'America/St_Johns',
      unit: 'day',
      instant: '2010-11-07T02:29:59Z',
      start: '2010-11-06T02:30:00Z',
      hours: 24,
    },
    {
      name: 'the last day before Apia skipped one',
      zone: 'Pacific/Apia',
      unit: 'day',
      instant: '2011-12-30T09:59:59Z',
      start: '2011-12-29T10:00:00Z',
      hours: 24,
    },
    {
      name: 'the day after the skipped one',
      zone: 'Pacific/Apia',
      unit: 'day',
      instant: '2011-12-30T10:00:00Z',
      start: '2011-12-30T10:00:00Z',
      hours: 24,
    },
    {
      name: 'a December of thirty days',
      zone: 'Pacific/Apia',
      unit: 'month',
      instant: '2011-12-15T00:00:00Z',
      start: '2011-12-01T10:00:00Z',
      hours: 30 * 24,
    },
    {
      name: 'a day that began at one o’clock, midnight being skipped',
      zone: 'America/Sao_Paulo',
      unit: 'day',
      instant: '2018-11-04T12:00:00Z',
      start: '2018-11-04T03:00:00Z',
      hours: 23,
    },
    {
      name: 'the short hour where clocks move by half an hour',
      zone: 'Australia/Lord_Howe',
      unit: 'hour',
      instant: '2026-04-04T15:10:00Z',
      start: '2026-04-04T15:00:00Z',
      hours: 0.5,
    },
    {
      name: 'a February of a leap year',
      zone: 'Asia/Shanghai',
      unit: 'month',
      instant: '2024-02-29T00:00:00Z',
      start: '2024-01-31T16:00:00Z',
      hours: 29 * 24,
    },
    {
      name: 'a year with two clock changes',
      zone: 'Europe/Berlin',
      unit: 'year',
      instant: '2026-06-01T00:00:00Z',
      start: '2025-12-31T23:00:00Z',
      hours: 365 * 24,
    },
  ])('finds $name', ({ zone, unit, instant, start, hours }) => {
    const period = periodAt(at(instant), unit, zone);
    expect(iso(period.startMs)).toBe(start);
    expect((period.endMs - period.startMs) / HOUR).toBe(hours);
  });

  it('gives one period for every instant it holds, and its days follow the calendar', () => {
    const instant = fc.integer({ min: at('2000-01-01'), max: at('2037-01-01') });
    const unit = fc.constantFrom<PeriodUnit>('hour', 'day', 'month', 'year');
    fc.assert(
      fc.property(instant, unit, fc.constantFrom(...zones), (instantMs, ofUnit, zone) => {
        const period = periodAt(instantMs, ofUnit, zone);
        expect(period.startMs).toBeLessThanOrEqual(instantMs);
        expect(period.endMs).toBeGreaterThan(instantMs);
        expect(periodAt(period.startMs, ofUnit, zone)).toEqual(period);
        expect(periodAt(period.endMs - 1, ofUnit, zone)).toEqual(period);
        expect(periodAt(period.endMs, ofUnit, zone).startMs).toBe(period.endMs);
        if (ofUnit !== 'day') return;
        const name = localDate(period.startMs, zone);
        expect(periodNamed(name, zone)).toEqual(period);
      }),
    );
  });
});

describe('periodsBetween', () => {
  it('tiles a week with a clock change without holes', () => {
    const days = periodsBetween(
      at('2026-10-23T12:00:00Z'),
      at('2026-10-27T12:00:00Z'),
      'day',
      'Europe/Berlin',
    );
    expect(days.map(({ startMs, endMs }) => (endMs - startMs) / HOUR)).toEqual([
      24, 24, 25, 24, 24,
    ]);
    expect(days.slice(1).every((day, index) => day.startMs === days[index]?.endMs)).toBe(true);
  });

  it('is empty for an empty range', () => {
    expect(periodsBetween(1, 1, 'day', 'UTC')).toEqual([]);
  });
});

describe('periodNamed', () => {
  it('reads years, months and days, and leaves a skipped day empty', () => {
    expect(iso(periodNamed('2026', 'Asia/Shanghai')?.endMs ?? 0)).toBe('2026-12-31T16:00:00Z');
    expect(iso(periodNamed('2026-11', 'Asia/Shanghai')?.startMs ?? 0)).toBe('2026-10-31T16:00:00Z');
    const skipped = periodNamed('2011-12-30', 'Pacific/Apia');
    expect(skipped?.startMs).toBe(skipped?.endMs);
  });

  it.each(['2026-13', '2026-02-30', '26-01', '2026-1', '', '2026-11-21T00'])(
    'refuses %j',
    (name) => {
      expect(periodNamed(name, 'UTC')).toBeNull();
    },
  );
});

describe('instantOfLocal', () => {
  it('takes the first of two, and the change itself for a time that never was', () => {
    expect(iso(instantOfLocal(at('2026-10-25T02:30:00Z'), 'Europe/Berlin'))).toBe(
      '2026-10-25T00:30:00Z',
    );
    expect(iso(instantOfLocal(at('2026-03-29T02:30:00Z'), 'Europe/Berlin'))).toBe(
      '2026-03-29T01:00:00Z',
    );
  });
});
