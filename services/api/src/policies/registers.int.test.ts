import { DEFAULT_CLASS_SETTINGS } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { SAVING } from '../testing/policy-walk.ts';

const OWN = creditCode(1);
const OTHER = creditCode(2);
const ISSUED = { issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' };
const path = `/enterprises/${OWN}`;

let api: ApiHarness;
const as = { admin: '', authority: '', city: '', reporter: '', reviewer: '', inspector: '' };
beforeAll(async () => {
  api = await startApiHarness();
  const own = { type: 'enterprise', id: OWN } as const;
  const county = { type: 'region', code: '430626' } as const;
  as.admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  as.authority = await api.signedIn([{ role: 'authority', scope: county }]);
  as.city = await api.signedIn([{ role: 'authority', scope: { type: 'region', code: '4306' } }]);
  as.reporter = await api.signedIn([{ role: 'enterprise-reporter', scope: own }]);
  as.reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope: own }]);
  as.inspector = await api.signedIn([{ role: 'inspector', scope: county }]);
  for (const id of [OWN, OTHER]) {
    const body = { id, name: id, regionCode: '430626', industryCode: 'C3011', parkCode: 'P1' };
    await api.request('POST', '/enterprises', { as: as.admin, body });
  }
});
afterAll(() => api.dispose());

const post = (who: string, url: string, body: unknown) =>
  api.request('POST', url, { as: who, body });
const get = (who: string, url: string) => api.request('GET', url, { as: who });

describe('the class list', () => {
  const entry = (name: string) => ({
    ...{ year: 2026, document: { class: name, duties: ['energy-audit'], ...ISSUED } },
  });

  it('is kept by the authority, a class a year, and keeps what it said before', async () => {
    for (const who of [as.admin, as.inspector, as.reviewer]) {
      expect((await post(who, `${path}/class-list`, entry('local'))).body.code).toBe('FORBIDDEN');
    }
    const first = await post(as.authority, `${path}/class-list`, entry('local'));
    expect(first).toMatchObject({ status: 201, body: { id: '2026', enterpriseId: OWN } });
    const asOf = new Date(api.world.nowMs).toISOString();
    api.world.nowMs += 60_000;
    await post(as.authority, `${path}/class-list`, entry('statutory'));
    const read = async (query: string) =>
      (await get(as.reporter, `${path}/class-list?${query}`)).body.items.map(
        (item: { document: { class: string } }) => item.document.class,
      );
    expect(await read('year=2026')).toEqual(['statutory']);
    expect(await read(`asOf=${asOf}`)).toEqual(['local']);
    expect(await read('history=true')).toEqual(['local', 'statutory']);
    expect(await read('year=2025')).toEqual([]);
  });

  it('is read over all that one covers, and not by another enterprise', async () => {
    await post(as.authority, `/enterprises/${OTHER}/class-list`, entry('local'));
    expect((await get(as.inspector, '/registers/class-list?year=2026')).body.items).toHaveLength(2);
    expect((await get(as.reporter, '/registers/class-list')).body.items).toHaveLength(1);
    expect((await get(as.reporter, `/enterprises/${OTHER}/class-list`)).status).toBe(404);
  });

  it('needs its year, and an entry can be withdrawn', async () => {
    const { document } = entry('local');
    const without = await post(as.authority, `${path}/class-list`, { document });
    expect(without.body.code).toBe('REGISTER_ENTRY_INVALID');
    const withdrawn = { ...entry('local'), withdrawn: true, note: '企业已注销' };
    await post(as.authority, `/enterprises/${OTHER}/class-list`, withdrawn);
    expect((await get(as.inspector, '/registers/class-list')).body.items).toHaveLength(1);
  });
});

describe('savings', () => {
  it('add up, and the authority says what it makes of them', async () => {
    const url = `${path}/verified-savings`;
    expect((await post(as.reporter, url, { document: SAVING })).status).toBe(403);
    const wrong = await post(as.reviewer, url, { document: { ...SAVING, savingTce: 200 } });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(wrong.body.message).toContain('450 tce');
    const { body } = await post(as.reviewer, url, { document: SAVING });
    expect(body).toMatchObject({ id: 'M1.2026-01-01', year: 2026 });
    const review = { id: body.id, document: { agrees: false, reason: '基准期产量未核实' } };
    expect((await post(as.reviewer, `${path}/saving-reviews`, review)).status).toBe(403);
    expect((await post(as.authority, `${path}/saving-reviews`, review)).status).toBe(201);
  });
});

describe('a project', () => {
  it('names meters that there are', async () => {
    const project = { name: '二线', approvedTce: 8_000, basis: 'primary', ...ISSUED };
    const document = { ...project, approvedOn: '2024-05-01', meters: ['E99'] };
    const answer = await post(as.authority, `${path}/approved-projects`, { id: 'L2', document });
    expect(answer).toMatchObject({ status: 422, body: { code: 'REGISTER_ENTRY_INVALID' } });
  });
});

