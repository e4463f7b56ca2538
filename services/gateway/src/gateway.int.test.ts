import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';

import {
  gatewayCommandsQueue,
  gatewayStatusSchema,
  heartbeatSchema,
  journalDaySchema,
  normalizeMessagesQueue,
  RECORD_FACTS,
  redisKeys,
  shardOf,
  verificationReportSchema,
} from '@hengneng/contracts';
import {
  addDownlinks,
  connectRedis,
  createQueue,
  createRangeProgress,
  createRegistryPublisher,
  waitUntilRedisReady,
} from '@hengneng/queue';
import { startTestRedis, type TestServer, temporaryDirectory } from '@hengneng/testkit';
import { Queue } from 'bullmq';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type GatewayProcess, prepareGateway } from './testing/gateway-process.ts';
import { until } from './testing/until.ts';

const ENTERPRISE = '91430626MA4L0001XX';
const USERNAME = `${ENTERPRISE}.edge-1`;
const PREFIX = `energy/v1/${ENTERPRISE}/edge-1`;
const SHARD_QUEUE = normalizeMessagesQueue(shardOf(ENTERPRISE));

let server: TestServer;
let directory: string;
let gateway: GatewayProcess;
let redis: ReturnType<typeof connectRedis>;
let version = 0;

async function register(password: string, revoked = false): Promise<void> {
  version += 1;
  const passwordSha256 = createHash('sha256').update(password).digest('hex');
  const device = { id: 'edge-1', passwordSha256, certificateSha256: null, revoked };
  const publisher = createRegistryPublisher(redis);
  await publisher.publish({
    enterpriseId: ENTERPRISE,
    version,
    timeZone: 'Asia/Shanghai',
    devices: [device],
    meters: [],
    products: [],
  });
  await publisher.markPublished();
}

async function connect(password: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(gateway.mqttUrl, {
    protocolVersion: 4,
    clientId: USERNAME,
    username: USERNAME,
    password,
    reconnectPeriod: 0,
  });
  client.on('error', () => {});
  return client;
}

/** Ids of the jobs that wait in a queue. */
async function waitingIds(name: string): Promise<string[]> {
  const queue = new Queue(name, { connection: redis });
  const jobs = await queue.getJobs(['waiting']);
  await queue.close();
  return jobs.map(({ id = '' }) => id);
}

beforeAll(async () => {
  server = await startTestRedis();
  redis = connectRedis(server.url, 'worker');
  await waitUntilRedisReady(redis);
  directory = temporaryDirectory('gateway');
  gateway = await prepareGateway(directory, { REDIS_URL: server.url });
  await register('first');
  await gateway.start();
});
afterAll(async () => {
  await gateway.kill();
  redis.disconnect();
  await server.dispose();
  rmSync(directory, { recursive: true, force: true });
});

