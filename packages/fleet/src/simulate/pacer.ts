/** Holds senders back to a common rate; `take` resolves when so many may go. */
export function createPacer(perSecond: number): (count: number) => Promise<void> {
  let nextAtMs = 0;
  return async (count) => {
    const nowMs = performance.now();
    // No credit is saved up: after a pause it goes on at the same rate.
    nextAtMs = Math.max(nextAtMs, nowMs) + (count * 1_000) / perSecond;
    const waitMs = nextAtMs - nowMs;
    // Timers are no finer than a millisecond; small debts are paid by a later, longer wait.
    if (waitMs > 4) await new Promise((resolve) => setTimeout(resolve, waitMs));
  };
}

/** Runs a task for each item, at most `width` at a time; the first failure ends it. */
export async function forEachAtOnce<T>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await task(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Waits, but not longer than until the signal. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, ms));
    signal.addEventListener('abort', end);
  });
}
