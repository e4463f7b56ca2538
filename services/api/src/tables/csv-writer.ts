import { Readable } from 'node:stream';

import {
  type Cell,
  contentOf,
  looksLikeFormula,
  type TableColumn,
  type TableRows,
} from './cells.ts';

/** Characters gathered before they go out: one write per row would cost more than the row. */
const CHUNK_CHARACTERS = 65_536;

/**
 * A table as CSV (RFC 4180, UTF-8 with byte order mark so that Excel reads Chinese), row by row in
 * bounded memory. Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers
 * stay numbers, negative ones too.
 */
export function csvStream(columns: readonly TableColumn[], rows: TableRows): Readable {
  return Readable.from(csvChunks(columns, rows), { objectMode: false });
}

async function* csvChunks(columns: readonly TableColumn[], rows: TableRows) {
  let chunk = `\uFEFF${csvLine(columns.map((column) => column.header))}`;
  for await (const row of rows) {
    chunk += csvLine(row);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** One line of CSV with its line end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

function csvField(cell: Cell): string {
  const value = contentOf(cell);
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = looksLikeFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
