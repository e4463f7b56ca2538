import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EVALUATE_POLICIES } from '@hengneng/contracts';
import {
  connectRedis,
  createDirtyDrain,
  createDirtyMarks,
  createQueue,
  createRegistryPublisher,
  waitUntilRedisReady,
} from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import {
  buildEnterpriseId,
  buildRegistrySnapshot,
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
} from '@hengneng/testkit';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { type AggregatorService, startAggregator } from './aggregator-service.ts';
import { readConfig } from './config.ts';

const DATABASE = 'hengneng';
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Midnight in Shanghai. */
const START_MS = Date.UTC(2026, 10, 19, 16);
const ALL_TIME = { fromMs: 1, toMs: START_MS + 30 * DAY_MS };

describe('the aggregator on a real Redis and InfluxDB', () => {
  let redisServer: TestServer;
  let influxServer: TestServer;
  let redis: Redis;
  let stores: InfluxStores;
  let service: AggregatorService;
  const logger = createLogger({ service: 'aggregator', level: 'error' });

  beforeAll(async () => {
    [redisServer, influxServer] = await Promise.all([
      startTestRedis(),
      startTestInfluxdb(DATABASE),
    ]);
    redis = connectRedis(redisServer.url, 'worker');
    await waitUntilRedisReady(redis);
    stores = createInfluxStores({ url: influxServer.url, database: DATABASE });
    const config = readConfig({
      REDIS_URL: redisServer.url,
      INFLUX_URL: influxServer.url,
      AGGREGATOR_HTTP_PORT: '0',
      AGGREGATOR_SWEEP_MS: '200',
    });
    service = await startAggregator(config, logger);
  });
  afterAll(async () => {
    await service.stop();
    stores.close();
    redis.disconnect();
    await Promise.all([redisServer.dispose(), influxServer.dispose()]);
  });

  /** Stores readings and marks their hours, as the normalizer does. */
  async function receive(
    enterpriseId: string,
    meterId: string,
    readings: readonly (readonly [minute: number, value: number])[],
  ): Promise<void> {
    const stored = readings.map(([minute, value], index) => ({
      ...{ enterpriseId, meterId, value },
      readAtMs: START_MS + minute * MINUTE_MS,
      position: 2 ** 43 + 1 + index,
    }));
    await stores.readings.write(stored);
    const days = stored.map(({ readAtMs }) => {
      const utcDayNumber = Math.floor(readAtMs / DAY_MS);
      const hourMask = 1 << Math.floor((readAtMs % DAY_MS) / HOUR_MS);
      return { meterId, utcDayNumber, hourMask, firstMs: readAtMs, lastMs: readAtMs };
    });
    await createDirtyMarks(redis).mark(enterpriseId, days);
  }

  async function untilClean(): Promise<void> {
    await vi.waitFor(async () => expect((await createDirtyDrain(redis).list()).dirty).toEqual([]), {
      timeout: 20_000,
      interval: 100,
    });
  }

  it('counts hours, days and demand, counts on, and takes in what is late', async () => {
    const snapshot = buildRegistrySnapshot({ enterpriseId: buildEnterpriseId(200) });
    const { enterpriseId } = snapshot;
    await createRegistryPublisher(redis).publishAll([snapshot]);
    const range = { enterpriseId, ...ALL_TIME };
    await receive(enterpriseId, 'E01', [
      [0, 100],
      [15, 102],
      [45, 106],
      [60, 108],
    ]);
    await untilClean();
    const first = { meterId: 'E01', startMs: START_MS, estimatedQuantity: 0 };
    expect(await stores.energy.hours(range)).toEqual([
      { ...first, quantity: 8, coveredMs: HOUR_MS },
    ]);
    expect(await stores.energy.days(range)).toEqual([
      { ...first, quantity: 8, coveredMs: HOUR_MS },
    ]);
    expect((await stores.energy.demands(range)).map(({ kw }) => kw)).toEqual([8, 8, 8, 8]);
    const demand = { minKw: 8, maxKw: 8, sumKw: 32, quarterCount: 4, estimatedCount: 2 };
    expect(await stores.energy.demandDays(range)).toEqual([
      { meterId: 'E01', startMs: START_MS, demand, isCounted: true },
    ]);

    await receive(enterpriseId, 'E01', [
      [75, 110],
      [90, 112],
    ]);
    await untilClean();
    expect((await stores.energy.hours(range)).map(({ quantity }) => quantity)).toEqual([8, 4]);
    await receive(enterpriseId, 'E01', [[30, 105]]);
    await untilClean();
    expect((await stores.energy.hours(range)).map(({ quantity }) => quantity)).toEqual([8, 4]);
    const demands = await stores.energy.demands(range);
    expect(demands.map(({ kw }) => kw)).toEqual([8, 12, 4, 8, 8, 8]);
    expect((await stores.energy.days(range)).map(({ quantity }) => quantity)).toEqual([12]);
    expect((await stores.energy.demandDays(range)).map((day) => day.demand)).toEqual([
      { minKw: 4, maxKw: 12, sumKw: 48, quarterCount: 6, estimatedCount: 0 },
    ]);
    const evaluations = createQueue(EVALUATE_POLICIES, redis);
    expect(await evaluations.depth()).toBe(1);
    await evaluations.close();
  });

  it('mends a wrong figure when it is told to count again', async () => {
    const enterpriseId = buildEnterpriseId(200);
    const range = { enterpriseId, ...ALL_TIME };
    const [right] = await stores.energy.hours(range);
    if (right === undefined) throw new Error('no hour to begin with');
    await stores.energy.writeHours(enterpriseId, [{ ...right, quantity: 99 }]);
    const instants = ['--from', '2026-11-20T00:00:00+08:00', '--to', '2026-11-21T00:00:00+08:00'];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join(import.meta.dirname, 'recompute-cli.ts'),
        '--enterprise',
        enterpriseId,
        '--meter',
        'E01',
        ...instants,
      ],
      { env: { ...process.env, REDIS_URL: redisServer.url } },
    );
    expect(JSON.parse(stdout)).toMatchObject({ runCount: 1, asideCount: 0, daysWritten: 1 });
    expect((await stores.energy.hours(range))[0]).toEqual(right);
  });
});
