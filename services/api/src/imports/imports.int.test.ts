import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

let api: ApiHarness;
let as = '';
beforeAll(async () => {
  api = await startApiHarness();
  as = await api.signedIn([{ role: 'admin', scope: ALL }]);
});
afterAll(() => api.dispose());

async function upload(path: string, lines: readonly string[] | Buffer) {
  const body = Buffer.isBuffer(lines) ? lines : lines.join('\r\n');
  return await api.request('POST', `/imports/${path}`, {
    as,
    body,
    headers: { 'content-type': 'text/csv' },
  });
}

const ENTERPRISES = '统一社会信用代码,企业名称,行政区划代码,行业代码';
const METERS = 'enterpriseId,id,name,energyKind,kind,unit,flow,masterMeterId';

describe('an import of enterprises', () => {
  it('saves all rows and publishes them', async () => {
    const rows = [1, 2, 3].map((n) => `${creditCode(n)},企业${n},430626,C3011`);
    const { status, body } = await upload('enterprises', [ENTERPRISES, ...rows]);
    expect({ status, body }).toEqual({
      status: 200,
      body: { dryRun: false, rows: 3, imported: 3, errors: [] },
    });
    expect([1, 2, 3].map((n) => api.world.published.get(creditCode(n))?.version)).toEqual([
      1, 1, 1,
    ]);
  });

  it('saves nothing when one row is wrong, and names row and column of each fault', async () => {
    const answer = await upload('enterprises', [
      ENTERPRISES,
      `${creditCode(11)},好,430626,C3011`,
      `${creditCode(12).slice(0, 17)}?,坏码,430626,C3011`,
      `${creditCode(13)},,平江,C3011`,
      `${creditCode(1)},已登记,430626,C3011`,
      `${creditCode(11)},重复,430626,C3011`,
    ]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'IMPORT_INVALID' } });
    const faults = answer.body.details.errors.map(
      (fault: { row: number; column: string; code: string }) =>
        `${fault.row} ${fault.column} ${fault.code}`,
    );
    expect(faults).toEqual([
      '3 id ENTERPRISE_ID_INVALID',
      '4 name INVALID_REQUEST',
      '4 regionCode INVALID_REQUEST',
      '5 id ENTERPRISE_EXISTS',
      '6 id ENTERPRISE_EXISTS',
    ]);
    expect((await api.request('GET', `/enterprises/${creditCode(11)}`, { as })).status).toBe(404);
  });

  it('only looks when it is asked to', async () => {
    const rows = [`${creditCode(21)},好,430626,C3011`, `${creditCode(22)},坏,x,C3011`];
    const { status, body } = await upload('enterprises?dryRun=true', [ENTERPRISES, ...rows]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ dryRun: true, rows: 2, imported: 0, errors: [{ row: 3 }] });
    expect(body.columns).toEqual(['id', 'name', 'regionCode', 'industryCode']);
    expect((await api.request('GET', `/enterprises/${creditCode(21)}`, { as })).status).toBe(404);
  });

  it('takes what people type for a credit code', async () => {
    const typed = ` ${creditCode(31).toLowerCase()} `;
    const { body } = await upload('enterprises', [ENTERPRISES, `${typed},x,430626,C3011`]);
    expect(body.imported).toBe(1);
  });
});

describe('an import of meters', () => {
  const id = creditCode(1);

  it('saves all rows of several enterprises, masters among them', async () => {
    const answer = await upload('meters', [
      METERS,
      `${id},E02,分表,electricity,register,kWh,process,E01`,
      `${id},E01,总表,电力,累计,kWh,购入,`,
      `${creditCode(2)},G01,天然气表,天然气,累计,m³,购入,`,
    ]);
    expect(answer.body).toMatchObject({ imported: 3 });
    expect(api.world.published.get(id)?.meters.map((meter) => meter.id)).toEqual(['E01', 'E02']);
    const { body } = await api.request('GET', `/enterprises/${id}/meters/E02`, { as });
    expect(body).toMatchObject({ masterMeterId: 'E01', multiplier: 1, level: 1 });
  });

  it('names every fault by row and saves nothing', async () => {
    const answer = await upload('meters', [
      METERS,
      `${id},E01,总表,electricity,register,kWh,purchased,`,
      `${creditCode(50)},E01,x,electricity,register,kWh,purchased,`,
      `nonsense,E09,x,electricity,register,kWh,purchased,`,
      `${id},E03,x,electricity,register,kW,purchased,`,
      `${id},E04,x,electricity,register,kWh,purchased,E77`,
      `${id},E05,x,plutonium,register,kWh,purchased,`,
      `${id},E06,ok,electricity,register,kWh,purchased,`,
    ]);
    const faults = answer.body.details.errors.map(
      (fault: { row: number; column: string; code: string }) =>
        `${fault.row} ${fault.column} ${fault.code}`,
    );
    expect(faults).toEqual([
      '2 id METER_EXISTS',
      '3 enterpriseId NOT_FOUND',
      '4 enterpriseId INVALID_REQUEST',
      '5 unit INVALID_REQUEST',
      '6 masterMeterId METER_MASTER_NOT_FOUND',
      '7 energyKind INVALID_REQUEST',
    ]);
    expect((await api.request('GET', `/enterprises/${id}/meters/E06`, { as })).status).toBe(404);
  });

  it('is for tables, not for JSON', async () => {
    const answer = await api.request('POST', '/imports/meters', { as, body: { id: 'E01' } });
    expect(answer.status).toBe(400);
  });
});

