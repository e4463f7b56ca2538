import { isUnifiedSocialCreditCode, normaliseUnifiedSocialCreditCode } from '@hengneng/domain';
import { z } from 'zod';

import { newCalibrationSchema } from '../calibration/calibration-schemas.ts';
import { productSchema, siteSchema } from '../registry/site-schemas.ts';
import {
  idSchema,
  nameSchema,
  newEnterpriseSchema,
  newMeterSchema,
  regionCodeSchema,
} from '../schemas.ts';
import {
  CALIBRATION_COLUMNS,
  CALIBRATION_KIND_WORDS,
  CALIBRATION_RESULT_WORDS,
  DEVICE_COLUMNS,
  ENERGY_KIND_WORDS,
  ENTERPRISE_COLUMNS,
  METER_COLUMNS,
  METER_FLOW_WORDS,
  METER_KIND_WORDS,
  PARK_COLUMNS,
  PRODUCT_COLUMNS,
  REGION_COLUMNS,
  SITE_COLUMNS,
} from './columns.ts';
import { headerFields, parseTable, type RowProblem, type TableRow } from './csv-table.ts';

/** A row that is right in itself. */
export interface ReadRow<T> {
  readonly row: number;
  readonly item: T;
}

/** What a table came to: rows that are right, and what is wrong with the others. */
export interface ReadRows<T> {
  readonly rowCount: number;
  readonly rows: readonly ReadRow<T>[];
  readonly problems: readonly RowProblem[];
  /** Field of each column of the file, from the left; null for one that names none. */
  readonly columns?: readonly (string | null)[];
}

type EnterpriseRow = z.output<typeof newEnterpriseSchema>;
type MeterRow = z.output<typeof newMeterSchema> & { readonly enterpriseId: string };

const NUMBER_FIELDS = ['level', 'intervalSeconds', 'multiplier', 'registerMax', 'ratedPowerKw'];

/** Reads a table of enterprises; each row as strict as the body of `POST /enterprises`. */
export function readEnterpriseRows(bytes: Uint8Array): ReadRows<EnterpriseRow> {
  const required = ['id', 'name', 'regionCode', 'industryCode'];
  const table = parseTable(bytes, ENTERPRISE_COLUMNS, required);
  const read = readRows(table, (cells) => {
    const body = { ...cells, ...(cells.id === undefined ? {} : { id: creditCode(cells.id) }) };
    return newEnterpriseSchema.safeParse(body);
  });
  return { ...read, columns: headerFields(bytes, ENTERPRISE_COLUMNS) };
}

/** Reads a table of meters; each row as strict as the body of `POST …/meters`. */
export function readMeterRows(bytes: Uint8Array): ReadRows<MeterRow> {
  const required = ['enterpriseId', 'id', 'name', 'energyKind', 'kind', 'unit', 'flow'];
  const table = parseTable(bytes, METER_COLUMNS, required);
  const read = readRows(table, (cells) => {
    const { enterpriseId: rawId = '', ...rest } = cells;
    const enterpriseId = creditCode(rawId);
    const parsed = newMeterSchema.safeParse(withNumbers(withWords(rest)));
    if (isUnifiedSocialCreditCode(enterpriseId)) {
      if (!parsed.success) return parsed;
      return { success: true, data: { ...parsed.data, enterpriseId } };
    }
    const issue: z.core.$ZodIssue = {
      code: 'custom',
      path: ['enterpriseId'],
      message: 'is not a unified social credit code',
      input: rawId,
    };
    const others = parsed.success ? [] : parsed.error.issues;
    return { success: false, error: new z.ZodError([issue, ...others]) };
  });
  return { ...read, columns: headerFields(bytes, METER_COLUMNS) };
}

type CalibrationRow = z.output<typeof newCalibrationSchema> & {
  readonly enterpriseId: string;
  readonly meterId: string;
};
const ownerSchema = z.object({
  enterpriseId: z.string().refine(isUnifiedSocialCreditCode, 'is not a unified social credit code'),
  meterId: idSchema,
});

/** Reads a table of certificates; each row as strict as the body of `POST …/calibrations`. */
export function readCalibrationRows(bytes: Uint8Array): ReadRows<CalibrationRow> {
  const required = ['enterpriseId', 'meterId', 'kind', 'certificateNo', 'organisation'];
  const table = parseTable(bytes, CALIBRATION_COLUMNS, [...required, 'performedOn']);
  const read = readRows(table, ({ enterpriseId = '', meterId, ...rest }) => {
    const owner = ownerSchema.safeParse({ enterpriseId: creditCode(enterpriseId), meterId });
    const parsed = newCalibrationSchema.safeParse(withCalibrationWords(rest));
    if (owner.success && parsed.success) {
      return { success: true, data: { ...parsed.data, ...owner.data } };
    }
    const issues = [...(owner.error?.issues ?? []), ...(parsed.error?.issues ?? [])];
    return { success: false, error: new z.ZodError(issues) };
  });
  return { ...read, columns: headerFields(bytes, CALIBRATION_COLUMNS) };
}

const deviceRowSchema = z.object({
  enterpriseId: ownerSchema.shape.enterpriseId,
  id: idSchema,
  name: z.string().trim().max(200).default(''),
});

/** Reads a table of devices; each row as strict as the body of `POST …/devices`. */
export function readDeviceRows(bytes: Uint8Array): ReadRows<z.output<typeof deviceRowSchema>> {
  const table = parseTable(bytes, DEVICE_COLUMNS, ['enterpriseId', 'id']);
  const read = readRows(table, ({ enterpriseId = '', ...rest }) =>
    deviceRowSchema.safeParse({ ...rest, enterpriseId: creditCode(enterpriseId) }),
  );
  return { ...read, columns: headerFields(bytes, DEVICE_COLUMNS) };
}

