import { datesBetween, localDate } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const FOREIGN = creditCode(2);
const path = `/enterprises/${OWN}`;
/** 10 000 kWh a day at 0.1229 kgce/kWh. */
const TCE_A_DAY = 1.229;
const TOTAL = {
  ...{ id: 'total', metric: 'tce', basis: 'calorific', account: 'comprehensive', period: 'year' },
  ...{ limit: 400, issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' },
};
const QUARTERLY = { ...TOTAL, id: 'quarterly', period: 'quarter', limit: 120 };
const CLINKER = {
  ...{ id: 'clinker', metric: 'kgce-per-unit', basis: 'calorific', account: 'comprehensive' },
  ...{ product: 'cement-clinker', period: 'year', limit: 117 },
};
const LOST = { ...TOTAL, id: 'lost', factorSet: 'nobody-published-it' };

let api: ApiHarness;
const as = { admin: '', authority: '', reporter: '', foreign: '' };

beforeAll(async () => {
  api = await startApiHarness();
  const county = { type: 'region', code: '430626' } as const;
  as.admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  as.authority = await api.signedIn([{ role: 'authority', scope: county }]);
  const own = { type: 'enterprise', id: OWN } as const;
  as.reporter = await api.signedIn([{ role: 'enterprise-reporter', scope: own }]);
  const foreign = { type: 'enterprise', id: FOREIGN } as const;
  as.foreign = await api.signedIn([{ role: 'enterprise-reporter', scope: foreign }]);
  for (const id of [OWN, FOREIGN]) {
    const body = { id, name: id, regionCode: '430626', industryCode: 'C3011' };
    await api.request('POST', '/enterprises', { as: as.admin, body });
  }
  const meter = {
    ...{ id: 'E01', name: '总进线', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'purchased', level: 1 },
  };
  await api.request('POST', `${path}/meters`, { as: as.admin, body: meter });
  // The meter was there before the first day that it counted.
  await countDays('2025-03-01', '2026-11-20');
  const document = { targets: [TOTAL, QUARTERLY, CLINKER, LOST] };
  const draft = { year: 2026, part: 'authority', revision: 0, document };
  await api.request('POST', `${path}/policies`, { as: as.authority, body: draft });
  const signed = await api.request('POST', `${path}/policies/2026/authority/sign`, {
    ...{ as: as.authority, body: { revision: 1 } },
  });
  expect(signed.status).toBe(201);
});
afterAll(() => api.dispose());

async function countDays(first: string, last: string) {
  await api.energyStore.writeDays(
    OWN,
    datesBetween(first, last).map((date) => ({
      ...{ meterId: 'E01', startMs: Date.parse(`${date}T00:00:00+08:00`), quantity: 10_000 },
      ...{ estimatedQuantity: 0, coveredMs: 86_400_000 },
    })),
  );
}

async function standing(who = as.authority, year = 2026) {
  const { status, body } = await api.request('GET', `${path}/targets/${year}`, { as: who });
  const of = (id: string) => body.targets.find((each: { id: string }) => each.id === id);
  return { status, body, of };
}

describe('GET /enterprises/{id}/targets/{year}', () => {
  it('shows a budget by month: actual, plan, what is left and the forecast', async () => {
    const { body, of } = await standing();
    expect(body.dataThrough).toBe('2026-11-20T16:00:00.000Z');
    const [year] = of('total').periods;
    expect(year).toMatchObject({ name: '2026', state: 'running', limit: 400, from: '2026-01-01' });
    // 324 days up to the 20th of November.
    expect(year.actual).toBeCloseTo(324 * TCE_A_DAY, 6);
    expect(year.remaining).toBeCloseTo(400 - 324 * TCE_A_DAY, 6);
    expect(year.months.map(({ month }: { month: string }) => month)).toHaveLength(12);
    const [january, october, november, december] = [0, 9, 10, 11].map((at) => year.months[at]);
    expect(january).toMatchObject({ month: '2026-01' });
    expect(january.actual).toBeCloseTo(31 * TCE_A_DAY, 6);
    expect(october).toMatchObject({ reason: null });
    expect(november).toMatchObject({ state: 'preview', reason: 'too-early' });
    expect(december).toMatchObject({ state: 'to-come', actual: null, cumulativeActual: null });
    expect(december.cumulativePlan).toBeCloseTo(400, 6);
    // The point of the forecast is about the level of every day so far.
    expect(year.forecast.low).toBeLessThanOrEqual(year.forecast.point);
    expect(year.forecast.point / (365 * TCE_A_DAY)).toBeCloseTo(1, 1);
    expect(december.forecast).toEqual(year.forecast);
    expect(year.judgements.map(({ rule }: { rule: string }) => rule)).toEqual([
      ...['progress', 'remaining-budget', 'exhausted', 'forecast'],
    ]);
  });

  it('cuts a budget by quarter, each against its own limit', async () => {
    const { of } = await standing();
    const states = of('quarterly').periods.map(({ name, state }: Record<string, string>) => {
      return `${name} ${state}`;
    });
    expect(states).toEqual(['2026-Q1 over', '2026-Q2 over', '2026-Q3 over', '2026-Q4 running']);
    const [first] = of('quarterly').periods;
    expect(first.usedRatio).toBeCloseTo((90 * TCE_A_DAY) / 120, 6);
  });

  it('divides by production, and waits for it', async () => {
    expect((await standing()).of('clinker').periods[0]).toMatchObject({ limit: 117, actual: null });
    await api.database.executor.execute(
      `insert into reported_output (enterprise_id, gateway, shard, sequence, index, device_id, received_at,
         product, "from", "to", quantity, unit)
       select '${OWN}', 1, 0, n, 0, 'EDGE01', '2026-11-01', 'cement-clinker',
         ('2026-01-01T00:00:00+08:00'::timestamptz + make_interval(months => n)),
         ('2026-01-01T00:00:00+08:00'::timestamptz + make_interval(months => n + 1)), 400, 't'
       from generate_series(0, 9) n`,
    );
    const { of } = await standing();
    const { months, actual } = of('clinker').periods[0];
    // 38.1 t of coal for 400 t of clinker in January.
    expect(months[0].actual).toBeCloseTo((31 * TCE_A_DAY * 1_000) / 400, 6);
    expect(actual).toBeCloseTo((304 * TCE_A_DAY * 1_000) / 4_000, 6);
  });

  it('shows a target whose factors are not there, without figures', async () => {
    expect((await standing()).of('lost')).toMatchObject({ factorSet: null, periods: [] });
  });

  it('takes no month before the first energy for one without use', async () => {
    await signFor(2025);
    const { of } = await standing(as.authority, 2025);
    const [year] = of('total').periods;
    expect(year).toMatchObject({ actual: null, state: 'over' });
    expect(year.months[1]).toMatchObject({ state: 'unknown', actual: null, reason: 'no-data' });
    expect(year.knownSum).toBeCloseTo(306 * TCE_A_DAY, 6);
  });

  it('is for the own enterprise and the own region, and empty without a policy', async () => {
    expect((await standing(as.reporter)).status).toBe(200);
    expect((await standing(as.foreign)).status).toBe(404);
    const { body } = await api.request('GET', `/enterprises/${FOREIGN}/targets/2026`, {
      as: as.foreign,
    });
    expect(body).toMatchObject({ targets: [], authorityVersion: null, dataThrough: null });
  });
});

async function signFor(year: number) {
  const body = { year, part: 'authority', revision: 0, document: { targets: [TOTAL] } };
  await api.request('POST', `${path}/policies`, { as: as.authority, body });
  const sign = { revision: 1, effectiveFrom: `${year}-01-01` };
  await api.request('POST', `${path}/policies/${year}/authority/sign`, {
    ...{ as: as.authority, body: sign },
  });
  expect(localDate(api.world.nowMs, 'Asia/Shanghai')).toBe('2026-11-21');
}
