import { type AlertFinding, type RoleGrant, raiseOrUpdateAlert } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const FOREIGN = creditCode(2);
const auditorGrant: RoleGrant = {
  role: 'auditor',
  scope: {
    type: 'engagement',
    enterpriseIds: [],
    periodFrom: '2025-01-01',
    periodTo: '2025-12-31',
    expiresAtMs: Date.parse('2027-01-01T00:00:00Z'),
  },
};

let api: ApiHarness;
const tokens = new Map<string, string>();
let engagementId = '';

beforeAll(async () => {
  api = await startApiHarness();
  const enterprise = (id: string) => ({ type: 'enterprise', id }) as const;
  const grants: Record<string, RoleGrant> = {
    admin: { role: 'admin', scope: ALL },
    security: { role: 'security', scope: ALL },
    authority: { role: 'authority', scope: { type: 'region', code: '4306' } },
    foreignAuthority: { role: 'authority', scope: { type: 'region', code: '5201' } },
    reviewer: { role: 'enterprise-reviewer', scope: enterprise(OWN) },
    reporter: { role: 'enterprise-reporter', scope: enterprise(OWN) },
    auditor: auditorGrant,
    second: auditorGrant,
    stranger: auditorGrant,
  };
  for (const [name, grant] of Object.entries(grants)) {
    tokens.set(name, await api.signedIn([grant], name));
  }
  await register(OWN, '430626');
  await register(FOREIGN, '520102');
});
afterAll(() => api.dispose());

function ask(as: string, method: string, url: string, body?: unknown) {
  const options = { as: tokens.get(as) ?? '' };
  return api.request(method, url, body === undefined ? options : { ...options, body });
}

async function register(id: string, regionCode: string) {
  const enterprise = { id, name: `企业 ${id}`, regionCode, industryCode: 'C3011' };
  await ask('admin', 'POST', '/enterprises', enterprise);
  for (let number = 1; number <= 9; number += 1) {
    const meter = { id: `E0${number}`, name: 'x', energyKind: 'electricity', kind: 'register' };
    const body = { ...meter, unit: 'kWh', flow: 'purchased', level: 1 };
    await ask('admin', 'POST', `/enterprises/${id}/meters`, body);
  }
}

const COMMISSION = {
  title: '2025年度能源审计',
  documentNo: '×发改〔2026〕15号',
  enterpriseIds: [OWN],
  auditors: ['auditor', 'second'],
  periodFrom: '2025-01-01',
  periodTo: '2025-12-31',
  expiresAt: '2026-12-31T00:00:00Z',
  dataAsOf: '2026-03-01T00:00:00Z',
};

describe('an engagement', () => {
  it('gives an auditor nothing before there is one', async () => {
    expect((await ask('auditor', 'GET', `/enterprises/${OWN}`)).status).toBe(403);
  });

  it('is commissioned by the authority of the region, over its enterprises alone', async () => {
    const made = await ask('authority', 'POST', '/engagements', COMMISSION);
    expect(made).toMatchObject({
      status: 201,
      body: {
        state: 'active',
        commissionerType: 'authority',
        dataAsOf: '2026-03-01T00:00:00.000Z',
      },
    });
    engagementId = made.body.id;
    expect((await ask('auditor', 'GET', `/enterprises/${OWN}`)).status).toBe(200);
    expect((await ask('stranger', 'GET', `/enterprises/${OWN}`)).status).toBe(403);

    const abroad = { ...COMMISSION, enterpriseIds: [OWN, FOREIGN] };
    expect((await ask('authority', 'POST', '/engagements', abroad)).status).toBe(404);
    const nobody = { ...COMMISSION, auditors: ['auditor', 'reporter'] };
    expect((await ask('authority', 'POST', '/engagements', nobody)).body.code).toBe(
      'AUDITOR_NOT_FOUND',
    );
    const over = { ...COMMISSION, expiresAt: '2026-01-01T00:00:00Z' };
    expect((await ask('authority', 'POST', '/engagements', over)).body.code).toBe(
      'ENGAGEMENT_ENDED',
    );
  });

  it('is seen by its auditors, its enterprise and the authority of the region', async () => {
    const path = `/engagements/${engagementId}`;
    const statuses: Record<string, number> = {};
    for (const who of tokens.keys()) statuses[who] = (await ask(who, 'GET', path)).status;
    expect(statuses).toEqual({
      admin: 403,
      security: 403,
      authority: 200,
      foreignAuthority: 404,
      reviewer: 200,
      reporter: 200,
      auditor: 200,
      second: 200,
      stranger: 403,
    });
  });
});

