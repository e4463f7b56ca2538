import { describe, expect, it } from 'vitest';

import { runJudge } from '../judge/run-judge.ts';
import { addScores, precisionOf, recallOf } from '../judge/score.ts';

/** Two enterprises of each third: one falsifies, two do not. `npm run judge` takes whole counties. */
const SMALL = { seed: 11, enterprisesCount: 7, metersPerEnterpriseMax: 8 };

describe('a small county of known overuse and falsification', () => {
  it('is judged right by the code that judges real ones', { timeout: 240_000 }, async () => {
    const { overuse, falsification } = await runJudge(SMALL);
    const budgets = addScores('overuse', overuse);
    const data = addScores('falsification', falsification);
    expect(budgets.planted).toBeGreaterThan(10);
    expect(data.planted).toBeGreaterThan(3);
    expect(recallOf(budgets), budgets.missed.join('; ')).toBeGreaterThanOrEqual(0.95);
    expect(precisionOf(budgets), budgets.wrong.join('; ')).toBeGreaterThanOrEqual(0.95);
    expect(recallOf(data), data.missed.join('; ')).toBeGreaterThanOrEqual(0.8);
    expect(precisionOf(data), data.wrong.join('; ')).toBeGreaterThanOrEqual(0.9);
  });
});
