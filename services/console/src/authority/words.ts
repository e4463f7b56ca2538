import type { Pair } from '../words/codes.ts';

/** Sentences of policies and budgets. */
export const POLICY_WORDS = {
  title: ['一企一策与用能预算', 'Policies and budgets'],
  intro: [
    '目标与阈值由主管部门下达，措施由企业编制并备案；两部分分别签发，互不改动对方内容。已签发的版本不再改变。',
    'Targets and thresholds are the authority’s, measures the enterprise’s; each part is signed by its owner alone, and what was signed never changes.',
  ],
  year: ['年度', 'Year'],
  list: ['各企业一企一策', 'Policies by enterprise'],
  area: ['区域或园区', 'Region or park'],
  everywhere: ['全部', 'All'],
  enterpriseName: ['企业名称', 'Enterprise'],
  gaps: ['缺什么', 'What is missing'],
  enterprisesCount: ['共 {count} 家企业', 'Enterprises: {count}'],
  noneListed: ['没有符合条件的企业。', 'No enterprise is like that.'],
  noneMissing: ['没有缺这一项的企业。', 'No enterprise lacks it.'],
  targetsColumn: ['目标（主管部门）', 'Targets (authority)'],
  planColumn: ['方案（企业）', 'Plan (enterprise)'],
  targetsCount: ['目标数', 'Targets'],
  measuresCount: ['措施数', 'Measures'],
  noTargetsIn: ['{year} 年目标未下达', 'no targets for {year}'],
  noPlanIn: ['{year} 年方案未签发', 'no plan for {year}'],
  signedVersion: ['第 {version} 版，{from} 起生效', 'Version {version}, from {from}'],
  pendingVersion: ['第 {version} 版，待 {from} 生效', 'Version {version}, not before {from}'],
  hasDraft: ['有草稿', 'draft'],
  notFiled: ['未备案', 'not filed'],
  pageTitle: ['{name} {year} 年', '{name}, {year}'],
  inForce: ['现行目标', 'Targets in force'],
  notInForce: ['该年度尚未下达目标。', 'No target is in force for this year.'],
  versionInForce: [
    '第 {version} 版，{from} 起生效，{by} 签发',
    'Version {version}, in force from {from}, signed {by}',
  ],
  plan: ['企业方案', 'The enterprise’s plan'],
  noPlan: ['企业尚未签发方案。', 'The enterprise has signed no plan.'],
  target: ['目标', 'Target'],
  metric: ['指标', 'Metric'],
  limit: ['限值', 'Limit'],
  period: ['周期', 'Period'],
  basis: ['口径', 'Account'],
  document: ['下达文件', 'Document'],
  months: ['分月计划', 'By month'],
  byStandard: ['按 {standard}', 'By {standard}'],
  draft: ['目标草稿', 'Draft of the targets'],
  draftIntro: [
    '每次保存都会核对并存为草稿；签发后生效。',
    'Every change is checked and kept as a draft; signing puts it into force.',
  ],
  draftSaved: ['草稿第 {revision} 稿，{by}，{at}', 'Draft {revision}, {by}, {at}'],
  noDraft: ['没有草稿。', 'There is no draft.'],
  startEmpty: ['新建草稿', 'Begin a draft'],
  draftOutdated: [
    '草稿基于第 {base} 版，而最新签发的是第 {newest} 版；请对照版本差异后再签发。',
    'This draft was built on version {base}, and version {newest} is the newest; compare them before signing.',
  ],
  draftKept: [
    '确认草稿已经考虑最新版本的内容？签发后以草稿为准。',
    'Is what the newest version changes in this draft? Once signed, the draft is what counts.',
  ],
  keepDraft: ['已对照第 {newest} 版', 'Compared with version {newest}'],
  startFromPending: [
    '以第 {version} 版（{from} 起生效）为底稿',
    'Begin with version {version} (in force from {from})',
  ],
  startFromForce: ['以现行目标为底稿', 'Begin with what is in force'],
  startFromTemplate: ['以模板为底稿', 'Begin with a template'],
  templateFor: ['模板', 'Template'],
  addTarget: ['增加目标', 'Add a target'],
  editTarget: ['修改目标 {id}', 'Change target {id}'],
  change: ['修改', 'Change'],
  remove: ['删除', 'Remove'],
  noTargets: ['草稿中没有目标。', 'The draft has no target.'],
  thresholds: ['预警阈值', 'Thresholds'],
  editThresholds: ['设置阈值', 'Set thresholds'],
  thresholdsDefault: ['全部按默认值。', 'All as by default.'],
  overridden: ['已调整 {count} 项', 'Changed: {count}'],
  sign: ['签发', 'Sign'],
  signTitle: ['签发目标', 'Sign the targets'],
  signWarning: [
    '签发后成为下一版本，不再改变；如需更正，须另签新版。',
    'It becomes the next version and never changes; a correction is a version of its own.',
  ],
  signed: ['已签发第 {version} 版。', 'Version {version} is signed.'],
  saveTemplate: ['存为模板', 'Keep as template'],
  templateSaved: ['模板已保存。', 'Template kept.'],
  versions: ['版本', 'Versions'],
  version: ['版本', 'Version'],
  part: ['部分', 'Part'],
  state: ['状态', 'State'],
  effectiveFrom: ['生效日期', 'In force from'],
  signedBy: ['签发', 'Signed'],
  byAt: ['{by}，{at}', '{by}, {at}'],
  noVersions: ['尚无已签发的版本。', 'Nothing was signed yet.'],
  withdraw: ['撤回', 'Withdraw'],
  withdrawTitle: ['撤回第 {version} 版', 'Withdraw version {version}'],
  file: ['备案', 'File it'],
  filed: ['已备案', 'filed'],
  acknowledged: ['备案已确认', 'filing acknowledged'],
  acknowledge: ['确认备案', 'Acknowledge the filing'],
  done: ['已办理。', 'Done.'],
  compare: ['比较版本', 'Compare versions'],
  compareFrom: ['旧版', 'From'],
  compareTo: ['新版', 'To'],
  noDifference: ['没有差别。', 'There is no difference.'],
  difference: ['变化', 'What changed'],
  inForceNow: ['现行 {limit}', 'now {limit}'],
  applications: ['预算调整申请', 'Budget applications'],
  applicationsIntro: [
    '企业申请调整用能预算，由主管部门准予或不予；准予即签发目标的下一版本。',
    'Enterprises apply for another budget; the authority grants it, which signs the next version of the targets, or refuses it.',
  ],
  noApplications: ['没有申请。', 'There is no application.'],
  requested: ['申请限值', 'Asked for'],
  reason: ['理由', 'Reason'],
  applied: ['申请', 'Applied'],
  decision: ['决定', 'Decision'],
  undecided: ['待决定', 'To be decided'],
  decide: ['办理', 'Decide'],
  decideTitle: ['办理 {name} 的申请', 'Application of {name}'],
  figures: ['佐证数据', 'Figures'],
  measure: ['措施', 'Measure'],
  category: ['类别', 'Category'],
  saving: ['预计节能量（tce）', 'Expected saving (tce)'],
  fromTo: ['{from} 至 {to}', '{from} to {to}'],
  responsible: ['责任人', 'Responsible'],
  time: ['起止时间', 'From, to'],
} as const satisfies Record<string, Pair>;

