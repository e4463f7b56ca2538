import { describe, expect, it } from 'vitest';

import { mapAhead } from './map-ahead.ts';

describe('mapAhead', () => {
  it('answers in the order of the items, however long each takes', async () => {
    const delaysMs = [20, 1, 10, 0, 5];
    const call = async (delayMs: number) => {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      return delayMs;
    };
    expect(await collect(mapAhead(delaysMs, 3, call))).toEqual(delaysMs);
    expect(await collect(mapAhead([], 3, call))).toEqual([]);
  });

  it('has no more calls under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const call = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay -= 1;
    };
    await collect(mapAhead(Array.from({ length: 20 }), 4, call));
    expect(most).toBe(4);
  });

  it('does not run further ahead of a slow consumer', async () => {
    let calls = 0;
    const call = async () => {
      calls += 1;
    };
    const answers = mapAhead(Array.from({ length: 20 }), 4, call);
    await answers.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(calls).toBe(4);
    await answers.return(undefined);
  });

  it('throws a failure at its turn and leaves no rejection behind', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    const call = async (item: number) => {
      if (item > 1) throw new Error(`${item} failed`);
      return item;
    };
    const seen: number[] = [];
    const run = async () => {
      for await (const answer of mapAhead([0, 1, 2, 3, 4], 3, call)) seen.push(answer);
    };
    await expect(run()).rejects.toThrow('2 failed');
    for await (const _ of mapAhead([0, 5, 5], 3, call)) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', note);
    expect(seen).toEqual([0, 1]);
    expect(unhandled).toEqual([]);
  });
});

async function collect<Answer>(answers: AsyncIterable<Answer>): Promise<Answer[]> {
  const collected: Answer[] = [];
  for await (const answer of answers) collected.push(answer);
  return collected;
}
