import type { RoleGrant } from '@hengneng/database';
import { DEFAULT_LEDGER_SETTINGS, ROLES, type Role } from '@hengneng/domain';

import type { DeclaredRoute } from '../access/access.plugin.ts';
import { ROLES_BY_PERMISSION, type RoutePermission } from '../access/matrix.ts';
import { ALL, type ApiHarness, startApiHarness } from './api-harness.ts';
import { creditCode } from './credit-code.ts';
import {
  issued,
  openedCase,
  REMINDER,
  raiseAlert,
  raiseAreaAlert,
  registeredBody,
} from './known-case.ts';
import { POLICY_BODIES, policyPath, seedPolicies } from './policy-walk.ts';

/** The enterprise that every role covers. */
export const OWN = creditCode(1);
/** One that only roles over everything cover. */
export const FOREIGN = creditCode(2);

/** Each role, over the own enterprise where a role covers less than everything. */
export const GRANTS: Record<Role, RoleGrant> = {
  admin: { role: 'admin', scope: ALL },
  security: { role: 'security', scope: ALL },
  authority: { role: 'authority', scope: { type: 'region', code: '4306' } },
  inspector: { role: 'inspector', scope: { type: 'region', code: '430626' } },
  auditor: {
    role: 'auditor',
    scope: {
      type: 'engagement',
      enterpriseIds: [OWN],
      periodFrom: '2025-01-01',
      periodTo: '2026-12-31',
      expiresAtMs: Date.parse('2027-01-31T00:00:00Z'),
    },
  },
  'log-auditor': { role: 'log-auditor', scope: ALL },
  'enterprise-reporter': { role: 'enterprise-reporter', scope: { type: 'enterprise', id: OWN } },
  'enterprise-reviewer': { role: 'enterprise-reviewer', scope: { type: 'enterprise', id: OWN } },
};

const COAL_LINE = {
  kind: 'raw-coal',
  unit: 't',
  openingStock: 500,
  purchased: 1_000,
  consumed: 1_200,
  closingStock: 300,
};
/** Ids of what the own enterprise has: set once the walk has started. */
const known = {
  correctionId: '',
  attachmentId: '',
  applicationId: '',
  alertId: '',
  areaAlertId: '',
  caseId: '',
  documentId: '',
};

const LEDGER_STEP = { months: [{ month: '2026-10', revision: 1 }] };

