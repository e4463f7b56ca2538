import { DomainError } from '../errors.ts';

/** Where a case stands; the last two are ends. */
export const CASE_STATES = [
  /** 在办: the inspector decides what is next. */
  'handling',
  /** 待答复: a served document waits for the enterprise's answer. */
  'awaiting-reply',
  /** 整改中: an order to rectify was served. */
  'rectifying',
  /** 待复查: the enterprise says it has rectified. */
  'rechecking',
  /** 待结案: an officer proposes the end, a second one decides. */
  'closing',
  /** 已结案 */
  'closed',
  /** 已归档 */
  'archived',
  /** 已并案 */
  'merged',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What can happen to a case. */
export const CASE_ACTS = [
  'assign',
  'set-deputy',
  'add-alert',
  'merge',
  'draft',
  'issue',
  'void',
  'void-order',
  'serve',
  'serve-order',
  /** Service of what asks for no answer. */
  'inform',
  'reply',
  'reply-order',
  'escalate',
  'hear',
  'inspect',
  'recheck-passed',
  'recheck-failed',
  'file-remedy',
  'decide-remedy',
  'propose-closing',
  'return',
  'close',
  'archive',
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

const ACTIVE: readonly CaseState[] = ['handling', 'awaiting-reply', 'rectifying', 'rechecking'];
const UNTIL_CLOSED: readonly CaseState[] = [...ACTIVE, 'closing'];

/** States an act starts from, and the state after it where it changes one. */
const ACTS: Readonly<
  Record<
    CaseAct,
    {
      readonly from: readonly CaseState[];
      readonly to: Partial<Record<CaseState, CaseState>> | CaseState;
    }
  >
> = {
  assign: { from: UNTIL_CLOSED, to: {} },
  'set-deputy': { from: UNTIL_CLOSED, to: {} },
  'add-alert': { from: ACTIVE, to: {} },
  merge: { from: ACTIVE, to: 'merged' },
  draft: { from: ACTIVE, to: {} },
  issue: { from: ACTIVE, to: {} },
  void: { from: [...UNTIL_CLOSED, 'closed'], to: {} },
  // An order that is under way stays under way, whatever else is served.
  serve: { from: ACTIVE, to: { handling: 'awaiting-reply' } },
  'serve-order': { from: ACTIVE, to: 'rectifying' },
  inform: { from: ACTIVE, to: {} },
  'void-order': {
    from: [...UNTIL_CLOSED, 'closed'],
    to: { rectifying: 'handling', rechecking: 'handling' },
  },
  reply: { from: UNTIL_CLOSED, to: { 'awaiting-reply': 'handling' } },
  'reply-order': { from: ['rectifying'], to: 'rechecking' },
  escalate: { from: UNTIL_CLOSED, to: {} },
  hear: { from: ACTIVE, to: {} },
  inspect: { from: ACTIVE, to: {} },
  'recheck-passed': { from: ['rectifying', 'rechecking'], to: 'handling' },
  'recheck-failed': { from: ['rectifying', 'rechecking'], to: 'rectifying' },
  // 行政复议 may be asked for after the end of the case.
  'file-remedy': { from: [...UNTIL_CLOSED, 'closed'], to: {} },
  'decide-remedy': { from: [...UNTIL_CLOSED, 'closed'], to: {} },
  'propose-closing': { from: ['handling', 'awaiting-reply'], to: 'closing' },
  return: { from: ['closing'], to: 'handling' },
  close: { from: ['closing'], to: 'closed' },
  archive: { from: ['closed'], to: 'archived' },
};

/**
 * The state of a case after an act.
 *
 * @throws DomainError CASE_STEP_REFUSED
 */
export function caseStateAfter(state: CaseState, act: CaseAct): CaseState {
  const { from, to } = ACTS[act];
  if (!from.includes(state)) {
    const message = `A case that is ${state} does not take ${act}.`;
    throw new DomainError('CASE_STEP_REFUSED', message, { details: { state } });
  }
  return typeof to === 'string' ? to : (to[state] ?? state);
}

/** Acts that a case in this state takes. */
export function caseActsFrom(state: CaseState): readonly CaseAct[] {
  return CASE_ACTS.filter((act) => ACTS[act].from.includes(state));
}

/** Means of an enterprise against what is done: three different ones. */
export const REMEDIES = [
  /** 陈述申辩 */
  'statement',
  /** 数据异议 */
  'data-objection',
  /** 行政复议 */
  'reconsideration',
] as const;
export type Remedy = (typeof REMEDIES)[number];

/** What became of a remedy. */
export const REMEDY_OUTCOMES = ['upheld', 'partly-upheld', 'rejected', 'withdrawn'] as const;
export type RemedyOutcome = (typeof REMEDY_OUTCOMES)[number];

/** What keeps an officer from ending a case. */
export const CLOSING_OBSTACLES = ['worked-by-you', 'remedies-open', 'drafts-open'] as const;
export type ClosingObstacle = (typeof CLOSING_OBSTACLES)[number];

/** What a case looks like to the officer who may end it. */
export interface ClosingFacts {
  readonly inspectorUserId: string;
  readonly deputyUserId: string | null;
  readonly proposedByUserId: string | null;
  readonly openRemedies: number;
  readonly openDrafts: number;
}

/** Everything that keeps this officer from ending the case; none: they may. */
export function closingObstacles(
  facts: ClosingFacts,
  officerUserId: string,
): readonly ClosingObstacle[] {
  const { inspectorUserId, deputyUserId, proposedByUserId } = facts;
  const worked = [inspectorUserId, deputyUserId, proposedByUserId].includes(officerUserId);
  return CLOSING_OBSTACLES.filter(
    (obstacle) =>
      ({
        'worked-by-you': worked,
        'remedies-open': facts.openRemedies > 0,
        'drafts-open': facts.openDrafts > 0,
      })[obstacle],
  );
}

/**
 * Lets a case end: decided by an officer other than who proposed it and who works the case, and with
 * no remedy left undecided and no draft unsigned.
 *
 * @throws DomainError DUTIES_NOT_SEPARATED, CASE_STEP_REFUSED
 */
export function assertMayClose(facts: ClosingFacts, officerUserId: string): void {
  const obstacles = closingObstacles(facts, officerUserId);
  if (obstacles.includes('worked-by-you')) {
    const message = 'You worked this case; a second officer closes it.';
    throw new DomainError('DUTIES_NOT_SEPARATED', message);
  }
  if (obstacles.length > 0) {
    const { openRemedies, openDrafts } = facts;
    const message = 'A remedy or a draft of this case is not decided yet.';
    throw new DomainError('CASE_STEP_REFUSED', message, { details: { openRemedies, openDrafts } });
  }
}

/** An officer of an on-site inspection. */
export interface InspectionOfficer {
  readonly name: string;
  /** 执法证号 */
  readonly certificateNo: string;
}

/** Grounds on which an on-site inspection needs no notice ahead. */
export const NO_NOTICE_GROUNDS = ['suspected-violation', 'complaint', 'spot-check'] as const;
export type NoNoticeGround = (typeof NO_NOTICE_GROUNDS)[number];

/**
 * Holds an inspection (节能监察) to its form: on site at least two officers with certificates of their
 * own, and a notice ahead or a ground to do without.
 *
 * @throws DomainError CASE_INVALID
 */
export function assertInspectionForm(inspection: {
  readonly onSite: boolean;
  readonly officers: readonly InspectionOfficer[];
  readonly wasNoticed: boolean;
  readonly noNoticeGround: NoNoticeGround | null;
}): void {
  const { onSite, officers, wasNoticed, noNoticeGround } = inspection;
  if (!onSite) return;
  const numbers = officers.map(({ certificateNo }) => certificateNo.trim());
  const names = officers.map(({ name }) => name.trim());
  if (numbers.some((no) => no === '') || new Set(numbers).size < 2 || new Set(names).size < 2) {
    const message = 'An on-site inspection needs two officers, each with a certificate number.';
    throw new DomainError('CASE_INVALID', message);
  }
  if (!wasNoticed && noNoticeGround === null) {
    const message = 'An on-site inspection is noticed ahead (节能监察通知书), or says why not.';
    throw new DomainError('CASE_INVALID', message);
  }
}
