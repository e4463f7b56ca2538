import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ID = creditCode(1);
const PATH = `/enterprises/${ID}`;
const DAY_MS = 86_400_000;

let api: ApiHarness;
let reporter = '';
beforeAll(async () => {
  api = await startApiHarness();
  const as = await api.signedIn([{ role: 'admin', scope: ALL }], 'keeper');
  const body = { id: ID, name: '水泥厂', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body });
  const meter = { name: 'x', energyKind: 'electricity', kind: 'register', unit: 'kWh', level: 1 };
  const meters = [
    { ...meter, id: 'E01', flow: 'purchased' },
    // Under E01: its energy is in E01's already.
    { ...meter, id: 'E02', flow: 'purchased', masterMeterId: 'E01', level: 2 },
    { ...meter, id: 'E03', flow: 'process', level: 3 },
  ];
  for (const one of meters) {
    expect((await api.request('POST', `${PATH}/meters`, { as, body: one })).status).toBe(201);
  }
  const own = { type: 'enterprise', id: ID } as const;
  reporter = await api.signedIn([{ role: 'enterprise-reporter', scope: own }], 'reporter');
  const reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope: own }], 'reviewer');
  // Days from 1 August to 30 October (the 31st sent nothing), in the enterprise's zone.
  for (const meterId of ['E01', 'E02', 'E03']) {
    const days = Array.from({ length: 91 }, (_, index) => ({
      meterId,
      startMs: Date.parse('2026-08-01T00:00:00+08:00') + index * DAY_MS,
      quantity: index < 61 ? 10_000 : 12_000,
      estimatedQuantity: 0,
      coveredMs: DAY_MS,
    }));
    await api.energyStore.writeDays(ID, days);
  }
  const table = [
    '月份,能源品种,计量单位,期初库存量,购进量,消费量合计,期末库存量',
    // August by a forgotten multiplier, September by the supplier's days, October by the calendar.
    '2026-08,电力,万千瓦时,,1240,1240,',
    '2026-09,电力,万千瓦时,,31,31,',
    '2026-10,电力,万千瓦时,,36.5,36.5,',
    '2026-10,原煤,吨,0,10,10,0',
  ].join('\n');
  const headers = { 'content-type': 'text/csv' };
  await api.request('POST', `${PATH}/ledger/import`, { as: reporter, body: table, headers });
  const months = ['2026-08', '2026-09', '2026-10'].map((month) => ({ month, revision: 1 }));
  const checked = { as: reviewer, body: { months } };
  expect((await api.request('POST', `${PATH}/ledger/check`, checked)).status).toBe(200);
});
afterAll(() => api.dispose());

const post = (body: unknown) => api.request('POST', `${PATH}/bills`, { as: reporter, body });
const bills = async (query = '') =>
  (
    await api.request('GET', `${PATH}/bills?from=2026-01-01&to=2026-12-31${query}`, {
      as: reporter,
    })
  ).body;
const BILL = {
  kind: 'electricity',
  firstDay: '2026-08-26',
  lastDay: '2026-09-25',
  quantity: 300_000,
  unit: 'kWh',
  amountCny: 186_000,
  split: { peak: 100_000, flat: 100_000, valley: 90_000 },
};

describe('the register of bills', () => {
  it('keeps bills, one for each day, and says where a split does not add up', async () => {
    expect((await post(BILL)).body).toEqual({ number: 1 });
    expect(await post({ ...BILL, firstDay: '2026-09-25', lastDay: '2026-10-25' })).toMatchObject({
      status: 409,
      body: { code: 'BILL_OVERLAPS', details: { number: 1 } },
    });
    expect((await post({ ...BILL, kind: 'natural-gas', unit: 'm3', split: null })).status).toBe(
      201,
    );
    const { items } = await bills('&kind=electricity');
    expect(items).toMatchObject([
      { ...BILL, number: 1, splitDiffers: true, recordedBy: 'reporter' },
    ]);
  });

  it('replaces a bill by another with a reason, and keeps the first on record', async () => {
    const before = api.world.nowMs;
    api.world.nowMs += 60_000;
    const right = { ...BILL, quantity: 310_000, split: null, replaces: 1 };
    expect((await post(right)).status).toBe(400);
    expect((await post({ ...right, note: '供电公司更正' })).body).toEqual({ number: 3 });
    expect((await post({ ...right, note: 'x' })).status).toBe(404);
    const numbers = async (query: string) =>
      (await bills(query)).items.map((item: { number: number }) => item.number);
    expect(await numbers('')).toEqual([3, 2]);
    expect(await numbers(`&asOf=${new Date(before).toISOString()}`)).toEqual([1, 2]);
    const gas = { ...BILL, kind: 'natural-gas', unit: 'm3', quantity: null, split: null };
    expect((await post({ ...gas, replaces: 2, note: '重复录入' })).status).toBe(201);
    expect(await numbers('')).toEqual([3]);
    await expect(
      api.database.executor.execute('update energy_bill set quantity = 1'),
    ).rejects.toThrow();
  });

  it.each([
    { name: 'days backwards', change: { lastDay: '2026-01-01' } },
    { name: 'tonnes of electricity', change: { unit: 't' } },
    { name: 'less than nothing', change: { quantity: -1 } },
    { name: 'nothing that replaces nothing', change: { quantity: null } },
  ])('refuses $name', async ({ change }) => {
    expect((await post({ ...BILL, ...change })).status).toBe(400);
  });
});

describe('the reconciliation', () => {
  it('names the differences of meters, ledger and bills, with likely causes', async () => {
    const day = { kind: 'electricity', day: 25 };
    const put = { as: reporter, body: day };
    expect((await api.request('PUT', `${PATH}/bills/reading-day`, put)).body).toEqual(day);
    const answer = await api.request('GET', `${PATH}/reconciliation?year=2026`, { as: reporter });
    expect(answer.status).toBe(200);
    expect(answer.body.kinds).toHaveLength(1);
    const [power] = answer.body.kinds;
    expect(power).toMatchObject({
      kind: 'electricity',
      unit: '10MWh',
      readingDay: 25,
      consistent: false,
    });
    expect(power.months.map((one: { month: string }) => one.month).slice(-3)).toEqual([
      '2026-08',
      '2026-09',
      '2026-10',
    ]);
    const [august, september, october] = power.months.slice(-3);
    // 31 × 10 000 kWh: E02 and E03 are not counted a second time.
    expect(august.metered).toEqual({ quantity: 31, estimatedShare: 0, completeness: 1 });
    expect(august.comparisons[0].causes).toEqual([{ code: 'multiplier', factor: 40 }]);
    // September: 30 × 10 000 kWh; by the reading day 31 days from 26 August.
    expect(september.comparisons[0]).toMatchObject({
      name: 'metered-ledger',
      left: 30,
      right: 31,
      percent: -3.2258,
      verdict: 'within',
      causes: [{ code: 'period-shift', quantity: 31, ratio: 0 }],
    });
    expect(september.bill).toMatchObject({ quantity: 31, metered: { quantity: 31 } });
    expect(september.comparisons[1]).toMatchObject({ name: 'metered-bill', verdict: 'agrees' });
    // October: a day is missing: 30 × 12 000 against 36.5.
    expect(october.metered).toMatchObject({ quantity: 36, completeness: 30 / 31 });
    expect(october.comparisons[0]).toMatchObject({
      verdict: 'within',
      causes: [{ code: 'missing-readings', completeness: 30 / 31 }],
    });
  });
});