/** Valid bodies by `METHOD url`; a route that takes none has no entry. */
export const BODIES: Record<string, unknown> = {
  ...POLICY_BODIES,
  'POST /api/v1/saved-queries': { page: 'history', name: 'this year', search: 'from=2026-01-01' },
  'POST /api/v1/enterprises': {
    id: creditCode(8),
    name: 'x',
    regionCode: '430626',
    industryCode: 'C3011',
  },
  'POST /api/v1/enterprises/:enterpriseId/meters': {
    id: 'X1',
    name: 'x',
    energyKind: 'electricity',
    kind: 'register',
    unit: 'kWh',
    flow: 'purchased',
    level: 1,
  },
  'POST /api/v1/enterprises/:enterpriseId/devices': { id: 'x1' },
  'POST /api/v1/enterprises/:enterpriseId/sites': { id: 'x1', name: 'x' },
  'POST /api/v1/enterprises/:enterpriseId/products': { id: 'x1', name: 'x', unit: 't' },
  'POST /api/v1/enterprises/:enterpriseId/predecessors': {
    id: creditCode(9),
    changedOn: '2020-01-01',
  },
  'POST /api/v1/enterprises/:enterpriseId/meters/:meterId/calibrations': {
    kind: 'verification',
    certificateNo: 'x',
    organisation: 'x',
    performedOn: '2026-01-01',
  },
  'POST /api/v1/enterprises/:enterpriseId/metering-points': {
    id: 'x1',
    name: 'x',
    group: 'water',
    level: 1,
  },
  'PUT /api/v1/enterprises/:enterpriseId/ledger/:month/draft': {
    version: 0,
    lines: [COAL_LINE],
  },
  'POST /api/v1/enterprises/:enterpriseId/ledger/:month/submit': { version: 1 },
  'POST /api/v1/enterprises/:enterpriseId/ledger/check': LEDGER_STEP,
  'POST /api/v1/enterprises/:enterpriseId/ledger/return': { ...LEDGER_STEP, note: 'x' },
  'POST /api/v1/enterprises/:enterpriseId/ledger/accept': LEDGER_STEP,
  'POST /api/v1/enterprises/:enterpriseId/bills': {
    kind: 'electricity',
    firstDay: '2026-09-26',
    lastDay: '2026-10-25',
    quantity: 1,
    unit: 'kWh',
  },
  'PUT /api/v1/enterprises/:enterpriseId/bills/reading-day': { kind: 'electricity', day: 25 },
  'PUT /api/v1/enterprises/:enterpriseId/ledger/settings': DEFAULT_LEDGER_SETTINGS,
  'POST /api/v1/enterprises/:enterpriseId/declared-stops': {
    kind: 'stop',
    from: '2026-11-01T00:00:00+08:00',
    reason: '检修',
  },
  'POST /api/v1/enterprises/:enterpriseId/declared-stops/:stopId/actions': {
    action: 'withdraw',
    note: 'was wrong',
  },
  'POST /api/v1/enterprises/:enterpriseId/reporting-intervals': {
    intervalSeconds: 3_600,
    validFrom: '2026-01-01',
    documentNo: 'x',
    reason: 'relaxed',
  },
  'POST /api/v1/area-alerts/:areaAlertId/actions': {
    action: 'close',
    note: '已约谈重点企业并调整用能计划',
  },
  'POST /api/v1/alerts/:alertId/actions': {
    action: 'verify',
    outcome: 'true',
    note: '现场核实属实',
  },
  'POST /api/v1/cases/:caseId/documents': REMINDER,
  'POST /api/v1/cases/:caseId/document-previews': REMINDER,
  'POST /api/v1/cases/:caseId/actions': { action: 'set-deputy', to: null },
  'POST /api/v1/cases/:caseId/answers': { type: 'statement', text: '已停用一条生产线。' },
  'POST /api/v1/issuing-bodies': {
    mark: '岳发改',
    name: 'x',
    regionCode: '4306',
    reviewBody: 'x',
  },
  'POST /api/v1/engagements': {
    title: 'x',
    documentNo: 'x',
    enterpriseIds: [OWN],
    auditors: ['auditor'],
    periodFrom: '2026-01-01',
    periodTo: '2026-06-30',
    expiresAt: '2027-01-31T00:00:00Z',
  },
  'POST /api/v1/engagements/:engagementId/actions': {
    action: 'extend',
    expiresAt: '2027-06-30T00:00:00Z',
    reason: 'more time',
  },
  'POST /api/v1/engagements/:engagementId/samples': {
    enterpriseId: OWN,
    purpose: 'x',
    unit: 'meter',
    size: 1,
  },
  'POST /api/v1/engagements/:engagementId/papers': { title: 'x', text: 'x' },
  'POST /api/v1/engagements/:engagementId/papers/:paperId/revisions': { title: 'x', text: 'y' },
  'POST /api/v1/engagements/:engagementId/findings': {
    enterpriseId: OWN,
    severity: 1,
    title: 'x',
    description: 'x',
    evidence: 'x',
    recommendation: 'x',
  },
  'POST /api/v1/engagements/:engagementId/findings/:findingId/actions': { action: 'issue' },
  'POST /api/v1/enterprises/:enterpriseId/findings/:findingId/answer': { answer: 'x' },
  'POST /api/v1/factor-sets': {
    id: 'x1',
    name: 'x',
    publishedOn: '2099-01-01',
    basedOn: 'reference-2026-1',
    remove: ['gangue'],
  },
  'POST /api/v1/factor-sets/:setId/factors/:factorId/verifications': {
    agrees: true,
    checkedAgainst: 'x',
  },
  'POST /api/v1/enterprises/:enterpriseId/calorific-values': {
    values: [
      {
        energyKind: 'raw-coal',
        unit: 'kg',
        validFrom: '2026-10-01',
        validTo: '2026-11-01',
        kjPerUnit: 22_000,
        documentNo: 'x',
      },
    ],
  },
  'POST /api/v1/assessed-rules': {
    id: 'x1',
    scopeType: 'sector',
    scopeValue: 'C3011',
    validFrom: '2026-01-01',
    base: 'comprehensive',
    deductions: [],
    issuer: 'x',
    documentNo: 'x',
    issuedOn: '2026-01-01',
  },
  'POST /api/v1/enterprises/:enterpriseId/energy-sources': {
    energyKind: 'raw-coal',
    validFrom: '2026-01-01',
    source: null,
  },
  'POST /api/v1/enterprises/:enterpriseId/meters/:meterId/generation': {
    validFrom: '2026-01-01',
    generation: 'conversion',
  },
  'POST /api/v1/enterprises/:enterpriseId/virtual-meters': {
    id: 'X2',
    name: 'x',
    energyKind: 'electricity',
    unit: 'kWh',
    formula: 'E01 * 0.5',
  },
  'POST /api/v1/enterprises/:enterpriseId/virtual-meters/:virtualMeterId/formulas': {
    formula: 'E01',
    validFrom: '2026-01-01T00:00:00Z',
  },
  'POST /api/v1/enterprises/:enterpriseId/corrections': {
    type: 'manual-reading',
    reason: '人工抄表补录',
    readings: [{ meterId: 'E01', readAt: '2026-01-02T00:00:00Z', value: 1 }],
  },
  'POST /api/v1/enterprises/:enterpriseId/corrections/:correctionId/reject': {
    note: '数值与台账不符',
  },
  'POST /api/v1/enterprises/:enterpriseId/events/:eventId/dismissal': { reason: '设备误报换表' },
  'POST /api/v1/enterprises/:enterpriseId/reading-verifications': {
    from: '2026-01-01T00:00:00Z',
    to: '2026-02-01T00:00:00Z',
  },
  'PUT /api/v1/regions/:regionCode': { name: '平江县' },
  'PUT /api/v1/parks/:parkCode': { name: '高新区', regionCode: '430626' },
  'PATCH /api/v1/enterprises/:enterpriseId': { name: 'x' },
  'PATCH /api/v1/enterprises/:enterpriseId/meters/:meterId': { name: 'x' },
  'PUT /api/v1/enterprises/:enterpriseId/meters/:meterId/retirement': {
    retiredAt: null,
    reason: '恢复使用',
  },
  'PATCH /api/v1/enterprises/:enterpriseId/devices/:deviceId': { name: 'x' },
};

