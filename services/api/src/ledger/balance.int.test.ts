import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readXlsx } from '../tables/xlsx-reader.ts';
import { XLSX_TYPE } from '../tables/xlsx-writer.ts';
import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ID = creditCode(1);
const CSV = { 'content-type': 'text/csv' };

let api: ApiHarness;
let reporter = '';
let reviewer = '';
let importedAtMs = 0;
beforeAll(async () => {
  api = await startApiHarness();
  const as = await api.signedIn([{ role: 'admin', scope: ALL }], 'keeper');
  const body = { id: ID, name: '水泥厂', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body });
  const own = { type: 'enterprise', id: ID } as const;
  reporter = await api.signedIn([{ role: 'enterprise-reporter', scope: own }], 'reporter');
  reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope: own }], 'reviewer');
  const table = [
    '月份,能源品种,计量单位,期初库存量,购进量,消费量合计,期末库存量,购进金额,低位发热量',
    '2025-12,原煤,吨,0,1000,500,500,700000,',
    '2026-01,原煤,吨,500,1000,1200,300,800000,20000',
    '2026-01,电力,万千瓦时,,100,100,,650000,',
    '2026-02,原煤,吨,300,1000,1200,100,800000,',
    '2026-03,原煤,吨,100,1000,1000,100,800000,',
  ].join('\n');
  const imported = await api.request('POST', `/enterprises/${ID}/ledger/import`, {
    as: reporter,
    body: table,
    headers: CSV,
  });
  expect(imported.body).toMatchObject({ months: { length: 4 } });
  importedAtMs = api.world.nowMs;
  api.world.nowMs += 60_000;
  // March stays with the reviewer: it does not count.
  const months = ['2025-12', '2026-01', '2026-02'].map((month) => ({ month, revision: 1 }));
  await api.request('POST', `/enterprises/${ID}/ledger/check`, { as: reviewer, body: { months } });
});
afterAll(() => api.dispose());

describe('the balance table', () => {
  const read = async (query: string, as = reporter) =>
    await api.request('GET', `/enterprises/${ID}/balance?${query}`, { as });

  it('holds the months that count, three years side by side, on both bases', async () => {
    const { body } = await read('year=2026');
    expect(body.years.map((year: { year: number }) => year.year)).toEqual([2024, 2025, 2026]);
    const [empty, before, year] = body.years;
    expect(empty.months).toEqual([]);
    expect(before.kinds[0].figures.closingStock.quantity).toBe(500);
    expect(year.months).toEqual(['2026-01', '2026-02']);
    const [power, coal] = year.kinds;
    expect(coal.figures.consumed.quantity).toBe(2_400);
    // January by its measured 20 000 kJ/kg, February by the table's 0.7143 kgce/kg:
    // 1 200 × 20 000 / 29 307.6 + 1 200 × 0.7143 = 818.90… + 857.16 tce.
    const tce = (1_200 * 20_000) / 29_307.6 + 1_200 * 0.7143;
    expect(coal.figures.consumed.tceCalorific).toBeCloseTo(tce, 6);
    const origins = coal.factors.map((factor: { origin: string; months: string[] }) => [
      factor.origin,
      factor.months.join(),
    ]);
    expect(origins).toEqual([
      ['measured', '2026-01'],
      ['measured', '2026-01'],
      ['table', '2026-02'],
      ['table', '2026-02'],
    ]);
    // 1 000 000 kWh × 0.1229 and × 0.308, per thousand.
    expect(power.figures.consumed).toEqual({ quantity: 100, tceCalorific: 122.9, tcePrimary: 308 });
    expect(coal.figures.difference.quantity).toBe(0);
    expect(coal.unitPriceCny).toBe(800);
  });

  it('is as it was on record at an instant', async () => {
    const { body } = await read(`year=2026&asOf=${new Date(importedAtMs).toISOString()}`);
    expect(body.years[2]).toMatchObject({ months: [], kinds: [] });
    const now = new Date(api.world.nowMs).toISOString();
    expect((await read(`year=2026&asOf=${now}`)).body.years[2].months).toHaveLength(2);
  });

  it('shows an auditor the years of the engagement alone', async () => {
    const scope = {
      type: 'engagement',
      enterpriseIds: [ID],
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      expiresAtMs: api.world.nowMs + 1_000_000,
    } as const;
    const auditor = await api.signedIn([{ role: 'auditor', scope }], 'auditor');
    const { body } = await read('year=2026', auditor);
    expect(body.years.map((year: { year: number }) => year.year)).toEqual([2026]);
    expect((await read('year=2025', auditor)).body.code).toBe('TIME_RANGE_INVALID');
  });

  it('is a workbook too, with the coefficients and where they come from', async () => {
    const response = await api.app.inject({
      method: 'GET',
      url: `/api/v1/enterprises/${ID}/balance.xlsx?year=2026`,
      headers: { authorization: `Bearer ${reporter}` },
    });
    expect(response.headers['content-type']).toBe(XLSX_TYPE);
    const sheets = await readXlsx(response.rawPayload);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['能源平衡表', '折标系数', '说明']);
    const rows = sheets[0]?.rows.map((row) => row.cells) ?? [];
    expect(rows[0]?.slice(0, 6)).toEqual([
      '能源品种',
      '计量单位',
      '项目',
      '2024年实物量',
      '2025年实物量',
      '2026年实物量',
    ]);
    const consumed = rows.find((row) => row[0] === '原煤' && row[2] === '消费量合计');
    expect(consumed?.slice(3, 6)).toEqual([null, 500, 2_400]);
    expect(sheets[1]?.rows.length).toBe(1 + 2 + 4 + 2);
  });
});
