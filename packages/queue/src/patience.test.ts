import { invariant, StoreUnavailableError } from '@hengneng/domain';
import { describe, expect, it, vi } from 'vitest';

import { createPatience, WaitAbandonedError } from './patience.ts';

describe('patience', () => {
  const forever = new AbortController().signal;

  it('repeats what the world prevents until it is done', async () => {
    const onFailure = vi.fn();
    let attempts = 0;
    const result = await createPatience(onFailure).untilDone('write', forever, async () => {
      attempts += 1;
      if (attempts < 3) throw new StoreUnavailableError('away');
      return 'done';
    });
    expect(result).toBe('done');
    expect(onFailure.mock.calls.map(([what, , attempt]) => [what, attempt])).toEqual([
      ['write', 1],
      ['write', 2],
    ]);
  });

  it.each([
    { name: 'a type error', fail: () => (undefined as unknown as { x: string }).x },
    { name: 'a broken invariant', fail: () => invariant(false, 'ids are safe') },
  ])('does not repeat $name', async ({ fail }) => {
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      return fail();
    };
    const patience = createPatience(() => {});
    await expect(patience.untilDone('write', forever, attempt)).rejects.toThrow();
    expect(attempts).toBe(1);
  });

  it('lets go at once when waiting has no point any more', async () => {
    const stopping = new AbortController();
    const waiting = createPatience(() => {}).untilDone('write', stopping.signal, async () => {
      throw new StoreUnavailableError('away');
    });
    setTimeout(() => stopping.abort(), 20);
    await expect(waiting).rejects.toThrow(WaitAbandonedError);
  });
});
