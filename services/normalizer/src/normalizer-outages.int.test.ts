import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  type NormalizeMessagesJob,
  normalizeMessagesQueue,
  type RangeOutcome,
  RECORD_FACTS,
  rangeShardId,
  recordFactsJobSchema,
  shardOf,
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
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const DATABASE = 'hengneng';
const JOBS = 60;
const MESSAGES_PER_JOB = 5;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
/** Two enterprises of different shards, one message in seven says what an earlier one said. */
const enterpriseIds = [buildEnterpriseId(1), buildEnterpriseId(2)];

describe('the normalizer while things around it die', () => {
  let redisServer: TestServer;
  let influxServer: TestServer;
  let redis: Redis;
  let store: InfluxReadingStore;
  let recorder: JobWorker;
  const children: ChildProcess[] = [];
  let outcomes: Map<string, RangeOutcome>;
  let wasEmptied: boolean;

  beforeEach(async () => {
    [redisServer, influxServer] = await Promise.all([
      startTestRedis(),
      startTestInfluxdb(DATABASE),
    ]);
    redis = connectRedis(redisServer.url, 'worker');
    await waitUntilRedisReady(redis);
    store = createInfluxReadingStore({ url: influxServer.url, database: DATABASE });
    outcomes = new Map();
    wasEmptied = false;
    recorder = createWorker({
      queue: RECORD_FACTS,
      schema: recordFactsJobSchema,
      process: async (facts) => {
        if (facts.type !== 'range-outcome') return;
        outcomes.set(rangeShardId(facts), facts);
        await createRangeProgress(redis).reportRecorded(facts.gateway, [rangeShardId(facts)]);
      },
      redis,
      logger: silent,
    });
    await publishRegistry();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await recorder.close(1_000);
    store.close();
    redis.disconnect();
    await Promise.all([redisServer.dispose(), influxServer.dispose()]);
  });

  async function publishRegistry(): Promise<void> {
    const snapshots = enterpriseIds.map((enterpriseId) => buildRegistrySnapshot({ enterpriseId }));
    await createRegistryPublisher(redis).publishAll(snapshots);
  }

  function startChild(): ChildProcess {
    const env = {
      PATH: process.env.PATH,
      REDIS_URL: redisServer.url,
      INFLUX_URL: influxServer.url,
      NORMALIZER_HTTP_PORT: '0',
      NORMALIZER_SHUTDOWN_DEADLINE_MS: '2000',
      LOG_LEVEL: 'info',
    };
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    const child = spawn(process.execPath, [MAIN], { env, stdio: [...stdio] });
    children.push(child);
    return child;
  }

  async function enqueue(job: NormalizeMessagesJob): Promise<void> {
    const queue = createQueue<NormalizeMessagesJob>(normalizeMessagesQueue(job.shard), redis);
    await queue.add({ id: rangeShardId(job), payload: job });
  }

  async function normalizedIds(): Promise<Set<string>> {
    return new Set(await createRangeProgress(redis).peek('normalized', 1, 10_000));
  }

  /** Waits for the facts of every range; a range of which Redis has forgotten them runs again. */
  async function untilRecorded(jobs: readonly NormalizeMessagesJob[]): Promise<void> {
    await vi.waitFor(
      async () => {
        const recorded = new Set(await createRangeProgress(redis).peek('recorded', 1, 10_000));
        const missing = jobs.filter((job) => !recorded.has(rangeShardId(job)));
        if (wasEmptied) for (const job of missing) await enqueue(job);
        expect(missing.map(rangeShardId)).toEqual([]);
      },
      { timeout: 50_000, interval: 500 },
    );
  }

  /** Everything stored once, with the first value, and every account in balance. */
  async function expectNothingLost(jobs: readonly NormalizeMessagesJob[]): Promise<void> {
    expect(outcomes.size).toBe(jobs.length);
    const counts = [...outcomes.values()].flatMap((outcome) => outcome.counts);
    const sum = (pick: (count: (typeof counts)[number]) => number) =>
      counts.reduce((total, count) => total + pick(count), 0);
    const messageCount = jobs.length * MESSAGES_PER_JOB;
    const repeatedCount = Math.floor((messageCount - 1) / 7);
    const stored = await Promise.all(enterpriseIds.map((id) => store.count(id)));
    expect(stored.reduce((total, one) => total + one, 0)).toBe(2 * messageCount - repeatedCount);
    expect(sum((count) => count.parsed)).toBe(2 * messageCount);
    expect(sum((count) => count.stored)).toBe(2 * messageCount - repeatedCount);
    expect(sum((count) => count.duplicate + count.conflict)).toBe(repeatedCount);
    for (const enterpriseId of enterpriseIds) await expectFirstValues(enterpriseId);
  }

  async function expectFirstValues(enterpriseId: string): Promise<void> {
    const query = { enterpriseId, meterId: 'E01', fromMs: 0, toMs: BUILT_RECEIVED_AT_MS };
    for (const { readAtMs, value } of await store.range({ ...query, limit: 10_000 })) {
      expect(value).toBe(valueAt(readAtMs));
    }
  }

  it('loses nothing when one of two is killed again and again', { timeout: 90_000 }, async () => {
    const jobs = prepareJobs();
    for (const job of jobs) await enqueue(job);
    startChild();
    for (let kill = 0; kill < 2; kill += 1) {
      const victim = startChild();
      const before = (await normalizedIds()).size;
      await vi.waitFor(async () => expect((await normalizedIds()).size).toBeGreaterThan(before), {
        timeout: 20_000,
        interval: 5,
      });
      victim.kill('SIGKILL');
      await once(victim, 'exit');
    }
    await untilRecorded(jobs);
    await expectNothingLost(jobs);
  });

  it('waits while InfluxDB is away and goes on when it is back', { timeout: 90_000 }, async () => {
    await influxServer.crash();
    startChild();
    const jobs = prepareJobs();
    for (const job of jobs) await enqueue(job);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect((await normalizedIds()).size).toBe(0);
    await influxServer.restart();
    await untilRecorded(jobs);
    await expectNothingLost(jobs);
    const queue = createQueue(normalizeMessagesQueue(shardOf(enterpriseIds[0] ?? '')), redis);
    expect(await queue.failedCount()).toBe(0);
  });

  it('comes to the same end when Redis is emptied in the middle', { timeout: 90_000 }, async () => {
    const jobs = prepareJobs();
    startChild();
    for (const job of jobs) await enqueue(job);
    await vi.waitFor(async () => expect((await normalizedIds()).size).toBeGreaterThan(5), {
      timeout: 20_000,
      interval: 5,
    });
    await redis.flushall();
    wasEmptied = true;
    await publishRegistry();
    await untilRecorded(jobs);
    await expectNothingLost(jobs);
  });

  it('comes to the same end when Redis is killed in the middle', { timeout: 90_000 }, async () => {
    const jobs = prepareJobs();
    startChild();
    for (const job of jobs) await enqueue(job);
    await redisServer.crash();
    await redisServer.restart();
    await waitUntilRedisReady(redis);
    await untilRecorded(jobs);
    await expectNothingLost(jobs);
  });

  it('keeps a job it cannot read in sight, and goes on', { timeout: 60_000 }, async () => {
    const [good] = prepareJobs();
    if (good === undefined) throw new Error('no job');
    const queue = createQueue<unknown>(normalizeMessagesQueue(good.shard), redis);
    await queue.add({ id: '1-900-900-0', payload: { schemaVersion: 99 } });
    startChild();
    await enqueue(good);
    await untilRecorded([good]);
    expect(await queue.failedCount()).toBe(1);
    expect(await queue.result('1-900-900-0')).toMatchObject({ state: 'failed' });
  });

  it('stops in time although InfluxDB is away, and gives its jobs back', async () => {
    await influxServer.crash();
    const [job] = prepareJobs();
    if (job === undefined) throw new Error('no job');
    await enqueue(job);
    const first = startChild();
    for await (const chunk of first.stdout ?? []) {
      if (String(chunk).includes('Normalizer started.')) break;
    }
    const queue = createQueue(normalizeMessagesQueue(job.shard), redis);
    await vi.waitFor(async () => expect(await redis.llen(`bull:${queue.name}:active`)).toBe(1), {
      timeout: 20_000,
    });
    const askedAtMs = performance.now();
    first.kill('SIGTERM');
    const [code] = await once(first, 'exit');
    expect(performance.now() - askedAtMs).toBeLessThan(4_000);
    expect(code).toBe(0);
    await influxServer.restart();
    startChild();
    await untilRecorded([job]);
  });
});

