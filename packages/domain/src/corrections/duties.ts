import { DomainError } from '../errors.ts';

/** What a correction (数据修正) may be about. */
export const CORRECTION_TYPES = [
  /** A value for an instant of which no reading came. */
  'manual-reading',
  /** Another value in the place of a reading. */
  'replaced-value',
  /** A reading that does not count. */
  'void-reading',
  /** A meter was exchanged (换表): final and initial value. */
  'meter-exchange',
  /** An over-rate step that is not believed, by its first reading. */
  'reject-step',
  /** Output of a product: new, or in the place of what a device reported. */
  'production',
  /** An approved exchange, rejected step or output that does not count any more. */
  'revocation',
] as const;
export type CorrectionType = (typeof CORRECTION_TYPES)[number];

/** Types that put a value in the place of a reading, and so are told to those who count. */
export const READING_CORRECTION_TYPES = [
  'manual-reading',
  'replaced-value',
  'void-reading',
] as const;

/** Where a correction stands; the last three are ends. */
export const CORRECTION_STATES = [
  'requested',
  'checked',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** What somebody may decide about a correction. */
export const CORRECTION_ACTS = ['check', 'approve', 'reject', 'withdraw'] as const;
export type CorrectionAct = (typeof CORRECTION_ACTS)[number];

/** Side a person decides for: the enterprise itself, or the authority of its region or park. */
export type CorrectionSide = 'enterprise' | 'authority';

/** A correction as far as it decides who may do what with it. */
export interface CorrectionDuties {
  readonly state: CorrectionState;
  /** User id of who asked for it. */
  readonly requestedBy: string;
  /** User id of who checked it; null before. */
  readonly checkedBy: string | null;
  /**
   * People who must keep out of it for what they do elsewhere: the inspector of a case about it, the
   * one who set the target it touches.
   */
  readonly bound?: readonly { readonly userId: string; readonly because: string }[];
}

/** States each act starts from, by side; an act that is not here is not the side's. */
const STARTS: Record<CorrectionAct, Partial<Record<CorrectionSide, readonly CorrectionState[]>>> = {
  check: { enterprise: ['requested'] },
  approve: { authority: ['checked'] },
  reject: { enterprise: ['requested'], authority: ['checked'] },
  withdraw: { enterprise: ['requested', 'checked'] },
};

const ENDS: Record<CorrectionAct, CorrectionState> = {
  check: 'checked',
  approve: 'approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
};

/**
 * The state after an act, where this person may do it: asked for by one, checked by a second person of
 * the enterprise, approved by a third one of the authority. Only who asked for it may withdraw it.
 *
 * @throws DomainError CORRECTION_STATE_WRONG, DUTIES_NOT_SEPARATED
 */
export function stateAfter(
  correction: CorrectionDuties,
  act: CorrectionAct,
  actor: { readonly userId: string; readonly side: CorrectionSide },
): CorrectionState {
  const { state, requestedBy, checkedBy, bound = [] } = correction;
  if (!STARTS[act][actor.side]?.includes(state)) {
    const message = `A correction that is ${state} is not for you to ${act}.`;
    throw new DomainError('CORRECTION_STATE_WRONG', message, { details: { state } });
  }
  const refuse = (message: string): never => {
    throw new DomainError('DUTIES_NOT_SEPARATED', message);
  };
  if (act === 'withdraw') {
    if (actor.userId !== requestedBy) refuse('Only who asked for the correction may withdraw it.');
    return ENDS[act];
  }
  if (actor.userId === requestedBy)
    refuse('You asked for this correction; another person decides.');
  if (actor.userId === checkedBy) refuse('You checked this correction; another person decides.');
  const binding = bound.find(({ userId }) => userId === actor.userId);
  if (binding !== undefined) refuse(`Another person decides: ${binding.because}`);
  return ENDS[act];
}
