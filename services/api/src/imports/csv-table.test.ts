import { DomainError } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { ENTERPRISE_COLUMNS } from './columns.ts';
import { IMPORT_ROWS_MAX, parseTable } from './csv-table.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const parse = (bytes: Uint8Array) => parseTable(bytes, ENTERPRISE_COLUMNS, ['id', 'name']);
/** 企业名称 and 水泥 in GB18030, as Excel on a Chinese machine writes them. */
const GB = Buffer.concat([
  Buffer.from('id,', 'latin1'),
  Buffer.from([0xc6, 0xf3, 0xd2, 0xb5, 0xc3, 0xfb, 0xb3, 0xc6]),
  Buffer.from('\r\nA,', 'latin1'),
  Buffer.from([0xcb, 0xae, 0xc4, 0xe0]),
]);

describe('parseTable', () => {
  it.each([
    { name: 'commas', text: 'id,name\nA,水泥' },
    { name: 'semicolons', text: 'id;name\nA;水泥' },
    { name: 'tabs', text: 'id\tname\nA\t水泥' },
    { name: 'a byte order mark', text: '\ufeffid,name\nA,水泥' },
    { name: 'Windows line ends and blank lines', text: 'id,name\r\n\r\nA,水泥\r\n\r\n' },
    { name: 'quotes', text: '"id","name"\n"A","水泥"' },
    { name: 'Chinese headers', text: '统一社会信用代码,企业名称\nA,水泥' },
    { name: 'headers in capitals and with units', text: 'ID,Name (display)\nA,水泥' },
    { name: 'another order', text: 'name,id\n水泥,A' },
  ])('reads $name', ({ text }) => {
    expect(parse(utf8(text)).map(({ cells }) => cells)).toEqual([{ id: 'A', name: '水泥' }]);
  });

  it('reads GB18030', () => {
    expect(parse(GB)).toEqual([{ row: 2, cells: { id: 'A', name: '水泥' } }]);
  });

  it('counts rows as a spreadsheet does, blank ones included', () => {
    expect(parse(utf8('id,name\n\nA,x\n,,\nB,y')).map(({ row }) => row)).toEqual([3, 5]);
  });

  it('leaves empty cells out', () => {
    expect(parse(utf8('id,name,timeZone\nA,x,')).map(({ cells }) => cells)).toEqual([
      { id: 'A', name: 'x' },
    ]);
  });

  it.each([
    { name: 'nothing', text: '', about: 'empty' },
    { name: 'a column nobody knows', text: 'id,name,colour\nA,x,red', about: '"colour"' },
    { name: 'a missing column', text: 'id\nA', about: '"name" is missing' },
    { name: 'a column twice', text: 'id,name,企业名称\nA,x,y', about: 'twice' },
    { name: 'an open quote', text: 'id,name\n"A,x', about: 'not CSV' },
    {
      name: 'too many rows',
      text: `id,name\n${'A,x\n'.repeat(IMPORT_ROWS_MAX + 1)}`,
      about: 'at a time',
    },
  ])('refuses $name', ({ text, about }) => {
    let failure: unknown;
    try {
      parse(utf8(text));
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(DomainError);
    expect(failure).toMatchObject({ code: 'IMPORT_INVALID' });
    expect(String(failure)).toContain(about);
  });
});
