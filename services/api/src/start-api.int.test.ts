import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type RangeOutcome,
  RECORD_FACTS,
  type RecordFactsJob,
  redisKeys,
  registrySnapshotSchema,
  shardOf,
} from '@hengneng/contracts';
import { encodePosition } from '@hengneng/domain';
import { connectRedis, createHeartbeats, createQueue } from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import {
  type RunningServer,
  startPostgres,
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
  temporaryDirectory,
} from '@hengneng/testkit';
import { createInfluxReadingStore } from '@hengneng/timeseries';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { readConfig } from './config.ts';
import { type RunningApi, startApi } from './start-api.ts';
import { creditCode } from './testing/credit-code.ts';

const ENTERPRISE = creditCode(1);
const READ_MS = Date.parse('2026-11-20T00:15:00Z');
const RECEIVED_MS = Date.parse('2026-11-20T00:15:02Z');
const UNTIL = { timeout: 15_000, interval: 50 };

const directory = temporaryDirectory('start-api');
let postgres: RunningServer;
let redis: TestServer;
let influx: TestServer;
let client: ReturnType<typeof connectRedis>;
let api: RunningApi;
let token = '';
const gatewayRequests: { headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
const gateway = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    gatewayRequests.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"position":"1/1/7"}');
  });
});

