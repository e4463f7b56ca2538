import { deflateRawSync } from 'node:zlib';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import yazl from 'yazl';

import { localOfSerial, serialOf, type TableColumn } from './cells.ts';
import { csvStream } from './csv-writer.ts';
import { readXlsx, XLSX_LIMITS } from './xlsx-reader.ts';
import { xlsxBytes, xlsxStream } from './xlsx-writer.ts';

const COLUMNS: TableColumn[] = [
  { header: '名称', style: 'text' },
  { header: '电量（kWh）', style: 'number' },
  { header: '日期', style: 'date' },
  { header: '时间（Asia/Shanghai）', style: 'minute' },
];
const ROWS = [
  ['=1+1', -12.5, '2026-11-21', '2026-11-21 08:15'],
  ['@SUM(A1)', 959_640.31, '2020-02-29', '2020-02-29 00:00'],
  ['“引号”\u0001 & <标签>', null, null, null],
  ['a,b\n"c"', 1e-7, '2026-01-01', '2026-01-01 18:00'],
];
const sheet = { name: '用能', columns: COLUMNS, hasHeader: true, rows: ROWS };

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** An archive of these parts. */
async function archive(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const WORKBOOK = {
  'xl/workbook.xml':
    '<workbook><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
};
const withSheet = (xml: string, others: Record<string, string> = {}) =>
  archive({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': xml, ...others });
const rowsOf = async (xml: string) => (await readXlsx(await withSheet(xml)))[0]?.rows;

describe('a workbook that we write', () => {
  it('is read by another library as it was meant: text as text, numbers as numbers', async () => {
    const [read] = await readXlsxFile(await xlsxBytes([sheet]));
    expect(read?.sheet).toBe('用能');
    expect(read?.data).toEqual([
      ['名称', '电量（kWh）', '日期', '时间（Asia/Shanghai）'],
      ['=1+1', -12.5, new Date('2026-11-21'), new Date('2026-11-21T08:15Z')],
      ['@SUM(A1)', 959_640.31, new Date('2020-02-29'), new Date('2020-02-29')],
      ['“引号” & <标签>', null, null, null],
      ['a,b\n"c"', 1e-7, new Date('2026-01-01'), new Date('2026-01-01T18:00Z')],
    ]);
  });

  it('is read by us as it was written', async () => {
    const [read] = await readXlsx(await xlsxBytes([sheet]));
    expect(read?.rows.map((row) => row.cells.slice(0, 3))).toEqual([
      ['名称', '电量（kWh）', '日期'],
      ['=1+1', -12.5, '2026-11-21'],
      ['@SUM(A1)', 959_640.31, '2020-02-29'],
      ['“引号” & <标签>'],
      ['a,b\n"c"', 1e-7, '2026-01-01'],
    ]);
  });

  it('has no formula in it, and keeps what looks like one quoted', async () => {
    const bytes = await xlsxBytes([sheet]);
    const again = await xlsxBytes([sheet]);
    expect(again.equals(bytes)).toBe(true);
    // The quoted style is the last of the formats.
    expect(await sheetXml(bytes)).toContain('<c r="A2" s="13" t="inlineStr">');
    expect(await sheetXml(bytes)).not.toContain('<f>');
  });

  it('takes rows one by one, however many', async () => {
    let made = 0;
    const rows = (async function* () {
      for (; made < 40_000; made += 1) yield [`第 ${made} 行`, made, '2026-11-21', null];
    })();
    let bytes = 0;
    let madeAtFirstByte = 0;
    for await (const chunk of xlsxStream([{ ...sheet, rows }])) {
      if (bytes > 100_000 && madeAtFirstByte === 0) madeAtFirstByte = made;
      bytes += (chunk as Buffer).length;
    }
    expect(made).toBe(40_000);
    expect(madeAtFirstByte).toBeLessThan(35_000);
    expect(bytes).toBeLessThan(2_000_000);
  });

  it('goes on to a further sheet when one is full, with its headers again', async () => {
    const rows = Array.from({ length: 5 }, (_, index) => [`行 ${index}`, index, null, null]);
    const moreHeaders = [['Name', 'kWh', 'Date', 'Time']];
    const paged = { ...sheet, rows, moreHeaders, rowsMax: 2 };
    const about = { ...sheet, name: '说明', hasHeader: false, rows: [['a', 1, null, null]] };
    const read = await readXlsxFile(await xlsxBytes([paged, about]));
    expect(read.map((each) => [each.sheet, each.data.length])).toEqual([
      ['用能', 4],
      ['用能 (2)', 4],
      ['用能 (3)', 3],
      ['说明', 1],
    ]);
    expect(read[1]?.data.map(([first]) => first)).toEqual(['名称', 'Name', '行 2', '行 3']);
    const exact = await readXlsxFile(await xlsxBytes([{ ...paged, rows: rows.slice(0, 2) }]));
    expect(exact.map((each) => each.sheet)).toEqual(['用能']);
    const none = await readXlsxFile(await xlsxBytes([{ ...paged, rows: [] }]));
    expect(none.map((each) => each.data.length)).toEqual([2]);
  });

  it('fails as a stream when its rows fail', async () => {
    const rows = (async function* () {
      yield ['a', 1, null, null];
      throw new Error('store away');
    })();
    await expect(textOf(xlsxStream([{ ...sheet, rows }]))).rejects.toThrow('store away');
  });
});

/** The XML of the first sheet. */
async function sheetXml(bytes: Buffer): Promise<string> {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'xl/worksheets/sheet1.xml') continue;
    return await textOf(await zip.openReadStreamPromise(entry));
  }
  return '';
}

describe('a table as CSV', () => {
  it('is quoted, begins with a mark for Excel, and has no formula', async () => {
    expect(await textOf(csvStream(COLUMNS, ROWS))).toBe(
      [
        '\uFEFF名称,电量（kWh）,日期,时间（Asia/Shanghai）',
        "'=1+1,-12.5,2026-11-21,2026-11-21 08:15",
        "'@SUM(A1),959640.31,2020-02-29,2020-02-29 00:00",
        '“引号”\u0001 & <标签>,,,',
        '"a,b\n""c""",1e-7,2026-01-01,2026-01-01 18:00',
        '',
      ].join('\r\n'),
    );
  });
});

describe('readXlsx', () => {
  it('reads what another library writes', async () => {
    const data = [
      [{ value: '月份' }, { value: '数量' }],
      [{ value: new Date('2020-01-01'), format: 'yyyy"年"m"月"' }, { value: 12.5 }],
      [{ value: '富 & 文本' }, { value: true }],
    ];
    const bytes = await writeXlsxFile(
      data as unknown as Parameters<typeof writeXlsxFile>[0],
    ).toBuffer();
    const [read] = await readXlsx(bytes);
    expect(read?.rows).toEqual([
      { row: 1, cells: ['月份', '数量'] },
      { row: 2, cells: ['2020-01-01', 12.5] },
      { row: 3, cells: ['富 & 文本', 'TRUE'] },
    ]);
  });

  it('takes the stored result of a formula, and nothing where there is none', async () => {
    const xml =
      '<worksheet><sheetData><row r="3"><c r="B3"><f>1+1</f><v>2</v></c><c r="C3"><f>HYPERLINK("x")</f></c><c r="D3" t="e"><v>#REF!</v></c></row></sheetData></worksheet>';
    expect(await rowsOf(xml)).toEqual([{ row: 3, cells: [null, 2, null, '#REF!'] }]);
  });

  it('refuses what unpacks to more than it takes', async () => {
    const bomb = Buffer.alloc(XLSX_LIMITS.unpackedBytes + 1, 0x20);
    const bytes = await archive({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': bomb });
    expect(bytes.length).toBeLessThan(100_000);
    await expect(readXlsx(bytes)).rejects.toThrow(/too large when it is unpacked/);
  });

  it('refuses an archive that lies about its size, without unpacking the rest', async () => {
    const real = Buffer.from(`<worksheet>${' '.repeat(5_000_000)}</worksheet>`);
    const bytes = await withSheet(real.toString());
    // Name a thousand bytes in the central directory, where the sizes count.
    const at = bytes.indexOf('xl/worksheets/sheet1.xml', bytes.length - 400);
    bytes.writeUInt32LE(1_000, at - 46 + 24);
    expect(deflateRawSync(real).length).toBeLessThan(10_000);
    await expect(readXlsx(bytes)).rejects.toMatchObject({ code: 'IMPORT_INVALID' });
  });

  it.each([
    { name: 'macros', parts: { 'xl/vbaProject.bin': 'x' }, says: /macros/ },
    { name: 'no sheet', parts: { 'xl/workbook.xml': '<workbook/>' }, says: /no sheet/ },
    {
      name: 'a document type',
      parts: { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>' },
      says: /document type/,
    },
    {
      name: 'an unknown entity',
      parts: { 'xl/workbook.xml': '<workbook>&lol;</workbook>' },
      says: /cannot be read/,
    },
    {
      name: 'broken XML',
      parts: { 'xl/workbook.xml': '<workbook><a></b>' },
      says: /cannot be read/,
    },
  ])('refuses a workbook with $name', async ({ parts, says }) => {
    const bytes = await archive({ ...WORKBOOK, ...(parts as Record<string, string>) });
    await expect(readXlsx(bytes)).rejects.toThrow(says);
  });

  it.each([
    { name: 'no archive', bytes: Buffer.from('月份,品种\n') },
    { name: 'nothing', bytes: Buffer.alloc(0) },
    { name: 'an archive cut short', bytes: Buffer.from('504b0304140000000800', 'hex') },
  ])('refuses $name', async ({ bytes }) => {
    await expect(readXlsx(bytes)).rejects.toMatchObject({ code: 'IMPORT_INVALID' });
  });

  it('refuses a hundred thousand rows, and a cell at the end of the world', async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => [`行 ${index}`, index, null, null]);
    const bytes = await xlsxBytes([{ ...sheet, rows: many }]);
    await expect(readXlsx(bytes)).rejects.toThrow(/more than 6000 rows/);
    const far = '<worksheet><sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>';
    await expect(rowsOf(far)).rejects.toThrow(/too many columns/);
  });
});

describe('serials', () => {
  it.each([
    { local: '2026-11-21', serial: 46_347 },
    { local: '1970-01-01', serial: 25_569 },
    { local: '2026-11-21 12:00', serial: 46_347.5 },
  ])('$local is $serial', ({ local, serial }) => {
    expect(serialOf(local)).toBe(serial);
    expect(localOfSerial(serial)).toBe(local);
  });

  it('are four years behind on old Macs', () => {
    expect(localOfSerial(46_347 - 1_462, true)).toBe('2026-11-21');
    expect(serialOf('21.11.2026')).toBeNull();
  });
});
