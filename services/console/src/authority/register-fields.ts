import type { FieldSpec } from '../forms/field-spec.ts';
import type { Pair } from '../words/codes.ts';
import { TARGET_BASES } from './words.ts';

/** Classes of enterprises in the annual list. */
export const CLASSES: Readonly<Record<string, Pair>> = {
  statutory: ['重点用能单位（法定）', 'Key energy-using unit (statutory)'],
  designated: ['重点用能单位（指定）', 'Key energy-using unit (designated)'],
  local: ['重点耗能企业（地方名单）', 'Major consumer (local list)'],
  none: ['未列入', 'Not listed'],
};

/** Duties that a class may bring. */
export const DUTIES: Readonly<Record<string, Pair>> = {
  'annual-report': ['能源利用状况报告', 'Annual report'],
  'energy-manager': ['能源管理负责人备案', 'Energy manager'],
  'energy-audit': ['能源审计', 'Energy audit'],
  'online-monitoring': ['在线监测接入', 'Online monitoring'],
  'monthly-ledger': ['月度台账', 'Monthly ledger'],
  'one-enterprise-one-policy': ['一企一策方案', 'One enterprise, one policy'],
};

const AUDIT_STATES: Readonly<Record<string, Pair>> = {
  planned: ['计划', 'Planned'],
  commissioned: ['已委托', 'Commissioned'],
  done: ['已完成', 'Done'],
  cancelled: ['已取消', 'Cancelled'],
};

const EQUIPMENT_STATES: Readonly<Record<string, Pair>> = {
  'in-use': ['在用', 'In use'],
  disused: ['停用', 'Disused'],
  scrapped: ['已报废', 'Scrapped'],
};

/** Kinds of equipment that elimination lists name. */
const EQUIPMENT_KINDS: Readonly<Record<string, Pair>> = {
  transformer: ['变压器', 'Transformer'],
  motor: ['电动机', 'Motor'],
  pump: ['泵', 'Pump'],
  fan: ['风机', 'Fan'],
  compressor: ['空压机', 'Compressor'],
  boiler: ['锅炉', 'Boiler'],
  furnace: ['窑炉', 'Furnace'],
  refrigeration: ['制冷设备', 'Refrigeration'],
};

/** Targets that a region or park may have. */
export const AREA_METRICS: Readonly<Record<string, Pair>> = {
  'intensity-cut': ['能耗强度下降率', 'Cut of energy intensity'],
  'total-tce': ['能源消费总量（tce）', 'Total energy (tce)'],
  'total-tco2': ['二氧化碳排放总量（tCO₂）', 'Total CO₂ (tCO₂)'],
  'coal-share': ['煤炭占比', 'Share of coal'],
  'benchmark-capacity-share': ['达到标杆水平的产能占比', 'Capacity at benchmark level'],
  'audit-coverage': ['能源审计覆盖率', 'Audit coverage'],
};

const issuer: FieldSpec = {
  name: 'issuer',
  label: ['下达单位', 'Issuer'],
  kind: 'text',
  isRequired: true,
};
const documentNo: FieldSpec = {
  name: 'documentNo',
  label: ['发文字号', 'Document number'],
  kind: 'text',
  isRequired: true,
};
const basis: FieldSpec = {
  name: 'basis',
  label: ['折标口径', 'Basis'],
  kind: 'choice',
  names: TARGET_BASES,
};

/** A register as a page shows it. */
export interface RegisterView {
  /** Last part of its address. */
  readonly path: string;
  readonly title: Pair;
  readonly intro: Pair;
  readonly fields: readonly FieldSpec[];
  /** Permission to add to it; null: it is only read here. */
  readonly write: string | null;
  /** How an entry is told apart: a year, or an id that the form asks for. */
  readonly key: 'year' | 'id';
}

