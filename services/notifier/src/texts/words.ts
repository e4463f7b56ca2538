import type { AreaRuleId, RuleId } from '@hengneng/domain';

/** A text in both languages. */
export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** What each kind of notification is called. */
export const WORDS: Readonly<Record<string, BothLanguages>> = {
  warning: { zh: '用能预警', en: 'Energy-use warning' },
  alarm: { zh: '告警', en: 'Alarm' },
  duty: { zh: '到期提醒', en: 'Duty' },
  case: { zh: '办理通知', en: 'Case notice' },
  platform: { zh: '平台告警', en: 'Platform alarm' },
};

/** Warnings are named by colour, the others by weight. */
export const LEVELS: Readonly<Record<'warning' | 'other', readonly BothLanguages[]>> = {
  warning: [
    { zh: '黄色', en: 'yellow' },
    { zh: '橙色', en: 'orange' },
    { zh: '红色', en: 'red' },
  ],
  other: [
    { zh: '一般', en: 'minor' },
    { zh: '重要', en: 'major' },
    { zh: '紧急', en: 'critical' },
  ],
};

/** A rule in words: its name, and what either side does about it. */
interface RuleWords {
  readonly name: BothLanguages;
  readonly enterprise: BothLanguages;
}

const EXPLAIN: BothLanguages = {
  zh: '请核对用能数据，查明超计划原因，准备情况说明和整改措施。',
  en: 'Check the figures, find the cause, and prepare a written explanation with measures.',
};
const SEND_DATA: BothLanguages = {
  zh: '请检查计量与采集设备，补传缺失数据；停产检修请及时申报。',
  en: 'Check meters and devices and send what is missing; declare stops of production.',
};

/** Every rule there is. */
export const RULE_WORDS: Readonly<Record<RuleId, RuleWords>> = {
  progress: { name: { zh: '超时序进度', en: 'Ahead of plan' }, enterprise: EXPLAIN },
  'remaining-budget': {
    name: { zh: '剩余用能预算不足', en: 'Budget left is short' },
    enterprise: {
      zh: '请调整后续生产用能安排；确需调整预算的，向主管部门提出申请。',
      en: 'Plan the rest of the period anew, or apply for another budget.',
    },
  },
  exhausted: { name: { zh: '用能预算已用完', en: 'Budget used up' }, enterprise: EXPLAIN },
  forecast: {
    name: { zh: '预计期末超预算', en: 'Expected over budget at period end' },
    enterprise: {
      zh: '请落实节能措施，调整后续用能安排。',
      en: 'Carry out measures and plan the rest of the period anew.',
    },
  },
  'unit-product-limit': {
    name: { zh: '超限额用能', en: 'Over-limit energy use' },
    enterprise: {
      zh: '请核对产量与能耗数据，制定整改方案，达到强制性限额标准。',
      en: 'Check output and energy, and plan how the mandatory limit will be met.',
    },
  },
  'benchmark-level': {
    name: { zh: '能效低于基准水平', en: 'Below the baseline level' },
    enterprise: {
      zh: '请制定技术改造计划，在规定期限前达到基准水平。',
      en: 'Plan the rebuilding that reaches the baseline level in time.',
    },
  },
  trend: {
    name: { zh: '能耗强度同比上升', en: 'Intensity above last year' },
    enterprise: {
      zh: '请分析能耗强度上升的原因。',
      en: 'Find out why the intensity rose.',
    },
  },
  'data-duty': { name: { zh: '数据报送', en: 'Data duty' }, enterprise: SEND_DATA },
  measure: {
    name: { zh: '节能措施逾期', en: 'Measure overdue' },
    enterprise: {
      zh: '请更新措施进度；需要延期的，修改方案并重新备案。',
      en: 'Report the progress; to move a date, change the plan and file it again.',
    },
  },
  'duty-due': {
    name: { zh: '法定事项到期', en: 'Duty due' },
    enterprise: { zh: '请在期限前办理。', en: 'Hand it in before the date.' },
  },
  'approved-project': {
    name: { zh: '项目用能超节能审查批复', en: 'Project above its approved energy' },
    enterprise: EXPLAIN,
  },
  'obsolete-equipment': {
    name: { zh: '使用淘汰设备', en: 'Obsolete equipment' },
    enterprise: {
      zh: '请在期限前停用并更换，更换后登记。',
      en: 'Stop and replace it by the date, and register that.',
    },
  },
  'energy-manager': {
    name: { zh: '能源管理岗位', en: 'Energy manager' },
    enterprise: {
      zh: '请聘任能源管理负责人，并报主管部门备案。',
      en: 'Appoint an energy manager and file the appointment with the authority.',
    },
  },
  suspicion: {
    name: { zh: '疑似数据异常', en: 'Suspected data anomaly' },
    enterprise: { zh: '请核对相关数据并说明情况。', en: 'Check the data and explain.' },
  },
};

