import { describe, expect, it } from 'vitest';

import { assertSameJournal } from './journal-continuity.ts';

const told = (completedThrough: number) =>
  JSON.stringify({
    gateway: 1,
    atMs: 1,
    headSequence: completedThrough,
    completedThrough,
    inFlightByDate: {},
    journalledByDate: {},
    blocked: false,
  });

describe('assertSameJournal', () => {
  it.each([
    { name: 'a journal that is further', status: 'ready', text: told(10), end: 11, refused: false },
    {
      name: 'a journal at the same place',
      status: 'ready',
      text: told(10),
      end: 10,
      refused: false,
    },
    { name: 'a journal one record short', status: 'ready', text: told(10), end: 9, refused: true },
    { name: 'an empty folder', status: 'ready', text: told(10), end: 0, refused: true },
    { name: 'a gateway never seen', status: 'ready', text: null, end: 0, refused: false },
    { name: 'something that is no status', status: 'ready', text: '{', end: 0, refused: false },
    { name: 'Redis away', status: 'reconnecting', text: told(10), end: 0, refused: false },
  ] as const)('judges $name', async ({ status, text, end, refused }) => {
    const redis = { status, get: async () => text };
    const asked = assertSameJournal(redis, 1, { syncedThrough: end });
    if (refused) await expect(asked).rejects.toThrow('new GATEWAY_NUMBER');
    else await expect(asked).resolves.toBeUndefined();
  });
});
