import { describe, expect, it } from 'vitest';

import { awaitingMonths } from './awaiting.ts';
import { DEFAULT_LEDGER_SETTINGS } from './ledger-month.ts';
import { coalLine } from './testing/ledgers.ts';
import {
  type LedgerAction,
  type LedgerSide,
  type LedgerState,
  type LedgerStep,
  nextLedgerState,
} from './workflow.ts';

const steps = (...states: LedgerState[]): LedgerStep[] =>
  states.map((state, index) => ({ action: 'submit', state, byUserId: `user-${index}` }));
const act = (action: LedgerAction, side: LedgerSide, userId = 'other', note = '退回原因') => ({
  action,
  side,
  userId,
  note,
});

describe('nextLedgerState', () => {
  it.each([
    { from: [], step: act('submit', 'reporter'), to: 'submitted' },
    { from: steps('submitted'), step: act('check', 'reviewer'), to: 'checked' },
    { from: steps('submitted'), step: act('return', 'reviewer'), to: 'returned' },
    { from: steps('submitted', 'checked'), step: act('accept', 'authority'), to: 'accepted' },
    { from: steps('submitted', 'checked'), step: act('return', 'authority'), to: 'returned' },
    {
      from: steps('submitted', 'checked', 'accepted'),
      step: act('return', 'authority'),
      to: 'returned',
    },
  ])('goes by $step.action of the $step.side to $to', ({ from, step, to }) => {
    expect(nextLedgerState(from, step)).toBe(to);
  });

  it.each([
    { name: 'a check by who submitted', step: act('check', 'reviewer', 'user-0') },
    { name: 'a return without a reason', step: act('return', 'reviewer', 'other', ' ') },
    { name: 'the authority before the reviewer', step: act('accept', 'authority') },
    { name: 'a second submission', step: act('submit', 'reporter') },
  ])('refuses $name', ({ step }) => {
    expect(() => nextLedgerState(steps('submitted'), step)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^LEDGER_/) }),
    );
  });

  it('leaves a returned revision where it is', () => {
    const returned = steps('submitted', 'returned');
    for (const step of [act('check', 'reviewer'), act('accept', 'authority')]) {
      expect(() => nextLedgerState(returned, step)).toThrow(
        expect.objectContaining({ code: 'LEDGER_STEP_NOT_ALLOWED' }),
      );
    }
  });
});

describe('awaitingMonths', () => {
  const known = (month: string, state: LedgerState, counts = true) => {
    const counting = { month, lines: [coalLine()], outputs: [] };
    return { month, state, counting: counts ? counting : null };
  };
  const awaiting = (months: Parameters<typeof awaitingMonths>[0], today: string, changes = {}) =>
    awaitingMonths(months, { ...DEFAULT_LEDGER_SETTINGS, ...changes }, today);

  it('names the months that are not in, with the kinds of the last one that is', () => {
    const months = [known('2026-07', 'accepted'), known('2026-09', 'submitted', false)];
    expect(awaiting(months, '2026-11-10')).toEqual([
      { month: '2026-08', dueOn: '2026-09-10', overdue: true, kinds: ['raw-coal'], state: null },
      {
        month: '2026-09',
        dueOn: '2026-10-10',
        overdue: true,
        kinds: ['raw-coal'],
        state: 'submitted',
      },
      { month: '2026-10', dueOn: '2026-11-10', overdue: false, kinds: ['raw-coal'], state: null },
    ]);
    expect(awaiting(months, '2026-11-11').at(-1)?.overdue).toBe(true);
  });

  it('names the kinds that are owed and not in', () => {
    const months = [known('2026-10', 'checked')];
    const kinds = ['raw-coal', 'diesel'];
    const [only] = awaiting(months, '2026-11-01', { kinds, firstMonth: '2026-10' });
    expect(only).toMatchObject({ month: '2026-10', kinds: ['diesel'], state: 'checked' });
  });

  it('awaits nothing of an enterprise that owes nothing', () => {
    expect(awaiting([], '2026-11-01')).toEqual([]);
  });
});
