import { readdirSync, rmSync } from 'node:fs';
import { redisKeys } from '@hengneng/contracts';
import type { RegistrySnapshot } from '@hengneng/domain';
import { startTestRedis, type TestServer, temporaryDirectory } from '@hengneng/testkit';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { connectRedis } from './connection.ts';
import { createRegistryCache, type RegistryCache } from './registry-cache.ts';
import { createRegistryPublisher } from './registry-publisher.ts';

const ENTERPRISE = '91430626MA4L0001XT';
const silent = { info: () => {}, warn: () => {}, error: () => {} };

function snapshot(version: number, deviceIds: readonly string[] = ['edge-1']): RegistrySnapshot {
  return {
    enterpriseId: ENTERPRISE,
    version,
    timeZone: 'Asia/Shanghai',
    devices: deviceIds.map((id) => ({
      id,
      passwordSha256: null,
      certificateSha256: null,
      revoked: false,
    })),
    meters: [],
    products: ['cement-clinker'],
  };
}

describe('registry in Redis', () => {
  let server: TestServer;
  let redis: Redis;
  let directory: string;
  const caches: RegistryCache[] = [];

  async function openCache(): Promise<RegistryCache> {
    const cache = await createRegistryCache({
      redis: connectRedis(server.url, 'reader'),
      streamRedis: connectRedis(server.url, 'reader'),
      directory,
      logger: silent,
    });
    caches.push(cache);
    return cache;
  }

  beforeAll(async () => {
    server = await startTestRedis();
    redis = connectRedis(server.url, 'worker');
    directory = temporaryDirectory('registry');
  });
  afterAll(async () => {
    for (const cache of caches) await cache.close();
    redis.disconnect();
    await server.dispose();
    rmSync(directory, { recursive: true });
  });
  beforeEach(async () => {
    for (const cache of caches.splice(0)) await cache.close();
    await redis.flushall();
    rmSync(directory, { recursive: true, force: true });
  });

  it('never puts an older version over a newer one', async () => {
    const publisher = createRegistryPublisher(redis);
    await publisher.publish(snapshot(10));
    await publisher.publish(snapshot(9));
    expect(JSON.parse((await redis.get(redisKeys.registry(ENTERPRISE))) ?? '').version).toBe(10);
    expect(await redis.xlen(redisKeys.registryChanges)).toBe(1);
  });

  it('tells an enterprise that does not exist from one that is not published yet', async () => {
    const publisher = createRegistryPublisher(redis);
    const cache = await openCache();
    await expect(cache.lookUp(ENTERPRISE, 0)).rejects.toThrow('not published yet');
    expect(cache.readiness().ready).toBe(false);
    await publisher.markPublished();
    expect(await cache.lookUp(ENTERPRISE, 0)).toBeNull();
    expect(cache.readiness().ready).toBe(true);
    await publisher.publish(snapshot(1));
    expect((await cache.lookUp(ENTERPRISE, 0))?.devices.has('edge-1')).toBe(true);
  });

  it('is ready as soon as everything is published, also when that is nothing', async () => {
    const cache = await openCache();
    await vi.waitFor(async () => expect(await redis.client('LIST')).toContain('cmd=xread'));
    expect(cache.readiness()).toEqual({ ready: false, reason: expect.any(String) });
    await createRegistryPublisher(redis).publishAll([]);
    await vi.waitFor(() => expect(cache.readiness()).toEqual({ ready: true }), 1_000);
  });

  it('hears of a change of a known enterprise by itself', async () => {
    const publisher = createRegistryPublisher(redis);
    await publisher.publishAll([snapshot(1)]);
    const cache = await openCache();
    await cache.lookUp(ENTERPRISE);
    const heard: number[] = [];
    cache.onChange((entry) => heard.push(entry.version));
    await vi.waitFor(async () => expect(await redis.client('LIST')).toContain('cmd=xread'));
    await publisher.publish(snapshot(2, ['edge-1', 'edge-2']));
    await vi.waitFor(() => expect(cache.get(ENTERPRISE)?.devices.has('edge-2')).toBe(true));
    expect(heard).toEqual([2]);
  });

  it('asks about the same enterprise once a second, unless told otherwise', async () => {
    await createRegistryPublisher(redis).markPublished();
    const cache = await openCache();
    const answers = await Promise.all([1, 2, 3].map(() => cache.lookUp(ENTERPRISE)));
    expect(answers).toEqual([null, null, null]);
    await createRegistryPublisher(redis).publish(snapshot(1));
    expect(await cache.lookUp(ENTERPRISE)).toBeNull();
    expect((await cache.lookUp(ENTERPRISE, 0))?.version).toBe(1);
  });

  it('knows from its disk what it knew before, while Redis is away', async () => {
    await createRegistryPublisher(redis).publishAll([snapshot(3)]);
    const first = await openCache();
    await first.lookUp(ENTERPRISE);
    await first.close();
    expect(readdirSync(directory)).toEqual([`${ENTERPRISE}.json`]);
    await server.crash();
    const second = await openCache();
    expect(second.readiness().ready).toBe(true);
    expect((await second.lookUp(ENTERPRISE, 0))?.version).toBe(3);
    expect(second.get('__proto__')).toBeUndefined();
    await server.restart();
  });

  it('keeps what it knows when Redis is emptied, and hears of what comes after', async () => {
    const publisher = createRegistryPublisher(redis);
    await publisher.publishAll([snapshot(1)]);
    const cache = await openCache();
    await cache.lookUp(ENTERPRISE);
    await redis.flushall();
    expect(await publisher.isPublished()).toBe(false);
    expect((await cache.lookUp(ENTERPRISE, 0))?.version).toBe(1);
    await publisher.publishAll([snapshot(2)]);
    await vi.waitFor(() => expect(cache.get(ENTERPRISE)?.version).toBe(2));
  });

  it('catches up with what was published while its connection was down', async () => {
    const publisher = createRegistryPublisher(redis);
    await publisher.publishAll([snapshot(1)]);
    const cache = await openCache();
    await cache.lookUp(ENTERPRISE);
    await server.crash();
    await server.restart();
    await publisher.publish(snapshot(2));
    await vi.waitFor(() => expect(cache.get(ENTERPRISE)?.version).toBe(2), 8_000);
  });
});