/** Names of the rules about regions and parks, whose notifications go to the authority alone. */
const AREA_RULE_NAMES: Readonly<Record<AreaRuleId, BothLanguages>> = {
  'area-total': { zh: '区域能耗总量超进度', en: 'Area ahead of its plan' },
  'area-forecast': { zh: '区域能耗预计超目标', en: 'Area over its goal by forecast' },
  'area-intensity': { zh: '区域能耗强度下降不足', en: 'Cut of intensity too small' },
  'area-coal-share': { zh: '区域煤炭占比超目标', en: 'Coal share over the goal' },
  'area-benchmark-capacity': {
    zh: '标杆产能占比不足',
    en: 'Too little capacity at benchmark level',
  },
  'area-audit-coverage': { zh: '能源审计覆盖率不足', en: 'Audit coverage short of the goal' },
};

/** Names of kinds of notifications that are no rule of their own. */
const OTHER_NAMES: Readonly<Record<string, BothLanguages>> = {
  ...AREA_RULE_NAMES,
  'device-offline': { zh: '设备离线', en: 'Device offline' },
  'no-data': { zh: '数据中断', en: 'No data' },
  'frozen-value': { zh: '示值不变', en: 'Frozen value' },
  'enterprise-offline': { zh: '企业全部设备离线', en: 'All devices offline' },
  'alert-unverified': { zh: '预警逾期未核实', en: 'Not verified in time' },
  'alert-assigned': { zh: '预警已指派', en: 'Alert assigned' },
  'alert-verify-today': { zh: '预警今日须核实', en: 'To be verified today' },
  'case-assign': { zh: '案件已指派', en: 'Case assigned' },
  'case-set-deputy': { zh: '案件协办人已指定', en: 'Deputy of a case named' },
  'case-serve': { zh: '文书送达', en: 'Document served' },
  'case-serve-order': { zh: '限期整改通知书送达', en: 'Order to rectify served' },
  'case-inform': { zh: '文书送达', en: 'Document served' },
  'case-decide-remedy': { zh: '申辩或异议已有处理结果', en: 'Remedy decided' },
  'case-issue': { zh: '文书已签发，请送达', en: 'Document signed, to be served' },
  'case-reply': { zh: '企业已答复', en: 'The enterprise answered' },
  'case-reply-order': { zh: '企业报告整改完成，请复查', en: 'Rectified, to be re-checked' },
  'case-file-remedy': { zh: '企业提出陈述申辩、异议或复议', en: 'The enterprise used a remedy' },
  'case-escalate': { zh: '逾期未答复', en: 'Deadline passed without an answer' },
  'case-remind': { zh: '期限将至', en: 'Deadline near' },
  'case-propose-closing': { zh: '拟结案，请第二人审核', en: 'To be closed by a second officer' },
  'too-many-alarms': { zh: '大面积告警', en: 'Alarms of many enterprises at once' },
  'devices-silent': { zh: '大面积设备离线', en: 'Many devices silent at once' },
};

/** Name of a rule or step; undefined for one nobody named. */
export function nameOf(rule: string): BothLanguages | undefined {
  if (Object.hasOwn(RULE_WORDS, rule)) return RULE_WORDS[rule as RuleId].name;
  return Object.hasOwn(OTHER_NAMES, rule) ? OTHER_NAMES[rule] : undefined;
}

