import { DomainError } from '@hengneng/domain';
import { parse } from 'csv-parse/sync';

/** Data rows one import may have. */
export const IMPORT_ROWS_MAX = 5_000;
/** Longest text of one cell, in characters. */
const CELL_LENGTH_MAX = 1_000;

/** One row that was refused, and why. */
export interface RowProblem {
  /** Line of the table as a spreadsheet counts it: the header is row 1. */
  readonly row: number;
  /** Sheet of a workbook that has several. */
  readonly sheet?: string;
  /** Field it is about; empty where the row as a whole is. */
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

/** A row as the columns name it; empty cells are absent. */
export interface TableRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A column: its field and the headers it is recognised by, besides the field's own name. */
export type ColumnNames = Readonly<Record<string, readonly string[]>>;

/**
 * Reads a CSV table: UTF-8 with or without byte order mark, or GB18030 (what Excel writes on Chinese
 * machines); comma, semicolon or tab; headers in Chinese or English, in any order.
 *
 * @throws DomainError IMPORT_INVALID when it is not a table with these columns
 */
export function parseTable(
  bytes: Uint8Array,
  columns: ColumnNames,
  required: readonly string[],
): TableRow[] {
  const records = parseRecords(decodeText(bytes));
  const rows = records.map((cells, index) => ({ row: index + 1, cells }));
  return tableRows(rows, columns, required);
}

/**
 * The field that each header of a table names, from the left; null for a header that names none. For
 * who shows the table beside what is wrong with it.
 */
export function headerFields(bytes: Uint8Array, columns: ColumnNames): (string | null)[] {
  const [header = []] = parseRecords(decodeText(bytes));
  return header.map((title) => fieldOf(title, columns));
}

/** Cells of one row, by column from the left; empty ones are empty texts. */
export interface TableRecord {
  /** As a spreadsheet counts: from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a table whose first record names its columns, in Chinese or English, in any order.
 *
 * @throws DomainError IMPORT_INVALID when it is not a table with these columns
 */
export function tableRows(
  records: readonly TableRecord[],
  columns: ColumnNames,
  required: readonly string[],
): TableRow[] {
  const [first, ...rows] = records;
  const header = first?.cells;
  if (header === undefined) throw invalid('The file is empty; the first row names the columns.');
  const fields = header.map((title) => fieldOf(title, columns));
  const problems = headerProblems(header, fields, required);
  if (problems.length > 0) {
    const message = problems.map((problem) => problem.message).join(' ');
    throw new DomainError('IMPORT_INVALID', message, { details: { errors: problems } });
  }
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (filled.length > IMPORT_ROWS_MAX) {
    throw invalid(`The file has ${filled.length} rows; import ${IMPORT_ROWS_MAX} at a time.`);
  }
  return filled.map(({ cells, row }) => ({
    row,
    cells: Object.fromEntries(
      fields.flatMap((field, index) => {
        const text = cells[index] ?? '';
        return field === null || text === '' ? [] : [[field, text.slice(0, CELL_LENGTH_MAX)]];
      }),
    ),
  }));
}

/** UTF-8 where the bytes are valid UTF-8, otherwise GB18030, which every byte sequence nearly is. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch (cause) {
      throw new DomainError('IMPORT_INVALID', 'The file is neither UTF-8 nor GB18030.', { cause });
    }
  }
}

function parseRecords(text: string): string[][] {
  const firstLine = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const delimiters = [',', '\t', ';', '，'];
  const [delimiter = ','] = delimiters.sort(
    (left, right) => firstLine.split(right).length - firstLine.split(left).length,
  );
  try {
    return parse(text, {
      bom: true,
      delimiter,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: false,
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'unknown fault';
    throw new DomainError('IMPORT_INVALID', `The file is not CSV: ${message}.`, { cause });
  }
}

/** The field that a header names; null for none of the columns. */
export function fieldOf(title: string, columns: ColumnNames): string | null {
  const folded = fold(title);
  for (const [field, aliases] of Object.entries(columns)) {
    if ([field, ...aliases].some((name) => fold(name) === folded)) return field;
  }
  return null;
}

/** Headers compare without case, blanks, and what stands in brackets, such as a unit. */
function fold(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/\(.*\)/g, '')
    .replace(/[\s_*-]/g, '')
    .toLowerCase();
}

function headerProblems(
  header: readonly string[],
  fields: readonly (string | null)[],
  required: readonly string[],
): RowProblem[] {
  const problem = (column: string, message: string): RowProblem => ({
    row: 1,
    column,
    code: 'INVALID_REQUEST',
    message,
  });
  const unknown = header
    .filter((title, index) => fields[index] === null && title !== '')
    .map((title) => problem(title.slice(0, 64), `There is no column "${title.slice(0, 64)}".`));
  const missing = required
    .filter((field) => !fields.includes(field))
    .map((field) => problem(field, `The column "${field}" is missing.`));
  const twice = fields
    .filter((field, index) => field !== null && fields.indexOf(field) !== index)
    .map((field) => problem(field ?? '', `The column "${field}" is there twice.`));
  return [...unknown, ...missing, ...twice];
}

function invalid(message: string): DomainError {
  const errors: RowProblem[] = [{ row: 0, column: '', code: 'IMPORT_INVALID', message }];
  return new DomainError('IMPORT_INVALID', message, { details: { errors } });
}
