const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Name of the sentence for an age in milliseconds, and its number; whole units that have passed. */
export function ageText(
  ageMs: number,
): readonly ['ageNow' | 'ageMinutes' | 'ageHours' | 'ageDays', number] {
  if (ageMs < MINUTE_MS) return ['ageNow', 0];
  if (ageMs < HOUR_MS) return ['ageMinutes', Math.floor(ageMs / MINUTE_MS)];
  if (ageMs < 2 * DAY_MS) return ['ageHours', Math.floor(ageMs / HOUR_MS)];
  return ['ageDays', Math.floor(ageMs / DAY_MS)];
}
