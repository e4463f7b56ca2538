import { setTimeout as sleep } from 'node:timers/promises';
import { type RecordFactsJob, rangeShardId } from '@hengneng/contracts';
import { isDatabaseUnavailable, recordFacts } from '@hengneng/database';

import type { ApiDependencies } from '../dependencies.ts';

const PAUSE_MS_MIN = 200;
/** Recovery from an outage is part of the promise: look at least every two seconds. */
const PAUSE_MS_MAX = 2_000;

/** What the recorder needs besides the database. */
export interface RecordFactsDependencies
  extends Pick<ApiDependencies, 'database' | 'metrics' | 'logger'> {
  /** Tells a gateway that the facts of these range shares are in PostgreSQL. */
  readonly reportRecorded: (gateway: number, rangeShardIds: readonly string[]) => Promise<void>;
}

/**
 * Makes the processor of the queue `record-facts`: puts a report on record, then tells the gateway.
 *
 * While PostgreSQL is away it waits with the report in hand instead of failing it: a failed one would
 * go to the back of the queue, and of two runs of one range the later must stay the last. It gives up
 * only when `signal` says that somebody else may have the report by now.
 *
 * A kill between record and telling leaves the range uncompleted, so the gateway sends it again and
 * the same outcome is recorded once more, which changes nothing.
 */
export function createRecordFactsProcessor(
  dependencies: RecordFactsDependencies,
): (job: RecordFactsJob, signal: AbortSignal) => Promise<void> {
  const { database, metrics, logger, reportRecorded } = dependencies;
  const recorded = metrics.counter('recorded_reports_total', 'Reports put on record.', ['type']);
  const seconds = metrics.histogram('record_seconds', 'Time to put one report on record.');

  return async (job, signal) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const stopTimer = seconds.startTimer();
        await recordFacts(database, [job]);
        stopTimer();
        break;
      } catch (error) {
        if (!isDatabaseUnavailable(error)) throw error;
        if (attempt === 1) logger.warn({ error }, 'PostgreSQL is away; reports wait for it.');
        const pauseMs = Math.min(PAUSE_MS_MIN * 2 ** Math.min(attempt - 1, 10), PAUSE_MS_MAX);
        await sleep(pauseMs, undefined, { signal });
      }
    }
    recorded.inc({ type: job.type });
    if (job.type === 'range-outcome') await reportRecorded(job.gateway, [rangeShardId(job)]);
  };
}
