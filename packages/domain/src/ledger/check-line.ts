import { KJ_PER_KGCE } from '../energy/equivalents.ts';
import type { FactorSet } from '../energy/factors.ts';
import { findStandardCoalFactor } from '../energy/factors.ts';
import { dimensionOf } from '../energy/units.ts';
import { amountText, type FindingCollector, percentText } from './findings.ts';
import { isStockedKind, kindNameZh, unitFitsKind, unitNameZh } from './kinds.ts';
import {
  CONSUMPTION_PARTS,
  gainOrLossOf,
  LEDGER_QUANTITIES,
  type LedgerDraftLine,
  type LedgerMonthLine,
  type LedgerQuantity,
  type LedgerSettings,
  supplyOf,
} from './ledger-month.ts';

/** No enterprise moves more of anything in a month, in any unit; what is above is a slip of the hand. */
const QUANTITY_MAX = 1e12;
/** Sums of a form agree when they differ by less than this share: rounding of the last digit. */
const ROUNDING_RATIO = 1e-6;
/** A table value without a range is taken to hold from half to one and a half of it. */
const CALORIFIC_SPREAD = 0.5;

/** Names of the quantities as they stand in the form, in Chinese and English. */
export const QUANTITY_NAMES: Readonly<Record<LedgerQuantity, readonly [string, string]>> = {
  openingStock: ['期初库存量', 'opening stock'],
  purchased: ['购进量', 'purchased'],
  purchasedOtherProvince: ['其中：购自省外', 'of which from other provinces'],
  suppliedOut: ['外供量', 'supplied out'],
  consumed: ['消费量合计', 'consumed'],
  consumedIndustrial: ['工业生产消费', 'industrial'],
  consumedFeedstock: ['用作原料', 'feedstock'],
  consumedTransport: ['运输工具消费', 'transport'],
  consumedNonIndustrial: ['非工业生产消费', 'non-industrial'],
  consumedLiving: ['生活消费', 'living quarters'],
  conversionInput: ['其中：加工转换投入量', 'of which conversion input'],
  conversionOutput: ['加工转换产出量', 'conversion output'],
  recovered: ['回收利用量', 'recovered'],
  distributionLoss: ['输配损失量', 'distribution loss'],
  closingStock: ['期末库存量', 'closing stock'],
};

/** Whether two sums of a form are the same but for rounding. */
export function agrees(left: number, right: number): boolean {
  return Math.abs(left - right) <= ROUNDING_RATIO * Math.max(1, Math.abs(left), Math.abs(right));
}

/**
 * Makes a line whole: parts that were left empty are 0 or, where only the total was given, all
 * industrial; stocks of what cannot be stocked are 0. Null where something that only people know is
 * missing, with a finding for each.
 */
export function completeLine(
  draft: LedgerDraftLine,
  path: string,
  found: FindingCollector,
): LedgerMonthLine | null {
  const name = kindNameZh(draft.kind);
  const given = (field: LedgerQuantity) => draft[field] ?? null;
  const hasParts = CONSUMPTION_PARTS.some((field) => given(field) !== null);
  const needed: LedgerQuantity[] = ['purchased', 'consumed'];
  if (isStockedKind(draft.kind)) needed.push('openingStock', 'closingStock');
  let isWhole = true;
  for (const field of needed) {
    if (given(field) !== null) continue;
    isWhole = false;
    const [zh, en] = QUANTITY_NAMES[field];
    found.block(
      'value-missing',
      `${path}.${field}`,
      `${name}：${zh}未填，没有请填 0。`,
      `${draft.kind}: ${en} is not filled in; enter 0 if there was none.`,
    );
  }
  for (const field of LEDGER_QUANTITIES) {
    if (!checkRange(given(field), `${path}.${field}`, QUANTITY_NAMES[field], name, found)) {
      isWhole = false;
    }
  }
  const cost = draft.purchaseCostCny ?? null;
  const costName = ['购进金额', 'purchase cost'] as const;
  if (!checkRange(cost, `${path}.purchaseCostCny`, costName, name, found)) isWhole = false;
  if (!isWhole) return null;
  const quantities = Object.fromEntries(
    LEDGER_QUANTITIES.map((field) => [field, given(field) ?? 0]),
  ) as Record<LedgerQuantity, number>;
  if (!hasParts) quantities.consumedIndustrial = quantities.consumed;
  const { kind, unit, calorificBatches = [] } = draft;
  return { kind, unit, ...quantities, purchaseCostCny: cost, calorificBatches };
}

/** Checks one amount; false where it cannot be taken. Null is no amount. */
export function checkRange(
  value: number | null,
  path: string,
  [zh, en]: readonly [string, string],
  subject: string,
  found: FindingCollector,
): boolean {
  if (value === null) return true;
  if (value < 0) {
    const text = amountText(value);
    found.block(
      'value-negative',
      path,
      `${subject}：${zh}不能为负数（${text}）。`,
      `${subject}: ${en} cannot be negative (${text}).`,
    );
    return false;
  }
  if (value <= QUANTITY_MAX) return true;
  found.block(
    'value-too-large',
    path,
    `${subject}：${zh}不是可能的数值，请核对单位。`,
    `${subject}: ${en} is no possible amount; look at the unit.`,
  );
  return false;
}

