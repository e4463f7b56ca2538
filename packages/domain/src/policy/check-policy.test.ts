import { describe, expect, it } from 'vitest';

import { checkPolicy } from './check-policy.ts';
import { comparePolicies } from './compare-policies.ts';
import type { Measure, PolicyDocument, Target } from './policy-document.ts';

const BUDGET: Target = {
  ...{ id: 'total', metric: 'tce', basis: 'primary', account: 'assessed', period: 'year' },
  ...{ limit: 12_500, factorSet: '2026-provisional', issuer: '平江县发展和改革局' },
  monthlyPlan: [1000, 900, 1050, 1040, 1060, 1080, 1100, 1100, 1050, 1040, 1040, 1040],
};
const CLINKER: Target = {
  ...{ id: 'clinker', metric: 'kgce-per-unit', basis: 'calorific', product: 'cement-clinker' },
  ...{ period: 'year', limit: 117, benchmark: 100 },
};
const MEASURE: Measure = {
  ...{ id: 'M1', category: 'waste-heat', title: '余热发电', start: '2026-03-01' },
  ...{ end: '2026-09-30', status: 'planned', expectedSavingTce: 450 },
  milestones: [{ due: '2026-06-30', title: '安装' }],
};
const POLICY: PolicyDocument = {
  ...{ enterpriseId: '91430626MA4L00011X', year: 2026 },
  ...{ targets: [BUDGET, CLINKER], measures: [MEASURE] },
};

function pathsOf(policy: PolicyDocument): string[] {
  return checkPolicy(policy).map(({ path }) => path.join('.'));
}

describe('checkPolicy', () => {
  it('finds nothing in the policy of the design', () => {
    expect(checkPolicy(POLICY)).toEqual([]);
  });

  it.each<{ name: string; target: Target; path: string }>([
    { name: 'coal without a basis', target: { ...BUDGET, basis: undefined }, path: 'basis' },
    {
      name: 'carbon with a basis',
      target: { id: 'c', metric: 'tco2', basis: 'primary', period: 'year', limit: 1 },
      path: 'basis',
    },
    {
      name: 'a ratio without product',
      target: { ...CLINKER, product: undefined },
      path: 'product',
    },
    { name: 'no limit at all', target: { ...CLINKER, limit: undefined }, path: 'limit' },
    {
      name: 'a budget of nothing',
      target: { ...BUDGET, limit: 0, monthlyPlan: undefined },
      path: 'limit',
    },
    {
      name: 'a standard without level',
      target: { ...CLINKER, limit: undefined, standard: 'GB' },
      path: 'level',
    },
    {
      name: 'a plan that misses a tonne',
      target: { ...BUDGET, limit: 12_501 },
      path: 'monthlyPlan',
    },
    {
      name: 'eleven months',
      target: { ...BUDGET, monthlyPlan: Array(11).fill(1) },
      path: 'monthlyPlan',
    },
    {
      name: 'a benchmark above the baseline',
      target: { ...CLINKER, baselineLevel: 99 },
      path: 'benchmark',
    },
    {
      name: 'a physical amount without kind',
      target: { id: 'p', metric: 'physical', unit: 'MWh', period: 'year', limit: 1 },
      path: 'energyKind',
    },
  ])('names the field of $name', ({ target, path }) => {
    expect(pathsOf({ ...POLICY, targets: [target] })).toContain(`targets.0.${path}`);
  });

  it('takes a negative limit per unit of product', () => {
    const target = { ...CLINKER, limit: -12, benchmark: -30 };
    expect(checkPolicy({ ...POLICY, targets: [target] })).toEqual([]);
  });

  it.each([
    { name: 'a milestone on its last day', due: '2026-09-30', count: 0 },
    { name: 'a milestone a day later', due: '2026-10-01', count: 1 },
  ])('judges $name', ({ due, count }) => {
    const measures = [{ ...MEASURE, milestones: [{ due, title: '验收' }] }];
    expect(checkPolicy({ ...POLICY, measures })).toHaveLength(count);
  });

  it('refuses an id that stands twice and thresholds that fall', () => {
    const thresholds = { progress: { severity1Ratio: 1.2 } };
    const policy = { ...POLICY, targets: [BUDGET, { ...BUDGET }], thresholds };
    expect(pathsOf(policy)).toEqual(['targets.1.id', 'thresholds.progress']);
  });
});

describe('comparePolicies', () => {
  it('finds no difference in a copy, whatever the order of its targets', () => {
    expect(comparePolicies(POLICY, { ...POLICY, targets: [CLINKER, BUDGET] })).toEqual([]);
  });

  it('says what was changed, in words, and whose part it is', () => {
    const after: PolicyDocument = {
      ...POLICY,
      targets: [{ ...BUDGET, limit: 13_000 }, CLINKER],
      measures: [
        { ...MEASURE, status: 'running' },
        { ...MEASURE, id: 'M2', title: '变频' },
      ],
    };
    expect(comparePolicies(POLICY, after)).toEqual([
      {
        ...{ path: 'targets[total].limit', owner: 'authority', kind: 'changed' },
        ...{ before: 12_500, after: 13_000 },
        zh: '“total”的限额由 12500 调整为 13000',
        en: 'targets[total].limit was changed from 12500 to 13000',
      },
      expect.objectContaining({ path: 'measures[M1].status', owner: 'enterprise' }),
      expect.objectContaining({ path: 'measures[M2]', kind: 'added', zh: '新增“M2”的措施：变频' }),
    ]);
  });

  it('turns round: what one way adds the other removes', () => {
    const less = { ...POLICY, targets: [BUDGET] };
    expect(comparePolicies(POLICY, less).map(({ kind }) => kind)).toEqual(['removed']);
    expect(comparePolicies(less, POLICY).map(({ kind }) => kind)).toEqual(['added']);
  });
});
