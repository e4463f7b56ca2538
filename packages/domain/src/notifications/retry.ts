/** What became of an attempt to send. */
export const SEND_OUTCOMES = ['delivered', 'refused', 'failed', 'unknown', 'suppressed'] as const;
export type SendOutcome = (typeof SEND_OUTCOMES)[number];

/** Attempts until a message is given up and shown as failed: about three hours. */
export const SEND_ATTEMPTS_MAX = 16;
const FIRST_DELAY_MS = 5_000;
const DELAY_MS_MAX = 900_000;
/** Failures in a row after which a destination is left alone for a while. */
const FAILURES_BEFORE_PAUSE = 3;

/** How long to wait after the given number of attempts, at least 1, milliseconds. */
export function retryDelayMs(attemptCount: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attemptCount - 1), DELAY_MS_MAX);
}

/**
 * How long a destination is left alone after so many failures in a row, milliseconds: 0 for the first
 * two, then as long as its last message waits, so that a dead server costs one attempt and not one
 * for each message.
 */
export function pauseMs(failureCount: number): number {
  return failureCount < FAILURES_BEFORE_PAUSE ? 0 : retryDelayMs(failureCount);
}

/**
 * What happens to a message after an attempt: `refused` will not get better by repeating it; of an
 * `unknown` one nobody knows whether it arrived, and twice is better than never.
 */
export function afterAttempt(
  outcome: 'delivered' | 'refused' | 'failed' | 'unknown',
  attemptCount: number,
): { readonly state: 'delivered' | 'failed' | 'due'; readonly delayMs: number } {
  if (outcome === 'delivered') return { state: 'delivered', delayMs: 0 };
  if (outcome === 'refused' || attemptCount >= SEND_ATTEMPTS_MAX) {
    return { state: 'failed', delayMs: 0 };
  }
  return { state: 'due', delayMs: retryDelayMs(attemptCount) };
}
