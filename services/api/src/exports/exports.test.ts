import { describe, expect, it } from 'vitest';

import { fileStemOf } from './export-query.ts';
import { createExportSlots } from './export-slots.ts';
import { localTimes } from './local-time.ts';
import { contentDisposition } from './send-export.ts';

describe('localTimes', () => {
  it('tells the two hours apart that a zone has twice', () => {
    const times = localTimes('Europe/Berlin');
    const [first, second] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map(Date.parse);
    expect([times.minute(first ?? 0), times.minute(second ?? 0)]).toEqual([
      '2026-10-25 02:30',
      '2026-10-25 02:30',
    ]);
    expect([times.offset(first ?? 0), times.offset(second ?? 0)]).toEqual([
      'UTC+02:00',
      'UTC+01:00',
    ]);
  });

  it.each([
    { zone: 'Asia/Kolkata', offset: 'UTC+05:30' },
    { zone: 'America/St_Johns', offset: 'UTC-03:30' },
    { zone: 'UTC', offset: 'UTC+00:00' },
  ])('$zone is at $offset', ({ zone, offset }) => {
    expect(localTimes(zone).offset(Date.parse('2026-01-01T00:00:00Z'))).toBe(offset);
  });
});

describe('slots', () => {
  it('are one a person and a few for all, and come back', () => {
    const slots = createExportSlots(2);
    const giveBack = slots.take('a');
    expect(() => slots.take('a')).toThrow(expect.objectContaining({ code: 'EXPORT_RUNNING' }));
    slots.take('b');
    expect(() => slots.take('c')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    giveBack();
    const again = slots.take('a');
    // The same slot given back twice does not free the next one.
    giveBack();
    expect(() => slots.take('a')).toThrow(expect.objectContaining({ code: 'EXPORT_RUNNING' }));
    again();
    slots.take('c');
  });
});

describe('a file', () => {
  it('is named after what it holds, whose it is and its range', () => {
    const enterprises = [
      { id: 'A', name: '平江/水泥 "厂"\n' },
      { id: 'B', name: 'b' },
    ];
    const stem = fileStemOf('用能数据', enterprises, '2026-01-01T00:00:00+08:00', '2026');
    expect(stem).toBe('用能数据_平江-水泥-厂-等2家_A_2026-01-01T00-00-00+08-00_2026');
    expect(contentDisposition(`${stem}.csv`)).toBe(
      'attachment; filename="export-2-A-2026-01-01T00-00-00-08-00-2026.csv"; filename*=UTF-8\'\'' +
        '%E7%94%A8%E8%83%BD%E6%95%B0%E6%8D%AE_%E5%B9%B3%E6%B1%9F-%E6%B0%B4%E6%B3%A5-%E5%8E%82-' +
        '%E7%AD%892%E5%AE%B6_A_2026-01-01T00-00-00%2B08-00_2026.csv',
    );
  });
});
