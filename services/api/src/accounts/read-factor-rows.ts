import type { FactorEntry } from '@hengneng/database';
import { parseLedgerKind, parseUnit } from '@hengneng/domain';
import { z } from 'zod';

import { type ColumnNames, headerFields, parseTable } from '../imports/csv-table.ts';
import { type ReadRows, readRows } from '../imports/read-rows.ts';
import { newCarbonSchema, newDensitySchema, newStandardCoalSchema } from './factor-schemas.ts';

/** Headers of a table of factors. */
const FACTOR_COLUMNS: ColumnNames = {
  type: ['类型', '因子类型'],
  id: ['编号', '因子编号'],
  kind: ['能源品种', '能源种类', '品种'],
  unit: ['计量单位', '单位'],
  value: ['数值', '系数', '因子'],
  basis: ['基准', '当量等价'],
  validFrom: ['生效日期', '起始日期'],
  validTo: ['失效日期', '截止日期'],
  regionCode: ['行政区划代码', '区划代码', '地区代码'],
  purpose: ['用途', '适用标准'],
  status: ['状态'],
  source: ['来源', '依据', '出处'],
};

/** What people write for the words of the interface. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['折标准煤系数', 'standard-coal'],
  ['折标系数', 'standard-coal'],
  ['碳排放因子', 'carbon'],
  ['二氧化碳排放因子', 'carbon'],
  ['密度', 'density'],
  ['当量', 'calorific'],
  ['当量值', 'calorific'],
  ['等价', 'primary'],
  ['等价值', 'primary'],
  ['当量等价相同', 'both'],
  ['暂定', 'provisional'],
  ['正式', 'final'],
]);

const typeSchema = z.enum(['standard-coal', 'carbon', 'density']);

/** Reads a table of factors: `value` is kgce, tCO2 or kg per unit, as the type says. */
export function readFactorRows(bytes: Uint8Array): ReadRows<FactorEntry> {
  const required = ['type', 'id', 'kind', 'unit', 'value', 'validFrom', 'source'];
  const read = readRows(parseTable(bytes, FACTOR_COLUMNS, required), readRow);
  return { ...read, columns: headerFields(bytes, FACTOR_COLUMNS) };
}

type Parsed =
  | { readonly success: true; readonly data: FactorEntry }
  | { readonly success: false; readonly error: z.ZodError };

function readRow(cells: Readonly<Record<string, string>>): Parsed {
  const words = Object.fromEntries(
    Object.entries(cells).map(([column, text]) => [column, WORDS.get(text) ?? text]),
  );
  const { type, value, kind = '', unit = '', basis, ...rest } = words;
  const known = {
    ...rest,
    kind: parseLedgerKind(kind) ?? kind,
    unit: parseUnit(unit) ?? unit,
  };
  // What is not a plain decimal stays text, and the schema says so.
  const figure = /^\d{1,9}(\.\d{1,12})?$/.test(value ?? '') ? Number(value) : value;
  const parsedType = typeSchema.safeParse(type);
  if (!parsedType.success) {
    const message = 'must be 折标准煤系数, 碳排放因子 or 密度';
    const issue = { code: 'custom' as const, path: ['type'], message, input: type };
    return { success: false, error: new z.ZodError([issue]) };
  }
  if (parsedType.data === 'carbon') {
    const parsed = newCarbonSchema.safeParse({ ...known, tco2PerUnit: figure });
    if (!parsed.success) return inColumn(parsed.error);
    return { success: true, data: { type: 'carbon', record: { ...parsed.data, verified: false } } };
  }
  if (parsedType.data === 'density') {
    const parsed = newDensitySchema.safeParse({ ...known, kgPerL: figure });
    if (!parsed.success) return inColumn(parsed.error);
    return {
      success: true,
      data: { type: 'density', record: { ...parsed.data, verified: false } },
    };
  }
  const parsed = newStandardCoalSchema.safeParse({
    ...known,
    kgcePerUnit: figure,
    basis: basis ?? 'both',
  });
  if (!parsed.success) return inColumn(parsed.error);
  const record = { ...parsed.data, verified: false };
  return { success: true, data: { type: 'standard-coal', record } };
}

/** The figure has one column, whatever its field is called. */
function inColumn(error: z.ZodError): Parsed {
  const figures = new Set<PropertyKey>(['kgcePerUnit', 'tco2PerUnit', 'kgPerL']);
  const issues = error.issues.map((issue) =>
    figures.has(issue.path[0] ?? '') ? { ...issue, path: ['value'] } : issue,
  );
  return { success: false, error: new z.ZodError(issues) };
}
