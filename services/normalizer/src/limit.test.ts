import { describe, expect, it } from 'vitest';

import { createLimit } from './limit.ts';

describe('createLimit', () => {
  it('runs so many at once, the others in order, also after one failed', async () => {
    const limit = createLimit(2);
    const log: string[] = [];
    let active = 0;
    let activeMax = 0;
    const task = (name: string) =>
      limit(async () => {
        active += 1;
        activeMax = Math.max(activeMax, active);
        log.push(name);
        await new Promise((resolve) => setTimeout(resolve, 5));
        active -= 1;
        if (name === 'b') throw new Error('b failed');
        return name;
      });
    const results = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(task));
    expect(log).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(activeMax).toBe(2);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect(await task('f')).toBe('f');
  });
});