/** Checks a whole line in itself: unit, parts, gain or loss, calorific values. */
export function checkLine(
  line: LedgerMonthLine,
  path: string,
  context: {
    readonly settings: LedgerSettings;
    readonly factors: FactorSet;
    readonly month: string;
  },
  found: FindingCollector,
): void {
  const name = kindNameZh(line.kind);
  if (!unitFitsKind(line.kind, line.unit)) {
    found.block(
      'unit-unfit',
      `${path}.unit`,
      `${name}不能以${unitNameZh(line.unit)}计量。`,
      `${line.kind} is not counted in ${line.unit}.`,
    );
  }
  checkPart(line, path, 'purchasedOtherProvince', 'purchased', found);
  checkPart(line, path, 'conversionInput', 'consumed', found);
  const parts = CONSUMPTION_PARTS.reduce((sum, field) => sum + line[field], 0);
  if (!agrees(parts, line.consumed)) {
    found.block(
      'parts-do-not-add-up',
      `${path}.consumed`,
      `${name}：各项消费之和 ${amountText(parts)} 与消费量合计 ${amountText(line.consumed)} 不符。`,
      `${line.kind}: the uses add up to ${amountText(parts)}, not to ${amountText(line.consumed)}.`,
    );
  }
  checkGainOrLoss(line, path, context.settings, found);
  checkBatches(line, path, context, found);
}

function checkPart(
  line: LedgerMonthLine,
  path: string,
  part: LedgerQuantity,
  whole: LedgerQuantity,
  found: FindingCollector,
): void {
  if (line[part] <= line[whole] || agrees(line[part], line[whole])) return;
  const [zh, en] = QUANTITY_NAMES[part];
  const [wholeZh, wholeEn] = QUANTITY_NAMES[whole];
  found.block(
    'part-above-whole',
    `${path}.${part}`,
    `${kindNameZh(line.kind)}：“${zh}”大于${wholeZh}。`,
    `${line.kind}: "${en}" is more than ${wholeEn}.`,
  );
}

function checkGainOrLoss(
  line: LedgerMonthLine,
  path: string,
  settings: LedgerSettings,
  found: FindingCollector,
): void {
  const difference = gainOrLossOf(line);
  const supply = supplyOf(line);
  if (agrees(supply, supply - difference)) return;
  const ratio = supply > 0 ? Math.abs(difference) / supply : Number.POSITIVE_INFINITY;
  if (ratio < settings.gainLossWarningRatio) return;
  const amount = amountText(Math.abs(difference));
  const share = supply > 0 ? percentText(ratio) : '–';
  const zh = `${kindNameZh(line.kind)}：收支${difference > 0 ? '盘亏' : '盘盈'} ${amount}（占 ${share}）。`;
  const en =
    difference > 0
      ? `${line.kind}: ${amount} (${share}) came in and is not accounted for.`
      : `${line.kind}: ${amount} (${share}) more is accounted for than came in.`;
  const isBlocking = ratio >= settings.gainLossBlockingRatio;
  found[isBlocking ? 'block' : 'warn']('gain-or-loss', `${path}.closingStock`, zh, en);
}

function checkBatches(
  line: LedgerMonthLine,
  path: string,
  context: { readonly factors: FactorSet; readonly month: string },
  found: FindingCollector,
): void {
  const total = line.calorificBatches.reduce((sum, batch) => sum + batch.quantity, 0);
  const supply = supplyOf(line);
  if (total > supply && !agrees(total, supply)) {
    found.warn(
      'batches-above-supply',
      `${path}.calorificBatches`,
      `${kindNameZh(line.kind)}：实测批次合计 ${amountText(total)} 大于本月可供量 ${amountText(supply)}。`,
      `${line.kind}: the measured batches are ${amountText(total)}, more than there was.`,
    );
  }
  const range = calorificRange(line, context);
  if (range === null) return;
  for (const [index, { kjPerUnit }] of line.calorificBatches.entries()) {
    if (range.minKj <= kjPerUnit && kjPerUnit <= range.maxKj) continue;
    const limits = `${Math.round(range.minKj)}–${Math.round(range.maxKj)}`;
    found.warn(
      'calorific-value-unusual',
      `${path}.calorificBatches.${index}.kjPerUnit`,
      `${kindNameZh(line.kind)}：低位发热量 ${amountText(kjPerUnit)} kJ 超出常见范围 ${limits}。`,
      `${line.kind}: a calorific value of ${amountText(kjPerUnit)} kJ lies outside ${limits}.`,
    );
  }
}

/** What the table lets expect of a kilogram or a cubic metre, kJ; null where it has no figure. */
function calorificRange(
  line: LedgerMonthLine,
  { factors, month }: { readonly factors: FactorSet; readonly month: string },
): { readonly minKj: number; readonly maxKj: number } | null {
  const dimension = dimensionOf(line.unit);
  if (dimension !== 'mass' && dimension !== 'volume') return null;
  const unit = dimension === 'mass' ? 'kg' : 'm3';
  // The general table, not the enterprise's own factor: that one may be what the batch tests.
  const query = {
    kind: line.kind,
    date: `${month}-01`,
    unit,
    regionCode: null,
    enterpriseId: null,
  } as const;
  const factor = findStandardCoalFactor(factors, query, 'calorific');
  if (factor === null || factor.unit !== unit) return null;
  const min = factor.range?.min ?? factor.kgcePerUnit * (1 - CALORIFIC_SPREAD);
  const max = factor.range?.max ?? factor.kgcePerUnit * (1 + CALORIFIC_SPREAD);
  return { minKj: min * KJ_PER_KGCE, maxKj: max * KJ_PER_KGCE };
}