/** What an enterprise's policy can lack, as the filter says it. */
export const GAP_NAMES = {
  targets: ['目标未下达', 'Without targets'],
  plan: ['方案未签发', 'Without a plan'],
  filing: ['方案未备案', 'Plan not filed'],
} as const satisfies Record<string, Pair>;

/** What a target limits. */
export const METRICS: Readonly<Record<string, Pair>> = {
  tce: ['标准煤总量', 'Standard coal'],
  tco2: ['二氧化碳排放量', 'CO₂'],
  physical: ['实物量', 'Physical amount'],
  'kgce-per-unit': ['单位产品能耗', 'Energy per unit of product'],
  'tce-per-output-value': ['单位产值能耗', 'Energy per output value'],
  pue: ['电能利用效率（PUE）', 'PUE'],
};

/** Units of metrics where the metric alone decides. */
export const METRIC_UNITS: Readonly<Record<string, Pair>> = {
  tce: ['吨标准煤', 'tce'],
  tco2: ['吨二氧化碳', 'tCO₂'],
  'kgce-per-unit': ['千克标准煤/单位产品', 'kgce per unit'],
  'tce-per-output-value': ['吨标准煤/万元', 'tce per 10,000 CNY'],
};

/** Periods of targets. */
export const PERIODS: Readonly<Record<string, Pair>> = {
  month: ['每月', 'Every month'],
  quarter: ['每季', 'Every quarter'],
  year: ['全年', 'The year'],
};

