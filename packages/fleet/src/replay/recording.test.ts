import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';

import { type RecordingFormat, readRecording } from './recording.ts';

const FORMAT: RecordingFormat = {
  timeColumn: 'time',
  timeFormat: 'yyyy-MM-dd HH:mm',
  timeZone: 'Asia/Shanghai',
  timeMarks: 'end',
  valueColumn: 'kWh',
  kind: 'interval',
  delimiter: ',',
};

function csv(...rows: readonly string[]): string {
  return ['time,kWh', ...rows].join('\n');
}

function instants(text: string, more: Partial<RecordingFormat> = {}): string[] {
  const { readings } = readRecording(text, { ...FORMAT, ...more });
  return readings.map(({ readAtMs }) => new Date(readAtMs).toISOString().slice(0, 16));
}

describe('readRecording', () => {
  it('reads the end of the interval, or adds it to the start', () => {
    const text = csv('2026-01-01 08:15,1.5', '2026-01-01 08:30,2');
    expect(instants(text)).toEqual(['2026-01-01T00:15', '2026-01-01T00:30']);
    expect(instants(text, { timeMarks: 'start' })).toEqual([
      '2026-01-01T00:30',
      '2026-01-01T00:45',
    ]);
  });

  it('knows no start and end of a register', () => {
    const text = csv('2026-01-01 08:15,1.5', '2026-01-01 08:30,2');
    expect(instants(text, { timeMarks: 'start', kind: 'register' })).toEqual(instants(text));
  });

  it('finds the length of the intervals, and says where the given one differs', () => {
    const text = csv('2026-01-01 08:15,1', '2026-01-01 08:30,2', '2026-01-01 08:45,2');
    expect(readRecording(text, FORMAT).intervalSeconds).toBe(900);
    const given = readRecording(text, { ...FORMAT, intervalSeconds: 1_800 });
    expect(given.intervalSeconds).toBe(1_800);
    expect(given.notices[0]).toContain('900 s apart, not 1800 s');
  });

  it('takes a byte order mark and another delimiter', () => {
    const text = '\uFEFFtime;kWh\n2026-01-01 08:15;1.5\n';
    const { readings } = readRecording(text, { ...FORMAT, delimiter: ';' });
    expect(readings).toEqual([{ readAtMs: Date.UTC(2026, 0, 1, 0, 15), value: 1.5, line: 2 }]);
  });

  it('skips and names rows it cannot use, and keeps the others', () => {
    const { readings, skipped } = readRecording(
      csv(
        '2026-01-01 08:15,1',
        '2026-01-01 08:30,n/a',
        'soon,3',
        '2026-01-01 08:45',
        '2026-01-01 09:00,1e400',
        '2026-01-01 09:15,0x10',
        '2026-01-01 09:30,6,surplus',
      ),
      FORMAT,
    );
    expect(readings.map(({ value }) => value)).toEqual([1, 6]);
    expect(skipped.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
    expect(skipped[1]?.reason).toBe('time "soon" does not fit the format');
  });

  it.each([
    { name: 'is never closed', next: '2026-01-01 08:45,3' },
    { name: 'is closed by the next quote', next: '"2026-01-01 08:45","3"' },
    { name: 'is closed by another stray quote', next: '2026-01-01 08:45,3\n2026-01-01 09:00,4"' },
  ])('loses no rows to a quote that $name', ({ next }) => {
    const { readings, skipped } = readRecording(
      csv('"2026-01-01 08:15",1', '2026-01-01 08:30,"2', next),
      FORMAT,
    );
    expect(readings.map(({ value }) => value)).toEqual([1, 3]);
    expect(skipped[0]).toEqual({ line: 3, reason: 'value ""2" is not a number' });
  });

  it('skips a row with quotes in the wrong place', () => {
    const { readings, skipped } = readRecording(
      csv('2026-01-01 08:15,1', '2026-01-01 08:30,"2"x', '2026-01-01 08:45,3'),
      FORMAT,
    );
    expect(readings.map(({ value }) => value)).toEqual([1, 3]);
    expect(skipped).toHaveLength(1);
  });

  it('says which columns there are when one is missing', () => {
    expect(() => readRecording(csv('1,2'), { ...FORMAT, valueColumn: 'MWh' })).toThrow(
      'no column "MWh"; it has time, kWh',
    );
  });

  it('names gaps, repeated instants and rows that go back', () => {
    const { notices, readings } = readRecording(
      csv(
        '2026-01-01 08:15,1',
        '2026-01-01 08:30,2',
        '2026-01-01 08:30,2',
        '2026-01-01 09:15,3',
        '2026-01-01 08:45,4',
      ),
      FORMAT,
    );
    expect(readings).toHaveLength(5);
    expect(notices[0]).toContain('1 instants stand in the file twice (line 4');
    expect(notices[1]).toContain('1 rows go back in time (line 6)');
    expect(notices[2]).toContain('1 gaps, 2 readings long (after 2026-01-01T08:30:00+08:00)');
  });

  it('tells the two passes of a repeated hour apart by their order', () => {
    const rows = ['01:45', '02:00', '02:30', '02:00', '02:30', '03:00'];
    const text = csv(...rows.map((time) => `2026-10-25 ${time},1`));
    const berlin = { timeZone: 'Europe/Berlin', intervalSeconds: 1_800 };
    expect(instants(text, berlin)).toEqual([
      '2026-10-24T23:45',
      '2026-10-25T00:00',
      '2026-10-25T00:30',
      '2026-10-25T01:00',
      '2026-10-25T01:30',
      '2026-10-25T02:00',
    ]);
  });

  it('skips times that the clock jumps over, except the end at the very jump', () => {
    const rows = ['01:45', '02:00', '02:15', '03:15'];
    const text = csv(...rows.map((time) => `2026-03-29 ${time},1`));
    const berlin = { ...FORMAT, timeZone: 'Europe/Berlin' };
    const { readings, skipped } = readRecording(text, berlin);
    expect(readings.map(({ readAtMs }) => new Date(readAtMs).toISOString().slice(11, 16))).toEqual([
      '00:45',
      '01:00',
      '01:15',
    ]);
    expect(skipped).toEqual([
      { line: 4, reason: 'time "2026-03-29 02:15" does not exist in Europe/Berlin (summer time)' },
    ]);
  });

  it('warns, and moves nothing, when end-of-day midnights meet --time-marks start', () => {
    const text = csv('2026-01-01 23:30,1', '2026-01-01 23:45,1', '2026-01-01 00:00,1');
    const { notices } = readRecording(text, { ...FORMAT, timeMarks: 'start' });
    expect(notices[0]).toContain('check --time-marks');
  });
});

/** The real file lies outside the repository; without it these tests are skipped. */
const STEEL_FILE = resolve(
  import.meta.dirname,
  '../../../../../shared/data/steel-industry-energy-2018.csv',
);

describe.skipIf(!existsSync(STEEL_FILE))(
  'the year of the steel works (needs ../shared/data)',
  () => {
    const read = () =>
      readRecording(readFileSync(STEEL_FILE, 'utf8'), {
        timeColumn: 'date',
        timeFormat: 'dd/MM/yyyy HH:mm',
        timeZone: 'Asia/Seoul',
        timeMarks: 'end',
        valueColumn: 'Usage_kWh',
        kind: 'interval',
        delimiter: ',',
      });

    it('is 35 040 intervals without gap, repetition or skipped row', () => {
      const { readings, skipped, notices, intervalSeconds } = read();
      expect(readings).toHaveLength(35_040);
      expect(new Set(readings.map(({ readAtMs }) => readAtMs)).size).toBe(35_040);
      expect(skipped).toEqual([]);
      expect(intervalSeconds).toBe(900);
      expect(readings[0]?.readAtMs).toBe(Date.parse('2018-01-01T00:15:00+09:00'));
      expect(readings.at(-1)?.readAtMs).toBe(Date.parse('2019-01-01T00:00:00+09:00'));
      expect(notices).toEqual([
        '365 rows say 00:00 with the date of the day that ends (first: line 97, ' +
          '"01/01/2018 00:00"): moved to the midnight after it.',
      ]);
    });

    it('adds up to the published year and months', () => {
      const months = new Array<number>(12).fill(0);
      for (const { readAtMs, value } of read().readings) {
        const startAt = DateTime.fromMillis(readAtMs - 900_000, { zone: 'Asia/Seoul' });
        months[startAt.month - 1] = (months[startAt.month - 1] ?? 0) + Math.round(value * 100);
      }
      expect(months.map((hundredths) => hundredths / 100)).toEqual([
        126_238.29, 91_497.34, 80_230.41, 78_769.8, 79_059.28, 65_404.64, 81_674.41, 68_559.43,
        57_883.07, 84_665.65, 86_221.21, 59_436.78,
      ]);
      expect(months.reduce((sum, month) => sum + month, 0)).toBe(95_964_031);
    });
  },
);
