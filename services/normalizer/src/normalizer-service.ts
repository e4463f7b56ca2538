import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  AGGREGATE_DELAY_MS,
  AGGREGATE_ENERGY,
  type NormalizeMessagesJob,
  normalizeMessagesJobSchema,
  normalizeMessagesQueue,
  RECORD_FACTS,
  type RecordFactsJob,
  SHARD_COUNT,
} from '@hengneng/contracts';
import {
  addDownlinks,
  assertRedisSafe,
  connectRedis,
  createDeviceSequences,
  createDirtyMarks,
  createEnterpriseJobs,
  createHeartbeats,
  createHighWaterMarks,
  createPatience,
  createQueue,
  createRangeProgress,
  createRedisRoom,
  createRegistryCache,
  createWorker,
  type JobContext,
} from '@hengneng/queue';
import { createMetrics, type Logger, type Readiness, startVitalSigns } from '@hengneng/telemetry';
import { createInfluxReadingStore, influxdbRefusal, influxOptionsOf } from '@hengneng/timeseries';

import type { Config } from './config.ts';
import { createLimit } from './limit.ts';
import { createNormalizer } from './normalize-messages.processor.ts';
import { createNormalizerEvents } from './normalizer-metrics.ts';
import { type ReadingsCheckOptions, startReadingsChecks } from './verification/readings-check.ts';

const SHARD_QUEUES = Array.from({ length: SHARD_COUNT }, (_, shard) =>
  normalizeMessagesQueue(shard),
);
/**
 * A reading may be as short as eight characters and takes about 150 bytes while it is processed: at
 * once no more than 80 MB are held, besides what a single range of 4 MiB needs.
 */
const PAYLOAD_CHARACTERS_AT_ONCE_MAX = 4_194_304;

/** A check that runs at a stop is given up, and runs again later. */
const CHECK_STOP_MS = 100;

