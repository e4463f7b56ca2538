import { Readable } from 'node:stream';
import yazl from 'yazl';

import {
  type Cell,
  type CellStyle,
  looksLikeFormula,
  serialOf,
  type TableColumn,
  type TableRows,
} from './cells.ts';
import {
  columnName,
  sheetHead,
  sheetTail,
  styleIndex,
  workbookParts,
  type XlsxValidation,
  xmlText,
} from './xlsx-parts.ts';

export type { XlsxValidation } from './xlsx-parts.ts';

/** Media type of a workbook. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Characters gathered before they go to the compressor. */
const CHUNK_CHARACTERS = 65_536;
/** Longest text a cell of Excel holds. */
const TEXT_LENGTH_MAX = 32_767;
const WIDTH_MAX = 40;
/** Every workbook of the same content is the same bytes. */
const ENTRY_TIME = new Date(Date.UTC(2000, 0, 1));

/** One sheet; its rows are taken while it is written. */
export interface XlsxSheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  /** Style and width of the columns; their headers are a row only where `hasHeader` says so. */
  readonly columns: readonly TableColumn[];
  /** True: the first row written is the headers of the columns, and stays in sight. */
  readonly hasHeader: boolean;
  readonly rows: TableRows;
  /** Columns on the left that stay in sight. */
  readonly frozenColumns?: number;
  readonly validations?: readonly XlsxValidation[];
  /** For lists that other sheets choose from. */
  readonly hidden?: boolean;
}

/**
 * A workbook as a stream, in bounded memory however many rows it has. Text is written as text, numbers
 * as numbers; nothing in it is ever a formula, and text that looks like one stays text when somebody
 * edits the cell.
 */
export function xlsxStream(sheets: readonly XlsxSheet[]): Readable {
  const zip = new yazl.ZipFile();
  const names = sheets.map(({ name, hidden = false }) => ({ name, hidden }));
  for (const [path, text] of workbookParts(names)) {
    zip.addBuffer(Buffer.from(text), path, { mtime: ENTRY_TIME });
  }
  const output = zip.outputStream as Readable;
  for (const [index, sheet] of sheets.entries()) {
    const rows = Readable.from(sheetChunks(sheet), { objectMode: false });
    // A failing row must end the download; otherwise it would wait for ever.
    rows.once('error', (error) => output.destroy(error));
    zip.addReadStream(rows, `xl/worksheets/sheet${index + 1}.xml`, { mtime: ENTRY_TIME });
  }
  zip.end();
  return output;
}

/** The same, whole; for small workbooks. */
export async function xlsxBytes(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxStream(sheets)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function* sheetChunks(sheet: XlsxSheet) {
  const { columns, hasHeader, frozenColumns = 0, validations = [] } = sheet;
  const widths = columns.map(({ width, header }) => width ?? widthOf(header));
  let chunk = sheetHead({ widths, frozenRows: hasHeader ? 1 : 0, frozenColumns });
  let number = 1;
  if (hasHeader) {
    const headers = columns.map(({ header }) => ({ value: header, style: 'header' }) as const);
    chunk += rowXml(headers, columns, number);
    number += 1;
  }
  for await (const row of sheet.rows) {
    chunk += rowXml(row, columns, number);
    number += 1;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk + sheetTail(validations);
}

/** Chinese characters are two wide. */
function widthOf(header: string): number {
  const width = [...header].reduce((sum, letter) => sum + (letter > '\u2E7F' ? 2 : 1), 2);
  return Math.min(Math.max(width, 8), WIDTH_MAX);
}

function rowXml(cells: readonly Cell[], columns: readonly TableColumn[], number: number): string {
  let xml = `<row r="${number}">`;
  for (const [index, cell] of cells.entries()) {
    const style = columns[index]?.style ?? 'text';
    xml += cellXml(cell, style, `${columnName(index)}${number}`);
  }
  return `${xml}</row>`;
}

function cellXml(cell: Cell, columnStyle: CellStyle, address: string): string {
  const styled = typeof cell === 'object' && cell !== null;
  const style = styled ? cell.style : columnStyle;
  const value = styled ? cell.value : cell;
  const head = `<c r="${address}" s="${styleIndex(style)}"`;
  // An empty cell is written only where its looks say something: a field to fill in.
  if (value === null) return styled || style.startsWith('input') ? `${head}/>` : '';
  if (typeof value === 'number') return Number.isFinite(value) ? `${head}><v>${value}</v></c>` : '';
  const serial = style === 'date' || style === 'minute' ? serialOf(value) : null;
  if (serial !== null) return `${head}><v>${serial}</v></c>`;
  const text = xmlText(value.slice(0, TEXT_LENGTH_MAX));
  const inside = `t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  if (!looksLikeFormula(value)) return `${head} ${inside}`;
  return `<c r="${address}" s="${styleIndex(style, true)}" ${inside}`;
}
