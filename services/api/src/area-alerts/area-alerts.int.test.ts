import { insertRegisterEntry, raiseAreaAlerts } from '@hengneng/database';
import type { AreaTarget } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { raiseAreaAlert } from '../testing/known-case.ts';

let api: ApiHarness;
const tokens = new Map<string, string>();
const as = (name: string) => tokens.get(name) ?? '';

beforeAll(async () => {
  api = await startApiHarness();
  const admin = await api.signedIn([{ role: 'admin', scope: ALL }], 'admin');
  tokens.set('admin', admin);
  const grants = {
    county: { role: 'authority', scope: { type: 'region', code: '430626' } },
    city: { role: 'inspector', scope: { type: 'region', code: '4306' } },
    town: { role: 'inspector', scope: { type: 'region', code: '43062601' } },
    elsewhere: { role: 'authority', scope: { type: 'region', code: '5201' } },
    park: { role: 'authority', scope: { type: 'park', code: 'P1' } },
    enterprise: { role: 'enterprise-reviewer', scope: { type: 'enterprise', id: creditCode(1) } },
  } as const;
  const body = {
    ...{ id: creditCode(1), name: '平江水泥', regionCode: '430626', industryCode: 'C3011' },
    ...{ timeZone: 'Asia/Shanghai', parkCode: 'P1' },
  };
  await api.request('POST', '/enterprises', { as: admin, body });
  await api.request('PUT', '/parks/P1', {
    as: admin,
    body: { name: '高新区', regionCode: '430626' },
  });
  for (const [name, grant] of Object.entries(grants)) {
    tokens.set(name, await api.signedIn([grant], name));
  }
});
afterAll(async () => {
  await api.dispose();
});

describe('alerts of areas', () => {
  it('are seen by who looks after all of the area, and by nobody else', async () => {
    const region = await raiseAreaAlert(api);
    const park = await raiseAreaAlert(api, { areaType: 'park', areaCode: 'P1' });
    const seen = async (name: string) => {
      const { status, body } = await api.request('GET', '/area-alerts', { as: as(name) });
      return status === 200 ? body.items.map(({ id }: { id: string }) => id) : status;
    };
    for (const name of ['admin', 'county', 'city']) {
      expect(await seen(name), name).toEqual(expect.arrayContaining([region, park]));
    }
    expect(await seen('park')).toEqual([park]);
    expect(await seen('town')).toEqual([]);
    expect(await seen('elsewhere')).toEqual([]);
    expect(await seen('enterprise')).toBe(403);
    for (const name of ['town', 'elsewhere', 'park']) {
      const found = await api.request('GET', `/area-alerts/${region}`, { as: as(name) });
      expect(found.status, name).toBe(404);
    }
  });

  it('are acknowledged and closed by the authority with a reason, and new again when worse', async () => {
    const periodFrom = '2026-01-01';
    const id = await raiseAreaAlert(api, { periodFrom, periodTo: '2026-12-31' });
    const act = (name: string, body: object) =>
      api.request('POST', `/area-alerts/${id}/actions`, { as: as(name), body });
    const note = '已约谈重点企业';
    expect((await act('city', { action: 'acknowledge', note })).status).toBe(403);
    expect((await act('elsewhere', { action: 'acknowledge', note })).status).toBe(404);
    expect((await act('county', { action: 'acknowledge', note: '' })).status).toBe(400);
    const acknowledged = await act('county', { action: 'acknowledge', note });
    expect(acknowledged.body).toMatchObject({
      handling: 'acknowledged',
      possibleActions: ['close'],
    });
    expect((await act('county', { action: 'acknowledge', note })).status).toBe(409);
    const closed = await act('county', { action: 'close', note: '已下达调整计划' });
    expect(closed.body).toMatchObject({ handling: 'closed', possibleActions: [] });
    api.world.nowMs += 1_000;
    await api.database.transaction((tx) =>
      raiseAreaAlerts(tx, [
        {
          ...{ areaType: 'region', areaCode: '430626', rule: 'area-total', targetId: 'total' },
          ...{ periodFrom, periodTo: '2026-12-31', condition: 'firing', severity: 3 },
          ...{ evidence: {}, ruleVersion: '1', atMs: api.world.nowMs, isUntold: false },
        },
      ]),
    );
    const { body } = await api.request('GET', `/area-alerts/${id}`, { as: as('county') });
    expect(body).toMatchObject({ handling: 'new', severity: 3 });
    expect(body.transitions.map(({ type, by }: Record<string, string>) => `${type} ${by}`)).toEqual(
      ['opened rules', 'acknowledged county', 'closed county', 'severity-raised rules'],
    );
  });
});

describe('targets of an area', () => {
  it('stand as the rules judge them, with what is missing', async () => {
    const document: AreaTarget = {
      ...{ metric: 'total-tce', basis: 'calorific', industryCode: null, base: 1_000, stretch: 900 },
      ...{ baseYear: null, issuer: '发改局', documentNo: '15', issuedOn: '2026-01-10' },
    };
    const owner = { type: 'park', code: 'P1' } as const;
    const entry = { register: 'area-target', owner, key: 'total', year: 2026, document } as const;
    const recording = { by: 'county', atMs: api.world.nowMs };
    await api.database.transaction((tx) => insertRegisterEntry(tx, entry, recording));
    const path = '/parks/P1/target-standings?year=2026';
    const { body } = await api.request('GET', path, { as: as('park') });
    expect(body).toMatchObject({ year: 2026, memberCount: 1 });
    expect(body.items[0]).toMatchObject({ targetId: 'total', base: 1_000 });
    const [total] = body.items[0].judgements;
    // Nothing is kept of its one enterprise yet.
    expect(total).toMatchObject({ rule: 'area-total', severity: 0, missingCount: 1 });
    expect(total.notJudged).not.toBeNull();
    expect((await api.request('GET', path, { as: as('enterprise') })).status).toBe(403);
    expect((await api.request('GET', path, { as: as('elsewhere') })).status).toBe(404);
  });
});
