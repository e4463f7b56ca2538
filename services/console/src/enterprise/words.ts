import type { Schemas } from '../client/api.ts';
import type { Pair } from '../words/codes.ts';

/** Tabs of the enterprise page, in their order. */
export const TAB_NAMES = {
  targets: ['目标与方案', 'Targets & policy'],
  energy: ['能耗', 'Energy'],
  intensity: ['能效', 'Intensity'],
  load: ['负荷', 'Load'],
  flow: ['能流', 'Flow'],
  meters: ['计量器具', 'Meters'],
  devices: ['采集设备', 'Devices'],
  alerts: ['预警', 'Alerts'],
  ledger: ['台账', 'Ledger'],
} as const satisfies Record<string, Pair>;

/** Sentences of the enterprise page. */
export const ENTERPRISE = {
  tabs: ['企业页面', 'Pages of the enterprise'],
  openAlerts: ['未解除预警 {count} 条', 'Open alerts: {count}'],
  noOpenAlerts: ['没有未解除的预警', 'No open alert'],
  classUnknown: ['未列入名单', 'On no list'],
  year: ['年度', 'Year'],
  timeZone: ['时区 {zone}', 'Time zone {zone}'],
  dataThrough: ['数据截至 {at}（{zone}）', 'Data up to {at} ({zone})'],
  noTargets: ['该年度尚未下达目标。', 'No target was issued for this year.'],
  noPeriods: ['缺少所指定的系数版本，无法计算。', 'The factor set it is pinned to is not there.'],
  issuedBy: ['{issuer} {documentNo}，{date} 下达', '{issuer}, {documentNo}, issued {date}'],
  notStated: ['未注明', 'not stated'],
  limit: ['限额', 'Limit'],
  used: ['累计实际', 'Used so far'],
  plannedToDate: ['同期计划', 'Planned to date'],
  progress: ['时序进度', 'Progress'],
  leftYear: ['本期剩余', 'Left of the period'],
  leftMonth: ['本月剩余（{month}）', 'Left of {month}'],
  overBy: ['已超 {value}', 'over by {value}'],
  forecast: ['期末预测', 'Forecast of the end'],
  range: ['{low} ~ {high}', '{low} to {high}'],
  settledThrough: ['已结算至 {month}', 'Settled through {month}'],
  notSettled: ['尚无结算月份', 'No month is settled yet'],
  stoppedBy: ['{month}：{reason}', '{month}: {reason}'],
  basisAccount: ['{account} · {basis}', '{account} · {basis}'],
  factorSet: ['系数版本 {set}', 'factor set {set}'],
  baseline: ['基期 {year} 年 {value}', 'baseline {year}: {value}'],
  planMethod: ['分月计划：{method}', 'Plan by month: {method}'],
  forecastMethod: ['预测方法：{method}', 'Forecast by {method}'],
  actual: ['实际', 'Actual'],
  plan: ['计划', 'Plan'],
  band: ['预测区间（八成）', 'Forecast interval (80 %)'],
  monthlyLabel: [
    '{title}：各月实际与计划，{unit}，共 {count} 个月。',
    '{title}: actual against plan by month, {unit}, {count} months.',
  ],
  cumulativeLabel: [
    '{title}：累计实际 {actual}，同期计划 {planned}，期末预测 {low} 至 {high}，限额 {limit}（{unit}）。',
    '{title}: {actual} so far, {planned} planned, forecast {low} to {high}, limit {limit} ({unit}).',
  ],
  previewMark: ['斜纹：预览（未结算）的月份', 'Hatched: months not settled yet (preview)'],
  month: ['月份', 'Month'],
  state: ['状态', 'State'],
  cumulativeActual: ['累计实际', 'Cumulative actual'],
  cumulativePlan: ['累计计划', 'Cumulative plan'],
  remaining: ['剩余', 'Left'],
  forecastColumn: ['累计预测', 'Cumulative forecast'],
  estimatedShare: ['估算占比', 'Estimated'],
  completeness: ['完整率', 'Completeness'],
  explain: ['追溯', 'Explain'],
  judgements: [
    '规则判断（按今日数据，非正式预警）',
    'What the rules say of today’s data (no formal warning)',
  ],
  rule: ['规则', 'Rule'],
  says: ['结论', 'Says'],
  preview: ['预览', 'preview'],
  measures: ['节能措施与进展', 'Measures and their progress'],
  noMeasures: ['方案中没有节能措施。', 'The plan has no measure.'],
  planFiled: ['企业方案第 {version} 版，{at} 签署', 'Plan, version {version}, signed {at}'],
  noPlan: ['企业尚未签署方案。', 'The enterprise has signed no plan.'],
  measure: ['措施', 'Measure'],
  category: ['类别', 'Category'],
  expectedSaving: ['节能潜力（tce/年）', 'Potential (tce a year)'],
  investment: ['投资（万元）', 'Investment (10,000 CNY)'],
  fromTo: ['起止', 'From – to'],
  reported: ['填报进度', 'Reported'],
  reportedAt: ['{percent}%（{month}）', '{percent} % ({month})'],
  nothingReported: ['未填报', 'Nothing reported'],
  milestones: ['里程碑', 'Milestones'],
  responsible: ['责任部门', 'Responsible'],
  milestoneDone: ['已完成', 'done'],
  milestoneLate: ['逾期', 'late'],
  milestoneDue: ['未到期', 'to come'],
  versions: ['版本与对比', 'Versions and comparison'],
  authorityPart: ['主管部门下达的目标', 'Targets of the authority'],
  planPart: ['企业方案', 'Plan of the enterprise'],
  version: ['版本', 'Version'],
  effectiveFrom: ['生效日期', 'Effective from'],
  documentNo: ['发文字号', 'Document number'],
  signedAt: ['签署', 'Signed'],
  steps: ['备案', 'Filing'],
  noVersions: ['没有已签署的版本。', 'No version was signed.'],
  compareFrom: ['从版本', 'From version'],
  compareTo: ['到版本', 'to version'],
  noDifference: ['两个版本没有差别。', 'The two versions are alike.'],
  oneVersion: ['只有一个版本，无可对比。', 'There is one version only.'],
  change: ['变化', 'Change'],
  where: ['位置', 'Where'],
  before: ['原', 'Before'],
  after: ['现', 'After'],
  intensityOf: ['{product}单位产品能耗', 'Energy per unit of {product}'],
  benchmark: ['标杆水平', 'Benchmark'],
  baselineLevel: ['基准水平', 'Baseline level'],
  intensityLabel: [
    '{title}：各月值，限额 {limit}，标杆 {benchmark}（{unit}）。',
    '{title}: by month, limit {limit}, benchmark {benchmark} ({unit}).',
  ],
  output: ['产量', 'Output'],
  noIntensity: ['没有下达单位产品能耗目标。', 'No target per product was issued.'],
  perValue: ['单位产值能耗', 'Energy per output value'],
  perValueText: [
    '等价值能耗除以台账中的工业总产值（现价）；未报产值的月份为 —。',
    'Primary energy over the output value of the ledger; — where none was reported.',
  ],
  perValueLabel: [
    '单位产值能耗，{count} 个月，tce/万元。',
    'Energy per output value, {count} months, tce/10,000 CNY.',
  ],
  perValueUnit: ['tce/万元', 'tce/10,000 CNY'],
  energyTce: ['能耗（tce，等价值）', 'Energy (tce, primary)'],
  outputValue: ['产值（万元）', 'Output value (10,000 CNY)'],
  meter: ['计量器具', 'Meter'],
  noElectricity: ['没有电力计量器具。', 'There is no meter of electricity.'],
  heatMap: ['日负荷热力图', 'Load by day and quarter hour'],
  heatMapLabel: [
    '{meter} {month} 每 15 分钟平均功率：{days} 天，最高 {max} kW。',
    '{meter}, {month}: mean power of each quarter hour, {days} days, highest {max} kW.',
  ],
  noLoad: ['该月没有负荷数据。', 'There is no load of this month.'],
  duration: ['负荷持续曲线', 'Load duration'],
  durationLabel: [
    '{meter} {month} 负荷持续曲线，最高 {max} kW，最低 {min} kW。',
    '{meter}, {month}: load duration, highest {max} kW, lowest {min} kW.',
  ],
  power: ['平均功率', 'Mean power'],
  shareOfTime: ['时间占比（%）', 'Share of time (%)'],
  demandDays: ['每日最大需量', 'Maximum demand by day'],
  maximum: ['最大需量（kW）', 'Maximum demand (kW)'],
  at: ['出现时间', 'At'],
  measuredMaximum: ['实测最大（kW）', 'Highest measured (kW)'],
  estimatedMaximum: ['含估算', 'estimated'],
  quarterHours: [
    '{count} 个时段，其中估算 {estimated} 个',
    '{count} quarter hours, {estimated} of them estimated',
  ],
  flowTitle: ['能流图（购进 → 使用）', 'Energy flow, from purchase to use'],
  flowText: [
    '按计量器具逐级展开，当量值 tce；仅有台账的月份不在其中。',
    'By meters, level by level, calorific tce; months with a ledger only are not in it.',
  ],
  flowLabel: [
    '能流图：{kinds} 种能源，{links} 条流向，合计 {total} tce。',
    'Energy flow: {kinds} kinds, {links} flows, {total} tce in all.',
  ],
  flowFrom: ['从', 'From'],
  flowTo: ['到', 'To'],
  tceCalorific: ['tce（当量值）', 'tce (calorific)'],
  noFlow: ['该时段没有计量数据。', 'No meter counted anything in this time.'],
  unmetered: ['{name}（未分表）', '{name} (no sub-meter)'],
  suppliedOut: ['外供', 'Supplied out'],
  period: ['时段', 'Period'],
  purchasedKind: ['{kind}（购进）', '{kind} (purchased)'],
  lastSeen: ['最近报文', 'Last message'],
  lastRead: ['最近读数', 'Last reading'],
  lastDevice: ['最近上报设备', 'Last device'],
  reportedMeters: ['最近上报的计量器具', 'Meters it reported last'],
  never: ['没有收到过', 'never'],
  quality30: ['近 30 天：{from} 至 {to}', 'Last 30 days: {from} to {to}'],
  calibration: ['检定/校准', 'Calibration'],
  suspicion: ['疑似数据异常', 'Suspected anomaly'],
  suspected: ['有', 'yes'],
  noSuspicion: ['无', 'none'],
  toReadings: ['历史', 'History'],
  fates: ['近 7 天报文与读数的去向', 'What became of the last seven days’ messages'],
  fatesText: [
    '每条报文落盘后回执到主题 {topic}；读数 = 入库 + 重复 + 冲突 + 待处理。',
    'Each message is answered on {topic} once it is on disk; readings = stored + duplicate + conflict + quarantined.',
  ],
  day: ['日期', 'Day'],
  messages: ['报文', 'Messages'],
  readings: ['读数', 'Readings'],
  stored: ['入库', 'Stored'],
  duplicate: ['重复', 'Duplicate'],
  conflict: ['冲突', 'Conflict'],
  quarantined: ['待处理', 'Quarantined'],
  balance: ['核账', 'Accounting'],
  balanced: ['账平', 'Adds up'],
  unbalanced: ['账不平', 'Does not add up'],
  noMessages: ['近 7 天没有收到报文。', 'Nothing was received in seven days.'],
  inInbox: ['在预警列表中查看', 'Show in the inbox'],
  noAlerts: ['没有预警记录。', 'No alert was ever raised.'],
  alertsForbidden: ['您的角色不能查看预警。', 'Your role sees no alerts.'],
  level: ['等级', 'Level'],
  target: ['目标', 'Target'],
  condition: ['现状', 'Condition'],
  handling: ['办理', 'Handling'],
  openedAt: ['发出时间', 'Raised'],
  ledgerState: ['各月台账', 'Ledger by month'],
  ledgerSource: ['来源', 'Source'],
  revision: ['修订', 'Revision'],
  recordedBy: ['填报', 'Filled in by'],
  dueOn: ['应报日期', 'Due on'],
  overdue: ['逾期', 'overdue'],
  noLedger: ['没有台账记录。', 'There is no ledger.'],
  ledgerLines: ['能源品种', 'Kinds'],
  outputs: ['产量', 'Outputs'],
} as const satisfies Record<string, Pair>;

