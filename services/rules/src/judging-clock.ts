import { readFileSync } from 'node:fs';

import type { Config } from './config.ts';

/**
 * The instant that enterprises are judged for, milliseconds: the clock, or in tests what stands in
 * `RULES_CLOCK_FILE`, read anew each time, so that a year of scenarios passes in a minute.
 *
 * @throws Error in production, where nobody may judge by another time than everybody else's
 */
export function judgingClock(
  { RULES_CLOCK_FILE: file, NODE_ENV }: Pick<Config, 'RULES_CLOCK_FILE' | 'NODE_ENV'>,
  nowMs: () => number,
): () => number {
  if (file === undefined) return nowMs;
  if (NODE_ENV === 'production') throw new Error('RULES_CLOCK_FILE is for tests alone.');
  return () => {
    const atMs = Date.parse(readFileSync(file, 'utf8').trim());
    if (Number.isNaN(atMs)) throw new Error(`${file} holds no instant.`);
    return atMs;
  };
}
