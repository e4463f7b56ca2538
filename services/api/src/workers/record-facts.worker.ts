import { setTimeout as sleep } from 'node:timers/promises';
import { type RecordFactsJob, rangeShardId } from '@hengneng/contracts';
import { type HeardDevice, isDatabaseUnavailable, recordFacts } from '@hengneng/database';

import type { ApiDependencies } from '../dependencies.ts';

/** Reports that share a transaction at most; also how many jobs the worker holds at once. */
export const REPORTS_TOGETHER_MAX = 64;
const PAUSE_MS_MIN = 200;
/** Recovery from an outage is part of the promise: look at least every two seconds. */
const PAUSE_MS_MAX = 2_000;

/** What the recorder needs besides the database. */
export interface RecordFactsDependencies
  extends Pick<ApiDependencies, 'database' | 'metrics' | 'logger' | 'clock' | 'events'> {
  /** Tells a gateway that the facts of these range shares are in PostgreSQL. */
  readonly reportRecorded: (gateway: number, rangeShardIds: readonly string[]) => Promise<void>;
}

interface Waiting {
  readonly job: RecordFactsJob;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes the processor of the queue `record-facts`: puts reports on record, then tells the gateways.
 *
 * Reports that arrive while a transaction runs share the next one, in their order: one report a
 * transaction would drain an hour's backlog at a hundred a second, this way it is a thousand and more.
 * While PostgreSQL is away they wait here instead of failing, until `stopping`: a failed job would go
 * to the back of the queue. One that PostgreSQL refuses fails alone and is tried again by the queue.
 *
 * A kill between record and telling leaves ranges uncompleted, so the gateway sends them again and
 * the same outcomes are recorded once more, which changes nothing.
 */
export function createRecordFactsProcessor(
  dependencies: RecordFactsDependencies,
  stopping: AbortSignal,
): (job: RecordFactsJob) => Promise<void> {
  const { database, metrics, logger, clock, reportRecorded } = dependencies;
  const recorded = metrics.counter('recorded_reports_total', 'Reports put on record.', ['type']);
  const seconds = metrics.histogram('record_seconds', 'Time of one transaction of reports.');
  let waiting: Waiting[] = [];
  let isRunning = false;

  const recordPatiently = async (jobs: readonly RecordFactsJob[]) => {
    for (let attempt = 1; ; attempt += 1) {
      const stopTimer = seconds.startTimer();
      try {
        const firstHeard = await recordFacts(database, jobs, clock());
        stopTimer();
        tellFirstHeard(dependencies, firstHeard);
        return;
      } catch (error) {
        if (!isDatabaseUnavailable(error)) throw error;
        if (attempt === 1) logger.warn({ error }, 'PostgreSQL is away; reports wait for it.');
        const pauseMs = Math.min(PAUSE_MS_MIN * 2 ** Math.min(attempt - 1, 10), PAUSE_MS_MAX);
        await sleep(pauseMs, undefined, { signal: stopping });
      }
    }
  };

  const recordAndTell = async (batch: readonly Waiting[]) => {
    await recordPatiently(batch.map(({ job }) => job));
    const ranges = batch.flatMap(({ job }) => (job.type === 'range-outcome' ? [job] : []));
    for (const [gateway, group] of Map.groupBy(ranges, (range) => range.gateway)) {
      await reportRecorded(gateway, group.map(rangeShardId));
    }
    for (const { job, resolve } of batch) {
      recorded.inc({ type: job.type });
      resolve();
    }
  };

  const drain = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, REPORTS_TOGETHER_MAX);
      waiting = waiting.slice(batch.length);
      try {
        await recordAndTell(batch);
      } catch {
        // One of them is refused: alone, each gets its own answer.
        for (const each of batch) await recordAndTell([each]).catch(each.reject);
      }
    }
    isRunning = false;
  };

  return async (job) => {
    await new Promise<void>((resolve, reject) => {
      waiting.push({ job, resolve, reject });
      if (!isRunning) void drain();
    });
  };
}

/** Whoever sets a device up waits for its first message; best effort, for it is on record. */
function tellFirstHeard(
  { events, logger }: Pick<RecordFactsDependencies, 'events' | 'logger'>,
  devices: readonly HeardDevice[],
): void {
  const about = { audience: 'everyone', event: 'notice', word: 'ingest', severity: 1 } as const;
  const told = devices.map(({ enterpriseId, deviceId, atMs }) => ({
    ...{ ...about, enterpriseId, subjectId: deviceId, rule: 'device-first-heard' },
    id: `first-heard/${enterpriseId}.${deviceId}`,
    text: { zh: `收到设备 ${deviceId} 的首条报文`, en: `First message of device ${deviceId}` },
    at: new Date(atMs).toISOString(),
  }));
  events.tell(told).catch((error: unknown) => {
    logger.debug({ error }, 'Consoles were not told of a first message.');
  });
}
