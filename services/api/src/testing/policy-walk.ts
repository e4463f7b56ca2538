import { DEFAULT_CLASS_SETTINGS, type Role } from '@hengneng/domain';

import type { ApiHarness } from './api-harness.ts';

const ENTERPRISE = '/api/v1/enterprises/:enterpriseId';
const TARGETS = {
  targets: [
    {
      ...{ id: 'total', metric: 'tce', basis: 'primary', account: 'assessed', period: 'year' },
      ...{ limit: 12_500, issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' },
    },
  ],
};
const PLAN = {
  measures: [
    {
      ...{ id: 'M1', category: 'waste-heat', title: '余热发电', start: '2026-03-01' },
      ...{ end: '2026-09-30', status: 'planned', expectedSavingTce: 450 },
    },
  ],
};
const ISSUED = { issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' };

/** A saving that adds up. */
export const SAVING = {
  ...{ measureId: 'M1', method: 'adjusted-baseline', basis: 'calorific' },
  ...{ baselineFrom: '2025-01-01', baselineTo: '2025-12-31' },
  ...{ reportingFrom: '2026-01-01', reportingTo: '2026-06-30', baselineTce: 5_000 },
  adjustments: [{ reason: 'production', tce: 250, explanation: '产量增加 5%' }],
  ...{ reportingTce: 4_800, savingTce: 450, uncertaintyTce: 90, confidence: 0.9 },
  verifiedBy: '某节能服务公司',
};

const AREA_TARGET = {
  id: 'coal-2026',
  year: 2026,
  document: { metric: 'coal-share', base: 0.3, issuedOn: '2026-01-15', ...ISSUED },
};
const AREA_BODIES: Record<string, unknown> = {
  'POST /api/v1/regions/:regionCode/targets': AREA_TARGET,
  'POST /api/v1/parks/:parkCode/targets': AREA_TARGET,
  'POST /api/v1/regions/:regionCode/class-settings': { document: DEFAULT_CLASS_SETTINGS },
  'POST /api/v1/regions/:regionCode/degree-days': {
    id: '2025-01',
    document: { heating: 420, cooling: 0, station: '57682' },
  },
  'POST /api/v1/elimination-items': {
    id: 'T1',
    document: {
      ...{ category: 'transformer', models: ['S7-*'], eliminatedFrom: '2015-01-01' },
      document: '高耗能落后机电设备（产品）淘汰目录',
    },
  },
};

/** Valid bodies of the routes of policies and registers. */
export const POLICY_BODIES: Record<string, unknown> = {
  ...AREA_BODIES,
  [`POST ${ENTERPRISE}/policies`]: {
    ...{ year: 2027, part: 'authority', revision: 0, document: TARGETS },
  },
  [`POST ${ENTERPRISE}/policies/:year/:part/sign`]: { revision: 1 },
  [`POST ${ENTERPRISE}/policies/:year/:part/versions/:version/actions`]: {
    ...{ action: 'withdraw', note: '文号有误' },
  },
  'POST /api/v1/policy-templates': {
    ...{ id: 'cement', name: '水泥', industryCode: 'C3011', part: 'authority' },
    document: TARGETS,
  },
  [`POST ${ENTERPRISE}/budget-applications`]: {
    ...{ year: 2026, targetId: 'total', requestedLimit: 13_000, reason: '新增生产线投产' },
  },
  [`POST ${ENTERPRISE}/budget-applications/:applicationId/decision`]: {
    ...{ decision: 'refuse', note: '理由不充分' },
  },
  [`POST ${ENTERPRISE}/class-list`]: {
    ...{ year: 2026, document: { class: 'local', duties: ['energy-audit'], ...ISSUED } },
  },
  [`POST ${ENTERPRISE}/approved-projects`]: {
    id: 'line-2',
    document: {
      ...{
        name: '二线',
        approvedTce: 8_000,
        basis: 'primary',
        approvedOn: '2024-05-01',
        ...ISSUED,
      },
    },
  },
  [`POST ${ENTERPRISE}/audit-programme`]: {
    id: '2026-1',
    document: { state: 'planned', batch: '2026-1', dueOn: '2026-10-31' },
  },
  [`POST ${ENTERPRISE}/saving-reviews`]: {
    ...{ id: 'M1.2026-01-01', document: { agrees: true, reason: '资料齐全' } },
  },
  [`POST ${ENTERPRISE}/annual-reports`]: {
    ...{ year: 2025, document: { submittedOn: '2026-03-20' } },
  },
  [`POST ${ENTERPRISE}/production-lines`]: {
    ...{ id: 'L1', document: { name: '一线', product: 'cement-clinker' } },
  },
  [`POST ${ENTERPRISE}/policies/:year/:part/template`]: {
    ...{ templateId: 'cement-targets', revision: 1 },
  },
  [`POST ${ENTERPRISE}/equipment`]: {
    ...{ id: 'T1', document: { name: '1号变压器', category: 'transformer', model: 'S7-500/10' } },
  },
  [`POST ${ENTERPRISE}/energy-managers`]: {
    ...{ id: 'manager', document: { name: '张三', appointedOn: '2026-01-05' } },
  },
  [`POST ${ENTERPRISE}/measure-progress`]: {
    document: { measureId: 'M1', month: '2026-10', status: 'running', percent: 40 },
  },
  [`POST ${ENTERPRISE}/verified-savings`]: { document: SAVING },
};

/** Path of a request about policies of the seeded year. */
export function policyPath(url: string, applicationId: string): string {
  const path = url
    .replace(':year', '2026')
    .replace(':part', 'authority')
    .replace(':version', '1')
    .replace(':measureId', 'M1')
    .replace(':applicationId', applicationId || '00000000-0000-4000-8000-000000000000');
  if (/\/(class-proposals|audit-coverage)$/.test(path)) return `${path}?year=2026`;
  if (path.endsWith('/saving')) {
    // Within the year that the auditor is commissioned for.
    return `${path}?baselineFrom=2026-01&baselineTo=2026-02&reportingFrom=2026-03&reportingTo=2026-04`;
  }
  return path.endsWith('/comparison') ? `${path}?from=1&to=1` : path;
}

/** Signs targets of 2026 for the enterprise, applies for others, and answers the application's id. */
export async function seedPolicies(
  api: ApiHarness,
  path: string,
  tokenOf: (role: Role) => string,
): Promise<string> {
  const authority = tokenOf('authority');
  const draft = { year: 2026, part: 'authority', revision: 0, document: TARGETS };
  await api.request('POST', `${path}/policies`, { as: authority, body: draft });
  const sign = { as: authority, body: { revision: 1 } };
  await api.request('POST', `${path}/policies/2026/authority/sign`, sign);
  const reviewer = tokenOf('enterprise-reviewer');
  const plan = { year: 2026, part: 'plan', revision: 0, document: PLAN };
  await api.request('POST', `${path}/policies`, { as: reviewer, body: plan });
  await api.request('POST', `${path}/policies/2026/plan/sign`, {
    as: reviewer,
    body: { revision: 1 },
  });
  return await applyForBudget(api, path, reviewer);
}

/** Applies for another limit and answers the application's id. */
export async function applyForBudget(api: ApiHarness, path: string, as: string): Promise<string> {
  const body = POLICY_BODIES[`POST ${ENTERPRISE}/budget-applications`];
  const applied = await api.request('POST', `${path}/budget-applications`, { as, body });
  return applied.body.id;
}

/** Saves the first draft of a part for a year, and answers its revision. */
export async function draftPolicy(
  api: ApiHarness,
  path: string,
  {
    as,
    part,
    year,
  }: { readonly as: string; readonly part: 'authority' | 'plan'; readonly year: number },
): Promise<number> {
  const document = part === 'authority' ? TARGETS : PLAN;
  const body = { year, part, revision: 0, document };
  const saved = await api.request('POST', `${path}/policies`, { as, body });
  return saved.body.revision;
}
