import { LEDGER_QUANTITIES, type LedgerQuantity, QUANTITY_NAMES } from '@hengneng/domain';

import type { ColumnNames } from '../imports/csv-table.ts';

/** Columns of a ledger table that are not quantities of a line; headers in the order of the form. */
const OTHER_COLUMNS = {
  month: ['月份', '报告期', '统计月份'],
  kind: ['能源品种', '能源名称', '能源种类'],
  unit: ['计量单位', '单位'],
  purchaseCostCny: ['购进金额', '购进费用'],
  kjPerUnit: ['低位发热量', '平均低位发热量', '实测低位发热量'],
  batchQuantity: ['批次数量'],
  productId: ['产品编号', '产品代码'],
  productName: ['产品名称'],
  outputQuantity: ['产量'],
  outputValueCny: ['产值', '工业总产值'],
  valueAddedCny: ['增加值', '工业增加值'],
} as const satisfies ColumnNames;

const QUANTITY_COLUMNS = Object.fromEntries(
  LEDGER_QUANTITIES.map((field) => [field, [QUANTITY_NAMES[field][0]]]),
) as unknown as Record<LedgerQuantity, readonly string[]>;

/** Every column that a table of ledger lines, calorific values or outputs may have. */
export const LEDGER_COLUMNS: ColumnNames = { ...OTHER_COLUMNS, ...QUANTITY_COLUMNS };

/** Fields that hold numbers. */
export const NUMBER_FIELDS = [
  ...LEDGER_QUANTITIES,
  'purchaseCostCny',
  'kjPerUnit',
  'batchQuantity',
  'outputQuantity',
  'outputValueCny',
  'valueAddedCny',
] as const;

/** Headers of a table as it is written out, with their units; the unit of a quantity is its line's. */
export const LEDGER_HEADERS = {
  lines: [
    ['month', '月份'],
    ['kind', '能源品种'],
    ['unit', '计量单位'],
    ...LEDGER_QUANTITIES.map((field) => [field, QUANTITY_NAMES[field][0]] as const),
    ['purchaseCostCny', '购进金额（元）'],
    ['kjPerUnit', '低位发热量（kJ/kg 或 kJ/m³）'],
  ],
  batches: [
    ['month', '月份'],
    ['kind', '能源品种'],
    ['batchQuantity', '批次数量（同台账单位）'],
    ['kjPerUnit', '低位发热量（kJ/kg 或 kJ/m³）'],
  ],
  outputs: [
    ['month', '月份'],
    ['productId', '产品编号'],
    ['productName', '产品名称'],
    ['unit', '计量单位'],
    ['outputQuantity', '产量'],
    ['outputValueCny', '产值（元）'],
    ['valueAddedCny', '增加值（元）'],
  ],
} as const;
