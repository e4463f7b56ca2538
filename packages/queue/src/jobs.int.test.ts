import { normalizeMessagesQueue } from '@hengneng/contracts';
import { startTestRedis, type TestServer } from '@hengneng/testkit';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

import { connectRedis, waitUntilRedisReady } from './connection.ts';
import { createQueue, type JobQueue } from './job-queue.ts';
import { createWorker, type JobContext, type JobWorker } from './job-worker.ts';

const schema = z.object({ value: z.number() });
type Payload = z.infer<typeof schema>;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const QUEUE = normalizeMessagesQueue(0);

describe('queues and workers', () => {
  let server: TestServer;
  let producer: Redis;
  let workerRedis: Redis;
  let queue: JobQueue<Payload>;
  const workers: JobWorker[] = [];

  beforeAll(async () => {
    server = await startTestRedis();
    producer = connectRedis(server.url, 'producer');
    workerRedis = connectRedis(server.url, 'worker');
    await waitUntilRedisReady(producer);
  });
  beforeEach(async () => {
    await producer.flushall();
    queue = createQueue(QUEUE, producer);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.close(1_000);
    await queue.close();
  });
  afterAll(async () => {
    producer.disconnect();
    workerRedis.disconnect();
    await server.dispose();
  });

  function work(
    process: (payload: Payload, context: JobContext) => Promise<unknown>,
    options: { onBuried?: (jobId: string, error: Error) => void; redis?: Redis } = {},
  ): JobWorker {
    const redis = options.redis ?? workerRedis;
    const worker = createWorker({
      queue: QUEUE,
      schema,
      process,
      logger: silent,
      ...options,
      redis,
    });
    workers.push(worker);
    return worker;
  }

  it('processes a job once however often it is added, and forgets it when it is done', async () => {
    for (let again = 0; again < 3; again += 1) {
      await queue.add({ id: '1-1-9-0', payload: { value: 1 } });
    }
    const seen: number[] = [];
    work(async ({ value }) => seen.push(value));
    await vi.waitFor(() => expect(seen).toEqual([1]));
    await vi.waitFor(async () => expect(await queue.result('1-1-9-0')).toBeNull());
    await queue.add({ id: '1-1-9-0', payload: { value: 2 } });
    await vi.waitFor(() => expect(seen).toEqual([1, 2]));
  });

  it('runs one job of a queue at a time over all workers, also in an emptied Redis', async () => {
    let active = 0;
    let activeMax = 0;
    let done = 0;
    const process = async () => {
      active += 1;
      activeMax = Math.max(activeMax, active);
      await new Promise((resolve) => setTimeout(resolve, 20));
      active -= 1;
      done += 1;
    };
    work(process);
    work(process);
    await producer.flushall();
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map((value) => queue.add({ id: `job-${value}`, payload: { value } })),
    );
    await vi.waitFor(() => expect(done).toBe(6), 5_000);
    expect(activeMax).toBe(1);
  });

  it('puts a payload that does not parse aside and goes on with the next', async () => {
    const buried = vi.fn();
    const seen: number[] = [];
    const bad = { value: 'x' } as unknown as Payload;
    await queue.add({ id: 'bad', payload: bad });
    await queue.add({ id: 'good', payload: { value: 1 } });
    work(async ({ value }) => seen.push(value), { onBuried: buried });
    await vi.waitFor(() => expect(seen).toEqual([1]));
    expect(buried).toHaveBeenCalledExactlyOnceWith('bad', expect.any(Error));
    expect(await queue.failedCount()).toBe(1);
    expect(await queue.result('bad')).toMatchObject({ state: 'failed' });
    await queue.retryFailed();
    await vi.waitFor(() => expect(buried).toHaveBeenCalledTimes(2));
  });

  it('repeats a job that throws until it succeeds', async () => {
    let runs = 0;
    work(async () => {
      runs += 1;
      if (runs < 3) throw new Error('not yet');
    });
    await queue.add({ id: 'again', payload: { value: 1 } });
    await vi.waitFor(() => expect(runs).toBe(3), 10_000);
    expect(await queue.failedCount()).toBe(0);
  });

  it('runs the job of a worker that vanished again within ten seconds', async () => {
    const lost = connectRedis(server.url, 'worker');
    let started = false;
    work(
      () => {
        started = true;
        return new Promise(() => {});
      },
      { redis: lost },
    );
    await queue.add({ id: 'orphan', payload: { value: 1 } });
    await vi.waitFor(() => expect(started).toBe(true));
    const diedAtMs = performance.now();
    // Cut the connection for good: no lock is renewed any more, as after kill -9.
    lost.disconnect();
    workers.pop();
    let run = 0;
    work(async (_payload, context) => {
      run = context.run;
    });
    await vi.waitFor(() => expect(run).toBe(2), 15_000);
    expect(performance.now() - diedAtMs).toBeLessThan(11_000);
  });

  it('tells the processor when its hold on the job was lost', async () => {
    let signal: AbortSignal | undefined;
    let isHeld = async () => false;
    work(async (_payload, context) => {
      ({ signal, isHeld } = context);
      await new Promise((resolve) => context.signal.addEventListener('abort', resolve));
    });
    await queue.add({ id: 'held', payload: { value: 1 } });
    await vi.waitFor(() => expect(signal).toBeDefined());
    expect(await isHeld()).toBe(true);
    await producer.flushall();
    expect(await isHeld()).toBe(false);
    await vi.waitFor(() => expect(signal?.aborted).toBe(true), 8_000);
  });

  it('works on after Redis was killed, and adds nothing while it is away', async () => {
    const seen: number[] = [];
    work(async ({ value }) => seen.push(value));
    await queue.add({ id: 'one', payload: { value: 1 } });
    await vi.waitFor(() => expect(seen).toEqual([1]));
    await server.crash();
    await expect(queue.add({ id: 'two', payload: { value: 2 } })).rejects.toThrow();
    await server.restart();
    await waitUntilRedisReady(producer);
    await queue.add({ id: 'two', payload: { value: 2 } });
    await vi.waitFor(() => expect(seen).toEqual([1, 2]), 10_000);
  });

  it('gives up closing when Redis is away, and says so', async () => {
    const worker = work(() => new Promise(() => {}));
    await queue.add({ id: 'endless', payload: { value: 1 } });
    const startedAtMs = performance.now();
    expect(await worker.close(300)).toBe(false);
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
    workers.pop();
  });
});
