/** Where a finding (审计发现) of an energy audit stands. */
export const FINDING_STATES = ['draft', 'issued', 'answered', 'closed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/**
 * What is done to a finding. The auditor writes, revises, issues, returns an answer that does not do,
 * and closes; the enterprise answers.
 */
export const FINDING_ACTIONS = ['write', 'revise', 'issue', 'answer', 'return', 'close'] as const;
export type FindingAction = (typeof FINDING_ACTIONS)[number];

const NEXT: Readonly<Record<FindingState, Partial<Record<FindingAction, FindingState>>>> = {
  draft: { revise: 'draft', issue: 'issued' },
  issued: { answer: 'answered', close: 'closed' },
  answered: { return: 'issued', close: 'closed' },
  closed: {},
};

/**
 * The state of a finding after an action; null where the action is not possible. What was issued is
 * never revised: the enterprise has seen it.
 *
 * @example nextFindingState('draft', 'issue') // 'issued'
 */
export function nextFindingState(state: FindingState, action: FindingAction): FindingState | null {
  return NEXT[state][action] ?? null;
}
