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
async function produce(index: number, kwhPerTonne: number) {
  const name = (at: number) =>
    `${2025 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  const [from, to] = [`${name(index)}-01`, `${name(index + 1)}-01`];
  const days = datesBetween(from, to).slice(0, -1);
  await api.energyStore.writeDays(
    OWN,
    days.map((date) => ({
      ...{ meterId: 'E01', startMs: Date.parse(`${date}T00:00:00+08:00`), estimatedQuantity: 0 },
      ...{ quantity: (outputOf(index) * kwhPerTonne) / days.length, coveredMs: 86_400_000 },
    })),
  );
  await api.database.executor.execute(
    `insert into reported_output (enterprise_id, gateway, shard, sequence, index, device_id,
       received_at, product, "from", "to", quantity, unit)
     values ('${OWN}', 1, 0, ${index}, 0, 'EDGE01', '2026-11-01', 'cement-clinker',
       '${from}T00:00:00+08:00', '${to}T00:00:00+08:00', ${outputOf(index)}, 't')`,
  );
}

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
