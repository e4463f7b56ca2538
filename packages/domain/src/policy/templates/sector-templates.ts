import { invariant } from '../../invariant.ts';
import type { LimitEntry, LimitTable } from '../../limits/limit-types.ts';
import type { AuthorityPart, EnterprisePart, Measure, Target } from '../policy-document.ts';
import { USUAL_MEASURES, type UsualMeasure } from './sector-measures.ts';

/** Sector levels (标杆水平, 基准水平), which are no limits: what is worse is to be rebuilt by a date. */
const SECTOR_LEVELS = '发改产业〔2023〕723号';
const BUDGETS_BY_HAND = '用能预算（总量目标）由主管部门按企业逐户核定，不在模板内。';

/** A part of a policy that is usual in a sector, to start a draft from. */
export type SectorTemplate = {
  readonly id: string;
  readonly name: string;
  /** GB/T 4754; covers every code that it prefixes. */
  readonly industryCode: string;
  /** Documents that its figures come from. */
  readonly sources: readonly string[];
  /** What whoever uses it has to see to. */
  readonly notes: readonly string[];
} & (
  | { readonly part: 'authority'; readonly document: AuthorityPart }
  | { readonly part: 'plan'; readonly document: EnterprisePart }
);

/** A sector: key, name, industries, and its products by limit document (null: sector levels alone). */
interface Sector {
  readonly key: string;
  readonly name: string;
  readonly industryCodes: readonly string[];
  readonly products: readonly (readonly [document: string, product: string])[];
}

const SECTORS: readonly Sector[] = [
  sector('cement', '水泥', ['C3011'], 'GB 16780-2021', ['cement-clinker', 'cement']),
  sector('coking', '焦化', ['C2521'], 'GB 21342-2025', ['coke-top-charged', 'coke-stamp-charged']),
  sector('steel', '钢铁', ['C3110', 'C3120'], 'GB 21256-2025', [
    ...['sinter', 'pellet', 'hot-metal', 'converter-steel', 'eaf-steel-from-70t'],
  ]),
  sector('ferroalloy', '铁合金', ['C3140'], 'GB 21341-2022', [
    ...['ferrosilicon', 'silicomanganese', 'ferromanganese', 'ferrochrome'],
  ]),
  sector('aluminium', '电解铝、氧化铝', ['C3216'], 'GB 21346-2022', [
    ...['aluminium-ingot', 'alumina-bayer'],
  ]),
  sector('chemicals', '化工', ['C2612', 'C2614', 'C2619', 'C2621'], SECTOR_LEVELS, [
    ...['ammonia-anthracite-lump', 'ammonia-pulverised-coal', 'ammonia-natural-gas'],
    ...['yellow-phosphorus', 'calcium-carbide', 'caustic-soda-membrane-30'],
    ...['soda-ash-ammonia-light', 'soda-ash-combined-light'],
  ]),
  sector('methanol', '甲醇、乙二醇', ['C2614'], 'GB 29436-2023', [
    ...['methanol-bituminous', 'methanol-anthracite', 'methanol-natural-gas'],
    ...['ethylene-glycol-syngas'],
  ]),
  sector('glass', '平板玻璃', ['C3041'], SECTOR_LEVELS, [
    ...['flat-glass-500-to-800', 'flat-glass-over-800'],
  ]),
  sector('ceramics', '陶瓷', ['C3071', 'C3072'], SECTOR_LEVELS, [
    ...['ceramic-tile-absorbing-to-0.5', 'ceramic-tile-absorbing-to-10', 'sanitary-ware'],
  ]),
  sector('bricks-lime', '砖瓦、石灰', ['C3031', 'C3012'], '', []),
  sector('paper', '造纸', ['C221', 'C222'], '', []),
  sector('textiles', '纺织印染', ['C17'], '', []),
  sector('data-centre', '数据中心', ['I6450', 'I6550'], 'GB 40879-2021', ['data-centre']),
  sector('public-building', '公共机构和公共建筑', ['O', 'P', 'Q', 'H61'], '', []),
];

/**
 * The templates that come with the platform, with the figures of a limit table and the days of a year.
 * Limits are not copied: targets name document and level, and what binds a line follows from its
 * registration. Sectors of which the table has no figures have measures alone.
 *
 * @example sectorTemplates(table, 2027).find(({ id }) => id === 'cement-targets')
 */
