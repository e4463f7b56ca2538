import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';

import { gatewayCommandSchema, gatewayCommandsQueue } from '@hengneng/contracts';
import { type Journal, publicKeyPath } from '@hengneng/journal';
import { connectRedis, createRegistryCache, createWorker, readDownlinks } from '@hengneng/queue';
import {
  createMetrics,
  type Logger,
  type Metrics,
  type Readiness,
  readinessOf,
} from '@hengneng/telemetry';

import { RateLimits } from './access/rate-limits.ts';
import { createRegistryDirectory } from './access/registry-directory.ts';
import { createGatewayCommandsProcessor } from './commands/gateway-commands.processor.ts';
import { verifyInWorker } from './commands/verify-in-worker.ts';
import type { Config } from './config.ts';
import { createSource, rateLimitOptionsOf } from './create-source.ts';
import { type Custody, createCustody } from './custody/custody.ts';
import { Forwarder, type ForwarderEvents } from './forwarding/forwarder.ts';
import { startForwarding } from './forwarding/forwarding-loop.ts';
import { createRedisForwardingQueue } from './forwarding/redis-forwarding-queue.ts';
import { createGatewayMetrics } from './gateway-metrics.ts';
import { buildHttp } from './http/build-http.ts';
import { assertSameJournal } from './journal-continuity.ts';
import { listEnterprises } from './list-enterprises.ts';
import { openStores, type Stores } from './open-stores.ts';
import { startStatusReporter } from './status-reporter.ts';

/** Longest wait for Redis at the start; without it the gateway starts all the same. */
const REDIS_CHECK_TIMEOUT_MS = 2_000;

/** Longest wait at the stop for what needs Redis; jobs that run now run again elsewhere. */
const REDIS_CLOSE_TIMEOUT_MS = 2_000;

/** A gateway at work. */
export interface Gateway {
  readonly httpPort: number;
  /** Ports of the MQTT server; null where it does not listen. */
  readonly mqttPorts: { readonly tcp: number | null; readonly tls: number | null };
  /** Stops accepting, lets what was taken reach the disk, closes the journal. */
  stop(): Promise<void>;
}

/**
 * Builds and starts a gateway:
 *
 * ```
 * devices ──► door (MQTT, broker, HTTP) ──► custody ──► journal ──► PUBACK, 202, receipt
 *                ▲                                        │
 *   downlinks ───┘          forwarder ◄── planned ranges ─┘
 *                               └──► normalize-messages-{shard}   (Redis may be away)
 * ```
 *
 * Needs no Redis to start: it journals and acknowledges, and forwards later. `onFatal` is called when
 * nothing can be promised any more; the caller ends the process at once.
 */
export async function startGateway(
  config: Config,
  logger: Logger,
  onFatal: (error: Error) => void,
): Promise<Gateway> {
  const metrics = createMetrics('gateway');
  const { doorEvents, forwarderEvents, taken } = createGatewayMetrics(metrics, logger);
  const connections = connectionsTo(config.REDIS_URL, logger);
  const common: Common = { config, logger, onFatal, connections };

  const stores = await openStores(config, logger, onFatal);
  const custody = createCustody({
    journal: stores.journal,
    outstandingBytesMax: config.GATEWAY_JOURNAL_OUTSTANDING_BYTES_MAX,
    onFatal,
    onTaken: taken,
  });
  stores.onSpaceChange(custody.recheck);

  const { registry, directory } = await openRegistry(common);
  const rateLimits = new RateLimits(rateLimitOptionsOf(config));
  const doorParts = { custodian: custody, directory, rateLimits };
  const { source, ports } = await createSource(
    config,
    { ...doorParts, events: doorEvents },
    {
      listEnterprises: () => listEnterprises(connections.reader),
      listDevices: (enterpriseId) => [...(registry.get(enterpriseId)?.devices.keys() ?? [])],
      // A gateway that has journalled something was connected before.
      expectSession: stores.journal.headSequence > 0,
      onFatal,
      logger,
    },
  );
  const forwarding = await openForwarding(common, stores, forwarderEvents);
  observe(metrics, { ...stores, forwarder: forwarding.forwarder });

  const readiness = (): Readiness =>
    readinessOf({
      journal: part(custody.problem()),
      door: part(source.problem()),
      registry: registry.readiness(),
      forwarding: part(forwarding.problem()),
    });
  const onRefused = doorEvents.connectRefused;
  const http = buildHttp({ ...doorParts, readiness, metrics, logger, onRefused });
  const worker = startCommands(common, stores.journal, custody);
  const downlinks = readDownlinks({
    redis: connections.downlinks,
    handle: (downlink) => source.deliver({ ...downlink, payload: textOf(downlink.payload) }),
    logger,
  });
  const reporter = startStatusReporter({
    gateway: config.GATEWAY_NUMBER,
    instance: `${hostname()}-${process.pid}`,
    redis: connections.producer,
    journal: stores.journal,
    log: stores.log,
    readiness,
    now: Date.now,
    logger,
  });

  await http.listen({ host: config.GATEWAY_HTTP_HOST, port: config.GATEWAY_HTTP_PORT });
  await source.start();

  const stop = async () => {
    await Promise.all([source.stop(), http.close()]);
    await inTime(Promise.all([forwarding.stop(), reporter.stop()]));
    // The promises first: what follows does not come to an end while Redis is away.
    await stores.log.close();
    await stores.journal.close();
    const closing = [downlinks, registry, forwarding].map((each) => each.close());
    await inTime(Promise.allSettled([...closing, worker.close(REDIS_CLOSE_TIMEOUT_MS)]));
    for (const redis of Object.values(connections)) redis.disconnect();
  };
  const httpPort = (http.server.address() as AddressInfo).port;
  return { httpPort, mqttPorts: ports, stop };
}

