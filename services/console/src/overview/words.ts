import type { Schemas } from '../client/api.ts';
import type { Pair } from '../words/codes.ts';

/** Sentences of the overview. */
export const OVERVIEW = {
  overview: ['总览', 'Overview'],
  area: ['区域', 'Area'],
  account: ['口径', 'Account'],
  noArea: ['您的权限范围内还没有企业。', 'There is no enterprise that you may see yet.'],
  summing: ['正在汇总 {count} 家企业的用能与预算…', 'Adding up {count} enterprises …'],
  asOf: [
    '数据汇总于 {at}（{zone}）；系数版本 {set}，{date} 发布',
    'Added up {at} ({zone}); factor set {set} of {date}',
  ],
  noFactorSet: ['无系数版本', 'no factor set'],
  barometer: ['能耗晴雨表', 'Barometer'],
  barometerText: [
    '每格取其中企业的最高预警等级：未解除的预警，与按今日数据判断的预算情况，取其重者。',
    'Each field shows its worst enterprise: by open alerts, or by what the rules say of its budgets today, whichever is graver.',
  ],
  parkOrSector: ['园区 ＼ 行业', 'Park ＼ sector'],
  outsideParks: ['园区外', 'Outside parks'],
  enterprisesCount: ['{count} 家', '{count}'],
  enterprisesWord: ['企业', 'Enterprises'],
  // Begins as the field itself reads: who speaks to the screen says what they see.
  cellLabel: ['{park}，{sector}：', '{park}, {sector}: '],
  targetText: ['{metric} {period}（{about}）', '{metric} {period} ({about})'],
  byLevel: ['企业预警等级', 'Enterprises by level'],
  withoutBudget: ['未下达预算', 'Without a budget'],
  energy: ['本年用能与预算', 'Energy this year against budgets'],
  energyToDate: ['本年累计（{account}）', 'So far this year ({account})'],
  calorific: ['当量值', 'calorific'],
  primary: ['等价值', 'primary'],
  knownPart: [
    '部分企业缺系数或台账，已知部分 {value}',
    'Some lack factors or ledgers; {value} is known',
  ],
  coverage: [
    '数据完整 {complete} 家，待报台账 {awaiting} 家，数据不全 {incomplete} 家',
    'Complete: {complete}; ledger awaited: {awaiting}; incomplete: {incomplete}',
  ],
  completeness: ['完整率 {share}，估算占比 {estimated}', 'Complete {share}, estimated {estimated}'],
  budget: ['预算', 'Budget'],
  budgetsOf: ['{count} 家，其中 {unknown} 家数据不全', '{count}, of which {unknown} not known'],
  limit: ['下达总量', 'Granted'],
  used: ['累计实际', 'Used so far'],
  planned: ['同期计划', 'Planned to date'],
  progress: ['时序进度', 'Progress'],
  forecast: ['年末预测', 'Forecast'],
  forecastRange: ['{low} ~ {high}', '{low} to {high}'],
  noBudgets: ['尚未下达用能预算。', 'No budget was issued yet.'],
  overuse: ['预计超预算的企业', 'Who will overuse'],
  overuseText: [
    '年末预测的点估计超出预算，或已按规则判为橙色及以上。区间为八成置信。',
    'The forecast’s point is above the budget, or the rules say orange or worse. Four of five years end within the interval.',
  ],
  noOveruse: ['没有企业预计超预算。', 'Nobody is expected to overuse.'],
  showAll: ['全部 {count} 家', 'All {count}'],
  enterprise: ['企业', 'Enterprise'],
  target: ['目标', 'Target'],
  level: ['等级', 'Level'],
  forecastOver: ['预测/预算', 'Forecast/budget'],
  settledThrough: ['已结算至', 'Settled through'],
  stopped: ['{month} {reason}', '{month}: {reason}'],
  alerts: ['未解除的预警与告警', 'Open warnings and alarms'],
  noAlerts: ['没有未解除的预警。', 'No alert is open.'],
  alertsHidden: ['您的角色不能查看预警。', 'Your role sees no alerts.'],
  unverified: ['其中待核实 {count} 条', '{count} of them wait for verification'],
  age: ['持续时间', 'Open for'],
  underDays: ['不足 {days} 天', 'under {days} d'],
  between: ['{from} 至 {to} 天', '{from} to {to} d'],
  longer: ['{days} 天以上', '{days} d and more'],
  total: ['合计', 'Total'],
  duty: ['数据报送义务', 'Duty to report'],
  dutyMonth: ['{month} 达标率', 'Met in {month}'],
  dutyHidden: ['您的角色不能查看。', 'Your role does not see it.'],
  met: ['达标', 'Met'],
  notMet: ['未达标', 'Not met'],
  exempt: ['免责', 'Exempt'],
  notJudged: ['未评定', 'Not judged'],
  noDuty: ['本月尚未评定。', 'Nothing was judged this month yet.'],
  dutyDays: ['已评定天数', 'Days judged'],
  dutyShare: ['完整率', 'Completeness'],
  dutyRules: ['未达标的规则', 'Rules not met'],
  ingest: ['数据采集', 'Ingest'],
  ingestBalanced: ['今日核账', 'Accounting today'],
  balanced: ['账平', 'Adds up'],
  unbalanced: ['{count} 家不平', '{count} do not add up'],
  readings: ['今日入库读数', 'Readings stored today'],
  inFlight: ['处理中的报文', 'Messages in flight'],
  quarantined: ['待处理数据', 'In quarantine'],
  more: ['{count} 条以上', '{count} and more'],
  platform: ['平台组件', 'Platform'],
  platformReady: ['全部正常', 'All ready'],
  platformDown: ['{parts} 不可用', '{parts} away'],
  platformUnknown: ['未知', 'Not known'],
  silent: ['今日无数据的企业', 'Enterprises without data today'],
  budgets: ['企业用能预算', 'Budgets of enterprises'],
  shown: ['显示', 'Show'],
  showsAll: ['全部', 'All'],
  showsOveruse: ['预计超预算', 'Will overuse'],
  sector: ['行业', 'Sector'],
  park: ['园区', 'Park'],
  everything: ['全部', 'All'],
  noRows: ['没有符合条件的企业。', 'No enterprise is like that.'],
  backToOverview: ['返回总览', 'Back to the overview'],
  explainLevel: [
    '等级按今日数据判断，正式预警见预警列表。',
    'As of today’s data; formal warnings stand in the inbox.',
  ],
} as const satisfies Record<string, Pair>;

