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
