import type { FactorSet } from '../energy/factors.ts';
import { convertQuantity } from '../energy/units.ts';
import { agrees, checkLine, checkRange, completeLine } from './check-line.ts';
import {
  amountText,
  createFindingCollector,
  type FindingCollector,
  hasBlocking,
  type LedgerFinding,
  percentText,
} from './findings.ts';
import { kindNameZh, unitNameZh } from './kinds.ts';
import type {
  LedgerDraft,
  LedgerMonth,
  LedgerMonthLine,
  LedgerOutput,
  LedgerSettings,
} from './ledger-month.ts';

/** What a month is checked against. */
export interface LedgerContext {
  /** The running month in the enterprise's zone; it and later ones are not over. */
  readonly currentMonth: string;
  /** The month before, as it counts or is on its way; null where there is none. */
  readonly previous: LedgerMonth | null;
  /** The month after, where it is on record already; null where it is not. */
  readonly next: LedgerMonth | null;
  /** The same month of the year before; null where there is none. */
  readonly lastYear: LedgerMonth | null;
  readonly products: readonly { readonly id: string; readonly unit: string }[];
  readonly settings: LedgerSettings;
  readonly factors: FactorSet;
}

/** What a check came to: the whole month, where nothing that only people know is missing. */
export interface CheckedLedger {
  readonly findings: readonly LedgerFinding[];
  /** Null as soon as one finding is blocking. */
  readonly month: LedgerMonth | null;
}

/**
 * Checks a month as far as it is filled in. Every finding names its field; a month with a blocking one
 * cannot be submitted, warnings go with it.
 */
export function checkLedger(draft: LedgerDraft, context: LedgerContext): CheckedLedger {
  const found = createFindingCollector();
  const { month } = draft;
  if (month >= context.currentMonth) {
    found.block('month-not-over', 'month', `${month} 尚未结束。`, `${month} is not over yet.`);
  }
  if (draft.lines.length === 0) {
    const en = 'There is no line of any kind of energy.';
    found.block('nothing-filled-in', 'lines', '没有填写任何能源品种。', en);
  }
  const lines = draft.lines.flatMap((draftLine, index) => {
    const path = `lines.${index}`;
    const isTwice = draft.lines.findIndex(({ kind }) => kind === draftLine.kind) < index;
    if (isTwice) {
      const name = kindNameZh(draftLine.kind);
      const en = `${draftLine.kind} has two lines; add them up.`;
      found.block('kind-twice', `${path}.kind`, `${name}重复填写，请合并为一行。`, en);
    }
    const line = completeLine(draftLine, path, found);
    if (line === null) return [];
    checkLine(line, path, { ...context, month }, found);
    if (!isTwice) checkAgainstHistory(line, path, context, found);
    return [line];
  });
  checkKinds(draft, context, found);
  const outputs = completeOutputs(draft, context, found);
  const { findings } = found;
  return { findings, month: hasBlocking(findings) ? null : { month, lines, outputs } };
}

/** Opening stock against the last closing stock, consumption against last month and last year. */
function checkAgainstHistory(
  line: LedgerMonthLine,
  path: string,
  { previous, next, lastYear, settings }: LedgerContext,
  found: FindingCollector,
): void {
  const name = kindNameZh(line.kind);
  const after = next?.lines.find(({ kind }) => kind === line.kind);
  const opening = after === undefined ? 0 : inUnit(after.openingStock, after, line);
  if (next !== null && (opening === null || !agrees(opening, line.closingStock))) {
    // No obstacle: two months that are wrong together could not be mended one after the other.
    found.warn(
      'next-stock-differs',
      `${path}.closingStock`,
      `${name}：期末库存与 ${next.month} 的期初库存不一致，该月也需修订。`,
      `${line.kind}: ${next.month} opens with another stock; it needs a revision too.`,
    );
  }
  const before = previous?.lines.find(({ kind }) => kind === line.kind);
  const closing = before === undefined ? 0 : inUnit(before.closingStock, before, line);
  if (previous !== null && (closing === null || !agrees(closing, line.openingStock))) {
    const was = closing === null ? '–' : `${amountText(closing)} ${unitNameZh(line.unit)}`;
    const wasEn = closing === null ? 'in another unit' : `${amountText(closing)} ${line.unit}`;
    const is = amountText(line.openingStock);
    found.block(
      'stock-does-not-follow',
      `${path}.openingStock`,
      `${name}：期初库存 ${is} 与上月期末库存 ${was} 不一致。`,
      `${line.kind}: opening stock ${is} is not the closing stock of ${previous.month} (${wasEn}).`,
    );
  }
  const changes = [before, lastYear?.lines.find(({ kind }) => kind === line.kind)].flatMap(
    (other) => {
      const consumed = other === undefined ? null : inUnit(other.consumed, other, line);
      return consumed === null || consumed === 0 ? [] : [line.consumed / consumed - 1];
    },
  );
  const isOdd = changes.every((change) => Math.abs(change) >= settings.changeWarningRatio);
  if (changes.length === 0 || !isOdd) return;
  const texts = changes.map((change) => `${change > 0 ? '+' : ''}${percentText(change)}`);
  found.warn(
    'change-implausible',
    `${path}.consumed`,
    `${name}：消费量与上月、上年同月相比变动较大（${texts.join('、')}），请核实。`,
    `${line.kind}: consumption changed by ${texts.join(' and ')} against earlier months.`,
  );
}

