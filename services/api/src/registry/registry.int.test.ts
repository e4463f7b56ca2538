import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

let api: ApiHarness;
let as = '';
beforeAll(async () => {
  api = await startApiHarness();
  as = await api.signedIn([{ role: 'admin', scope: ALL }], 'admin-1');
});
afterAll(() => api.dispose());

const post = (path: string, body: unknown) => api.request('POST', path, { as, body });
const get = (path: string) => api.request('GET', path, { as });
const patch = (path: string, body: unknown) => api.request('PATCH', path, { as, body });

async function enterprise(number: number): Promise<string> {
  const id = creditCode(number);
  const body = { id, name: `企业 ${number}`, regionCode: '430626', industryCode: 'C3011' };
  expect((await post('/enterprises', body)).status).toBe(201);
  return `/enterprises/${id}`;
}

const METER = {
  id: 'E01',
  name: '总表',
  energyKind: 'electricity',
  kind: 'register',
  unit: 'kWh',
  flow: 'purchased',
  level: 1,
};

describe('an enterprise', () => {
  it.each([
    { name: 'a region that is no code', change: { regionCode: '平江' } },
    { name: 'a zone that does not exist', change: { timeZone: 'Asia/Pingjiang' } },
    { name: 'an empty name', change: { name: '  ' } },
    { name: 'a field nobody knows', change: { registryVersion: 9 } },
  ])('is refused with $name', async ({ change }) => {
    const good = { name: 'x', regionCode: '430626', industryCode: 'C3011' };
    const answer = await post('/enterprises', { id: creditCode(1), ...good, ...change });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });

  it('is refused with a wrong check character', async () => {
    const last = creditCode(1).endsWith('0') ? '1' : '0';
    const id = creditCode(1).slice(0, 17) + last;
    const body = { id, name: 'x', regionCode: '430626', industryCode: 'C3011' };
    const answer = await post('/enterprises', body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'ENTERPRISE_ID_INVALID' } });
  });

  it('keeps what a change does not mention', async () => {
    const path = await enterprise(1);
    const answer = await patch(path, { name: '新名', parkCode: 'p-1' });
    expect(answer.body).toMatchObject({
      name: '新名',
      parkCode: 'p-1',
      regionCode: '430626',
      registryVersion: 2,
    });
    expect((await patch(path, { parkCode: null })).body.parkCode).toBeUndefined();
  });

  it('changes its zone from an instant on, and the data plane is told', async () => {
    const path = await enterprise(2);
    expect((await patch(path, { timeZone: 'Asia/Seoul' })).status).toBe(400);
    const past = { timeZone: 'Asia/Seoul', validFrom: '2026-01-01T00:00:00+09:00' };
    expect((await patch(path, past)).body.timeZone).toBe('Asia/Seoul');
    expect(api.world.published.get(creditCode(2))).toMatchObject({ timeZone: 'Asia/Seoul' });
    const future = { timeZone: 'Asia/Tokyo', validFrom: '2027-01-01T00:00:00+09:00' };
    expect((await patch(path, future)).body.timeZone).toBe('Asia/Seoul');
  });

  it('is registered once', async () => {
    await enterprise(3);
    const body = { id: creditCode(3), name: 'x', regionCode: '430626', industryCode: 'C3011' };
    expect(await post('/enterprises', body)).toMatchObject({
      status: 409,
      body: { code: 'ENTERPRISE_EXISTS' },
    });
  });

  it('has its former codes on record', async () => {
    const path = await enterprise(4);
    const former = { id: creditCode(99), changedOn: '2024-07-01', note: '合并' };
    expect((await post(`${path}/predecessors`, former)).status).toBe(201);
    expect((await get(`${path}/predecessors`)).body.items).toEqual([former]);
  });

  it('is listed page by page', async () => {
    const seen: string[] = [];
    for (let next = ''; ; ) {
      const { body } = await get(`/enterprises?limit=2&regionCode=43${next}`);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      if (body.next === undefined) break;
      next = `&after=${body.next}`;
    }
    expect(seen).toEqual([creditCode(1), creditCode(2), creditCode(3), creditCode(4)].sort());
    expect((await get('/enterprises?limit=100000')).status).toBe(400);
    expect((await get('/enterprises?search=%E6%96%B0%E5%90%8D')).body.items).toHaveLength(1);
  });
});