describe('alerts of the audited period', () => {
  const FROZEN_MS = Date.parse(COMMISSION.dataAsOf);
  const raise = (change: Partial<AlertFinding>) =>
    api.database.transaction((tx) =>
      raiseOrUpdateAlert(tx, {
        ...{ enterpriseId: OWN, rule: 'progress', targetId: 'total', evidence: {}, hidden: false },
        ...{ periodFrom: '2025-01-01', periodTo: '2025-12-31', ruleVersion: '1', severity: 1 },
        ...{ condition: 'firing', policyVersion: null, factorVersion: null },
        atMs: FROZEN_MS - 86_400_000,
        ...change,
      }),
    );
  const seen = async (as = 'auditor', what = 'alerts') =>
    await ask(as, 'GET', `/engagements/${engagementId}/${what}`);

  it('are seen as they stood, and nothing of another period, enterprise or later day', async () => {
    const raised = await raise({});
    // Worse, resolved and shown after the frozen state.
    await raise({ severity: 3, atMs: FROZEN_MS + 1_000 });
    await raise({ rule: 'exhausted', atMs: FROZEN_MS + 1_000 });
    await raise({ periodFrom: '2024-01-01', periodTo: '2024-12-31' });
    await raise({ enterpriseId: FOREIGN });
    await raise({ rule: 'suspicion', hidden: true });
    const { status, body } = await seen();
    expect(status).toBe(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([raised?.alert.id]);
    expect(body.items[0]).toMatchObject({ severity: 1, condition: 'firing', handling: 'new' });
    expect(body.items[0].transitions).toHaveLength(1);
    expect(body.items[0].transitions[0].auditSequence).toBeGreaterThan(0);
    expect((await seen('auditor', 'cases')).body.items).toEqual([]);
  });

  it('are nobody else’s to see this way, and nobody’s to change', async () => {
    for (const what of ['alerts', 'cases']) {
      expect((await seen('stranger', what)).status).toBe(403);
      expect((await seen('second', what)).status).toBe(200);
      expect((await seen('reviewer', what)).status).toBe(403);
    }
    const [alert] = (await seen()).body.items;
    const body = { action: 'verify', outcome: 'true', note: '现场核实属实' };
    expect((await ask('auditor', 'POST', `/alerts/${alert.id}/actions`, body)).status).toBe(403);
    expect((await ask('auditor', 'GET', `/alerts/${alert.id}`)).status).toBe(403);
    const log = await ask('admin', 'GET', '/audit-log?limit=1000');
    const acts = log.body.items.map(({ action }: { action: string }) => action);
    expect(acts).toContain('engagement-alert.read');
  });
});

describe('a sample', () => {
  const draw = (body: object, as = 'auditor') =>
    ask(as, 'POST', `/engagements/${engagementId}/samples`, {
      enterpriseId: OWN,
      purpose: '抽查抄表',
      ...body,
    });

  it('is drawn by a seed and can be drawn again', async () => {
    const one = await draw({ unit: 'meter-month', size: 5, seed: '2025-1' });
    const other = await draw({ unit: 'meter-month', size: 5, seed: '2025-1' }, 'second');
    expect(one.body).toMatchObject({ populationCount: 108, repeats: true });
    expect(one.body.picked).toHaveLength(5);
    expect(other.body.picked).toEqual(one.body.picked);
    const { body } = await ask('auditor', 'GET', `/engagements/${engagementId}/samples`);
    expect(body.items.map((item: { repeats: boolean }) => item.repeats)).toEqual([true, true]);
  });

  it('lies within the engagement, in time and in enterprises', async () => {
    expect((await draw({ unit: 'day', size: 3, to: '2026-01-01' })).body.code).toBe(
      'TIME_RANGE_INVALID',
    );
    expect((await draw({ unit: 'meter', size: 3, enterpriseId: FOREIGN })).status).toBe(404);
  });
});

describe('working papers', () => {
  const papers = () => `/engagements/${engagementId}/papers`;

  it('keep the figure that was seen with its fingerprint, and every revision', async () => {
    const query = `/enterprises/${OWN}/consumption?interval=year`;
    const figures = [{ query, figure: { quantity: 1_234.5, unit: 'kWh' } }];
    const made = await ask('auditor', 'POST', papers(), { title: '电量', text: '一', figures });
    expect(made.body.figures[0].sha256).toBe(
      // printf '{"quantity":1234.5,"unit":"kWh"}' | sha256sum
      '093b2a591f24c99654c595dc10c2e952ec3411b3ac0dfba314aa8339954f5b75',
    );
    const url = `${papers()}/${made.body.id}`;
    const body = { title: '电量', text: '二' };
    expect((await ask('second', 'POST', `${url}/revisions`, body)).body.revision).toBe(2);
    const all = await ask('auditor', 'GET', url);
    expect(all.body.items.map((item: { text: string }) => item.text)).toEqual(['一', '二']);
    expect((await ask('auditor', 'GET', papers())).body.items).toMatchObject([{ text: '二' }]);
    await expect(
      api.database.executor.execute("update working_paper set text = 'x'"),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('are read by the engagement’s auditors and nobody else', async () => {
    const statuses: Record<string, number> = {};
    for (const who of tokens.keys()) statuses[who] = (await ask(who, 'GET', papers())).status;
    const { auditor, second, ...others } = statuses;
    expect([auditor, second]).toEqual([200, 200]);
    expect(new Set(Object.values(others))).toEqual(new Set([403]));
  });
});

describe('a finding', () => {
  const content = {
    severity: 2,
    title: '二级计量不全',
    description: 'd',
    evidence: 'e',
    recommendation: 'r',
  };
  const list = async (who: string) => {
    const { body } = await ask(who, 'GET', `/enterprises/${OWN}/findings`);
    return body.items.map((item: { state: string }) => item.state);
  };

  it('is seen once it is issued, answered by the enterprise, and closed', async () => {
    const url = `/engagements/${engagementId}/findings`;
    const made = await ask('auditor', 'POST', url, { enterpriseId: OWN, ...content });
    const { id } = made.body;
    const act = (action: string, more = {}) =>
      ask('second', 'POST', `${url}/${id}/actions`, { action, ...more });
    const answer = () =>
      ask('reviewer', 'POST', `/enterprises/${OWN}/findings/${id}/answer`, { answer: '已加装' });
    expect(await list('reviewer')).toEqual([]);
    expect((await answer()).status).toBe(404);
    await act('revise', { ...content, title: '二级计量器具不全' });
    expect(await list('reporter')).toEqual([]);

    expect((await act('issue')).body).toMatchObject({ state: 'issued', title: '二级计量器具不全' });
    expect(await list('reviewer')).toEqual(['issued']);
    expect(await list('authority')).toEqual(['issued']);
    expect((await ask('foreignAuthority', 'GET', `/enterprises/${OWN}/findings`)).status).toBe(404);
    expect((await act('revise', content)).body.code).toBe('FINDING_ACTION_REFUSED');

    expect((await answer()).body).toMatchObject({ state: 'answered', note: '已加装' });
    expect((await answer()).body.code).toBe('FINDING_ACTION_REFUSED');
    await act('return', { note: '请附照片' });
    expect((await answer()).status).toBe(200);
    expect((await act('close', { note: '核实' })).body).toMatchObject({ state: 'closed' });
    const steps = await ask('auditor', 'GET', `${url}/${id}`);
    expect(steps.body.items.map((step: { action: string }) => step.action)).toEqual([
      'write',
      'revise',
      'issue',
      'answer',
      'return',
      'answer',
      'close',
    ]);
  });

  it('of an audit that the enterprise commissioned is not the authority’s to see', async () => {
    const own = { ...COMMISSION, auditors: ['second'] };
    const made = await ask('reviewer', 'POST', '/engagements', own);
    expect(made.body).toMatchObject({ commissionerType: 'enterprise', commissioner: OWN });
    const url = `/engagements/${made.body.id}/findings`;
    const written = await ask('second', 'POST', url, { enterpriseId: OWN, ...content });
    await ask('second', 'POST', `${url}/${written.body.id}/actions`, { action: 'issue' });
    expect(await list('authority')).toEqual(['closed']);
    expect((await list('reviewer')).sort()).toEqual(['closed', 'issued']);
    expect((await ask('auditor', 'GET', url)).status).toBe(404);
    expect((await ask('auditor', 'GET', `/engagements/${made.body.id}`)).status).toBe(404);
    expect((await ask('auditor', 'GET', '/engagements')).body.items).toHaveLength(1);
    const close = { action: 'close', reason: 'done' };
    const actions = `/engagements/${made.body.id}/actions`;
    expect((await ask('authority', 'POST', actions, close)).status).toBe(404);
    expect((await ask('reviewer', 'POST', actions, close)).status).toBe(200);
  });
});

describe('the end of an engagement', () => {
  const act = (body: object, as = 'authority') =>
    ask(as, 'POST', `/engagements/${engagementId}/actions`, body);

  it('can be put off, with the reason on record', async () => {
    const later = { action: 'extend', expiresAt: '2027-03-31T00:00:00Z', reason: '补充现场测试' };
    expect((await act(later, 'reviewer')).status).toBe(404);
    expect((await act(later)).body.expiresAt).toBe('2027-03-31T00:00:00.000Z');
    expect((await act(later)).body.code).toBe('TIME_RANGE_INVALID');
    const { body } = await ask('authority', 'GET', `/engagements/${engagementId}`);
    expect(body.events.map((event: { action: string }) => event.action)).toEqual([
      'created',
      'extend',
    ]);
  });

  it('leaves the auditor with nothing; the papers stay', async () => {
    const before = api.world.nowMs;
    const path = `/engagements/${engagementId}/papers`;
    try {
      api.world.nowMs = Date.parse('2027-03-31T00:00:01Z');
      const login = { username: 'auditor', password: 'a long enough pass phrase' };
      const { body } = await api.request('POST', '/auth/login', { body: login });
      expect((await api.request('GET', path, { as: body.token })).status).toBe(403);
    } finally {
      api.world.nowMs = before;
    }
    expect((await ask('auditor', 'GET', path)).status).toBe(200);
    expect((await act({ action: 'revoke', reason: '利益冲突' })).body.state).toBe('revoked');
    expect((await ask('auditor', 'GET', path)).status).toBe(403);
    expect((await ask('second', 'GET', path)).status).toBe(403);
    expect((await act({ action: 'close', reason: 'again' })).body.code).toBe('ENGAGEMENT_ENDED');
    const kept = await api.database.executor.execute(
      'select count(*)::int as n from working_paper',
    );
    expect(kept.rows).toEqual([{ n: 2 }]);
  });

  it('comes with other roles of the auditor, too, and keeps what stays the same', async () => {
    const grant = {
      role: 'auditor',
      scope: {
        type: 'engagement',
        enterpriseIds: [OWN],
        periodFrom: '2025-01-01',
        periodTo: '2025-12-31',
        expiresAt: '2027-01-01T00:00:00.000Z',
      },
    };
    const { body } = await ask('security', 'GET', '/users');
    const { id } = body.items.find((item: { username: string }) => item.username === 'stranger');
    const change = async (roles: object[]) => {
      const changed = await ask('security', 'PATCH', `/users/${id}`, { roles });
      expect(changed.status).toBe(200);
      return changed.body.roles;
    };
    const [made] = await change([grant]);
    expect(made.scope).toMatchObject({ enterpriseIds: [OWN] });
    expect(await change([made])).toEqual([made]);
    expect(await change([grant])).toEqual([made]);
    const [none] = await change([{ ...grant, scope: { ...grant.scope, enterpriseIds: [] } }]);
    expect(none.scope.enterpriseIds).toEqual([]);
  });
});