/** Where months of a target stand. */
export const MONTH_STATES: Readonly<Record<'settled' | 'preview' | 'unknown' | 'to-come', Pair>> = {
  settled: ['已结算', 'Settled'],
  preview: ['预览', 'Preview'],
  unknown: ['未知', 'Not known'],
  'to-come': ['未到', 'To come'],
};

/** How a plan by month was made. */
export const PLAN_METHODS: Readonly<Record<'given' | 'from-earlier-years' | 'linear', Pair>> = {
  given: ['主管部门下达', 'given by the authority'],
  'from-earlier-years': ['按往年比例', 'in the shape of earlier years'],
  linear: ['按天数均摊', 'evenly over the days'],
};

/** How a forecast was made. */
export const FORECAST_METHODS: Readonly<Record<'earlier-years' | 'calendar', Pair>> = {
  'earlier-years': ['往年季节', 'the season of earlier years'],
  calendar: ['工作日历', 'the work calendar'],
};

/** Kinds of measures. */
export const MEASURE_CATEGORIES: Readonly<Record<string, Pair>> = {
  'technical-renovation': ['技术改造', 'Technical renovation'],
  'equipment-upgrade': ['设备更新', 'Equipment upgrade'],
  'process-optimisation': ['工艺优化', 'Process optimisation'],
  'waste-heat': ['余热余压利用', 'Waste heat'],
  'energy-conversion': ['能源替代', 'Energy conversion'],
  management: ['管理节能', 'Management'],
};

