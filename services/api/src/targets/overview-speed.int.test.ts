import { insertEnterprises, insertMeters, storeNextSnapshots } from '@hengneng/database';
import { periodsBetween } from '@hengneng/domain';
import { startTestInfluxdb, type TestServer } from '@hengneng/testkit';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ENTERPRISES = 40;
const METERS = 10;
const ZONE = 'Asia/Shanghai';

let influxdb: TestServer;
let stores: InfluxStores;
let api: ApiHarness;
let authority: string;

beforeAll(async () => {
  influxdb = await startTestInfluxdb('overview');
  stores = createInfluxStores({ url: influxdb.url, database: 'overview' });
  api = await startApiHarness({}, { energyStore: stores.energy });
  await api.signedIn([{ role: 'admin', scope: ALL }]);
  authority = await api.signedIn([
    { role: 'authority', scope: { type: 'region', code: '430626' } },
  ]);
  const ids = Array.from({ length: ENTERPRISES }, (_, index) => creditCode(index + 1));
  const common = { regionCode: '430626', industryCode: 'C3011', timeZone: ZONE };
  await api.database.transaction(async (tx) => {
    const rest = { parkCode: null, class: null };
    await insertEnterprises(
      tx,
      ids.map((id) => ({ id, name: id, ...common, ...rest })),
      'test',
    );
    for (const id of ids) await insertMeters(tx, id, meters(), 'test');
    await storeNextSnapshots(tx, ids, api.world.nowMs);
  });
  const [fromMs, toMs] = [Date.parse('2024-12-31T16:00:00Z'), Date.parse('2026-11-20T16:00:00Z')];
  const days = periodsBetween(fromMs, toMs, 'day', ZONE);
  for (const id of ids) {
    const counted = ({ id: meterId }: { id: string }) =>
      days.map(({ startMs }) => ({
        ...{ meterId, startMs, quantity: 1_000.5, estimatedQuantity: 0, coveredMs: 86_400_000 },
      }));
    await stores.energy.writeDays(id, meters().flatMap(counted));
    await sign(id);
  }
}, 300_000);
afterAll(async () => {
  stores?.close();
  await api?.dispose();
  await influxdb?.dispose();
});

async function sign(id: string) {
  const target = {
    ...{ id: 'total', metric: 'tce', basis: 'primary', account: 'assessed', period: 'year' },
    ...{ limit: 120, issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' },
  };
  const body = { year: 2026, part: 'authority', revision: 0, document: { targets: [target] } };
  await api.request('POST', `/enterprises/${id}/policies`, { as: authority, body });
  const path = `/enterprises/${id}/policies/2026/authority/sign`;
  await api.request('POST', path, { as: authority, body: { revision: 1 } });
}

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

it('shows a county of 40 enterprises with two years of data', { timeout: 120_000 }, async () => {
  const read = async (url: string) => {
    const startMs = performance.now();
    const { body } = await api.request('GET', url, { as: authority });
    const tookMs = Math.round(performance.now() - startMs);
    return { body, tookMs };
  };
  const first = await read('/regions/430626/overview');
  expect(first.body.budgets[0]).toMatchObject({ enterpriseCount: ENTERPRISES, unknownCount: 0 });
  const again = await read('/regions/430626/overview');
  expect(again.tookMs).toBeLessThan(first.tookMs);
  const one = await read(`/enterprises/${creditCode(1)}/targets/2026`);
  expect(one.body.targets[0].periods[0].planMethod).toBe('from-earlier-years');
  console.info(`county ${first.tookMs} ms, again ${again.tookMs} ms, enterprise ${one.tookMs} ms`);
});
