import { EVALUATE_POLICIES, evaluatePoliciesJobSchema } from '@hengneng/contracts';
import { bringEvaluationForward, openDatabase } from '@hengneng/database';
import { BREAKER_DEFAULTS, CHINA_WORK_CALENDAR, REFERENCE_LIMIT_TABLE } from '@hengneng/domain';
import { createKeptMonths, createMonthMemo, GATHERERS } from '@hengneng/judging';
import {
  assertRedisSafe,
  connectRedis,
  createHeartbeats,
  createPatience,
  createQueue,
  createWorker,
} from '@hengneng/queue';
import {
  createMetrics,
  type Logger,
  type Readiness,
  repeat,
  startVitalSigns,
} from '@hengneng/telemetry';
import { createInfluxStores, influxdbRefusal, influxOptionsOf } from '@hengneng/timeseries';
import { createAreaSweep } from './area-sweep.ts';
import type { Config } from './config.ts';
import { createDueSweep } from './due-sweep.ts';
import { createEvaluator } from './evaluate.ts';
import { judgingClock } from './judging-clock.ts';
import { createRulesEvents } from './rules-metrics.ts';
import { createSilenceWatch } from './silence-watch.ts';

/** Connections besides those that running evaluations hold. */
const DATABASE_CONNECTIONS_SPARE = 8;

/** Running rules. */
export interface RulesService {
  /** Port of health page and metrics. */
  readonly httpPort: number;
  readiness(): Readiness;
  /** Takes nothing further, gives running judgements their time, closes everything. */
  stop(): Promise<void>;
}

/** Starts the rules: waits for Redis, refuses an unsafe one, and works. */
export async function startRules(
  config: Config,
  logger: Logger,
  nowMs: () => number = Date.now,
): Promise<RulesService> {
  const judgedMs = judgingClock(config, nowMs);
  const metrics = createMetrics('rules');
  const events = createRulesEvents(metrics, logger, nowMs);
  const stopping = new AbortController();
  const patience = createPatience(events.attemptFailed);
  const onRedisError = (error: Error) => events.attemptFailed('connect to redis', error, 1);
  const commands = connectRedis(config.REDIS_URL, 'reader', onRedisError);
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
  const database = openDatabase({
    url: config.DATABASE_URL,
    connectionsMax: config.RULES_CONCURRENCY + DATABASE_CONNECTIONS_SPARE,
    onIdleError: (error) => logger.warn({ error }, 'A connection to PostgreSQL broke.'),
  });
  const world = {
    ...{ executor: database.executor, energyStore: stores.energy },
    ...{ calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE },
  };
  const evaluate = createEvaluator({
    ...{ database, world, gatherers: GATHERERS, events },
    ...{ nowMs: judgedMs, recordedMs: nowMs },
    // The wall clock: what is stored is told by it, whatever time is judged for.
    memo: createMonthMemo(Date.now, createKeptMonths(database.executor)),
  });

  // Jobs that an earlier version could not read get another chance with every start.
  const failed = createQueue(EVALUATE_POLICIES, jobs);
  await patience.untilDone('retry failed jobs', stopping.signal, () => failed.retryFailed());
  const worker = createWorker({
    queue: EVALUATE_POLICIES,
    schema: evaluatePoliciesJobSchema,
    process: async ({ enterpriseId }) => {
      const [result] = await evaluate([{ enterpriseId, cadence: () => 'always' }]);
      if (result !== undefined) {
        await bringEvaluationForward(database.executor, enterpriseId, result.nextAtMs);
      }
    },
    redis: jobs,
    logger,
    concurrency: config.RULES_CONCURRENCY,
    onBuried: events.jobBuried,
    onRetry: events.jobRetried,
  });
  const sweep = createDueSweep({
    ...{ database, evaluate, events, nowMs: judgedMs },
    ...{ batch: config.RULES_BATCH, holdMs: config.RULES_HOLD_MS },
  });
  let running = Promise.resolve();
  const sweeping = repeat(config.RULES_SWEEP_MS, () => {
    running = sweep(() => stopping.signal.aborted).catch((error: unknown) =>
      events.attemptFailed('look for due enterprises', error, 1),
    );
    return running;
  });
  const sweepAreas = createAreaSweep({
    ...{ database, world, events, nowMs },
    ...{ waitMs: config.RULES_AREA_WAIT_MS, holdMs: config.RULES_HOLD_MS },
  });
  let runningAreas = Promise.resolve();
  const sweepingAreas = repeat(config.RULES_SWEEP_MS, () => {
    runningAreas = sweepAreas(() => stopping.signal.aborted).catch((error: unknown) =>
      events.attemptFailed('look for due areas', error, 1),
    );
    return runningAreas;
  });

  const watch = createSilenceWatch({
    ...{ database, nowMs, startedAtMs: nowMs() },
    settings: { ...BREAKER_DEFAULTS, startDelayMs: config.RULES_SILENCE_START_DELAY_MS },
  });
  let looking: Promise<unknown> = Promise.resolve();
  const watching = repeat(config.RULES_SILENCE_WATCH_MS, async () => {
    looking = watch().then(
      (round) => events.silenceSeen(round),
      (error: unknown) => events.attemptFailed('look for silent devices', error, 1),
    );
    await looking;
  });

  const vitalSigns = await startVitalSigns({
    ...{ service: 'rules', instance: config.RULES_INSTANCE, metrics, nowMs },
    ...{ host: config.RULES_HTTP_HOST, port: config.RULES_HTTP_PORT },
    ask: {
      part: 'stores',
      question: async () => {
        await Promise.all([database.ping(), stores.readings.ping()]);
      },
    },
    parts: () => ({
      redis: jobs.status === 'ready' ? { ready: true } : { ready: false, reason: jobs.status },
      worker: worker.isRunning() ? { ready: true } : { ready: false, reason: 'not running' },
    }),
    beat: createHeartbeats(commands).beat,
  });
  logger.info({ httpPort: vitalSigns.port }, 'Rules started.');

  return {
    httpPort: vitalSigns.port,
    readiness: vitalSigns.readiness,
    stop: async () => {
      stopping.abort();
      sweeping.stop();
      sweepingAreas.stop();
      watching.stop();
      const closed = await worker.close(config.RULES_SHUTDOWN_DEADLINE_MS);
      await running;
      await runningAreas;
      await looking;
      if (!closed) logger.warn({}, 'Some judgements did not finish and will run again.');
      await vitalSigns.close();
      stores.close();
      for (const redis of [commands, jobs]) redis.disconnect();
      await database.close();
    },
  };
}
