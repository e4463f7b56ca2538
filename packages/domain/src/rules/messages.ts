/** What a judgement says, by key; `{name}` is filled in. 预警 is for energy, 告警 for data. */
export const RULE_MESSAGES = {
  'not-judged': { zh: '暂不评判：{reason}', en: 'Not judged: {reason}' },
  'all-well': {
    zh: '{what}正常：{value}（阈值 {threshold}）',
    en: '{whatEn}: {value}, threshold {threshold}',
  },
  'progress.over': {
    zh: '累计用能超时序进度：实际 {value} {unit}，计划 {plan} {unit}，为计划的 {percent}',
    en: 'Ahead of plan: {value} {unit} used, {plan} {unit} planned, {percent} of the plan',
  },
  'remaining-budget.short': {
    zh: '剩余用能预算不足：剩余 {remaining} {unit}，至期末预计至少需要 {need} {unit}',
    en: 'Budget left is short: {remaining} {unit} left, at least {need} {unit} needed by the end',
  },
  'exhausted.reached': {
    zh: '用能预算已用完：累计 {value} {unit}，预算 {limit} {unit}',
    en: 'Budget used up: {value} {unit} of {limit} {unit}',
  },
  'forecast.over': {
    zh: '预计期末超预算：预测 {value} {unit}（{low}–{high}），预算 {limit} {unit}',
    en: 'Over budget by the end: {value} {unit} forecast ({low} to {high}), budget {limit} {unit}',
  },
  'unit-product-limit.over': {
    zh: '单位产品能耗超限额：{value} {unit}，限额 {limit} {unit}（统计期 {period}）',
    en: 'Over the unit-product limit: {value} {unit}, limit {limit} {unit}, period {period}',
  },
  'unit-product-limit.month': {
    zh: '部分月份单位产品能耗高于限额，提请关注：{value} {unit}，限额 {limit} {unit}（{period}）',
    en: 'Above the limit before the period is over: {value} {unit}, limit {limit} {unit}, {period}',
  },
  'benchmark-level.below': {
    zh: '能效低于基准水平：{value} {unit}，基准 {limit} {unit}',
    en: 'Worse than the baseline level: {value} {unit}, baseline {limit} {unit}',
  },
  'trend.up': {
    zh: '能耗强度同比上升 {percent}：{value} {unit}，上年同期 {before} {unit}',
    en: 'Intensity up {percent} on last year: {value} {unit}, a year ago {before} {unit}',
  },
  'data-duty.completeness': {
    zh: '数据告警：数据完整率 {value}，应不低于 {threshold}',
    en: 'Data alarm: completeness {value}, at least {threshold} is due',
  },
  'data-duty.gap': {
    zh: '数据告警：{kind}日数据合计与月数据相差 {value}，应不超过 {threshold}',
    en: 'Data alarm: days and month{kindEn} differ by {value}, at most {threshold} is allowed',
  },
  'data-duty.silence': {
    zh: '数据告警：未申报中断 {value} 个工作日，应不超过 {threshold} 个',
    en: 'Data alarm: silent for {value} working days undeclared, at most {threshold} are allowed',
  },
  'data-duty.meter-silent': {
    zh: '数据告警：计量器具 {what} 未申报中断 {value} 个工作日，应不超过 {threshold} 个，其余计量器具数据正常',
    en: 'Data alarm: meter {what} silent for {value} working days undeclared, at most {threshold}; others report',
  },
  'data-duty.meter-estimated': {
    zh: '数据告警：计量器具 {what} 连续 {value} 个工作日以估算为主，应不超过 {threshold} 个',
    en: 'Data alarm: meter {what} mostly estimated for {value} working days, at most {threshold} are allowed',
  },
  'measure.milestone-overdue': {
    zh: '措施“{title}”的节点“{milestone}”已逾期（期限 {due}）',
    en: 'Milestone "{milestone}" of measure "{title}" is overdue since {due}',
  },
  'measure.overdue': {
    zh: '措施“{title}”已逾期（期限 {due}）',
    en: 'Measure "{title}" is overdue since {due}',
  },
  'duty-due.due': { zh: '{what}将于 {due} 到期', en: '{whatEn} is due on {due}' },
  'duty-due.overdue': { zh: '{what}已逾期（期限 {due}）', en: '{whatEn} is overdue since {due}' },
  'approved-project.over': {
    zh: '项目“{title}”用能超过节能审查批复：{value} {unit}，批复 {limit} {unit}',
    en: 'Project "{title}" is above its approved energy: {value} {unit}, approved {limit} {unit}',
  },
  'obsolete-equipment.due': {
    zh: '设备“{title}”属淘汰目录（{source}），应于 {due} 前淘汰',
    en: 'Equipment "{title}" is on the elimination list ({source}), to be replaced by {due}',
  },
  'obsolete-equipment.overdue': {
    zh: '设备“{title}”属淘汰目录（{source}），已过淘汰期限 {due} 仍在使用',
    en: 'Equipment "{title}" of the elimination list ({source}) is in use after {due}',
  },
  'energy-manager.vacant': {
    zh: '能源管理岗位空缺：未见在任的能源管理负责人',
    en: 'The post of energy manager is vacant',
  },
  'energy-manager.unfiled': {
    zh: '能源管理负责人 {name} 尚未备案（应于 {due} 前备案）',
    en: 'Energy manager {name} is not filed with the authority, due {due}',
  },
  'suspicion.found': {
    zh: '疑似数据异常（{score}）：{seen}',
    en: 'Suspected data anomaly ({score}): {seenEn}',
  },
  'area-total.over': {
    zh: '累计超出{goal}的时序进度：实际 {value} {unit}，计划 {plan} {unit}，为计划的 {percent}（全年{goal} {limit} {unit}）',
    en: 'Ahead of the plan of the {goalEn}: {value} {unit} used, {plan} {unit} planned, {percent} ({limit} {unit} for the year)',
  },
  'area-total.waived': {
    zh: '能耗强度激励目标已完成（下降 {cut}，激励目标 {goal}），能耗总量不予考核：实际 {value} {unit}',
    en: 'The stretch goal of intensity is met ({cut} down, goal {goal}), so the total is not assessed: {value} {unit} used',
  },
  'area-total.preview': {
    zh: '含当月（截至 {through}）累计超出{goal}的时序进度，供参考：实际 {value} {unit}，计划 {plan} {unit}',
    en: 'With the running month (to {through}) ahead of the plan of the {goalEn}, for your information: {value} {unit} used, {plan} {unit} planned',
  },
  'area-forecast.over': {
    zh: '预计全年超出{goal}：预测 {value} {unit}（{low}–{high}），{goal} {limit} {unit}',
    en: 'Over the {goalEn} by the end of the year: {value} {unit} forecast ({low} to {high}), {limit} {unit} allowed',
  },
  'area-intensity.short': {
    zh: '单位产值能耗较 {baseYear} 年下降 {value}，未达{goal} {limit}',
    en: 'Energy per output value down {value} on {baseYear}, short of the {goalEn} of {limit}',
  },
  'area-coal-share.over': {
    zh: '煤炭消费占比 {value}，超过{goal} {limit}',
    en: 'Coal is {value} of the energy, over the {goalEn} of {limit}',
  },
  'area-benchmark-capacity.short': {
    zh: '达到标杆水平的产能占比最多 {value}，低于{goal} {limit}',
    en: 'At most {value} of the capacity is at benchmark level, short of the {goalEn} of {limit}',
  },
  'area-audit-coverage.short': {
    zh: '能源审计覆盖率 {value}（已完成 {done} 家，计划中 {planned} 家，应审计 {members} 家），低于{goal} {limit}',
    en: 'Audits cover {value} ({done} done, {planned} planned, {members} due), short of the {goalEn} of {limit}',
  },
} as const;

/** Key of a message; stays when its words change. */
export type MessageKey = keyof typeof RULE_MESSAGES;
/** Values for the `{name}` of a message. */
export type MessageValues = Readonly<Record<string, string | number | null>>;

/** A message in both languages; a value that is missing is written "–". */
export function fillMessage(
  key: MessageKey,
  values: MessageValues,
): { readonly zh: string; readonly en: string } {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => valueText(values[name] ?? null));
  return { zh: fill(RULE_MESSAGES[key].zh), en: fill(RULE_MESSAGES[key].en) };
}

/** A share as per cent with one decimal. */
export function percentText(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}

/** A figure for people: two decimals where they say something. */
export function figureText(value: number): string {
  const digits = Math.abs(value) >= 1_000 ? 1 : Math.abs(value) >= 1 ? 2 : 4;
  return String(Number(value.toFixed(digits)));
}

function valueText(value: string | number | null): string {
  if (value === null) return '–';
  return typeof value === 'number' ? figureText(value) : value;
}
