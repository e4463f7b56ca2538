import { DomainError } from '@hengneng/domain';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

import { localOfSerial } from './cells.ts';

/** What a workbook may be at most; more is refused before it takes memory. */
export const XLSX_LIMITS = {
  entries: 500,
  /** All its parts unpacked together. */
  unpackedBytes: 32 * 1_048_576,
  sheets: 20,
  rows: 6_000,
  columns: 200,
} as const;

/** A row that holds anything; dates come as `YYYY-MM-DD`, results of formulas as they were stored. */
export interface XlsxRow {
  /** As the spreadsheet counts: from 1. */
  readonly row: number;
  /** By column from the left; null where a cell is empty. */
  readonly cells: readonly (string | number | null)[];
}

/** One sheet of a workbook. */
export interface ReadXlsxSheet {
  readonly name: string;
  readonly rows: readonly XlsxRow[];
}

/**
 * Reads the values of a workbook (.xlsx). Formulas are never computed: what the spreadsheet stored as
 * their result counts, and nothing where it stored none.
 *
 * Made for files of strangers: the sizes that the archive names are added up before anything is
 * unpacked and held to while it is; macros, passwords, document types and endless tables are refused.
 *
 * @throws DomainError IMPORT_INVALID
 */
export async function readXlsx(bytes: Uint8Array): Promise<ReadXlsxSheet[]> {
  const archive = await openArchive(bytes);
  try {
    return await readWorkbook(archive);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw refuse(`The workbook cannot be read: ${textOf(cause)}`, cause);
  } finally {
    archive.zip.close();
  }
}

/** True for bytes that begin like an archive, which is what a workbook is. */
export function isXlsx(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

interface Archive {
  readonly zip: ZipFile;
  readonly entries: ReadonlyMap<string, Entry>;
}

async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const entries = new Map<string, Entry>();
  let unpackedBytes = 0;
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
    for await (const entry of zip.eachEntry()) {
      unpackedBytes += entry.uncompressedSize;
      entries.set(entry.fileName, entry);
      if (/vbaProject|macrosheets|activeX/i.test(entry.fileName)) {
        throw refuse('A workbook with macros is not taken; save it as .xlsx.');
      }
      if (entries.size > XLSX_LIMITS.entries || unpackedBytes > XLSX_LIMITS.unpackedBytes) {
        throw refuse('The workbook is too large when it is unpacked; leave only the table in it.');
      }
    }
    return { zip, entries };
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw refuse('The file is no workbook of Excel (.xlsx), or it is damaged.', cause);
  }
}

async function readWorkbook(archive: Archive): Promise<ReadXlsxSheet[]> {
  const named: { name: string; id: string }[] = [];
  let is1904 = false;
  await parsePart(archive, 'xl/workbook.xml', {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name === 'sheet') {
        named.push({ name: attributes.name ?? '', id: attributes['r:id'] ?? '' });
      }
    },
  });
  if (named.length === 0) throw refuse('The workbook has no sheet.');
  if (named.length > XLSX_LIMITS.sheets) throw refuse('The workbook has too many sheets.');
  const targets = new Map<string, string>();
  await parsePart(archive, 'xl/_rels/workbook.xml.rels', {
    open: ({ name, attributes }) => {
      if (name === 'Relationship') targets.set(attributes.Id ?? '', attributes.Target ?? '');
    },
  });
  const words = { shared: await sharedStrings(archive), dates: await dateStyles(archive), is1904 };
  const sheets: ReadXlsxSheet[] = [];
  for (const { name, id } of named) {
    const target = targets.get(id) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    sheets.push({ name, rows: await sheetRows(archive, path, words) });
  }
  return sheets;
}

