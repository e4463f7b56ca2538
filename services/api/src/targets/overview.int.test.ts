import { datesBetween } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { raiseAlert } from '../testing/known-case.ts';

const DAY_MS = 86_400_000;
/** 10 000 kWh a day at 0.1229 kgce/kWh, 324 days up to the 20th of November. */
const TCE_TO_DATE = 324 * 1.229;
const [OVER, WELL, SILENT, ELSEWHERE] = [1, 2, 3, 4].map(creditCode) as [
  ...[string, string, string, string],
];

let api: ApiHarness;
const as = { admin: '', authority: '', park: '', reporter: '' };

beforeAll(async () => {
  api = await startApiHarness();
  as.admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  as.authority = await api.signedIn([
    { role: 'authority', scope: { type: 'region', code: '430626' } },
  ]);
  as.park = await api.signedIn([{ role: 'authority', scope: { type: 'park', code: 'park-1' } }]);
  as.reporter = await api.signedIn([
    { role: 'enterprise-reporter', scope: { type: 'enterprise', id: OVER } },
  ]);
  await register(OVER, 'C3011', '430626', { parkCode: 'park-1' });
  await register(WELL, 'C3110', '430626');
  await register(SILENT, 'C3110', '430626');
  await register(ELSEWHERE, 'C3011', '520102');
  for (const id of [OVER, WELL, ELSEWHERE]) await countDays(id);
  await sign(OVER, 350);
  await sign(WELL, 600);
  await sign(SILENT, 100);
  await raiseAlert(api, { enterpriseId: OVER, severity: 3 });
  await raiseAlert(api, { enterpriseId: OVER, atMs: api.world.nowMs - 10 * DAY_MS });
  await raiseAlert(api, { enterpriseId: WELL, atMs: api.world.nowMs - 90 * DAY_MS, severity: 1 });
  await raiseAlert(api, { enterpriseId: OVER, rule: 'suspicion', hidden: true, severity: 1 });
});
afterAll(() => api.dispose());

async function register(id: string, industryCode: string, regionCode: string, rest = {}) {
  const body = { id, name: id, regionCode, industryCode, ...rest };
  await api.request('POST', '/enterprises', { as: as.admin, body });
  const meter = {
    ...{ id: 'E01', name: '总进线', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'purchased', level: 1 },
  };
  await api.request('POST', `/enterprises/${id}/meters`, { as: as.admin, body: meter });
}

async function countDays(id: string) {
  await api.energyStore.writeDays(
    id,
    datesBetween('2026-01-01', '2026-11-20').map((date) => ({
      ...{ meterId: 'E01', startMs: Date.parse(`${date}T00:00:00+08:00`), quantity: 10_000 },
      ...{ estimatedQuantity: 0, coveredMs: DAY_MS },
    })),
  );
}

async function sign(id: string, limit: number) {
  const target = {
    ...{ id: 'total', metric: 'tce', basis: 'calorific', account: 'comprehensive', limit },
    ...{ period: 'year', issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' },
  };
  const draft = { year: 2026, part: 'authority', revision: 0, document: { targets: [target] } };
  const path = `/enterprises/${id}/policies`;
  await api.request('POST', path, { as: as.authority, body: draft });
  const body = { revision: 1 };
  await api.request('POST', `${path}/2026/authority/sign`, { as: as.authority, body });
}

const overview = (path: string, who = as.authority) =>
  api.request('GET', `${path}/overview`, { as: who });

describe('GET /regions/{code}/overview', () => {
  it('adds budgets up, and says of whom nothing is known', async () => {
    const { status, body } = await overview('/regions/430626');
    expect(status).toBe(200);
    expect(body.enterpriseCount).toBe(3);
    const [sum] = body.budgets;
    expect(sum).toMatchObject({
      ...{ metric: 'tce', basis: 'calorific', account: 'comprehensive', period: '2026' },
      ...{ enterpriseCount: 3, unknownCount: 1, limit: 1_050, limitOfKnown: 950 },
    });
    expect(sum.actual).toBeCloseTo(2 * TCE_TO_DATE, 6);
    expect(sum.forecast.point).toBeGreaterThan(sum.actual);
    expect(
      body.sectors.map(({ budgets }: { budgets: { limit: number }[] }) => budgets[0]?.limit),
    ).toEqual([350, 700]);
  });

  it('lists who will use too much, the worst first', async () => {
    const { body } = await overview('/regions/430626');
    const rows = body.overuse.map((row: { enterpriseId: string }) => row.enterpriseId);
    expect(rows).toEqual([OVER, WELL, SILENT]);
    expect(body.overuse[0]).toMatchObject({ limit: 350, severity: 3, settledThrough: '2026-10' });
    expect(body.overuse[0].forecastRatio).toBeGreaterThan(1);
    expect(body.overuse[2]).toMatchObject({ actual: null, severity: 0 });
    expect(body.standings).toMatchObject({ severity0: 1, severity3: 1, unknown: 1, none: 0 });
    const short = await api.request('GET', '/regions/430626/overview?top=1', { as: as.authority });
    expect(short.body.overuse).toHaveLength(1);
  });

  it('counts what fires by severity and age, suspicions for officers alone', async () => {
    const { alerts } = (await overview('/regions/430626')).body;
    expect(alerts).toMatchObject({ open: 4, unverified: 4 });
    expect(alerts.bySeverity).toEqual({ severity1: 2, severity2: 1, severity3: 1 });
    expect(alerts.byAge).toMatchObject([
      { underDays: 1, severity1: 1, severity2: 0, severity3: 1 },
      { underDays: 7, severity1: 0, severity2: 0, severity3: 0 },
      { underDays: 30, severity1: 0, severity2: 1, severity3: 0 },
      { underDays: null, severity1: 1, severity2: 0, severity3: 0 },
    ]);
    // The bounds of each age, given to the list, lead to what was counted.
    for (const { openedFrom, openedTo, severity1 } of alerts.byAge) {
      const from = openedFrom === null ? '' : `&openedFrom=${openedFrom}`;
      const query = `condition=firing&regionCode=430626&severityMax=1&openedTo=${openedTo}${from}`;
      const { body } = await api.request('GET', `/alerts?${query}`, { as: as.authority });
      expect(body.items, query).toHaveLength(severity1);
    }
    const own = (await overview('/regions/430626', as.reporter)).body;
    expect(own).toMatchObject({ enterpriseCount: 1, alerts: { open: 2 }, dataDuty: null });
  });

  it('says how many met their duty to report this month', async () => {
    const { dataDuty } = (await overview('/regions/430626')).body;
    expect(dataDuty).toMatchObject({ month: '2026-11', notJudgedCount: 3, metRatio: null });
  });

  it('narrows to a sector and to a year', async () => {
    const query = (text: string) =>
      api.request('GET', `/regions/430626/overview?${text}`, { as: as.authority });
    expect((await query('industryCode=C31')).body.enterpriseCount).toBe(2);
    const { body } = await query('year=2025');
    expect(body).toMatchObject({ year: 2025, to: '2026-01-01', budgets: [] });
    expect(body.standings.none).toBe(3);
  });

  it('knows nothing of areas outside', async () => {
    expect((await overview('/regions/520102')).status).toBe(404);
    expect((await overview('/parks/park-1', as.park)).body).toMatchObject({
      ...{ code: 'park-1', enterpriseCount: 1, standings: { severity3: 1 } },
    });
    expect((await overview('/regions/430626', as.park)).body.enterpriseCount).toBe(1);
  });
});
