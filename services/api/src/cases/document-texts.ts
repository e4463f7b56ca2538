import { type DocumentKindId, daysInMonth } from '@hengneng/domain';

/** What a kind of document says by itself. */
export interface DocumentText {
  readonly opening: string;
  /** Whether the alerts of the case stand in it with their figures. */
  readonly showsFigures: boolean;
  /** Whether it tells the unit of its remedies. */
  readonly remedy: boolean;
}

/** Openings are neutral: an automatic finding is a lead until a person verified it. */
export const TEXTS: Readonly<Record<DocumentKindId, DocumentText>> = {
  'reminder-letter': text('根据能源消费监测情况，现就你单位用能有关事项提醒如下。', true, false),
  'warning-notice': text(
    '经核实，你单位用能已达到预警条件，现予预警，请说明原因、拟采取的措施和回到计划的时间（情况说明）。',
    true,
    true,
  ),
  'talk-notice': text('现就节能工作有关事项约谈你单位，请能源管理负责人按时参加。', true, true),
  circular: text('现将你单位有关用能情况通报如下。', true, true),
  'supervision-notice': text('现对下列节能工作事项予以督办。', true, true),
  'audit-notice': text('现要求你单位就下列事项开展能源审计，并报送能源审计报告。', true, true),
  'inspection-notice': text('现决定对你单位实施节能监察，请予配合并准备有关资料。', false, true),
  'inspection-advice': text('节能监察发现你单位存在不合理用能情形，现提出如下建议。', true, true),
  'rectification-order': text(
    '经节能监察并听取你单位陈述申辩，你单位存在下列违反节能规定的情形，现责令限期整改。',
    true,
    true,
  ),
  'recheck-opinion': text('对你单位整改情况进行了复查，现出具复查意见如下。', false, true),
  'inspection-record': text('现场监察情况记录如下。', false, false),
  'service-proof': text('下列文书已送达。', false, false),
};

/** Names of severities as documents show them. */
export const SEVERITY_NAMES_ZH: Readonly<Record<1 | 2 | 3, string>> = {
  1: '黄色',
  2: '橙色',
  3: '红色',
};

const RULE_NAMES_ZH: Readonly<Record<string, string>> = {
  progress: '用能超时序进度',
  'remaining-budget': '剩余用能预算不足',
  exhausted: '用能预算用完',
  forecast: '期末用能预测超预算',
  'unit-product-limit': '单位产品能耗超限额',
  'benchmark-level': '能效低于基准水平',
  trend: '能耗强度同比上升',
  'data-duty': '数据报送不完整',
  suspicion: '疑似数据异常',
  measure: '节能措施逾期',
  'duty-due': '审计或报告到期',
  'approved-project': '用能超节能审查批复量',
  'obsolete-equipment': '使用淘汰设备',
};

/** A rule's name in documents; of one that is not known its id. */
export function ruleNameZh(rule: string): string {
  return Object.hasOwn(RULE_NAMES_ZH, rule) ? (RULE_NAMES_ZH[rule] ?? rule) : rule;
}

/** A figure's name in documents; of one that is not known its id. */
export function figureNameZh(name: string): string {
  return Object.hasOwn(FIGURE_NAMES_ZH, name) ? (FIGURE_NAMES_ZH[name] ?? name) : name;
}

const FIGURE_NAMES_ZH: Readonly<Record<string, string>> = {
  actual: '累计实际',
  planned: '累计计划',
  limit: '限额（预算）',
  progressRatio: '实际与计划之比',
  usedRatio: '预算使用比例',
  remaining: '剩余',
  needAtLeast: '至期末至少需要',
  forecastLow: '期末预测下限',
  forecast: '期末预测',
  forecastHigh: '期末预测上限',
  ratio: '单位产品能耗',
  lastMonthRatio: '最近一月单位产品能耗',
  energy: '能耗',
  output: '产量',
  intensity: '能耗强度',
  intensityYearBefore: '上年同期能耗强度',
  riseRatio: '同比上升',
  riseRatioOfPeriodBefore: '上期同比上升',
  settledActual: '已结月份实际',
  runningActual: '含当月实际',
  approved: '节能审查批复量',
  completeness: '数据完整率',
  'day-month-gap': '日数据与月数据之差',
  silence: '中断工作日数',
};

const UNIT_NAMES_ZH: Readonly<Record<string, string>> = {
  tce: '吨标准煤',
  kgce: '千克标准煤',
  tco2: '吨二氧化碳',
  tCO2: '吨二氧化碳',
  t: '吨',
  d: '天',
  h: '小时',
  unit: '单位产品',
};

/** Figures without a unit that are shares. */
const SHARE = /ratio|share|completeness|gap/i;

/** A figure as a document says it: shares as a percentage, two digits at most; 缺 where it is missing. */
export function figureTextZh(figure: {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
}): string {
  const { name, value, unit } = figure;
  if (value === null) return '缺';
  if (unit === '' && SHARE.test(name)) return `${(value * 100).toFixed(1)}%`;
  const units = unit.split('/').map((part) => UNIT_NAMES_ZH[part] ?? part);
  return `${Number(value.toFixed(2))}${units.join('/')}`;
}

const TARGET_NAMES_ZH: Readonly<Record<string, string>> = {
  total: '能耗总量',
  carbon: '碳排放总量',
  completeness: '数据完整率',
  'day-month-gap': '日数据与月数据之差',
  silence: '数据中断',
};

/** Targets whose alerts say in a sentence what they are about. */
const TOLD_TARGET = /^(annual-report|audit|calibration|device|ledger)[-:]|^M\d+$/;

/**
 * What an alert is about in documents: a target the rules name, a product by its name, else its id; null
 * where the alert's own sentence says it, or it is about the whole enterprise.
 */
export function targetNameZh(
  targetId: string | null,
  productNames: Readonly<Record<string, string>>,
): string | null {
  if (targetId === null || TOLD_TARGET.test(targetId)) return null;
  const id = targetId.replace(/^product:/, '');
  const names = { ...productNames, ...TARGET_NAMES_ZH };
  return Object.hasOwn(names, id) ? (names[id] ?? id) : id;
}

/** A day as documents write it, 2026年11月21日; what is no day stays as it is. */
export function dayTextZh(text: string): string {
  const [, year, month, day] = DAY.exec(text) ?? [];
  return year === undefined ? text : `${year}年${Number(month)}月${Number(day)}日`;
}

/** First and last day as documents write them: a whole year 2026年, a whole month 2026年10月. */
export function periodTextZh(from: string, to: string): string {
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-12-31`) return `${year}年`;
  const month = from.slice(0, 7);
  const isMonth = from === `${month}-01` && to === `${month}-${daysInMonth(month)}`;
  return isMonth ? dayTextZh(from).replace(/1日$/, '') : `${dayTextZh(from)}至${dayTextZh(to)}`;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function text(opening: string, showsFigures: boolean, remedy: boolean): DocumentText {
  return { opening, showsFigures, remedy };
}
