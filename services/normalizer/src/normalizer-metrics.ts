import type { Logger, Metrics } from '@hengneng/telemetry';

import type { NormalizeSummary } from './normalize-messages.processor.ts';

/** The named events of the normalizer: each is one metric, and a log line where a person cares. */
export interface NormalizerEvents {
  rangeNormalized(summary: NormalizeSummary, durationMs: number, lagMs: number): void;
  attemptFailed(what: string, error: unknown, attempt: number): void;
  /** A job failed for good and stays in the failed set; the worker has logged it. */
  jobBuried(): void;
  jobRetried(): void;
}

/** Lines about the same trouble come at most this often. */
const TROUBLE_LOG_INTERVAL_MS = 10_000;

/** Registers the metrics and answers the events that move them. */
export function createNormalizerEvents(
  metrics: Metrics,
  logger: Logger,
  nowMs: () => number,
): NormalizerEvents {
  const messages = metrics.counter('messages_total', 'Messages processed.');
  const readings = metrics.counter('readings_total', 'Readings by what became of them.', [
    'outcome',
  ]);
  const quarantined = metrics.counter(
    'quarantined_readings_total',
    'Readings and whole messages refused, by reason.',
    ['reason'],
  );
  const duration = metrics.histogram('range_duration_seconds', "Time to process a range's share.");
  const lag = metrics.histogram(
    'lag_seconds',
    'Time from receipt of the newest message to stored.',
  );
  const failures = metrics.counter('failed_attempts_total', 'Attempts the world prevented.', [
    'step',
  ]);
  const buried = metrics.counter('buried_jobs_total', 'Jobs that failed for good.');
  const retried = metrics.counter('retried_jobs_total', 'Jobs that failed and are tried again.');
  const loggedAtMs = new Map<string, number>();

  return {
    rangeNormalized: (summary, durationMs, lagMs) => {
      messages.inc(summary.messageCount);
      readings.inc({ outcome: 'parsed' }, summary.parsedCount);
      readings.inc({ outcome: 'stored' }, summary.storedCount);
      readings.inc({ outcome: 'duplicate' }, summary.duplicateCount);
      readings.inc({ outcome: 'conflict' }, summary.conflictCount);
      for (const [reason, count] of summary.quarantinedByReason) quarantined.inc({ reason }, count);
      duration.observe(durationMs / 1_000);
      lag.observe(Math.max(0, lagMs) / 1_000);
    },
    attemptFailed: (what, error, attempt) => {
      failures.inc({ step: what });
      if (nowMs() - (loggedAtMs.get(what) ?? -Infinity) < TROUBLE_LOG_INTERVAL_MS) return;
      loggedAtMs.set(what, nowMs());
      logger.warn({ error, step: what, attempt }, 'Step failed and is repeated.');
    },
    jobBuried: () => buried.inc(),
    jobRetried: () => retried.inc(),
  };
}
