import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import {
  type NormalizeMessagesJob,
  normalizeMessagesQueue,
  SHARD_COUNT,
} from '@hengneng/contracts';
import { connectRedis, createRegistryPublisher, waitUntilRedisReady } from '@hengneng/queue';
import {
  startTestMosquitto,
  startTestRedis,
  type TestServer,
  temporaryDirectory,
} from '@hengneng/testkit';
import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type GatewayProcess, prepareGateway } from './testing/gateway-process.ts';
import { LedgerPublisher, sha256Of } from './testing/ledger-publisher.ts';
import { pauseMs, until } from './testing/until.ts';

const ENTERPRISES = ['91430626MA4L0001XX', '91430626MA4L0002XX'];
const PASSWORD = 'a-generated-secret';

/** One front door with its surroundings. */
interface Door {
  readonly gateway: GatewayProcess;
  /** Where devices publish. */
  readonly url: string;
  dispose(): Promise<void>;
}

let redis: TestServer;
let directory: string;
let door: Door;
let publishers: LedgerPublisher[];

async function publishRegistry(): Promise<void> {
  const connection = connectRedis(redis.url, 'worker');
  await waitUntilRedisReady(connection);
  const passwordSha256 = sha256Of(PASSWORD);
  await createRegistryPublisher(connection).publishAll(
    ENTERPRISES.map((enterpriseId) => ({
      enterpriseId,
      version: 1,
      timeZone: 'Asia/Shanghai',
      devices: [{ id: 'edge-1', passwordSha256, certificateSha256: null, revoked: false }],
      meters: [],
      products: [],
    })),
  );
  connection.disconnect();
}

async function openEmbedded(): Promise<Door> {
  const gateway = await prepareGateway(directory, { REDIS_URL: redis.url });
  return { gateway, url: gateway.mqttUrl, dispose: async () => {} };
}

async function openBroker(): Promise<Door> {
  const users = Object.fromEntries(ENTERPRISES.map((one) => [`${one}.edge-1`, PASSWORD]));
  const broker = await startTestMosquitto({ users: { ...users, gateway: PASSWORD } });
  const passwordFile = path.join(directory, 'broker-password');
  writeFileSync(passwordFile, PASSWORD);
  const gateway = await prepareGateway(directory, {
    REDIS_URL: redis.url,
    NODE_ENV: 'production',
    GATEWAY_BROKER_URL: broker.url,
    GATEWAY_BROKER_USERNAME: 'gateway',
    GATEWAY_BROKER_PASSWORD_FILE: passwordFile,
  });
  return { gateway, url: broker.url, dispose: () => broker.dispose() };
}

function publish(withReceipts: boolean): void {
  publishers = ENTERPRISES.map(
    (enterpriseId) =>
      new LedgerPublisher(door.url, {
        enterpriseId,
        deviceId: 'edge-1',
        password: PASSWORD,
        withReceipts,
      }),
  );
  for (const publisher of publishers) publisher.start();
}

async function endPublishing(): Promise<void> {
  for (const publisher of publishers) publisher.stop();
  await until(() => publishers.every(({ inFlight }) => inFlight === 0), 'all is answered', 20_000);
}

/** Sequences in the jobs that wait in Redis, in the order of a sort. */
async function queuedSequences(): Promise<number[]> {
  const connection = connectRedis(redis.url, 'worker');
  const sequences: number[] = [];
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const queue = new Queue<NormalizeMessagesJob>(normalizeMessagesQueue(shard), { connection });
    for (const job of await queue.getJobs(['waiting'])) {
      sequences.push(...job.data.messages.map(({ sequence }) => sequence));
    }
    await queue.close();
  }
  connection.disconnect();
  return sequences.sort((left, right) => left - right);
}

