import { type RecordFactsJob, rangeShardId } from '@hengneng/contracts';
import { recordFacts } from '@hengneng/database';

import type { ApiDependencies } from '../dependencies.ts';

/** What the recorder needs besides the database. */
export interface RecordFactsDependencies
  extends Pick<ApiDependencies, 'database' | 'metrics' | 'logger'> {
  /** Tells a gateway that the facts of these range shares are in PostgreSQL. */
  readonly reportRecorded: (gateway: number, rangeShardIds: readonly string[]) => Promise<void>;
}

/**
 * Makes the processor of the queue `record-facts`: puts a report on record, then tells the gateway.
 *
 * A kill between the two leaves the range uncompleted, so the gateway sends it again and the same
 * outcome is recorded once more, which changes nothing. Failures are thrown: the queue repeats.
 */
export function createRecordFactsProcessor(
  dependencies: RecordFactsDependencies,
): (job: RecordFactsJob) => Promise<void> {
  const { database, metrics, reportRecorded } = dependencies;
  const recorded = metrics.counter('recorded_reports_total', 'Reports put on record.', ['type']);
  const seconds = metrics.histogram('record_seconds', 'Time to put one report on record.');

  return async (job) => {
    const stopTimer = seconds.startTimer();
    await recordFacts(database, [job]);
    stopTimer();
    recorded.inc({ type: job.type });
    if (job.type === 'range-outcome') await reportRecorded(job.gateway, [rangeShardId(job)]);
  };
}
