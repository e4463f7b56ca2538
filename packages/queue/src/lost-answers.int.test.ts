import { normalizeMessagesQueue } from '@hengneng/contracts';
import {
  type LossyProxy,
  startLossyProxy,
  startTestRedis,
  type TestServer,
} from '@hengneng/testkit';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connectRedis, waitUntilRedisReady } from './connection.ts';
import { createDirtyMarks } from './dirty-marks.ts';
import { createHighWaterMarks } from './high-water-marks.ts';
import { createQueue } from './job-queue.ts';
import { createRangeProgress } from './range-progress.ts';
import { createRegistryPublisher } from './registry-publisher.ts';

/** Redis does what it was told, but the answer gets lost and the caller sees an error. */
describe('a call of which the answer is lost', () => {
  let server: TestServer;
  let proxy: LossyProxy;
  let direct: Redis;
  let producer: Redis;
  let reader: Redis;

  beforeAll(async () => {
    server = await startTestRedis();
    proxy = await startLossyProxy(Number(new URL(server.url).port));
    const url = `redis://127.0.0.1:${proxy.port}`;
    direct = connectRedis(server.url, 'worker');
    producer = connectRedis(url, 'producer');
    reader = connectRedis(url, 'reader');
    await Promise.all([direct, producer, reader].map((redis) => waitUntilRedisReady(redis)));
  });
  afterAll(async () => {
    for (const redis of [direct, producer, reader]) redis.disconnect();
    await proxy.close();
    await server.dispose();
  });

  /**
   * Makes the call fail by its lost answer, then repeats it until the connection is there again.
   */
  async function callTwice<T>(redis: Redis, call: () => Promise<T>): Promise<T> {
    proxy.loseNextAnswer();
    await expect(call()).rejects.toThrow();
    await waitUntilRedisReady(redis);
    return await call();
  }

  it('adds a job once, however often it is repeated', async () => {
    const queue = createQueue(normalizeMessagesQueue(0), producer);
    await queue.add({ id: 'first', payload: {} });
    await callTwice(producer, () => queue.add({ id: '1-1-9-0', payload: { value: 1 } }));
    expect(await queue.depth()).toBe(2);
  });

  it('leaves a claimed mark raised, so that the repeated claim reads back', async () => {
    const marks = createHighWaterMarks(reader);
    const claim = (latestReadAtMs: number) =>
      marks.claim('E', [{ meterId: 'M1', latestReadAtMs }], async () => new Map());
    await claim(1_000);
    expect(await callTwice(reader, () => claim(2_000))).toEqual([2_000]);
  });

  it('keeps reports until they were seen', async () => {
    const progress = createRangeProgress(reader);
    await callTwice(reader, () => progress.reportNormalized(1, '1-1-9-0'));
    expect(await callTwice(reader, () => progress.peek('normalized', 1, 10))).toEqual(['1-1-9-0']);
    await callTwice(reader, () => progress.remove('normalized', 1, ['1-1-9-0']));
    expect(await progress.peek('normalized', 1, 10)).toEqual([]);
  });

  it('marks the same hours dirty twice', async () => {
    const dirty = createDirtyMarks(reader);
    const days = [{ meterId: 'M1', utcDayNumber: 1, hourMask: 4 }];
    await callTwice(reader, () => dirty.mark('E', days));
    expect((await dirty.read('E')).days).toEqual(days);
  });

  it('publishes a snapshot once', async () => {
    const publisher = createRegistryPublisher(producer);
    const snapshot = { enterpriseId: 'E', version: 1, timeZone: 'Asia/Shanghai' };
    const lists = { devices: [], meters: [], products: [] };
    await callTwice(producer, () => publisher.publish({ ...snapshot, ...lists }));
    expect(await direct.xlen('hengneng:registry-changes')).toBe(1);
  });
});
