/** Runs tasks, at most so many at once, the others in the order they came. */
export function createLimit(activeMax: number): <T>(task: () => Promise<T>) => Promise<T> {
  let active = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (active >= activeMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else active += 1;
    try {
      return await task();
    } finally {
      // The place is handed on, so that nobody who comes now can overtake.
      const next = waiting.shift();
      if (next === undefined) active -= 1;
      else next();
    }
  };
}
