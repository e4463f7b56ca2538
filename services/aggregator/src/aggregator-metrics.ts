import type { Logger, Metrics } from '@hengneng/telemetry';

import type { JobSummary } from './aggregate-energy.processor.ts';

/** The named events of the aggregator: each is a metric, and a log line where a person cares. */
export interface AggregatorEvents {
  enterpriseCounted(summary: JobSummary, durationMs: number): void;
  /** What waits: dirty enterprises and, in seconds, how long the first of them has been. */
  backlogSeen(dirtyCount: number, asideCount: number, oldestSeconds: number): void;
  attemptFailed(what: string, error: unknown, attempt: number): void;
  /** A meter cannot be counted; said once for each of its histories. */
  badMeter(enterpriseId: string, meterId: string, error: unknown): void;
  /** Readings were marked because Redis has forgotten which were counted. */
  readingsMarkedAgain(count: number): void;
  jobBuried(): void;
  jobRetried(): void;
}

/** Lines about the same trouble come at most this often. */
const TROUBLE_LOG_INTERVAL_MS = 10_000;
const BAD_METERS_REMEMBERED_MAX = 10_000;

/** Registers the metrics and answers the events that move them. */
export function createAggregatorEvents(
  metrics: Metrics,
  logger: Logger,
  nowMs: () => number,
): AggregatorEvents {
  const readings = metrics.counter('readings_total', 'Readings counted, repeats included.');
  const hours = metrics.counter('hours_total', 'Hours written.');
  const demands = metrics.counter('demands_total', 'Quarter hours of demand written.');
  const days = metrics.counter('days_total', 'Days written.');
  const duration = metrics.histogram('run_duration_seconds', 'Time to count one enterprise.');
  const backlog = metrics.gauge('dirty_enterprises', 'Enterprises with something to count.');
  const aside = metrics.gauge(
    'aside_enterprises',
    'Enterprises with meters that cannot be counted.',
  );
  const oldest = metrics.gauge('oldest_mark_seconds', 'How long the first dirty enterprise waits.');
  const failures = metrics.counter('failed_attempts_total', 'Attempts the world prevented.', [
    'step',
  ]);
  const bad = metrics.counter('bad_meters_total', 'Meters that could not be counted.');
  const again = metrics.counter('readings_marked_again_total', 'Readings marked for recovery.');
  const buried = metrics.counter('buried_jobs_total', 'Jobs that failed for good.');
  const retried = metrics.counter('retried_jobs_total', 'Jobs that failed and are tried again.');
  const loggedAtMs = new Map<string, number>();
  const badMeters = new Set<string>();

  return {
    enterpriseCounted: (summary, durationMs) => {
      readings.inc(summary.readingCount);
      hours.inc(summary.hoursWritten);
      demands.inc(summary.demandsWritten);
      days.inc(summary.daysWritten);
      duration.observe(durationMs / 1_000);
    },
    backlogSeen: (dirtyCount, asideCount, oldestSeconds) => {
      backlog.set(dirtyCount);
      aside.set(asideCount);
      oldest.set(oldestSeconds);
    },
    attemptFailed: (what, error, attempt) => {
      failures.inc({ step: what });
      if (nowMs() - (loggedAtMs.get(what) ?? -Infinity) < TROUBLE_LOG_INTERVAL_MS) return;
      loggedAtMs.set(what, nowMs());
      logger.warn({ error, step: what, attempt }, 'Step failed and is repeated.');
    },
    badMeter: (enterpriseId, meterId, error) => {
      bad.inc();
      const key = `${enterpriseId}/${meterId}/${String(error)}`;
      if (badMeters.has(key)) return;
      if (badMeters.size >= BAD_METERS_REMEMBERED_MAX) badMeters.clear();
      badMeters.add(key);
      logger.error({ error, enterpriseId, meterId }, 'Meter cannot be counted; its marks wait.');
    },
    readingsMarkedAgain: (count) => {
      again.inc(count);
      logger.info({ count }, 'Readings marked again after Redis had forgotten.');
    },
    jobBuried: () => buried.inc(),
    jobRetried: () => retried.inc(),
  };
}
