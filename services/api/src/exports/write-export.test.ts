import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { assert, asyncProperty, string } from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';

import { type Cell, looksLikeFormula } from '../tables/cells.ts';
import type { ExportDocument, ExportNote } from './export-document.ts';
import { type ExportTally, type WriteOptions, writeExport } from './write-export.ts';

const NOTES: ExportNote[] = [{ zh: '口径', en: 'Account', value: '=comprehensive' }];

function documentOf(rows: readonly (readonly Cell[])[]): ExportDocument {
  return {
    title: '用能数据',
    columns: [
      { zh: '名称', en: 'Name', style: 'text' },
      { zh: '电量（kWh）', en: 'Energy (kWh)', style: 'number' },
      { zh: '时间', en: 'Time', style: 'instant' },
    ],
    rows: (async function* () {
      yield* rows;
    })(),
    notes: NOTES,
    closing: () => [{ zh: '缺失', en: 'Missing', value: 'none' }],
  };
}

async function written(document: ExportDocument, options: Partial<WriteOptions> = {}) {
  const tally: ExportTally = { rowCount: 0, byteCount: 0, fileSha256: null };
  const whole = { format: 'csv', language: 'both', withNotes: false, ...options } as const;
  const chunks: Buffer[] = [];
  for await (const chunk of writeExport(document, whole, tally)) chunks.push(chunk as Buffer);
  return { bytes: Buffer.concat(chunks), tally };
}

const ROW = ['a', -1.5, '2026-11-21 08:15:00.250'];

describe('a CSV', () => {
  it('has Chinese headers, English ones under them, and the same fields in every line', async () => {
    const { bytes } = await written(documentOf([ROW]), { withNotes: true });
    const records: string[][] = parse(bytes, { bom: true });
    expect(records.map(([first, second]) => [first, second])).toEqual([
      ['# 口径 Account', "'=comprehensive"],
      ['名称', '电量（kWh）'],
      ['Name', 'Energy (kWh)'],
      ['a', '-1.5'],
      ['# 缺失 Missing', 'none'],
      ['# 行数 Rows', '1'],
      [
        '# 各行校验值（SHA-256，按CSV书写，CRLF行尾） SHA-256 of the rows as CSV lines with CRLF',
        createHash('sha256').update('a,-1.5,2026-11-21 08:15:00.250\r\n').digest('hex'),
      ],
    ]);
  });

  it.each([
    { language: 'zh' as const, header: '\uFEFF名称,电量（kWh）,时间\r\n' },
    { language: 'en' as const, header: '\uFEFFName,Energy (kWh),Time\r\n' },
  ])('has one header row in $language', async ({ language, header }) => {
    const { bytes, tally } = await written(documentOf([]), { language });
    expect(bytes.toString()).toBe(header);
    expect(tally).toMatchObject({ rowCount: 0, byteCount: bytes.length });
    expect(tally.fileSha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('has no cell that a spreadsheet computes, whatever the text, and gives it back', async () => {
    await assert(
      asyncProperty(string({ unit: 'binary' }), string(), async (any, rest) => {
        const texts = [any, ...[...'=+-@\t\r\n'].map((start) => start + rest)].filter(
          (text) => text !== '',
        );
        const { bytes } = await written(documentOf(texts.map((text) => [text, 1, null])), {
          language: 'en',
        });
        const [, ...rows]: string[][] = parse(bytes, { bom: true });
        for (const [index, [cell = '']] of rows.entries()) {
          expect(looksLikeFormula(cell)).toBe(false);
          const text = texts[index] ?? '';
          const safe = looksLikeFormula(text) ? `'${text}` : text;
          // What is no Unicode cannot be kept in UTF-8.
          expect(cell).toBe(safe.toWellFormed());
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a workbook', () => {
  it('holds text as text, numbers and times as such, and the notes on a sheet', async () => {
    const { bytes } = await written(documentOf([['=1+1', 2, ROW[2] ?? null]]), { format: 'xlsx' });
    const [data, about] = await readXlsxFile(bytes);
    expect([data?.sheet, about?.sheet]).toEqual(['用能数据', '说明']);
    expect(data?.data.slice(0, 2)).toEqual([
      ['名称', '电量（kWh）', '时间'],
      ['Name', 'Energy (kWh)', 'Time'],
    ]);
    const [text, number, time] = data?.data[2] ?? [];
    expect([text, number]).toEqual(['=1+1', 2]);
    expect(time).toEqual(new Date('2026-11-21T08:15:00.250Z'));
    expect(about?.data.slice(0, 3)).toEqual([
      ['口径 Account', '=comprehensive'],
      ['缺失 Missing', 'none'],
      ['行数 Rows', 1],
    ]);
  });
});

describe('writeExport', () => {
  it.each(['csv', 'xlsx'] as const)('%s stops those who make the rows', async (format) => {
    let made = 0;
    let isStopped = false;
    const rows = (async function* () {
      try {
        for (; made < 500_000; made += 1) {
          yield [`第 ${made} 行`, Math.sin(made), '2026-11-21 08:15:00.250'];
        }
      } finally {
        isStopped = true;
      }
    })();
    const tally: ExportTally = { rowCount: 0, byteCount: 0, fileSha256: null };
    const options = { format, language: 'zh', withNotes: true } as const;
    const file = writeExport({ ...documentOf([]), rows }, options, tally);
    for await (const chunk of file) {
      if ((chunk as Buffer).length > 0 && tally.byteCount > 200_000) break;
    }
    await expect.poll(() => isStopped).toBe(true);
    expect(made).toBeLessThan(100_000);
    expect(tally.fileSha256).toBeNull();
  });
});
