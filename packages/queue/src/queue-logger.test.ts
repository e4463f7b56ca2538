import { describe, expect, it, vi } from 'vitest';

import { warnOfTrouble } from './queue-logger.ts';

describe('warnOfTrouble', () => {
  it('tells the same trouble once, and another one at once', () => {
    const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    for (const queue of ['a', 'b', 'c']) {
      warnOfTrouble(logger, { error: new Error('refused'), queue }, 'Queue error.');
    }
    warnOfTrouble(logger, { error: new Error('hung up'), queue: 'a' }, 'Queue error.');
    expect(logger.warn.mock.calls.map(([fields]) => fields.error.message)).toEqual([
      'refused',
      'hung up',
    ]);
  });
});
