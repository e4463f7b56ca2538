import { DomainError } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { asOfFor, asOfWanted, type Principal } from './principal.ts';

const FROZEN_MS = Date.UTC(2026, 9, 31);

/** An auditor with one engagement over enterprise A. */
function auditor(dataAsOfMs?: number): Principal {
  return {
    userId: 'u',
    username: 'auditor',
    name: '审计员',
    mustChangePassword: false,
    sessionSha256: '',
    roles: [
      {
        role: 'auditor',
        scope: {
          type: 'engagement',
          enterpriseIds: ['A'],
          periodFrom: '2026-01-01',
          periodTo: '2026-12-31',
          expiresAtMs: FROZEN_MS * 2,
          ...(dataAsOfMs === undefined ? {} : { dataAsOfMs }),
        },
      },
    ],
  };
}

describe('the state an auditor sees', () => {
  it.each([
    { name: 'the frozen one unless another is asked for', wanted: undefined, seen: FROZEN_MS },
    { name: 'an earlier one', wanted: FROZEN_MS - 1, seen: FROZEN_MS - 1 },
    { name: 'the frozen one by name', wanted: FROZEN_MS, seen: FROZEN_MS },
  ])('is $name', ({ wanted, seen }) => {
    expect(asOfWanted(auditor(FROZEN_MS), 'A', wanted)).toBe(seen);
  });

  it('is never a later one', () => {
    const ask = () => asOfWanted(auditor(FROZEN_MS), 'A', FROZEN_MS + 1);
    expect(ask).toThrow(DomainError);
    expect(ask).toThrow('earlier state');
  });

  it('is that of today without a frozen state', () => {
    expect(asOfFor(auditor(), 'A')).toBeNull();
    expect(asOfWanted(auditor(), 'A', undefined)).toBeNull();
    expect(asOfWanted(auditor(), 'A', FROZEN_MS + 1)).toBe(FROZEN_MS + 1);
  });
});
