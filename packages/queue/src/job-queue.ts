import { type Job, type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { queueSettings } from './queue-settings.ts';

/** One job to add: a deterministic id makes a repeated add a no-op while the job exists. */
export interface NewJob<Payload> {
  /** No ':' and not digits alone (BullMQ refuses both). */
  readonly id: string;
  readonly payload: Payload;
  readonly options?: JobsOptions;
}

/** The adding side of one queue. */
export interface JobQueue<Payload> {
  readonly name: string;
  /** Adds a job. A rejection means "outcome unknown": add again with the same id. */
  add(job: NewJob<Payload>): Promise<void>;
  /** State of a job and, once it is done, its answer; null when there is none with that id. */
  result(id: string): Promise<JobResult | null>;
  /** What a job last said of its progress; null before, and when there is no such job. */
  progress(id: string): Promise<unknown>;
  /** Jobs that run. */
  activeCount(): Promise<number>;
  /** Jobs that wait, run or are delayed. */
  depth(): Promise<number>;
  /** Jobs that failed for good and wait for a person. */
  failedCount(): Promise<number>;
  /** Gives every failed job another try; for after an upgrade. */
  retryFailed(): Promise<void>;
  close(): Promise<void>;
}

/** Where a job stands. */
export type JobResult =
  | { readonly state: 'pending' }
  | { readonly state: 'done'; readonly value: unknown }
  | { readonly state: 'failed'; readonly message: string };

const KEY_PREFIX = 'bull';

/**
 * The adding side of a queue of the settings table, over a `producer` connection that is shared.
 *
 * It needs no Redis to be created: BullMQ's own object, which wants an answer from Redis first, is
 * made with the first add that finds a connection.
 */
export function createQueue<Payload>(name: string, redis: Redis): JobQueue<Payload> {
  const settings = queueSettings(name);
  const metaKey = `${KEY_PREFIX}:${name}:meta`;
  let opened: Promise<Queue> | null = null;

  const open = (): Promise<Queue> => {
    if (opened !== null) return opened;
    if (redis.status !== 'ready') {
      return Promise.reject(new Error(`Redis is away; nothing was added to ${name}.`));
    }
    const queue = new Queue(name, {
      connection: redis,
      prefix: KEY_PREFIX,
      defaultJobOptions: settings.job,
      streams: { events: { maxLen: 1_000 } },
    });
    // Errors of the connection are the connection's; those of a command reach whoever awaits it.
    queue.on('error', () => {});
    const opening = queue.waitUntilReady().then(() => queue);
    opened = opening;
    opening.catch(() => {
      opened = null;
    });
    return opening;
  };

  const add = async ({ id, payload, options }: NewJob<Payload>) => {
    const queue = await open();
    // The bound on active jobs is lost when Redis is emptied, so each add states it again. Commands
    // of one connection arrive in order: it is in force before the job is there.
    const bounded =
      settings.activeMax === null ? null : redis.hset(metaKey, 'concurrency', settings.activeMax);
    await Promise.all([bounded, queue.add(name, payload, { ...options, jobId: id })]);
  };

  const result = async (id: string): Promise<JobResult | null> => {
    const queue = await open();
    const state = await queue.getJobState(id);
    if (state === 'unknown') return null;
    if (state !== 'completed' && state !== 'failed') return { state: 'pending' };
    // After the state: a job that was read while it ran has no answer, although it is done by now.
    const job = (await queue.getJob(id)) as Job<unknown, unknown> | undefined;
    if (job === undefined) return null;
    if (state === 'completed') return { state: 'done', value: job.returnvalue };
    return { state: 'failed', message: job.failedReason ?? 'unknown' };
  };

  return {
    name,
    add,
    result,
    progress: async (id) => {
      const job = (await (await open()).getJob(id)) as Job<unknown, unknown> | undefined;
      // BullMQ says 0 before anything was said.
      return job === undefined || job.progress === 0 ? null : job.progress;
    },
    activeCount: async () => (await open()).getActiveCount(),
    depth: async () =>
      (await open()).getJobCountByTypes('wait', 'active', 'delayed', 'prioritized'),
    failedCount: async () => (await open()).getFailedCount(),
    retryFailed: async () => (await open()).retryJobs({ state: 'failed' }),
    close: async () => {
      const queue = await opened?.catch(() => null);
      await queue?.close();
    },
  };
}
