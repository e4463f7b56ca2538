import {
  type NormalizeMessagesJob,
  normalizeMessagesQueue,
  type RangeOutcome,
  RECORD_FACTS,
  rangeShardId,
  recordFactsJobSchema,
} from '@hengneng/contracts';
import {
  connectRedis,
  createQueue,
  createRangeProgress,
  createRegistryPublisher,
  createWorker,
  type JobWorker,
  waitUntilRedisReady,
} from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import {
  BUILT_RECEIVED_AT_MS,
  buildEnterpriseId,
  buildNormalizeJob,
  buildRawMessage,
  buildRegistrySnapshot,
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
} from '@hengneng/testkit';
import { createInfluxReadingStore, type InfluxReadingStore } from '@hengneng/timeseries';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { readConfig } from './config.ts';
import { type NormalizerService, startNormalizer } from './normalizer-service.ts';

const DATABASE = 'hengneng';
const AT = BUILT_RECEIVED_AT_MS;

describe('the normalizer on a real Redis and InfluxDB', () => {
  let redisServer: TestServer;
  let influxServer: TestServer;
  let redis: Redis;
  let store: InfluxReadingStore;
  let service: NormalizerService;
  let recorder: JobWorker;
  const outcomes = new Map<string, RangeOutcome>();
  const logger = createLogger({ service: 'normalizer', level: 'error' });

  beforeAll(async () => {
    [redisServer, influxServer] = await Promise.all([
      startTestRedis(),
      startTestInfluxdb(DATABASE),
    ]);
    redis = connectRedis(redisServer.url, 'worker');
    await waitUntilRedisReady(redis);
    store = createInfluxReadingStore({ url: influxServer.url, database: DATABASE });
    const config = readConfig({
      REDIS_URL: redisServer.url,
      INFLUX_URL: influxServer.url,
      NORMALIZER_HTTP_PORT: '0',
    });
    service = await startNormalizer(config, logger);
    recorder = createWorker({
      queue: RECORD_FACTS,
      schema: recordFactsJobSchema,
      process: async (facts) => {
        if (facts.type === 'range-outcome') outcomes.set(rangeShardId(facts), facts);
      },
      redis,
      logger,
    });
  });
  afterAll(async () => {
    await service.stop();
    await recorder.close(1_000);
    store.close();
    redis.disconnect();
    await Promise.all([redisServer.dispose(), influxServer.dispose()]);
  });

  async function enqueue(job: NormalizeMessagesJob): Promise<void> {
    const queue = createQueue<NormalizeMessagesJob>(normalizeMessagesQueue(job.shard), redis);
    await queue.add({ id: rangeShardId(job), payload: job });
  }

  async function outcomeOf(job: NormalizeMessagesJob): Promise<RangeOutcome> {
    return await vi.waitFor(() => {
      const outcome = outcomes.get(rangeShardId(job));
      if (outcome === undefined) throw new Error('no outcome yet');
      return outcome;
    }, 20_000);
  }

  it('stores what the meters showed, counts it and reports the range', async () => {
    const snapshot = buildRegistrySnapshot({ enterpriseId: buildEnterpriseId(100) });
    const { enterpriseId } = snapshot;
    await createRegistryPublisher(redis).publishAll([snapshot]);
    const job = buildNormalizeJob([
      buildRawMessage({ enterpriseId, sequence: 5, body: { readAt: AT, values: { E01: 1.5 } } }),
      buildRawMessage({
        enterpriseId,
        sequence: 6,
        body: { readings: [{ meterId: 'E02', readAt: AT, value: '2.25' }] },
      }),
    ]);
    await enqueue(job);
    const outcome = await outcomeOf(job);
    expect(outcome.counts).toEqual([
      expect.objectContaining({
        enterpriseId,
        date: '2026-11-21',
        messages: 2,
        parsed: 2,
        stored: 2,
      }),
    ]);
    expect(outcome.registryVersions).toEqual({ [enterpriseId]: 1 });
    const wanted = ['E01', 'E02'].map((meterId) => ({ meterId, readAtMs: [AT] }));
    const found = await store.find(enterpriseId, wanted);
    expect(found.map(({ meterId, value }) => [meterId, value]).sort()).toEqual([
      ['E01', 1.5],
      ['E02', 2.25],
    ]);
    const progress = createRangeProgress(redis);
    expect(await progress.peek('normalized', 1, 10)).toContain(rangeShardId(job));
  });
});
