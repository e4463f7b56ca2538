import type { Language } from './words.ts';

/** Sources of the built-in factors, which are written in English; others stand as they were typed. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [
    /^Guideline of GHG accounting for enterprises of other industries, default values/,
    '《工业其他行业企业温室气体排放核算方法与报告指南（试行）》缺省值',
  ],
  [/; bituminous coal until the enterprise states its rank$/, '；企业未说明煤种前按烟煤计'],
  [
    /^Ministry of Ecology and Environment, notice (\d+) of (\d+) \(data of (\d+)\)$/,
    '生态环境部公告$2年第$1号（$3年数据）',
  ],
  [
    /^Ministry of Ecology and Environment, national average of (\d+)$/,
    '生态环境部，$1年全国平均值',
  ],
  [
    /^Default of the sector guidelines for purchased heat, 0.11 tCO2\/GJ$/,
    '行业核算指南外购热力缺省值 0.11 tCO₂/GJ',
  ],
  [
    /^Pingjiang county, energy-saving potential plan (\d+), annex (\d+)$/,
    '平江县$1年节能挖潜方案附件$2',
  ],
  [/^Definition: a tonne a cubic metre$/, '定义值：每立方米 1 吨'],
  [
    /^GB\/T 2589, guideline of GHG accounting, grid factors: reference data$/,
    'GB/T 2589、温室气体核算指南、电网因子（内置参考数据）',
  ],
];

/** Source of a factor, or name of a set, in a language. */
export function factorSourceText(source: string, language: Language): string {
  if (language === 'en') return source;
  return REWRITES.reduce((text, [pattern, zh]) => text.replace(pattern, zh), source);
}