/** An api with two enterprises and somebody signed in for each role. */
export interface RouteWalk {
  readonly api: ApiHarness;
  /** Token of an account with this role alone. */
  tokenOf(role: Role): string;
  /** Routes of the api proper, with what each asks for; HEAD is GET without its body. */
  routes(): readonly DeclaredRoute[];
}

/** Starts it; `dispose` the harness when the file's tests are over. */
export async function startRouteWalk(): Promise<RouteWalk> {
  const api = await startApiHarness();
  const admin = await api.signedIn([GRANTS.admin], 'keeper');
  await register(api, admin, OWN, '430626');
  await register(api, admin, FOREIGN, '520102');
  const tokens = new Map<Role, string>();
  for (const role of ROLES) tokens.set(role, await api.signedIn([GRANTS[role]], role));
  const as = tokens.get('enterprise-reporter') ?? '';
  const path = `/enterprises/${OWN}`;
  const body = BODIES['POST /api/v1/enterprises/:enterpriseId/corrections'];
  const correction = await api.request('POST', `${path}/corrections`, { as, body });
  known.correctionId = correction.body.id;
  const file = { as, body: 'proof', headers: { 'content-type': 'text/plain' } };
  const attachment = await api.request('POST', `${path}/attachments?name=x.txt`, file);
  known.attachmentId = attachment.body.id;
  known.applicationId = await seedPolicies(api, path, (role) => tokens.get(role) ?? '');
  const people = {
    inspector: tokens.get('inspector') ?? '',
    authority: tokens.get('authority') ?? '',
  };
  known.areaAlertId = await raiseAreaAlert(api);
  known.alertId = await raiseAlert(api, { enterpriseId: OWN });
  known.caseId = await openedCase(api, people.inspector, OWN);
  await registeredBody(api, people.authority);
  known.documentId = await issued(api, people, known.caseId);
  return {
    api,
    tokenOf: (role) => tokens.get(role) ?? '',
    routes: () =>
      api.app.declaredRoutes.filter(
        ({ method, url }) => url.startsWith('/api/v1/') && method !== 'HEAD',
      ),
  };
}

const NO_SUCH_UUID = '00000000-0000-4000-8000-000000000000';

