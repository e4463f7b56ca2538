import type { PolicyDocument } from './policy-document.ts';

/** Who owns the part that a field belongs to. */
export type PolicyOwner = 'authority' | 'enterprise';

/** One difference between two versions of a policy. */
export interface PolicyChange {
  /** Path with ids in brackets instead of positions: `targets[total].limit`. */
  readonly path: string;
  readonly owner: PolicyOwner;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The value before and after; undefined where there was or is none. */
  readonly before: unknown;
  readonly after: unknown;
  /** In words. */
  readonly zh: string;
  readonly en: string;
}

const FIELDS_ZH: Readonly<Record<string, string>> = {
  targets: '目标',
  measures: '措施',
  thresholds: '预警阈值',
  limit: '限额',
  monthlyPlan: '分月计划',
  metric: '指标',
  basis: '折标口径（当量/等价）',
  account: '核算口径',
  energyKind: '能源品种',
  product: '产品',
  period: '考核周期',
  factorSet: '系数集',
  issuer: '下达单位',
  documentNo: '发文字号',
  issuedOn: '下达日期',
  baseline: '基期',
  benchmark: '标杆水平',
  baselineLevel: '基准水平',
  level: '限额等级',
  standard: '限额标准',
  line: '生产线',
  title: '名称',
  category: '类别',
  expectedSavingTce: '节能潜力（tce）',
  investmentCny: '投资（元）',
  responsible: '责任人',
  start: '开始日期',
  end: '完成期限',
  doneOn: '完成日期',
  due: '节点期限',
  status: '状态',
  meters: '相关表计',
  milestones: '节点',
  worksSchedule: '施工图',
  year: '年度',
  unit: '单位',
};

/**
 * The differences from one version of a policy to the next, in the order of the fields. Targets and
 * measures are matched by id, so a change of order is none; equal documents have none.
 *
 * @example comparePolicies(a, b)[0] // { path: 'targets[total].limit', before: 12500, after: 13000, … }
 */
export function comparePolicies(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  return compareValues('', before, after);
}

function compareValues(path: string, before: unknown, after: unknown): PolicyChange[] {
  if (isEqual(before, after)) return [];
  const beforeParts = partsOf(before);
  const afterParts = partsOf(after);
  if (beforeParts === null || afterParts === null) return [changeOf(path, before, after)];
  const keys = [...new Set([...beforeParts.keys(), ...afterParts.keys()])];
  return keys.flatMap((key) => {
    const name = key.startsWith('[') || path === '' ? `${path}${key}` : `${path}.${key}`;
    return compareValues(name, beforeParts.get(key), afterParts.get(key));
  });
}

/** Fields of an object, items of a list with ids; null for what is compared as one value. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    const ids = items.map(idOf);
    if (ids.some((id) => id === null) || new Set(ids).size !== ids.length) return null;
    return new Map(items.map((item) => [`[${idOf(item)}]`, item]));
  }
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value).filter(([, field]) => field !== undefined));
}

function idOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null;
  return typeof item.id === 'string' ? item.id : null;
}

function changeOf(path: string, before: unknown, after: unknown): PolicyChange {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const owner = path.startsWith('measures') ? 'enterprise' : 'authority';
  const field = path.match(/([A-Za-z0-9-]+)(\[[^\]]*\])?$/)?.[1] ?? path;
  const id = path.match(/\[([^\]]*)\]/)?.[1];
  const nameZh = `${id === undefined ? '' : `“${id}”的`}${FIELDS_ZH[field] ?? field}`;
  const [old, now] = [textOf(before), textOf(after)];
  const words = {
    added: { zh: `新增${nameZh}：${now}`, en: `${path} was added: ${now}` },
    removed: { zh: `删除${nameZh}（原为 ${old}）`, en: `${path} was removed (it was ${old})` },
    changed: {
      zh: `${nameZh}由 ${old} 调整为 ${now}`,
      en: `${path} was changed from ${old} to ${now}`,
    },
  }[kind];
  return { path, owner, kind, before, after, ...words };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) {
    return value.join('、');
  }
  if (typeof value === 'object' && value !== null && 'title' in value) return String(value.title);
  return JSON.stringify(value) ?? '';
}

function isEqual(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  }
  const [leftParts, rightParts] = [partsOf(left), partsOf(right)];
  if (leftParts === null || rightParts === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) return false;
  const keys = new Set([...leftParts.keys(), ...rightParts.keys()]);
  return [...keys].every((key) => isEqual(leftParts.get(key), rightParts.get(key)));
}
