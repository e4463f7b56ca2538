import { takeEvaluationWishes } from '@hengneng/database';
import { type MeterEnergy, periodsBetween } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

let api: ApiHarness;
let admin: string;
const CEMENT = creditCode(1);
const STEEL = creditCode(2);
const ELSEWHERE = creditCode(3);
const SILENT = creditCode(4);
/** October of 2026 in Shanghai: 31 days of 24 000 kWh. */
const OCTOBER_KWH = 744_000;

beforeAll(async () => {
  api = await startApiHarness();
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  await register(CEMENT, '430626', 'C3011', 'park-1');
  await register(STEEL, '430681', 'C3110');
  await register(ELSEWHERE, '520102', 'C3011');
  await register(SILENT, '430626', 'C3011');
  for (const id of [CEMENT, STEEL, ELSEWHERE]) await storeOctober(id);
});
afterAll(() => api.dispose());

async function register(id: string, regionCode: string, industryCode: string, parkCode?: string) {
  const body = { id, name: id, regionCode, industryCode, parkCode };
  expect((await api.request('POST', '/enterprises', { as: admin, body })).status).toBe(201);
  const meter = { id: 'E01', name: '总表', energyKind: 'electricity', kind: 'register' };
  const meaning = { unit: 'kWh', flow: 'purchased', level: 1 };
  await api.request('POST', `/enterprises/${id}/meters`, {
    as: admin,
    body: { ...meter, ...meaning },
  });
}

async function storeOctober(id: string) {
  const [from, to] = [Date.parse('2026-09-30T16:00:00Z'), Date.parse('2026-10-31T16:00:00Z')];
  const days: MeterEnergy[] = periodsBetween(from, to, 'day', 'Asia/Shanghai').map(
    ({ startMs, endMs }) => ({
      ...{ meterId: 'E01', startMs, quantity: 24_000, estimatedQuantity: 0 },
      coveredMs: endMs - startMs,
    }),
  );
  await api.energyStore.writeDays(id, days);
}

