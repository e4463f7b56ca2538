import { setTimeout as sleep } from 'node:timers/promises';
import type { Child, ProcessExit } from '../servers/child.ts';

const FIRST_DELAY_MS = 1_000;
const DELAY_MAX_MS = 30_000;
/** A child that ran this long has recovered: its next crash begins the back-off anew. */
const RECOVERED_AFTER_MS = 10_000;
/** What never comes up again must not fill the screen: after a minute one line in ten minutes. */
const TOLD_RESTARTS = 6;
const TOLD_EVERY = 20;

/** What is started, and how its troubles are told. */
export interface SupervisedSpec {
  readonly name: string;
  /** Starts it and resolves when it runs; must give up when `signal` is aborted. */
  start(signal: AbortSignal): Promise<Child>;
  report(line: string): void;
  /** Pause before the n-th restart in a row (1, 2, …), in milliseconds. */
  readonly delayMs?: (restart: number) => number;
}

/** A child that is started again whenever it ends by itself. */
export interface Supervised {
  readonly name: string;
  /** Ends it for good, with SIGKILL after `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
}

/** Pause before the n-th restart in a row, in milliseconds: 1 s, doubling to 30 s. */
export function restartDelayMs(restart: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (restart - 1), DELAY_MAX_MS);
}

/** Starts a child (a failure of this first start is thrown) and keeps it running from then on. */
export async function supervise(spec: SupervisedSpec, signal?: AbortSignal): Promise<Supervised> {
  const delayMs = spec.delayMs ?? restartDelayMs;
  const ending = new AbortController();
  const anyEnd = signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]);
  let child: Child | undefined = await spec.start(anyEnd);

  const keepRunning = async () => {
    let restart = 0;
    const tell = (line: string) => {
      if (restart <= TOLD_RESTARTS || restart % TOLD_EVERY === 0) spec.report(line);
    };
    let startedAtMs = performance.now();
    while (!ending.signal.aborted) {
      if (child !== undefined) {
        const exit = await child.exited;
        child = undefined;
        if (ending.signal.aborted) return;
        if (performance.now() - startedAtMs > RECOVERED_AFTER_MS) restart = 0;
        restart += 1;
        const seconds = delayMs(restart) / 1_000;
        tell(`${spec.name} ended (${wordsOf(exit)}); starting it again in ${seconds} s.`);
      }
      await sleep(delayMs(restart), undefined, { signal: ending.signal }).catch(() => {});
      if (ending.signal.aborted) return;
      try {
        startedAtMs = performance.now();
        child = await spec.start(ending.signal);
      } catch (error) {
        if (ending.signal.aborted) return;
        restart += 1;
        const reason = error instanceof Error ? error.message : String(error);
        tell(
          `${spec.name} did not start; next attempt in ${delayMs(restart) / 1_000} s. ${reason}`,
        );
      }
    }
  };
  const running = keepRunning();
  return {
    name: spec.name,
    stop: async (deadlineMs) => {
      ending.abort();
      await child?.stop(deadlineMs);
      await running;
      // A start that was under way when we were told to stop may still have come to its end.
      await child?.stop(deadlineMs);
    },
  };
}

function wordsOf({ code, signal }: ProcessExit): string {
  return signal ?? `exit ${code}`;
}
