import type { WorkCalendar } from '../duty/work-calendar.ts';
import { DomainError } from '../errors.ts';
import { deadlineAfter } from './deadlines.ts';

/** What became of the check of an alert (预警核实): 属实, 数据问题, 误报. */
export const VERIFICATION_OUTCOMES = ['true', 'data-problem', 'false-alarm'] as const;
export type VerificationOutcome = (typeof VERIFICATION_OUTCOMES)[number];

/** What people have done about an alert; whether it fires is another matter. */
export const ALERT_HANDLINGS = [
  'new',
  'verified',
  'data-problem',
  'false-alarm',
  'in-case',
  'merged',
  'closed',
] as const;
export type AlertHandling = (typeof ALERT_HANDLINGS)[number];

const HANDLING_AFTER: Readonly<Record<VerificationOutcome, AlertHandling>> = {
  true: 'verified',
  'data-problem': 'data-problem',
  'false-alarm': 'false-alarm',
};

/** Shortest reason that says anything. */
export const REASON_CHARACTERS_MIN = 4;

/**
 * Handling after a verification. It can be judged again until a case or another alert has taken it.
 *
 * @throws DomainError ALERT_ACTION_REFUSED; the reason must be given, whatever the outcome
 */
export function handlingAfterVerification(
  handling: AlertHandling,
  outcome: VerificationOutcome,
  reason: string,
): AlertHandling {
  if (handling === 'in-case' || handling === 'merged' || handling === 'closed') {
    throw refused(`An alert that is ${handling} is not verified again.`);
  }
  if (reason.trim().length < REASON_CHARACTERS_MIN) throw refused('Say why it is judged so.');
  return HANDLING_AFTER[outcome];
}

/**
 * Lets an alert into a case: only what a person found true.
 *
 * @throws DomainError ALERT_ACTION_REFUSED
 */
export function assertReadyForCase(handling: AlertHandling): void {
  if (handling === 'verified') return;
  throw refused(`An alert is verified as true before its case is opened; this one is ${handling}.`);
}

/**
 * Handling after the rules found something new: a judgement of what was known before does not cover
 * an alert that fires again or worse, so it has to be verified again. What a case works stays there.
 */
export function handlingAfterWorse(handling: AlertHandling): AlertHandling {
  const isOver = handling === 'data-problem' || handling === 'false-alarm' || handling === 'closed';
  return isOver ? 'new' : handling;
}

function refused(message: string): DomainError {
  return new DomainError('ALERT_ACTION_REFUSED', message);
}

/** What a person can do about an alert. */
export const ALERT_ACTS = ['verify', 'assign', 'merge', 'open-case'] as const;
export type AlertAct = (typeof ALERT_ACTS)[number];

/** What can be done about an alert as it is handled now; a case takes over what it has. */
export function alertActsFrom(handling: AlertHandling): readonly AlertAct[] {
  if (handling === 'merged' || handling === 'closed') return [];
  if (handling === 'in-case') return ['assign'];
  return ALERT_ACTS.filter((act) => act !== 'open-case' || handling === 'verified');
}

/** Working days from the day after, within which an alert is to be verified, by severity. */
export const VERIFY_WITHIN_WORKING_DAYS: Readonly<Record<1 | 2 | 3, number>> = { 1: 5, 2: 3, 3: 1 };

/** Last day, `YYYY-MM-DD`, on which an alert is verified in time. */
export function verifyBy(openedOn: string, severity: 1 | 2 | 3, calendar: WorkCalendar): string {
  const days = VERIFY_WITHIN_WORKING_DAYS[severity];
  return deadlineAfter(openedOn, { days, unit: 'working' }, calendar).lastDay;
}