/** Path of a request that would go through for somebody who may, about this enterprise. */
export function requestFor(url: string, enterpriseId: string): string {
  const path = policyPath(url, known.applicationId)
    .replace(':enterpriseId', enterpriseId)
    .replace(':meterId', 'E01')
    .replace(':regionCode', '430626')
    .replace(':parkCode', 'park-1')
    .replace(':virtualMeterId', 'V01')
    .replace(':setId', 'reference-2026-1')
    .replace(':factorId', 'raw-coal')
    .replace(':month', '2026-10')
    .replace(':deviceId', 'edge-1')
    .replace(':quarantineId', '1-1')
    .replace(/:(userId|engagementId|paperId|findingId)/g, NO_SUCH_UUID)
    .replace(':correctionId', known.correctionId)
    .replace(':attachmentId', known.attachmentId)
    .replace(':alertId', known.alertId)
    .replace(':areaAlertId', known.areaAlertId)
    .replace(':caseId', known.caseId)
    .replace(':documentId', known.documentId)
    .replace(':eventId', '9-9-0')
    .replace(':userId', '00000000-0000-4000-8000-000000000000')
    .replace(
      /:(userId|engagementId|paperId|findingId|stopId|channelId|silenceId|contactId|messageId|savedQueryId)/g,
      NO_SUCH_UUID,
    )
    .replace('/api/v1', '');
  const range = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
  if (path.startsWith('/exports/')) return exportFor(path, enterpriseId);
  if (path === '/ingest/readings') return path;
  if (path.endsWith('/corrections') && path !== '/corrections') return `${path}?${range}`;
  if (path.endsWith('/attachments')) return `${path}?name=x.txt`;
  if (path === '/imports/factor-sets') return `${path}?id=x9&name=x&publishedOn=2099-01-01`;
  if (path.endsWith('/readings')) return `${path}?meterId=E01&${range}`;
  if (path === '/policies') return `${path}?year=2026`;
  if (/\/(balance|balance.xlsx|reconciliation)$/.test(path)) return `${path}?year=2026`;
  if (path.endsWith('/bills')) return `${path}?from=2026-01-01&to=2026-10-31`;
  if (path.endsWith('/template.xlsx')) return `${path}?month=2026-10`;
  if (path.endsWith('/upload')) return `${path}?version=0`;
  if (path.endsWith('/ledger')) return `${path}?from=2026-01&to=2026-10`;
  if (/\/(explain|power-factor)$/.test(path)) return `${path}?${range}`;
  if (path.endsWith('/demand')) return `${path}?meterId=E01&${range}`;
  if (path.endsWith('/load-curve')) return `${path}?meterIds=E01&${range}`;
  if (path.endsWith('/consumption')) return `${path}?${range}&interval=day`;
  return /\/(outputs|events)$/.test(path) ? `${path}?${range}` : path;
}

/** An export of one enterprise, in the words of its query. */
function exportFor(path: string, enterpriseId: string): string {
  const whose = `${path}?enterpriseId=${enterpriseId}`;
  if (path.includes('/balance')) return `${whose}&year=2026`;
  if (path.includes('/ledger')) return `${whose}&from=2026-01&to=2026-10`;
  if (/\/(accounting|data-duty)/.test(path)) return `${whose}&from=2026-01-01&to=2026-01-31`;
  const range = 'from=2026-01-01&to=2026-02-01';
  return `${whose}&${range}${path.includes('/consumption') ? '&interval=day' : ''}`;
}

/** Who may use a route. */
export function rolesOf(permission: RoutePermission): readonly Role[] {
  if (permission === 'public' || permission === 'signed-in') return ROLES;
  return ROLES_BY_PERMISSION[permission];
}

async function register(api: ApiHarness, as: string, id: string, regionCode: string) {
  const place = id === OWN ? { regionCode, parkCode: 'park-1' } : { regionCode };
  const enterprise = { id, name: `企业 ${id}`, industryCode: 'C3011', ...place };
  await api.request('POST', '/enterprises', { as, body: enterprise });
  const meter = { id: 'E01', name: '总表', energyKind: 'electricity' };
  const meaning = { kind: 'register', unit: 'kWh', flow: 'purchased', level: 1 };
  const body = { ...meter, ...meaning };
  await api.request('POST', `/enterprises/${id}/meters`, { as, body });
  const virtual = { id: 'V01', name: 'x', energyKind: 'electricity', unit: 'kWh', formula: 'E01' };
  await api.request('POST', `/enterprises/${id}/virtual-meters`, { as, body: virtual });
  await api.request('POST', `/enterprises/${id}/devices`, { as, body: { id: 'edge-1' } });
  await api.request('POST', `/enterprises/${id}/sites`, { as, body: { id: 's1', name: 'x' } });
}
