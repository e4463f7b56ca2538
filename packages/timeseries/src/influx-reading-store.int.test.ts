import { StoreUnavailableError } from '@hengneng/domain';
import { describeReadingStore, startTestInfluxdb, type TestServer } from '@hengneng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createInfluxReadingStore, type InfluxReadingStore } from './influx-reading-store.ts';
import { serverFromEnvironment, TEST_DATABASE } from './test-server.ts';

const ENTERPRISE = '91430626MA4L0001XT';
const AT = Date.UTC(2026, 10, 21);

function reading(meterId: string, value: number, readAtMs = AT) {
  return { enterpriseId: ENTERPRISE, meterId, readAtMs, value, position: 2 ** 43 + 1 };
}

const external = serverFromEnvironment(process.env);
let server: TestServer | null = null;
let store: InfluxReadingStore;

beforeAll(async () => {
  if (external === null) server = await startTestInfluxdb(TEST_DATABASE);
  store = createInfluxReadingStore(external ?? { url: server?.url ?? '', database: TEST_DATABASE });
});
afterAll(async () => {
  store.close();
  await server?.dispose();
});

describeReadingStore(`InfluxDB at ${external?.url ?? 'a private server'}`, () => ({ store }));

describe('InfluxDB reading store', () => {
  it('stores the good readings of a batch and names the refused ones', async () => {
    const good = Array.from({ length: 30 }, (_, index) => reading(`G${index}`, index));
    // NaN never gets this far in production; here it stands for whatever a server refuses.
    const bad = reading('BAD', Number.NaN);
    const batch = [...good.slice(0, 7), bad, ...good.slice(7), bad];
    const { refused } = await store.write(batch);
    expect(refused.map(({ index }) => index)).toEqual([7, 31]);
    expect(refused[0]?.message).toMatch(/./);
    const wanted = good.map(({ meterId }) => ({ meterId, readAtMs: [AT] }));
    expect(await store.find(ENTERPRISE, wanted)).toHaveLength(good.length);
  });

  it('says when the database is not there instead of refusing readings', async () => {
    const url = external?.url ?? server?.url ?? '';
    const wrong = createInfluxReadingStore({ ...external, url, database: 'no_such_database' });
    await expect(wrong.write([reading('E01', 1)])).rejects.toThrow(StoreUnavailableError);
    await expect(wrong.ping()).rejects.toThrow(StoreUnavailableError);
    wrong.close();
  });

  it.skipIf(external !== null)(
    'is unavailable while the server is away, then works again',
    async () => {
      await server?.crash();
      await expect(store.ping()).rejects.toThrow(StoreUnavailableError);
      await expect(store.write([reading('E01', 7)])).rejects.toThrow(StoreUnavailableError);
      await server?.restart();
      await store.write([reading('E01', 7)]);
      const [found] = await store.find(ENTERPRISE, [{ meterId: 'E01', readAtMs: [AT] }]);
      expect(found?.value).toBe(7);
    },
  );

  it.skipIf(external !== null)('keeps what it has answered for through kill -9', async () => {
    const batch = Array.from({ length: 5_000 }, (_, index) => reading('KILL', index, AT + index));
    await store.write(batch);
    await server?.crash();
    await server?.restart();
    const query = { enterpriseId: ENTERPRISE, meterId: 'KILL', fromMs: AT, toMs: AT + 5_000 };
    expect(await store.range({ ...query, limit: 10_000 })).toEqual(batch);
  });

  it.skipIf(external !== null)('gives up on a server that hangs after its time-out', async () => {
    const url = server?.url ?? '';
    const hasty = createInfluxReadingStore({ url, database: TEST_DATABASE, timeoutMs: 300 });
    server?.signal('SIGSTOP');
    const startedAtMs = performance.now();
    await expect(hasty.write([reading('E01', 1)])).rejects.toThrow(StoreUnavailableError);
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    server?.signal('SIGCONT');
    hasty.close();
  });
});
