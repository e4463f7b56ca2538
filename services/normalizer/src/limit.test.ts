import { describe, expect, it } from 'vitest';

import { createLimit, type Limit } from './limit.ts';

/** Runs tasks of these weights and answers the order of their starts and the most at once. */
async function runAll(limit: Limit, weights: readonly number[]) {
  const log: number[] = [];
  let active = 0;
  let activeMax = 0;
  const results = await Promise.allSettled(
    weights.map((weight, index) =>
      limit(weight, async () => {
        active += 1;
        activeMax = Math.max(activeMax, active);
        log.push(index);
        await new Promise((resolve) => setTimeout(resolve, 5));
        active -= 1;
        if (index === 1) throw new Error('the second fails');
      }),
    ),
  );
  return { log, activeMax, failedCount: results.filter((one) => one.status === 'rejected').length };
}

describe('createLimit', () => {
  it.each([
    { name: 'so many', weights: [1, 1, 1, 1, 1], activeMax: 2 },
    { name: 'so heavy ones', weights: [6, 6, 6], activeMax: 1 },
    { name: 'light ones beside each other, after a heavy one', weights: [99, 5, 5], activeMax: 2 },
  ])('runs $name at once, in order, also after one failed', async ({ weights, activeMax }) => {
    const limit = createLimit(2, 10);
    for (const again of [1, 2]) {
      const outcome = await runAll(limit, weights);
      const log = weights.map((_, index) => index);
      expect(outcome, `time ${again}`).toEqual({ log, activeMax, failedCount: 1 });
    }
  });
});