/** Bases of standard coal as targets name them. */
export const TARGET_BASES: Readonly<Record<string, Pair>> = {
  primary: ['等价值', 'Primary'],
  calorific: ['当量值', 'Calorific'],
};

/** Accounts that a target may be of. */
export const TARGET_ACCOUNTS: Readonly<Record<string, Pair>> = {
  assessed: ['考核口径', 'Assessed'],
  comprehensive: ['综合能耗', 'Comprehensive'],
  statistical: ['统计口径', 'Statistical'],
};

/** Levels of limit standards. */
export const LEVELS: Readonly<Record<string, Pair>> = {
  binding: ['按投产时间（限定值或准入值）', 'Binding, by commissioning'],
  3: ['限定值（3 级）', 'Level 3'],
  2: ['准入值（2 级）', 'Level 2'],
  1: ['先进值（1 级）', 'Level 1'],
};

/** Parts of a policy by their owner. */
export const PARTS_OF_POLICY: Readonly<Record<string, Pair>> = {
  authority: ['目标（主管部门）', 'Targets (authority)'],
  plan: ['方案（企业）', 'Plan (enterprise)'],
};

/** Where a version stands. */
export const VERSION_STATES: Readonly<Record<string, Pair>> = {
  signed: ['已签发', 'Signed'],
  superseded: ['已被新版取代', 'Superseded'],
  withdrawn: ['已撤回', 'Withdrawn'],
};

/** Decisions on an application. */
export const DECISIONS: Readonly<Record<string, Pair>> = {
  grant: ['准予', 'Granted'],
  refuse: ['不予', 'Refused'],
};

/** Categories of measures. */
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
  running: ['实施中', 'Under way'],
  done: ['已完成', 'Done'],
  verified: ['已核定', 'Verified'],
  cancelled: ['已取消', 'Cancelled'],
};

/** Sentences of the thresholds. */
export const THRESHOLD_WORDS = {
  title: ['预警阈值', 'Thresholds'],
  intro: [
    '各规则的默认阈值，以及所选企业的策略中另行设定的阈值；由主管部门在企业目标草稿中设定并签发。比例 0.05 表示 5%。',
    'Defaults of every rule, and what the policy of an enterprise has in their place; the authority sets and signs them with the targets. 0.05 is 5 %.',
  ],
  year: ['年度', 'Year'],
  rule: ['规则', 'Rule'],
  threshold: ['阈值', 'Threshold'],
  default: ['默认值', 'Default'],
  own: ['本企业', 'This enterprise'],
  areas: ['区域和园区目标', 'Targets of regions and parks'],
  areasIntro: [
    '区域和园区目标的默认阈值；下达区域目标时可逐项另行设定。',
    'Defaults for the targets of regions and parks; each target may set its own when it is issued.',
  ],
} as const satisfies Record<string, Pair>;

/** Sentences of the dry run. */
export const DRY_RUN_WORDS = {
  run: ['试算', 'Dry run'],
  intro: [
    '按本年度已有数据，看草稿会触发哪些预警；不保存，也不通知任何人。',
    'What the draft would have raised in the year so far; nothing is kept and nobody is told.',
  ],
  running: ['正在试算，可以离开此页…', 'Trying it; you may leave this page …'],
  judged: [
    '试算 {count} 个时点，触发 {alerts} 条。',
    'Judged at {count} instants; raised: {alerts}.',
  ],
  none: ['不会触发预警。', 'Nothing would have been raised.'],
  rule: ['规则', 'Rule'],
  target: ['目标', 'Target'],
  period: ['周期', 'Period'],
  severity: ['最高等级', 'Worst level'],
  opened: ['触发时间', 'Raised at'],
  message: ['内容', 'Message'],
  notJudged: [
    '另有 {count} 项因数据未结算或缺失而未评判。',
    'Not judged for want of settled data: {count}.',
  ],
} as const satisfies Record<string, Pair>;
