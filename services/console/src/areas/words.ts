import type { Schemas } from '../client/api.ts';
import type { Pair } from '../words/codes.ts';

/** Sentences about the targets of regions and parks and their warnings. */
export const AREA_WORDS = {
  areaAlerts: ['区域预警', 'Area warnings'],
  areaAlertsIntro: [
    '区域或园区自身的目标（基本目标、激励目标）由所属企业已结月份汇总判断；企业看不到这里的内容。',
    'Targets of a region or park itself, judged from the settled months of its enterprises; enterprises see nothing of it.',
  ],
  noAreaAlerts: ['没有区域预警。', 'There is no warning of an area.'],
  showFilter: ['显示', 'Show'],
  'show-open': ['触发中', 'Firing'],
  'show-all': ['全部', 'All'],
  area: ['区域', 'Area'],
  what: ['事项', 'What'],
  level: ['等级', 'Level'],
  state: ['状态', 'State'],
  opened: ['产生时间', 'Raised'],
  period: ['期间', 'Period'],
  periodValue: ['{from} 至 {to}', '{from} to {to}'],
  region: ['行政区', 'Region'],
  park: ['园区', 'Park'],
  targetId: ['目标编号', 'Target'],
  targets: ['区域目标', 'Targets of the area'],
  targetsText: [
    '等级只用已结月份（当月仅供参考，最高为黄色）；数据未齐的企业按其通常用量估计，仅影响解除，不影响产生。',
    'Settled months decide the level; the running month is a preview, yellow at most. Of enterprises that are not complete their usual use is assumed: it can keep a warning up, never raise one.',
  ],
  waived: ['强度激励目标已完成，总量免考核', 'Stretch goal of intensity met: not assessed'],
  preview: ['含当月，供参考', 'With the running month, for information'],
  targetsOfOthers: [
    '该区域的目标由管辖整个区域的部门查看。',
    'Targets of this area are for those who look after all of it.',
  ],
  noTargets: ['尚未下达本年区域目标。', 'No target of the area was issued for this year.'],
  issueTargets: ['下达区域目标', 'Issue targets'],
  base: ['基本目标', 'Base goal'],
  stretch: ['激励目标', 'Stretch goal'],
  value: ['当前', 'Now'],
  threshold: ['对照', 'Against'],
  coverage: ['数据覆盖', 'Known'],
  notJudged: ['暂不评判：{reason}', 'Not judged: {reason}'],
  missingOf: ['{missing}/{all} 家未齐', '{missing} of {all} incomplete'],
  heaviest: ['影响最大的企业', 'Enterprises that weigh most'],
  missing: ['数据未齐的企业', 'Enterprises of which something is missing'],
  noHeaviest: ['没有可列出的企业。', 'There is none to be named.'],
  noMissing: ['所有企业数据齐全。', 'Of every enterprise all is known.'],
  enterprise: ['企业', 'Enterprise'],
  amount: ['数量', 'Amount'],
  share: ['占比', 'Share'],
  about: ['说明', 'About'],
  members: ['参与汇总 {count} 家，数据覆盖 {coverage}', '{count} enterprises, {coverage} known'],
  planned: ['已列入计划', 'planned'],
  'not-planned': ['未列入计划', 'not planned'],
  work: ['处理', 'What to do'],
  acknowledge: ['受理', 'Acknowledge'],
  close: ['办结', 'Close'],
  done: ['已记录', 'On record'],
  nothingToDo: ['目前没有您可以做的操作。', 'There is nothing for you to do about it now.'],
  identity: ['基本情况', 'What it is'],
  evidence: ['依据', 'Evidence'],
  history: ['经过', 'History'],
  byRules: ['规则引擎', 'the rules'],
  back: ['返回区域预警', 'Back to warnings of areas'],
  toOverview: ['查看该区域总览', 'Overview of the area'],
  openOnes: ['触发中的区域预警', 'Warnings of the area that fire'],
} as const satisfies Record<string, Pair>;

/** Rules about areas. */
export const AREA_RULES: Readonly<Record<string, Pair>> = {
  'area-total': ['区域能耗总量超进度', 'Area ahead of its plan'],
  'area-forecast': ['区域能耗预计超目标', 'Area over its goal by forecast'],
  'area-intensity': ['能耗强度下降不足', 'Cut of intensity too small'],
  'area-coal-share': ['煤炭占比超目标', 'Coal share over the goal'],
  'area-benchmark-capacity': ['标杆产能占比不足', 'Too little capacity at benchmark level'],
  'area-audit-coverage': ['能源审计覆盖率不足', 'Audit coverage short of the goal'],
};

/** What the authority did about it. */
export const AREA_HANDLINGS: Readonly<Record<Schemas['AreaAlert']['handling'], Pair>> = {
  new: ['待受理', 'New'],
  acknowledged: ['已受理', 'Acknowledged'],
  closed: ['已办结', 'Closed'],
};

/** What can happen to it. */
export const AREA_TRANSITIONS: Readonly<Record<string, Pair>> = {
  opened: ['产生', 'Raised'],
  'severity-raised': ['等级上升', 'Level up'],
  'severity-lowered': ['等级下降', 'Level down'],
  resolved: ['恢复', 'Resolved'],
  're-fired': ['再次触发', 'Fired again'],
  acknowledged: ['受理', 'Acknowledged'],
  closed: ['办结', 'Closed'],
};