beforeAll(async () => {
  [postgres, redis, influx] = await Promise.all([
    startPostgres({ directory: join(directory, 'postgres') }),
    startTestRedis(),
    startTestInfluxdb('hengneng'),
  ]);
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  writeFileSync(join(directory, 'password'), 'the first pass phrase\n');
  client = connectRedis(redis.url, 'worker');
  api = await start();
  token = await signIn();
});
afterAll(async () => {
  await api.stop();
  client.disconnect();
  gateway.close();
  await Promise.all([postgres.stop(), redis.dispose(), influx.dispose()]);
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<RunningApi> {
  const config = readConfig({
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    INFLUX_URL: influx.url,
    GATEWAY_HTTP_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    API_HTTP_PORT: '0',
    API_ADMIN_PASSWORD_FILE: join(directory, 'password'),
  });
  const logger = createLogger({ service: 'api', destination: { write: () => {} } });
  return await startApi(config, logger, (error) => {
    throw error;
  });
}

async function request(method: string, path: string, body?: unknown) {
  const response = await fetch(`${api.address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was answered
  return { status: response.status, body: JSON.parse(text) as any };
}

async function signIn(): Promise<string> {
  const credentials = { username: 'admin', password: 'the first pass phrase' };
  const { body } = await request('POST', '/api/v1/auth/login', credentials);
  return body.token;
}

async function publishedVersion(enterpriseId: string): Promise<number | null> {
  const text = await client.get(redisKeys.registry(enterpriseId));
  return text === null ? null : registrySnapshotSchema.parse(JSON.parse(text)).version;
}

const newEnterprise = (number: number) => ({
  id: creditCode(number),
  name: `企业 ${number}`,
  regionCode: '430626',
  industryCode: 'C3011',
});

function outcomeOf(
  range: { gateway: number; from: number; to: number; shard: number },
  counts: { stored: number; duplicate: number },
): RangeOutcome {
  return {
    type: 'range-outcome',
    schemaVersion: 1,
    ...range,
    receivedFromMs: RECEIVED_MS,
    receivedToMs: RECEIVED_MS + 90,
    registryVersions: {},
    counts: [
      {
        enterpriseId: ENTERPRISE,
        date: '2026-11-20',
        messages: 9,
        parsed: counts.stored + counts.duplicate,
        ...counts,
        conflict: 0,
        quarantined: {},
      },
    ],
    quarantined: [],
    conflicts: [],
    outputs: [],
    events: [],
  };
}

describe('the running api', () => {
  it('signs the first admin in with the operator’s password, unforced', async () => {
    const { body } = await request('GET', '/api/v1/auth/me');
    expect(body).toMatchObject({ username: 'admin', mustChangePassword: false });
  });

  it('answers a registration only after the data plane can read it', async () => {
    const created = await request('POST', '/api/v1/enterprises', newEnterprise(1));
    expect(created).toMatchObject({ status: 201, body: { published: true } });
    expect(await publishedVersion(ENTERPRISE)).toBe(1);
    const meter = { id: 'E01', name: '总表', energyKind: 'electricity', kind: 'register' };
    const path = `/api/v1/enterprises/${ENTERPRISE}`;
    await request('POST', `${path}/meters`, { ...meter, unit: 'kWh', flow: 'purchased', level: 1 });
    await request('POST', `${path}/devices`, { id: 'edge-1' });
    expect(await publishedVersion(ENTERPRISE)).toBe(3);
  });

  it('puts reports on record, tells the gateway, and shows them', async () => {
    const position = encodePosition(1, 5);
    const store = createInfluxReadingStore({ url: influx.url, database: 'hengneng' });
    await store.write([
      { enterpriseId: ENTERPRISE, meterId: 'E01', readAtMs: READ_MS, value: 12.5, position },
    ]);
    store.close();
    const range = { gateway: 1, from: 1, to: 9, shard: shardOf(ENTERPRISE) };
    const outcome = outcomeOf(range, { stored: 1, duplicate: 8 });
    const queue = createQueue<RecordFactsJob>(RECORD_FACTS, client);
    await queue.add({ id: 'outcome-1-1-9', payload: outcome });
    await queue.add({
      id: 'journal-day-1',
      payload: {
        type: 'journal-day',
        schemaVersion: 1,
        gateway: 1,
        date: '2026-11-20',
        journalled: 9,
        firstSequence: 1,
        lastSequence: 9,
      },
    });
    const member = `1-1-9-${range.shard}`;
    await vi.waitFor(async () => {
      expect(await client.sismember(redisKeys.recorded(1), member)).toBe(1);
    }, UNTIL);
    await vi.waitFor(async () => {
      const { body } = await request('GET', '/api/v1/ingest/accounting?date=2026-11-20');
      expect(body.messages).toEqual({ journalled: 9, processed: 9, inFlight: 0, balanced: true });
      expect(body.enterprises).toMatchObject([{ parsed: 9, stored: 1, balanced: true }]);
    }, UNTIL);
    await queue.close();

    const query = 'meterId=E01&from=2026-11-20T08:00:00%2B08:00&to=2026-11-21T00:00:00Z';
    const readings = await request('GET', `/api/v1/enterprises/${ENTERPRISE}/readings?${query}`);
    expect(readings.body.items).toEqual([
      {
        meterId: 'E01',
        readAt: new Date(READ_MS).toISOString(),
        value: 12.5,
        receivedAt: new Date(RECEIVED_MS).toISOString(),
        position: '1/5',
      },
    ]);
  });

  it('hands a device’s HTTP message to the gateway byte for byte', async () => {
    const body = '{"sequence":42,  "values":{"E01":1.50}}';
    const response = await fetch(`${api.address}/api/v1/ingest/readings`, {
      method: 'POST',
      headers: { authorization: 'Basic YTpi', 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(202);
    expect(await response.text()).toBe('{"position":"1/1/7"}');
    expect(gatewayRequests.at(-1)).toMatchObject({
      headers: { authorization: 'Basic YTpi' },
      body,
    });
  });

  it('is ready when the whole chain is, and says what is missing', async () => {
    const ready = async () => {
      const { status, body } = await request('GET', '/readyz');
      return { status, missing: Object.keys(body.parts).filter((name) => !body.parts[name].ready) };
    };
    expect(await ready()).toEqual({
      status: 503,
      missing: ['gateway', 'normalizer', 'aggregator', 'rules', 'notifier'],
    });
    const heartbeats = createHeartbeats(client);
    for (const service of ['gateway', 'normalizer', 'aggregator', 'rules', 'notifier']) {
      await heartbeats.beat({ service, instance: 'a', ready: true, atMs: Date.now() });
    }
    expect(await ready()).toEqual({ status: 200, missing: [] });
    influx.signal('SIGSTOP');
    // A stop takes effect when the server's threads are next scheduled.
    await vi.waitFor(async () => expect((await ready()).missing).toContain('influxdb'), UNTIL);
    influx.signal('SIGCONT');
  });

  it('publishes everything again after Redis was emptied', async () => {
    await client.flushall();
    await vi.waitFor(async () => {
      expect(await publishedVersion(ENTERPRISE)).toBe(3);
      expect(await client.exists(redisKeys.registryPublished)).toBe(1);
    }, UNTIL);
  });

  it('saves a registration while Redis is away, says so, and publishes it later', async () => {
    await redis.crash();
    const created = await request('POST', '/api/v1/enterprises', newEnterprise(2));
    expect(created).toMatchObject({ status: 503, body: { code: 'REGISTRY_NOT_PUBLISHED' } });
    expect(created.body.message).toContain('saved');
    const saved = await request('GET', `/api/v1/enterprises/${creditCode(2)}`);
    expect(saved.body).toMatchObject({ published: false });
    await redis.restart();
    await vi.waitFor(async () => expect(await publishedVersion(creditCode(2))).toBe(1), UNTIL);
    await vi.waitFor(async () => {
      const { body } = await request('GET', `/api/v1/enterprises/${creditCode(2)}`);
      expect(body.published).toBe(true);
    }, UNTIL);
  });

  it('answers STORE_UNAVAILABLE while PostgreSQL is away and works again afterwards', async () => {
    const { port } = postgres;
    postgres.kill('SIGKILL');
    await postgres.exited;
    expect(await request('GET', '/api/v1/enterprises')).toMatchObject({
      status: 503,
      body: { code: 'STORE_UNAVAILABLE' },
    });
    // Reports wait in their order: of two runs of one range the later is the one that stays.
    const range = { gateway: 1, from: 11, to: 19, shard: shardOf(ENTERPRISE) };
    const queue = createQueue<RecordFactsJob>(RECORD_FACTS, client);
    for (const stored of [9, 4, 7]) {
      const payload = outcomeOf(range, { stored, duplicate: 9 - stored });
      await queue.add({ id: `outcome-1-11-${stored}`, payload });
    }
    await sleep(500);
    postgres = await startPostgres({ directory: join(directory, 'postgres'), port });
    await vi.waitFor(async () => {
      expect((await request('GET', '/api/v1/enterprises')).status).toBe(200);
    }, UNTIL);
    await vi.waitFor(async () => expect(await queue.depth()).toBe(0), UNTIL);
    await queue.close();
    const { body } = await request('GET', '/api/v1/ingest/accounting?date=2026-11-20');
    expect(body.enterprises).toMatchObject([{ stored: 1 + 7, duplicate: 8 + 2, balanced: true }]);
  });

  it('leaves the admin’s password alone at the next start', async () => {
    await api.stop();
    writeFileSync(join(directory, 'password'), 'another pass phrase\n');
    api = await start();
    token = await signIn();
    expect((await request('GET', '/api/v1/auth/me')).status).toBe(200);
  });
});
