import { describe, expect, it } from 'vitest';

import { FINDING_ACTIONS, FINDING_STATES, nextFindingState } from './finding.ts';

describe('nextFindingState', () => {
  it('goes from draft over issued and answered to closed, and no other way', () => {
    const ways = FINDING_STATES.flatMap((state) =>
      FINDING_ACTIONS.map((action) => [state, action, nextFindingState(state, action)] as const),
    )
      .filter(([, , next]) => next !== null)
      .map((way) => way.join(' '));
    expect(ways).toEqual([
      'draft revise draft',
      'draft issue issued',
      'issued answer answered',
      'issued close closed',
      'answered return issued',
      'answered close closed',
    ]);
  });
});
