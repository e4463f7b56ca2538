import type { Pair } from '../words/codes.ts';

export * from './act-words.ts';
export * from './codes.ts';
export * from './ledger-words.ts';
export * from './measure-words.ts';
export * from './onboarding-words.ts';

/** Sentences of the enterprise's own pages. */
export const PORTAL = {
  rowNumber: ['第 {row} 行', 'Row {row}'],
  homeTitle: ['本企业概况', 'My enterprise'],
  restored: ['已恢复上次未提交的内容。', 'What you had not sent yet is back.'],
  discard: ['放弃草稿', 'Discard draft'],
  allowance: ['用能与预算', 'Energy against allowance'],
  today: ['今日', 'Today'],
  thisMonth: ['本月', 'This month'],
  thisYear: ['本年', 'This year'],
  used: ['已用', 'Used'],
  planned: ['计划', 'Planned'],
  ofAllowance: ['{used} / {limit} {unit}', '{used} of {limit} {unit}'],
  left: ['剩余 {value} {unit}', '{value} {unit} left'],
  overBy: ['超出 {value} {unit}', '{value} {unit} over'],
  noBudget: [
    '本年度还没有签发标准煤用能预算。',
    'No budget in standard coal has been signed for this year.',
  ],
  budgetSource: [
    '预算：{issuer} {documentNo}；口径：{account}，{basis}',
    'Budget: {issuer} {documentNo}; account: {account}, {basis}',
  ],
  noIssuer: ['主管部门', 'the authority'],
  incompleteUse: [
    '部分数据缺失，仅为已知部分。',
    'Some of it is missing: this is the known part alone.',
  ],
  asked: ['待办事项', 'Asked of me'],
  nothingAsked: ['目前没有待办事项。', 'Nothing is asked of you now.'],
  askedAlarms: ['数据告警', 'Alarm'],
  askedWarnings: ['用能预警', 'Warning'],
  askedCases: ['待答复的文书', 'Document to answer'],
  askedLedger: ['待填报的台账', 'Ledger month awaited'],
  askedCheck: ['待审核的台账', 'Ledger month to check'],
  askedCorrections: ['待审核的数据修正', 'Correction to check'],
  askedMeasures: ['到期的措施节点', 'Milestone due'],
  askedCalibrations: ['即将到期的检定/校准', 'Calibration expires'],
  dueOn: ['{date} 前', 'by {date}'],
  overdueSince: ['已逾期（{date}）', 'overdue ({date})'],
  daysLeft: ['剩 {days} 天', '{days} days left'],
  go: ['去办理', 'Open'],
  more: ['另有 {count} 项', '{count} more'],
  quality: ['计量数据', 'Meter data'],
  metersOnline: ['在线计量器具', 'Meters online'],
  metersOnlineHint: ['近 1 小时内有读数', 'read within the last hour'],
  completenessYesterday: ['昨日数据完整率', 'Completeness yesterday'],
  refusedOpen: ['待处理报文', 'Messages refused'],
  silentMeters: ['超过 1 小时没有读数', 'Not read for an hour or more'],
  neverRead: ['从未收到读数', 'never read'],
  lastAt: ['最近 {at}', 'last {at}'],
  notJudged: ['未统计', 'not counted yet'],
  activeDevices: ['有效设备', 'Active devices'],
  toOnboarding: ['接入向导', 'Onboarding'],
} as const satisfies Record<string, Pair>;
