import type { Enterprise } from '@hengneng/database';
import { isLedgerKind, kindNameZh } from '@hengneng/domain';

import type { ConsumptionAnswer } from '../consumption/answer-schemas.ts';
import type { ConsumptionQuery } from '../consumption/consumption-query.ts';
import type { Cell } from '../tables/cells.ts';
import { ENTERPRISE_COLUMNS, type ExportColumn, type ExportLanguage } from './export-document.ts';
import { localTimes } from './local-time.ts';

type AnsweredRow = ConsumptionAnswer['rows'][number];
type AnsweredGroup = AnsweredRow['groups'][number];
type Total = ConsumptionAnswer['total'];

/** Rows of one enterprise in the order of the columns. */
export interface ConsumptionCells {
  /** One row for each group of a period. */
  rows(row: AnsweredRow): Cell[][];
  /** The totals of the range: of each group, then of all energy. */
  totals(): Cell[][];
}

/** Columns of a file for a query. */
export function consumptionColumns({ unit }: Pick<ConsumptionQuery, 'unit'>): ExportColumn[] {
  const display: ExportColumn[] =
    unit === undefined
      ? []
      : [{ zh: `实物量（${unit}）`, en: `Quantity (${unit})`, style: 'number', width: 16 }];
  return [
    ...ENTERPRISE_COLUMNS,
    { zh: '行类型', en: 'Row', style: 'text' },
    { zh: '开始（当地时间）', en: 'Start (local time)', style: 'minute', width: 17 },
    { zh: '结束（当地时间）', en: 'End (local time)', style: 'minute', width: 17 },
    { zh: '时差', en: 'UTC offset', style: 'text' },
    { zh: '时区', en: 'Time zone', style: 'text', width: 16 },
    { zh: '口径', en: 'Account', style: 'text', width: 16 },
    { zh: '能源品种', en: 'Energy', style: 'text' },
    { zh: '品种代码', en: 'Energy kind', style: 'text' },
    { zh: '表计编号', en: 'Meter id', style: 'text' },
    { zh: '表计名称', en: 'Meter', style: 'text', width: 20 },
    { zh: '实物量', en: 'Quantity', style: 'number', width: 16 },
    { zh: '计量单位', en: 'Unit', style: 'text' },
    ...display,
    { zh: '当量值（吨标准煤）', en: 'Calorific value (tce)', style: 'number' },
    { zh: '等价值（吨标准煤）', en: 'Primary energy (tce)', style: 'number' },
    { zh: '二氧化碳（吨）', en: 'CO2 (t)', style: 'number' },
    { zh: '估算占比（0–1）', en: 'Estimated share (0-1)', style: 'percent' },
    { zh: '完整度（0–1）', en: 'Completeness (0-1)', style: 'percent' },
    { zh: '状态', en: 'State', style: 'text' },
    { zh: '来源', en: 'Source', style: 'text' },
    { zh: '检定状态', en: 'Calibration', style: 'text' },
    { zh: '期间完整', en: 'Whole period', style: 'text' },
    { zh: '缺失', en: 'Missing', style: 'text', width: 24 },
    { zh: '系数版本', en: 'Factor set', style: 'text', width: 18 },
  ];
}

const WORDS = {
  detail: ['明细', 'detail'],
  groupTotal: ['小计', 'subtotal'],
  total: ['合计', 'total'],
  yes: ['是', 'yes'],
  no: ['否', 'no'],
  all: ['全部能源', 'all energy'],
} as const;

/** Cells of one enterprise; `whole` is the answer for the whole range. */
export function consumptionCells(
  { id, name, timeZone }: Enterprise,
  whole: ConsumptionAnswer,
  options: { readonly query: ConsumptionQuery; readonly language: ExportLanguage },
): ConsumptionCells {
  const { query, language } = options;
  const times = localTimes(timeZone);
  const word = (key: keyof typeof WORDS) => WORDS[key][language === 'en' ? 1 : 0];
  const meters = new Map(whole.meters.map((meter) => [meter.meterId, meter]));
  const virtual = new Map(whole.virtualMeters.map((meter) => [meter.meterId, meter]));
  const missing = missingByKind(whole.total.missing);
  const hasDisplay = query.unit !== undefined;

  const line = (
    type: keyof typeof WORDS,
    row: AnsweredRow | Total,
    group: AnsweredGroup | null,
  ): Cell[] => {
    const startMs = Date.parse(row.start);
    const figures = group ?? row;
    const meterId = group?.meterId ?? null;
    const meter = meterId === null ? undefined : meters.get(meterId);
    const isUnknown = [figures.tceCalorific, figures.tcePrimary, figures.tco2].includes(null);
    const kind = group?.energyKind;
    return [
      ...[id, name, word(type)],
      ...[
        times.minute(startMs),
        times.minute(Date.parse(row.end)),
        times.offset(startMs),
        timeZone,
      ],
      whole.account,
      ...(kind === undefined ? [word('all'), null] : [kindNameOf(kind, language), kind]),
      ...[meterId, meterId === null ? null : ((meter ?? virtual.get(meterId))?.name ?? null)],
      ...(group === null ? [null, null] : [group.quantity, group.unit]),
      ...(hasDisplay ? [group?.displayQuantity ?? null] : []),
      ...[figures.tceCalorific, figures.tcePrimary, figures.tco2],
      ...[figures.estimatedShare, figures.completeness],
      ...(group === null ? [null, null] : [group.state, group.source]),
      meter?.calibration ?? null,
      word(row.partial ? 'no' : 'yes'),
      isUnknown ? (kind === undefined ? missing.all : (missing.byKind.get(kind) ?? null)) : null,
      whole.factorSet.id,
    ];
  };
  return {
    rows: (row) => row.groups.map((group) => line('detail', row, group)),
    totals: () => [
      ...whole.total.groups.map((group) => line('groupTotal', whole.total, group)),
      line('total', whole.total, null),
    ],
  };
}

function kindNameOf(kind: string, language: ExportLanguage): string {
  return language !== 'en' && isLedgerKind(kind) ? kindNameZh(kind) : kind;
}

function missingByKind(missing: Total['missing']) {
  const textOf = ({ type, basis, unit }: Total['missing'][number]) =>
    [type, basis, unit].filter((part) => part !== undefined).join(' ');
  const kinds = Map.groupBy(missing, ({ energyKind }) => energyKind);
  const textsOf = (parts: Total['missing']) => [...new Set(parts.map(textOf))].join('; ');
  const byKind = new Map([...kinds].map(([kind, parts]) => [kind, textsOf(parts)]));
  const all = [...byKind].map(([kind, text]) => `${kind}: ${text}`).join('; ');
  return { byKind, all: all === '' ? null : all };
}