describe('a meter', () => {
  it('is known to the data plane when it is answered', async () => {
    const path = await enterprise(10);
    const body = { ...METER, registerMax: 999_999.99, multiplier: 120 };
    const answer = await post(`${path}/meters`, body);
    expect(answer).toMatchObject({ status: 201, body });
    expect(api.world.published.get(creditCode(10))?.meters).toEqual([
      {
        id: 'E01',
        kind: 'register',
        energyKind: 'electricity',
        unit: 'kWh',
        intervalSeconds: null,
        registerMax: 999_999.99,
      },
    ]);
  });

  it.each([
    { name: 'an interval without its length', change: { kind: 'interval' } },
    { name: 'a register with an interval', change: { intervalSeconds: 900 } },
    { name: 'a register in kW', change: { unit: 'kW' } },
    { name: 'power in kWh', change: { kind: 'power', intervalSeconds: 900 } },
    { name: 'a multiplier of nothing', change: { multiplier: 0 } },
    { name: 'the id __proto__', change: { id: '__proto__' } },
    { name: 'an id with a slash', change: { id: 'a/b' } },
    { name: 'a level there is not', change: { level: 4 } },
  ])('is refused with $name', async ({ change }) => {
    const answer = await post(`/enterprises/${creditCode(10)}/meters`, { ...METER, ...change });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });

  it('is refused under a master that is not there, and takes one that is', async () => {
    const path = `/enterprises/${creditCode(10)}/meters`;
    const sub = { ...METER, id: 'E02', masterMeterId: 'nobody' };
    expect((await post(path, sub)).body.code).toBe('METER_MASTER_NOT_FOUND');
    expect((await post(path, { ...sub, masterMeterId: 'E01' })).status).toBe(201);
    const circle = { masterMeterId: 'E02', validFrom: '2026-01-01T00:00:00Z' };
    expect((await patch(`${path}/E01`, circle)).body.code).toBe('METER_MASTER_CIRCULAR');
  });

  it('changes what its readings mean only from a date on, and keeps its history', async () => {
    const path = `/enterprises/${creditCode(10)}/meters/E01`;
    expect((await patch(path, { multiplier: 60 })).status).toBe(400);
    expect((await patch(path, { validFrom: '2026-05-01T00:00:00Z' })).status).toBe(400);
    const change = { multiplier: 60, validFrom: '2026-05-01T00:00:00+08:00' };
    expect((await patch(path, change)).body).toMatchObject({
      multiplier: 60,
      registerMax: 999_999.99,
    });
    expect((await patch(path, { name: '一号总表' })).body).toMatchObject({ name: '一号总表' });
    const { body } = await get(path);
    expect(body.epochs.map((epoch: { multiplier: number }) => epoch.multiplier)).toEqual([120, 60]);
  });

  it('refuses a change that does not fit what stays', async () => {
    const path = `/enterprises/${creditCode(10)}/meters/E01`;
    const change = { kind: 'power', validFrom: '2026-06-01T00:00:00Z' };
    expect(await patch(path, change)).toMatchObject({ status: 400 });
    expect((await get(path)).body.kind).toBe('register');
  });

  it('has its data code in canonical form', async () => {
    const path = `/enterprises/${creditCode(10)}/meters`;
    const body = { ...METER, id: 'E07', dataCode: '00-00-0000-023300-11' };
    expect((await post(path, body)).body.dataCode).toBe('0000000002330011');
  });
});

describe('a device', () => {
  it('gets a password of 128 bits, shown once, of which only the hash is kept', async () => {
    const path = await enterprise(20);
    const { status, body } = await post(`${path}/devices`, { id: 'edge-1', name: '一号网关' });
    const username = `${creditCode(20)}.edge-1`;
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: 'edge-1',
      username,
      mqttUrl: 'mqtt://gateway.example:1883',
      topics: { readings: `energy/v1/${creditCode(20)}/edge-1/readings` },
    });
    expect(Buffer.from(body.password, 'base64url')).toHaveLength(16);
    const passwordSha256 = createHash('sha256').update(body.password).digest('hex');
    expect(api.world.published.get(creditCode(20))?.devices).toEqual([
      { id: 'edge-1', passwordSha256, certificateSha256: null, revoked: false },
    ]);
    const listed = await get(`${path}/devices`);
    expect(JSON.stringify(listed.body)).not.toContain(body.password);
    expect(JSON.stringify(listed.body)).not.toContain(passwordSha256);
  });

  it('is registered once', async () => {
    const answer = await post(`/enterprises/${creditCode(20)}/devices`, { id: 'edge-1' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'DEVICE_EXISTS' } });
  });

  it('has its credential replaced, revoked, and given anew', async () => {
    const path = `/enterprises/${creditCode(20)}/devices/edge-1`;
    const known = () => api.world.published.get(creditCode(20))?.devices[0];
    const before = known();
    const replaced = await api.request('POST', `${path}/credentials`, { as });
    expect(replaced.status).toBe(201);
    expect(known()?.passwordSha256).not.toBe(before?.passwordSha256);
    expect((await post(`${path}/revocation`, undefined)).body.revokedAt).not.toBeNull();
    expect(known()).toMatchObject({ revoked: true });
    const fingerprint = 'AB:'.repeat(31).concat('CD');
    const own = await post(`${path}/credentials`, { kind: 'certificate', sha256: fingerprint });
    expect(own.status).toBe(201);
    expect(known()).toEqual({
      id: 'edge-1',
      passwordSha256: null,
      revoked: false,
      certificateSha256: `${'ab'.repeat(31)}cd`,
    });
  });

  it('is told that this installation issues no certificates', async () => {
    const path = `/enterprises/${creditCode(20)}/devices/edge-1/credentials`;
    const answer = await post(path, { kind: 'certificate' });
    expect(answer).toMatchObject({ status: 501, body: { code: 'CERTIFICATE_AUTHORITY_MISSING' } });
  });
});

