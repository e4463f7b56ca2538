import { parsePolicyDocument } from '@hengneng/contracts';
import type { AuthorityPart } from '@hengneng/domain';

import {
  type ColumnNames,
  headerFields,
  IMPORT_ROWS_MAX,
  parseTable,
  type RowProblem,
  type TableRow,
} from '../imports/csv-table.ts';
import type { ReadRows } from '../imports/read-rows.ts';

/** Targets of one enterprise for a year, as an import has them. */
export interface ImportedPolicy {
  readonly enterpriseId: string;
  readonly year: number;
  readonly document: AuthorityPart;
}

const TARGET_COLUMNS: ColumnNames = {
  enterpriseId: ['统一社会信用代码', '社会信用代码', '企业代码'],
  year: ['年度', '年份'],
  id: ['目标编号', '目标'],
  title: ['目标名称'],
  metric: ['指标'],
  basis: ['折标口径', '基准'],
  account: ['核算口径'],
  energyKind: ['能源品种'],
  unit: ['计量单位', '单位'],
  product: ['产品'],
  line: ['生产线'],
  period: ['考核周期', '周期'],
  limit: ['限额', '预算', '目标值'],
  standard: ['限额标准'],
  level: ['限额等级'],
  benchmark: ['标杆水平'],
  baselineLevel: ['基准水平'],
  factorSet: ['系数集'],
  issuer: ['下达单位', '发文单位'],
  documentNo: ['发文字号', '文号'],
  issuedOn: ['下达日期', '发文日期'],
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`m${index + 1}`, [`${index + 1}月`]]),
  ),
};
const NUMBERS = ['limit', 'benchmark', 'baselineLevel'];
const WORDS: ReadonlyMap<string, string> = new Map([
  ['当量', 'calorific'],
  ['当量值', 'calorific'],
  ['等价', 'primary'],
  ['等价值', 'primary'],
  ['年', 'year'],
  ['季', 'quarter'],
  ['季度', 'quarter'],
  ['月', 'month'],
  ['考核', 'assessed'],
  ['综合能耗', 'comprehensive'],
  ['统计', 'statistical'],
]);

/** Reads a table of targets, one a row; the rows of an enterprise and year make one document. */
export function readPolicyTable(bytes: Uint8Array): ReadRows<ImportedPolicy> {
  const table = parseTable(bytes, TARGET_COLUMNS, [
    'enterpriseId',
    'year',
    'id',
    'metric',
    'limit',
  ]);
  const groups = Map.groupBy(
    table,
    ({ cells }) => `${cells.enterpriseId ?? ''} ${cells.year ?? ''}`,
  );
  const read = [...groups.values()].map((rows) => {
    const { enterpriseId = '', year = '' } = rows[0]?.cells ?? {};
    const targets = rows.map(targetOf);
    const value = { enterpriseId, year: numberOr(year), targets };
    return readPolicy(value, rows[0]?.row ?? 0, (target) => rows[target]?.row);
  });
  const columns = headerFields(bytes, TARGET_COLUMNS);
  return { rowCount: table.length, columns, ...joined(read) };
}

/**
 * Reads policies as JSON Lines: `{enterpriseId, year, targets, thresholds?}` a line. The plan is not
 * the authority's to import.
 */
export function readPolicyLines(bytes: Uint8Array): ReadRows<ImportedPolicy> {
  const text = new TextDecoder().decode(bytes);
  const lines = text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), row: index + 1 }))
    .filter(({ line }) => line !== '');
  const read = lines.slice(0, IMPORT_ROWS_MAX).map(({ line, row }) => {
    const value = parseJson(line);
    if (value === null) return { problems: [problem(row, '', 'is not a JSON object')] };
    return readPolicy(value, row, () => row);
  });
  const isTooLong = lines.length > IMPORT_ROWS_MAX;
  const message = `has more than ${IMPORT_ROWS_MAX} lines; import them in parts`;
  const more = isTooLong ? [{ problems: [problem(0, '', message)] }] : [];
  return { rowCount: lines.length, ...joined([...read, ...more]) };
}

interface ReadPolicy {
  readonly policy?: { readonly row: number; readonly item: ImportedPolicy };
  readonly problems: readonly RowProblem[];
}

function readPolicy(
  value: Readonly<Record<string, unknown>>,
  row: number,
  rowOfTarget: (index: number) => number | undefined,
): ReadPolicy {
  if ('measures' in value) {
    return { problems: [problem(row, 'measures', 'is the enterprise’s own part')] };
  }
  const parsed = parsePolicyDocument({ ...value, measures: [] });
  if (parsed.problems !== null) {
    const problems = parsed.problems.map(({ path, message }) => {
      const [, index, field] = /^targets\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
      if (index === undefined) return problem(row, path, message);
      return problem(rowOfTarget(Number(index)) ?? row, field ?? path, message);
    });
    return { problems };
  }
  const { enterpriseId, year, targets, thresholds } = parsed.policy;
  const document = { targets, ...(thresholds === undefined ? {} : { thresholds }) };
  return { policy: { row, item: { enterpriseId, year, document } }, problems: [] };
}

function joined(read: readonly ReadPolicy[]) {
  return {
    rows: read.flatMap(({ policy }) => (policy === undefined ? [] : [policy])),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function targetOf({ cells }: TableRow): Record<string, unknown> {
  const { enterpriseId: _, year: __, ...rest } = cells;
  const months = Array.from({ length: 12 }, (_month, index) => rest[`m${index + 1}`]);
  const filled = months.filter((cell) => cell !== undefined);
  const fields = Object.entries(rest)
    .filter(([name]) => !/^m\d+$/.test(name))
    .map(([name, text]) => {
      if (NUMBERS.includes(name)) return [name, numberOr(text)];
      if (name === 'level' && /^[123]$/.test(text)) return [name, Number(text)];
      return [name, WORDS.get(text) ?? text];
    });
  return {
    period: 'year',
    ...Object.fromEntries(fields),
    ...(filled.length === 0 ? {} : { monthlyPlan: filled.map(numberOr) }),
  };
}

/** What is not a plain decimal stays text, and the schema says so. */
function numberOr(text: string): number | string {
  return /^-?\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : text;
}

function parseJson(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}

function problem(row: number, column: string, message: string): RowProblem {
  return { row, column, code: 'INVALID_REQUEST', message };
}
