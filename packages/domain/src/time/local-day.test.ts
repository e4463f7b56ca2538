import { describe, expect, it } from 'vitest';

import { isTimeZone, localDate } from './local-day.ts';

describe('localDate', () => {
  it.each([
    {
      name: 'just before midnight in Shanghai',
      at: '2026-11-20T15:59:59.999Z',
      zone: 'Asia/Shanghai',
      date: '2026-11-20',
    },
    {
      name: 'midnight in Shanghai',
      at: '2026-11-20T16:00:00Z',
      zone: 'Asia/Shanghai',
      date: '2026-11-21',
    },
    {
      name: 'the long day of Berlin',
      at: '2026-10-25T22:30:00Z',
      zone: 'Europe/Berlin',
      date: '2026-10-25',
    },
    {
      name: 'the turn of the century',
      at: '2000-01-01T00:00:00Z',
      zone: 'UTC',
      date: '2000-01-01',
    },
  ])('gives the day of $name', ({ at, zone, date }) => {
    expect(localDate(Date.parse(at), zone)).toBe(date);
  });
});

describe('isTimeZone', () => {
  it('knows IANA names and refuses others, offsets included', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Asia/Nowhere')).toBe(false);
    expect(isTimeZone('+08:00')).toBe(false);
  });
});
