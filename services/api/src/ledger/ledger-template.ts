import {
  type AccountedKind,
  convertQuantity,
  kindNameZh,
  LEDGER_KINDS,
  type LedgerDraft,
  type LedgerMonth,
  METER_UNITS,
  unitNameZh,
  usualUnitOf,
} from '@hengneng/domain';

import type { Cell, CellStyle, TableColumn } from '../tables/cells.ts';
import type { XlsxSheet } from '../tables/xlsx-writer.ts';
import { LEDGER_HEADERS } from './ledger-columns.ts';

/** Empty rows for kinds that are new, and for batches. */
const SPARE_ROWS = 10;
const SPARE_BATCHES = 40;
/** Rows that the rules of the sheet reach. */
const RULED_ROWS = 500;

/** What a template is made from. */
export interface TemplateContent {
  readonly month: string;
  /** Kinds that the enterprise has a line for every month. */
  readonly kinds: readonly AccountedKind[];
  readonly products: readonly {
    readonly id: string;
    readonly name: string;
    readonly unit: string;
  }[];
  /** The month before, for the opening stock. */
  readonly previous: LedgerMonth | null;
  /** What is filled in already. */
  readonly draft: LedgerDraft | null;
}

/**
 * The sheets of a month's template: lines, measured batches, outputs, what to write where. Kinds and
 * products are filled in, and the opening stock with the last closing stock; the file reads back with
 * `readLedgerTable`.
 */
export function templateSheets(content: TemplateContent): XlsxSheet[] {
  const units = METER_UNITS.filter((unit) => unit !== 'kW' && unit !== 'kvarh').map(unitNameZh);
  const kinds = LEDGER_KINDS.map(kindNameZh);
  const choices = kinds.map((kind, index) => [kind, units[index] ?? null]);
  const amount = { type: 'not-negative' } as const;
  const list = (source: string) => ({ type: 'list', source }) as const;
  const last = RULED_ROWS;
  const message = '请填写不小于 0 的数值。';
  return [
    {
      name: '能源台账',
      columns: columnsOf(LEDGER_HEADERS.lines),
      hasHeader: true,
      frozenColumns: 3,
      rows: lineRows(content),
      validations: [
        {
          range: `B2:B${last}`,
          rule: list(`选项!$A$1:$A$${kinds.length}`),
          message: '请从列表中选择能源品种。',
        },
        {
          range: `C2:C${last}`,
          rule: list(`选项!$B$1:$B$${units.length}`),
          message: '请从列表中选择计量单位。',
        },
        { range: `D2:T${last}`, rule: amount, message },
      ],
    },
    {
      name: '批次热值',
      columns: columnsOf(LEDGER_HEADERS.batches),
      hasHeader: true,
      rows: batchRows(content),
      validations: [{ range: `C2:D${last}`, rule: amount, message }],
    },
    {
      name: '产品产量',
      columns: columnsOf(LEDGER_HEADERS.outputs),
      hasHeader: true,
      rows: outputRows(content),
      validations: [{ range: `E2:F${last}`, rule: amount, message }],
    },
    {
      name: '填表说明',
      columns: [{ header: '', style: 'text', width: 100 }],
      hasHeader: false,
      rows: NOTES.map((note) => [note]),
    },
    {
      name: '选项',
      columns: [
        { header: '', style: 'text' },
        { header: '', style: 'text' },
      ],
      hasHeader: false,
      rows: choices,
      hidden: true,
    },
  ];
}

const NOTES = [
  '一、黄色单元格由企业填写；没有发生的数量请填 0，空白表示未填。',
  '二、期初库存量 = 上月期末库存量；购进量只增加库存，不是消费量。',
  '三、消费量合计 = 工业生产消费 + 用作原料 + 运输工具消费 + 非工业生产消费 + 生活消费。',
  '四、期初库存 + 购进 + 加工转换产出 + 回收利用 − 外供 − 消费 − 输配损失 − 期末库存 = 盘盈盘亏。',
  '五、有多批次实测低位发热量的，在“批次热值”表逐批填写；只有月平均值的，填在台账末列。',
  '六、不要改动表头；公式按保存时的结果读取。',
];

/** Fields that are written for the reporter, not by him. */
const GIVEN: ReadonlySet<string> = new Set(['month', 'productId', 'productName']);
const TEXTS: ReadonlySet<string> = new Set(['kind', 'unit']);

function columnsOf(headers: readonly (readonly [string, string])[]): TableColumn[] {
  return headers.map(([field, header]) => {
    const style: CellStyle = GIVEN.has(field) ? 'text' : TEXTS.has(field) ? 'input-text' : 'input';
    return { header, style };
  });
}

function lineRows({ month, kinds, previous, draft }: TemplateContent): Cell[][] {
  const all = [...new Set([...kinds, ...(draft?.lines.map((line) => line.kind) ?? [])])];
  const rows = all.map((kind) => {
    const filled = draft?.lines.find((line) => line.kind === kind);
    const before = previous?.lines.find((line) => line.kind === kind);
    const unit = filled?.unit ?? before?.unit ?? usualUnitOf(kind);
    const closing = before && convertQuantity(before.closingStock, before.unit, unit);
    const values: Record<string, string | number | null | undefined> = {
      month,
      kind: kindNameZh(kind),
      unit: unitNameZh(unit),
      openingStock: closing ?? null,
    };
    for (const [field, value] of Object.entries(filled ?? {})) {
      if (typeof value === 'number') values[field] = value;
    }
    return LEDGER_HEADERS.lines.map(([field]) => values[field] ?? null);
  });
  return [...rows, ...spare(SPARE_ROWS, LEDGER_HEADERS.lines.length)];
}

function batchRows({ month, draft }: TemplateContent): Cell[][] {
  const rows = (draft?.lines ?? []).flatMap(({ kind, calorificBatches = [] }) =>
    calorificBatches.map(({ quantity, kjPerUnit }) => [
      month,
      kindNameZh(kind),
      quantity,
      kjPerUnit,
    ]),
  );
  return [...rows, ...spare(SPARE_BATCHES, LEDGER_HEADERS.batches.length)];
}

function outputRows({ month, products, draft }: TemplateContent): Cell[][] {
  return products.map(({ id, name, unit }) => {
    const filled = draft?.outputs.find((output) => output.productId === id);
    const { quantity = null, outputValueCny = null, valueAddedCny = null } = filled ?? {};
    return [month, id, name, unit, quantity, outputValueCny, valueAddedCny];
  });
}

function spare(rows: number, columns: number): null[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));
}
