import { ROLES } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import {
  BODIES,
  FOREIGN,
  GRANTS,
  OWN,
  type RouteWalk,
  requestFor,
  rolesOf,
  startRouteWalk,
} from '../testing/route-walk.ts';

/** Routes whose foreign id is not in the path: a filter that finds nothing is their 404. */
const NAMES_NO_ENTERPRISE = 25;

/** Every route as every role: thousands of requests, on a machine that has other work too. */
const WALK_TIMEOUT_MS = 240_000;

let walk: RouteWalk;
let api: ApiHarness;
beforeAll(async () => {
  walk = await startRouteWalk();
  api = walk.api;
});
afterAll(() => api.dispose());

describe('every route', () => {
  it('was looked at', () => {
    expect(walk.routes().length).toBeGreaterThan(NAMES_NO_ENTERPRISE);
  });

  it('asks for a sign-in unless it is one of the few public ones', async () => {
    const open: string[] = [];
    for (const { method, url } of walk.routes()) {
      const answer = await api.request(method, requestFor(url, OWN), { body: {} });
      if (answer.status !== 401) open.push(`${method} ${url}`);
    }
    expect(open).toEqual(['POST /api/v1/auth/login', 'POST /api/v1/ingest/readings']);
  });

  it(
    'lets only the roles of the matrix through',
    async () => {
      const wrong: string[] = [];
      for (const { method, url, permission } of walk.routes()) {
        if (permission === 'public' || permission === 'signed-in') continue;
        for (const role of ROLES) {
          // An empty body: who may gets as far as the body's faults, nobody else does.
          const as = walk.tokenOf(role);
          const answer = await api.request(method, requestFor(url, OWN), { as, body: {} });
          const isThrough = answer.body.code !== 'FORBIDDEN';
          if (isThrough !== rolesOf(permission).includes(role)) {
            wrong.push(`${role}: ${method} ${url} answered ${answer.status} ${answer.body.code}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );

  it('answers 404 for another’s enterprise, whatever the role', async () => {
    const wrong: string[] = [];
    let looked = 0;
    for (const { method, url, permission } of walk.routes()) {
      if (!url.includes(':enterpriseId')) continue;
      for (const role of rolesOf(permission)) {
        if (GRANTS[role].scope.type === 'all') continue;
        looked += 1;
        const as = walk.tokenOf(role);
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
    for (const { method, url, permission } of walk.routes()) {
      if (method !== 'GET' || !url.includes(':enterpriseId')) continue;
      for (const role of rolesOf(permission)) {
        const as = walk.tokenOf(role);
        const answer = await api.request(method, requestFor(url, OWN), { as });
        if (answer.status !== 200) wrong.push(`${role}: ${method} ${url} ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('cannot tell a foreign enterprise from one that does not exist', async () => {
    const as = walk.tokenOf('enterprise-reporter');
    const foreign = await api.request('GET', `/enterprises/${FOREIGN}`, { as });
    const absent = await api.request('GET', `/enterprises/${creditCode(77)}`, { as });
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  });

  it('lists only what the role covers', async () => {
    for (const role of rolesOf('registry.read')) {
      const as = walk.tokenOf(role);
      const { body } = await api.request('GET', '/enterprises', { as });
      const ids = body.items.map((item: { id: string }) => item.id);
      expect(ids, role).toEqual(GRANTS[role].scope.type === 'all' ? [OWN, FOREIGN] : [OWN]);
    }
  });
});

describe('an engagement', () => {
  it('opens its period and nothing before or after it', async () => {
    const as = walk.tokenOf('auditor');
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
    const as = walk.tokenOf('auditor');
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