describe('an import of devices', () => {
  const id = creditCode(1);
  const DEVICES = '统一社会信用代码,设备编号,设备名称';

  it('only looks when it is asked to, and tells no secret', async () => {
    const lines = [DEVICES, `${id},edge-1,网关一`, `${id},,x`, `${creditCode(50)},edge-2,x`];
    const { status, body } = await upload('devices?dryRun=true', lines);
    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: 3, imported: 0, columns: ['enterpriseId', 'id', 'name'] });
    expect(body.credentials).toBeUndefined();
    expect(body.errors.map((each: { row: number; column: string }) => each)).toMatchObject([
      { row: 3, column: 'id', message: 'This cell must be filled.' },
      { row: 4, column: 'enterpriseId', code: 'NOT_FOUND' },
    ]);
  });

  it('registers all of them, each with a password that lets it in', async () => {
    const { body } = await upload('devices', [DEVICES, `${id},edge-1,网关一`, `${id},edge-2,`]);
    expect(body).toMatchObject({ imported: 2, errors: [] });
    const [first, second] = body.credentials;
    expect(first).toMatchObject({ enterpriseId: id, id: 'edge-1', username: `${id}.edge-1` });
    expect(first.password).not.toBe(second.password);
    const known = api.world.published.get(id)?.devices ?? [];
    const sha256 = createHash('sha256').update(first.password).digest('hex');
    expect(known.find((each) => each.id === 'edge-1')).toMatchObject({ passwordSha256: sha256 });
  });

  it('refuses what is registered or stands in the file twice, and saves nothing', async () => {
    const lines = [DEVICES, `${id},edge-1,x`, `${id},edge-3,x`, `${id},edge-3,x`];
    const answer = await upload('devices', lines);
    expect(answer).toMatchObject({ status: 422, body: { code: 'IMPORT_INVALID' } });
    expect(answer.body.details.errors).toMatchObject([
      { row: 2, column: 'id', code: 'DEVICE_EXISTS' },
      { row: 4, column: 'id', code: 'DEVICE_EXISTS' },
    ]);
    const { body } = await api.request('GET', `/enterprises/${id}/devices`, { as });
    expect(body.items.map((each: { id: string }) => each.id)).toEqual(['edge-1', 'edge-2']);
  });

  it('is open to an enterprise for devices of its own alone', async () => {
    const scope = { type: 'enterprise', id } as const;
    const own = await api.signedIn([{ role: 'enterprise-reporter', scope }]);
    const body = [DEVICES, `${id},edge-9,x`, `${creditCode(2)},edge-9,x`].join('\n');
    const headers = { 'content-type': 'text/csv' };
    const answer = await api.request('POST', '/imports/devices', { as: own, body, headers });
    expect(answer.body.details.errors).toMatchObject([{ row: 3, code: 'NOT_FOUND' }]);
  });
});

describe('an import of regions', () => {
  it('names them, and names them anew', async () => {
    await upload('regions', ['行政区划代码,名称', '430626,平江', '430600,岳阳市']);
    const { body } = await upload('regions', ['code,name', '430626,平江县']);
    expect(body).toMatchObject({ imported: 1 });
    const { body: regions } = await api.request('GET', '/regions', { as });
    expect(regions.items).toContainEqual(expect.objectContaining({ name: '平江县' }));
  });

  it('refuses a code that is none, and one that stands there twice', async () => {
    const answer = await upload('regions', ['code,name', 'x,平江', '430626,a', '430626,b']);
    expect(answer.body.details.errors).toMatchObject([
      { row: 2, column: 'code' },
      { row: 4, column: 'code' },
    ]);
  });
});

describe('an import of parks', () => {
  it('names them with their regions, and names them anew', async () => {
    const id = creditCode(61);
    await upload('enterprises', [`${ENTERPRISES},园区代码`, `${id},x,430626,C3011,p-61`]);
    await upload('parks', ['园区代码,园区名称,行政区划代码', 'p-61,工业园,430626', 'p-62,b,']);
    const { body } = await upload('parks', ['code,name', 'p-61,高新区']);
    expect(body).toMatchObject({ imported: 1 });
    const { body: parks } = await api.request('GET', '/parks', { as });
    expect(parks.items).toContainEqual(expect.objectContaining({ code: 'p-61', name: '高新区' }));
  });

  it('shows each fault before anything is saved', async () => {
    const lines = [
      'code,name,regionCode',
      'p 1,a,430626',
      'p-2,,430626',
      'p-3,c,x',
      'p-4,d,',
      'p-4,e,',
    ];
    const { body } = await upload('parks?dryRun=true', lines);
    expect(body).toMatchObject({ dryRun: true, rows: 5, imported: 0 });
    const faults = body.errors.map((each: { row: number; column: string }) => [
      each.row,
      each.column,
    ]);
    expect(faults).toEqual([
      [2, 'code'],
      [3, 'name'],
      [4, 'regionCode'],
      [6, 'code'],
    ]);
  });
});

describe('an import of plants and products', () => {
  it('registers them, and names what is registered already or nobody’s', async () => {
    const id = creditCode(62);
    await upload('enterprises', [ENTERPRISES, `${id},x,430626,C3011`]);
    const sites = await upload('sites', ['enterpriseId,id,name,address', `${id},s1,东厂,长寿镇`]);
    expect(sites.body).toMatchObject({ imported: 1 });
    const header = '统一社会信用代码,产品编号,产品名称,计量单位';
    const row = `${id},clinker,熟料,t`;
    expect((await upload('products', [header, row])).body).toMatchObject({ imported: 1 });
    expect(api.world.published.get(id)?.products).toEqual(['clinker']);

    const again = await upload('products', [header, row, `${creditCode(99)},x,x,t`]);
    expect(again.body.details.errors).toMatchObject([
      { row: 2, column: 'id' },
      { row: 3, column: 'enterpriseId', code: 'NOT_FOUND' },
    ]);
  });
});
