import {
  describeCorrectionStore,
  describeEnergyStore,
  describeReadingScan,
  startTestInfluxdb,
  type TestServer,
} from '@hengneng/testkit';
import { afterAll, beforeAll } from 'vitest';

import { createInfluxStores, type InfluxStores } from './influx-stores.ts';
import { serverFromEnvironment, TEST_DATABASE } from './test-server.ts';

const external = serverFromEnvironment(process.env);
const name = `InfluxDB at ${external?.url ?? 'a private server'}`;
let server: TestServer | null = null;
let stores: InfluxStores;

beforeAll(async () => {
  if (external === null) server = await startTestInfluxdb(TEST_DATABASE);
  stores = createInfluxStores(external ?? { url: server?.url ?? '', database: TEST_DATABASE });
});
afterAll(async () => {
  stores.close();
  await server?.dispose();
});

describeEnergyStore(name, () => ({ store: stores.energy }));
describeCorrectionStore(name, () => ({ store: stores.corrections }));
describeReadingScan(name, () => ({ scan: stores.scan, store: stores.readings }));
