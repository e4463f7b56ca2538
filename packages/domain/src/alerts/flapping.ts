import type { Severity } from '../rules/judgement.ts';

/** The newest change weighs this much, the oldest the rest to 2: their mean is 1. */
const NEWEST_WEIGHT = 1.2;

/**
 * Recency-weighted share of the last judgements that turned back on the change before them, 0 to 1;
 * newest last. An alert that only climbs, or only falls, does not flap.
 *
 * @example flapRatio([0, 1, 0, 1, 0]) // 0.775: three of four, the newest
 */
export function flapRatio(recent: readonly Severity[]): number {
  const pairs = recent.length - 1;
  if (pairs < 2) return 0;
  let turned = 0;
  let all = 0;
  let direction = 0;
  for (let index = 0; index < pairs; index += 1) {
    const weight = 2 - NEWEST_WEIGHT + ((2 * NEWEST_WEIGHT - 2) * index) / (pairs - 1);
    all += weight;
    const change = Math.sign((recent[index + 1] ?? 0) - (recent[index] ?? 0));
    if (change === 0) continue;
    if (change === -direction) turned += weight;
    direction = change;
  }
  return turned / all;
}

/** Whether an alert flaps, with hysteresis between the two bounds; a short history never does. */
export function isFlapping(
  was: boolean,
  recent: readonly Severity[],
  settings: { readonly flapHighRatio: number; readonly flapLowRatio: number },
): boolean {
  const HISTORY_MIN = 6;
  if (recent.length < HISTORY_MIN) return false;
  const ratio = flapRatio(recent);
  return was ? ratio > settings.flapLowRatio : ratio >= settings.flapHighRatio;
}
