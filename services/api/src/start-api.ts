import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { RECORD_FACTS, recordFactsJobSchema } from '@hengneng/contracts';
import {
  createSecretBox,
  deleteStale,
  isDatabaseUnavailable,
  migrate,
  openDatabase,
  sealChannels,
} from '@hengneng/database';
import { loadOrCreateSigningKey } from '@hengneng/journal';
import {
  assertRedisSafe,
  connectRedis,
  createHeartbeats,
  createRangeProgress,
  createRegistryPublisher,
  createWorker,
  waitUntilRedisReady,
} from '@hengneng/queue';
import { createMetrics, type Logger } from '@hengneng/telemetry';
import { createInfluxStores } from '@hengneng/timeseries';

import { seedFactors } from './accounts/seed-factors.ts';
import { createPasswords } from './auth/passwords.ts';
import { buildApp } from './build-app.ts';
import { createEscalationWorker } from './cases/escalation-worker.ts';
import type { Config } from './config.ts';
import { createCorrectionPublisher } from './corrections/correction-publisher.ts';
import { createFigureRequests } from './corrections/figure-requests.ts';
import type { ApiDependencies } from './dependencies.ts';
import { createDutyWorker } from './duty/duty-worker.ts';
import { createEventFeed } from './events/event-feed.ts';
import { createGateways, createReadingChecks } from './gateways.ts';
import { createAccountingWatch } from './ingest/accounting-watch.ts';
import { createDeviceCertificates } from './registry/device-certificates.ts';
import { createSnapshotPublisher } from './registry/snapshot-publisher.ts';
import { createDailyRoots } from './signed-roots/daily-roots.ts';
import { ensureFirstAdmin } from './users/first-admin.ts';
import { createRecordFactsProcessor, REPORTS_TOGETHER_MAX } from './workers/record-facts.worker.ts';

const MIGRATE_RETRY_MS = 1_000;
const BEAT_MS = 1_000;
const CLEAN_UP_MS = 3_600_000;
/** Where `vite build` of services/console leaves it. */
const BUILT_CONSOLE = fileURLToPath(new URL('../../console/dist', import.meta.url));

/** A running api. */
export interface RunningApi {
  /** Where it listens, `http://host:port`. */
  readonly address: string;
  /** Takes no further request or job, lets the running ones end, closes connections. */
  stop(): Promise<void>;
}

/**
 * Joins the api to the real world and starts it: migrates, makes the first account, listens, records
 * facts, publishes the registry. Waits for PostgreSQL; Redis, InfluxDB and the gateways may come
 * later. `onUnsafe` is told when Redis turns out to be set up so that it may lose data.
 */
export async function startApi(
  config: Config,
  logger: Logger,
  onUnsafe: (error: Error) => void,
): Promise<RunningApi> {
  await migrateWhenPossible(config.DATABASE_URL, logger);
  const { dependencies, redis, workerRedis, close } = await connectStores(config, logger);
  const passwords = createPasswords();
  await seedFactors(dependencies);
  await sealWhatIsOpen(dependencies);
  await ensureFirstAdmin(dependencies, passwords, await readFirstPassword(config));
  const publisher = createSnapshotPublisher(dependencies);
  const { app, verifier, auditVerifier, readingsVerifier } = await buildApp(dependencies, {
    passwords,
    isRegistryPublished: publisher.isCaughtUp,
  });
  const address = await app.listen({ host: config.API_HTTP_HOST, port: config.API_HTTP_PORT });
  publisher.start();
  const figures = createFigureRequests(redis);
  const corrections = createCorrectionPublisher({ ...dependencies, figures });
  corrections.start();
  await verifier.resume();
  await readingsVerifier.resume();
  await auditVerifier.resume();
  const dailyRoots = createDailyRoots(dependencies, auditVerifier.beginByItself);
  dailyRoots.start();
  const stopping = new AbortController();
  const { reportRecorded } = createRangeProgress(workerRedis);
  const worker = createWorker({
    queue: RECORD_FACTS,
    schema: recordFactsJobSchema,
    process: createRecordFactsProcessor({ ...dependencies, reportRecorded }, stopping.signal),
    concurrency: REPORTS_TOGETHER_MAX,
    redis: workerRedis,
    logger,
  });
  refuseUnsafeRedis(workerRedis, onUnsafe);
  const watch = createAccountingWatch(dependencies);
  watch.start();
  const dutyWorker = createDutyWorker(dependencies);
  dutyWorker.start(config.API_DUTY_POLL_MS);
  const escalations = createEscalationWorker(dependencies);
  escalations.start();
  const stopTimers = startTimers(dependencies, () => redis.status === 'ready');

  return {
    address,
    stop: async () => {
      stopTimers();
      watch.stop();
      await dutyWorker.stop();
      await escalations.stop();
      await app.close();
      await publisher.stop();
      await corrections.stop();
      await figures.close();
      await dailyRoots.stop();
      stopping.abort();
      const isDone = await worker.close(config.API_SHUTDOWN_DEADLINE_MS / 2);
      await close();
      if (!isDone) logger.warn('A report was not put on record in time; it will be again.');
    },
  };
}

