import { describe, expect, it } from 'vitest';

import {
  authorityPartSchema,
  enterprisePartSchema,
  parsePolicyDocument,
  policyJsonSchema,
} from './policy-document.ts';

const POLICY = {
  enterpriseId: '91350100M000100Y43',
  year: 2026,
  targets: [
    {
      ...{ id: 'total', metric: 'tce', basis: 'primary', account: 'assessed', period: 'year' },
      ...{ limit: 12500, factorSet: '2026-provisional', issuer: '平江县发展和改革局' },
      ...{ documentNo: '平发改〔2026〕15号', issuedOn: '2026-01-15' },
      baseline: { year: 2025, value: 12900 },
      monthlyPlan: [1000, 900, 1050, 1040, 1060, 1080, 1100, 1100, 1050, 1040, 1040, 1040],
    },
    { id: 'carbon', metric: 'tco2', period: 'year', limit: 31000 },
  ],
  measures: [
    {
      ...{ id: 'M1', category: 'waste-heat', title: '余热发电', expectedSavingTce: 450 },
      ...{ investmentCny: 3200000, responsible: '王工', start: '2026-03-01', end: '2026-09-30' },
      ...{ meters: ['E07'], milestones: [{ due: '2026-06-30', title: '安装' }], status: 'planned' },
    },
  ],
  thresholds: { progress: { severity2Ratio: 1.08 }, settling: { completenessMinRatio: 0.95 } },
};

describe('parsePolicyDocument', () => {
  it('reads the document of the design', () => {
    expect(parsePolicyDocument(POLICY)).toEqual({ policy: POLICY, problems: null });
  });

  it.each([
    {
      name: 'a text for a limit',
      change: { targets: [{ ...POLICY.targets[1], limit: '1' }] },
      path: 'targets[0].limit',
    },
    {
      name: 'an unknown field',
      change: { targets: [{ ...POLICY.targets[1], limits: 1 }] },
      path: 'targets[0]',
    },
    {
      name: 'a plan that does not add up',
      change: { targets: [{ ...POLICY.targets[0], limit: 1 }] },
      path: 'targets[0].monthlyPlan',
    },
    { name: 'an unknown rule', change: { thresholds: { wish: {} } }, path: 'thresholds' },
    {
      name: 'an unknown threshold',
      change: { thresholds: { progress: { severity9: 1 } } },
      path: 'thresholds.progress',
    },
    {
      name: 'a severity of four',
      change: { thresholds: { 'data-duty': { severity: 4 } } },
      path: 'thresholds.data-duty.severity',
    },
    { name: 'a wrong code', change: { enterpriseId: '91430626MA4L00011Y' }, path: 'enterpriseId' },
    {
      name: 'the 30th of February',
      change: { measures: [{ ...POLICY.measures[0], end: '2026-02-30' }] },
      path: 'measures[0].end',
    },
  ])('names the path of $name', ({ change, path }) => {
    const { policy, problems } = parsePolicyDocument({ ...POLICY, ...change });
    expect(policy).toBeNull();
    expect(problems?.map((problem) => problem.path)).toContain(path);
  });

  it('reads each part by itself, and nothing of the other in it', () => {
    const { targets, thresholds, measures } = POLICY;
    expect(authorityPartSchema.safeParse({ targets, thresholds }).success).toBe(true);
    expect(enterprisePartSchema.safeParse({ measures }).success).toBe(true);
    expect(enterprisePartSchema.safeParse({ measures, targets }).success).toBe(false);
  });
});

describe('policyJsonSchema', () => {
  it('says the shape as JSON Schema', () => {
    const schema = policyJsonSchema();
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: ['enterpriseId', 'year', 'targets', 'measures'],
      additionalProperties: false,
    });
    expect(JSON.stringify(schema)).toContain('"kgce-per-unit"');
  });
});
