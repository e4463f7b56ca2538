import { type AccountingRow, isBalanced, listAccounting } from '@hengneng/database';
import {
  DomainError,
  datesBetween,
  dayNumberOf,
  periodNamed,
  QUARANTINE_REASONS,
} from '@hengneng/domain';

import { assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Cell } from '../tables/cells.ts';
import { ENTERPRISE_COLUMNS, type ExportColumn, type ExportDocument } from './export-document.ts';
import type { ExportGiven } from './run-export.ts';

/** Days of all enterprises together: each is asked for by itself. */
const DAYS_MAX = 40_000;
const COUNTS = ['messages', 'parsed', 'stored', 'duplicate', 'conflict'] as const;

const COLUMNS: readonly ExportColumn[] = [
  ...ENTERPRISE_COLUMNS,
  { zh: '行类型', en: 'Row', style: 'text' },
  { zh: '日期（当地）', en: 'Date (local)', style: 'date', width: 12 },
  { zh: '时区', en: 'Time zone', style: 'text', width: 16 },
  { zh: '报文（条）', en: 'Messages', style: 'integer' },
  { zh: '解析读数（个）', en: 'Readings parsed', style: 'integer' },
  { zh: '入库（个）', en: 'Readings stored', style: 'integer' },
  { zh: '重复（个）', en: 'Duplicates', style: 'integer' },
  { zh: '冲突（个）', en: 'Conflicts', style: 'integer' },
  ...QUARANTINE_REASONS.map((reason): ExportColumn => {
    return { zh: `隔离：${reason}（个）`, en: `Quarantined: ${reason}`, style: 'integer' };
  }),
  { zh: '平衡', en: 'Balanced', style: 'text' },
];

/** Days of an export, `YYYY-MM-DD`, both included. */
export interface DaysQuery {
  readonly from: string;
  readonly to: string;
}

/**
 * Refuses days that are out of order, too many, or outside the asker's engagement.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE
 */
export function assertDays(
  { asker, enterprises }: Pick<ExportGiven, 'asker' | 'enterprises'>,
  { from, to }: DaysQuery,
  limits: { readonly permission: 'accounting.read' | 'duty.read'; readonly daysMax: number },
): void {
  if (from > to) throw new DomainError('TIME_RANGE_INVALID', '`from` must not be after `to`.');
  const count = (dayNumberOf(to) - dayNumberOf(from) + 1) * enterprises.length;
  if (count > limits.daysMax) {
    const message = `${count} days of enterprises; an export has ${limits.daysMax} at most.`;
    throw new DomainError('TIME_RANGE_TOO_WIDE', message);
  }
  for (const { id: enterpriseId, timeZone } of enterprises) {
    const fromMs = periodNamed(from, timeZone)?.startMs;
    const toMs = periodNamed(to, timeZone)?.endMs;
    if (fromMs === undefined || toMs === undefined) {
      throw new DomainError('TIME_RANGE_INVALID', 'Ask for days, such as 2026-11-21.');
    }
    const wanted = { enterpriseId, timeZone, fromMs, toMs };
    assertWithinEngagement(asker.principal, limits.permission, wanted);
  }
}

/**
 * What became of every message and reading, by enterprise and day, with the sum of each enterprise.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE
 */
export async function openAccounting(
  { database }: ApiDependencies,
  given: ExportGiven,
  query: DaysQuery,
): Promise<ExportDocument> {
  const { asker, enterprises, language, notes } = given;
  assertDays(given, query, { permission: 'accounting.read', daysMax: DAYS_MAX });
  const isEnglish = language === 'en';
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for (const { id, name, timeZone } of enterprises) {
      const line = (type: string, date: string | null, row: AccountingRow): Cell[] => [
        ...[id, name, type, date, timeZone],
        ...COUNTS.map((field) => row[field]),
        ...QUARANTINE_REASONS.map((reason) => row.quarantined[reason] ?? 0),
        isBalanced(row) ? (isEnglish ? 'yes' : '是') : isEnglish ? 'no' : '否',
      ];
      let sum: AccountingRow | null = null;
      for (const date of datesBetween(query.from, query.to)) {
        const [row] = await listAccounting(database.executor, asker.scope, {
          ...{ date, enterpriseId: id },
        });
        if (row === undefined) continue;
        sum = sum === null ? row : addRows(sum, row);
        yield line(isEnglish ? 'detail' : '明细', date, row);
      }
      if (sum !== null) yield line(isEnglish ? 'total' : '合计', null, sum);
    }
  };
  const balance =
    '解析＝入库＋重复＋冲突＋隔离；parsed = stored + duplicate + conflict + quarantined';
  return {
    ...{ title: '数据接收核算', columns: COLUMNS, rows: rows() },
    notes: [
      ...notes,
      { zh: '平衡', en: 'Balanced', value: balance },
      { zh: '无行', en: 'No row', value: '当日没有收到数据；nothing was received that day' },
    ],
  };
}

function addRows(left: AccountingRow, right: AccountingRow): AccountingRow {
  const counts = Object.fromEntries(COUNTS.map((field) => [field, left[field] + right[field]]));
  const quarantined = Object.fromEntries(
    QUARANTINE_REASONS.map((reason) => [
      reason,
      (left.quarantined[reason] ?? 0) + (right.quarantined[reason] ?? 0),
    ]),
  );
  return { ...left, ...counts, quarantined };
}
