/** How a cell is shown; numbers stay numbers, so that a spreadsheet can go on computing. */
export const CELL_STYLES = [
  'text',
  'header',
  'title',
  'note',
  'number',
  'integer',
  'money',
  'percent',
  /** A day, given as `YYYY-MM-DD`. */
  'date',
  /** A local time, given as `YYYY-MM-DD HH:mm`. */
  'minute',
  /** A local time to the millisecond, given as `YYYY-MM-DD HH:mm:ss.SSS`. */
  'instant',
  /** A number somebody is asked to fill in. */
  'input',
  /** A text somebody is asked to fill in. */
  'input-text',
] as const;
export type CellStyle = (typeof CELL_STYLES)[number];

/** What a cell holds; a plain value has the style of its column. */
export type Cell = string | number | null | StyledCell;

/** A cell with a style of its own. */
export interface StyledCell {
  readonly value: string | number | null;
  readonly style: CellStyle;
}

/** A column of a table; the header names the unit where there is one, such as `电量（kWh）`. */
export interface TableColumn {
  readonly header: string;
  readonly style: CellStyle;
  /** Width in characters; by the header unless given. */
  readonly width?: number;
}

/** Rows in the order of the columns, however many: they are taken one by one. */
export type TableRows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

/** What a spreadsheet may take for a formula or a command, also in full width. */
const FORMULA_START = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** A day, or a local time on it. */
const LOCAL_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{3}))?)?)?$/;

/** Whether a text would be taken for a formula when a spreadsheet opens it, or somebody edits it. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA_START.test(text);
}

/** Value of a cell, whatever its style. */
export function contentOf(cell: Cell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.value : cell;
}

/**
 * Days since 1899-12-30, which is how spreadsheets keep time, of a local `YYYY-MM-DD` or
 * `YYYY-MM-DD HH:mm`, seconds and milliseconds allowed; null for anything else.
 *
 * @example serialOf('2026-11-21') // 46_347
 */
export function serialOf(local: string): number | null {
  const match = LOCAL_TIME.exec(local);
  if (match === null) return null;
  const [year = 0, month = 1, day = 1, ...time] = match.slice(1).map((part) => Number(part ?? 0));
  const [hour = 0, minute = 0, second = 0, millisecond = 0] = time;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond) / 86_400_000 + 25_569;
}

/**
 * The local day, or day and minute, of a serial.
 *
 * @param is1904 true for workbooks of old Macs, whose days begin four years later
 */
export function localOfSerial(serial: number, is1904 = false): string {
  const days = serial - 25_569 + (is1904 ? 1_462 : 0);
  const text = new Date(Math.round(days * 1_440) * 60_000).toISOString();
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}
