import {
  AGGREGATE_ENERGY,
  EVALUATE_POLICIES,
  normalizeMessagesQueue,
  RECORD_FACTS,
  SHARD_COUNT,
} from '@hengneng/contracts';
import type { JobsOptions } from 'bullmq';

/** How one queue behaves; the same for everybody who adds to it or works on it. */
export interface QueueSettings {
  /** Jobs of the queue that may be active at once, over all workers together; null: no bound. */
  readonly activeMax: number | null;
  /** Options of every job. */
  readonly job: JobsOptions;
  /** A worker that does not renew its hold on a job for this long has lost it. */
  readonly lockDurationMs: number;
  /**
   * How often lost jobs are looked for; a lost one runs again after lock plus two of these at most.
   */
  readonly stalledIntervalMs: number;
}

/** Attempts are not a way to lose a job: bad ones are told from bad times by the processor. */
const ATTEMPTS_WITHOUT_END = 1_000_000_000;
const BACKOFF_BASE_MS = 500;
const BACKOFF_MS_MAX = 30_000;

/** BullMQ's default of 1 fails a job for good when its worker is killed twice. */
export const STALLED_COUNT_MAX = 1_000_000_000;

const DURABLE_JOB: JobsOptions = {
  attempts: ATTEMPTS_WITHOUT_END,
  backoff: { type: 'capped' },
  // A finished job that is kept would make a later run of the same range a silent no-op.
  removeOnComplete: true,
  removeOnFail: false,
  stackTraceLimit: 20,
};

/** A killed worker's job runs again within 4 s + 2 × 3 s. */
const LOCK = { lockDurationMs: 4_000, stalledIntervalMs: 3_000 };

const COMMAND_SETTINGS: QueueSettings = {
  ...LOCK,
  activeMax: 1,
  job: {
    attempts: 3,
    backoff: { type: 'capped' },
    // The answer is the job's return value: it has to stay until it was fetched. A fetched message
    // may have 350 kB, so no more than 50 stay.
    removeOnComplete: { age: 600, count: 50 },
    removeOnFail: { age: 86_400, count: 100 },
  },
};

/** A check reads a whole journal: one at a time for each, and its answer stays for a day. */
const CHECK_SETTINGS: QueueSettings = {
  ...COMMAND_SETTINGS,
  job: { ...COMMAND_SETTINGS.job, removeOnComplete: { age: 86_400, count: 200 } },
};

const SETTINGS = new Map<string, QueueSettings>([
  // Reports share transactions; which of two runs of a range is the later stands in the reports.
  [RECORD_FACTS, { ...LOCK, activeMax: 64, job: DURABLE_JOB }],
  // One job an enterprise; how many run at once is each worker's own affair.
  [AGGREGATE_ENERGY, { ...LOCK, activeMax: null, job: DURABLE_JOB }],
  [EVALUATE_POLICIES, { ...LOCK, activeMax: null, job: DURABLE_JOB }],
]);
for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
  SETTINGS.set(normalizeMessagesQueue(shard), { ...LOCK, activeMax: 1, job: DURABLE_JOB });
}

/**
 * The settings of a queue.
 *
 * @throws Error for a queue that is not in the table.
 */
export function queueSettings(queue: string): QueueSettings {
  const settings = SETTINGS.get(queue);
  if (settings !== undefined) return settings;
  if (/^gateway-commands-\d+$/.test(queue)) return COMMAND_SETTINGS;
  if (/^check-readings-\d+$/.test(queue)) return CHECK_SETTINGS;
  throw new Error(`The queue ${queue} has no settings; add it to the table of packages/queue.`);
}

/** Milliseconds to wait before attempt `attemptsMade + 1`: doubling, 30 s at most, with jitter. */
export function cappedBackoffMs(attemptsMade: number, random: () => number = Math.random): number {
  const delayMs = Math.min(BACKOFF_BASE_MS * 2 ** Math.min(attemptsMade - 1, 20), BACKOFF_MS_MAX);
  return Math.round(delayMs * (0.5 + random() / 2));
}
