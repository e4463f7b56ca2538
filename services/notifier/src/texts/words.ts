/** A text in both languages. */
export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** What each kind of notification is called. */
export const WORDS: Readonly<Record<string, BothLanguages>> = {
  warning: { zh: '用能预警', en: 'Energy-use warning' },
  alarm: { zh: '告警', en: 'Alarm' },
  case: { zh: '办理通知', en: 'Case notice' },
  platform: { zh: '平台告警', en: 'Platform alarm' },
};

/** Warnings are named by colour, alarms by weight. */
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

/** Names of rules; one that is not here is shown by its id. */
export const RULE_NAMES: Readonly<Record<string, BothLanguages>> = {
  'over-budget': { zh: '超预算用能', en: 'Over-budget energy use' },
  'over-plan': { zh: '超时序进度', en: 'Ahead of plan' },
  'over-limit': { zh: '超限额用能', en: 'Over-limit energy use' },
  forecast: { zh: '期末预计超预算', en: 'Expected over budget at period end' },
  'no-data': { zh: '数据中断', en: 'No data' },
  'frozen-value': { zh: '示值不变', en: 'Frozen value' },
  'device-offline': { zh: '设备离线', en: 'Device offline' },
  'enterprise-offline': { zh: '企业全部设备离线', en: 'All devices offline' },
  'suspected-data': { zh: '疑似数据异常', en: 'Suspected data anomaly' },
  'case-serve': { zh: '文书送达', en: 'Document served' },
  'case-serve-order': { zh: '限期整改通知书送达', en: 'Order to rectify served' },
  'case-inform': { zh: '文书送达', en: 'Document served' },
  'case-decide-remedy': { zh: '申辩或异议已有处理结果', en: 'Remedy decided' },
  'case-issue': { zh: '文书已签发，请送达', en: 'Document signed, to be served' },
  'case-reply': { zh: '企业已答复', en: 'The enterprise answered' },
  'case-reply-order': { zh: '企业报告整改完成，请复查', en: 'Rectified, to be re-checked' },
  'case-file-remedy': { zh: '企业提出陈述申辩、异议或复议', en: 'The enterprise used a remedy' },
  'case-escalate': { zh: '逾期未答复', en: 'Deadline passed without an answer' },
  'case-propose-closing': { zh: '拟结案，请第二人审核', en: 'To be closed by a second officer' },
  'too-many-alarms': { zh: '大面积告警', en: 'Alarms of many enterprises at once' },
};

/** Sentences by message key; `{name}` is replaced by the parameter. */
export const SENTENCES: Readonly<Record<string, BothLanguages>> = {
  'platform.too-many-alarms': {
    zh: '十分钟内 {of} 家企业中有 {enterprises} 家同时告警，疑为平台接入故障；告警消息暂停发送，请先检查接入。',
    en: '{enterprises} of {of} enterprises raised alarms within ten minutes, which points to the platform itself. Alarm messages are held back; check the ingest first.',
  },
  'channel.test': {
    zh: '这是一条测试消息，由 {by} 发出。',
    en: 'This is a test message, sent by {by}.',
  },
};