/** Where a measure stands. */
export const MEASURE_STATUSES: Readonly<Record<string, Pair>> = {
  planned: ['计划', 'Planned'],
  running: ['实施中', 'Running'],
  done: ['已完成', 'Done'],
  verified: ['已核实', 'Verified'],
  cancelled: ['已取消', 'Cancelled'],
};

/** States of a version of a policy. */
export const VERSION_STATES: Readonly<Record<'signed' | 'superseded' | 'withdrawn', Pair>> = {
  signed: ['有效', 'Signed'],
  superseded: ['已替代', 'Superseded'],
  withdrawn: ['已撤回', 'Withdrawn'],
};

/** Steps after a plan was signed. */
export const VERSION_ACTIONS: Readonly<Record<'file' | 'acknowledge' | 'withdraw', Pair>> = {
  file: ['备案', 'Filed'],
  acknowledge: ['受理', 'Acknowledged'],
  withdraw: ['撤回', 'Withdrawn'],
};

/** Rules by their names in alerts and judgements. */
export const RULE_NAMES: Readonly<Record<string, Pair>> = {
  progress: ['时序进度', 'Progress against plan'],
  'remaining-budget': ['剩余预算', 'Budget left'],
  exhausted: ['预算用尽', 'Budget used up'],
  forecast: ['期末预测', 'Forecast'],
  'unit-product-limit': ['单位产品限额', 'Limit per product'],
  'benchmark-level': ['标杆水平', 'Benchmark level'],
  trend: ['同比趋势', 'Trend'],
  'data-duty': ['数据报送义务', 'Duty to report'],
  measure: ['节能措施', 'Measures'],
  'duty-due': ['法定事项到期', 'Statutory duties'],
  'approved-project': ['节能审查项目', 'Approved projects'],
  'obsolete-equipment': ['落后设备', 'Obsolete equipment'],
  suspicion: ['疑似数据异常', 'Suspected anomaly'],
};

