import type { Pair } from '../words/codes.ts';

/** Sentences of the audit log. */
export const AUDIT_WORDS = {
  title: ['操作日志', 'Audit log'],
  intro: [
    '谁在何时对什么做了什么，按时间倒序；每条与前一条以指纹相连，不能改动。',
    'Who did what to what, newest first; each record is tied to the one before by its fingerprint.',
  ],
  from: ['开始', 'From'],
  to: ['结束', 'Until'],
  actor: ['操作人', 'By'],
  action: ['操作', 'Act'],
  actionHint: ['如 user.create', 'such as user.create'],
  subject: ['对象', 'On'],
  at: ['时间', 'At'],
  number: ['序号', 'No.'],
  details: ['内容', 'Details'],
  search: ['查询', 'Look'],
  export: ['导出全部', 'Export all'],
  none: ['没有符合条件的记录。', 'There is no such record.'],
  wrongAction: [
    '操作应为“名词.动词”，如 user.create。',
    'An act is noun.verb, such as user.create.',
  ],
} as const satisfies Record<string, Pair>;

/** Nouns of acts. */
const NOUNS: Readonly<Record<string, Pair>> = {
  user: ['账号', 'account'],
  'user-session': ['会话', 'session'],
  session: ['会话', 'session'],
  enterprise: ['企业', 'enterprise'],
  'enterprise-import': ['企业导入', 'import of enterprises'],
  'meter-import': ['计量器具导入', 'import of meters'],
  'calibration-import': ['证书导入', 'import of certificates'],
  'policy-import': ['目标导入', 'import of targets'],
  meter: ['计量器具', 'meter'],
  'meter-epoch': ['计量参数', 'meter settings'],
  device: ['采集设备', 'device'],
  'device-credential': ['设备凭据', 'credential'],
  site: ['厂区', 'site'],
  product: ['产品', 'product'],
  policy: ['一企一策', 'policy'],
  'policy-draft': ['目标草稿', 'draft'],
  'policy-template': ['模板', 'template'],
  'budget-application': ['预算调整申请', 'budget application'],
  'factor-set': ['系数集', 'factor set'],
  factor: ['系数', 'factor'],
  'notification-channel': ['通知渠道', 'channel'],
  'notification-message': ['通知消息', 'message'],
  contact: ['联系人', 'contact'],
  silence: ['静默', 'silence'],
  'audit-log': ['操作日志', 'audit log'],
  'audit-verification': ['日志校验', 'verification of the log'],
  'journal-verification': ['报文校验', 'verification of the journal'],
  quarantine: ['待处理数据', 'quarantine'],
  alert: ['预警', 'warning'],
  case: ['案件', 'case'],
  document: ['文书', 'document'],
  ledger: ['台账', 'ledger'],
  correction: ['数据修正', 'correction'],
  engagement: ['审计委托', 'engagement'],
  finding: ['审计发现', 'finding'],
  export: ['导出', 'export'],
  read: ['查阅', 'read'],
};

/** Verbs of acts. */
const VERBS: Readonly<Record<string, Pair>> = {
  create: ['新建', 'new'],
  update: ['修改', 'changed'],
  change: ['修改', 'changed'],
  record: ['登记', 'recorded'],
  withdraw: ['撤销', 'withdrawn'],
  sign: ['签发', 'signed'],
  save: ['保存', 'saved'],
  run: ['执行', 'run'],
  test: ['测试', 'tested'],
  end: ['结束', 'ended'],
  begin: ['开始', 'begun'],
  export: ['导出', 'exported'],
  read: ['查阅', 'read'],
  verify: ['复核', 'checked'],
  revoke: ['吊销', 'revoked'],
  issue: ['签发', 'issued'],
  replay: ['重放', 'replayed'],
  file: ['备案', 'filed'],
  acknowledge: ['确认', 'acknowledged'],
  'send-again': ['重新发送', 'sent again'],
  decide: ['决定', 'decided'],
  'sign-in': ['登录', 'signed in'],
};

/** Words of acts and of what they are done to, for the test of words and for `actText`. */
export const AUDIT_CODES = { NOUNS, VERBS };

/** An act in words, with its code: the code is what a filter takes, and what stands in an export. */
export function actText(pick: (pair: Pair) => string, action: string): string {
  const [noun = '', verb = ''] = action.split('.');
  const names = [NOUNS[noun], VERBS[verb]];
  if (names.some((name) => name === undefined)) return action;
  return `${names.map((name) => (name === undefined ? '' : pick(name))).join(' · ')} (${action})`;
}