async function read(url: string, as = admin) {
  const answer = await api.request('GET', url, { as });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const OCTOBER = 'from=2026-10&to=2026-11&interval=month';

describe('GET /regions/:code/consumption', () => {
  it('adds up every region that the code prefixes, and says who is complete', async () => {
    const body = await read(`/regions/4306/consumption?${OCTOBER}`);
    expect(body).toMatchObject({ enterpriseCount: 3, code: '4306' });
    expect(body.rows).toMatchObject([
      {
        period: '2026-10',
        groups: [{ energyKind: 'electricity', quantity: 2 * OCTOBER_KWH, unit: 'kWh' }],
        enterprises: { complete: 2, awaiting: 0, incomplete: 1 },
      },
    ]);
    const county = await read(`/regions/430626/consumption?${OCTOBER}`);
    expect(county.rows[0].groups[0].quantity).toBe(OCTOBER_KWH);
  });

  it('filters by sector and by park', async () => {
    const steel = await read(`/regions/43/consumption?${OCTOBER}&industryCode=C31`);
    expect(steel.enterpriseCount).toBe(1);
    const park = await read(`/parks/park-1/consumption?${OCTOBER}`);
    expect(park).toMatchObject({ enterpriseCount: 1, total: { completeness: 1 } });
  });

  it('knows nothing of regions in which the caller sees no enterprise', async () => {
    const inspector = await api.signedIn([
      { role: 'inspector', scope: { type: 'region', code: '430626' } },
    ]);
    const above = await read(`/regions/43/consumption?${OCTOBER}`, inspector);
    expect(above.enterpriseCount).toBe(2);
    const foreign = await api.request('GET', `/regions/52/consumption?${OCTOBER}`, {
      as: inspector,
    });
    expect(foreign.status).toBe(404);
    expect((await read('/regions', inspector)).items).toEqual([
      { code: '430626', name: null, enterpriseCount: 2 },
    ]);
    expect((await read('/parks', inspector)).items).toEqual([
      { code: 'park-1', name: null, enterpriseCount: 1 },
    ]);
  });

  it('adds up for an auditor only what the engagement covers', async () => {
    const auditor = await api.signedIn([
      {
        role: 'auditor',
        scope: {
          ...{ type: 'engagement', enterpriseIds: [CEMENT] },
          ...{ periodFrom: '2026-10-01', periodTo: '2026-10-31' },
          expiresAtMs: Date.parse('2027-01-31T00:00:00Z'),
        },
      },
    ]);
    const body = await read(`/regions/4306/consumption?${OCTOBER}`, auditor);
    expect(body).toMatchObject({ enterpriseCount: 1 });
    const outside = await api.request('GET', '/regions/4306/consumption?from=2026-09&to=2026-10', {
      as: auditor,
    });
    expect(outside.body.code).toBe('TIME_RANGE_INVALID');
  });
});

describe('GET /regions/:code/overview', () => {
  it('tells the year so far by kind and sector', async () => {
    const body = await read('/regions/4306/overview');
    expect(body).toMatchObject({
      ...{ year: 2026, from: '2026-01-01', to: '2026-11-22', enterpriseCount: 3 },
      total: { groups: [{ energyKind: 'electricity', quantity: 2 * OCTOBER_KWH }] },
      sectors: [
        { industryCode: 'C30', enterpriseCount: 2 },
        { industryCode: 'C31', enterpriseCount: 1 },
      ],
    });
    expect(body.total.completeness).toBeLessThan(0.1);
  });
});

describe('figures that were just made', () => {
  const kwh = async () =>
    (await read(`/regions/52/consumption?${OCTOBER}`)).total.groups[0].quantity;
  const tceOfYear = async () => {
    const { total, factorSet } = await read('/regions/52/overview');
    return { tce: total.groups[0].tcePrimary, factorSet: factorSet.id };
  };
  const factors = (id: string, kgcePerKwh: number) =>
    api.request('POST', `/imports/factor-sets?id=${id}&name=x&publishedOn=2026-11-21`, {
      as: admin,
      headers: { 'content-type': 'text/csv' },
      body: [
        '类型,编号,能源品种,计量单位,数值,基准,生效日期,来源',
        '折标准煤系数,e0,电力,千瓦时,0.1229,当量值,2020-01-01,标准',
        `折标准煤系数,e1,电力,千瓦时,${kgcePerKwh},等价值,2020-01-01,通知`,
      ].join('\n'),
    });
  const stored = async (quantity: number) =>
    await api.energyStore.writeDays(ELSEWHERE, [
      {
        ...{ meterId: 'E01', startMs: Date.parse('2026-09-30T16:00:00Z'), quantity },
        ...{ estimatedQuantity: 0, coveredMs: 86_400_000 },
      },
    ]);

  /** An act on record, as good as an approved correction: a trigger leaves the same wish. */
  const certify = async (id: string) => {
    const body = { kind: 'verification', organisation: 'x', performedOn: '2026-01-01' };
    const path = `/enterprises/${id}/meters/E01/calibrations`;
    const answer = await api.request('POST', path, {
      as: admin,
      body: { ...body, certificateNo: '1' },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  };

  it('are answered again for a minute, with their time, and not longer', async () => {
    const first = await read(`/regions/52/consumption?${OCTOBER}`);
    await stored(25_000);
    api.world.nowMs += 59_000;
    const again = await read(`/regions/52/consumption?${OCTOBER}`);
    expect(again).toEqual(first);
    api.world.nowMs += 1_000;
    expect(await kwh()).toBe(OCTOBER_KWH + 1_000);
    await stored(24_000);
  });

  it('are made anew at the next question after a factor set was published', async () => {
    expect((await factors('county-1', 0.3)).status).toBe(200);
    const before = await tceOfYear();
    expect(before).toEqual({ tce: OCTOBER_KWH * 0.3e-3, factorSet: 'county-1' });
    expect((await factors('county-2', 0.6)).status).toBe(200);
    expect(await tceOfYear()).toEqual({ tce: OCTOBER_KWH * 0.6e-3, factorSet: 'county-2' });
  });

  it('are made anew at the next question after any act on the enterprise, and so is what it moved', async () => {
    const before = await kwh();
    await stored(34_000);
    expect(await kwh()).toBe(before);
    await certify(STEEL);
    expect(await kwh()).toBe(before);
    await certify(ELSEWHERE);
    expect(await kwh()).toBe(before + 10_000);
    await stored(24_000);
    // Whoever judges takes the wish; what is on record is the same, and what is answered right.
    await takeEvaluationWishes(api.database, api.world.nowMs);
    expect(await kwh()).toBe(before);
  });
});
