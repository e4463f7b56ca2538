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
