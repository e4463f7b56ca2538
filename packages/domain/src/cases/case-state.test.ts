import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  assertInspectionForm,
  assertMayClose,
  CASE_ACTS,
  CASE_STATES,
  type CaseAct,
  type CaseState,
  caseStateAfter,
} from './case-state.ts';
import { documentNumber } from './document-kinds.ts';
import {
  assertReadyForCase,
  handlingAfterVerification,
  handlingAfterWorse,
} from './verification.ts';

function walk(acts: readonly CaseAct[]): CaseState {
  return acts.reduce<CaseState>(caseStateAfter, 'handling');
}

describe('a case', () => {
  it.each<{ name: string; acts: CaseAct[]; state: CaseState }>([
    { name: 'waits for an answer', acts: ['draft', 'issue', 'serve'], state: 'awaiting-reply' },
    { name: 'goes on with it', acts: ['serve', 'reply'], state: 'handling' },
    {
      name: 'takes branches in any order',
      acts: ['inspect', 'serve', 'hear'],
      state: 'awaiting-reply',
    },
    { name: 'is rectified', acts: ['hear', 'serve-order', 'reply-order'], state: 'rechecking' },
    {
      name: 'is not rectified',
      acts: ['serve-order', 'reply-order', 'recheck-failed'],
      state: 'rectifying',
    },
    { name: 'keeps to its order', acts: ['serve-order', 'serve'], state: 'rectifying' },
    {
      name: 'ends',
      acts: ['serve-order', 'reply-order', 'recheck-passed', 'propose-closing', 'close', 'archive'],
      state: 'archived',
    },
    {
      name: 'is no more rectified for another answer',
      acts: ['serve-order', 'reply'],
      state: 'rectifying',
    },
    {
      name: 'goes on without a voided order',
      acts: ['serve-order', 'void-order'],
      state: 'handling',
    },
    { name: 'is sent back', acts: ['propose-closing', 'return'], state: 'handling' },
  ])('$name', ({ acts, state }) => {
    expect(walk(acts)).toBe(state);
  });

  it('is closed by a proposal and a decision alone, and nothing leaves an end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CASE_ACTS), { maxLength: 30 }), (acts) => {
        let state: CaseState = 'handling';
        for (const act of acts) {
          const before = state;
          try {
            state = caseStateAfter(state, act);
          } catch (error) {
            expect(error).toMatchObject({ code: 'CASE_STEP_REFUSED' });
          }
          expect(CASE_STATES).toContain(state);
          if (before === 'archived' || before === 'merged') expect(state).toBe(before);
          if (state === 'closed' && before !== 'closed')
            expect([before, act]).toEqual(['closing', 'close']);
        }
      }),
    );
  });

  it('does not end while an order to rectify is under way', () => {
    expect(() => walk(['serve-order', 'propose-closing'])).toThrow(
      expect.objectContaining({ code: 'CASE_STEP_REFUSED' }),
    );
  });

  it('is closed by a second officer, with nothing left open', () => {
    const facts = {
      inspectorUserId: 'a',
      deputyUserId: 'b',
      proposedByUserId: 'c',
      openRemedies: 0,
      openDrafts: 0,
    };
    expect(() => assertMayClose(facts, 'd')).not.toThrow();
    for (const user of ['a', 'b', 'c']) {
      expect(() => assertMayClose(facts, user)).toThrow(
        expect.objectContaining({ code: 'DUTIES_NOT_SEPARATED' }),
      );
    }
    for (const left of [{ openRemedies: 1 }, { openDrafts: 1 }]) {
      expect(() => assertMayClose({ ...facts, ...left }, 'd')).toThrow(
        expect.objectContaining({ code: 'CASE_STEP_REFUSED' }),
      );
    }
  });
});

describe('an inspection on site', () => {
  const two = [
    { name: '甲', certificateNo: 'HN-001' },
    { name: '乙', certificateNo: 'HN-002' },
  ];
  const form = { onSite: true, officers: two, wasNoticed: true, noNoticeGround: null };

  it('needs two officers with certificates of their own', () => {
    expect(() => assertInspectionForm(form)).not.toThrow();
    const wrong = [
      two.slice(0, 1),
      two.map((each) => ({ ...each, certificateNo: 'HN-001' })),
      two.map((each) => ({ ...each, name: '甲' })),
      two.map((each, index) => (index === 0 ? each : { ...each, certificateNo: ' ' })),
    ];
    for (const officers of wrong) {
      expect(() => assertInspectionForm({ ...form, officers })).toThrow(
        expect.objectContaining({ code: 'CASE_INVALID' }),
      );
    }
    expect(() => assertInspectionForm({ ...form, officers: [], onSite: false })).not.toThrow();
  });

  it('is noticed ahead or says why not', () => {
    const sudden = { ...form, wasNoticed: false };
    expect(() => assertInspectionForm(sudden)).toThrow(
      expect.objectContaining({ code: 'CASE_INVALID' }),
    );
    expect(() => assertInspectionForm({ ...sudden, noNoticeGround: 'complaint' })).not.toThrow();
  });
});

describe('an alert', () => {
  it('is verified with a reason, again until somebody has taken it', () => {
    expect(handlingAfterVerification('new', 'true', '现场核实属实')).toBe('verified');
    expect(handlingAfterVerification('false-alarm', 'data-problem', '表计故障')).toBe(
      'data-problem',
    );
    for (const [handling, reason] of [
      ['new', '  '],
      ['in-case', '现场核实属实'],
      ['merged', '现场核实属实'],
    ] as const) {
      expect(() => handlingAfterVerification(handling, 'true', reason)).toThrow(
        expect.objectContaining({ code: 'ALERT_ACTION_REFUSED' }),
      );
    }
  });

  it('becomes a case once it was found true, and is looked at again when it gets worse', () => {
    expect(() => assertReadyForCase('verified')).not.toThrow();
    expect(() => assertReadyForCase('new')).toThrow(
      expect.objectContaining({ code: 'ALERT_ACTION_REFUSED' }),
    );
    expect(handlingAfterWorse('false-alarm')).toBe('new');
    expect(handlingAfterWorse('in-case')).toBe('in-case');
  });
});

describe('documentNumber', () => {
  it('has hexagonal brackets and no leading zeros', () => {
    expect(documentNumber('平发改', 2026, 15)).toBe('平发改〔2026〕15号');
  });
});