describe('the gateway and the other services', () => {
  it('says every second where it stands, and how many messages a day has', async () => {
    const client = await connect('first');
    await client.publishAsync(`${PREFIX}/readings`, '{"sequence":1}', { qos: 1 });
    await client.endAsync();
    const status = async () =>
      gatewayStatusSchema.parse(JSON.parse((await redis.get(redisKeys.gatewayStatus(1))) ?? '{}'));
    await until(async () => (await status()).headSequence === 1, 'the status tells of it');
    const [date = ''] =
      Object.entries((await status()).inFlightByDate).find(([, n]) => n > 0) ?? [];
    expect((await status()).journalledByDate[date]).toBe(1);
    const [key = ''] = await redis.keys(redisKeys.heartbeat('gateway', '*'));
    expect(heartbeatSchema.parse(JSON.parse((await redis.get(key)) ?? ''))).toMatchObject({
      ready: true,
    });
    await until(async () => (await waitingIds(RECORD_FACTS)).length > 0, 'the day is told of');
    const facts = new Queue(RECORD_FACTS, { connection: redis });
    const [fact] = await facts.getJobs(['waiting']);
    expect(journalDaySchema.parse(fact?.data)).toMatchObject({ date, journalled: 1 });
    await facts.close();
  });

  it('completes a range when it is reported recorded', async () => {
    const [id = ''] = await waitingIds(SHARD_QUEUE);
    expect(id).toMatch(/^1-1-1-\d$/);
    await redis.del(`bull:${SHARD_QUEUE}:wait`, `bull:${SHARD_QUEUE}:${id}`);
    await createRangeProgress(redis).reportNormalized(1, id);
    await createRangeProgress(redis).reportRecorded(1, [id]);
    const completedThrough = async () =>
      JSON.parse((await redis.get(redisKeys.gatewayStatus(1))) ?? '{}').completedThrough;
    await until(async () => (await completedThrough()) === 1, 'the range is complete');
    expect(await redis.scard(redisKeys.recorded(1))).toBe(0);
  });

  it('runs a completed range again when it is asked to', async () => {
    await createRangeProgress(redis).requestRerun(1, [1]);
    await until(async () => (await waitingIds(SHARD_QUEUE)).length === 1, 'the job is there again');
    const [id = ''] = await waitingIds(SHARD_QUEUE);
    expect(await redis.scard(redisKeys.rerun(1))).toBe(1);
    await createRangeProgress(redis).reportNormalized(1, id);
    await until(async () => (await redis.scard(redisKeys.rerun(1))) === 0, 'the wish is fulfilled');
  });

  it('verifies, fetches and replays by command', async () => {
    const commands = createQueue(gatewayCommandsQueue(1), redis);
    const answer = async (id: string, payload: object) => {
      await commands.add({ id, payload });
      let result: Awaited<ReturnType<typeof commands.result>> = null;
      await until(async () => {
        result = await commands.result(id);
        return result?.state === 'done';
      }, `an answer to ${id}`);
      return (result as { value?: unknown } | null)?.value;
    };
    const report = await answer('c-verify', { type: 'verify' });
    expect(verificationReportSchema.parse(report)).toMatchObject({ ok: true, records: 1 });
    const fetched = await answer('c-fetch', { type: 'fetch', sequence: 1 });
    expect(fetched).toMatchObject({ topic: `${PREFIX}/readings`, position: '1/1/1' });
    const replayed = await answer('c-replay', { type: 'replay', sequence: 1, actor: 'li' });
    expect(replayed).toMatchObject({ sequence: 2 });
    await commands.close();
  });

  it('delivers downlinks of the stream to the device', async () => {
    const client = await connect('first');
    await client.subscribeAsync(`${PREFIX}/rejections`);
    const heard = new Promise<string>((resolve) =>
      client.once('message', (_topic, payload) => resolve(payload.toString())),
    );
    const payload = { sha256: 'x', rejected: [] };
    await addDownlinks(redis, [
      { enterpriseId: ENTERPRISE, deviceId: 'edge-1', kind: 'rejections', payload },
    ]);
    expect(JSON.parse(await heard)).toEqual(payload);
    await client.endAsync();
  });

  it('disconnects within 2 s after a credential is replaced, and takes the new one at once', async () => {
    const client = await connect('first');
    await register('second');
    await connect('second').then((fresh) => fresh.endAsync());
    await until(() => !client.connected, 'the old one is gone', 2_000);
    await register('second', true);
    await until(() => connect('second').then(...NO_YES), 'the revoked device is refused', 2_000);
    await register('second');
  });

  it('takes messages by HTTP on the same road', async () => {
    const answer = await fetch(`${gateway.httpUrl}/api/v1/ingest/readings`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${USERNAME}:second`)}` },
      body: '{"sequence":9}',
    });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ sequence: 9 });
  });

  it('gives everything uncompleted again after Redis was emptied', async () => {
    const uncompleted = async () =>
      (await waitingIds(SHARD_QUEUE)).filter((id) => !id.startsWith('1-1-1-')).sort();
    const isAllThere = async () => /^1-\d-3-/.test((await uncompleted()).at(-1) ?? '');
    await until(isAllThere, 'all ranges wait');
    const before = await uncompleted();
    await redis.flushall();
    await until(
      async () => (await waitingIds(SHARD_QUEUE)).length >= before.length,
      'they are given again',
    );
    expect((await waitingIds(SHARD_QUEUE)).sort()).toEqual(before);
    await register('second');
  });

  it('ends with 0 when asked to, with its connections open', async () => {
    const client = await connect('second');
    await client.publishAsync(`${PREFIX}/events`, '{}', { qos: 1 });
    expect(await gateway.stop()).toBe(0);
    const records = await gateway.journalled();
    expect(records.map(({ source }) => source)).toEqual([
      `mqtt:${USERNAME}`,
      `replay:li:1:mqtt:${USERNAME}`,
      `http:${USERNAME}`,
      `mqtt:${USERNAME}`,
    ]);
  });
});

/** Resolves with whether a promise was rejected. */
const NO_YES = [
  (client: MqttClient) => {
    client.end(true);
    return false;
  },
  () => true,
] as const;