/** A running normalizer. */
export interface NormalizerService {
  /** Port of health page and metrics. */
  readonly httpPort: number;
  readiness(): Readiness;
  /** Takes no further jobs, gives the running ones their time, closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the normalizer: waits for Redis, refuses an unsafe one, and works. InfluxDB may come
 * later; until then jobs wait.
 */
export async function startNormalizer(config: Config, logger: Logger): Promise<NormalizerService> {
  const nowMs = () => Date.now();
  const metrics = createMetrics('normalizer');
  const events = createNormalizerEvents(metrics, logger, nowMs);
  const stopping = new AbortController();
  const patience = createPatience(events.attemptFailed);

  const onRedisError = (error: Error) => events.attemptFailed('connect to redis', error, 1);
  const commands = connectRedis(config.REDIS_URL, 'reader', onRedisError);
  const stream = connectRedis(config.REDIS_URL, 'reader', onRedisError);
  const jobs = connectRedis(config.REDIS_URL, 'worker', onRedisError);
  await patience.untilDone('reach redis', stopping.signal, () => commands.ping());
  await assertRedisSafe(commands);
  if (config.NODE_ENV === 'production') {
    const refusal = await patience.untilDone('reach influxdb', stopping.signal, () =>
      influxdbRefusal(config.INFLUX_URL),
    );
    if (refusal !== null) throw refusal;
  }

  const store = createInfluxReadingStore(influxOptionsOf(config));
  const registry = await createRegistryCache({
    redis: commands,
    streamRedis: stream,
    directory:
      config.NORMALIZER_DATA_DIR === undefined
        ? null
        : join(config.NORMALIZER_DATA_DIR, 'registry'),
    logger,
  });
  const facts = createQueue<RecordFactsJob>(RECORD_FACTS, jobs);
  const aggregations = createEnterpriseJobs(AGGREGATE_ENERGY, commands, AGGREGATE_DELAY_MS);
  const normalize = createNormalizer({
    store,
    registry,
    marks: createHighWaterMarks(commands),
    dirty: createDirtyMarks(commands),
    aggregate: (enterpriseId) => aggregations.add(enterpriseId),
    sequences: createDeviceSequences(commands),
    progress: createRangeProgress(commands),
    recordFacts: (id, payload) => facts.add({ id, payload }),
    sendDownlinks: (downlinks) => addDownlinks(commands, downlinks),
    room: createRedisRoom(commands),
    patience,
    nowMs,
    newRunId: randomUUID,
  });
  const limit = createLimit(config.NORMALIZER_CONCURRENCY, PAYLOAD_CHARACTERS_AT_ONCE_MAX);
  const process = async (job: NormalizeMessagesJob, context: JobContext) => {
    const signal = AbortSignal.any([context.signal, stopping.signal]);
    const startedAtMs = performance.now();
    const summary = await limit(payloadCharacters(job), () =>
      normalize(job, { signal, isHeld: context.isHeld }),
    );
    const newestAtMs = job.messages.at(-1)?.receivedAtMs ?? nowMs();
    events.rangeNormalized(summary, performance.now() - startedAtMs, nowMs() - newestAtMs);
  };
  // Jobs that an earlier version could not read get another chance with every start.
  for (const queue of SHARD_QUEUES) {
    const failed = createQueue(queue, jobs);
    await patience.untilDone('retry failed jobs', stopping.signal, () => failed.retryFailed());
  }
  const workers = SHARD_QUEUES.map((queue) =>
    createWorker({
      queue,
      schema: normalizeMessagesJobSchema,
      process,
      redis: jobs,
      logger,
      onBuried: events.jobBuried,
      onRetry: events.jobRetried,
    }),
  );

  const checkOptions = readingsCheckOptions(config);
  const checks = checkOptions === null ? [] : [startReadingsChecks(jobs, logger, checkOptions)];

  const vitalSigns = await startVitalSigns({
    ...{ service: 'normalizer', instance: config.NORMALIZER_INSTANCE, metrics, nowMs },
    ...{ host: config.NORMALIZER_HTTP_HOST, port: config.NORMALIZER_HTTP_PORT },
    ask: { part: 'influxdb', question: () => store.ping() },
    parts: () => ({
      redis: jobs.status === 'ready' ? { ready: true } : { ready: false, reason: jobs.status },
      registry: registry.readiness(),
      workers: workers.every((worker) => worker.isRunning())
        ? { ready: true }
        : { ready: false, reason: 'not all shards are worked on' },
    }),
    beat: createHeartbeats(commands).beat,
  });
  logger.info({ httpPort: vitalSigns.port, shardCount: SHARD_COUNT }, 'Normalizer started.');

  return {
    httpPort: vitalSigns.port,
    readiness: vitalSigns.readiness,
    stop: async () => {
      const deadlineMs = config.NORMALIZER_SHUTDOWN_DEADLINE_MS;
      // Half the time to finish, then the waiting ones let go and their jobs go back.
      const letGo = setTimeout(() => stopping.abort(), deadlineMs / 2);
      // A check is begun anew by whoever comes next: it only reads, and may take hours.
      const checked = Promise.all(checks.map((worker) => worker.close(CHECK_STOP_MS)));
      const closed = await Promise.all(workers.map((worker) => worker.close(deadlineMs)));
      await checked;
      clearTimeout(letGo);
      stopping.abort();
      if (closed.includes(false)) logger.warn({}, 'Some jobs did not finish and will run again.');
      await vitalSigns.close();
      await registry.close();
      store.close();
      for (const redis of [commands, stream, jobs]) redis.disconnect();
    },
  };
}

/** What checks of readings need; null where this normalizer holds no journal. */
function readingsCheckOptions(config: Config): ReadingsCheckOptions | null {
  const { NORMALIZER_JOURNAL_DIR: journalDirectory, DATABASE_URL: databaseUrl } = config;
  if (journalDirectory === undefined || databaseUrl === undefined) return null;
  const { INFLUX_TOKEN, INFLUX_USERNAME, INFLUX_PASSWORD } = config;
  return {
    ...{ gateway: config.NORMALIZER_JOURNAL_GATEWAY, journalDirectory },
    env: {
      DATABASE_URL: databaseUrl,
      INFLUX_URL: config.INFLUX_URL,
      INFLUX_DATABASE: config.INFLUX_DATABASE,
      ...(INFLUX_TOKEN === undefined ? {} : { INFLUX_TOKEN }),
      ...(INFLUX_USERNAME === undefined ? {} : { INFLUX_USERNAME }),
      ...(INFLUX_PASSWORD === undefined ? {} : { INFLUX_PASSWORD }),
    },
  };
}

function payloadCharacters({ messages }: NormalizeMessagesJob): number {
  let characters = 0;
  for (const { payload, payloadBase64 } of messages) {
    characters += payload?.length ?? payloadBase64?.length ?? 0;
  }
  return characters;
}
