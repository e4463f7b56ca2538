import { dimensionOf } from '../energy/units.ts';
import { thresholdsOf } from '../rules/thresholds.ts';
import { isRatioTarget, type PolicyDocument, type Target } from './policy-document.ts';

/** A field that contradicts another one; the path leads to it. */
export interface PolicyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Months of a plan by the length of its period; a month has no plan by month. */
const PLAN_MONTHS = { month: 0, quarter: 3, year: 12 } as const;
/** Plans are typed with few decimals; beyond this share of the limit the sum is wrong. */
const PLAN_SUM_TOLERANCE = 1e-6;

/**
 * What the shape of a document cannot say: fields that need each other, sums, order of dates. Returns
 * all problems; none for a document that can be judged.
 */
export function checkPolicy(
  policy: Pick<PolicyDocument, 'targets' | 'measures' | 'thresholds'>,
): PolicyProblem[] {
  return [
    ...duplicates(policy.targets, 'targets'),
    ...duplicates(policy.measures, 'measures'),
    ...policy.targets.flatMap((target, index) => at(['targets', index], checkTarget(target))),
    ...policy.measures.flatMap((measure, index) => at(['measures', index], checkMeasure(measure))),
    ...checkThresholds(policy.thresholds),
  ];
}

function checkThresholds(thresholds: PolicyDocument['thresholds']): PolicyProblem[] {
  const { severity1Ratio, severity2Ratio, severity3Ratio } = thresholdsOf('progress', thresholds);
  if (severity1Ratio <= severity2Ratio && severity2Ratio <= severity3Ratio) return [];
  const message = 'The thresholds of the severities 1, 2 and 3 rise, the defaults counted in.';
  return [{ path: ['thresholds', 'progress'], message }];
}

function checkTarget(target: Target): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const add = (field: string, message: string) => problems.push({ path: [field], message });
  const ofCoal = ['tce', 'kgce-per-unit', 'tce-per-output-value'].includes(target.metric);
  if (ofCoal && target.basis === undefined) {
    add('basis', 'Standard coal needs its basis: calorific (当量) or primary (等价).');
  }
  if (!ofCoal && target.basis !== undefined) add('basis', 'Only standard coal has a basis.');
  if (target.metric === 'physical') {
    if (target.energyKind === undefined) add('energyKind', 'A physical amount needs its kind.');
    if (target.unit === undefined) add('unit', 'A physical amount needs its unit.');
    else if (dimensionOf(target.unit) === 'power') add('unit', 'A power is no amount.');
  }
  if (target.metric === 'kgce-per-unit' && target.product === undefined) {
    add('product', 'Energy per unit needs its product.');
  }
  checkLimit(target, add);
  checkPlan(target, add);
  return problems;
}

type AddProblem = (field: string, message: string) => void;

function checkLimit(target: Target, add: AddProblem): void {
  const isRatio = isRatioTarget(target);
  const isLevelOnly = isRatio && target.baselineLevel !== undefined;
  if (target.limit === undefined && target.standard === undefined && !isLevelOnly) {
    add('limit', 'A target needs a limit, the standard that has it, or a baseline level.');
  }
  if (target.limit !== undefined && !isRatio && !(target.limit > 0)) {
    add('limit', 'An amount is above 0.');
  }
  if (target.standard !== undefined && (!isRatio || target.metric === 'tce-per-output-value')) {
    add('standard', 'Limit standards are about a product or a data centre.');
  }
  if (target.level !== undefined && target.standard === undefined) {
    add('standard', 'A level needs the standard that it is of.');
  }
  if (target.standard !== undefined && target.limit === undefined && target.level === undefined) {
    add('level', 'Without a limit of its own the target needs a level of the standard.');
  }
  const { benchmark, baselineLevel } = target;
  if (benchmark !== undefined && baselineLevel !== undefined && benchmark > baselineLevel) {
    add('benchmark', 'The benchmark (标杆) is at most the baseline level (基准).');
  }
}

function checkPlan(target: Target, add: AddProblem): void {
  const { monthlyPlan, limit } = target;
  if (monthlyPlan === undefined) return;
  if (isRatioTarget(target)) {
    add('monthlyPlan', 'A ratio has no plan that adds up.');
    return;
  }
  const wanted = PLAN_MONTHS[target.period];
  if (monthlyPlan.length !== wanted) {
    add('monthlyPlan', `A ${target.period} has ${wanted} months to plan.`);
    return;
  }
  if (monthlyPlan.some((amount) => amount < 0)) add('monthlyPlan', 'No month is below 0.');
  const sum = monthlyPlan.reduce((total, amount) => total + amount, 0);
  if (limit === undefined || Math.abs(sum - limit) > PLAN_SUM_TOLERANCE * Math.abs(limit)) {
    add('monthlyPlan', `The months add up to ${rounded(sum)}, the limit is ${limit ?? 'missing'}.`);
  }
}

function checkMeasure(measure: PolicyDocument['measures'][number]): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (measure.end < measure.start) {
    problems.push({ path: ['end'], message: 'A measure ends on or after the day it starts.' });
  }
  for (const [index, { start, end }] of (measure.worksSchedule ?? []).entries()) {
    if (end >= start) continue;
    const message = 'Works end on or after the day they start.';
    problems.push({ path: ['worksSchedule', index, 'end'], message });
  }
  for (const [index, { due }] of (measure.milestones ?? []).entries()) {
    if (due >= measure.start && due <= measure.end) continue;
    const message = 'A milestone lies between start and end of its measure.';
    problems.push({ path: ['milestones', index, 'due'], message });
  }
  return problems;
}

function duplicates(items: readonly { readonly id: string }[], name: string): PolicyProblem[] {
  const ids = items.map(({ id }) => id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ path: [name, index, 'id'], message: `${id} stands twice in the document.` }],
  );
}

function at(path: readonly (string | number)[], problems: PolicyProblem[]): PolicyProblem[] {
  return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
