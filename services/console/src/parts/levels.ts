/** Levels of warning: 0 none, 1 yellow, 2 orange, 3 red; null: nobody can tell. */
export type Level = 0 | 1 | 2 | 3 | null;

/** The level of a severity in an answer. */
export function levelOf(severity: number | null): Level {
  return severity === 0 || severity === 1 || severity === 2 || severity === 3 ? severity : null;
}
