import { type LedgerRevision, listLedgerRevisions } from '@hengneng/database';
import {
  DomainError,
  isCounting,
  kindNameZh,
  LEDGER_QUANTITIES,
  type LedgerMonth,
  periodNamed,
  QUANTITY_NAMES,
} from '@hengneng/domain';

import { assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { recordAsOf } from '../ledger/ledger-context.ts';
import type { Cell } from '../tables/cells.ts';
import {
  ENTERPRISE_COLUMNS,
  type ExportColumn,
  type ExportDocument,
  type ExportLanguage,
} from './export-document.ts';
import { localTimes } from './local-time.ts';
import type { ExportGiven } from './run-export.ts';

const COLUMNS: readonly ExportColumn[] = [
  ...ENTERPRISE_COLUMNS,
  { zh: '行类型', en: 'Row', style: 'text' },
  { zh: '月份', en: 'Month', style: 'text' },
  { zh: '版次', en: 'Revision', style: 'integer' },
  { zh: '计入', en: 'Counting', style: 'text' },
  { zh: '状态', en: 'State', style: 'text' },
  { zh: '来源', en: 'Source', style: 'text' },
  { zh: '提交人', en: 'Submitted by', style: 'text' },
  { zh: '提交时间（当地时间）', en: 'Submitted at (local time)', style: 'minute', width: 17 },
  { zh: '时差', en: 'UTC offset', style: 'text' },
  { zh: '能源品种', en: 'Energy', style: 'text' },
  { zh: '品种代码', en: 'Energy kind', style: 'text' },
  { zh: '产品编号', en: 'Product id', style: 'text' },
  { zh: '计量单位', en: 'Unit', style: 'text' },
  ...LEDGER_QUANTITIES.map((field): ExportColumn => {
    const [zh, en] = QUANTITY_NAMES[field];
    return { zh: `${zh}（计量单位）`, en: `${en} (unit)`, style: 'number' };
  }),
  { zh: '购进金额（元）', en: 'Purchase cost (CNY)', style: 'number' },
  { zh: '批次数量（计量单位）', en: 'Batch quantity (unit)', style: 'number' },
  {
    zh: '低位发热量（kJ/kg 或 kJ/m³）',
    en: 'Net calorific value (kJ/kg or kJ/m3)',
    style: 'number',
  },
  { zh: '产量（计量单位）', en: 'Output (unit)', style: 'number' },
  { zh: '产值（元）', en: 'Output value (CNY)', style: 'number' },
  { zh: '增加值（元）', en: 'Value added (CNY)', style: 'number' },
];

/** Months of an export, both included, as of now unless said. */
export interface LedgerQuery {
  readonly from: string;
  readonly to: string;
  readonly asOf?: number | undefined;
  /** Every revision, or of each month the one that counts. */
  readonly revisions: 'counting' | 'all';
}

/**
 * The ledger as a table: lines of energy, their batches, outputs.
 *
 * @throws DomainError TIME_RANGE_INVALID
 */
export async function openLedger(
  dependencies: ApiDependencies,
  { asker, enterprises, language, notes }: ExportGiven,
  query: LedgerQuery,
): Promise<ExportDocument> {
  for (const { id: enterpriseId, timeZone } of enterprises) {
    const fromMs = periodNamed(query.from, timeZone)?.startMs;
    const toMs = periodNamed(query.to, timeZone)?.endMs;
    if (fromMs === undefined || toMs === undefined || fromMs >= toMs) {
      throw new DomainError('TIME_RANGE_INVALID', 'Ask for a month or later months after it.');
    }
    const wanted = { enterpriseId, timeZone, fromMs, toMs };
    assertWithinEngagement(asker.principal, 'ledger.read', wanted);
  }
  const { database } = dependencies;
  const asOfs = enterprises.map(({ id: enterpriseId }) =>
    recordAsOf(asker.principal, dependencies, { enterpriseId, asOf: query.asOf }),
  );
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for (const [index, { id, name, timeZone }] of enterprises.entries()) {
      const asOfMs = asOfs[index];
      const revisions = await listLedgerRevisions(database.executor, asker.scope, {
        ...{ enterpriseId: id, fromMonth: query.from, toMonth: query.to, asOfMs },
      });
      const counting = new Map<string, number>();
      for (const { month, revision, state } of revisions) {
        if (isCounting(state)) counting.set(month, revision);
      }
      for (const revision of revisions) {
        const counts = counting.get(revision.month) === revision.revision;
        if (!counts && query.revisions === 'counting') continue;
        const head = headOf(revision, { timeZone, counts, language });
        for (const { type, cells } of documentRows(revision.document, language)) {
          yield [id, name, type, ...head, ...cells];
        }
      }
    }
  };
  return { title: '能源台账', columns: COLUMNS, rows: rows(), notes };
}

function headOf(
  { month, revision, state, source, recordedBy, recordedAtMs }: LedgerRevision,
  options: {
    readonly timeZone: string;
    readonly counts: boolean;
    readonly language: ExportLanguage;
  },
): Cell[] {
  const times = localTimes(options.timeZone);
  const [yes, no] = options.language === 'en' ? ['yes', 'no'] : ['是', '否'];
  const when = [times.minute(recordedAtMs), times.offset(recordedAtMs)];
  return [month, revision, options.counts ? yes : no, state, source, recordedBy, ...when];
}

/** Cells from the energy kind on. */
function* documentRows(
  { lines, outputs }: LedgerMonth,
  language: ExportLanguage,
): Generator<{ readonly type: string; readonly cells: Cell[] }> {
  const isEnglish = language === 'en';
  const none = LEDGER_QUANTITIES.map(() => null);
  for (const line of lines) {
    const { kind, unit } = line;
    const about = [isEnglish ? kind : kindNameZh(kind), kind, null, unit];
    const amounts = LEDGER_QUANTITIES.map((field) => line[field] ?? null);
    yield {
      type: isEnglish ? 'line' : '能源',
      cells: [...about, ...amounts, line.purchaseCostCny ?? null, null, null, null, null, null],
    };
    for (const { quantity, kjPerUnit } of line.calorificBatches ?? []) {
      yield {
        type: isEnglish ? 'batch' : '热值批次',
        cells: [...about, ...none, null, quantity, kjPerUnit, null, null, null],
      };
    }
  }
  for (const { productId, unit, quantity, outputValueCny, valueAddedCny } of outputs) {
    const amounts = [quantity ?? null, outputValueCny ?? null, valueAddedCny ?? null];
    yield {
      type: isEnglish ? 'output' : '产品',
      cells: [null, null, productId, unit, ...none, null, null, null, ...amounts],
    };
  }
}
