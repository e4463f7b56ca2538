import type { AlertTransition } from '@hengneng/domain';
import type { Logger, Metrics } from '@hengneng/telemetry';

import type { SilenceRound } from './silence-watch.ts';

/** The named events of the rules: each is a metric, and a log line where a person cares. */
export interface RulesEvents {
  /** Enterprises were judged together. */
  judged(count: number, transitions: readonly AlertTransition[], durationMs: number): void;
  /** An area was judged. */
  areaJudged(transitions: readonly { readonly type: string }[]): void;
  /** A family of rules cannot judge an enterprise by what is on record. */
  refused(enterpriseId: string, gatherer: string, error: unknown): void;
  /** An enterprise (or area, `region:430626`) could not be judged at all: our fault. */
  failed(subject: string, error: unknown): void;
  /** What waits, and in seconds how long the first of it has. */
  backlogSeen(dueCount: number, oldestSeconds: number): void;
  /** A look for silent devices ended; null where another process looks. */
  silenceSeen(round: SilenceRound | null): void;
  attemptFailed(what: string, error: unknown, attempt: number): void;
  jobBuried(): void;
  jobRetried(): void;
}

/** Lines about the same trouble come at most this often. */
const TROUBLE_LOG_INTERVAL_MS = 10_000;
const REFUSED_LOG_INTERVAL_MS = 3_600_000;
const REFUSALS_REMEMBERED_MAX = 10_000;

/** Registers the metrics and answers the events that move them. */
export function createRulesEvents(
  metrics: Metrics,
  logger: Logger,
  nowMs: () => number,
): RulesEvents {
  const judged = metrics.counter('evaluations_total', 'Enterprises judged.');
  const moved = metrics.counter('transitions_total', 'What happened to alerts.', ['type']);
  const areas = metrics.counter('area_evaluations_total', 'Regions and parks judged.');
  const areaMoved = metrics.counter('area_transitions_total', 'What happened to their alerts.', [
    'type',
  ]);
  const duration = metrics.histogram('batch_duration_seconds', 'Time to judge those of one batch.');
  const refusals = metrics.counter('refused_total', 'Families of rules that could not judge.', [
    'family',
  ]);
  const faults = metrics.counter('failed_evaluations_total', 'Enterprises that broke a judgement.');
  const due = metrics.gauge('due_enterprises', 'Enterprises whose time has come.');
  const oldest = metrics.gauge('oldest_due_seconds', 'How long the first of them waits.');
  const silent = metrics.gauge('silent_devices', 'Devices that are silent.');
  const tripped = metrics.gauge('silence_tripped', 'Whether the silence is ours: 1 or 0.');
  const failures = metrics.counter('failed_attempts_total', 'Attempts the world prevented.', [
    'step',
  ]);
  const buried = metrics.counter('buried_jobs_total', 'Jobs that failed for good.');
  const retried = metrics.counter('retried_jobs_total', 'Jobs that failed and are tried again.');
  const loggedAtMs = new Map<string, number>();
  const isNews = (key: string, intervalMs: number) => {
    if (nowMs() - (loggedAtMs.get(key) ?? Number.NEGATIVE_INFINITY) < intervalMs) return false;
    if (loggedAtMs.size >= REFUSALS_REMEMBERED_MAX) loggedAtMs.clear();
    loggedAtMs.set(key, nowMs());
    return true;
  };
  return {
    judged: (count, transitions, durationMs) => {
      judged.inc(count);
      duration.observe(durationMs / 1_000);
      for (const { type } of transitions) moved.inc({ type });
    },
    areaJudged: (transitions) => {
      areas.inc();
      for (const { type } of transitions) areaMoved.inc({ type });
    },
    refused: (enterpriseId, gatherer, error) => {
      refusals.inc({ family: gatherer });
      if (!isNews(`${enterpriseId} ${gatherer}`, REFUSED_LOG_INTERVAL_MS)) return;
      logger.warn({ enterpriseId, family: gatherer, error }, 'Rules cannot judge by the record.');
    },
    failed: (subject, error) => {
      faults.inc();
      logger.error({ subject, error }, 'Judging an enterprise or area failed; it is tried again.');
    },
    backlogSeen: (dueCount, oldestSeconds) => {
      due.set(dueCount);
      oldest.set(oldestSeconds);
    },
    silenceSeen: (round) => {
      if (round === null) return;
      const { decision } = round;
      silent.set(decision.silentCount);
      tripped.set(decision.state === 'tripped' ? 1 : 0);
      if (!decision.isNewlyTripped) return;
      const { silentCount, deviceCount } = decision;
      logger.error(
        { silentCount, deviceCount },
        'Too many devices are silent: look at the ingest.',
      );
    },
    attemptFailed: (what, error, attempt) => {
      failures.inc({ step: what });
      if (!isNews(what, TROUBLE_LOG_INTERVAL_MS)) return;
      logger.warn({ error, step: what, attempt }, 'Step failed and is repeated.');
    },
    jobBuried: () => buried.inc(),
    jobRetried: () => retried.inc(),
  };
}