/** Whether an alert still holds. */
export const CONDITIONS: Readonly<Record<Schemas['Alert']['condition'], Pair>> = {
  firing: ['未解除', 'Open'],
  resolved: ['已解除', 'Resolved'],
};

/** What was done about an alert. */
export const HANDLINGS: Readonly<Record<Schemas['Alert']['handling'], Pair>> = {
  new: ['待核实', 'Not verified'],
  verified: ['已核实', 'Verified'],
  'data-problem': ['数据问题', 'Data problem'],
  'false-alarm': ['误报', 'False alarm'],
  'in-case': ['已立案', 'In a case'],
  merged: ['已合并', 'Merged'],
  closed: ['已结案', 'Closed'],
};

/** States of a ledger's month. */
export const LEDGER_STATES: Readonly<Record<string, Pair>> = {
  submitted: ['已提交', 'Submitted'],
  checked: ['已审核', 'Checked'],
  accepted: ['已受理', 'Accepted'],
  returned: ['已退回', 'Returned'],
  awaiting: ['待报', 'Awaited'],
};

/** How a ledger's month came in. */
export const LEDGER_SOURCES: Readonly<Record<Schemas['LedgerRevision']['source'], Pair>> = {
  form: ['在线填报', 'Form'],
  template: ['模板上传', 'Template'],
  import: ['批量导入', 'Import'],
};

/** States of a meter's certificate. */
export const CALIBRATIONS: Readonly<Record<string, Pair>> = {
  valid: ['有效', 'Valid'],
  'due-soon': ['即将到期', 'Due soon'],
  expired: ['已过期', 'Expired'],
  failed: ['不合格', 'Failed'],
  none: ['无证书', 'No certificate'],
  unknown: ['未知', 'Not known'],
};