describe('a change that cannot be published', () => {
  it('is saved, said to be, and not lost', async () => {
    const path = await enterprise(30);
    api.world.redisAway = true;
    const answer = await post(`${path}/meters`, METER);
    api.world.redisAway = false;
    expect(answer).toMatchObject({ status: 503, body: { code: 'REGISTRY_NOT_PUBLISHED' } });
    expect((await get(path)).body).toMatchObject({ registryVersion: 2, published: false });
    expect((await get(`${path}/meters/E01`)).status).toBe(200);
  });
});

describe('sites and products', () => {
  it('are registered, listed, and known once', async () => {
    const path = await enterprise(40);
    const site = { id: 's1', name: '东厂', regionCode: '430602', address: '工业园路 1 号' };
    const product = { id: 'cement-clinker', name: '水泥熟料', unit: 't' };
    expect((await post(`${path}/sites`, site)).status).toBe(201);
    expect((await post(`${path}/products`, product)).status).toBe(201);
    expect((await post(`${path}/sites`, site)).body.code).toBe('SITE_EXISTS');
    expect((await post(`${path}/products`, product)).body.code).toBe('PRODUCT_EXISTS');
    expect((await get(`${path}/sites`)).body.items).toEqual([site]);
    expect((await get(`${path}/products`)).body.items).toEqual([product]);
    expect(api.world.published.get(creditCode(40))?.products).toEqual(['cement-clinker']);
    const meter = { ...METER, siteId: 'nowhere' };
    expect((await post(`${path}/meters`, meter)).body.code).toBe('SITE_NOT_FOUND');
  });
});

describe('a request', () => {
  it.each([
    { name: 'poisoned JSON', body: '{"__proto__":{"a":1}}', status: 400 },
    { name: 'no JSON at all', body: '{', status: 400 },
    { name: 'two megabytes', body: JSON.stringify({ name: 'x'.repeat(2_000_000) }), status: 413 },
  ])('with $name is refused in our words', async ({ body, status }) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api.request('POST', '/enterprises', { as, body, headers });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at .*\.ts/);
  });

  it('carries the headers of a guarded site', async () => {
    const { headers } = await get('/enterprises');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('finds its documentation, from here alone', async () => {
    const { body } = await get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/api/v1/enterprises/{enterpriseId}/meters');
    const operations = Object.values(body.paths).flatMap((path) => Object.values(path as object));
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).toContain('getEnterprisesById');
    expect(new Set(ids).size).toBe(ids.length);
    expect(operations.filter(({ summary }) => summary === undefined)).toEqual([]);
    const schemas = Object.keys(body.components.schemas);
    expect(schemas).toEqual(expect.arrayContaining(['Enterprise', 'Meter', 'Failure', 'Reading']));
    expect(schemas.filter((name) => name.endsWith('Input'))).toEqual([]);
    const page = await get('/api/docs/');
    expect(page.status).toBe(200);
    expect(String(page.body)).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  });
});

describe('regions and parks', () => {
  it('carry the names that they are given, the last one', async () => {
    const id = creditCode(77);
    const place = { regionCode: '430681', parkCode: 'park-77', industryCode: 'C3011' };
    await post('/enterprises', { id, name: '企业 77', ...place });
    const put = (path: string, body: unknown) => api.request('PUT', path, { as, body });
    await put('/regions/430681', { name: '汨罗' });
    expect((await put('/regions/430681', { name: '汨罗市' })).status).toBe(200);
    const park = { name: '汨罗高新区', regionCode: '430681' };
    expect((await put('/parks/park-77', park)).status).toBe(200);
    const regions = (await get('/regions')).body.items;
    expect(regions).toContainEqual({ code: '430681', name: '汨罗市', enterpriseCount: 1 });
    const parks = (await get('/parks')).body.items;
    expect(parks).toContainEqual({ code: 'park-77', name: '汨罗高新区', enterpriseCount: 1 });
    expect((await put('/regions/430681', { name: ' ' })).status).toBe(400);
  });
});
