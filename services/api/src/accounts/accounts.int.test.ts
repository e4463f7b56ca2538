import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const FOREIGN = creditCode(2);

let api: ApiHarness;
let admin = '';
let second = '';
let authority = '';
let reporter = '';
beforeAll(async () => {
  api = await startApiHarness();
  admin = await api.signedIn([{ role: 'admin', scope: ALL }], 'keeper');
  second = await api.signedIn([{ role: 'admin', scope: ALL }], 'second');
  authority = await api.signedIn([{ role: 'authority', scope: { type: 'region', code: '4306' } }]);
  reporter = await api.signedIn([
    { role: 'enterprise-reporter', scope: { type: 'enterprise', id: OWN } },
  ]);
  const place = { industryCode: 'C3011', parkCode: 'P1' };
  for (const [id, regionCode] of [
    [OWN, '430626'],
    [FOREIGN, '520102'],
  ]) {
    const body = { id, name: id, regionCode, ...place };
    await api.request('POST', '/enterprises', { as: admin, body });
  }
  for (const id of ['E01', 'PV']) {
    const meaning = { kind: 'register', unit: 'kWh', flow: 'generated', level: 1 };
    const body = { id, name: id, energyKind: 'electricity', ...meaning };
    await api.request('POST', `/enterprises/${OWN}/meters`, { as: admin, body });
  }
});
afterAll(() => api.dispose());

const post = (as: string, url: string, body: unknown) => api.request('POST', url, { as, body });
const get = (as: string, url: string) => api.request('GET', url, { as });
/** Codes of faults by row and column. */
const faults = (body: { details: { errors: { row: number; column: string }[] } }) =>
  body.details.errors.map(({ row, column }) => `${row} ${column}`);

describe('the factor register', () => {
  const coal = {
    id: 'raw-coal',
    kind: 'raw-coal',
    unit: 'kg',
    basis: 'both',
    kgcePerUnit: 0.72,
    validFrom: '2026-01-01',
    source: 'x',
  };

  it('starts with the reference, nothing of it verified', async () => {
    const { body: list } = await get(reporter, '/factor-sets');
    expect(list).toMatchObject({ inForce: 'reference-2026-1', items: [{ recordedBy: 'system' }] });
    const { body: set } = await get(reporter, '/factor-sets/reference-2026-1');
    expect(set.factors.length).toBeGreaterThan(100);
    expect(set.factors.filter(({ verified }: { verified: boolean }) => verified)).toEqual([]);
    expect((await get(reporter, '/factor-sets/none')).status).toBe(404);
  });

  it('takes a set made from another by changes, and uses it from its day on', async () => {
    const body = {
      id: 's2',
      name: '新系数',
      publishedOn: '2026-11-21',
      basedOn: 'reference-2026-1',
    };
    const answer = await post(admin, '/factor-sets', { ...body, standardCoal: [coal] });
    expect(answer).toMatchObject({ status: 201, body: { id: 's2', recordedBy: 'keeper' } });
    expect((await get(admin, '/factor-sets')).body.inForce).toBe('s2');
    const { body: set } = await get(admin, '/factor-sets/s2');
    const found = set.factors.filter(({ id }: { id: string }) => id === 'raw-coal');
    expect(found).toMatchObject([{ kgcePerUnit: 0.72, originSetId: 's2', verified: false }]);
  });

  it.each([
    { name: 'a taken id', change: {}, code: 'FACTOR_SET_EXISTS' },
    {
      name: 'a base that is not there',
      change: { id: 's3', basedOn: 'x' },
      code: 'FACTOR_SET_NOT_FOUND',
    },
    {
      name: 'nothing at all',
      change: { id: 's3', basedOn: null, standardCoal: [] },
      code: 'INVALID_REQUEST',
    },
    {
      name: 'a factor to leave out that is not there',
      change: { id: 's3', remove: ['x'] },
      code: 'INVALID_REQUEST',
    },
    {
      name: 'coal by the kilowatt-hour',
      change: { id: 's3', standardCoal: [{ ...coal, unit: 'kWh' }] },
      code: 'INVALID_REQUEST',
    },
    {
      name: 'a factor that calls itself verified',
      change: { id: 's3', standardCoal: [{ ...coal, verified: true }] },
      code: 'INVALID_REQUEST',
    },
    {
      name: 'one id twice',
      change: { id: 's3', standardCoal: [coal, coal] },
      code: 'INVALID_REQUEST',
    },
  ])('refuses $name', async ({ change, code }) => {
    const body = { id: 's2', name: 'x', publishedOn: '2026-11-21', basedOn: 'reference-2026-1' };
    const answer = await post(admin, '/factor-sets', { ...body, standardCoal: [coal], ...change });
    expect(answer.body.code).toBe(code);
  });

  it('has a factor checked by somebody else than who entered it', async () => {
    const path = '/factor-sets/s2/factors/raw-coal/verifications';
    const check = { agrees: true, checkedAgainst: 'GB/T 2589-2020, A.1' };
    expect((await post(admin, path, check)).body.code).toBe('DUTIES_NOT_SEPARATED');
    expect((await post(reporter, path, check)).body.code).toBe('FORBIDDEN');
    for (const as of [second, authority]) {
      const answer = await post(as, path, check);
      expect(answer).toMatchObject({ status: 201, body: { verified: true, verification: check } });
    }
    const none = '/factor-sets/s2/factors/none/verifications';
    expect((await post(second, none, check)).status).toBe(404);
  });

  it('takes a set as a table, and names row and column of each fault', async () => {
    const header = '类型,编号,能源品种,计量单位,数值,基准,生效日期,来源';
    const upload = (rows: readonly string[], query = '') =>
      api.request('POST', `/imports/factor-sets?id=t1&name=x&publishedOn=2026-01-01${query}`, {
        as: admin,
        body: [header, ...rows].join('\n'),
        headers: { 'content-type': 'text/csv' },
      });
    const good = [
      '折标准煤系数,e1,电力,千瓦时,0.3,等价值,2026-01-01,通知',
      '碳排放因子,c1,电力,兆瓦时,0.5,,2026-01-01,通知',
      '密度,d1,柴油,L,0.84,,2026-01-01,检测',
    ];
    const bad = await upload([
      ...good,
      '别的,x,电力,kWh,1,,2026-01-01,x',
      '密度,d2,柴油,L,-1,,2026-01-01,x',
      '密度,d1,柴油,L,0.8,,2026-13-01,x',
    ]);
    expect(bad.body.code).toBe('IMPORT_INVALID');
    expect(faults(bad.body)).toEqual(['5 type', '6 value', '7 validFrom']);
    expect((await upload(good, '&dryRun=true')).body).toMatchObject({ imported: 3, dryRun: true });
    expect((await get(admin, '/factor-sets/t1')).status).toBe(404);
    expect((await upload(good)).body).toMatchObject({ imported: 3 });
    const { body: set } = await get(admin, '/factor-sets/t1');
    expect(set.factors).toMatchObject([
      { type: 'standard-coal', kgcePerUnit: 0.3, basis: 'primary', unit: 'kWh' },
      { type: 'carbon', tco2PerUnit: 0.5, unit: 'MWh' },
      { type: 'density', kgPerL: 0.84 },
    ]);
  });
});