export function sectorTemplates(table: LimitTable, year: number): SectorTemplate[] {
  return SECTORS.flatMap((each) =>
    each.industryCodes.flatMap((industryCode, index) => {
      const suffix = index === 0 ? '' : `-${industryCode.toLowerCase()}`;
      const targets = targetsOf(each, table);
      const plan = measuresOf(each.key, year);
      const common = { industryCode, notes: notesOf(each, table) };
      const authority: SectorTemplate = {
        ...{ ...common, id: `${each.key}-targets${suffix}`, name: `${each.name}：能效目标` },
        ...{ sources: sourcesOf(targets), part: 'authority', document: { targets } },
      };
      const enterprise: SectorTemplate = {
        ...{ ...common, id: `${each.key}-measures${suffix}`, name: `${each.name}：节能措施` },
        ...{ sources: [], part: 'plan', document: { measures: plan } },
        notes: ['节能潜力、投资和责任人由企业填写；时间为示例。'],
      };
      return [...(targets.length > 0 ? [authority] : []), ...(plan.length > 0 ? [enterprise] : [])];
    }),
  );
}

/**
 * A draft with what a template has besides: what the draft says already stays, items of the template
 * whose id is taken are left out.
 */
export function withTemplate<T extends AuthorityPart | EnterprisePart>(draft: T, template: T): T {
  const added = <I extends { readonly id: string }>(own: readonly I[], more: readonly I[]) => {
    const ids = new Set(own.map(({ id }) => id));
    return [...own, ...more.filter(({ id }) => !ids.has(id))];
  };
  if ('measures' in draft && 'measures' in template) {
    return { ...draft, measures: added(draft.measures, template.measures) };
  }
  if ('targets' in draft && 'targets' in template) {
    return { ...template, ...draft, targets: added(draft.targets, template.targets) };
  }
  return draft;
}

function sector(
  key: string,
  name: string,
  industryCodes: readonly string[],
  document: string,
  products: readonly string[],
): Sector {
  return { key, name, industryCodes, products: products.map((product) => [document, product]) };
}

function targetsOf({ products }: Sector, table: LimitTable): Target[] {
  return products.map(([document, product]) => {
    const limits = entryOf(table, document, product);
    const levels = table.entries.find(
      (each) => each.document === SECTOR_LEVELS && each.product === product,
    );
    invariant(limits ?? levels, `the table of limits has ${product}`);
    const entry = (limits ?? levels) as LimitEntry;
    const isPue = product === 'data-centre';
    const benchmark = levels?.values.benchmark ?? entry.values[1] ?? undefined;
    const baselineLevel = levels?.values.baseline ?? undefined;
    return {
      id: product,
      title: `${entry.nameZh}（${entry.unit === '1' ? 'PUE' : entry.unit}）`,
      ...(isPue ? ({ metric: 'pue' } as const) : PER_UNIT),
      ...(isPue ? {} : { product }),
      period: 'year',
      ...(document === SECTOR_LEVELS ? {} : ({ standard: document, level: 'binding' } as const)),
      ...(benchmark == null ? {} : { benchmark }),
      ...(baselineLevel == null ? {} : { baselineLevel }),
    };
  });
}

/** Limits are on the calorific basis (当量值). */
const PER_UNIT = {
  metric: 'kgce-per-unit',
  basis: 'calorific',
  account: 'comprehensive',
} as const;

function entryOf(table: LimitTable, document: string, product: string): LimitEntry | undefined {
  return table.entries.find((each) => each.document === document && each.product === product);
}

function sourcesOf(targets: readonly Target[]): string[] {
  const named = targets.flatMap(({ standard, benchmark }) => [
    ...(standard === undefined ? [] : [standard]),
    ...(benchmark === undefined ? [] : [SECTOR_LEVELS]),
  ]);
  return [...new Set(named)];
}

function notesOf({ products }: Sector, table: LimitTable): string[] {
  const entries = products.map(([document, product]) => entryOf(table, document, product));
  const isUnverified = entries.some((entry) => entry?.verified === false);
  const caveats = new Set(entries.flatMap((entry) => entry?.caveats ?? []));
  const isLevelsOnly = products.every(([document]) => document === SECTOR_LEVELS);
  return [
    BUDGETS_BY_HAND,
    '产品编号须与企业登记的产品一致；删去企业没有的产品。',
    ...(isLevelsOnly ? ['只有标杆和基准水平；强制性限额标准的限定值请另行录入。'] : []),
    ...(isUnverified ? ['部分数值未与文件原文核对，使用前请核对。'] : []),
    ...[...caveats].map((caveat) => `须人工修正：${caveat}`),
  ];
}

function measuresOf(key: string, year: number): Measure[] {
  const usual: readonly UsualMeasure[] = USUAL_MEASURES[key] ?? USUAL_MEASURES.chemicals ?? [];
  return usual.map(([id, category, title]) => ({
    ...{ id, category, title, status: 'planned' },
    ...{ start: `${year}-03-01`, end: `${year}-11-30` },
    milestones: [
      { due: `${year}-05-31`, title: '方案和投资决策' },
      { due: `${year}-09-30`, title: '施工安装完成' },
      { due: `${year}-11-30`, title: '验收并核算节能量' },
    ],
  }));
}
