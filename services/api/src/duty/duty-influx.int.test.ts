import { shardOf } from '@hengneng/contracts';
import { listDutyDays, recordFacts, SYSTEM_SCOPE } from '@hengneng/database';
import { encodePosition } from '@hengneng/domain';
import { startTestInfluxdb, type TestServer } from '@hengneng/testkit';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { createDutyWorker, type DutyWorker } from './duty-worker.ts';

const OWN = creditCode(1);
const QUARTER_MS = 900_000;
const METERS = Array.from({ length: 20 }, (_, index) => `E${index + 10}`);
const at = (text: string) => Date.parse(`${text}+08:00`);

let api: ApiHarness;
let influx: TestServer;
let stores: InfluxStores;
let worker: DutyWorker;
beforeAll(async () => {
  api = await startApiHarness();
  influx = await startTestInfluxdb('hengneng_test');
  stores = createInfluxStores({ url: influx.url, database: 'hengneng_test' });
  worker = createDutyWorker({ ...api.dependencies, readingScan: stores.scan });
  const as = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const enterprise = { id: OWN, name: '平江水泥', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body: enterprise });
  for (const id of METERS) {
    const meter = { id, name: id, energyKind: 'electricity', kind: 'register', unit: 'kWh' };
    const body = { ...meter, flow: 'purchased', level: 1 };
    await api.request('POST', `/enterprises/${OWN}/meters`, { as, body });
  }
  const registered = "'2026-11-01T00:00:00+08:00'";
  await api.database.executor.execute(`update enterprise set created_at = ${registered}`);
  await api.database.executor.execute(`update meter set created_at = ${registered}`);
});
afterAll(async () => {
  stores.close();
  await influx.dispose();
  await api.dispose();
});

describe('the duty to report over InfluxDB', () => {
  it('counts what is stored, each local day for itself', async () => {
    const dates = ['2026-11-03', '2026-11-04'];
    // The last reading of the first day is missing at one meter; midnight belongs to the new day.
    const readings = dates.flatMap((date, day) =>
      METERS.flatMap((meterId, number) =>
        Array.from({ length: 96 }, (_, index) => ({
          ...{ enterpriseId: OWN, meterId, value: index },
          readAtMs: at(`${date}T00:00:00`) + index * QUARTER_MS,
          position: encodePosition(1, day * 96 + index + 1),
        })).slice(0, day === 0 && number === 0 ? 95 : 96),
      ),
    );
    expect(await stores.readings.write(readings)).toEqual({ refused: [] });
    const outcome = {
      type: 'range-outcome' as const,
      schemaVersion: 1 as const,
      ...{ gateway: 1, from: 1, to: 192, shard: shardOf(OWN) },
      receivedFromMs: at('2026-11-04T23:45:00'),
      receivedToMs: at('2026-11-04T23:46:00'),
      registryVersions: {},
      readDates: { [OWN]: dates },
      ...{ counts: [], quarantined: [], conflicts: [], outputs: [], events: [] },
    };
    await recordFacts(api.database, [outcome], api.world.nowMs);

    api.world.nowMs = at('2026-11-07T01:00:00');
    while ((await worker.runOnce()) > 0);
    const range = { enterpriseId: OWN, from: '2026-11-02', to: '2026-11-06' };
    const days = await listDutyDays(api.database.executor, SYSTEM_SCOPE, range);
    expect(days.map((day) => [day.date, day.receivedCount, day.expectedCount])).toEqual([
      ['2026-11-02', 0, 20 * 96],
      ['2026-11-03', 20 * 96 - 1, 20 * 96],
      ['2026-11-04', 20 * 96, 20 * 96],
      ['2026-11-05', 0, 20 * 96],
      ['2026-11-06', 0, 20 * 96],
    ]);
    expect(days[1]?.counts).toMatchObject({ E10: 95, E11: 96 });
    expect(days[2]?.arrivals?.[0]).toEqual({
      ...{ meterId: 'E10', onTimeCount: 96, delayMinMs: 0, phaseMs: 0 },
    });
  });

  it('gives way while InfluxDB is away, and ends the same', async () => {
    await api.database.executor.execute("update data_duty_state set due_at = '2000-01-01'");
    api.world.nowMs = at('2026-11-08T01:00:00');
    await influx.crash();
    await expect(worker.runOnce()).rejects.toThrow();
    await influx.restart();
    while ((await worker.runOnce()) > 0);
    const range = { enterpriseId: OWN, from: '2026-11-07', to: '2026-11-07' };
    const days = await listDutyDays(api.database.executor, SYSTEM_SCOPE, range);
    expect(days).toMatchObject([{ receivedCount: 0, expectedCount: 20 * 96 }]);
  });
});
