import { type MeterEnergy, periodsBetween } from '@hengneng/domain';
import { createInMemoryEnergyStore } from '@hengneng/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const IDS = [1, 2, 3, 4, 5, 6, 7, 8].map(creditCode);
const GAS = { energyKind: 'natural-gas', unit: 'm3' } as const;

let api: ApiHarness;
let admin: string;
/** Questions to the energy store so far. */
const asked: string[] = [];

beforeAll(async () => {
  const store = createInMemoryEnergyStore();
  const counted = new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        asked.push(String(name));
        return Reflect.apply(member, target, args);
      };
    },
  });
  api = await startApiHarness({}, { energyStore: counted });
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const days = periodsBetween(
    Date.parse('2026-08-31T16:00:00Z'),
    Date.parse('2026-10-31T16:00:00Z'),
    ...(['day', 'Asia/Shanghai'] as const),
  );
  for (const [index, id] of IDS.entries()) {
    const body = { id, name: id, regionCode: '430626', industryCode: 'C3011' };
    await api.request('POST', '/enterprises', { as: admin, body });
    for (const meter of [
      { id: 'E01', energyKind: 'electricity', unit: 'kWh' },
      { id: 'G01', ...GAS },
    ]) {
      const meaning = { name: meter.id, kind: 'register', flow: 'purchased', level: 1 };
      const url = `/enterprises/${id}/meters`;
      await api.request('POST', url, { as: admin, body: { ...meter, ...meaning } });
    }
    const rows: MeterEnergy[] = ['E01', 'G01'].flatMap((meterId) =>
      days.map(({ startMs, endMs }) => ({
        ...{ meterId, startMs, quantity: 1_000 + index, estimatedQuantity: 0 },
        coveredMs: endMs - startMs,
      })),
    );
    await store.writeDays(id, rows);
    if (index % 2 === 1) continue;
    const own = await api.signedIn([
      { role: 'enterprise-reporter', scope: { type: 'enterprise', id } },
    ]);
    const value = { ...GAS, validFrom: '2026-10-01', validTo: '2026-11-01' };
    const recorded = await api.request('POST', `/enterprises/${id}/calorific-values`, {
      ...{ as: own, body: { values: [{ ...value, kjPerUnit: 30_000, documentNo: '1' }] } },
    });
    expect(recorded.status).toBe(201);
  }
});
afterAll(() => api.dispose());

const isDays = (what: string) => what === 'daysOfMany';

async function read(url: string) {
  const { status, body } = await api.request('GET', url, { as: admin });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

describe('figures of an area', () => {
  it('are the sum of its enterprises, each with factors of its own', async () => {
    const range = 'from=2026-09&to=2026-11&interval=month';
    const area = await read(`/regions/430626/consumption?${range}`);
    let sum = 0;
    const each: number[] = [];
    for (const id of IDS) {
      const { total } = await read(`/enterprises/${id}/consumption?${range}&groupBy=energyKind`);
      sum += total.tceCalorific;
      each.push(total.tceCalorific);
    }
    expect(new Set(each.map((tce, index) => (tce / (1_000 + index)).toFixed(6))).size).toBe(2);
    expect(area.total.tceCalorific).toBeCloseTo(sum, 6);
  });

  it('take few questions, however many enterprises there are', async () => {
    const { $client } = api.database.executor as unknown as {
      readonly $client: { query: (...args: unknown[]) => unknown };
    };
    const statements = vi.spyOn($client, 'query');
    asked.length = 0;
    await read('/regions/430626/consumption?from=2026-09&to=2026-10&interval=month');
    expect(asked).toEqual(['daysOfMany']);
    // Half of them have factors of their own, which takes one statement each.
    expect(statements.mock.calls.length).toBeLessThan(20 + IDS.length);
    statements.mockRestore();
  });

  it('are there before anybody asks for the year, and the proposals for the list, too', async () => {
    asked.length = 0;
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const year = Number(new Date(api.world.nowMs).toISOString().slice(0, 4));
    const range = `from=${year}&to=${year + 1}`;
    const urls = [
      ...[`/regions/430626/consumption?${range}`, `/regions/430626/overview`],
      ...[year, year - 1].map((of) => `/regions/430626/class-proposals?year=${of}`),
    ];
    // The year, two years of the list, and the overview. What is under way is not made twice.
    await vi.waitFor(() => expect(asked.filter(isDays)).toHaveLength(4), { timeout: 30_000 });
    asked.length = 0;
    for (const url of urls) {
      const { computedAt } = await read(url);
      expect(Date.parse(computedAt)).toBeLessThanOrEqual(api.world.nowMs);
    }
    expect(asked).toEqual([]);
  });
});
