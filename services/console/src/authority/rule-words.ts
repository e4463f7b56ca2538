import type { Pair } from '../words/codes.ts';

/** Rules that enterprises are judged by. */
export const RULES: Readonly<Record<string, Pair>> = {
  progress: ['累计用能超时序进度', 'Ahead of plan'],
  'remaining-budget': ['剩余用能预算不足', 'Remaining budget'],
  exhausted: ['用能预算已用完', 'Budget used up'],
  forecast: ['预计期末超预算', 'Forecast over budget'],
  'unit-product-limit': ['单位产品能耗超限额', 'Unit-product limit'],
  'benchmark-level': ['能效低于基准水平', 'Below baseline level'],
  trend: ['能耗强度同比上升', 'Intensity rising'],
  'data-duty': ['数据报送', 'Data duty'],
  measure: ['节能措施进度', 'Measures'],
  'duty-due': ['法定义务到期', 'Statutory duties'],
  'approved-project': ['超节能审查批复', 'Approved projects'],
  'obsolete-equipment': ['淘汰设备', 'Obsolete equipment'],
  'area-target': ['区域目标', 'Area targets'],
  'energy-manager': ['能源管理负责人', 'Energy manager'],
  suspicion: ['疑似数据异常', 'Suspected data anomaly'],
  settling: ['数据结算条件', 'When figures are settled'],
};

/** Thresholds of rules. */
export const THRESHOLDS: Readonly<Record<string, Pair>> = {
  enabled: ['启用', 'In use'],
  severity: ['等级', 'Level'],
  severity1Ratio: ['黄色阈值（倍）', 'Yellow from (ratio)'],
  severity2Ratio: ['橙色阈值（倍）', 'Orange from (ratio)'],
  severity3Ratio: ['红色阈值（倍）', 'Red from (ratio)'],
  overSeverity: ['超过时的等级', 'Level when over'],
  monthSeverity: ['部分月份超过时的等级', 'Level when some months are over'],
  clearRatio: ['解除回差（比例）', 'Clears below by (share)'],
  previewMinDays: ['当月预览所需天数', 'Days before a preview'],
  riseRatio: ['允许上升（比例）', 'Rise allowed (share)'],
  completenessMinRatio: ['最低完整率（比例）', 'Completeness at least (share)'],
  estimatedMaxRatio: ['估算占比上限（比例）', 'Estimated at most (share)'],
  dayMonthGapMaxRatio: ['日月数据允许相差（比例）', 'Days against month within (share)'],
  silentWorkingDaysMax: ['允许中断工作日', 'Silent working days allowed'],
  filingDays: ['备案期限（天）', 'Days to file'],
  noticeDays: ['提前提醒天数', 'Days of notice'],
  minScore: ['触发分值', 'Score that fires'],
  clearScore: ['解除分值', 'Score that clears'],
};
