import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AGGREGATE_ENERGY, EVALUATE_POLICIES } from '@hengneng/contracts';
import {
  type CorrectionItem,
  decideCorrection,
  insertCorrection,
  SYSTEM_SCOPE,
  unpublishedCorrections,
} from '@hengneng/database';
import type { CorrectionStore, CorrectionType } from '@hengneng/domain';
import { connectRedis, createDirtyMarks, createQueue, waitUntilRedisReady } from '@hengneng/queue';
import {
  createInMemoryCorrectionStore,
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
} from '@hengneng/testkit';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { createCorrectionPublisher, type FigureRequests } from './correction-publisher.ts';
import { createFigureRequests } from './figure-requests.ts';

const OWN = creditCode(1);
const AT_MS = Date.parse('2026-11-01T05:30:00Z');
const UTC_DAY = Math.floor(AT_MS / 86_400_000);

let api: ApiHarness;
let redisServer: TestServer;
let influxServer: TestServer;
let redis: ReturnType<typeof connectRedis>;
let stores: InfluxStores;
let figures: ReturnType<typeof createFigureRequests>;
beforeAll(async () => {
  [api, redisServer, influxServer] = await Promise.all([
    startApiHarness(),
    startTestRedis(),
    startTestInfluxdb('hengneng'),
  ]);
  redis = connectRedis(redisServer.url, 'producer');
  stores = createInfluxStores({ url: influxServer.url, database: 'hengneng' });
  figures = createFigureRequests(redis);
  await waitUntilRedisReady(redis, 10_000);
  const as = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const body = { id: OWN, name: 'x', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body });
});
afterAll(async () => {
  await figures.close();
  redis.disconnect();
  stores.close();
  await Promise.all([api.dispose(), redisServer.dispose(), influxServer.dispose()]);
});

async function approve(items: readonly CorrectionItem[], type: CorrectionType = 'replaced-value') {
  const person = (username: string) => ({ userId: randomUUID(), username });
  return await api.database.transaction(async (tx) => {
    const about = { enterpriseId: OWN, atMs: api.world.nowMs };
    const request = { ...about, type, reason: '人工抄表补录', attachmentIds: [], items };
    const correctionId = await insertCorrection(tx, { ...request, actor: person('asker') });
    const decide = (act: 'check' | 'approve', side: 'enterprise' | 'authority') => {
      const actor = { ...person(act), side };
      return decideCorrection(tx, SYSTEM_SCOPE, { ...about, correctionId, act, actor, note: '' });
    };
    await decide('check', 'enterprise');
    return (await decide('approve', 'authority')).correctionNo ?? 0;
  });
}

const reading = (value: number, atMs = AT_MS) => ({ meterId: 'E01', atMs, value });

function publisher(given: { store?: CorrectionStore; figures?: FigureRequests } = {}) {
  const { database, clock, logger } = api.dependencies;
  const correctionStore = given.store ?? stores.corrections;
  const parts = { database, clock, logger, correctionStore, figures: given.figures ?? figures };
  return createCorrectionPublisher(parts);
}

const stored = () =>
  stores.corrections.range({ enterpriseId: OWN, fromMs: 0, toMs: api.world.nowMs });
const pending = async () => (await unpublishedCorrections(api.database.executor, 1_000)).length;
const dirty = async () => (await createDirtyMarks(redis).read(OWN)).days;

/** Forgets what was marked, so that the next mark shows. */
const settle = () => redis.flushall();

