import type { ClaimedMessage } from '@hengneng/database';
import type { Logger, Metrics } from '@hengneng/telemetry';

import type { SendResult } from './channels/channel.ts';
import type { PlanRound } from './plan-messages.ts';

const LOG_PAUSE_MS = 10_000;

/** What the notifier tells its operator. */
export interface NotifierEvents {
  planned(round: PlanRound): void;
  attemptEnded(message: ClaimedMessage, result: SendResult, state: string | null): void;
  /** A round that could not be done, because a store is away. */
  roundFailed(step: 'plan' | 'send', error: unknown): void;
  counted(counts: {
    readonly due: number;
    readonly sending: number;
    readonly failed: number;
  }): void;
}

/** Log lines and metrics of the notifier. */
export function createNotifierEvents(
  metrics: Metrics,
  logger: Logger,
  nowMs: () => number,
): NotifierEvents {
  const taken = metrics.counter('events_total', 'Rows taken from the outbox.');
  const made = metrics.counter('messages_total', 'Messages made.');
  const kept = metrics.counter('suppressed_total', 'Decisions to keep something back.');
  const attempts = metrics.counter('attempts_total', 'Attempts to send.', ['kind', 'outcome']);
  const failures = metrics.counter('failed_rounds_total', 'Rounds that failed.', ['step']);
  const waiting = metrics.gauge('waiting_messages', 'Messages by state.', ['state']);
  const breaker = metrics.gauge('breaker_open', 'Whether alarms are held back: 1 or 0.');
  const lag = metrics.histogram('delivery_seconds', 'From making a message to its delivery.');
  let loggedAtMs = Number.NEGATIVE_INFINITY;
  return {
    planned: (round) => {
      taken.inc(round.eventCount);
      made.inc(round.messageCount);
      kept.inc(round.suppressedCount);
      breaker.set(round.isBreakerOpen ? 1 : 0);
    },
    attemptEnded: (message, { outcome, answer }, state) => {
      attempts.inc({ kind: message.kind, outcome });
      if (outcome === 'delivered') lag.observe((nowMs() - message.createdAtMs) / 1_000);
      if (state !== 'failed') return;
      const { id, kind, destinationId, attempt } = message;
      logger.error({ id, kind, destinationId, attempt, answer }, 'Message was given up.');
    },
    roundFailed: (step, error) => {
      failures.inc({ step });
      if (nowMs() - loggedAtMs < LOG_PAUSE_MS) return;
      loggedAtMs = nowMs();
      logger.warn({ step, error }, 'Notifications wait.');
    },
    counted: (counts) => {
      for (const state of ['due', 'sending', 'failed'] as const)
        waiting.set({ state }, counts[state]);
    },
  };
}
