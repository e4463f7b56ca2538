import {
  BALANCE_ITEMS,
  type BalanceFigure,
  type BalanceItem,
  type BalanceYear,
  kindNameZh,
  QUANTITY_NAMES,
  unitNameZh,
} from '@hengneng/domain';

import type { Cell, TableColumn } from '../tables/cells.ts';
import type { XlsxSheet } from '../tables/xlsx-writer.ts';

/** Names of the table's rows, in Chinese. */
function itemNameZh(item: BalanceItem): string {
  if (item === 'endUse') return '终端消费量';
  return item === 'difference' ? '平衡差额' : QUANTITY_NAMES[item][0];
}

/** What of the enterprise and of the record the workbook says about itself. */
export interface BalanceHead {
  readonly enterpriseName: string;
  readonly enterpriseId: string;
  readonly timeZone: string;
  readonly factorSetId: string;
  /** Instant of the record, ISO 8601. */
  readonly asOf: string;
}

/**
 * The balance table (能源平衡表) as a workbook: the years side by side in physical units and on both
 * bases, the coefficients with their sources, and what the figures rest on.
 */
export function balanceSheets(years: readonly BalanceYear[], head: BalanceHead): XlsxSheet[] {
  return [
    {
      name: '能源平衡表',
      columns: balanceColumns(years),
      hasHeader: true,
      frozenColumns: 3,
      rows: balanceRows(years),
    },
    {
      name: '折标系数',
      columns: [
        { header: '年份', style: 'text' },
        { header: '能源品种', style: 'text', width: 14 },
        { header: '口径', style: 'text' },
        { header: '系数（kgce/单位）', style: 'number' },
        { header: '单位', style: 'text' },
        { header: '来源类别', style: 'text' },
        { header: '状态', style: 'text' },
        { header: '月份', style: 'text', width: 30 },
        { header: '依据', style: 'text', width: 60 },
      ],
      hasHeader: true,
      rows: factorRows(years),
    },
    {
      name: '说明',
      columns: [
        { header: '', style: 'text', width: 24 },
        { header: '', style: 'text', width: 80 },
      ],
      hasHeader: false,
      rows: headRows(years, head),
    },
  ];
}

function balanceColumns(years: readonly BalanceYear[]): TableColumn[] {
  const figures = (name: string) =>
    years.map(({ year }): TableColumn => ({ header: `${year}年${name}`, style: 'number' }));
  return [
    { header: '能源品种', style: 'text', width: 16 },
    { header: '计量单位', style: 'text', width: 12 },
    { header: '项目', style: 'text', width: 26 },
    ...figures('实物量'),
    ...figures('当量值（吨标准煤）'),
    ...figures('等价值（吨标准煤）'),
  ];
}

function* balanceRows(years: readonly BalanceYear[]): Iterable<Cell[]> {
  const columns = (figures: readonly (BalanceFigure | undefined)[]): Cell[] => [
    ...figures.map((figure) => figure?.quantity ?? null),
    ...figures.map((figure) => figure?.tceCalorific ?? null),
    ...figures.map((figure) => figure?.tcePrimary ?? null),
  ];
  const kinds = [...new Set(years.flatMap((year) => year.kinds.map(({ kind }) => kind)))].sort();
  for (const kind of kinds) {
    const own = years.map((year) => year.kinds.find((other) => other.kind === kind));
    const unit = own.find((entry) => entry !== undefined)?.unit;
    const head = [kindNameZh(kind), unit === undefined ? '' : unitNameZh(unit)];
    for (const item of BALANCE_ITEMS) {
      yield [...head, itemNameZh(item), ...columns(own.map((entry) => entry?.figures[item]))];
    }
    const empty = years.flatMap(() => [null, null]);
    yield [
      ...head,
      '购进金额（元）',
      ...own.map((entry) => entry?.purchaseCostCny ?? null),
      ...empty,
    ];
    yield [
      ...head,
      '购进单价（元/单位）',
      ...own.map((entry) => entry?.unitPriceCny ?? null),
      ...empty,
    ];
  }
  for (const item of BALANCE_ITEMS) {
    const figures = years.map(({ total }) => total.figures[item]);
    yield ['合计', '', itemNameZh(item), ...columns(figures)];
  }
  const net = years.map(({ total }) => ({ ...total.net, quantity: null }));
  yield ['合计', '', '消费量（扣除转换产出与回收）', ...columns(net)];
}

function* factorRows(years: readonly BalanceYear[]): Iterable<Cell[]> {
  for (const { year, kinds } of years) {
    for (const { kind, factors } of kinds) {
      for (const { basis, factor, months } of factors) {
        yield [
          String(year),
          kindNameZh(kind),
          basis === 'calorific' ? '当量值' : '等价值',
          factor.kgcePerUnit,
          unitNameZh(factor.unit),
          { table: '附录取值', measured: '实测', enterprise: '企业' }[factor.origin],
          factor.status === 'final' ? '正式' : '暂用',
          months.join('、'),
          `${factor.source}${factor.verified ? '' : '（未经核对）'}`,
        ];
      }
    }
  }
}

function headRows(years: readonly BalanceYear[], head: BalanceHead): Cell[][] {
  const missing = years.flatMap(({ year, kinds }) =>
    kinds.flatMap((kind) =>
      kind.missing.map(({ what, month }) => [
        `缺失（${year}）`,
        `${kindNameZh(kind.kind)} ${month}：${what === 'unit' ? '计量单位无法换算' : `无折标系数（${what}）`}`,
      ]),
    ),
  );
  return [
    ['企业', `${head.enterpriseName}（${head.enterpriseId}）`],
    ['系数版本', head.factorSetId],
    ['数据截至', `${head.asOf}（企业时区 ${head.timeZone}）`],
    ...years.map(({ year, months }) => [
      `${year}年计入月份`,
      months.length === 0 ? '无' : `${months.length} 个月：${months.join('、')}`,
    ]),
    ['空白', '缺少数据或系数，不等于 0'],
    ['合计', '耗能工质不计入合计'],
    ...missing,
  ];
}
