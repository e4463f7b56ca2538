import { expect, it } from 'vitest';

import { runChaos } from './run-chaos.ts';

it('loses and doubles nothing while processes are killed and Redis is emptied', async () => {
  const seed = Date.now() % 1_000_000;
  const lines: string[] = [`seed ${seed}`];
  const result = await runChaos({
    seed,
    kills: 8,
    messagesPerSecond: 2_000,
    killEveryMs: 2_500,
    log: (line) => lines.push(line),
  });
  const story = lines.join('\n');
  expect(result.verdict.missing, story).toEqual([]);
  expect(result.verdict.wrong, story).toEqual([]);
  expect(result.verdict.foreign, story).toEqual([]);
  expect(result.verdict.expectedCount, story).toBeGreaterThan(10_000);
  expect(result.verdict.storedCount, story).toBe(result.verdict.expectedCount);
  expect(result.account, story).toMatchObject({
    stored: result.verdict.expectedCount,
    conflict: 0,
    quarantined: {},
  });
  expect(result.wrongHours, story).toEqual([]);
  expect(result.unbalanced, story).toEqual([]);
  expect(result.journal, story).toBe('verified');
  expect(result.recoveryMaxMs, story).toBeLessThan(60_000);
});
