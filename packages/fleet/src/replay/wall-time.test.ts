import { describe, expect, it } from 'vitest';

import { commonStep, createTimeParser, createWallClock, mendMidnights } from './wall-time.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const DAY_MS = 86_400_000;

describe('createTimeParser', () => {
  it.each([
    { format: 'dd/MM/yyyy HH:mm', text: '01/02/2018 00:15', ms: at('2018-02-01T00:15') },
    { format: 'iso', text: '2018-02-01T00:15:00', ms: at('2018-02-01T00:15') },
    { format: 'iso', text: '2018-02-01 00:15', ms: at('2018-02-01T00:15') },
    { format: 'yyyy-MM-dd', text: '2018-02-01', ms: at('2018-02-01T00:00') },
  ])('reads $text as a wall time', ({ format, text, ms }) => {
    expect(createTimeParser(format)(text)).toEqual({ kind: 'wall', wallMs: ms });
  });

  it.each([
    { format: 'iso', text: '2018-02-01T00:15:00+08:00', ms: at('2018-01-31T16:15') },
    { format: 'iso', text: '2018-02-01T00:15:00-0300', ms: at('2018-02-01T03:15') },
    { format: 'iso', text: '2018-02-01T00:15:00Z', ms: at('2018-02-01T00:15') },
    { format: 'yyyy-MM-dd HH:mm ZZ', text: '2018-02-01 00:15 +01:00', ms: at('2018-01-31T23:15') },
    { format: 'epoch-ms', text: '1517443200000', ms: at('2018-02-01T00:00') },
    { format: 'epoch-s', text: '1517443200', ms: at('2018-02-01T00:00') },
  ])('reads $text as an instant', ({ format, text, ms }) => {
    expect(createTimeParser(format)(text)).toEqual({ kind: 'instant', atMs: ms });
  });

  it.each([
    { format: 'dd/MM/yyyy HH:mm', text: '31/02/2018 00:15' },
    { format: 'dd/MM/yyyy HH:mm', text: '' },
    { format: 'iso', text: 'yesterday' },
    { format: 'epoch-ms', text: '12 o’clock' },
  ])('refuses $text', ({ format, text }) => {
    expect(createTimeParser(format)(text)).toBeNull();
  });
});

describe('createWallClock', () => {
  const berlin = createWallClock('Europe/Berlin');

  it('finds the one instant of an ordinary time', () => {
    expect(berlin(at('2026-07-01T12:00'))).toEqual({ kind: 'one', atMs: at('2026-07-01T10:00') });
    expect(createWallClock('Asia/Seoul')(at('2018-01-01T00:15'))).toEqual({
      kind: 'one',
      atMs: at('2017-12-31T15:15'),
    });
  });

  it.each([
    { text: '2026-03-29T01:59', kind: 'one' },
    { text: '2026-03-29T02:00', kind: 'none' },
    { text: '2026-03-29T02:59', kind: 'none' },
    { text: '2026-03-29T03:00', kind: 'one' },
    { text: '2026-10-25T01:59', kind: 'one' },
    { text: '2026-10-25T02:00', kind: 'two' },
    { text: '2026-10-25T02:59', kind: 'two' },
    { text: '2026-10-25T03:00', kind: 'one' },
  ])('knows that $text happens: $kind', ({ text, kind }) => {
    expect(berlin(at(text)).kind).toBe(kind);
  });

  it('gives both instants of a repeated time, the earlier first', () => {
    expect(berlin(at('2026-10-25T02:30'))).toEqual({
      kind: 'two',
      atMs: at('2026-10-25T00:30'),
      laterMs: at('2026-10-25T01:30'),
    });
  });

  it('refuses an unknown zone', () => {
    expect(() => createWallClock('Mars/Olympus')).toThrow(RangeError);
  });
});

describe('mendMidnights', () => {
  const day = (date: string, times: readonly string[]) =>
    times.map((time) => at(`${date}T${time}`));

  it('moves midnights that stand behind the rows of their date', () => {
    const walls = [
      ...day('2018-01-01', ['23:30', '23:45', '00:00']),
      ...day('2018-01-02', ['00:15', '23:45', '00:00']),
    ];
    const mended = mendMidnights(walls);
    expect(mended.movedCount).toBe(2);
    expect(mended.wallsMs[2]).toBe(at('2018-01-02T00:00'));
    expect(mended.wallsMs[5]).toBe(at('2018-01-03T00:00'));
  });

  it('moves a midnight of the same file whose neighbours are missing', () => {
    const walls = [
      ...day('2018-01-01', ['23:45', '00:00']),
      ...day('2018-01-02', ['00:00']),
      ...day('2018-01-03', ['00:15']),
    ];
    expect(mendMidnights(walls).wallsMs[2]).toBe(at('2018-01-03T00:00'));
  });

  it.each([
    {
      name: 'midnights that begin their day',
      walls: [...day('2018-01-01', ['23:45']), ...day('2018-01-02', ['00:00', '00:15'])],
    },
    { name: 'a file without midnights', walls: day('2018-01-01', ['10:00', '10:15']) },
    { name: 'a file of days', walls: [at('2018-01-01T00:00'), at('2018-01-02T00:00')] },
    { name: 'no rows', walls: [] },
  ])('leaves $name alone', ({ walls }) => {
    expect(mendMidnights(walls)).toEqual({ wallsMs: walls, movedCount: 0 });
  });

  it('leaves a file alone in which midnights stand on both sides', () => {
    const walls = [
      ...day('2018-01-01', ['00:00', '00:15', '23:45']),
      ...day('2018-01-02', ['00:15', '23:45', '00:00']),
    ];
    expect(mendMidnights(walls).movedCount).toBe(0);
  });
});

describe('commonStep', () => {
  it('is the most common step forward', () => {
    expect(commonStep([0, 900, 1_800, 5_400, 6_300, 6_300])).toBe(900);
    expect(commonStep([DAY_MS])).toBeUndefined();
  });
});
