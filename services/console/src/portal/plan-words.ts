import type { Pair } from '../words/codes.ts';

/** Sentences of the enterprise's own plan. */
export const PLAN_WORDS = {
  title: ['节能方案', 'Plan'],
  intro: [
    '本企业“一企一策”节能方案：填报人编写，审核人签发并备案，主管部门确认。签发后不可改动，修改须签发新版本。',
    'This enterprise’s own plan: drafted by the reporter, signed and filed by the reviewer, acknowledged by the authority. What is signed stays; a change is a new version.',
  ],
  year: ['年度', 'Year'],
  inForce: ['现行方案', 'Plan in force'],
  versionInForce: ['第 {version} 版，{from} 起生效。', 'Version {version}, in force from {from}.'],
  notInForce: ['该年度尚未签发方案。', 'No plan is signed for this year.'],
  draft: ['草稿', 'Draft'],
  noDraft: ['没有草稿。', 'There is no draft.'],
  startEmpty: ['新建草稿', 'Begin a draft'],
  startFromForce: ['以现行方案为底稿', 'Begin with what is in force'],
  startFromPending: [
    '以第 {version} 版（{from} 起生效）为底稿',
    'Begin with version {version}, in force from {from}',
  ],
  saved: ['草稿第 {revision} 稿，{by}，{at}', 'Draft {revision}, {by}, {at}'],
  outdated: [
    '草稿基于第 {base} 版，而最新签发的是第 {newest} 版；请对照后再签发。',
    'The draft was begun on version {base}, and the newest that is signed is {newest}; compare them before you sign.',
  ],
  keep: ['已对照第 {newest} 版', 'Compared with version {newest}'],
  noMeasures: ['草稿中没有措施。', 'The draft has no measure.'],
  add: ['添加措施', 'Add a measure'],
  change: ['修改', 'Change'],
  remove: ['删除', 'Remove'],
  editTitle: ['措施 {id}', 'Measure {id}'],
  investment: ['投资（元）', 'Investment (CNY)'],
  milestones: ['节点', 'Milestones'],
  works: ['施工安排', 'Works schedule'],
  sign: ['签发', 'Sign'],
  signTitle: ['签发方案', 'Sign the plan'],
  signWarning: [
    '签发后内容不可改动，措施的期限将受考核。签发后请在“历次版本”中备案。',
    'What is signed cannot be changed, and its dates are held to. File it under the versions afterwards.',
  ],
  signed: ['已签发第 {version} 版，请备案。', 'Version {version} is signed; file it now.'],
  onlyReviewer: ['由审核人签发。', 'The reviewer signs it.'],
} as const satisfies Record<string, Pair>;