const regionRowSchema = z.object({ code: regionCodeSchema, name: nameSchema });

/** Reads a table of regions with their names. */
export function readRegionRows(bytes: Uint8Array): ReadRows<z.output<typeof regionRowSchema>> {
  const table = parseTable(bytes, REGION_COLUMNS, ['code', 'name']);
  const read = readRows(table, (cells) => regionRowSchema.safeParse(cells));
  return { ...read, columns: headerFields(bytes, REGION_COLUMNS) };
}

const parkRowSchema = z.object({
  code: idSchema,
  name: nameSchema,
  regionCode: regionCodeSchema.optional(),
});

/** Reads a table of parks with their names and the regions they lie in. */
export function readParkRows(bytes: Uint8Array): ReadRows<z.output<typeof parkRowSchema>> {
  const table = parseTable(bytes, PARK_COLUMNS, ['code', 'name']);
  const read = readRows(table, (cells) => parkRowSchema.safeParse(cells));
  return { ...read, columns: headerFields(bytes, PARK_COLUMNS) };
}

const siteRowSchema = siteSchema.extend({ enterpriseId: ownerSchema.shape.enterpriseId });

/** Reads a table of plants; each row as strict as the body of `POST …/sites`. */
export function readSiteRows(bytes: Uint8Array): ReadRows<z.output<typeof siteRowSchema>> {
  const table = parseTable(bytes, SITE_COLUMNS, ['enterpriseId', 'id', 'name']);
  const read = readRows(table, ({ enterpriseId = '', ...rest }) =>
    siteRowSchema.safeParse({ ...rest, enterpriseId: creditCode(enterpriseId) }),
  );
  return { ...read, columns: headerFields(bytes, SITE_COLUMNS) };
}

const productRowSchema = productSchema.extend({ enterpriseId: ownerSchema.shape.enterpriseId });

/** Reads a table of products; each row as strict as the body of `POST …/products`. */
export function readProductRows(bytes: Uint8Array): ReadRows<z.output<typeof productRowSchema>> {
  const table = parseTable(bytes, PRODUCT_COLUMNS, ['enterpriseId', 'id', 'name', 'unit']);
  const read = readRows(table, ({ enterpriseId = '', ...rest }) =>
    productRowSchema.safeParse({ ...rest, enterpriseId: creditCode(enterpriseId) }),
  );
  return { ...read, columns: headerFields(bytes, PRODUCT_COLUMNS) };
}

function withCalibrationWords(cells: Readonly<Record<string, string>>): Record<string, string> {
  const { kind, result } = cells;
  const kinds = new Map(Object.entries(CALIBRATION_KIND_WORDS));
  const results = new Map(Object.entries(CALIBRATION_RESULT_WORDS));
  return {
    ...cells,
    ...(kind === undefined ? {} : { kind: kinds.get(kind) ?? kind }),
    ...(result === undefined ? {} : { result: results.get(result) ?? result }),
  };
}

type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: z.ZodError };

/** Reads each row of a table, and says what is wrong by row and column. */
export function readRows<T>(
  table: readonly TableRow[],
  read: (cells: Readonly<Record<string, string>>) => Parsed<T>,
): ReadRows<T> {
  const rows: ReadRow<T>[] = [];
  const problems: RowProblem[] = [];
  for (const { row, cells } of table) {
    const parsed = read(cells);
    if (parsed.success) {
      rows.push({ row, item: parsed.data });
      continue;
    }
    for (const issue of parsed.error.issues) {
      const column = String(issue.path[0] ?? '');
      const isId = column === 'id' && cells.id !== undefined && /credit code/.test(issue.message);
      const code = isId ? 'ENTERPRISE_ID_INVALID' : 'INVALID_REQUEST';
      const message = cells[column] === undefined ? 'This cell must be filled.' : issue.message;
      problems.push({ row, column, code, message });
    }
  }
  return { rowCount: table.length, rows, problems };
}

function creditCode(text: string): string {
  return normaliseUnifiedSocialCreditCode(text);
}

/** Chinese words of the field become the words of the interface; others stay and are judged. */
function withWords(cells: Readonly<Record<string, string>>): Record<string, string> {
  const translate = (text: string, words: Readonly<Record<string, string>>) =>
    Object.hasOwn(words, text) ? (words[text] ?? text) : text;
  const result = { ...cells };
  const { kind, flow, energyKind, unit, validFrom } = cells;
  if (kind !== undefined) result.kind = translate(kind, METER_KIND_WORDS);
  if (flow !== undefined) result.flow = translate(flow, METER_FLOW_WORDS);
  if (energyKind !== undefined) result.energyKind = translate(energyKind, ENERGY_KIND_WORDS);
  if (unit !== undefined)
    result.unit = translate(unit, { 'm³': 'm3', 立方米: 'm3', 千瓦时: 'kWh' });
  // A day alone is its midnight in China; a time without an offset stays refused.
  if (validFrom !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(validFrom)) {
    result.validFrom = `${validFrom}T00:00:00+08:00`;
  }
  return result;
}

function withNumbers(cells: Readonly<Record<string, string>>): Record<string, unknown> {
  const result: Record<string, unknown> = { ...cells };
  for (const field of NUMBER_FIELDS) {
    const text = cells[field];
    // What is not a plain decimal stays text, and the schema says so.
    if (text !== undefined && /^-?\d{1,16}(\.\d{1,16})?$/.test(text)) result[field] = Number(text);
  }
  return result;
}