/** Opens every store; none has to answer yet. */
async function connectStores(config: Config, logger: Logger) {
  const redisFault = (error: Error) => logger.debug({ error }, 'Redis connection failed.');
  const redis = connectRedis(config.REDIS_URL, 'producer', redisFault);
  const workerRedis = connectRedis(config.REDIS_URL, 'worker', redisFault);
  const eventReader = connectRedis(config.REDIS_URL, 'reader', redisFault);
  const events = createEventFeed({ redis, reader: eventReader, logger });
  const gateways = createGateways(redis);
  const readingChecks = createReadingChecks(redis);
  const database = openDatabase({
    url: config.DATABASE_URL,
    connectionsMax: config.API_DATABASE_CONNECTIONS_MAX,
    onIdleError: (error) => logger.warn({ error }, 'A connection to PostgreSQL broke.'),
  });
  const stores = createInfluxStores(await influxOptions(config));
  const dependencies: ApiDependencies = {
    database,
    readingStore: stores.readings,
    energyStore: stores.energy,
    readingScan: stores.scan,
    correctionStore: stores.corrections,
    gateways,
    readingChecks,
    events,
    logger,
    heartbeats: createHeartbeats(redis),
    metrics: createMetrics('api'),
    registry: createRegistryPublisher(redis),
    pingRedis: async () => {
      await redis.ping();
    },
    certificates: await readCertificates(config),
    secretBox: await readSecretBox(config),
    rootSigningKey: await readRootSigningKey(config),
    clock: Date.now,
    settings: settingsOf(config),
  };
  const close = async () => {
    await gateways.close();
    await readingChecks.close();
    await events.close();
    redis.disconnect();
    workerRedis.disconnect();
    stores.close();
    await database.close();
  };
  return { dependencies, redis, workerRedis, close };
}

async function migrateWhenPossible(url: string, logger: Logger): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrate(url);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      if (attempt === 1) logger.warn({ error }, 'PostgreSQL is away; waiting for it.');
      await sleep(MIGRATE_RETRY_MS);
    }
  }
}

function settingsOf(config: Config): ApiDependencies['settings'] {
  return {
    sessionIdleMs: config.API_SESSION_IDLE_SECONDS * 1_000,
    sessionLifetimeMs: config.API_SESSION_LIFETIME_SECONDS * 1_000,
    secureCookies: config.API_SECURE_COOKIES === 'always',
    mqttUrl: config.API_PUBLIC_MQTT_URL,
    mqttsUrl: config.API_PUBLIC_MQTTS_URL ?? null,
    gatewayHttpUrl: config.GATEWAY_HTTP_URL ?? null,
    consoleDirectory: config.API_CONSOLE_DIR ?? BUILT_CONSOLE,
    trustedProxies: config.API_TRUSTED_PROXIES.split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  };
}

async function influxOptions(config: Config) {
  const token = await readSecret(config.INFLUX_TOKEN_FILE);
  const password = await readSecret(config.INFLUX_PASSWORD_FILE);
  const username = config.INFLUX_USERNAME;
  return {
    url: config.INFLUX_URL,
    database: config.INFLUX_DATABASE,
    ...(token === null ? {} : { token }),
    ...(username === undefined ? {} : { username }),
    ...(password === null ? {} : { password }),
  };
}

async function readSecret(file: string | undefined): Promise<string | null> {
  return file === undefined ? null : (await readFile(file, 'utf8')).trim();
}

async function readFirstPassword(config: Config) {
  const password = await readSecret(config.API_ADMIN_PASSWORD_FILE);
  if (password === null) return null;
  return { password, origin: config.API_ADMIN_PASSWORD_ORIGIN };
}

async function readCertificates(config: Config) {
  const certificatePem = await readSecret(config.API_PKI_CA_CERT_FILE);
  const privateKeyPem = await readSecret(config.API_PKI_CA_KEY_FILE);
  if (certificatePem === null || privateKeyPem === null) return null;
  const validityDays = config.API_PKI_VALIDITY_DAYS;
  return await createDeviceCertificates({ certificatePem, privateKeyPem, validityDays });
}

async function readSecretBox(config: Config) {
  const text = await readSecret(config.API_SECRETS_KEY_FILE);
  return text === null ? null : createSecretBox(text);
}

/** Secrets of channels from before there was a key, or sealed with one that was replaced. */
async function sealWhatIsOpen({ database, secretBox, logger }: ApiDependencies): Promise<void> {
  if (secretBox === null) return;
  const counts = await database.transaction((tx) => sealChannels(tx, secretBox));
  if (counts.sealedCount > 0) logger.info(counts, 'Secrets of channels were sealed.');
  if (counts.unreadableCount === 0) return;
  logger.error(counts, 'Channels are sealed with a key that API_SECRETS_KEY_FILE does not have.');
}

async function readRootSigningKey(config: Config) {
  const file = config.API_ROOT_SIGNING_KEY_FILE;
  return file === undefined ? null : await loadOrCreateSigningKey(file);
}

function refuseUnsafeRedis(
  redis: ReturnType<typeof connectRedis>,
  onUnsafe: (error: Error) => void,
): void {
  const WAIT_MS = 24 * 3_600_000;
  waitUntilRedisReady(redis, WAIT_MS)
    .then(() => assertRedisSafe(redis))
    .catch((error: unknown) => {
      // A connection that broke in between says nothing about the settings.
      if (error instanceof Error && /not safe/.test(error.message)) onUnsafe(error);
    });
}

function startTimers(dependencies: ApiDependencies, isRedisReady: () => boolean): () => void {
  const { database, heartbeats, clock, logger, settings } = dependencies;
  const instance = `${hostname()}-${process.pid}`;
  const beat = setInterval(() => {
    if (!isRedisReady()) return;
    const sign = { service: 'api', instance, ready: true, atMs: clock() };
    heartbeats.beat(sign).catch(() => {});
  }, BEAT_MS);
  const cleanUp = setInterval(() => {
    const now = { atMs: clock(), idleMs: settings.sessionIdleMs };
    deleteStale(database.executor, now).catch((error: unknown) => {
      logger.warn({ error }, 'Ended sessions were not cleaned up.');
    });
  }, CLEAN_UP_MS);
  return () => {
    clearInterval(beat);
    clearInterval(cleanUp);
  };
}