describe('the publisher', () => {
  it('brings corrections to the store, marks their hours and asks for a count', async () => {
    await settle();
    const void_ = { meterId: 'E02', atMs: AT_MS + 86_400_000 };
    const first = await approve([reading(5), reading(6, AT_MS + 3_600_000)]);
    const second = await approve([void_], 'void-reading');
    await publisher().runOnce();
    expect(await stored()).toMatchObject([
      { meterId: 'E01', readAtMs: AT_MS, value: 5, correctionNo: first },
      { meterId: 'E01', value: 6, correctionNo: first },
      { meterId: 'E02', value: null, correctionNo: second },
    ]);
    expect(await dirty()).toEqual(
      expect.arrayContaining([
        { meterId: 'E01', utcDayNumber: UTC_DAY, hourMask: 0b110_0000 },
        { meterId: 'E02', utcDayNumber: UTC_DAY + 1, hourMask: 0b10_0000 },
      ]),
    );
    expect(await createQueue(AGGREGATE_ENERGY, redis).depth()).toBe(1);
    expect(await createQueue(EVALUATE_POLICIES, redis).depth()).toBe(0);
    expect(await pending()).toBe(0);
  });

  it('has an enterprise judged again whose output was corrected', async () => {
    await settle();
    const output = { product: 'clinker', atMs: AT_MS, toMs: AT_MS + 1, value: 1, unit: 't' };
    await approve([output], 'production');
    await publisher().runOnce();
    expect(await createQueue(EVALUATE_POLICIES, redis).depth()).toBe(1);
    expect(await dirty()).toEqual([]);
  });

  it.each(['write', 'markDirty', 'recount'] as const)(
    'repeats everything after a kill right before or after %s',
    async (step) => {
      for (const isDone of [false, true]) {
        await settle();
        const no = await approve([reading(100 + (isDone ? 1 : 0))]);
        const killed = async () => {
          throw new Error('killed');
        };
        const around =
          <A extends unknown[]>(work: (...of: A) => Promise<void>) =>
          async (...of: A) => {
            if (isDone) await work(...of);
            await killed();
          };
        const write = around(stores.corrections.write);
        const broken =
          step === 'write'
            ? publisher({ store: { ...stores.corrections, write } })
            : publisher({ figures: { ...figures, [step]: around<never[]>(figures[step]) } });
        await expect(broken.runOnce()).rejects.toThrow('killed');
        expect(await pending()).toBe(1);
        await publisher().runOnce();
        expect(await pending()).toBe(0);
        expect((await stored())[0]).toMatchObject({ readAtMs: AT_MS, correctionNo: no });
        expect(await dirty()).toHaveLength(1);
      }
    },
  );

  it('repeats everything after a kill before the mark is committed', async () => {
    const no = await approve([reading(7)]);
    const dying = {
      ...api.database,
      transaction: ((work) =>
        api.database.transaction(async (tx) => {
          await work(tx);
          throw new Error('killed');
        })) as typeof api.database.transaction,
    };
    const { clock, logger } = api.dependencies;
    const parts = { database: dying, clock, logger, correctionStore: stores.corrections, figures };
    await expect(createCorrectionPublisher(parts).runOnce()).rejects.toThrow('killed');
    expect((await stored())[0]).toMatchObject({ value: 7, correctionNo: no });
    expect(await pending()).toBe(1);
    await publisher().runOnce();
    expect([await pending(), (await stored())[0]?.value]).toEqual([0, 7]);
  });

  it('waits for InfluxDB, and for Redis, by itself', async () => {
    for (const server of [influxServer, redisServer]) {
      const no = await approve([reading(server === redisServer ? 21 : 20)]);
      await server.crash();
      const waiting = publisher();
      waiting.start();
      await sleep(1_500);
      expect(await pending()).toBe(1);
      await server.restart();
      await expect.poll(pending, { timeout: 30_000, interval: 200 }).toBe(0);
      await waiting.stop();
      expect((await stored())[0]).toMatchObject({ correctionNo: no });
    }
  });

  it('leaves the highest number in force, whoever publishes', async () => {
    for (let round = 0; round < 5; round += 1) {
      const numbers = [await approve([reading(30)]), await approve([reading(31)])];
      await Promise.all([publisher().runOnce(), publisher().runOnce(), publisher().runOnce()]);
      await publisher().runOnce();
      expect(await pending()).toBe(0);
      expect((await stored())[0]).toMatchObject({ value: 31, correctionNo: numbers[1] });
    }
  });

  it('fills a store that lost its data again', async () => {
    await publisher().runOnce();
    const before = await stored();
    expect(before.length).toBeGreaterThan(2);
    await settle();
    await publisher().renew();
    expect(await dirty()).toEqual([]);
    const fresh = createInMemoryCorrectionStore();
    await publisher({ store: fresh }).renew();
    const range = { enterpriseId: OWN, fromMs: 0, toMs: api.world.nowMs };
    expect(await fresh.range(range)).toEqual(before);
    expect((await dirty()).map(({ meterId }) => meterId).sort()).toEqual(['E01', 'E02']);
  });
});
