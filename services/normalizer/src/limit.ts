/** Runs tasks in the order they came, as long as there is room for them. */
export type Limit = <T>(weight: number, task: () => Promise<T>) => Promise<T>;

/**
 * Lets at most `activeMax` tasks run at once, and of at most `weightMax` together. One always may
 * run, however heavy it is.
 */
export function createLimit(activeMax: number, weightMax: number): Limit {
  let activeCount = 0;
  let activeWeight = 0;
  const waiting: { readonly weight: number; readonly start: () => void }[] = [];

  const startWhatFits = () => {
    for (;;) {
      const first = waiting[0];
      if (first === undefined || activeCount >= activeMax) return;
      if (activeCount > 0 && activeWeight + first.weight > weightMax) return;
      waiting.shift();
      activeCount += 1;
      activeWeight += first.weight;
      first.start();
    }
  };
  return async (weight, task) => {
    const started = new Promise<void>((start) => waiting.push({ weight, start }));
    startWhatFits();
    await started;
    try {
      return await task();
    } finally {
      activeCount -= 1;
      activeWeight -= weight;
      startWhatFits();
    }
  };
}
