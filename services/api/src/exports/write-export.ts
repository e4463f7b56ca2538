import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';

import type { Cell, TableColumn } from '../tables/cells.ts';
import { csvLine } from '../tables/csv-writer.ts';
import { SHEET_ROWS_MAX, XLSX_TYPE, type XlsxSheet, xlsxStream } from '../tables/xlsx-writer.ts';
import type {
  ExportColumn,
  ExportContent,
  ExportDocument,
  ExportLanguage,
  ExportNote,
} from './export-document.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Media type of each format. */
export const EXPORT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: XLSX_TYPE,
} as const satisfies Record<ExportFormat, string>;

/** Characters gathered before they go out: one write per row would cost more than the row. */
const CHUNK_CHARACTERS = 65_536;

/** How a document is written. */
export interface WriteOptions {
  readonly format: ExportFormat;
  readonly language: ExportLanguage;
  /** Whether a CSV carries its notes; a workbook always has them on a sheet of their own. */
  readonly withNotes: boolean;
}

/** What became of an export so far. */
export interface ExportTally {
  rowCount: number;
  byteCount: number;
  /** SHA-256 (hex) of the whole file; null until the last byte was handed out. */
  fileSha256: string | null;
  /** Called when the last byte was made, before it is handed out. */
  readonly onComplete?: () => void;
}

/**
 * A document as a file, in bounded memory: rows are taken as fast as somebody reads, and whoever
 * destroys the stream stops those who make them. `tally` is kept up to date meanwhile.
 */
export function writeExport(
  content: ExportContent,
  options: WriteOptions,
  tally: ExportTally,
): Readable {
  const file = 'sheets' in content ? xlsxStream(content.sheets) : fileOf(content, options, tally);
  return Readable.from(countedBytes(file, tally), { objectMode: false });
}

function fileOf(document: ExportDocument, options: WriteOptions, tally: ExportTally): Readable {
  const rowsHash = createHash('sha256');
  const rows = countedRows(document.rows, tally, rowsHash);
  const closing = () => [...(document.closing?.() ?? []), ...ownNotes(tally, rowsHash)];
  const written = { ...document, rows, closing };
  return options.format === 'csv'
    ? Readable.from(csvChunks(written, options), { objectMode: false })
    : xlsxStream(sheetsOf(written, options));
}

/** Headers of the columns, one row for each language asked for. */
export function headerRows(
  columns: readonly ExportColumn[],
  language: ExportLanguage,
): readonly string[][] {
  const zh = columns.map((column) => column.zh);
  const en = columns.map((column) => column.en);
  if (language === 'both') return [zh, en];
  return [language === 'zh' ? zh : en];
}

async function* countedRows(
  rows: ExportDocument['rows'],
  tally: ExportTally,
  hash: Hash,
): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows) {
    tally.rowCount += 1;
    hash.update(csvLine(row));
    yield row;
  }
}

async function* countedBytes(file: Readable, tally: ExportTally): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of file as AsyncIterable<Buffer>) {
    hash.update(chunk);
    tally.byteCount += chunk.length;
    yield chunk;
  }
  tally.fileSha256 = hash.digest('hex');
  tally.onComplete?.();
}

function ownNotes(tally: ExportTally, rowsHash: Hash): ExportNote[] {
  return [
    { zh: '行数', en: 'Rows', value: tally.rowCount },
    {
      zh: '各行校验值（SHA-256，按CSV书写，CRLF行尾）',
      en: 'SHA-256 of the rows as CSV lines with CRLF',
      value: rowsHash.copy().digest('hex'),
    },
  ];
}

type Written = Omit<ExportDocument, 'closing'> & { readonly closing: () => readonly ExportNote[] };

/** Every line has the same number of fields, notes too, as RFC 4180 has it. */
async function* csvChunks(document: Written, { language, withNotes }: WriteOptions) {
  const { columns, rows, notes, closing } = document;
  const line = (cells: readonly Cell[]) =>
    csvLine([...cells, ...Array.from({ length: columns.length - cells.length }, () => null)]);
  const noteLine = (note: ExportNote) => line([`# ${nameOf(note, language)}`, note.value]);
  let chunk = '\uFEFF';
  if (withNotes) chunk += notes.map(noteLine).join('');
  chunk += headerRows(columns, language).map(line).join('');
  for await (const row of rows) {
    chunk += csvLine(row);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk + (withNotes ? closing().map(noteLine).join('') : '');
}

function sheetsOf(document: Written, { language }: WriteOptions): XlsxSheet[] {
  const { columns, rows, notes, closing, title } = document;
  const [first = [], ...moreHeaders] = headerRows(columns, language);
  const widest = ({ zh, en, width }: ExportColumn) =>
    width ?? Math.min(24, Math.max(10, [...zh].length * 2 + 2, en.length + 2));
  return [
    {
      name: title,
      columns: columns.map(
        (column, index): TableColumn => ({
          header: first[index] ?? '',
          style: column.style,
          width: widest(column),
        }),
      ),
      hasHeader: true,
      moreHeaders,
      rows,
      rowsMax: SHEET_ROWS_MAX - 1 - moreHeaders.length,
    },
    {
      name: '说明',
      columns: [
        { header: '', style: 'text', width: 40 },
        { header: '', style: 'text', width: 90 },
      ],
      hasHeader: false,
      rows: noteRows(notes, closing, language),
    },
  ];
}

async function* noteRows(
  notes: readonly ExportNote[],
  closing: () => readonly ExportNote[],
  language: ExportLanguage,
): AsyncGenerator<Cell[]> {
  for (const note of notes) yield [nameOf(note, language), cellOf(note)];
  for (const note of closing()) yield [nameOf(note, language), cellOf(note)];
}

function cellOf({ value }: ExportNote): Cell {
  return typeof value === 'number' ? { value, style: 'integer' } : value;
}

function nameOf({ zh, en }: ExportNote, language: ExportLanguage): string {
  if (language === 'both') return `${zh} ${en}`;
  return language === 'zh' ? zh : en;
}
