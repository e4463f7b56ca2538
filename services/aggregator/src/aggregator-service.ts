import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  AGGREGATE_DELAY_MS,
  AGGREGATE_ENERGY,
  type AggregateEnergyJob,
  aggregateEnergyJobSchema,
  EVALUATE_POLICIES,
} from '@hengneng/contracts';
import {
  assertRedisSafe,
  connectRedis,
  createCounterStates,
  createDirtyDrain,
  createDirtyMarks,
  createEnterpriseJobs,
  createHeartbeats,
  createPatience,
  createQueue,
  createRedisName,
  createRegistryCache,
  createWorker,
  type JobContext,
  publishedEnterprises,
  readGatewayStatuses,
  uncountedRegistries,
} from '@hengneng/queue';
import {
  createMetrics,
  type Logger,
  type Readiness,
  repeat,
  startVitalSigns,
} from '@hengneng/telemetry';
import { createInfluxStores, influxdbRefusal, influxOptionsOf } from '@hengneng/timeseries';

import { createAggregator } from './aggregate-energy.processor.ts';
import { createAggregatorEvents } from './aggregator-metrics.ts';
import type { Config } from './config.ts';
import { createDirtySweep } from './dirty-sweep.ts';
import { createPositionsFile } from './drained-positions.ts';
import { registryName } from './enterprise-run.ts';
import { createRecovery } from './recovery.ts';

/** How often the registries of all enterprises are compared with what they are counted by. */
const REGISTRY_INTERVAL_MS = 60_000;

/** A running aggregator. */
export interface AggregatorService {
  /** Port of health page and metrics. */
  readonly httpPort: number;
  readiness(): Readiness;
  /** Takes no further jobs, gives the running ones their time, closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the aggregator: waits for Redis, refuses an unsafe one, and works. InfluxDB may come
 * later; until then jobs wait.
 */
export async function startAggregator(config: Config, logger: Logger): Promise<AggregatorService> {
  const nowMs = () => Date.now();
  const metrics = createMetrics('aggregator');
  const events = createAggregatorEvents(metrics, logger, nowMs);
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

  const stores = createInfluxStores(influxOptionsOf(config));
  const directory = config.AGGREGATOR_DATA_DIR;
  const registry = await createRegistryCache({
    redis: commands,
    streamRedis: stream,
    directory: directory === undefined ? null : join(directory, 'registry'),
    logger,
  });
  const drain = createDirtyDrain(commands);
  const marks = createDirtyMarks(commands);
  const aggregations = createEnterpriseJobs(AGGREGATE_ENERGY, commands, AGGREGATE_DELAY_MS);
  const evaluations = createEnterpriseJobs(EVALUATE_POLICIES, commands, 0);
  const aggregate = createAggregator({
    stores,
    drain,
    registry,
    aggregations,
    patience,
    nowMs,
    marks,
    states: createCounterStates(commands),
    onFigures: (enterpriseId) => evaluations.add(enterpriseId),
    newToken: randomUUID,
    onBadMeter: events.badMeter,
    sliceMs: config.AGGREGATOR_SLICE_MS,
  });
  const process = async (job: AggregateEnergyJob, context: JobContext) => {
    const startedAtMs = performance.now();
    const signal = AbortSignal.any([context.signal, stopping.signal]);
    const summary = await aggregate(job, signal);
    events.enterpriseCounted(summary, performance.now() - startedAtMs);
    return summary;
  };
  // Jobs that an earlier version could not read get another chance with every start.
  const failed = createQueue(AGGREGATE_ENERGY, jobs);
  await patience.untilDone('retry failed jobs', stopping.signal, () => failed.retryFailed());
  const worker = createWorker({
    queue: AGGREGATE_ENERGY,
    schema: aggregateEnergyJobSchema,
    process,
    redis: jobs,
    logger,
    concurrency: config.AGGREGATOR_CONCURRENCY,
    onBuried: events.jobBuried,
    onRetry: events.jobRetried,
  });
  const stopListening = registry.onChange(({ enterpriseId }) => {
    aggregations.add(enterpriseId).catch(() => {});
  });
  const sweep = createDirtySweep({
    ...{ drain, aggregations, events, nowMs },
    uncountedRegistries: () => uncountedRegistries(commands, registryName),
    registryIntervalMs: REGISTRY_INTERVAL_MS,
  });
  const recover = createRecovery({
    ...{ drain, marks, scan: stores.scan },
    file: createPositionsFile(directory ?? null),
    redisName: createRedisName(commands),
    gatewayStatuses: () => readGatewayStatuses(commands),
    enterpriseIds: () => publishedEnterprises(commands),
    onMarkedAgain: events.readingsMarkedAgain,
  });
  const repeated = (what: string, task: () => Promise<void>) =>
    repeat(config.AGGREGATOR_SWEEP_MS, () =>
      task().catch((error: unknown) => events.attemptFailed(what, error, 1)),
    );
  const repeating = [
    repeated('look for dirty enterprises', sweep),
    repeated('keep the counted positions', recover),
  ];

  const vitalSigns = await startVitalSigns({
    ...{ service: 'aggregator', instance: config.AGGREGATOR_INSTANCE, metrics, nowMs },
    ...{ host: config.AGGREGATOR_HTTP_HOST, port: config.AGGREGATOR_HTTP_PORT },
    ask: { part: 'influxdb', question: () => stores.readings.ping() },
    parts: () => ({
      redis: jobs.status === 'ready' ? { ready: true } : { ready: false, reason: jobs.status },
      registry: registry.readiness(),
      worker: worker.isRunning() ? { ready: true } : { ready: false, reason: 'not running' },
    }),
    beat: createHeartbeats(commands).beat,
  });
  logger.info({ httpPort: vitalSigns.port }, 'Aggregator started.');

  return {
    httpPort: vitalSigns.port,
    readiness: vitalSigns.readiness,
    stop: async () => {
      const deadlineMs = config.AGGREGATOR_SHUTDOWN_DEADLINE_MS;
      for (const one of repeating) one.stop();
      stopListening();
      // Half the time to finish, then the waiting ones let go and their jobs go back.
      const letGo = setTimeout(() => stopping.abort(), deadlineMs / 2);
      const closed = await worker.close(deadlineMs);
      clearTimeout(letGo);
      stopping.abort();
      if (!closed) logger.warn({}, 'Some jobs did not finish and will run again.');
      await vitalSigns.close();
      await registry.close();
      stores.close();
      for (const redis of [commands, stream, jobs]) redis.disconnect();
    },
  };
}
