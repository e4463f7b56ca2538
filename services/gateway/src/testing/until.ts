/** Polls until `isTrue`; throws with `what` after `timeoutMs`. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 10_000,
): Promise<void> {
  const giveUpAtMs = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > giveUpAtMs) throw new Error(`Not in time: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Waits, to show that something does not happen. */
export function pauseMs(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
