import { describe, expect, it } from 'vitest';

import { readBoundary, timeFrame } from './time-frame.ts';

const at = (text: string) => Date.parse(text);

describe('timeFrame', () => {
  it('cuts whole periods and marks those that the range cuts', () => {
    const frame = timeFrame(
      at('2026-03-15T00:00:00+01:00'),
      at('2026-05-01T00:00:00+02:00'),
      'month',
      'Europe/Berlin',
    );
    expect(frame.periods.map(({ partial }) => partial)).toEqual([true, false]);
    expect(frame.periods[1]?.startMs).toBe(at('2026-04-01T00:00:00+02:00'));
  });

  it('widens instants inside an hour, by the wall clock of half-hour zones too', () => {
    const frame = timeFrame(
      at('2026-03-15T10:40:00+05:30'),
      at('2026-03-15T12:00:01+05:30'),
      'hour',
      'Asia/Kolkata',
    );
    expect(frame.fromMs).toBe(at('2026-03-15T10:00:00+05:30'));
    expect(frame.toMs).toBe(at('2026-03-15T13:00:00+05:30'));
    expect(frame.periods).toHaveLength(3);
  });

  it('takes a year by the hour and refuses more', () => {
    const [from, to] = [at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z')];
    expect(timeFrame(from, to, 'hour', 'Etc/UTC').periods).toHaveLength(8_760);
    expect(() => timeFrame(from, to + 41 * 3_600_000, 'hour', 'Etc/UTC')).toThrow(
      expect.objectContaining({ code: 'TIME_RANGE_TOO_WIDE' }),
    );
  });
});

describe('readBoundary', () => {
  it.each([
    { text: '2026', expected: '2025-12-31T15:00:00Z' },
    { text: '2026-11', expected: '2026-10-31T15:00:00Z' },
    { text: '2026-11-21', expected: '2026-11-20T15:00:00Z' },
    { text: '2026-11-21T00:00:00+08:00', expected: '2026-11-20T16:00:00Z' },
  ])('takes $text in Seoul', ({ text, expected }) => {
    expect(readBoundary('from', text, 'Asia/Seoul')).toBe(at(expected));
  });

  it.each(['2026-02-30', '2026-13', 'yesterday', '2026-11-21T00:00:00'])('refuses %s', (text) => {
    expect(() => readBoundary('to', text, 'Asia/Seoul')).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST' }),
    );
  });
});
