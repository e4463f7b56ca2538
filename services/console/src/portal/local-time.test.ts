import { describe, expect, it } from 'vitest';

import { instantOf, wallTimeOf } from './local-time.ts';

describe('a wall-clock time', () => {
  it.each([
    { wall: '2026-11-01T08:00', zone: 'Asia/Shanghai', is: '2026-11-01T00:00:00.000Z' },
    { wall: '2026-11-01T08:00:30', zone: 'Asia/Urumqi', is: '2026-11-01T02:00:30.000Z' },
    { wall: '2026-10-25T12:00', zone: 'Europe/Berlin', is: '2026-10-25T11:00:00.000Z' },
    { wall: '2026-07-01T12:00', zone: 'Europe/Berlin', is: '2026-07-01T10:00:00.000Z' },
    { wall: 'soon', zone: 'Asia/Shanghai', is: null },
  ])('$wall in $zone', ({ wall, zone, is }) => expect(instantOf(wall, zone)).toBe(is));

  it('is that of its instant', () => {
    const atMs = Date.parse('2026-11-01T00:00:00Z');
    expect(wallTimeOf(atMs, 'Asia/Shanghai')).toBe('2026-11-01T08:00');
  });
});
