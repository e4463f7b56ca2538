import type { Pair } from '../words/codes.ts';

/** Sentences of factor sets. */
export const FACTOR_WORDS = {
  title: ['折标与碳排放系数', 'Factors'],
  intro: [
    '系数集一经登记不再改变，更正须另立新集。系数由一人录入、另一人对照原文复核。',
    'A set is never changed: a correction is a set of its own. One person enters a factor, another checks it against its text.',
  ],
  sets: ['系数集', 'Factor sets'],
  name: ['名称', 'Name'],
  id: ['编号', 'Id'],
  publishedOn: ['发布日期', 'Published'],
  basedOn: ['沿用自', 'Made from'],
  recorded: ['登记', 'Recorded'],
  byAt: ['{by}，{at}', '{by}, {at}'],
  inForce: ['现行', 'In force'],
  show: ['查看', 'Show'],
  factorsOf: ['{name} 的系数', 'Factors of {name}'],
  type: ['类型', 'Type'],
  kind: ['能源品种', 'Energy kind'],
  value: ['数值', 'Value'],
  basis: ['口径', 'Basis'],
  area: ['适用范围', 'For'],
  everywhere: ['全国', 'The nation'],
  validity: ['有效期', 'Valid'],
  validTo: ['{from} 至 {to}', '{from} to {to}'],
  validFrom: ['{from} 起', 'from {from}'],
  status: ['状态', 'State'],
  source: ['来源', 'Source'],
  verified: ['复核', 'Checked'],
  yes: ['已复核（{by}）', 'Checked ({by})'],
  verifiedBefore: ['已复核', 'Checked'],
  disagrees: ['与原文不符（{by}）', 'Differs from its text ({by})'],
  no: ['未复核', 'Not checked'],
  verify: ['复核', 'Check'],
  verifyTitle: ['复核系数 {id}', 'Check factor {id}'],
  saved: ['已保存。', 'Saved.'],
  compare: ['与其他系数集比较', 'Compare with'],
  before: ['原值', 'There'],
  added: ['新增', 'New'],
  removed: ['已删去的系数：{ids}', 'No longer there: {ids}'],
  same: ['相同', 'The same'],
  none: ['没有系数集。', 'There is no factor set.'],
  noFactors: ['没有系数。', 'There is no factor.'],
  import: ['导入系数集', 'Import a set'],
  file: ['CSV 文件', 'CSV file'],
  chosen: ['{name}：{rows} 行', '{name}: rows {rows}'],
  check: ['核对', 'Check'],
  problems: ['文件有误，请更正后重新选择：', 'The file is not right; mend it and choose it again:'],
  rowProblem: ['第 {row} 行：{problem}', 'Row {row}: {problem}'],
  chooseFile: ['请选择文件。', 'Choose a file.'],
} as const satisfies Record<string, Pair>;

/** Types of factors. */
export const FACTOR_TYPES: Readonly<Record<string, Pair>> = {
  'standard-coal': ['折标准煤系数', 'Standard coal'],
  carbon: ['碳排放因子', 'CO₂'],
  density: ['密度', 'Density'],
};

/** Bases of a coefficient. */
export const FACTOR_BASES: Readonly<Record<string, Pair>> = {
  calorific: ['当量值', 'Calorific'],
  primary: ['等价值', 'Primary'],
  both: ['当量、等价相同', 'Both'],
};

/** Whether a factor is the last word. */
export const FACTOR_STATES: Readonly<Record<string, Pair>> = {
  provisional: ['暂定', 'Provisional'],
  final: ['正式', 'Final'],
};
