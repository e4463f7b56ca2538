import type { AuthorityPart, EnterprisePart, Measure, Target } from '@hengneng/domain';

import type { DemoProduct } from './demo-products.ts';

/** How an enterprise of the demo stands to its budget. */
export type DemoStanding = 'on-plan' | 'near' | 'over' | 'far-over';

/** Budget over what the year will come to; below 1 the year ends above it. */
const BUDGET_RATIOS: Readonly<Record<DemoStanding, number>> = {
  'on-plan': 1.07,
  near: 1.005,
  over: 0.955,
  'far-over': 0.89,
};
/** Standings in the order of size: the biggest are the ones a county looks at. */
const STANDINGS: readonly DemoStanding[] = [
  ...(['over', 'on-plan', 'near', 'far-over', 'on-plan'] as const),
  ...(['on-plan', 'over', 'on-plan', 'near', 'on-plan'] as const),
];
/** Last year's consumption over this year's, in the order of size. */
const LAST_YEAR_RATIOS = [0.96, 1.03, 0.99, 0.93, 1.05, 1.01, 0.97];

export const DEMO_ISSUER = '平江县发展和改革局';

/** How the enterprise of this rank (0 is the biggest) stands. */
export function standingOf(rank: number): DemoStanding {
  return STANDINGS[rank % STANDINGS.length] ?? 'on-plan';
}

/** Last year's consumption over this year's of the enterprise of this rank. */
export function lastYearRatio(rank: number): number {
  return LAST_YEAR_RATIOS[rank % LAST_YEAR_RATIOS.length] ?? 1;
}

/** What the policy of an enterprise follows from. */
export interface PolicyBasis {
  readonly year: number;
  readonly rank: number;
  /** The year before, primary basis, as the accounts say it: twelve months and CO2. */
  readonly lastYear: { readonly months: readonly number[]; readonly tco2: number | null };
  readonly factorSet: string;
  readonly product: DemoProduct | null;
}

/** The targets that the county issues to the enterprise. */
export function demoTargets(basis: PolicyBasis): AuthorityPart {
  const { year, rank, lastYear, factorSet, product } = basis;
  const total = lastYear.months.reduce((sum, amount) => sum + amount, 0);
  const growth = BUDGET_RATIOS[standingOf(rank)] / lastYearRatio(rank);
  const issued = {
    issuer: DEMO_ISSUER,
    documentNo: `平发改〔${year}〕${12 + rank}号`,
    issuedOn: `${year}-01-15`,
    factorSet,
  };
  const limit = tenths(total * growth);
  const budget: Target = {
    ...{ id: 'total', title: '年度用能预算', metric: 'tce', basis: 'primary' },
    ...{ account: 'assessed', period: 'year', limit, ...issued },
    baseline: { year: year - 1, value: tenths(total) },
    // Small ones get their year alone; its months follow last year's.
    ...(rank < 20 ? { monthlyPlan: monthlyPlan(lastYear.months, limit) } : {}),
  };
  const carbon: Target = {
    ...{ id: 'carbon', title: '年度碳排放总量', metric: 'tco2', period: 'year', ...issued },
    limit: tenths((lastYear.tco2 ?? 0) * growth),
  };
  const targets = [
    budget,
    ...(rank < 10 && lastYear.tco2 !== null ? [carbon] : []),
    ...(product === null ? [] : [intensityTarget(product, rank, issued)]),
  ];
  return { targets };
}

function intensityTarget(
  product: DemoProduct,
  rank: number,
  issued: { readonly issuer: string; readonly documentNo: string; readonly issuedOn: string },
): Target {
  // A few are held to what they do not reach, so that the rule has something to say.
  const limit = rank % 6 === 3 ? product.kgcePerUnit * 0.97 : product.limit;
  return {
    ...{ id: product.id, title: `${product.name}单位产品综合能耗`, metric: 'kgce-per-unit' },
    ...{ basis: 'calorific', account: 'comprehensive', product: product.id, period: 'year' },
    ...{ limit: tenths(limit), benchmark: product.benchmark, baselineLevel: product.limit * 1.05 },
    ...issued,
  };
}

/** A plan by month in the shape of last year's months that adds up to the limit. */
function monthlyPlan(months: readonly number[], limit: number): number[] {
  const total = months.reduce((sum, amount) => sum + amount, 0);
  const plan = months.map((amount) => tenths((limit * amount) / total));
  const others = plan.slice(0, -1).reduce((sum, amount) => sum + amount, 0);
  return [...plan.slice(0, -1), tenths(limit - others)];
}

const MEASURES: readonly Pick<Measure, 'category' | 'title'>[] = [
  { category: 'waste-heat', title: '窑炉烟气余热回收利用' },
  { category: 'equipment-upgrade', title: '空压机、风机永磁变频改造' },
  { category: 'technical-renovation', title: '燃烧系统富氧与密封改造' },
  { category: 'process-optimisation', title: '错峰生产与负荷优化调度' },
  { category: 'energy-conversion', title: '厂房屋顶分布式光伏' },
  { category: 'management', title: '能源管理中心与三级计量完善' },
];

/** The enterprise's own plan: a measure that is done, one that runs, one to come. */
export function demoMeasures(basis: PolicyBasis, meters: readonly string[]): EnterprisePart {
  const { year, rank, lastYear } = basis;
  const total = lastYear.months.reduce((sum, amount) => sum + amount, 0);
  const pick = (offset: number) => MEASURES[(rank + offset) % MEASURES.length] ?? MEASURES[0];
  const common = (offset: number, share: number) => ({
    ...(pick(offset) as Pick<Measure, 'category' | 'title'>),
    id: `M${offset + 1}`,
    expectedSavingTce: tenths(total * share),
    investmentCny: Math.round(total * share * 2_600),
    responsible: '能源管理办公室',
  });
  // What was to be done by the end of September is not: half of them are late.
  const isLate = rank % 2 === 0;
  const measures: Measure[] = [
    {
      ...common(0, 0.018),
      ...{ start: `${year}-02-20`, end: `${year}-06-30`, doneOn: `${year}-06-25` },
      milestones: [{ due: `${year}-05-31`, title: '设备到货安装', doneOn: `${year}-05-28` }],
      status: 'done',
    },
    {
      ...common(1, 0.03),
      ...{ start: `${year}-04-01`, end: `${year}-12-15`, meters: [...meters.slice(0, 2)] },
      milestones: [
        { due: `${year}-06-30`, title: '施工图审查', doneOn: `${year}-06-27` },
        {
          ...{ due: `${year}-09-30`, title: '主体设备安装' },
          ...(isLate ? {} : { doneOn: `${year}-09-26` }),
        },
        { due: `${year}-12-10`, title: '调试与验收' },
      ],
      worksSchedule: [
        { title: '土建与基础', start: `${year}-07-01`, end: `${year}-08-20` },
        { title: '设备安装', start: `${year}-08-21`, end: `${year}-11-10` },
        { title: '联动调试', start: `${year}-11-11`, end: `${year}-12-10` },
      ],
      status: 'running',
    },
    {
      ...common(2, 0.02),
      ...{ start: `${year}-12-01`, end: `${year + 1}-06-30`, status: 'planned' },
    },
  ];
  return { measures: total >= 500 ? measures : measures.slice(1, 2) };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