describe('equipment', () => {
  it('is held against the elimination list, which an administrator enters', async () => {
    const item = {
      ...{ category: 'transformer', models: ['S7-*'], document: '淘汰目录（第一批）' },
      eliminatedFrom: '2015-01-01',
    };
    const listed = { id: 'transformer-s7', document: item };
    expect((await post(as.authority, '/elimination-items', listed)).status).toBe(403);
    expect((await post(as.admin, '/elimination-items', listed)).status).toBe(201);
    const machine = { name: '1号变压器', category: 'transformer', model: 'S7-500/10' };
    await post(as.reporter, `${path}/equipment`, { id: 'B1', document: machine });
    const found = async () => (await get(as.inspector, `${path}/obsolete-equipment`)).body.items;
    expect(await found()).toMatchObject([{ equipmentId: 'B1', breach: true }]);
    const scrapped = { ...machine, state: 'scrapped' };
    await post(as.reporter, `${path}/equipment`, { id: 'B1', document: scrapped });
    expect(await found()).toEqual([]);
  });
});

describe('areas', () => {
  const target = {
    id: 'intensity',
    document: {
      ...{ metric: 'intensity-cut', base: 0.13, stretch: 0.145, baseYear: 2020 },
      ...{ issuedOn: '2026-01-15', ...ISSUED },
    },
  };

  it('have targets from the authority above them', async () => {
    expect((await post(as.authority, '/regions/430626/targets', target)).status).toBe(201);
    expect((await post(as.authority, '/regions/4306/targets', target)).status).toBe(404);
    expect((await post(as.city, '/regions/4306/targets', target)).status).toBe(201);
    expect((await get(as.inspector, '/regions/430626/targets')).body.items).toHaveLength(1);
    expect((await get(as.inspector, '/regions/520102/targets')).status).toBe(404);
    expect((await get(as.reporter, '/regions/430626/targets')).status).toBe(403);
  });

  it.each([
    { name: 'a stretch goal below the base goal', change: { stretch: 0.12 }, field: 'stretch' },
    { name: 'a cut without its year', change: { baseYear: null }, field: 'baseYear' },
    { name: 'a share above 1', change: { base: 13, stretch: null }, field: 'base' },
    {
      name: 'thresholds of a rule that judges another metric',
      change: { thresholds: { 'area-total': { severity3Ratio: 1.2 } } },
      field: 'thresholds',
    },
    {
      name: 'a threshold that there is none of',
      change: { thresholds: { 'area-intensity': { severity3Ratio: 1.2 } } },
      field: 'thresholds',
    },
  ])('refuse $name', async ({ change, field }) => {
    const body = { ...target, document: { ...target.document, ...change } };
    const answer = await post(as.authority, '/regions/430626/targets', body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.details)).toContain(`document.${field}`);
  });

  it('have thresholds of their own in the place of the defaults', async () => {
    const thresholds = { 'area-intensity': { clearRatio: 0.01, waivesTotal: false } };
    const document = { ...target.document, thresholds };
    const kept = await post(as.authority, '/regions/430626/targets', { ...target, document });
    expect(kept.body.document.thresholds).toEqual(thresholds);
    const { body } = await get(as.inspector, '/policies/thresholds');
    expect(body.areas['area-intensity']).toMatchObject({ clearRatio: 0.005, waivesTotal: true });
    expect(body.areas.settling).toMatchObject({ coverageMinRatio: 0.9 });
  });

  it('settle thresholds for what lies in them, the nearest first', async () => {
    const settings = (localFromTce: number) => ({
      document: { ...DEFAULT_CLASS_SETTINGS, localFromTce },
    });
    const read = async () => {
      const { body } = await get(as.inspector, '/regions/430626/class-settings');
      return [body.regionCode, body.settings.localFromTce];
    };
    expect(await read()).toEqual([null, 3_000]);
    await post(as.city, '/regions/4306/class-settings', settings(2_000));
    expect(await read()).toEqual(['4306', 2_000]);
    await post(as.authority, '/regions/430626/class-settings', settings(1_000));
    expect(await read()).toEqual(['430626', 1_000]);
  });

  it('count audits done of the enterprises listed', async () => {
    const url = `${path}/audit-programme`;
    const audit = { state: 'planned', batch: '2026-1', dueOn: '2026-01-31' };
    await post(as.authority, url, { id: 'A1', document: audit });
    const coverage = async () =>
      (await get(as.inspector, '/regions/430626/audit-coverage?year=2026')).body;
    expect(await coverage()).toEqual({ listed: 1, planned: 1, done: 0, overdue: 1, coverage: 0 });
    const done = { ...audit, state: 'done', doneOn: '2026-03-01' };
    await post(as.authority, url, { id: 'A1', document: done });
    expect(await coverage()).toMatchObject({ done: 1, overdue: 0, coverage: 1 });
  });

  it('propose nothing for whom nothing was measured', async () => {
    const url = '/regions/430626/class-proposals?year=2026';
    const { status, body } = await get(as.inspector, url);
    expect(status).toBe(200);
    // Nothing was measured: that lifts nobody, and takes nobody off the list.
    const computedAt = new Date(api.world.nowMs).toISOString();
    expect(body).toEqual({ items: [], unknown: [OWN, OTHER].sort(), isRunning: true, computedAt });
    const before = await get(as.inspector, '/regions/430626/class-proposals?year=2025');
    expect(before.body.isRunning).toBe(false);
  });
});
