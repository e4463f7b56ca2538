import { describe, expect, it } from 'vitest';

import { createFigureKeeper } from './kept-figures.ts';

/** A keeper of numbers that rise with every making, with a clock and a gate of the test's own. */
function numbered(options: { readonly countMax?: number } = {}) {
  const world = { nowMs: 1_000, made: 0, calls: [] as string[][], failure: null as Error | null };
  let gate: PromiseWithResolvers<void> | null = null;
  const failures: unknown[] = [];
  const keeper = createFigureKeeper<string, number>(
    {
      ...{ clock: () => world.nowMs, newForMs: 60_000, patienceMs: 20 },
      ...{ countMax: options.countMax ?? 100, onFailure: (error) => failures.push(error) },
    },
    async (items) => {
      world.calls.push([...items]);
      const numbers = items.map(() => {
        world.made += 1;
        return world.made;
      });
      await gate?.promise;
      if (world.failure !== null) throw world.failure;
      return numbers;
    },
  );
  const ask = async (keys: readonly string[], stamp = '', waits?: 'as long as it takes') => {
    const wanted = keys.map((key) => ({ key, stamp, item: key }));
    return (await keeper.read(wanted, waits)).map(({ figure, atMs }) => `${figure}@${atMs}`);
  };
  const close = () => {
    gate = Promise.withResolvers<void>();
  };
  const open = () => gate?.resolve();
  return { world, ask, close, open, failures };
}

describe('a keeper of figures', () => {
  it('makes what is not there together, and answers it again while it is new', async () => {
    const { world, ask } = numbered();
    expect(await ask(['a', 'b'])).toEqual(['1@1000', '2@1000']);
    world.nowMs += 59_999;
    expect(await ask(['b', 'c'])).toEqual(['2@1000', '3@60999']);
    expect(world.calls).toEqual([['a', 'b'], ['c']]);
    world.nowMs += 1;
    expect(await ask(['a'])).toEqual(['4@61000']);
  });

  it('makes anew at once what another record stands behind, and nothing else', async () => {
    const { world, ask } = numbered();
    await ask(['a', 'b'], 'before');
    world.nowMs += 1;
    expect(await ask(['a'], 'after')).toEqual(['3@1001']);
    expect(await ask(['b'], 'before')).toEqual(['2@1000']);
  });

  it('makes for several who ask at the same time once', async () => {
    const { world, ask, close, open } = numbered();
    close();
    const answers = [ask(['a']), ask(['a']), ask(['a', 'b'])];
    open();
    expect(await Promise.all(answers)).toEqual([['1@1000'], ['1@1000'], ['1@1000', '2@1000']]);
    expect(world.calls).toEqual([['a'], ['b']]);
  });

  it('answers the older figure with its time where the new one takes long, and the new one then', async () => {
    const { world, ask, close, open } = numbered();
    await ask(['a']);
    world.nowMs += 120_000;
    close();
    expect(await ask(['a'])).toEqual(['1@1000']);
    const patient = ask(['a'], '', 'as long as it takes');
    open();
    expect(await patient).toEqual(['2@121000']);
    expect(await ask(['a'])).toEqual(['2@121000']);
    expect(world.made).toBe(2);
  });

  it('waits where there is no older figure of one of them', async () => {
    const { ask, close, open } = numbered();
    await ask(['a']);
    close();
    const answer = ask(['a', 'b']);
    setTimeout(open, 60);
    expect(await answer).toEqual(['1@1000', '2@1000']);
  });

  it('does not put a figure of an older record in the place of a newer one', async () => {
    const { world, ask, close, open } = numbered();
    await ask(['a'], 'first');
    close();
    world.nowMs += 1;
    const slow = ask(['a'], 'second', 'as long as it takes');
    world.nowMs += 1;
    const later = ask(['a'], 'third', 'as long as it takes');
    open();
    await Promise.all([slow, later]);
    expect(await ask(['a'], 'third')).toEqual(['3@1002']);
  });

  it('throws what fails where there is nothing older, and tries again the next time', async () => {
    const { world, ask, failures } = numbered();
    world.failure = new Error('away');
    await expect(ask(['a'])).rejects.toThrow('away');
    world.failure = null;
    expect(await ask(['a'])).toEqual(['2@1000']);
    world.failure = new Error('away again');
    world.nowMs += 60_000;
    expect(await ask(['a'])).toEqual(['2@1000']);
    expect(failures).toEqual([world.failure]);
  });

  it('answers more than it keeps', async () => {
    const { world, ask } = numbered({ countMax: 2 });
    expect(await ask(['a', 'b', 'c'])).toEqual(['1@1000', '2@1000', '3@1000']);
    expect(await ask(['c', 'b'])).toEqual(['3@1000', '2@1000']);
    await ask(['a']);
    expect(world.calls).toEqual([['a', 'b', 'c'], ['a']]);
  });
});
