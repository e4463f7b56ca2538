import { insertEnterprises, insertMeters, storeNextSnapshots } from '@hengneng/database';
import { periodsBetween } from '@hengneng/domain';
import { startTestInfluxdb, type TestServer } from '@hengneng/testkit';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ENTERPRISES = 200;
const METERS = 10;
const ZONE = 'Asia/Shanghai';

let influxdb: TestServer;
let stores: InfluxStores;
let api: ApiHarness;
let admin: string;

beforeAll(async () => {
  influxdb = await startTestInfluxdb('areas');
  stores = createInfluxStores({ url: influxdb.url, database: 'areas' });
  api = await startApiHarness({}, { energyStore: stores.energy });
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const ids = Array.from({ length: ENTERPRISES }, (_, index) => creditCode(index + 1));
  await api.database.transaction(async (tx) => {
    const common = { regionCode: '430626', industryCode: 'C3011', timeZone: ZONE };
    const rest = { parkCode: null, class: null };
    await insertEnterprises(
      tx,
      ids.map((id) => ({ id, name: id, ...common, ...rest })),
      'test',
    );
    for (const id of ids) await insertMeters(tx, id, meters(), 'test');
    await storeNextSnapshots(tx, ids, api.world.nowMs);
  });
  const [fromMs, toMs] = [Date.parse('2024-12-31T16:00:00Z'), Date.parse('2025-12-31T16:00:00Z')];
  const days = periodsBetween(fromMs, toMs, 'day', ZONE);
  for (const id of ids) {
    await stores.energy.writeDays(
      id,
      meters().flatMap((meter) =>
        days.map(({ startMs }) => ({
          ...{ meterId: meter.id, startMs, quantity: 1_000.5, estimatedQuantity: 0 },
          coveredMs: 86_400_000,
        })),
      ),
    );
  }
}, 300_000);
afterAll(async () => {
  stores?.close();
  await api?.dispose();
  await influxdb?.dispose();
});

/** One main meter, the others behind it. */
function meters() {
  return Array.from({ length: METERS }, (_, index) => ({
    id: `E${index}`,
    name: `表 ${index}`,
    level: index === 0 ? (1 as const) : (3 as const),
    ...({ siteId: null, dataCode: null, energyKind: 'electricity', kind: 'register' } as const),
    ...({ unit: 'kWh', flow: index === 0 ? 'purchased' : 'process', multiplier: 1 } as const),
    ...{ intervalSeconds: null, registerMax: null, ratedPowerKw: null },
    masterMeterId: index === 0 ? null : 'E0',
  }));
}

it('adds up a year of 200 enterprises by month', { timeout: 120_000 }, async () => {
  const read = async () => {
    const startMs = performance.now();
    const url = '/regions/43/consumption?from=2025&to=2026&interval=month';
    const { body } = await api.request('GET', url, { as: admin });
    expect(body.rows).toHaveLength(12);
    expect(body.total.groups[0].quantity).toBe(ENTERPRISES * 365 * 1_000.5);
    expect(body.total.enterprises.complete).toBe(ENTERPRISES);
    return Math.round(performance.now() - startMs);
  };
  const [firstMs, secondMs] = [await read(), await read()];
  console.info(`first ${firstMs} ms, within a minute again ${secondMs} ms`);
  expect(secondMs).toBeLessThan(firstMs);
});
