import { invariant } from '@hengneng/domain';

/** Thrown when waiting has no point any more: the process stops, or the job was lost to another. */
export class WaitAbandonedError extends Error {
  override readonly name = 'WaitAbandonedError';
}

/** Repeats what the world prevents. */
export interface Patience {
  /**
   * Runs `attempt` until it succeeds, with pauses that double from 50 ms to 5 s. Mistakes of our
   * own are thrown at once.
   *
   * @throws WaitAbandonedError when the signal is aborted.
   */
  untilDone<T>(what: string, signal: AbortSignal, attempt: () => Promise<T>): Promise<T>;
}

const PAUSE_MS_MIN = 50;
const PAUSE_MS_MAX = 5_000;

/**
 * Patience that reports every failed attempt to `onFailure`, which decides what is worth a line.
 */
export function createPatience(
  onFailure: (what: string, error: unknown, attempt: number) => void,
): Patience {
  return {
    untilDone: async (what, signal, attempt) => {
      for (let count = 1; ; count += 1) {
        if (signal.aborted) throw new WaitAbandonedError(`Gave up: ${what}.`);
        try {
          return await attempt();
        } catch (error) {
          if (isOurMistake(error)) throw error;
          onFailure(what, error, count);
        }
        await pause(Math.min(PAUSE_MS_MIN * 2 ** Math.min(count - 1, 10), PAUSE_MS_MAX), signal);
      }
    },
  };
}

const MISTAKES = [TypeError, RangeError, ReferenceError, SyntaxError];
const INVARIANT_PREFIX = brokenInvariantPrefix();

function isOurMistake(error: unknown): boolean {
  if (MISTAKES.some((type) => error instanceof type)) return true;
  return error instanceof Error && error.message.startsWith(INVARIANT_PREFIX);
}

function brokenInvariantPrefix(): string {
  try {
    invariant(false, '');
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, durationMs);
    signal.addEventListener('abort', finish);
  });
}