function valueAt(readAtMs: number): number {
  return (BUILT_RECEIVED_AT_MS - readAtMs) / 1_000 + 1;
}

/** Jobs of consecutive ranges, in turn for both enterprises; every message has two readings. */
function prepareJobs(): NormalizeMessagesJob[] {
  return Array.from({ length: JOBS }, (_, index) => {
    const from = index * MESSAGES_PER_JOB + 1;
    const enterpriseId = enterpriseIds[index % 2] ?? '';
    const messages = Array.from({ length: MESSAGES_PER_JOB }, (_unused, offset) =>
      message(enterpriseId, from + offset),
    );
    return buildNormalizeJob(messages);
  });
}

/** Each seventh message repeats one reading of the message before the last of its enterprise. */
function message(enterpriseId: string, sequence: number) {
  const readAt = (of: number) => BUILT_RECEIVED_AT_MS - (of + 1) * 1_000;
  const isRepeating = sequence > 1 && (sequence - 1) % 7 === 0;
  const other = isRepeating ? repeatedBy(sequence) : sequence;
  const readings = [
    {
      meterId: 'E01',
      readAt: readAt(other),
      value: valueAt(readAt(other)) + (isRepeating ? 1 : 0),
    },
    { meterId: 'E02', readAt: readAt(sequence), value: sequence },
  ];
  return buildRawMessage({ enterpriseId, sequence, body: { sequence, readings } });
}

/**
 * A message of the same enterprise that repeats nothing itself: one of the same range, or ten
 * before.
 */
function repeatedBy(sequence: number): number {
  const before = sequence % MESSAGES_PER_JOB === 1 ? sequence - 2 * MESSAGES_PER_JOB : sequence - 1;
  return before > 0 ? before : sequence + 1;
}
