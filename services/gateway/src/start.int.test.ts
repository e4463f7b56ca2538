import { rmSync } from 'node:fs';

import {
  findFreePort,
  spawnChild,
  startTestMosquitto,
  startTestRedis,
  type TestServer,
  temporaryDirectory,
} from '@hengneng/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type GatewayProcess, prepareGateway } from './testing/gateway-process.ts';

let directory: string;
let gateway: GatewayProcess | null;
const servers: TestServer[] = [];

beforeEach(() => {
  directory = temporaryDirectory('start');
  gateway = null;
});
afterEach(async () => {
  await gateway?.kill();
  for (const server of servers.splice(0)) await server.dispose();
  rmSync(directory, { recursive: true, force: true });
});

/** Starts a gateway that is expected to refuse; answers what it said. */
async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  gateway = await prepareGateway(directory, env);
  await gateway.start().catch(() => {});
  expect(await gateway.exited()).toBe(78);
  return gateway.log();
}

describe('starting the gateway', () => {
  it('works without Redis: it journals, and says that it is not ready', async () => {
    const port = await findFreePort();
    gateway = await prepareGateway(directory, { REDIS_URL: `redis://127.0.0.1:${port}` });
    await gateway.start();
    expect(await gateway.readiness()).toMatchObject({
      ready: false,
      parts: { journal: { ready: true }, forwarding: { reason: 'Redis is away.' } },
    });
    expect(await gateway.stop()).toBe(0);
  });

  it('is refused with a Redis that may forget', async () => {
    const port = await findFreePort();
    const redis = spawnChild({
      name: 'redis',
      command: '/usr/bin/redis-server',
      args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      workingDirectory: directory,
      logFile: `${directory}/redis.log`,
      stopSignal: 'SIGTERM',
      orphanSignal: 'SIGKILL',
    });
    try {
      const said = await refusal({ REDIS_URL: `redis://127.0.0.1:${port}` });
      expect(said).toContain('appendonly yes');
    } finally {
      await redis.stop();
    }
  });

  it('is refused with a broker that lets anybody in, in production', async () => {
    const redis = await startTestRedis();
    const broker = await startTestMosquitto({ users: {}, allowAnonymous: true });
    servers.push(redis, broker);
    const env = { REDIS_URL: redis.url, GATEWAY_BROKER_URL: broker.url, NODE_ENV: 'production' };
    const said = await refusal({ ...env, GATEWAY_BROKER_USERNAME: 'gateway' });
    expect(said).toContain('allow_anonymous false');
  });

  it('is refused with every wrong variable named, and no value printed', async () => {
    const said = await refusal({
      REDIS_URL: 'http://sEcReT@host',
      GATEWAY_NUMBER: '2000',
      GATEWAY_MQQT_PORT: '1883',
    });
    for (const name of ['REDIS_URL', 'GATEWAY_NUMBER', 'GATEWAY_MQQT_PORT']) {
      expect(said).toContain(name);
    }
    expect(said).not.toContain('sEcReT');
  });

  it('is refused while another gateway works in the same folder', async () => {
    const redis = await startTestRedis();
    servers.push(redis);
    gateway = await prepareGateway(directory, { REDIS_URL: redis.url });
    await gateway.start();
    const second = await prepareGateway(directory, { REDIS_URL: redis.url });
    await expect(second.start()).rejects.toThrow();
    expect(second.log()).toContain('JournalLockedError');
    expect(await gateway.stop()).toBe(0);
  });
});
