import { type MeterEnergy, periodsBetween } from '@hengneng/domain';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiHarness } from '../testing/api-harness.ts';
import { OWN, type RouteWalk, startRouteWalk } from '../testing/route-walk.ts';

const ZONE = 'Asia/Shanghai';
const FROM_MS = Date.parse('2026-02-28T16:00:00Z');
const TO_MS = Date.parse('2026-04-30T16:00:00Z');
const RANGE = 'from=2026-03&to=2026-05';

let walk: RouteWalk;
let api: ApiHarness;
let admin: string;

beforeAll(async () => {
  walk = await startRouteWalk();
  api = walk.api;
  admin = walk.tokenOf('admin');
  const body = {
    ...{ id: 'E02', name: '=1+1', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'process', level: 3, masterMeterId: 'E01' },
  };
  await api.request('POST', `/enterprises/${OWN}/meters`, { as: admin, body });
  for (const [index, meterId] of ['E01', 'E02'].entries()) await store(meterId, 7 - 3 * index);
});
afterAll(() => api.dispose());

/** Hours and the days they make up; quantities that are no round numbers. */
async function store(meterId: string, base: number) {
  const hours: MeterEnergy[] = periodsBetween(FROM_MS, TO_MS, 'hour', ZONE).map(
    ({ startMs }, index) => ({
      ...{ meterId, startMs, coveredMs: 3_600_000 },
      quantity: base + (index % 977) / 1_024,
      estimatedQuantity: index % 24 === 0 ? 1 : 0,
    }),
  );
  const days = [...Map.groupBy(hours, ({ startMs }) => Math.floor((startMs - FROM_MS) / 864e5))];
  await api.energyStore.writeHours(OWN, hours);
  await api.energyStore.writeDays(
    OWN,
    days.map(([day, own]) => ({
      ...{ meterId, startMs: FROM_MS + day * 864e5, coveredMs: 864e5 },
      quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
      estimatedQuantity: 1,
    })),
  );
}

async function download(path: string, as = admin) {
  const headers = { authorization: `Bearer ${as}` };
  const url = `/api/v1/exports/${path}`;
  const answer = await api.app.inject({ method: 'GET', url, headers });
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  return answer;
}

type Row = Record<string, string>;

async function csv(path: string, as = admin) {
  const { rawPayload } = await download(`${path}&lang=en`, as);
  const records: string[][] = parse(rawPayload, { bom: true });
  const notes = records.filter(([first]) => first?.startsWith('# '));
  const [headers = [], ...rows] = records.filter(([first]) => !first?.startsWith('# '));
  return {
    notes,
    headers,
    rows: rows.map((row): Row => Object.fromEntries(row.map((cell, at) => [headers[at], cell]))),
  };
}

describe('GET /exports/consumption', () => {
  it.each([
    { query: 'interval=day&groupBy=meter', count: 61 * 3 },
    { query: 'interval=hour&groupBy=energyKind', count: 61 * 24 },
    { query: 'interval=month&groupBy=meter&unit=MWh', count: 6 },
  ])('as CSV says what the JSON route says: $query', async ({ query, count }) => {
    const json = await api.request('GET', `/enterprises/${OWN}/consumption?${RANGE}&${query}`, {
      as: admin,
    });
    const { rows } = await csv(`consumption.csv?enterpriseId=${OWN}&${RANGE}&${query}`);
    const details = rows.filter((row) => row.Row === 'detail');
    expect(details).toHaveLength(count);
    const groups = json.body.rows.flatMap((row: { groups: object[] }) => row.groups);
    expect(details.map((row) => [row.Quantity, row['Calorific value (tce)']].join())).toEqual(
      groups.map((group: { quantity: number; tceCalorific: number }) =>
        [group.quantity, group.tceCalorific].join(),
      ),
    );
    const { total } = json.body;
    const last = rows.at(-1);
    expect(last?.Row).toBe('total');
    expect(last?.['Calorific value (tce)']).toBe(String(total.tceCalorific));
    expect(last?.['Primary energy (tce)']).toBe(String(total.tcePrimary));
    expect(last?.['CO2 (t)']).toBe(String(total.tco2));
    expect(last?.['Completeness (0-1)']).toBe(String(total.completeness));
    const subtotals = rows.filter((row) => row.Row === 'subtotal');
    expect(subtotals.map((row) => Number(row.Quantity))).toEqual(
      total.groups.map((group: { quantity: number }) => group.quantity),
    );
    // Exact sums: whoever adds the column up comes to the same figure.
    const first = details.filter((row) => row['Meter id'] === subtotals[0]?.['Meter id']);
    expect(first.reduce((sum, row) => sum + Number(row.Quantity), 0)).toBe(
      Number(subtotals[0]?.Quantity),
    );
  });
});
