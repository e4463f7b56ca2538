import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ID = creditCode(1);
const DAY_MS = 86_400_000;
const MARCH = Date.parse('2026-03-01T00:00:00+08:00');

let api: ApiHarness;
let admin: string;

beforeAll(async () => {
  api = await startApiHarness();
  api.world.nowMs = Date.now() + 10_000;
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const body = { id: ID, name: '企业', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: admin, body });
});
afterAll(() => api.dispose());

const METER = { name: '总表', kind: 'register', flow: 'purchased', level: 1 };

async function addMeter(id: string, change: object) {
  const body = { id, ...METER, validFrom: '2026-01-01T00:00:00+08:00', ...change };
  return await api.request('POST', `/enterprises/${ID}/meters`, { as: admin, body });
}

/** The first ten days of March, as the aggregator would have stored them. */
async function storeDays(meterId: string, quantity: number) {
  const days = Array.from({ length: 10 }, (_, index) => ({
    ...{ meterId, startMs: MARCH + index * DAY_MS, endMs: MARCH + (index + 1) * DAY_MS, quantity },
    ...{ estimatedQuantity: 0, coveredMs: DAY_MS, isEstimated: false },
  }));
  await api.energyStore.writeDays(ID, days as never);
}

async function read(path: string) {
  const answer = await api.request('GET', `/enterprises/${ID}/${path}`, { as: admin });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const RANGE = 'from=2026-03-01&to=2026-04-01';

describe('the power factor', () => {
  it('is nothing without a meter of reactive energy', async () => {
    expect((await addMeter('E01', { energyKind: 'electricity', unit: 'kWh' })).status).toBe(201);
    const sub = { energyKind: 'electricity', unit: 'kWh', masterMeterId: 'E01', level: 2 };
    expect((await addMeter('E02', sub)).status).toBe(201);
    await storeDays('E01', 300);
    await storeDays('E02', 299);
    expect(await read(`power-factor?${RANGE}`)).toMatchObject({ items: [] });
  });

  it('refuses reactive energy in kWh, and kvarh of anything else', async () => {
    for (const wrong of [
      { energyKind: 'reactive-electricity', unit: 'kWh' },
      { energyKind: 'electricity', unit: 'kvarh' },
    ]) {
      const { status, body } = await addMeter('R01', wrong);
      expect(status).toBe(400);
      expect(body.message).toContain('kvarh');
    }
  });

  it('is that of the month, of what stands at the connection, both directions of reactive energy', async () => {
    const reactive = { energyKind: 'reactive-electricity', unit: 'kvarh' };
    expect((await addMeter('R01', reactive)).status).toBe(201);
    expect((await addMeter('R02', { ...reactive, flow: 'supplied-out' })).status).toBe(201);
    await storeDays('R01', 350);
    await storeDays('R02', 50);
    // 3 000 kWh and 4 000 kvarh: 0.6, which is 30 hundredths below 0.9: 20 × 0.5 + 5 × 1 + 5 × 2 %.
    expect((await read(`power-factor?${RANGE}`)).items).toEqual([
      {
        ...{ start: '2026-02-28T16:00:00.000Z', end: '2026-03-31T16:00:00.000Z', siteId: null },
        ...{ activeKwh: 3_000, reactiveKvarh: 4_000, powerFactor: 0.6, estimatedShare: 0 },
        adjustments: [
          { standard: 0.9, share: 0.25 },
          { standard: 0.85, share: 0.15 },
          { standard: 0.8, share: 0.1 },
        ],
      },
    ]);
  });

  it('leaves every account as it is: reactive energy is no energy', async () => {
    const { rows, total, meters } = await read(`consumption?${RANGE}&interval=month`);
    expect(rows[0].groups.map(({ energyKind }: { energyKind: string }) => energyKind)).toEqual([
      'electricity',
    ]);
    expect(total.tceCalorific).toBeCloseTo((3_000 * 0.1229) / 1_000, 9);
    expect(total.missing).toEqual([]);
    expect(meters.map(({ meterId }: { meterId: string }) => meterId)).toEqual(['E01', 'E02']);
    await read(`reconciliation?year=2026`);
    await read(`balance?year=2026`);
  });
});
