/** A task that is done again and again. */
export interface Rounds {
  /** Begins the next round without waiting for its time; during a round, right after it. */
  hurry(): void;
  /** Begins no further round; resolves when the running one is over. */
  stop(): Promise<void>;
}

/** Repeats a task that never throws, `intervalMs` after its end. */
export function startRounds(
  intervalMs: number,
  task: (isStopped: () => boolean) => Promise<void>,
): Rounds {
  let stopped = false;
  let isHurried = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, intervalMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async () => {
    while (!stopped) {
      isHurried = false;
      await task(() => stopped);
      if (!stopped && !isHurried) await pause();
    }
  };
  const done = loop();
  return {
    hurry: () => {
      isHurried = true;
      wake();
    },
    stop: async () => {
      stopped = true;
      wake();
      await done;
    },
  };
}
