import { describe, expect, it } from 'vitest';

import { formatInstant, formatNumber, formatPeriod, formatShare } from './format.ts';

describe('figures for people', () => {
  it('never round a share to nothing or to all', () => {
    expect(formatShare(0.9999, 'zh')).toBe('> 99.9%');
    expect(formatShare(0.00001, 'en')).toBe('< 0.1%');
    expect([0, 0.5, 1].map((share) => formatShare(share, 'en'))).toEqual(['0%', '50%', '100%']);
  });

  it('say that there is none instead of 0', () => {
    expect(formatNumber(null, 'zh')).toBe('—');
    expect(formatNumber(0, 'zh')).toBe('0');
    expect(formatNumber(1234567.891, 'en')).toBe('1,234,567.89');
  });
});

describe('instants', () => {
  it('are told in the zone of the enterprise', () => {
    expect(formatInstant('2026-10-31T16:00:00.000Z', 'Asia/Shanghai')).toBe('2026-11-01 00:00');
    expect(formatInstant('2026-10-31T16:00:00.000Z', 'Asia/Urumqi')).toBe('2026-10-31 22:00');
  });

  it('name the period that they begin', () => {
    const name = (interval: 'hour' | 'day' | 'month' | 'year') =>
      formatPeriod('2026-10-31T16:00:00.000Z', interval, 'Asia/Shanghai');
    expect([name('hour'), name('day'), name('month'), name('year')]).toEqual([
      '2026-11-01 00:00',
      '2026-11-01',
      '2026-11',
      '2026',
    ]);
  });
});