/** What the enterprise does about an alert; undefined where there is nothing to say. */
export function adviceOf(rule: string): BothLanguages | undefined {
  if (Object.hasOwn(RULE_WORDS, rule)) return RULE_WORDS[rule as RuleId].enterprise;
  return ['device-offline', 'no-data', 'frozen-value'].includes(rule) ? SEND_DATA : undefined;
}

/** What the authority does about a new alert; `{verifyBy}` is the last day. */
export const VERIFY_BY: BothLanguages = {
  zh: '请于 {verifyBy} 前核实。',
  en: 'To be verified by {verifyBy}.',
};

const CASE_SENTENCE: BothLanguages = { zh: '{title} {number}', en: '{title} {number}' };
const ASSIGNED_SENTENCE: BothLanguages = { zh: '{title}：{to}', en: '{title}: {to}' };
const DUE_SENTENCE: BothLanguages = {
  zh: '{title} {number}，期限 {dueOn}',
  en: '{title} {number}, due on {dueOn}',
};

/** Sentences by message key; `{name}` is replaced by the parameter. */
export const SENTENCES: Readonly<Record<string, BothLanguages>> = {
  'alert.device-offline': {
    zh: '设备 {deviceId} 自 {lastSeenAt} 起没有任何报文。',
    en: 'Device {deviceId} has sent nothing since {lastSeenAt}.',
  },
  'alert.no-data': {
    zh: '计量点 {meterId} 自 {lastSeenAt} 起没有新读数。',
    en: 'Meter {meterId} has had no reading since {lastSeenAt}.',
  },
  'alert.unverified': {
    zh: '“{ruleName}”应于 {verifyBy} 前核实，至今未核实，请督促办理（第 {level} 级）。',
    en: '"{ruleNameEn}" was to be verified by {verifyBy} and is not; see to it (level {level}).',
  },
  'alert.assigned': {
    zh: '“{ruleName}”由 {by} 指派，承办人、协办人：{officers}。',
    en: '{by} assigned "{ruleNameEn}" to {officers}.',
  },
  'alert.verify-today': {
    zh: '“{ruleName}”须于今日（{verifyBy}）前核实。',
    en: '"{ruleNameEn}" is to be verified today ({verifyBy}).',
  },
  'alert.verify-today-by': {
    zh: '“{ruleName}”须于今日（{verifyBy}）前核实，承办人、协办人：{officers}。',
    en: '"{ruleNameEn}" is to be verified today ({verifyBy}) by {officers}.',
  },
  'case.assign': ASSIGNED_SENTENCE,
  'case.set-deputy': ASSIGNED_SENTENCE,
  'case.serve': DUE_SENTENCE,
  'case.serve-order': DUE_SENTENCE,
  'case.inform': CASE_SENTENCE,
  'case.issue': CASE_SENTENCE,
  'case.reply': CASE_SENTENCE,
  'case.reply-order': CASE_SENTENCE,
  'case.file-remedy': CASE_SENTENCE,
  'case.decide-remedy': CASE_SENTENCE,
  'case.propose-closing': CASE_SENTENCE,
  'case.escalate': {
    zh: '{title} {number}，期限 {dueOn} 已过，企业未答复（第 {level} 级）',
    en: '{title} {number}: the deadline {dueOn} passed without an answer (level {level})',
  },
  'case.remind': {
    zh: '{title} {number} 的答复期限为 {dueOn}，请及时办理。',
    en: '{title} {number} is to be answered by {dueOn}.',
  },
  'platform.too-many-alarms': {
    zh: '十分钟内 {of} 家企业中有 {enterprises} 家同时告警，疑为平台接入故障；告警消息暂停发送，请先检查接入。',
    en: '{enterprises} of {of} enterprises raised alarms within ten minutes, which points to the platform itself. Alarm messages are held back; check the ingest first.',
  },
  'platform.devices-silent': {
    zh: '{of} 台设备中有 {silent} 台同时离线，疑为平台接入故障；不逐台告警，请先检查网络与接入网关。',
    en: '{silent} of {of} devices are silent at once, which points to the platform itself. No alarm of a single device is raised; check network and gateways first.',
  },
  'channel.test': {
    zh: '这是一条测试消息，由 {by} 发出。',
    en: 'This is a test message, sent by {by}.',
  },
};
