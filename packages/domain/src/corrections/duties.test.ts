import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DomainError } from '../errors.ts';
import {
  CORRECTION_ACTS,
  CORRECTION_STATES,
  type CorrectionAct,
  type CorrectionDuties,
  type CorrectionSide,
  type CorrectionState,
  stateAfter,
} from './duties.ts';

const SIDES: readonly CorrectionSide[] = ['enterprise', 'authority'];

function outcome(
  correction: CorrectionDuties,
  act: CorrectionAct,
  userId: string,
  side: CorrectionSide,
) {
  try {
    return stateAfter(correction, act, { userId, side });
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('stateAfter', () => {
  it.each<readonly [CorrectionState, CorrectionAct, CorrectionSide, string]>([
    ['requested', 'check', 'enterprise', 'checked'],
    ['requested', 'check', 'authority', 'CORRECTION_STATE_WRONG'],
    ['requested', 'approve', 'authority', 'CORRECTION_STATE_WRONG'],
    ['requested', 'reject', 'enterprise', 'rejected'],
    ['requested', 'reject', 'authority', 'CORRECTION_STATE_WRONG'],
    ['checked', 'approve', 'authority', 'approved'],
    ['checked', 'approve', 'enterprise', 'CORRECTION_STATE_WRONG'],
    ['checked', 'reject', 'authority', 'rejected'],
    ['checked', 'reject', 'enterprise', 'CORRECTION_STATE_WRONG'],
    ['checked', 'check', 'enterprise', 'CORRECTION_STATE_WRONG'],
  ])('makes of %s with %s by the %s: %s', (state, act, side, expected) => {
    const checkedBy = state === 'requested' ? null : 'checker';
    expect(outcome({ state, requestedBy: 'asker', checkedBy }, act, 'third', side)).toBe(expected);
  });

  it.each(['requested', 'checked'] as const)('lets who asked withdraw what is %s', (state) => {
    const correction = { state, requestedBy: 'asker', checkedBy: null };
    expect(outcome(correction, 'withdraw', 'asker', 'enterprise')).toBe('withdrawn');
    expect(outcome(correction, 'withdraw', 'other', 'enterprise')).toBe('DUTIES_NOT_SEPARATED');
  });

  it('lets nobody decide who is bound by another duty, and says which', () => {
    const bound = [{ userId: 'inspector', because: 'You work the case about it.' }];
    const correction = { state: 'checked', requestedBy: 'a', checkedBy: 'b', bound } as const;
    const act = () => stateAfter(correction, 'approve', { userId: 'inspector', side: 'authority' });
    expect(act).toThrow('You work the case about it.');
  });

  it('takes three people to approve, whatever they try', () => {
    const person = fc.constantFrom('p', 'q', 'r', 's');
    const attempt = fc.record({
      act: fc.constantFrom(...CORRECTION_ACTS),
      userId: person,
      side: fc.constantFrom(...SIDES),
    });
    fc.assert(
      fc.property(person, fc.array(attempt, { maxLength: 20 }), (requestedBy, attempts) => {
        let correction: CorrectionDuties = { state: 'requested', requestedBy, checkedBy: null };
        for (const { act, userId, side } of attempts) {
          const next = outcome(correction, act, userId, side);
          const state = CORRECTION_STATES.find((each) => each === next);
          if (state === undefined) continue;
          expect(['requested', 'checked']).toContain(correction.state);
          if (state === 'approved') {
            expect(new Set([requestedBy, correction.checkedBy, userId]).size).toBe(3);
          }
          const checkedBy = state === 'checked' ? userId : correction.checkedBy;
          correction = { ...correction, state, checkedBy };
        }
      }),
    );
  });
});
