import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const path = `/enterprises/${OWN}`;
let api: ApiHarness;
const as = { admin: '', authority: '', reporter: '' };

beforeAll(async () => {
  api = await startApiHarness();
  as.admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const county = { type: 'region', code: '430626' } as const;
  as.authority = await api.signedIn([{ role: 'authority', scope: county }]);
  const own = { type: 'enterprise', id: OWN } as const;
  as.reporter = await api.signedIn([{ role: 'enterprise-reporter', scope: own }]);
  const body = { id: OWN, name: '水泥厂', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: as.admin, body });
});
afterAll(() => api.dispose());

const post = (who: string, url: string, body: unknown) =>
  api.request('POST', url, { as: who, body });
const get = async (who: string, url: string) => (await api.request('GET', url, { as: who })).body;

describe('templates of a sector', () => {
  const list = async (query: string) =>
    (await get(as.authority, `/policy-templates?${query}`)).items as Record<string, unknown>[];

  it('come with the platform, by industry, with what they rest on', async () => {
    const items = await list('industryCode=C3011&year=2027');
    expect(items.map(({ id }) => id)).toEqual(['cement-targets', 'cement-measures']);
    expect(items[0]).toMatchObject({
      ...{ version: 0, recordedAt: null, recordedBy: 'built-in' },
      sources: ['GB 16780-2021', '发改产业〔2023〕723号'],
    });
    expect(JSON.stringify(items[1]?.document)).toContain('2027-11-30');
    expect((await list('')).length).toBeGreaterThan(20);
  });

  it('start a draft of the part that they are of, for its owner alone', async () => {
    const use = (who: string, part: string, templateId: string, revision: number) =>
      post(who, `${path}/policies/2026/${part}/template`, { templateId, revision });
    const first = await use(as.authority, 'authority', 'cement-targets', 0);
    expect(first.body).toMatchObject({
      ...{ revision: 1, unknownProducts: ['cement-clinker', 'cement'] },
      document: { targets: [{ id: 'cement-clinker', standard: 'GB 16780-2021' }, {}] },
    });
    expect((await use(as.reporter, 'plan', 'cement-measures', 0)).status).toBe(200);
    expect((await use(as.reporter, 'authority', 'cement-targets', 1)).status).toBe(403);
    expect((await use(as.authority, 'authority', 'cement-measures', 1)).status).toBe(404);
    expect((await use(as.authority, 'authority', 'cement-targets', 0)).status).toBe(412);
    const signed = await post(as.authority, `${path}/policies/2026/authority/sign`, {
      revision: 1,
    });
    expect(signed.status).toBe(201);
  });

  it('leave what a draft says already', async () => {
    const targets = [{ id: 'cement', metric: 'tco2', period: 'year', limit: 9 }];
    const draft = { year: 2028, part: 'authority', revision: 0, document: { targets } };
    await post(as.authority, `${path}/policies`, draft);
    const body = { templateId: 'cement-targets', revision: 1 };
    const used = await post(as.authority, `${path}/policies/2028/authority/template`, body);
    expect(used.body.document.targets).toMatchObject([
      { id: 'cement', metric: 'tco2' },
      { id: 'cement-clinker', metric: 'kgce-per-unit' },
    ]);
  });

  it('give way to one that an authority recorded under their id', async () => {
    const document = { targets: [{ id: 'x', metric: 'tco2', period: 'year', limit: 9 }] };
    const own = {
      id: 'cement-targets',
      name: '本县水泥',
      industryCode: 'C3011',
      part: 'authority',
    };
    await post(as.authority, '/policy-templates', { ...own, document });
    const [first] = await list('industryCode=C3011');
    expect(first).toMatchObject({ id: 'cement-targets', version: 1, name: '本县水泥' });
  });
});

describe('production lines', () => {
  it('are registered by the authority, and decide which level of a standard binds', async () => {
    const line = (who: string, document: object) =>
      post(who, `${path}/production-lines`, { id: 'L1', document });
    const old = { name: '一线', product: 'cement-clinker', commissionedOn: '2009-05-01' };
    expect((await line(as.reporter, old)).status).toBe(403);
    const limit = async () => {
      const { targets } = await get(as.authority, `${path}/targets/2026`);
      return targets[0].periods[0].limit;
    };
    expect((await line(as.authority, old)).status).toBe(201);
    expect(await limit()).toBeNull();
    await line(as.authority, { ...old, circumstances: { altitudeM: 200 } });
    expect(await limit()).toBe(117);
    await line(as.authority, {
      ...{ ...old, commissionedOn: '2024-01-01', circumstances: { altitudeM: 200 } },
    });
    expect(await limit()).toBe(107);
    expect((await line(as.authority, { ...old, circumstances: { altitudeM: 9_000 } })).status).toBe(
      400,
    );
  });
});

describe('the elimination list', () => {
  const equip = (id: string, model: string) =>
    post(as.reporter, `${path}/equipment`, {
      ...{ id, document: { name: id, category: 'transformer', model } },
    });

  it('proposes what to look at, and finds a breach once an officer recorded the item', async () => {
    await equip('T1', 'S7-500/10');
    await equip('T2', 'S13-500/10');
    const found = async () => (await get(as.authority, `${path}/obsolete-equipment`)).items;
    expect(await found()).toMatchObject([
      { equipmentId: 'T1', itemId: '1-transformer-s7', breach: false, verified: false },
    ]);
    const document = {
      ...{ category: 'transformer', models: ['S7-*'], document: '目录（第一批）' },
      eliminatedFrom: '2012-01-01',
    };
    await post(as.admin, '/elimination-items', { id: '1-transformer-s7', document });
    expect(await found()).toMatchObject([{ equipmentId: 'T1', breach: true, verified: true }]);
    const { items } = await get(as.authority, '/elimination-items');
    expect(items.filter(({ id }: { id: string }) => id === '1-transformer-s7')).toHaveLength(1);
    expect(items.some(({ no }: { no: number }) => no === 0)).toBe(true);
    const history = await get(as.authority, '/elimination-items?history=true');
    expect(history.items).toHaveLength(1);
  });
});