/** Registers of enterprises. */
export const REGISTERS: readonly RegisterView[] = [
  {
    path: 'class-list',
    title: ['重点用能单位名单', 'Class list'],
    intro: [
      '每年的名单及各类单位承担的义务。',
      'The list of a year, and what each class is obliged to.',
    ],
    write: 'targets.issue',
    key: 'year',
    fields: [
      { name: 'class', label: ['类别', 'Class'], kind: 'choice', names: CLASSES, isRequired: true },
      { name: 'decidedByTce', label: ['认定用能量（tce）', 'Decided by (tce)'], kind: 'number' },
      basis,
      issuer,
      documentNo,
      { name: 'duties', label: ['义务', 'Duties'], kind: 'choices', names: DUTIES },
    ],
  },
  {
    path: 'audit-programme',
    title: ['能源审计计划', 'Audit programme'],
    intro: ['列入计划的能源审计及其完成情况。', 'Energy audits that are planned, and done.'],
    write: 'targets.issue',
    key: 'id',
    fields: [
      {
        name: 'state',
        label: ['状态', 'State'],
        kind: 'choice',
        names: AUDIT_STATES,
        isRequired: true,
      },
      { name: 'batch', label: ['批次', 'Batch'], kind: 'text', isRequired: true },
      { name: 'dueOn', label: ['应完成日期', 'Due on'], kind: 'day', isRequired: true },
      {
        name: 'doneOn',
        label: ['完成日期', 'Done on'],
        kind: 'day',
        isShown: ({ state }) => state === 'done',
      },
      { name: 'auditor', label: ['审计机构', 'Auditor'], kind: 'text' },
      { ...documentNo, isRequired: false },
    ],
  },
  {
    path: 'approved-projects',
    title: ['节能审查项目', 'Approved projects'],
    intro: [
      '通过节能审查的项目及批复用能量。',
      'Projects with the energy that was approved (节能审查).',
    ],
    write: 'targets.issue',
    key: 'id',
    fields: [
      { name: 'name', label: ['项目名称', 'Project'], kind: 'text', isRequired: true },
      {
        name: 'approvedTce',
        label: ['批复用能量（tce）', 'Approved (tce)'],
        kind: 'number',
        isRequired: true,
      },
      { ...basis, isRequired: true },
      issuer,
      documentNo,
      { name: 'approvedOn', label: ['批复日期', 'Approved on'], kind: 'day', isRequired: true },
      { name: 'operatingFrom', label: ['投产日期', 'Operating from'], kind: 'day' },
      {
        name: 'meters',
        label: ['计量器具编号', 'Meters'],
        kind: 'lines',
        hint: ['每行一个。', 'One a line.'],
      },
    ],
  },
  {
    path: 'equipment',
    title: ['用能设备', 'Equipment'],
    intro: [
      '企业登记的主要用能设备；与淘汰目录比对，在用且已过期限的须淘汰。',
      'Equipment as enterprises registered it, held against the elimination list.',
    ],
    write: null,
    key: 'id',
    fields: [
      { name: 'name', label: ['设备名称', 'Name'], kind: 'text' },
      { name: 'category', label: ['种类', 'Kind'], kind: 'choice', names: EQUIPMENT_KINDS },
      { name: 'model', label: ['型号', 'Model'], kind: 'text' },
      { name: 'count', label: ['台数', 'Count'], kind: 'number' },
      { name: 'ratedPowerKw', label: ['额定功率（kW）', 'Rated power (kW)'], kind: 'number' },
      { name: 'commissionedOn', label: ['投用日期', 'Commissioned'], kind: 'day' },
      { name: 'state', label: ['状态', 'State'], kind: 'choice', names: EQUIPMENT_STATES },
    ],
  },
  {
    path: 'energy-managers',
    title: ['能源管理负责人', 'Energy managers'],
    intro: ['企业任命并备案的能源管理岗位。', 'Posts that enterprises filled and filed.'],
    write: null,
    key: 'id',
    fields: [
      { name: 'name', label: ['姓名', 'Name'], kind: 'text' },
      { name: 'position', label: ['职务', 'Position'], kind: 'text' },
      { name: 'qualification', label: ['资格', 'Qualification'], kind: 'text' },
      { name: 'phone', label: ['电话', 'Telephone'], kind: 'text' },
      { name: 'appointedOn', label: ['任命日期', 'Appointed on'], kind: 'day' },
      { name: 'filedOn', label: ['备案日期', 'Filed on'], kind: 'day' },
      { name: 'filingNo', label: ['备案号', 'Filing number'], kind: 'text' },
      { name: 'validTo', label: ['有效期至', 'Valid to'], kind: 'day' },
    ],
  },
  {
    path: 'verified-savings',
    title: ['节能量', 'Savings'],
    intro: ['企业上报的措施节能量。', 'Savings of measures as enterprises reported them.'],
    write: null,
    key: 'id',
    fields: [
      { name: 'measureId', label: ['措施', 'Measure'], kind: 'text' },
      { name: 'reportingFrom', label: ['统计期开始', 'From'], kind: 'day' },
      { name: 'reportingTo', label: ['统计期结束', 'To'], kind: 'day' },
      { name: 'savingTce', label: ['节能量（tce）', 'Saving (tce)'], kind: 'number' },
      { name: 'uncertaintyTce', label: ['不确定度（tce）', 'Uncertainty (tce)'], kind: 'number' },
      { name: 'verifiedBy', label: ['核定单位', 'Verified by'], kind: 'text' },
    ],
  },
  {
    path: 'saving-reviews',
    title: ['节能量审核', 'Reviews of savings'],
    intro: [
      '主管部门对上报节能量的审核意见；编号与节能量相同。',
      'What the authority makes of reported savings, under the id of the saving.',
    ],
    write: 'targets.issue',
    key: 'id',
    fields: [
      { name: 'agrees', label: ['认可', 'Agrees'], kind: 'switch' },
      { name: 'recognisedTce', label: ['认定节能量（tce）', 'Recognised (tce)'], kind: 'number' },
      { ...documentNo, isRequired: false },
      { name: 'reason', label: ['理由', 'Reason'], kind: 'long', isRequired: true },
    ],
  },
];

