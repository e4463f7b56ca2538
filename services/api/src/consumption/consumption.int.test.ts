import { insertSourceSetting, insertVirtualMeter } from '@hengneng/database';
import { type MeterEnergy, periodsBetween } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { type ConsumptionAnswer, consumptionSchema } from './answer-schemas.ts';

type AnsweredRow = ConsumptionAnswer['rows'][number];

const MINE = creditCode(1);
const BERLIN = creditCode(2);
const SEOUL = creditCode(3);

let api: ApiHarness;
let admin: string;

beforeAll(async () => {
  api = await startApiHarness();
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  await register(MINE, 'Asia/Shanghai');
  await register(BERLIN, 'Europe/Berlin');
  await register(SEOUL, 'Asia/Seoul');
});
afterAll(() => api.dispose());

async function register(id: string, timeZone: string) {
  const body = { id, name: `企业 ${id}`, regionCode: '430626', industryCode: 'C3011', timeZone };
  await expectStatus(201, 'POST', '/enterprises', body);
}

async function expectStatus(status: number, method: string, url: string, body?: unknown) {
  const answer = await api.request(method, url, { as: admin, body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
}

async function addMeter(enterpriseId: string, id: string, fields: object = {}) {
  const body = {
    ...{ id, name: id, energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'purchased', level: 1 },
    ...fields,
  };
  await expectStatus(201, 'POST', `/enterprises/${enterpriseId}/meters`, body);
}

/** Hours and the days made of them; `quantityOf` says what flowed in the hour of an index. */
async function store(
  enterpriseId: string,
  meterId: string,
  range: { readonly from: string; readonly to: string; readonly timeZone: string },
  quantityOf: (index: number) => number,
) {
  const [fromMs, toMs] = [Date.parse(range.from), Date.parse(range.to)];
  const hours: MeterEnergy[] = periodsBetween(fromMs, toMs, 'hour', range.timeZone).map(
    ({ startMs, endMs }, index) => ({
      ...{ meterId, startMs, quantity: quantityOf(index), estimatedQuantity: 0 },
      coveredMs: endMs - startMs,
    }),
  );
  const days = periodsBetween(fromMs, toMs, 'day', range.timeZone).map(({ startMs, endMs }) => {
    const own = hours.filter((hour) => hour.startMs >= startMs && hour.startMs < endMs);
    const sum = (field: 'quantity' | 'coveredMs') =>
      own.reduce((total, hour) => total + hour[field], 0);
    return {
      ...{ meterId, startMs, estimatedQuantity: 0 },
      ...{ quantity: sum('quantity'), coveredMs: sum('coveredMs') },
    };
  });
  await api.energyStore.writeHours(enterpriseId, hours);
  await api.energyStore.writeDays(enterpriseId, days);
}

async function read(enterpriseId: string, query: string, status = 200) {
  const url = `/enterprises/${enterpriseId}/consumption?${query}`;
  const body = await expectStatus(status, 'GET', url);
  if (status === 200) expect(consumptionSchema.parse(body)).toEqual(body);
  return body;
}

describe('GET /enterprises/:id/consumption', () => {
  it('answers kilowatt hours, both bases and CO2 of each month', async () => {
    const id = creditCode(10);
    await register(id, 'Asia/Shanghai');
    await addMeter(id, 'E01');
    const range = { from: '2026-02-28T16:00:00Z', to: '2026-04-30T16:00:00Z' };
    await store(id, 'E01', { ...range, timeZone: 'Asia/Shanghai' }, () => 1_000);
    const body = await read(id, 'from=2026-03&to=2026-05&interval=month');
    expect(body).toMatchObject({ account: 'comprehensive', timeZone: 'Asia/Shanghai' });
    expect(body.rows).toHaveLength(2);
    // March: 31 days × 24 h × 1 000 kWh.
    expect(body.rows[0]).toMatchObject({
      start: '2026-02-28T16:00:00.000Z',
      end: '2026-03-31T16:00:00.000Z',
      partial: false,
      groups: [
        {
          ...{ energyKind: 'electricity', quantity: 744_000, unit: 'kWh' },
          ...{ estimatedShare: 0, completeness: 1, state: 'known', source: 'metered' },
        },
      ],
    });
    expect(body.rows[0].tceCalorific).toBeCloseTo((744_000 * 0.1229) / 1_000, 9);
    expect(body.total.groups[0].quantity).toBe(744_000 + 720_000);
    expect(body.total.factorIds.length).toBeGreaterThan(0);
  });

  it('knows nothing of the time before the first meter, and does not ask it to be complete', async () => {
    const id = creditCode(40);
    await register(id, 'Asia/Shanghai');
    const query = 'from=2026-02&to=2026-04&interval=month';
    expect(await read(id, query)).toMatchObject({ total: { completeness: 0, groups: [] } });

    await addMeter(id, 'E01', { validFrom: '2026-03-01T00:00:00+08:00' });
    const range = { from: '2026-03-01T00:00:00+08:00', to: '2026-04-01T00:00:00+08:00' };
    await store(id, 'E01', { ...range, timeZone: 'Asia/Shanghai' }, () => 1);
    const body = await read(id, query);
    const unknown = { quantity: null, tceCalorific: null, completeness: 0, state: 'no-data' };
    expect(body.rows).toMatchObject([
      { completeness: 0, groups: [unknown] },
      { completeness: 1, groups: [{ quantity: 744, completeness: 1, state: 'known' }] },
    ]);
    expect(body.total).toMatchObject({ completeness: 1, groups: [{ quantity: 744 }] });
  });

  it('leaves sub-meters out of totals and shows them by meter', async () => {
    const id = creditCode(11);
    await register(id, 'Asia/Shanghai');
    await addMeter(id, 'E01');
    await addMeter(id, 'E02', { masterMeterId: 'E01', level: 2 });
    await addMeter(id, 'E03', { masterMeterId: 'E01', level: 2, flow: 'process' });
    const range = {
      ...{ from: '2026-03-01T00:00:00+08:00', to: '2026-03-03T00:00:00+08:00' },
      timeZone: 'Asia/Shanghai',
    };
    await store(id, 'E01', range, () => 10);
    await store(id, 'E02', range, () => 4);
    await store(id, 'E03', range, () => 3);
    const query = 'from=2026-03-01&to=2026-03-03&interval=day';
    const byKind = await read(id, query);
    expect(byKind.rows.map((row: AnsweredRow) => row.groups[0]?.quantity)).toEqual([240, 240]);
    expect(byKind.meters.map((meter: { verdict: string }) => meter.verdict)).toEqual([
      'counted',
      'sub-meter',
      'process',
    ]);
    const byMeter = await read(id, `${query}&groupBy=meter&unit=MWh`);
    expect(byMeter.rows[1].groups).toMatchObject([
      { meterId: 'E01', quantity: 240, displayQuantity: 0.24, displayUnit: 'MWh' },
      { meterId: 'E02', quantity: 96 },
      { meterId: 'E03', quantity: 72 },
    ]);
    // Sub-meters do not make the enterprise bigger.
    expect(byMeter.total.tceCalorific).toBe(byKind.total.tceCalorific);
    const some = await read(id, `${query}&meterIds=E02,E03`);
    expect(some).toMatchObject({ account: 'selection', total: { groups: [{ quantity: 336 }] } });
    const process = await read(id, `${query}&flow=process`);
    expect(process.total.groups[0].quantity).toBe(144);
    await read(id, `${query}&meterIds=NONE`, 404);
  });

  it('counts days of 23 and 25 hours where clocks change', async () => {
    await addMeter(BERLIN, 'E01');
    const range = { from: '2026-03-27T23:00:00Z', to: '2026-03-30T22:00:00Z' };
    await store(BERLIN, 'E01', { ...range, timeZone: 'Europe/Berlin' }, () => 1);
    const autumn = { from: '2026-10-24T22:00:00Z', to: '2026-10-26T23:00:00Z' };
    await store(BERLIN, 'E01', { ...autumn, timeZone: 'Europe/Berlin' }, () => 1);
    const spring = await read(BERLIN, 'from=2026-03-28&to=2026-03-31&interval=day');
    expect(spring.rows.map((row: AnsweredRow) => row.groups[0]?.quantity)).toEqual([24, 23, 24]);
    expect(spring.rows[1]).toMatchObject({
      ...{ start: '2026-03-28T23:00:00.000Z', end: '2026-03-29T22:00:00.000Z' },
      ...{ completeness: 1, partial: false },
    });
    const hours = await read(BERLIN, 'from=2026-10-25&to=2026-10-26&interval=hour');
    expect(hours.rows).toHaveLength(25);
    expect(hours.total.groups[0].quantity).toBe(25);
  });

  it('cuts days at the instants that were asked for, and says so', async () => {
    await addMeter(SEOUL, 'E01');
    const range = { from: '2026-02-28T15:00:00Z', to: '2026-03-31T15:00:00Z' };
    await store(SEOUL, 'E01', { ...range, timeZone: 'Asia/Seoul' }, (index) => index);
    const day = (index: number) => 24 * 24 * index + 276;
    const cut = await read(
      SEOUL,
      'from=2026-03-01T18:00:00%2B09:00&to=2026-03-04T05:30:00%2B09:00&interval=day',
    );
    expect(cut.rows.map((row: AnsweredRow) => [row.groups[0]?.quantity, row.partial])).toEqual([
      [18 + 19 + 20 + 21 + 22 + 23, true],
      [day(1), false],
      [day(2), false],
      // Half past five is within the hour that begins at five.
      [72 + 73 + 74 + 75 + 76 + 77, true],
    ]);
    const month = await read(SEOUL, 'from=2026-03-02&to=2026-05&interval=month');
    expect(month.rows.map((row: AnsweredRow) => row.partial)).toEqual([true, false]);
    expect(month.rows[0].groups[0].quantity).toBe((743 * 744) / 2 - day(0));
    expect(month.rows[1].groups[0]).toMatchObject({ quantity: null, state: 'no-data' });
    expect(month.rows[1].groups[0].tceCalorific).toBeNull();
  });

  it('splits a day where the meter became one of another kind', async () => {
    const id = creditCode(12);
    await register(id, 'Asia/Shanghai');
    await addMeter(id, 'H1', { energyKind: 'steam', unit: 'kg' });
    const change = { energyKind: 'water', validFrom: '2026-03-02T06:30:00+08:00' };
    await expectStatus(200, 'PATCH', `/enterprises/${id}/meters/H1`, change);
    const range = { from: '2026-02-28T16:00:00Z', to: '2026-03-03T16:00:00Z' };
    await store(id, 'H1', { ...range, timeZone: 'Asia/Shanghai' }, () => 1);
    const body = await read(id, 'from=2026-03-01&to=2026-03-04&interval=day&groupBy=meter');
    const shown = body.rows.map((row: AnsweredRow) =>
      row.groups.map((group) => [group.energyKind, group.quantity]),
    );
    // The epoch begins at half past six; energy is kept by the hour, so it counts from seven on.
    expect(shown).toEqual([
      [['steam', 24]],
      [
        ['steam', 7],
        ['water', 17],
      ],
      [['water', 24]],
    ]);
    const byKind = await read(id, 'from=2026-03-02&to=2026-03-03&interval=day&kinds=water');
    expect(byKind.total.groups).toMatchObject([{ energyKind: 'water', quantity: 17 }]);
  });

  it('leaves a figure null and names what is missing where there is no factor', async () => {
    const id = creditCode(13);
    await register(id, 'Asia/Shanghai');
    await addMeter(id, 'B1', { energyKind: 'biomass', unit: 't' });
    const range = { from: '2026-03-01T00:00:00+08:00', to: '2026-03-02T00:00:00+08:00' };
    await store(id, 'B1', { ...range, timeZone: 'Asia/Shanghai' }, () => 1);
    const body = await read(id, 'from=2026-03-01&to=2026-03-02&interval=day');
    expect(body.total).toMatchObject({ tceCalorific: null, groups: [{ quantity: 24 }] });
    expect(body.total.missing).toContainEqual(
      expect.objectContaining({ type: 'standard-coal-factor', energyKind: 'biomass' }),
    );
    const byMeter = await read(id, 'from=2026-03-01&to=2026-03-02&interval=day&groupBy=meter');
    expect(byMeter.total.missing).toEqual(body.total.missing);
  });

  it('calculates virtual meters, and leaves them missing where an operand is', async () => {
    const id = creditCode(14);
    await register(id, 'Asia/Shanghai');
    await addMeter(id, 'E01');
    await addMeter(id, 'E02', { masterMeterId: 'E01', unit: 'MWh' });
    const recording = { by: 'x', atMs: api.world.nowMs - 1 };
    await insertVirtualMeter(
      api.database.executor,
      id,
      {
        ...{ id: 'V1', name: '其余', energyKind: 'electricity', unit: 'kWh' },
        ...{ formula: 'E01 - E02', validFromMs: 0 },
      },
      recording,
    );
    const range = { from: '2026-03-01T00:00:00+08:00', to: '2026-03-03T00:00:00+08:00' };
    const timeZone = 'Asia/Shanghai';
    await store(id, 'E01', { ...range, timeZone }, () => 10);
    await store(id, 'E02', { ...range, to: '2026-03-02T00:00:00+08:00', timeZone }, () => 4);
    const body = await read(
      id,
      'from=2026-03-01&to=2026-03-03&interval=day&groupBy=meter&meterIds=V1',
    );
    expect(body.rows.map((row: AnsweredRow) => row.groups)).toMatchObject([
      [{ meterId: 'V1', quantity: 144, completeness: 1, state: 'known' }],
      [{ meterId: 'V1', quantity: null, tceCalorific: null, state: 'no-data' }],
    ]);
    expect(body.virtualMeters[0].formulas[0].formula).toBe('E01 - E02');
  });

  it('takes kinds of the ledger by the month, and awaits them where it is not submitted', async () => {
    const id = creditCode(15);
    await register(id, 'Asia/Shanghai');
    await addMeter(id, 'E01');
    const range = { from: '2026-02-28T16:00:00Z', to: '2026-03-31T16:00:00Z' };
    await store(id, 'E01', { ...range, timeZone: 'Asia/Shanghai' }, () => 1);
    const setting = {
      ...{ energyKind: 'raw-coal', validFrom: '2026-01-01' },
      ...{ source: 'ledger', isFeedstock: false },
    } as Parameters<typeof insertSourceSetting>[2];
    const recording = { by: 'x', atMs: api.world.nowMs - 1 };
    await insertSourceSetting(api.database.executor, id, setting, recording);
    const body = await read(id, 'from=2026-03&to=2026-04&interval=month');
    expect(body.rows[0].groups).toMatchObject([
      { energyKind: 'electricity', quantity: 744, source: 'metered' },
      { energyKind: 'raw-coal', quantity: null, source: 'ledger', state: 'awaiting-report' },
    ]);
    expect(body.rows[0].tceCalorific).toBeNull();
    expect(body.total.known.tceCalorific).toBeCloseTo(0.744 * 0.1229, 9);
    const days = await read(id, 'from=2026-03-01&to=2026-03-02&interval=day');
    expect(days.rows[0].groups[1].state).toBe('monthly-only');
  });

  it('compares the last period with the one before, a year ago, and the year so far', async () => {
    const id = creditCode(16);
    await register(id, 'Asia/Shanghai');
    await addMeter(id, 'E01');
    const timeZone = 'Asia/Shanghai';
    const months = [
      ['2025-09-30T16:00:00Z', '2025-10-31T16:00:00Z', 8],
      ['2026-08-31T16:00:00Z', '2026-09-30T16:00:00Z', 5],
      ['2026-09-30T16:00:00Z', '2026-10-31T16:00:00Z', 10],
    ] as const;
    for (const [from, to, kwh] of months) await store(id, 'E01', { from, to, timeZone }, () => kwh);
    const compare = 'compare=previous-period,year-on-year,year-to-date';
    const body = await api.request(
      'GET',
      `/enterprises/${id}/consumption?from=2026-10&to=2026-11&interval=month&${compare}`,
      { as: admin },
    );
    const { comparisons } = body.body;
    expect(comparisons['previous-period'].earlier.groups[0].quantity).toBe(720 * 5);
    expect(comparisons['year-on-year'].change.tceCalorific).toBeCloseTo(0.25, 12);
    expect(comparisons['year-on-year'].quantityChanges).toEqual([
      { energyKind: 'electricity', change: 0.25 },
    ]);
    expect(comparisons['year-to-date'].current.groups[0].quantity).toBe(720 * 5 + 744 * 10);
    await read(id, `from=2026-10-01&to=2026-10-02&interval=hour&${compare}`, 400);
  });

  it('expects nothing of the future', async () => {
    await addMeter(MINE, 'E01');
    const range = { from: '2026-11-20T16:00:00Z', to: '2026-11-21T04:00:00Z' };
    await store(MINE, 'E01', { ...range, timeZone: 'Asia/Shanghai' }, () => 2);
    const body = await read(MINE, 'from=2026-11-21&to=2026-11-24&interval=day');
    expect(body.rows.map((row: AnsweredRow) => row.groups.length)).toEqual([1, 0, 0]);
    expect(body.rows[0].groups[0]).toMatchObject({ quantity: 24, completeness: 1 });
  });

  it.each([
    { name: 'a range that is backwards', query: 'from=2026-03&to=2026-02&interval=day' },
    { name: 'too many rows', query: 'from=2024&to=2026&interval=hour' },
    { name: 'a time without an offset', query: 'from=2026-01-01T00:00:00&to=2027&interval=day' },
    { name: 'a day that does not exist', query: 'from=2026-02-30&to=2027&interval=day' },
    { name: 'a parameter that nobody knows', query: 'from=2026&to=2027&interval=day&as=1' },
    { name: 'an unknown kind', query: 'from=2026&to=2027&interval=day&kinds=love' },
  ])('refuses $name', async ({ query }) => {
    await read(MINE, query, 400);
  });
});
