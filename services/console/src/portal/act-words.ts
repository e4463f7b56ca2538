import type { Schemas } from '../client/api.ts';
import type { Pair } from '../words/codes.ts';

/** Kinds of corrections. */
export const CORRECTION_TYPES: Readonly<Record<Schemas['Correction']['type'], Pair>> = {
  'manual-reading': ['补录读数', 'Missing reading'],
  'replaced-value': ['更正读数', 'Other value'],
  'void-reading': ['作废读数', 'Void reading'],
  'meter-exchange': ['换表', 'Meter exchange'],
  'reject-step': ['否定跳变', 'Reject a step'],
  production: ['产量', 'Production'],
  revocation: ['撤销修正', 'Revocation'],
};

/** Where a correction stands. */
export const CORRECTION_STATES: Readonly<Record<Schemas['Correction']['state'], Pair>> = {
  requested: ['待企业审核', 'Waits for the reviewer'],
  checked: ['待主管部门批准', 'Waits for the authority'],
  approved: ['已批准', 'Approved'],
  rejected: ['未通过', 'Rejected'],
  withdrawn: ['已撤回', 'Withdrawn'],
};

/** Declarations. */
export const STOP_KINDS: Readonly<Record<Schemas['DeclaredStop']['kind'], Pair>> = {
  stop: ['停产检修', 'Stop for maintenance'],
  fault: ['采集故障', 'Fault of the data collection'],
};

/** Where a measure stands. */
export const MEASURE_STATES: Readonly<Record<string, Pair>> = {
  planned: ['未开始', 'Planned'],
  running: ['实施中', 'Under way'],
  done: ['已完成', 'Done'],
  verified: ['已核验', 'Verified'],
  cancelled: ['已取消', 'Cancelled'],
};

/** Kinds of measures. */
export const MEASURE_CATEGORIES: Readonly<Record<string, Pair>> = {
  'technical-renovation': ['技术改造', 'Technical renovation'],
  'equipment-upgrade': ['设备更新', 'Equipment upgrade'],
  'process-optimisation': ['工艺优化', 'Process optimisation'],
  'waste-heat': ['余热余压利用', 'Waste heat and pressure'],
  'energy-conversion': ['用能结构调整', 'Change of energy'],
  management: ['管理节能', 'Management'],
};

/** How a saving was worked out. */
export const SAVING_METHODS: Readonly<Record<string, Pair>> = {
  'adjusted-baseline': ['基准期修正法', 'Adjusted baseline'],
  'unit-product': ['产品单耗法', 'Unit-product energy use'],
  'before-after-isolation': ['改造隔离法', 'Isolation, before and after'],
  simulation: ['模拟法', 'Simulation'],
};

/** What targets limit. */
export const TARGET_METRICS: Readonly<Record<string, Pair>> = {
  tce: ['能源消费量', 'Energy'],
  tco2: ['二氧化碳排放量', 'CO₂'],
  physical: ['实物量', 'Quantity'],
  'kgce-per-unit': ['单位产品综合能耗', 'Energy per unit of product'],
  'tce-per-output-value': ['单位产值能耗', 'Energy per output value'],
  pue: ['电能利用效率（PUE）', 'Power usage effectiveness (PUE)'],
};

/** Lengths of a target's period. */
export const TARGET_PERIODS: Readonly<Record<string, Pair>> = {
  month: ['月', 'month'],
  quarter: ['季', 'quarter'],
  year: ['年', 'year'],
};