async function sharedStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isPhonetic = false;
  await parsePart(archive, 'xl/sharedStrings.xml', {
    open: ({ name }) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text: (part) => {
      if (isText) text += part;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}

/** Formats of days and times that need no definition; 27 to 36 and 50 to 58 are the Chinese ones. */
const DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** Which cell formats show a number as a day or a time. */
async function dateStyles(archive: Archive): Promise<boolean[]> {
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let isCell = false;
  await parsePart(archive, 'xl/styles.xml', {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') {
        // Words in quotes and colours in brackets say nothing about the number.
        const code = (attributes.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
        own.set(Number(attributes.numFmtId), /[ymdh]/i.test(code));
      }
      if (name === 'cellXfs') isCell = true;
      if (name === 'xf' && isCell) {
        const id = Number(attributes.numFmtId);
        styles.push(own.get(id) ?? DATE_FORMATS.some(([from, to]) => from <= id && id <= to));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return styles;
}

interface Words {
  readonly shared: readonly string[];
  readonly dates: readonly boolean[];
  readonly is1904: boolean;
}

async function sheetRows(archive: Archive, path: string, words: Words): Promise<XlsxRow[]> {
  const rows: XlsxRow[] = [];
  let cells: (string | number | null)[] = [];
  let rowNumber = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let text = '';
  let isValue = false;
  const endRow = () => {
    if (cells.some((cell) => cell !== null && cell !== '')) rows.push({ row: rowNumber, cells });
    if (rows.length > XLSX_LIMITS.rows) {
      throw refuse(`A sheet has more than ${XLSX_LIMITS.rows} rows; import it in parts.`);
    }
  };
  await parsePart(archive, path, {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        rowNumber = /^\d{1,7}$/.test(attributes.r ?? '') ? Number(attributes.r) : rowNumber + 1;
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnIndex(attributes.r);
        if (column >= XLSX_LIMITS.columns) throw refuse('A sheet has too many columns.');
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        text = '';
      }
      isValue = name === 'v' || name === 't';
    },
    text: (part) => {
      if (isValue) text += part;
    },
    close: (name) => {
      isValue = false;
      if (name === 'row') endRow();
      if (name !== 'c') return;
      while (cells.length < column) cells.push(null);
      cells[column] = cellValue(type, text, words.dates[style] === true, words);
    },
  });
  return rows;
}

function cellValue(
  type: string,
  text: string,
  isDate: boolean,
  { shared, is1904 }: Words,
): string | number | null {
  if (text === '' && type !== 'inlineStr') return null;
  if (type === 's') return shared[Number(text)] ?? null;
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n') return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  // Days of a spreadsheet run to the year 9999; what is beyond is no day whatever its format says.
  return isDate && number >= 0 && number < 2_958_466 ? localOfSerial(number, is1904) : number;
}

/** Place of a column: `A1` is 0, `AA7` is 26. */
function columnIndex(address: string): number {
  let index = 0;
  for (const letter of address) {
    if (letter < 'A' || letter > 'Z') break;
    index = index * 26 + letter.charCodeAt(0) - 64;
  }
  return index - 1;
}

interface PartHandlers {
  readonly open: (tag: SaxesTagPlain) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Reads one part, if it is there, piece by piece. */
async function parsePart(
  { zip, entries }: Archive,
  path: string,
  handlers: PartHandlers,
): Promise<void> {
  const entry = entries.get(path);
  if (entry === undefined) return;
  if (entry.isEncrypted()) throw refuse('The workbook is locked with a password.');
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw refuse('The workbook defines a document type, which no spreadsheet does.');
  });
  // Some programs write a prefix before every name.
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', (tag) => handlers.open({ ...tag, name: local(tag.name) } as SaxesTagPlain));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)));
  const decoder = new TextDecoder('utf-8');
  // The stream fails as soon as there is more than the archive said.
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }));
  }
  parser.close();
}

function refuse(message: string, cause?: unknown): DomainError {
  const errors = [{ row: 0, column: '', code: 'IMPORT_INVALID', message }];
  return new DomainError('IMPORT_INVALID', message, { cause, details: { errors } });
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : 'unknown fault';
}