/** Kinds that must be there: those with a stock at the end of last month, and those owed. */
function checkKinds(draft: LedgerDraft, context: LedgerContext, found: FindingCollector): void {
  const has = (kind: string) => draft.lines.some((line) => line.kind === kind);
  for (const line of context.previous?.lines ?? []) {
    if (has(line.kind) || line.closingStock === 0) continue;
    const name = kindNameZh(line.kind);
    const stock = `${amountText(line.closingStock)} ${line.unit}`;
    found.block(
      'stock-without-line',
      'lines',
      `${name}：上月期末库存 ${stock}，本月未填写。`,
      `${line.kind}: last month closed with ${stock} in stock, this month has no line.`,
    );
  }
  for (const kind of context.settings.kinds) {
    if (has(kind)) continue;
    const name = kindNameZh(kind);
    found.block('kind-missing', 'lines', `${name}应填未填。`, `${kind} is owed every month.`);
  }
}

function completeOutputs(
  draft: LedgerDraft,
  { products }: LedgerContext,
  found: FindingCollector,
): LedgerOutput[] {
  return draft.outputs.flatMap((output, index) => {
    const path = `outputs.${index}`;
    const {
      productId,
      unit,
      quantity = null,
      outputValueCny = null,
      valueAddedCny = null,
    } = output;
    const product = products.find(({ id }) => id === productId);
    if (product === undefined) {
      const en = `The product ${productId} is not registered.`;
      found.block('product-unknown', `${path}.productId`, `产品 ${productId} 未登记。`, en);
    } else if (product.unit !== unit) {
      const zh = `产品 ${productId} 登记的计量单位是 ${product.unit}，不是 ${unit}。`;
      const en = `The product ${productId} is registered in ${product.unit}, not in ${unit}.`;
      found.block('product-unit-differs', `${path}.unit`, zh, en);
    }
    if (draft.outputs.findIndex((other) => other.productId === productId) < index) {
      const en = `The product ${productId} stands there twice.`;
      found.block('product-twice', `${path}.productId`, `产品 ${productId} 重复填写。`, en);
    }
    const fields = [
      ['quantity', quantity, '产量', 'quantity'],
      ['outputValueCny', outputValueCny, '产值', 'output value'],
    ] as const;
    // Value added may be below zero in a bad month; output and its value may not.
    for (const [field, value, zh, en] of fields) {
      checkRange(value, `${path}.${field}`, [zh, en], productId, found);
    }
    if (quantity === null) {
      const zh = `产品 ${productId}：产量未填，没有请填 0。`;
      const en = `${productId}: the quantity is not filled in; enter 0 if there was none.`;
      found.block('value-missing', `${path}.quantity`, zh, en);
      return [];
    }
    if (valueAddedCny !== null && outputValueCny !== null && valueAddedCny > outputValueCny) {
      const zh = `产品 ${productId}：增加值大于产值。`;
      const en = `${productId}: value added is more than the output value.`;
      found.block('part-above-whole', `${path}.valueAddedCny`, zh, en);
    }
    return [{ productId, unit, quantity, outputValueCny, valueAddedCny }];
  });
}

function inUnit(quantity: number, from: LedgerMonthLine, to: LedgerMonthLine): number | null {
  return convertQuantity(quantity, from.unit, to.unit);
}