/** Sentences of what an enterprise asks for and declares. */
export const ACTS = {
  attach: ['添加附件', 'Add a file'],
  attachHint: [
    'PDF、图片、Word、Excel、CSV 或文本，每个不超过 10 MiB',
    'PDF, picture, Word, Excel, CSV or text of at most 10 MiB each',
  ],
  noFiles: ['无附件', 'No files'],
  files: ['证明材料', 'Evidence'],
  reason: ['原因', 'Reason'],
  reasonHint: ['至少 5 个字', '5 characters or more'],
  send: ['提交', 'Send'],
  sent: ['已提交。', 'Sent.'],
  done: ['已办理。', 'Done.'],
  note: ['说明', 'Note'],
  withdraw: ['撤回', 'Withdraw'],
  withdrawQuestion: ['确定撤回？', 'Withdraw it?'],
  state: ['状态', 'State'],
  askedBy: ['申请人', 'Asked by'],
  askedAt: ['申请时间', 'Asked at'],
  look: ['查看', 'Look'],
  back: ['返回列表', 'Back to the list'],
  correctionsTitle: ['数据修正', 'Corrections'],
  correctionsIntro: [
    '已收到的数据不会被改动；修正作为新的记录并列保存，经企业审核和主管部门批准后才参与计算。',
    'What was received is never changed: a correction stands beside it and counts once the enterprise has checked and the authority has approved it.',
  ],
  newCorrection: ['申请修正', 'Ask for a correction'],
  noCorrections: ['没有数据修正申请。', 'There is no correction.'],
  correctionType: ['修正类型', 'Type'],
  meter: ['计量器具', 'Meter'],
  range: ['时间范围', 'Range'],
  rangeEnd: ['结束时间', 'To'],
  readingsFound: ['范围内的读数（最多显示 {count} 个）', 'Readings in the range (at most {count})'],
  readingsNone: ['该范围没有读数。', 'There is no reading in this range.'],
  pickReadings: ['请勾选要修正的读数。', 'Tick the readings it is about.'],
  readAt: ['读数时间', 'Read at'],
  received: ['收到的示值', 'Received'],
  newValue: ['修正后的示值', 'Value instead'],
  addReading: ['添加一个读数', 'Add a reading'],
  finalValue: ['旧表止码', 'Old meter, last reading'],
  initialValue: ['新表起码', 'New meter, first reading'],
  exchangedAt: ['换表时间', 'Exchanged at'],
  requested: ['已提交，等待审核。', 'Sent; it waits for the reviewer.'],
  nothingPicked: ['请至少选择或填写一个读数。', 'Pick or fill in one reading at least.'],
  valueNeeded: ['请填写修正后的示值。', 'Fill in the value instead.'],
  what: ['修正内容', 'What it changes'],
  void: ['作废', 'void'],
  decisions: ['办理过程', 'What was decided'],
  decisionLine: ['{state}：{by}，{at}', '{state}: {by}, {at}'],
  correctionNo: ['修正编号 {no}', 'Correction no. {no}'],
  preview: ['对用量的影响', 'What it does to the energy'],
  previewNone: ['没有可显示的影响。', 'Nothing to be shown.'],
  day: ['日期', 'Day'],
  before: ['修正前', 'Before'],
  after: ['修正后', 'After'],
  check: ['审核通过', 'Confirm'],
  reject: ['不通过', 'Reject'],
  rejectNeedsReason: ['不通过时请写明原因（至少 5 个字）。', 'Say why, in 5 characters or more.'],
  ownRequest: [
    '这是您本人提交的申请，须由其他审核人审核。',
    'This is your own request; another reviewer has to confirm it.',
  ],
  stopsTitle: ['停产检修申报', 'Declared stops'],
  stopsIntro: [
    '申报停产检修或采集故障后，该时段不再因缺数、读数不变告警。申报只能缩短或撤销，不能延长；晚于三个工作日的申报自申报时起计。',
    'A declared stop or fault keeps missing and unchanging readings of the time from raising alarms. It can be ended earlier or withdrawn, never widened; later than three working days it counts from now on.',
  ],
  newStop: ['新增申报', 'Declare'],
  stopKind: ['类型', 'Kind'],
  stopFrom: ['开始时间', 'From'],
  stopTo: ['预计结束时间', 'Expected end'],
  stopToHint: ['不填表示尚未确定', 'Empty: not known yet'],
  stopMeters: ['涉及的计量器具', 'Meters'],
  stopMetersHint: ['不选表示全厂', 'None: the whole enterprise'],
  wholePlant: ['全厂', 'Whole enterprise'],
  stopOpen: ['至今', 'open'],
  stopActive: ['进行中', 'Running'],
  stopPlanned: ['未开始', 'To come'],
  stopOver: ['已结束', 'Over'],
  stopWithdrawn: ['已撤销', 'Withdrawn'],
  endNow: ['现在结束', 'End now'],
  endNote: ['提前恢复生产', 'Back in operation'],
  withdrawNote: ['申报有误，撤销', 'Declared by mistake'],
  noStops: ['没有申报。', 'Nothing is declared.'],
  toBeforeFrom: ['结束时间须晚于开始时间。', 'The end must be after the beginning.'],
  budgetTitle: ['用能预算调整', 'Budget'],
  budgetIntro: [
    '需要调整已签发的指标时，由审核人提交申请，主管部门批准或不批准。',
    'Where a signed limit has to change, the reviewer applies and the authority grants or refuses it.',
  ],
  budgetTargets: ['本年度已签发的指标', 'Signed targets of this year'],
  noTargets: ['本年度还没有签发指标。', 'No target has been signed for this year.'],
  target: ['指标', 'Target'],
  limit: ['现行指标', 'Limit now'],
  requestedLimit: ['申请指标', 'Limit asked for'],
  targetPeriod: ['周期', 'Period'],
  document: ['文号', 'Document'],
  applications: ['申请记录', 'Applications'],
  noApplications: ['没有申请记录。', 'There is no application.'],
  apply: ['申请调整', 'Apply'],
  year: ['年度', 'Year'],
  appPending: ['待主管部门办理', 'Waits for the authority'],
  appGranted: ['已批准（{no}）', 'Granted ({no})'],
  appRefused: ['未批准', 'Refused'],
  onlyReviewer: [
    '由审核人提交申请；您可以查看办理情况。',
    'The reviewer applies; you may follow what becomes of it.',
  ],
} as const satisfies Record<string, Pair>;