describe.each([
  { name: 'embedded', open: openEmbedded, receiptIsThePromise: false },
  { name: 'broker', open: openBroker, receiptIsThePromise: true },
])('custody at the $name door', ({ open, receiptIsThePromise }) => {
  beforeEach(async () => {
    redis = await startTestRedis();
    await publishRegistry();
    directory = temporaryDirectory('custody');
    publishers = [];
    door = await open();
    await door.gateway.start();
    await until(async () => (await door.gateway.readiness()).ready, 'the gateway is ready');
  });
  afterEach(async () => {
    for (const { client } of publishers) client.end(true);
    await door.gateway.kill();
    await door.dispose();
    await redis.dispose();
    rmSync(directory, { recursive: true, force: true });
  });

  /** SHA-256 of the payloads that the gateway has promised to keep. */
  function promised(): string[] {
    return publishers.flatMap(({ acknowledged, receipts }) => [
      ...(receiptIsThePromise ? receipts : acknowledged),
    ]);
  }

  it('keeps every promise through kill -9 under load, and forwards each record once', async () => {
    publish(receiptIsThePromise);
    for (let kill = 0; kill < 3; kill += 1) {
      const before = promised().length;
      await until(() => promised().length > before + 500, 'messages are promised');
      await door.gateway.kill();
      await door.gateway.start();
    }
    await endPublishing();
    const head = promised().length;
    await until(async () => (await queuedSequences()).length >= head, 'all is forwarded');
    expect(await door.gateway.stop()).toBe(0);

    const records = await door.gateway.journalled();
    const kept = new Set(records.map(({ payload }) => sha256Of(payload)));
    const lost = promised().filter((sha256) => !kept.has(sha256));
    expect(promised().length).toBeGreaterThan(1_500);
    expect(lost).toEqual([]);
    const queued = await queuedSequences();
    expect(new Set(queued).size).toBe(queued.length);
    expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, index) => index + 1));
  });

  it('goes on taking custody while Redis is away, and forwards when it is back', async () => {
    publish(true);
    await until(() => publishers.every(({ receipts }) => receipts.size > 100), 'receipts come');
    await redis.crash();
    const before = publishers.map(({ receipts }) => receipts.size);
    await until(
      () => publishers.every(({ receipts }, index) => receipts.size > (before[index] ?? 0) + 500),
      'receipts come without Redis',
    );
    const away = await door.gateway.readiness();
    expect(away.ready).toBe(false);
    expect(away.parts).toMatchObject({ forwarding: { reason: 'Redis is away.' } });
    await redis.restart();
    await endPublishing();
    const sent = publishers.reduce((sum, { sentCount }) => sum + sentCount, 0);
    await until(async () => (await queuedSequences()).length >= sent, 'all is forwarded', 20_000);
    await until(async () => (await door.gateway.readiness()).ready, 'the gateway is ready');
  });

  it('takes a message of the real mosquitto_pub and sends its receipt', async () => {
    const [enterpriseId = ''] = ENTERPRISES;
    const listener = new LedgerPublisher(door.url, {
      enterpriseId,
      deviceId: 'edge-1',
      password: PASSWORD,
      withReceipts: true,
      // On the embedded door a second client of the device would push the first one off.
      ...(receiptIsThePromise ? { clientId: 'listener' } : {}),
    });
    publishers.push(listener);
    const message = '{"readAt":1795219200000,"values":{"E01":1}}';
    const { hostname, port } = new URL(door.url);
    const username = `${enterpriseId}.edge-1`;
    if (!receiptIsThePromise) listener.client.end(true);
    else await until(() => listener.client.connected, 'the listener is connected');
    await pauseMs(200);
    execFileSync('mosquitto_pub', [
      ...['-h', hostname, '-p', port, '-q', '1', '-u', username, '-P', PASSWORD, '-i', username],
      ...['-t', `energy/v1/${enterpriseId}/edge-1/readings`, '-m', message],
    ]);
    await until(async () => (await queuedSequences()).length === 1, 'the message is forwarded');
    if (receiptIsThePromise) {
      await until(() => listener.receipts.has(sha256Of(message)), 'the receipt comes');
    }
    await door.gateway.stop();
    expect(String((await door.gateway.journalled())[0]?.payload)).toBe(message);
  });
});
