import { datesBetween } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const path = `/enterprises/${OWN}`;
const KGCE_PER_KWH = 0.1229;
/** Clinker of a month, t, and what a tonne needs before the measure and after it, kWh. */
const outputOf = (index: number) => 1_000 + 100 * (index % 5);
const [BEFORE, AFTER] = [100, 90];

let api: ApiHarness;
const as = { admin: '', authority: '', reviewer: '' };

beforeAll(async () => {
  api = await startApiHarness();
  as.admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const county = { type: 'region', code: '430626' } as const;
  as.authority = await api.signedIn([{ role: 'authority', scope: county }]);
  const own = { type: 'enterprise', id: OWN } as const;
  as.reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope: own }]);
  const body = { id: OWN, name: '水泥厂', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: as.admin, body });
  const meter = {
    ...{ id: 'E01', name: '总进线', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'purchased', level: 1 },
  };
  await api.request('POST', `${path}/meters`, { as: as.admin, body: meter });
  // The measure is of January 2026: a year before it, ten months after it.
  for (let index = 0; index < 23; index += 1) await produce(index, index < 13 ? BEFORE : AFTER);
  const measure = {
    ...{ id: 'M1', category: 'waste-heat', title: '余热发电', status: 'done', meters: ['E01'] },
    ...{ start: '2026-01-01', end: '2026-01-31', doneOn: '2026-01-31' },
  };
  const draft = { year: 2026, part: 'plan', revision: 0, document: { measures: [measure] } };
  await api.request('POST', `${path}/policies`, { as: as.reviewer, body: draft });
  const sign = { as: as.reviewer, body: { revision: 1 } };
  await api.request('POST', `${path}/policies/2026/plan/sign`, sign);
});
afterAll(() => api.dispose());

/** A month from January 2025 on. */
async function produce(index: number, kwhPerTonne: number, besides?: number) {
  const name = (at: number) =>
    `${2025 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  const [from, to] = [`${name(index)}-01`, `${name(index + 1)}-01`];
  const days = datesBetween(from, to).slice(0, -1);
  await api.energyStore.writeDays(
    OWN,
    days.map((date) => ({
      ...{ meterId: 'E01', startMs: Date.parse(`${date}T00:00:00+08:00`), estimatedQuantity: 0 },
      ...{
        quantity: (outputOf(index) * kwhPerTonne + (besides ?? 0)) / days.length,
        coveredMs: 86_400_000,
      },
    })),
  );
  if (besides !== undefined) return;
  await api.database.executor.execute(
    `insert into reported_output (enterprise_id, gateway, shard, sequence, index, device_id,
       received_at, product, "from", "to", quantity, unit)
     values ('${OWN}', 1, 0, ${index}, 0, 'EDGE01', '2026-11-01', 'cement-clinker',
       '${from}T00:00:00+08:00', '${to}T00:00:00+08:00', ${outputOf(index)}, 't')`,
  );
}

/** Heating degree days of the county by calendar month; it is never hot there. */
const HEATING = [420, 380, 210, 60, 0, 0, 0, 0, 0, 40, 180, 360];

/** Sends the weather of 22 months as the weather service hands it over. */
const sendWeather = async (as: string, rows: readonly string[]) =>
  await api.request('POST', '/imports/degree-days', {
    ...{ as, headers: { 'content-type': 'text/csv' } },
    body: `行政区划代码,月份,采暖度日数,空调度日数,气象站\n${rows.join('\n')}\n`,
  });
const weatherRows = (region: string) =>
  Array.from({ length: 22 }, (_, index) => {
    const month = `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    return `${region},${month},${HEATING[index % 12]},0,平江 57682`;
  });

const saving = async (query = '') =>
  await api.request('GET', `${path}/measures/M1/saving?${query}`, { as: as.authority });

