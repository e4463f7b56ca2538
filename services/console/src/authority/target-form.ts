import type { FieldSpec, Values } from '../forms/field-spec.ts';
import { ACCOUNTED_KINDS, type Pair, UNITS } from '../words/codes.ts';
import type { Target } from './policy-types.ts';
import { LEVELS, METRICS, PERIODS, TARGET_ACCOUNTS, TARGET_BASES } from './words.ts';

const OF_COAL = ['tce', 'kgce-per-unit', 'tce-per-output-value'];
const AMOUNTS = ['tce', 'tco2', 'physical'];
const isOf = (metrics: readonly string[]) => (values: Values) =>
  metrics.includes(String(values.metric));

/** Fields of a target; which of them are asked depends on its metric. */
export function targetFields(products: Readonly<Record<string, Pair>>): readonly FieldSpec[] {
  const hasProducts = Object.keys(products).length > 0;
  return [
    {
      name: 'id',
      label: ['目标编号', 'Id'],
      kind: 'text',
      isRequired: true,
      hint: ['各版本保持不变，如 total。', 'Stays the same through versions, such as total.'],
    },
    { name: 'title', label: ['目标名称', 'Title'], kind: 'text' },
    { name: 'metric', label: ['指标', 'Metric'], kind: 'choice', names: METRICS, isRequired: true },
    {
      name: 'basis',
      label: ['折标口径', 'Basis'],
      kind: 'choice',
      names: TARGET_BASES,
      isShown: isOf(OF_COAL),
    },
    {
      name: 'account',
      label: ['核算口径', 'Account'],
      kind: 'choice',
      names: TARGET_ACCOUNTS,
      isShown: isOf(['tce']),
    },
    {
      name: 'energyKind',
      label: ['能源品种', 'Energy kind'],
      kind: 'choice',
      names: ACCOUNTED_KINDS,
      isShown: isOf(['physical']),
    },
    {
      name: 'unit',
      label: ['单位', 'Unit'],
      kind: 'choice',
      names: UNITS,
      isShown: isOf(['physical']),
    },
    {
      name: 'product',
      label: ['产品', 'Product'],
      kind: hasProducts ? 'choice' : 'text',
      names: products,
      isShown: isOf(['kgce-per-unit', 'physical']),
    },
    {
      name: 'period',
      label: ['考核周期', 'Period'],
      kind: 'choice',
      names: PERIODS,
      isRequired: true,
    },
    {
      name: 'limit',
      label: ['限值', 'Limit'],
      kind: 'number',
      hint: ['按标准考核时可不填。', 'May be left out where a standard has it.'],
    },
    {
      name: 'standard',
      label: ['限额标准', 'Limit standard'],
      kind: 'text',
      placeholder: ['GB 16780-2021', 'GB 16780-2021'],
      isShown: isOf(['kgce-per-unit', 'pue']),
    },
    {
      name: 'level',
      label: ['限额等级', 'Level'],
      kind: 'choice',
      names: LEVELS,
      isShown: isOf(['kgce-per-unit', 'pue']),
    },
    {
      name: 'benchmark',
      label: ['标杆水平', 'Benchmark level'],
      kind: 'number',
      isShown: isOf(['kgce-per-unit']),
    },
    {
      name: 'baselineLevel',
      label: ['基准水平', 'Baseline level'],
      kind: 'number',
      isShown: isOf(['kgce-per-unit']),
    },
    {
      name: 'monthlyPlan',
      label: ['分月计划', 'Plan by month'],
      kind: 'lines',
      hint: [
        '全年填 12 个数，用逗号或换行分隔，合计等于限值；不填则按历年月度分布。',
        'Twelve figures for a year, parted by commas or lines, that add up to the limit; without them earlier years give the shape.',
      ],
      isShown: isOf(AMOUNTS),
    },
    { name: 'factorSet', label: ['系数集', 'Factor set'], kind: 'text' },
    { name: 'baselineYear', label: ['基期年份', 'Base year'], kind: 'number' },
    { name: 'baselineValue', label: ['基期数值', 'Value of the base year'], kind: 'number' },
    { name: 'issuer', label: ['下达单位', 'Issuer'], kind: 'text' },
    { name: 'documentNo', label: ['发文字号', 'Document number'], kind: 'text' },
    { name: 'issuedOn', label: ['下达日期', 'Issued on'], kind: 'day' },
  ];
}

/** What the form of a target begins with. */
export function targetValues({ baseline, level, monthlyPlan, ...target }: Target): Values {
  return {
    ...target,
    level: level === undefined ? undefined : String(level),
    monthlyPlan: monthlyPlan?.map(String),
    baselineYear: baseline?.year,
    baselineValue: baseline?.value,
  };
}

/** The target that a form means. A figure that is none is sent as it is, so that it is refused. */
export function targetOf(body: Values): Target {
  const { baselineYear, baselineValue, level, monthlyPlan, ...rest } = body;
  const months = (monthlyPlan ?? []) as readonly string[];
  const isBased = baselineYear !== undefined || baselineValue !== undefined;
  return {
    ...rest,
    ...(level === undefined ? {} : { level: level === 'binding' ? level : Number(level) }),
    ...(months.length === 0 ? {} : { monthlyPlan: months.map(figureOf) }),
    ...(isBased ? { baseline: { year: baselineYear, value: baselineValue } } : {}),
  } as unknown as Target;
}

function figureOf(text: string): number | string {
  const figure = Number(text.replaceAll(' ', ''));
  return Number.isFinite(figure) ? figure : text;
}
