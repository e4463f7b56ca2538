import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readXlsx } from '../tables/xlsx-reader.ts';
import { XLSX_TYPE, xlsxBytes } from '../tables/xlsx-writer.ts';
import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ID = creditCode(1);
const PATH = `/enterprises/${ID}/ledger`;
const HEADER = '月份,能源品种,计量单位,期初库存量,购进量,消费量合计,期末库存量';
const CSV = { 'content-type': 'text/csv' };
const XLSX = { 'content-type': XLSX_TYPE };

let api: ApiHarness;
let reporter = '';
let reviewer = '';
beforeAll(async () => {
  api = await startApiHarness();
  const as = await api.signedIn([{ role: 'admin', scope: ALL }], 'keeper');
  const body = { id: ID, name: '水泥厂', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body });
  const product = { id: 'clinker', name: '=熟料', unit: 't' };
  await api.request('POST', `/enterprises/${ID}/products`, { as, body: product });
  const own = { type: 'enterprise', id: ID } as const;
  reporter = await api.signedIn([{ role: 'enterprise-reporter', scope: own }], 'reporter');
  reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope: own }], 'reviewer');
});
afterAll(() => api.dispose());

/** The twelve months of 2020: each opens with what the one before closed with. */
function baseline(change: (cells: number[], month: number) => number[] = (cells) => cells) {
  const rows = Array.from({ length: 12 }, (_, index) => {
    const opening = 100 + index * 10;
    const cells = change([opening, 1_010, 1_000, opening + 10], index + 1);
    return `2020-${String(index + 1).padStart(2, '0')},原煤,吨,${cells.join(',')}`;
  });
  return [HEADER, ...rows.toReversed()].join('\n');
}
const importTable = (body: unknown, query = '', headers: Record<string, string> = CSV) =>
  api.request('POST', `${PATH}/import${query}`, { as: reporter, body, headers });

describe('an import of earlier years', () => {
  it('names every row that is wrong, and saves nothing', async () => {
    const wrong = baseline(([opening = 0, ...rest], month) => [
      month === 7 ? opening + 1 : opening,
      ...rest,
    ]);
    const dry = await importTable(wrong, '?dryRun=true');
    expect(dry).toMatchObject({ status: 200, body: { dryRun: true, rows: 12, months: [] } });
    // Month 7 stands in row 7: the file runs backwards from December in row 2.
    expect(dry.body.errors).toMatchObject([
      { row: 7, column: 'openingStock', code: 'stock-does-not-follow' },
    ]);
    expect(await importTable(wrong)).toMatchObject({
      status: 422,
      body: { code: 'IMPORT_INVALID', details: { errors: dry.body.errors } },
    });
    const { body } = await api.request('GET', `${PATH}?from=2020-01&to=2020-12`, { as: reporter });
    expect(body.items).toEqual([]);
  });

  it('submits all months at once, and the reviewer checks them in one go', async () => {
    const dry = await importTable(baseline(), '?dryRun=true');
    expect(dry.body).toMatchObject({ errors: [], months: { length: 12 } });
    const answer = await importTable(baseline());
    expect(answer).toMatchObject({ status: 200, body: { rows: 12, dryRun: false, errors: [] } });
    const months = answer.body.months.map((month: string) => ({ month, revision: 1 }));
    const body = { months };
    const checked = await api.request('POST', `${PATH}/check`, { as: reviewer, body });
    expect(checked.body.items).toHaveLength(12);
    const read = await api.request('GET', `${PATH}?from=2020-01&to=2020-12`, { as: reporter });
    expect(read.body.items[0]).toMatchObject({
      state: 'checked',
      source: 'import',
      counting: true,
    });
    expect(await importTable(baseline())).toMatchObject({
      status: 422,
      body: { details: { errors: { length: 12 } } },
    });
  });

  it('takes a workbook, and follows what is on record', async () => {
    const columns = HEADER.split(',').map((header) => ({ header, style: 'text' as const }));
    const sheet = (opening: number) => ({
      name: '2021',
      columns,
      hasHeader: true,
      rows: [['2021年1月', '原煤', '吨', opening, 1_000, 1_000, opening]],
    });
    const bad = await importTable(await xlsxBytes([sheet(219)]), '', XLSX);
    expect(bad.body.details.errors).toMatchObject([
      { row: 2, sheet: '2021', column: 'openingStock' },
    ]);
    expect((await importTable(await xlsxBytes([sheet(220)]), '', XLSX)).status).toBe(200);
  });

  it.each([
    { name: 'nothing', body: '', headers: CSV, status: 422 },
    { name: 'a picture', body: Buffer.from('89504e470d0a1a0a', 'hex'), headers: XLSX, status: 422 },
    { name: 'five megabytes', body: Buffer.alloc(5e6, 0x20), headers: CSV, status: 413 },
    { name: 'JSON', body: { month: '2020-01' }, headers: {}, status: 400 },
  ])('refuses $name', async ({ body, headers, status }) => {
    expect((await importTable(body, '', headers as Record<string, string>)).status).toBe(status);
  });
});

describe('the Excel form', () => {
  const download = async (month: string) => {
    const response = await api.app.inject({
      method: 'GET',
      url: `/api/v1${PATH}/template.xlsx?month=${month}`,
      headers: { authorization: `Bearer ${reporter}` },
    });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(XLSX_TYPE);
    return response.rawPayload;
  };

  it('has the opening stock of the month, and comes back filled in as the draft', async () => {
    const sheets = await readXlsx(await download('2021-02'));
    const [lines] = sheets;
    expect(lines?.rows[1]?.cells.slice(0, 4)).toEqual(['2021-02', '原煤', '吨', 220]);
    const columns = (lines?.rows[0]?.cells ?? []).map((header) => {
      return { header: String(header), style: 'text' as const };
    });
    const row = ['2021-02', '原煤', '吨', 220, 100, null, null, 120, ...Array(9).fill(null), 200];
    const filled = await xlsxBytes([{ name: '能源台账', columns, hasHeader: true, rows: [row] }]);
    const upload = (version: number) =>
      api.request('POST', `${PATH}/2021-02/upload?version=${version}`, {
        as: reporter,
        body: filled,
        headers: XLSX,
      });
    expect(await upload(0)).toMatchObject({ status: 200, body: { version: 1 } });
    expect((await upload(0)).body.code).toBe('LEDGER_DRAFT_CHANGED');
    const { body } = await api.request('GET', `${PATH}/2021-02`, { as: reporter });
    expect(body.draft.document.lines[0]).toMatchObject({
      openingStock: 220,
      purchased: 100,
      consumed: 120,
      closingStock: 200,
    });
    const again = await readXlsx(await download('2021-02'));
    expect(again[0]?.rows[1]?.cells.slice(0, 5)).toEqual(['2021-02', '原煤', '吨', 220, 100]);
  });

  it('names the cell that is no number', async () => {
    const columns = HEADER.split(',').map((header) => ({ header, style: 'text' as const }));
    const rows = [['2021-03', '原煤', '吨', 'viel', 1, 1, 1]];
    const body = await xlsxBytes([{ name: '能源台账', columns, hasHeader: true, rows }]);
    const url = `${PATH}/2021-03/upload?version=0`;
    const answer = await api.request('POST', url, { as: reporter, body, headers: XLSX });
    expect(answer).toMatchObject({ status: 422, body: { code: 'IMPORT_INVALID' } });
    expect(answer.body.details.errors).toMatchObject([
      { sheet: '能源台账', row: 2, column: 'openingStock' },
    ]);
  });
});