describe('calorific values', () => {
  const path = `/enterprises/${OWN}/calorific-values`;
  const value = {
    energyKind: 'raw-coal',
    unit: 'kg',
    validFrom: '2026-10-01',
    validTo: '2026-11-01',
    kjPerUnit: 14_653.8,
    documentNo: '化验 10',
  };

  it('are recorded by the enterprise and give it a factor', async () => {
    const answer = await post(reporter, path, { values: [value] });
    expect(answer).toMatchObject({
      status: 201,
      body: { items: [{ kjPerUnit: 14_653.8 }], factors: [{ kgcePerUnit: 0.5, unit: 'kg' }] },
    });
    const taken = await post(reporter, path, { values: [{ ...value, kjPerUnit: null }] });
    expect(taken.body).toMatchObject({ items: [{}, { kjPerUnit: null }], factors: [] });
  });

  it.each([
    { name: 'a batch without its amount', change: { batch: 'a' } },
    { name: 'more heat than anything has', change: { kjPerUnit: 200_000 } },
    { name: 'a period that ends before it begins', change: { validTo: '2026-10-01' } },
  ])('refuse $name', async ({ change }) => {
    const answer = await post(reporter, path, { values: [{ ...value, ...change }] });
    expect(answer.body.code).toBe('INVALID_REQUEST');
  });
});

