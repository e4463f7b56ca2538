import { type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';

import { type QueueLogger, warnOfTrouble } from './queue-logger.ts';
import { cappedBackoffMs, queueSettings, STALLED_COUNT_MAX } from './queue-settings.ts';

/** What a processor is told besides its payload. */
export interface JobContext {
  readonly jobId: string;
  /** 1 for the first run; higher after a crash of the worker or a failed attempt. */
  readonly run: number;
  /** Aborted when the worker has lost its hold on the job: somebody else may run it now. */
  readonly signal: AbortSignal;
  /**
   * Asks Redis whether the job is still this worker's. A process that was stopped for a while has
   * lost its jobs before it can notice; so ask right before what only the holder may do.
   */
  isHeld(): Promise<boolean>;
  /** Says how far the job is, to whoever asks the queue. */
  tellProgress(progress: object): Promise<void>;
}

/** The working side of one queue. */
export interface JobWorker {
  readonly name: string;
  /** Whether jobs can be taken now: connected, running, not closing. */
  isRunning(): boolean;
  /**
   * Takes no further job and waits for the ones that run, `deadlineMs` at most. False when the time
   * was not enough: BullMQ does not come to an end while Redis is away, so the caller must exit the
   * process, and the jobs run again.
   */
  close(deadlineMs: number): Promise<boolean>;
}

/** How a worker is made. */
export interface JobWorkerOptions<Payload> {
  readonly queue: string;
  readonly schema: z.ZodType<Payload>;
  readonly process: (payload: Payload, context: JobContext) => Promise<unknown>;
  /** A `worker` connection; shared, BullMQ opens its own second one for blocking reads. */
  readonly redis: Redis;
  readonly logger: QueueLogger;
  /** Jobs this worker runs side by side; 1 unless given. */
  readonly concurrency?: number;
  /** Told of each job that failed for good and stays in the failed set for a person to look at. */
  readonly onBuried?: (jobId: string, error: Error) => void;
  /** Told of each attempt that failed and will be repeated. */
  readonly onRetry?: (jobId: string, error: Error) => void;
}

/**
 * Works on a queue of the settings table. A payload that does not parse will never parse: it goes
 * to the failed set at once, is logged as an error and holds nobody up. Everything else a processor
 * throws is repeated with a capped back-off, for ever.
 */
export function createWorker<Payload>(options: JobWorkerOptions<Payload>): JobWorker {
  const { queue, logger } = options;
  const settings = queueSettings(queue);

  const run = async (job: Job<unknown>, token?: string, signal?: AbortSignal) => {
    const payload = options.schema.safeParse(job.data);
    if (!payload.success) {
      throw new UnrecoverableError(`Invalid payload: ${z.prettifyError(payload.error)}`);
    }
    return await options.process(payload.data, {
      jobId: job.id ?? '',
      run: job.attemptsStarted,
      signal: signal ?? new AbortController().signal,
      isHeld: async () => (await options.redis.get(`bull:${queue}:${job.id}:lock`)) === token,
      tellProgress: (progress) => job.updateProgress(progress),
    });
  };

  const worker = new Worker<unknown>(queue, run, {
    connection: options.redis,
    concurrency: options.concurrency ?? 1,
    lockDuration: settings.lockDurationMs,
    stalledInterval: settings.stalledIntervalMs,
    maxStalledCount: STALLED_COUNT_MAX,
    // How long the worker rests after a failed command; BullMQ's 15 s would be our recovery time.
    runRetryDelay: 500,
    settings: { backoffStrategy: (attemptsMade) => cappedBackoffMs(attemptsMade) },
  });

  worker.on('error', (error) => warnOfTrouble(logger, { error, queue }, 'Queue error.'));
  worker.on('stalled', (jobId) => logger.warn({ jobId, queue }, 'Job taken from a lost worker.'));
  worker.on('lockRenewalFailed', (jobIds: string[]) => {
    for (const jobId of jobIds) worker.cancelJob(jobId, 'The hold on the job was lost.');
  });
  worker.on('failed', (job, error) => {
    const jobId = job?.id ?? '';
    const isBuried = error instanceof UnrecoverableError || job?.finishedOn !== undefined;
    if (isBuried) {
      logger.error({ error, jobId, queue }, 'Job failed for good.');
      options.onBuried?.(jobId, error);
    } else {
      logger.warn({ error, jobId, queue }, 'Job failed and will be tried again.');
      options.onRetry?.(jobId, error);
    }
  });
  const stopBounding = keepActiveBound(options.redis, queue, settings.activeMax);

  return {
    name: queue,
    isRunning: () => worker.isRunning() && !worker.isPaused() && options.redis.status === 'ready',
    close: async (deadlineMs) => {
      stopBounding();
      const closed = worker.close().then(
        () => true,
        () => false,
      );
      const late = new Promise<boolean>((resolve) => {
        setTimeout(() => resolve(false), deadlineMs).unref();
      });
      return await Promise.race([closed, late]);
    },
  };
}

/** States the bound on active jobs with every new connection: an emptied Redis has forgotten it. */
function keepActiveBound(redis: Redis, queue: string, activeMax: number | null): () => void {
  if (activeMax === null) return () => {};
  const state = () => {
    redis.hset(`bull:${queue}:meta`, 'concurrency', activeMax).catch(() => {});
  };
  redis.on('ready', state);
  state();
  return () => redis.off('ready', state);
}
