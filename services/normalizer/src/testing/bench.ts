import {
  type NormalizeMessagesJob,
  normalizeMessagesQueue,
  rangeShardId,
  shardOf,
} from '@hengneng/contracts';
import {
  connectRedis,
  createQueue,
  createRegistryPublisher,
  waitUntilRedisReady,
} from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import {
  buildEnterpriseId,
  buildMeter,
  buildRawMessage,
  buildRegistrySnapshot,
  startTestInfluxdb,
  startTestRedis,
} from '@hengneng/testkit';
import { createInfluxReadingStore } from '@hengneng/timeseries';

import { readConfig } from '../config.ts';
import { startNormalizer } from '../normalizer-service.ts';

/**
 * Drains a prepared backlog on a real Redis and InfluxDB and prints readings a second and CPU time
 * of this process for each reading. Nothing else runs meanwhile.
 *
 * Usage: node services/normalizer/src/testing/bench.ts [messages] [readings a message] [messages a
 * job] [enterprises]
 */
const [messageCount = 20_000, readingsPerMessage = 100, messagesPerJob = 50, enterpriseCount = 16] =
  process.argv.slice(2).map(Number);
const DATABASE = 'hengneng';
const START_MS = Date.now() - 400 * 86_400_000;

const [redisServer, influxServer] = await Promise.all([
  startTestRedis(),
  startTestInfluxdb(DATABASE),
]);
const redis = connectRedis(redisServer.url, 'worker');
await waitUntilRedisReady(redis);
const meters = Array.from({ length: readingsPerMessage }, (_, index) =>
  buildMeter({ id: `E${String(index).padStart(3, '0')}`, registerMax: null }),
);
const enterpriseIds = Array.from({ length: enterpriseCount }, (_, index) =>
  buildEnterpriseId(index),
);
await createRegistryPublisher(redis).publishAll(
  enterpriseIds.map((enterpriseId) => buildRegistrySnapshot({ enterpriseId, meters })),
);
for (const job of prepareJobs()) {
  const queue = createQueue<NormalizeMessagesJob>(normalizeMessagesQueue(job.shard), redis);
  await queue.add({ id: rangeShardId(job), payload: job });
}

const config = readConfig({
  REDIS_URL: redisServer.url,
  INFLUX_URL: influxServer.url,
  NORMALIZER_HTTP_PORT: '0',
});
const startedAtMs = performance.now();
const cpuBefore = process.cpuUsage();
const service = await startNormalizer(config, createLogger({ service: 'bench', level: 'warn' }));
const queues = Array.from({ length: 8 }, (_, shard) =>
  createQueue(normalizeMessagesQueue(shard), redis),
);
while ((await Promise.all(queues.map((queue) => queue.depth()))).some((depth) => depth > 0)) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const seconds = (performance.now() - startedAtMs) / 1_000;
const cpu = process.cpuUsage(cpuBefore);
const readingCount = messageCount * readingsPerMessage;
const store = createInfluxReadingStore({ url: influxServer.url, database: DATABASE });
const counts = await Promise.all(enterpriseIds.map((id) => store.count(id)));
console.log({
  readingCount,
  storedCount: counts.reduce((sum, count) => sum + count, 0),
  seconds,
  readingsPerSecond: Math.round(readingCount / seconds),
  messagesPerSecond: Math.round(messageCount / seconds),
  cpuMicrosecondsPerReading: (cpu.user + cpu.system) / readingCount,
  residentMegabytes: Math.round(process.memoryUsage().rss / 1e6),
});
store.close();
await service.stop();
redis.disconnect();
await Promise.all([redisServer.dispose(), influxServer.dispose()]);

function* prepareJobs(): Generator<NormalizeMessagesJob> {
  const byShard = new Map<number, ReturnType<typeof buildRawMessage>[]>();
  for (let sequence = 1; sequence <= messageCount; sequence += 1) {
    const enterpriseId = enterpriseIds[sequence % enterpriseCount] ?? '';
    const readAt = START_MS + Math.floor(sequence / enterpriseCount) * 60_000;
    const values = Object.fromEntries(
      meters.map(({ id }, index) => [id, Math.round(sequence * 37.31 + index * 1e4) / 100]),
    );
    const body = {
      sequence: Math.ceil(sequence / enterpriseCount),
      readAt: new Date(readAt).toISOString(),
      values,
    };
    const message = buildRawMessage({ enterpriseId, sequence, receivedAtMs: Date.now(), body });
    const shard = shardOf(enterpriseId);
    const messages = byShard.get(shard) ?? [];
    byShard.set(shard, messages);
    messages.push(message);
    if (messages.length >= messagesPerJob) {
      byShard.delete(shard);
      yield toJob(shard, messages);
    }
  }
  for (const [shard, messages] of byShard) yield toJob(shard, messages);
}

function toJob(
  shard: number,
  messages: ReturnType<typeof buildRawMessage>[],
): NormalizeMessagesJob {
  const from = messages[0]?.sequence ?? 1;
  const to = messages.at(-1)?.sequence ?? 1;
  return { schemaVersion: 1, gateway: 1, from, to, shard, messages };
}