/** Parts of the platform, as `/readyz` names them. */
export const PLATFORM_PARTS: Readonly<Record<string, Pair>> = {
  postgresql: ['数据库', 'PostgreSQL'],
  redis: ['消息队列', 'Redis'],
  influxdb: ['时序库', 'InfluxDB'],
  registry: ['登记发布', 'Registry'],
  gateway: ['采集网关', 'Gateway'],
  normalizer: ['数据解析', 'Normalizer'],
  aggregator: ['能耗计算', 'Aggregator'],
  rules: ['规则引擎', 'Rules'],
  notifier: ['通知服务', 'Notifier'],
};

/** What targets limit. */
export const METRICS: Readonly<Record<string, Pair>> = {
  tce: ['能耗总量', 'Energy'],
  tco2: ['碳排放总量', 'CO₂'],
  physical: ['实物量', 'Physical amount'],
  'kgce-per-unit': ['单位产品能耗', 'Energy per product'],
  'tce-per-output-value': ['单位产值能耗', 'Energy per output value'],
  pue: ['电能利用效率（PUE）', 'PUE'],
};

type NotJudged = NonNullable<
  Schemas['TargetStandings']['targets'][number]['periods'][number]['stoppedBy']
>['reason'];

/** Why a month or rule is not judged. */
export const NOT_JUDGED: Readonly<Record<NotJudged, Pair>> = {
  disabled: ['规则停用', 'rule is off'],
  'awaiting-report': ['待报台账', 'ledger awaited'],
  'awaiting-output': ['待报产量', 'output awaited'],
  'no-data': ['无数据', 'no data'],
  incomplete: ['数据不全', 'incomplete data'],
  'too-early': ['尚未结束', 'not over yet'],
  'no-limit': ['无限额', 'no limit'],
  'no-plan': ['无计划', 'no plan'],
  'no-forecast': ['无法预测', 'no forecast'],
  'no-comparison': ['无可比时期', 'nothing to compare with'],
};

type DutyRule = Schemas['DutyVerdict']['rule'];

/** Rules of the duty to report. */
export const DUTY_RULES: Readonly<Record<DutyRule, Pair>> = {
  completeness: ['数据完整率', 'Completeness'],
  'fault-declared': ['故障申报', 'Faults declared'],
  'clock-offset': ['时钟偏差', 'Clock'],
  timeliness: ['及时性', 'Timeliness'],
  'monthly-consistency': ['日月一致', 'Days agree with ledger'],
};