describe('GET /enterprises/{id}/measures/{measureId}/saving', () => {
  it('adjusts the baseline to what was produced since', async () => {
    const { status, body } = await saving('product=cement-clinker');
    expect(status).toBe(200);
    expect(body).toMatchObject({ refusals: [], drivers: ['cement-clinker'], isSignificant: true });
    expect([body.baseline.length, body.reporting.length]).toEqual([12, 9]);
    // 10 kWh of every tonne from February to October.
    const tonnes = [13, 14, 15, 16, 17, 18, 19, 20, 21].reduce((sum, at) => sum + outputOf(at), 0);
    const expected = (tonnes * (BEFORE - AFTER) * KGCE_PER_KWH) / 1_000;
    expect(body.savingTce).toBeCloseTo(expected, 6);
    expect(body.uncertaintyTce).toBeLessThan(0.01);
    expect(body.model).toMatchObject({ periodCount: 12, degreesOfFreedom: 10 });
  });

  it('states none where a month is missing, and says which periods it looked at', async () => {
    const { body } = await saving('product=cement-clinker&baselineFrom=2024-11');
    expect(body.refusals).toContain('months-missing');
    expect(body).toMatchObject({ savingTce: null, uncertaintyTce: null, isSignificant: false });
    expect(body.baseline[0]).toMatchObject({ month: '2024-11', drivers: [null] });
  });

  it('states none where weather was given for some months alone', async () => {
    const { body } = await saving('product=cement-clinker&degreeDays=2025-01:420,2025-02:380');
    expect(body.drivers).toEqual(['cement-clinker', 'degreeDays']);
    expect(body.refusals).toContain('months-missing');
  });

  it('refuses a baseline that reaches into the reporting period, and unknown measures', async () => {
    const { body } = await saving('baselineTo=2026-05');
    expect(body.code).toBe('TIME_RANGE_INVALID');
    const other = await api.request('GET', `${path}/measures/M9/saving`, { as: as.authority });
    expect(other.status).toBe(404);
  });
});

describe('the weather of savings', () => {
  it('is refused row by row, and read by month with its history', async () => {
    const rows = [
      '430626,2025-01,420,0,平江',
      '430626,2025-13,1,0,平江',
      '520102,2025-01,1,0,贵阳',
    ];
    const refused = await sendWeather(as.authority, [
      ...rows,
      '430626,2025-01,1,0,平江',
      '430626,2025-02,,0,平江',
      '430626,2026-11,1,0,平江',
      '430626,2025-03,-5,0,平江',
    ]);
    expect(refused.status).toBe(422);
    const { errors } = refused.body.details;
    expect(errors.map(({ row, column }: never) => `${row} ${column}`)).toEqual([
      ...['3 month', '4 regionCode', '5 month', '6 heating', '7 month', '8 heating'],
    ]);
    const days = '/regions/430626/degree-days';
    expect((await api.request('GET', days, { as: as.authority })).body.items).toEqual([]);

    const enter = (who: string, heating: number, id = '2025-01') => {
      const body = { id, document: { heating, cooling: 0, station: '平江 57682' } };
      return api.request('POST', days, { as: who, body });
    };
    expect((await enter(as.authority, 400)).status).toBe(201);
    expect((await enter(as.admin, 420)).status).toBe(201);
    expect((await enter(as.reviewer, 1)).status).toBe(403);
    expect((await enter(as.authority, 1, '2026-11')).status).toBe(422);
    const heatings = async (query = '') => {
      const { body } = await api.request('GET', `${days}${query}`, { as: as.reviewer });
      return body.items.map(({ document }: { document: { heating: number } }) => document.heating);
    };
    expect(await heatings()).toEqual([420]);
    expect(await heatings('?history=true')).toEqual([400, 420]);
  });

  it('is left out where energy does not follow it, and used where it does', async () => {
    // Of the city above: what the county itself has on record is nearer.
    expect((await sendWeather(as.admin, weatherRows('4306'))).status).toBe(200);
    const { body: dry } = await saving('product=cement-clinker');
    expect(dry.weather).toMatchObject({ missingMonths: [], regionCode: '430626' });
    expect(dry.weather.weighed.map(({ isUsed }: { isUsed: boolean }) => isUsed)).toEqual([
      ...[false, false],
    ]);
    expect(dry.drivers).toEqual(['cement-clinker']);

    // 2 MWh a degree day more from now on, before the measure and after it.
    for (let index = 0; index < 23; index += 1) await heat(index, 2_000);
    const { body: warm } = await saving('product=cement-clinker');
    expect(warm.drivers).toEqual(['cement-clinker', 'heatingDegreeDays']);
    expect(warm.model.coefficients[1]).toBeCloseTo((2_000 * KGCE_PER_KWH) / 1_000, 9);
    expect(warm.savingTce).toBeCloseTo(dry.savingTce, 6);
    const { body: blind } = await saving('product=cement-clinker&weather=none');
    expect(blind.weather).toBeNull();
    expect(blind.drivers).toEqual(['cement-clinker']);
    // A month without its weather: none is weighed, and the answer says which.
    const { body: long } = await saving('product=cement-clinker&baselineFrom=2024-12');
    expect(long.weather).toMatchObject({ missingMonths: ['2024-12'], weighed: [] });
  });
});

/** What a month used besides, for every degree day of its weather. */
async function heat(index: number, kwhPerDegreeDay: number) {
  await produce(index, index < 13 ? BEFORE : AFTER, (HEATING[index % 12] ?? 0) * kwhPerDegreeDay);
}
