import type { RoleGrant } from '@hengneng/database';
import { ROLES, type Role } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { ROLES_BY_PERMISSION, type RoutePermission } from './matrix.ts';

const OWN = creditCode(1);
const FOREIGN = creditCode(2);
/** Routes whose foreign id is not in the path: a filter that finds nothing is their 404. */
const NAMES_NO_ENTERPRISE = 25;

let api: ApiHarness;
const tokens = new Map<Role, string>();

/** Each role, over the own enterprise where a role covers less than everything. */
const GRANTS: Record<Role, RoleGrant> = {
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

beforeAll(async () => {
  api = await startApiHarness();
  const admin = await api.signedIn([GRANTS.admin], 'keeper');
  await register(admin, OWN, '430626');
  await register(admin, FOREIGN, '520102');
  for (const role of ROLES) tokens.set(role, await api.signedIn([GRANTS[role]], role));
});
afterAll(() => api.dispose());

async function register(as: string, id: string, regionCode: string) {
  const enterprise = { id, name: `企业 ${id}`, regionCode, industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body: enterprise });
  const meter = { id: 'E01', name: '总表', energyKind: 'electricity' };
  const meaning = { kind: 'register', unit: 'kWh', flow: 'purchased', level: 1 };
  const body = { ...meter, ...meaning };
  await api.request('POST', `/enterprises/${id}/meters`, { as, body });
  await api.request('POST', `/enterprises/${id}/devices`, { as, body: { id: 'edge-1' } });
  await api.request('POST', `/enterprises/${id}/sites`, { as, body: { id: 's1', name: 'x' } });
}

/** Routes of the api proper, with what each asks for; HEAD is GET without its body. */
function routes() {
  return api.app.declaredRoutes.filter(
    ({ method, url }) => url.startsWith('/api/v1/') && method !== 'HEAD',
  );
}

/** A request that would go through for somebody who may, about this enterprise. */
function requestFor(url: string, enterpriseId: string) {
  const path = url
    .replace(':enterpriseId', enterpriseId)
    .replace(':meterId', 'E01')
    .replace(':deviceId', 'edge-1')
    .replace(':quarantineId', '1-1')
    .replace(':userId', '00000000-0000-4000-8000-000000000000')
    .replace('/api/v1', '');
  const range = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
  if (path === '/ingest/readings') return path;
  if (path.endsWith('/readings')) return `${path}?meterId=E01&${range}`;
  return /\/(outputs|events)$/.test(path) ? `${path}?${range}` : path;
}

const BODIES: Record<string, unknown> = {
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
  'PATCH /api/v1/enterprises/:enterpriseId': { name: 'x' },
  'PATCH /api/v1/enterprises/:enterpriseId/meters/:meterId': { name: 'x' },
  'PATCH /api/v1/enterprises/:enterpriseId/devices/:deviceId': { name: 'x' },
};

function rolesOf(permission: RoutePermission): readonly Role[] {
  if (permission === 'public' || permission === 'signed-in') return ROLES;
  return ROLES_BY_PERMISSION[permission];
}

describe('every route', () => {
  it('was looked at', () => {
    expect(routes().length).toBeGreaterThan(NAMES_NO_ENTERPRISE);
  });

  it('asks for a sign-in unless it is one of the few public ones', async () => {
    const open: string[] = [];
    for (const { method, url } of routes()) {
      const answer = await api.request(method, requestFor(url, OWN), { body: {} });
      if (answer.status !== 401) open.push(`${method} ${url}`);
    }
    expect(open).toEqual(['POST /api/v1/auth/login', 'POST /api/v1/ingest/readings']);
  });

  it('lets only the roles of the matrix through', async () => {
    const wrong: string[] = [];
    for (const { method, url, permission } of routes()) {
      if (permission === 'public' || permission === 'signed-in') continue;
      for (const role of ROLES) {
        // An empty body: who may gets as far as the body's faults, nobody else does.
        const as = tokens.get(role) ?? '';
        const answer = await api.request(method, requestFor(url, OWN), { as, body: {} });
        const isThrough = answer.body.code !== 'FORBIDDEN';
        if (isThrough !== rolesOf(permission).includes(role)) {
          wrong.push(`${role}: ${method} ${url} answered ${answer.status} ${answer.body.code}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers 404 for another’s enterprise, whatever the role', async () => {
    const wrong: string[] = [];
    let looked = 0;
    for (const { method, url, permission } of routes()) {
      if (!url.includes(':enterpriseId')) continue;
      for (const role of rolesOf(permission)) {
        if (GRANTS[role].scope.type === 'all') continue;
        looked += 1;
        const as = tokens.get(role) ?? '';
        const body = BODIES[`${method} ${url}`];
        const options = body === undefined ? { as } : { as, body };
        const answer = await api.request(method, requestFor(url, FOREIGN), options);
        if (answer.status !== 404) wrong.push(`${role}: ${method} ${url} ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(30);
  });

  it('answers the own enterprise to the same request', async () => {
    const wrong: string[] = [];
    for (const { method, url, permission } of routes()) {
      if (method !== 'GET' || !url.includes(':enterpriseId')) continue;
      for (const role of rolesOf(permission)) {
        const as = tokens.get(role) ?? '';
        const answer = await api.request(method, requestFor(url, OWN), { as });
        if (answer.status !== 200) wrong.push(`${role}: ${method} ${url} ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('cannot tell a foreign enterprise from one that does not exist', async () => {
    const as = tokens.get('enterprise-reporter') ?? '';
    const foreign = await api.request('GET', `/enterprises/${FOREIGN}`, { as });
    const absent = await api.request('GET', `/enterprises/${creditCode(77)}`, { as });
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  });

  it('lists only what the role covers', async () => {
    for (const role of rolesOf('registry.read')) {
      const as = tokens.get(role) ?? '';
      const { body } = await api.request('GET', '/enterprises', { as });
      const ids = body.items.map((item: { id: string }) => item.id);
      expect(ids, role).toEqual(GRANTS[role].scope.type === 'all' ? [OWN, FOREIGN] : [OWN]);
    }
  });
});

describe('an engagement', () => {
  it('opens its period and nothing before or after it', async () => {
    const as = tokens.get('auditor') ?? '';
    const read = (from: string, to: string) =>
      api.request('GET', `/enterprises/${OWN}/readings?meterId=E01&from=${from}&to=${to}`, { as });
    expect((await read('2025-01-01T00:00:00%2B08:00', '2026-01-01T00:00:00Z')).status).toBe(200);
    expect((await read('2024-12-31T23:59:00%2B08:00', '2026-01-01T00:00:00Z')).body.code).toBe(
      'TIME_RANGE_INVALID',
    );
    const late = await api.request('GET', '/ingest/accounting?date=2027-01-01', { as });
    expect(late.body.code).toBe('TIME_RANGE_INVALID');
  });

  it('gives access to nothing once it is over', async () => {
    const as = tokens.get('auditor') ?? '';
    const before = api.world.nowMs;
    try {
      api.world.nowMs = Date.parse('2027-01-31T00:00:01Z');
      const fresh = await api.request('POST', '/auth/login', {
        body: { username: 'auditor', password: 'a long enough pass phrase' },
      });
      const token = fresh.body.token;
      const answer = await api.request('GET', `/enterprises/${OWN}`, { as: token });
      expect(answer.status).toBe(403);
    } finally {
      api.world.nowMs = before;
    }
    expect((await api.request('GET', `/enterprises/${OWN}`, { as })).status).toBe(200);
  });
});
