import {
  type CalorificBatch,
  DomainError,
  isMonth,
  LEDGER_QUANTITIES,
  type LedgerDraft,
  type LedgerDraftLine,
  type LedgerDraftOutput,
  parseLedgerKind,
  parseUnit,
} from '@hengneng/domain';

import { fieldOf, parseTable, type RowProblem, tableRows } from '../imports/csv-table.ts';
import { isXlsx, readXlsx } from '../tables/xlsx-reader.ts';
import { LEDGER_COLUMNS, NUMBER_FIELDS } from './ledger-columns.ts';

/** Where something stands in the file. */
export interface TablePlace {
  readonly row: number;
  readonly sheet?: string;
}

/** A month as the file has it, with the place of each line and output. */
export interface ReadLedgerMonth {
  readonly draft: LedgerDraft;
  readonly linePlaces: readonly TablePlace[];
  readonly outputPlaces: readonly TablePlace[];
}

/** What a file came to; rows with a problem are in no month. */
export interface ReadLedgerTable {
  readonly rowCount: number;
  readonly months: ReadonlyMap<string, ReadLedgerMonth>;
  readonly problems: readonly RowProblem[];
}

interface PlacedRow extends TablePlace {
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Reads ledger tables: CSV, or a workbook of which every sheet counts whose first row names a month
 * column (the filled-in template, or a table of earlier years). A row is a line of a kind, a measured
 * batch of one (where it has a batch quantity), or an output of a product.
 *
 * @param givenMonth month of rows that name none; null: they must
 * @throws DomainError IMPORT_INVALID when it is no such table
 */
export async function readLedgerTable(
  bytes: Uint8Array,
  givenMonth: string | null = null,
): Promise<ReadLedgerTable> {
  const required = givenMonth === null ? ['month'] : [];
  const rows: PlacedRow[] = isXlsx(bytes)
    ? await workbookRows(bytes, required)
    : parseTable(bytes, LEDGER_COLUMNS, required);
  const problems: RowProblem[] = [];
  const months = new Map<string, MutableMonth>();
  const filled = rows.filter(({ cells }) => {
    // A template names month, kind and unit of lines that nobody filled in.
    const isPrefilled = ['month', 'kind', 'unit', 'productId', 'productName', 'openingStock'];
    return Object.keys(cells).some((field) => !isPrefilled.includes(field));
  });
  for (const row of filled) {
    const found: RowProblem[] = [];
    addRow(row, givenMonth, months, (column, message) =>
      found.push({ ...placeOf(row), column, code: 'INVALID_REQUEST', message }),
    );
    problems.push(...found);
  }
  joinBatches(months, problems);
  return { rowCount: filled.length, months, problems };
}

async function workbookRows(bytes: Uint8Array, required: readonly string[]): Promise<PlacedRow[]> {
  const sheets = await readXlsx(bytes);
  const tables = sheets.filter(({ rows }) => {
    const titles = rows[0]?.cells ?? [];
    const fields = titles.map((title) => fieldOf(String(title ?? ''), LEDGER_COLUMNS));
    return fields.includes('month') && (fields.includes('kind') || fields.includes('productId'));
  });
  if (tables.length === 0) {
    throw new DomainError('IMPORT_INVALID', 'No sheet begins with the columns 月份 and 能源品种.');
  }
  return tables.flatMap(({ name, rows }) => {
    const records = rows.map(({ row, cells }) => ({
      row,
      cells: cells.map((cell) => (cell === null ? '' : String(cell).trim())),
    }));
    return tableRows(records, LEDGER_COLUMNS, required).map((row) => ({ ...row, sheet: name }));
  });
}

interface PendingBatch extends TablePlace {
  readonly kind: string;
  readonly batch: CalorificBatch;
}

interface MutableMonth extends ReadLedgerMonth {
  readonly draft: {
    readonly month: string;
    readonly lines: LedgerDraftLine[];
    readonly outputs: LedgerDraftOutput[];
  };
  readonly linePlaces: TablePlace[];
  readonly outputPlaces: TablePlace[];
  readonly batches: PendingBatch[];
}

/** Refuses a cell of the row at hand. */
type Refuse = (column: string, message: string) => void;

function addRow(
  row: PlacedRow,
  givenMonth: string | null,
  months: Map<string, MutableMonth>,
  refuse: Refuse,
): void {
  const { cells } = row;
  const monthName = cells.month === undefined ? givenMonth : parseMonth(cells.month);
  const numbers = readNumbers(cells, refuse);
  if (monthName === null) {
    refuse('month', 'This must be a month, such as 2020-01 or 2020年1月.');
  } else if (givenMonth !== null && monthName !== givenMonth) {
    refuse('month', `This file is for ${givenMonth} alone.`);
  } else if (numbers !== null) {
    const month = months.get(monthName) ?? emptyMonth(monthName);
    months.set(monthName, month);
    if (cells.productId !== undefined) addOutput(row, numbers, month, refuse);
    else addLine(row, numbers, month, refuse);
  }
}

function addOutput(row: PlacedRow, numbers: Numbers, month: MutableMonth, refuse: Refuse): void {
  const { productId = '', unit, kind } = row.cells;
  if (kind !== undefined) refuse('kind', 'A row is of a kind or of a product.');
  if (unit === undefined) refuse('unit', 'This cell must be filled.');
  if (kind !== undefined || unit === undefined) return;
  const { outputQuantity: quantity, outputValueCny, valueAddedCny } = numbers;
  month.draft.outputs.push({ productId, unit, quantity, outputValueCny, valueAddedCny });
  month.outputPlaces.push(placeOf(row));
}

/** A row of a kind: one batch of it where it names the batch's quantity, otherwise its line. */
function addLine(row: PlacedRow, numbers: Numbers, month: MutableMonth, refuse: Refuse): void {
  const { cells } = row;
  const { kjPerUnit, batchQuantity } = numbers;
  const kind = parseLedgerKind(cells.kind ?? '');
  const unit = parseUnit(cells.unit ?? '');
  if (kind === null) {
    refuse('kind', `There is no kind of energy "${(cells.kind ?? '').slice(0, 40)}".`);
  } else if (batchQuantity !== undefined) {
    if (kjPerUnit === undefined) refuse('kjPerUnit', 'This cell must be filled.');
    else
      month.batches.push({ ...placeOf(row), kind, batch: { quantity: batchQuantity, kjPerUnit } });
  } else if (unit === null) {
    refuse('unit', `There is no unit "${(cells.unit ?? '').slice(0, 40)}".`);
  } else {
    // One measured value for the month is the mean of all that came in, or else of what was used.
    const measured = numbers.purchased || numbers.consumed || 0;
    const batches = [{ quantity: measured, kjPerUnit: kjPerUnit ?? 0 }];
    month.draft.lines.push({
      kind,
      unit,
      ...Object.fromEntries(LEDGER_QUANTITIES.map((field) => [field, numbers[field] ?? null])),
      purchaseCostCny: numbers.purchaseCostCny ?? null,
      ...(kjPerUnit !== undefined && measured > 0 ? { calorificBatches: batches } : {}),
    });
    month.linePlaces.push(placeOf(row));
  }
}

/** Batches belong to the line of their kind; they go before a mean value in the line itself. */
function joinBatches(months: Map<string, MutableMonth>, problems: RowProblem[]): void {
  for (const { draft, batches } of months.values()) {
    for (const [kind, own] of Map.groupBy(batches, (batch) => batch.kind)) {
      const index = draft.lines.findIndex((line) => line.kind === kind);
      const line = draft.lines[index];
      if (line !== undefined) {
        draft.lines[index] = { ...line, calorificBatches: own.map(({ batch }) => batch) };
        continue;
      }
      const message = `${draft.month} has no line of this kind that the batch could belong to.`;
      for (const batch of own) {
        problems.push({ ...placeOf(batch), column: 'kind', code: 'INVALID_REQUEST', message });
      }
    }
  }
}

type Numbers = Partial<Record<(typeof NUMBER_FIELDS)[number], number>>;

/** The numbers of a row; null where something is none. Thousands may be parted by commas. */
function readNumbers(cells: Readonly<Record<string, string>>, refuse: Refuse): Numbers | null {
  const numbers: Numbers = {};
  let isGood = true;
  for (const field of NUMBER_FIELDS) {
    const text = cells[field];
    if (text === undefined) continue;
    const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
    if (/^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?$/i.test(plain)) {
      numbers[field] = Number(plain);
      continue;
    }
    isGood = false;
    refuse(field, `"${text.slice(0, 40)}" is no number.`);
  }
  const mustBePositive = ['kjPerUnit', 'batchQuantity'] as const;
  for (const field of mustBePositive) {
    if (numbers[field] === undefined || numbers[field] > 0) continue;
    isGood = false;
    refuse(field, 'This must be above zero.');
  }
  return isGood ? numbers : null;
}

/** `2020-01`, `2020年1月`, `2020/1`, `2020.01`, `202001`, or a day that begins a month. */
function parseMonth(text: string): string | null {
  const match =
    /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.]0?1)?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text);
  if (match === null) return null;
  const month = `${match[1]}-${(match[2] ?? '').padStart(2, '0')}`;
  return isMonth(month) ? month : null;
}

function emptyMonth(month: string): MutableMonth {
  return {
    draft: { month, lines: [], outputs: [] },
    linePlaces: [],
    outputPlaces: [],
    batches: [],
  };
}

function placeOf({ row, sheet }: TablePlace): TablePlace {
  return sheet === undefined ? { row } : { row, sheet };
}
