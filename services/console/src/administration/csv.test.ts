import { describe, expect, it } from 'vitest';

import { decodeTable, parseCsv, writeCsv } from './csv.ts';

describe('a table from a file', () => {
  it.each([
    {
      name: 'commas',
      text: 'a,b\n1, 2 \n',
      cells: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    {
      name: 'tabs and CRLF',
      text: 'a\tb\r\n1\t2',
      cells: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    {
      name: 'quotes',
      text: 'a,b\n"x, ""y""\nz",2',
      cells: [
        ['a', 'b'],
        ['x, "y"\nz', '2'],
      ],
    },
    {
      name: 'a byte order mark',
      text: '\uFEFFa,b\n1,',
      cells: [
        ['a', 'b'],
        ['1', ''],
      ],
    },
  ])('has $name', ({ text, cells }) => expect(parseCsv(text)).toEqual(cells));

  it('keeps the numbers of its rows where a line is blank', () => {
    expect(parseCsv('a,b\n\n1,2')[2]).toEqual(['1', '2']);
  });

  it('is read as Excel on a Chinese machine writes it', () => {
    const bytes = new Uint8Array([0xc6, 0xf3, 0xd2, 0xb5]);
    expect(decodeTable(bytes.buffer)).toBe('企业');
    expect(decodeTable(new TextEncoder().encode('企业').buffer)).toBe('企业');
  });

  it('is written so that it is read again as it was', () => {
    const cells = [
      ['a', 'b,c'],
      ['"x"', 'line\nbreak'],
    ];
    expect(parseCsv(writeCsv(cells))).toEqual(cells);
  });
});
