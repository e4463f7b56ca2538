import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
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
/** Styles whose texts are kept as serials. */
const TIME_STYLES: ReadonlySet<CellStyle> = new Set(['date', 'minute', 'instant']);
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
  /** Further rows of headers under the first one, such as in another language. */
  readonly moreHeaders?: readonly (readonly string[])[];
  readonly rows: TableRows;
  /** Columns on the left that stay in sight. */
  readonly frozenColumns?: number;
  readonly validations?: readonly XlsxValidation[];
  /** For lists that other sheets choose from. */
  readonly hidden?: boolean;
  /**
   * Rows of one sheet at most; what is more goes to further sheets, `name (2)` and so on. A workbook with
   * such a sheet names its parts last, because only then it is known how many there are.
   */
  readonly rowsMax?: number;
}

/** Rows that a sheet of Excel holds. */
export const SHEET_ROWS_MAX = 1_048_576;

/**
 * A workbook as a stream, in bounded memory however many rows it has. Text is written as text, numbers
 * as numbers; nothing in it is ever a formula, and text that looks like one stays text when somebody
 * edits the cell.
 */
export function xlsxStream(sheets: readonly XlsxSheet[]): Readable {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  const opened = new Set<Readable>();
  const add: AddSheet = async (number, sheet, rows) => {
    const chunks = Readable.from(sheetChunks(sheet, rows), { objectMode: false });
    opened.add(chunks);
    // A failing row must end the download; otherwise it would wait for ever.
    chunks.once('error', (error) => output.destroy(error));
    zip.addReadStream(chunks, `xl/worksheets/sheet${number}.xml`, { mtime: ENTRY_TIME });
    await finished(chunks).finally(() => opened.delete(chunks));
  };
  // Whoever stops reading stops those who make the rows.
  output.once('close', () => {
    for (const chunks of opened) chunks.destroy();
  });
  writeSheets(zip, sheets, add).catch((error: Error) => output.destroy(error));
  return output;
}

type AddSheet = (number: number, sheet: XlsxSheet, rows: TableRows) => Promise<void>;

async function writeSheets(zip: yazl.ZipFile, sheets: readonly XlsxSheet[], add: AddSheet) {
  const names: { name: string; hidden: boolean }[] = [];
  const addParts = () => {
    for (const [path, text] of workbookParts(names)) {
      zip.addBuffer(Buffer.from(text), path, { mtime: ENTRY_TIME });
    }
  };
  const isCountKnown = sheets.every(({ rowsMax }) => rowsMax === undefined);
  if (isCountKnown) {
    names.push(...sheets.map(({ name, hidden = false }) => ({ name, hidden })));
    addParts();
  }
  let number = 0;
  for (const sheet of sheets) {
    const { name, hidden = false, rowsMax } = sheet;
    const pages = rowsMax === undefined ? [sheet.rows] : pagesOf(sheet.rows, rowsMax);
    let page = 0;
    for await (const rows of pages) {
      number += 1;
      page += 1;
      if (!isCountKnown) names.push({ name: page === 1 ? name : `${name} (${page})`, hidden });
      await add(number, sheet, rows);
    }
  }
  if (!isCountKnown) addParts();
  zip.end();
}

/** Rows in pages of at most so many, at least one page; a page is taken whole before the next. */
async function* pagesOf(rows: TableRows, size: number): AsyncGenerator<TableRows> {
  const iterator = (async function* () {
    yield* rows;
  })();
  try {
    let next = await iterator.next();
    const page = async function* () {
      for (let taken = 0; taken < size && next.done !== true; taken += 1) {
        yield next.value;
        next = await iterator.next();
      }
    };
    do yield page();
    while (next.done !== true);
  } finally {
    // Whoever leaves early wants nothing of the rest.
    await iterator.return(undefined);
  }
}

/** The same, whole; for small workbooks. */
export async function xlsxBytes(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxStream(sheets)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function* sheetChunks(sheet: XlsxSheet, rows: TableRows) {
  const { columns, hasHeader, moreHeaders = [], frozenColumns = 0, validations = [] } = sheet;
  const widths = columns.map(({ width, header }) => width ?? widthOf(header));
  const headers = [...(hasHeader ? [columns.map(({ header }) => header)] : []), ...moreHeaders];
  let chunk = sheetHead({ widths, frozenRows: headers.length, frozenColumns });
  let number = 1;
  for (const texts of headers) {
    const cells = texts.map((value) => ({ value, style: 'header' }) as const);
    chunk += rowXml(cells, columns, number);
    number += 1;
  }
  for await (const row of rows) {
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
  const serial = TIME_STYLES.has(style) ? serialOf(value) : null;
  if (serial !== null) return `${head}><v>${serial}</v></c>`;
  const text = xmlText(value.slice(0, TEXT_LENGTH_MAX));
  const inside = `t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  if (!looksLikeFormula(value)) return `${head} ${inside}`;
  return `<c r="${address}" s="${styleIndex(style, true)}" ${inside}`;
}