describe('assessed rules', () => {
  const rule = {
    id: 'r1',
    scopeType: 'region',
    scopeValue: '430626',
    validFrom: '2026-01-01',
    base: 'comprehensive',
    deductions: [{ what: 'feedstock', from: 'total' }],
    issuer: '平江县发展和改革局',
    documentNo: '平发改〔2026〕3号',
    issuedOn: '2026-01-05',
  };
  const issue = (as: string, change: object) => post(as, '/assessed-rules', { ...rule, ...change });

  it('count for the enterprises of their scope', async () => {
    expect((await issue(authority, {})).status).toBe(201);
    const own = await get(reporter, `/enterprises/${OWN}/assessed-rule?date=2026-06-01`);
    expect(own.body).toMatchObject({
      date: '2026-06-01',
      rule: { id: 'r1', documentNo: rule.documentNo },
    });
    const before = await get(reporter, `/enterprises/${OWN}/assessed-rule?date=2025-06-01`);
    expect(before.body.rule).toBe(null);
    const foreign = await get(admin, `/enterprises/${FOREIGN}/assessed-rule`);
    expect(foreign.body).toMatchObject({ date: '2026-11-21', rule: null });
  });

  it.each([
    { name: 'another’s region', by: 'authority', change: { scopeValue: '52' }, status: 403 },
    { name: 'the province above', by: 'authority', change: { scopeValue: '43' }, status: 403 },
    {
      name: 'the nation',
      by: 'authority',
      change: { scopeType: 'nation', scopeValue: '' },
      status: 403,
    },
    {
      name: 'a park it knows nothing of',
      by: 'authority',
      change: { scopeType: 'park', scopeValue: 'P9' },
      status: 403,
    },
    {
      name: 'another’s enterprise',
      by: 'authority',
      change: { scopeType: 'enterprise', scopeValue: FOREIGN },
      status: 404,
    },
    { name: 'a region for an administrator', by: 'admin', change: {}, status: 403 },
    { name: 'a scope that is none', by: 'authority', change: { scopeValue: 'x' }, status: 400 },
    {
      name: 'one deduction twice',
      by: 'authority',
      change: { deductions: [rule.deductions[0], rule.deductions[0]] },
      status: 400,
    },
    { name: 'a taken id', by: 'authority', change: { id: 'r1' }, status: 409 },
    {
      name: 'to take the place of nothing',
      by: 'authority',
      change: { supersedes: 'none' },
      status: 422,
    },
  ])('refuse $name', async ({ by, change, status }) => {
    const answer = await issue(by === 'admin' ? admin : authority, { id: 'r9', ...change });
    expect(answer.status).toBe(status);
  });

  it('are issued for enterprises of the region by its authority, for sectors entered by admin', async () => {
    const own = { id: 'r2', scopeType: 'enterprise', scopeValue: OWN };
    expect((await issue(authority, own)).status).toBe(201);
    const sector = { id: 'r3', scopeType: 'sector', scopeValue: 'C30' };
    expect((await issue(admin, sector)).status).toBe(201);
    const inForce = await get(reporter, `/enterprises/${OWN}/assessed-rule?date=2026-06-01`);
    expect(inForce.body.rule.id).toBe('r2');
  });

  it('let no office take the place of another’s rule', async () => {
    expect((await issue(authority, { id: 'r9', supersedes: 'r3' })).status).toBe(403);
    expect((await issue(authority, { id: 'r4', supersedes: 'r1' })).status).toBe(201);
    expect((await issue(authority, { id: 'r5', supersedes: 'r1' })).body.code).toBe(
      'ASSESSED_RULE_SUPERSEDED',
    );
  });
});

describe('energy sources', () => {
  it('are settled by kind and by generated flow', async () => {
    const body = {
      energyKind: 'natural-gas',
      validFrom: '2026-01-01',
      source: 'ledger',
      isFeedstock: true,
    };
    await post(admin, `/enterprises/${OWN}/energy-sources`, body);
    const made = { validFrom: '2026-01-01', generation: 'renewable' };
    const answer = await post(admin, `/enterprises/${OWN}/meters/PV/generation`, made);
    expect(answer).toMatchObject({
      status: 201,
      body: { sources: [body], generations: [{ meterId: 'PV', ...made, recordedBy: 'keeper' }] },
    });
    expect((await post(admin, `/enterprises/${OWN}/meters/X/generation`, made)).status).toBe(404);
  });
});

describe('virtual meters', () => {
  const path = `/enterprises/${OWN}/virtual-meters`;
  const item = { id: 'V1', name: 'x', energyKind: 'electricity', unit: 'MWh', formula: 'E01 - PV' };

  it('keep every formula with the instant it counts from', async () => {
    expect((await post(admin, path, item)).status).toBe(201);
    const change = { formula: 'E01', validFrom: '2026-06-01T00:00:00+08:00' };
    await post(admin, `${path}/V1/formulas`, change);
    const { body } = await get(reporter, path);
    expect(body.items).toMatchObject([
      {
        id: 'V1',
        formulas: [
          { revision: 1, validFrom: '2000-01-01T00:00:00.000Z', formula: 'E01 - PV' },
          { revision: 2, validFrom: '2026-05-31T16:00:00.000Z', formula: 'E01' },
        ],
      },
    ]);
  });

  it('leave nothing behind when they are refused, and say where the formula stops', async () => {
    const broken = await post(admin, path, { ...item, id: 'V2', formula: 'E01 + ' });
    expect(broken).toMatchObject({
      status: 422,
      body: { code: 'FORMULA_INVALID', details: { index: 6 } },
    });
    const circle = await post(admin, path, { ...item, id: 'V2', formula: 'V2' });
    expect(circle.body.code).toBe('FORMULA_CIRCULAR');
    expect((await get(reporter, path)).body.items).toHaveLength(1);
  });

  it('have ids that no meter has', async () => {
    expect((await post(admin, path, { ...item, id: 'E01' })).body.code).toBe('METER_EXISTS');
  });
});