/** What nearly every part is given. */
interface Common {
  readonly config: Config;
  readonly logger: Logger;
  readonly onFatal: (error: Error) => void;
  readonly connections: ReturnType<typeof connectionsTo>;
}

async function openRegistry({ config, logger, connections }: Common) {
  const registry = await createRegistryCache({
    redis: connections.reader,
    streamRedis: connections.registryStream,
    directory: config.REGISTRY_CACHE_DIR ?? null,
    logger,
  });
  const isRedisReady = () => connections.reader.status === 'ready' && registry.readiness().ready;
  return { registry, directory: createRegistryDirectory({ cache: registry, isRedisReady }) };
}

/** @throws Error when Redis is there and may drop what it has answered for. */
async function openForwarding(
  { config, logger, onFatal, connections }: Common,
  { journal, log }: Stores,
  events: ForwarderEvents,
) {
  const gateway = config.GATEWAY_NUMBER;
  const queue = createRedisForwardingQueue(gateway, connections.producer);
  await queue.firstCheck(REDIS_CHECK_TIMEOUT_MS);
  await assertSameJournal(connections.producer, gateway, journal);
  const forwarder = new Forwarder({
    gateway,
    journal,
    log,
    queue,
    events,
    outstandingBytesMax: config.GATEWAY_FORWARD_OUTSTANDING_BYTES_MAX,
    now: () => performance.now(),
  });
  const loop = startForwarding({ forwarder, queue, journal, logger, onFatal });
  return { forwarder, problem: loop.problem, stop: loop.stop, close: () => queue.close() };
}

function startCommands(
  { config, logger, connections }: Common,
  journal: Journal,
  custody: Custody,
) {
  const gateway = config.GATEWAY_NUMBER;
  const task = {
    directory: config.JOURNAL_DIR,
    publicKeyFiles: [publicKeyPath(config.JOURNAL_SIGNING_KEY_FILE)],
  };
  return createWorker({
    queue: gatewayCommandsQueue(gateway),
    schema: gatewayCommandSchema,
    process: createGatewayCommandsProcessor({
      gateway,
      journal,
      custodian: custody,
      verify: () => verifyInWorker(task),
      now: Date.now,
    }),
    redis: connections.worker,
    logger,
  });
}

/** One connection per purpose: a blocking read would hold up everything behind it. */
function connectionsTo(url: string, logger: Logger) {
  const open = (role: 'producer' | 'reader' | 'worker') =>
    connectRedis(url, role, (error) => logger.debug({ error }, 'Redis connection failed.'));
  return {
    producer: open('producer'),
    reader: open('reader'),
    registryStream: open('reader'),
    downlinks: open('reader'),
    worker: open('worker'),
  };
}

function part(problem: string | null): { ready: boolean; reason?: string } {
  return problem === null ? { ready: true } : { ready: false, reason: problem };
}

function textOf(payload: unknown): string {
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}

function observe(
  metrics: Metrics,
  { journal, log, forwarder }: Pick<Stores, 'journal' | 'log'> & { forwarder: Forwarder },
) {
  const gauge = metrics.observedGauge;
  gauge('journal_head_sequence', 'Last message on disk.', () => journal.syncedThrough);
  gauge('journal_outstanding_bytes', 'Bytes not yet on disk.', () => journal.outstandingBytes);
  gauge('journal_blocked', '1 while the disk is full.', () => (journal.blocked ? 1 : 0));
  gauge('completed_sequence', 'All up to here is stored.', () => log.completedThrough);
  gauge('uncompleted_ranges', 'Ranges under way.', () => forwarder.uncompletedCount);
  gauge('unplanned_messages', 'Messages in no range yet.', () => forwarder.unplannedCount);
  gauge('forward_outstanding_bytes', 'In the queues.', () => forwarder.outstandingBytes);
}

async function inTime(closing: Promise<unknown>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, REDIS_CLOSE_TIMEOUT_MS).unref());
  await Promise.race([closing, late]);
}