/** The elimination list, as the state publishes it. */
export const ELIMINATION_FIELDS: readonly FieldSpec[] = [
  {
    name: 'category',
    label: ['种类', 'Kind'],
    kind: 'choice',
    names: EQUIPMENT_KINDS,
    isRequired: true,
  },
  {
    name: 'models',
    label: ['型号', 'Models'],
    kind: 'lines',
    isRequired: true,
    hint: ['每行一个；末尾的 * 表示同一系列。', 'One a line; * at the end stands for a series.'],
  },
  { name: 'document', label: ['文件', 'Document'], kind: 'text', isRequired: true },
  { name: 'eliminatedFrom', label: ['淘汰期限', 'Eliminated from'], kind: 'day', isRequired: true },
  { name: 'note', label: ['说明', 'Note'], kind: 'long' },
];

const isShare = ({ metric }: Readonly<Record<string, unknown>>) =>
  typeof metric === 'string' && !metric.startsWith('total-');
/** Rules that judge a metric: the ones whose thresholds a target of it may set. */
const RULES_OF_METRIC: Readonly<Record<string, readonly string[]>> = {
  'intensity-cut': ['area-intensity'],
  'total-tce': ['area-total', 'area-forecast'],
  'total-tco2': ['area-total', 'area-forecast'],
  'coal-share': ['area-coal-share'],
  'benchmark-capacity-share': ['area-benchmark-capacity'],
  'audit-coverage': ['area-audit-coverage'],
};

/** Fields of thresholds, each asked for only where its rule judges the metric that is chosen. */
export function areaThresholdFields(fields: readonly FieldSpec[]): readonly FieldSpec[] {
  return fields.map((spec) => ({
    ...spec,
    isShown: ({ metric }) => {
      const [rule = ''] = spec.name.split('/');
      const own = RULES_OF_METRIC[String(metric)] ?? [];
      return own.includes(rule) || (rule === 'settling' && own.length > 0);
    },
  }));
}

const isCut = ({ metric }: Readonly<Record<string, unknown>>) => metric === 'intensity-cut';

/** Fields of a target of a region or park. */
export const AREA_TARGET_FIELDS: readonly FieldSpec[] = [
  {
    name: 'metric',
    label: ['指标', 'Metric'],
    kind: 'choice',
    names: AREA_METRICS,
    isRequired: true,
  },
  {
    name: 'base',
    label: ['基本目标', 'Base goal'],
    kind: 'number',
    isRequired: true,
    isShare,
    hint: ['比例填 0 至 1，如 0.13 表示 13%。', 'Shares are 0 to 1: 0.13 is 13 %.'],
  },
  { name: 'stretch', label: ['激励目标', 'Stretch goal'], kind: 'number', isShare },
  {
    name: 'baseYear',
    label: ['基准年', 'Base year'],
    kind: 'number',
    isYear: true,
    isShown: isCut,
  },
  {
    name: 'baseIntensity',
    label: ['基准年强度（tce/万元）', 'Intensity of the base year (tce/10⁴ CNY)'],
    kind: 'number',
    isShown: isCut,
    hint: [
      '不填则按所属企业当年填报的能耗和产值计算（最多上溯两年）。',
      'Empty: by energy and output value that the enterprises reported then, two years back at most.',
    ],
  },
  {
    ...basis,
    isShown: ({ metric }) => metric === 'total-tce' || metric === 'intensity-cut',
  },
  {
    name: 'industryCode',
    label: ['行业代码', 'Industry code'],
    kind: 'text',
    hint: ['不填为全部行业。', 'All of the area when empty.'],
  },
  issuer,
  documentNo,
  { name: 'issuedOn', label: ['下达日期', 'Issued on'], kind: 'day', isRequired: true },
];

const tce = (name: string, label: Pair): FieldSpec => ({
  ...{ name, label, kind: 'number', isRequired: true },
});
const duties = (name: string, label: Pair): FieldSpec => ({
  ...{ name, label, kind: 'choices', names: DUTIES },
});

/** Fields of the settings of the class list. */
export const CLASS_SETTINGS_FIELDS: readonly FieldSpec[] = [
  tce('statutoryFromTce', ['法定门槛（tce）', 'Statutory from (tce)']),
  tce('designatedFromTce', ['指定门槛（tce）', 'Designated from (tce)']),
  tce('localFromTce', ['地方名单门槛（tce）', 'Local list from (tce)']),
  duties('statutory', ['法定单位的义务', 'Duties of statutory units']),
  duties('designated', ['指定单位的义务', 'Duties of designated units']),
  duties('local', ['地方名单企业的义务', 'Duties of the local list']),
];
