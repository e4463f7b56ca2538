import { DomainError } from '../errors.ts';

/**
 * Where a revision of a month stands: `submitted` waits for the reviewer of the enterprise, `checked`
 * is with the authority and counts, `accepted` counts for good, `returned` counts no more.
 */
export const LEDGER_STATES = ['submitted', 'checked', 'accepted', 'returned'] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** What people do to a revision. */
export const LEDGER_ACTIONS = ['submit', 'check', 'accept', 'return'] as const;
export type LedgerAction = (typeof LEDGER_ACTIONS)[number];

/** On whose side somebody acts. */
export type LedgerSide = 'reporter' | 'reviewer' | 'authority';

/** One step of a revision on record. */
export interface LedgerStep {
  readonly action: LedgerAction;
  readonly state: LedgerState;
  readonly byUserId: string;
}

const SIDE_OF_STATE: Readonly<Record<LedgerState, LedgerSide | null>> = {
  submitted: 'reviewer',
  checked: 'authority',
  accepted: 'authority',
  returned: null,
};

/** True for a revision whose figures count: the enterprise's reviewer stands for them. */
export function isCounting(state: LedgerState): boolean {
  return state === 'checked' || state === 'accepted';
}

/**
 * The state a revision is in after a step.
 *
 * @param steps of the revision so far, oldest first; none for a revision that is being submitted.
 * @throws DomainError LEDGER_STEP_NOT_ALLOWED where the state does not permit it, LEDGER_SAME_PERSON
 * where who submitted would check, LEDGER_REASON_MISSING for a return without one
 */
export function nextLedgerState(
  steps: readonly LedgerStep[],
  step: {
    readonly action: LedgerAction;
    readonly side: LedgerSide;
    readonly userId: string;
    readonly note: string;
  },
): LedgerState {
  const { action, side, userId, note } = step;
  const state = steps.at(-1)?.state ?? null;
  if (action === 'submit') {
    if (state !== null || side !== 'reporter') throw notAllowed(action, state);
    return 'submitted';
  }
  if (state === null || side !== SIDE_OF_STATE[state]) throw notAllowed(action, state);
  if (action === 'return') {
    if (note.trim() !== '') return 'returned';
    throw new DomainError('LEDGER_REASON_MISSING', 'Say why it is returned: 请填写退回原因。');
  }
  if (action === 'check' && state === 'submitted') {
    if (steps.some((other) => other.byUserId === userId)) {
      throw new DomainError(
        'LEDGER_SAME_PERSON',
        'Who filled it in cannot check it: 填报人与审核人不能为同一人。',
      );
    }
    return 'checked';
  }
  if (action === 'accept' && state === 'checked') return 'accepted';
  throw notAllowed(action, state);
}

function notAllowed(action: LedgerAction, state: LedgerState | null): DomainError {
  const is = state === null ? 'not submitted yet' : state;
  return new DomainError(
    'LEDGER_STEP_NOT_ALLOWED',
    `The step "${action}" is not for you or not possible now: this revision is ${is}.`,
  );
}
