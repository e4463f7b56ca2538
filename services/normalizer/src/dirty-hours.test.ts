import { describe, expect, it } from 'vitest';

import { datesOf, dirtyDaysOf } from './dirty-hours.ts';

describe('datesOf', () => {
  const dates = (instants: readonly string[], zone = 'Asia/Shanghai') => {
    const readings = instants.map((at) => {
      const readAtMs = Date.parse(at);
      return { enterpriseId: 'e', meterId: 'E01', readAtMs, value: 1, position: 1 };
    });
    return datesOf(dirtyDaysOf(readings), zone);
  };

  it.each([
    {
      name: 'the last moment of a day',
      instants: ['2026-11-20T23:59:59+08:00'],
      is: ['2026-11-20'],
    },
    { name: 'midnight', instants: ['2026-11-21T00:00:00+08:00'], is: ['2026-11-21'] },
    { name: 'nothing', instants: [], is: [] },
    {
      name: 'days far apart, each once',
      instants: ['2026-11-21T01:00:00Z', '2026-01-01T00:00:00Z', '2026-11-21T02:00:00Z'],
      is: ['2026-01-01', '2026-11-21'],
    },
  ])('gives the local days of $name', ({ instants, is }) => {
    expect(dates(instants)).toEqual(is);
  });

  it('gives both days of an hour that lies across midnight', () => {
    expect(dates(['2026-11-20T18:40:00Z'], 'Asia/Kolkata')).toEqual(['2026-11-20', '2026-11-21']);
  });
});
