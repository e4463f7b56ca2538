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
  createHeartbeats,
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
  type MessageFields,
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

  it('does not start in production on an InfluxDB that lets anybody in', async () => {
    const config = readConfig({
      NODE_ENV: 'production',
      REDIS_URL: redisServer.url,
      INFLUX_URL: influxServer.url,
      NORMALIZER_HTTP_PORT: '0',
    });
    await expect(startNormalizer(config, logger)).rejects.toThrow('without a password');
  });

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

  it('answers bad input as documented and loses nothing good beside it', async () => {
    const mine = buildRegistrySnapshot({ enterpriseId: buildEnterpriseId(101) });
    const { enterpriseId } = mine;
    await createRegistryPublisher(redis).publishAll([mine]);
    const read = (readings: readonly unknown[]) => ({ readings });
    const good = { meterId: 'E01', readAt: AT, value: 1 };
    const bad = [
      { ...good, value: null },
      { ...good, meterId: '__proto__' },
      { ...good, readAt: '2026-11-21T08:15:00' },
      { ...good, readAt: '2036-11-21T08:15:00Z' },
      { ...good, readAt: 0 },
      { ...good, value: -1 },
    ];
    const bodies: MessageFields[] = [
      { body: read([...bad, good]) },
      { body: '{"readings":[{"meterId":"E01","readAt":1,"value":1e400}]}' },
      { body: '{"readings":[{"value":NaN}]}' },
      { body: read([{ ...good, value: 2 }, good]) },
      { refusal: 'too-large', body: { sha256: 'a'.repeat(64), bytes: 300_000, head: '' } },
      { refusal: 'rate-limited', body: read([good]) },
      { refusal: 'retained', body: read([good]) },
      { topic: `energy/v1/${buildEnterpriseId(100)}/edge-1/readings`, body: read([good]) },
      { payloadBase64: '/w==' },
      { deviceId: 'toString', body: read([good]) },
    ];
    const messages = bodies.map((fields, index) =>
      buildRawMessage({ enterpriseId, sequence: 11 + index, ...fields }),
    );
    const job = buildNormalizeJob(messages);
    await enqueue(job);
    const outcome = await outcomeOf(job);
    expect(outcome.counts).toEqual([
      {
        ...{ enterpriseId, date: '2026-11-21', messages: 10, parsed: 17 },
        ...{ stored: 1, duplicate: 1, conflict: 1 },
        quarantined: {
          ...{ 'not-a-number': 1, 'unknown-meter': 1, 'bad-time': 1, 'future-time': 1 },
          ...{ 'too-old': 2, 'out-of-range': 1, malformed: 2, 'too-large': 1, 'rate-limited': 1 },
          ...{ retained: 1, 'wrong-enterprise': 1, 'unknown-device': 1 },
        },
      },
    ]);
    expect(outcome.quarantined.map(({ reason }) => reason)).toEqual([
      ...['not-a-number', 'too-old', 'malformed', 'too-large', 'rate-limited', 'retained'],
      ...['wrong-enterprise', 'malformed', 'unknown-device'],
    ]);
    const query = { enterpriseId, meterId: 'E01', fromMs: 0, toMs: AT + 1, limit: 10 };
    expect(await store.range(query)).toMatchObject([{ value: 1, readAtMs: AT }]);
  });

  it('serves health, readiness and metrics', async () => {
    const get = (path: string) => fetch(`http://127.0.0.1:${service.httpPort}${path}`);
    await vi.waitFor(async () => expect((await get('/readyz')).status).toBe(200), 10_000);
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toContain('hengneng_normalizer_readings_total{outcome="stored"} 3');
    expect(metrics).toContain('hengneng_normalizer_quarantined_readings_total{reason="too-old"} 2');
    await vi.waitFor(async () => {
      const beats = await createHeartbeats(redis).list();
      expect(beats).toMatchObject([{ service: 'normalizer', instance: '1', ready: true }]);
    }, 5_000);
  });
});
