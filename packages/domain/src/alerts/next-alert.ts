import { invariant } from '../invariant.ts';
import { higher, type Judgement, type Severity } from '../rules/judgement.ts';
import {
  ALERT_DEFAULTS,
  type AlertKey,
  type AlertSettings,
  type AlertState,
  type AlertStep,
  type AlertTransition,
  type AlertTransitionType,
  alertKeyOf,
  isSameAlert,
  type Waiting,
} from './alert-state.ts';
import { isFlapping } from './flapping.ts';

/**
 * What one judgement does to an alert.
 *
 * - Up: as soon as the severity has lasted for the dwell. Down: only when the hysteresis no longer
 *   supports the level (`holdSeverity`), for the dwell.
 * - A dwell has passed when both the clock and the data have moved on by it: a backlog uploaded at once
 *   moves the data alone, silence moves the clock alone.
 * - What is not judged keeps the last state and starts a waiting change anew; so does a preview against
 *   an alert that settled figures raised.
 * - The same judgement again, or one from an older evaluation, changes nothing.
 * - While an alert flaps it is not lowered, and what it does is recorded without telling people, unless
 *   it is worse than it ever was.
 *
 * @param atMs clock of the evaluation; judgements of one alert are applied in its order
 */
export function nextAlert<Rule extends string>(
  enterpriseId: string,
  current: AlertState<Rule> | null,
  judgement: Judgement<Rule>,
  atMs: number,
  settings: AlertSettings = ALERT_DEFAULTS,
): AlertStep<Rule> {
  const key = alertKeyOf(enterpriseId, judgement);
  if (current !== null) {
    invariant(isSameAlert(current.key, key), 'a judgement is held against its own alert');
    if (atMs < current.judgedAtMs) return { state: current, transitions: [] };
  }
  if (judgement.notJudged !== null) return keepLast(current);
  const wanted = cappedPreview(judgement);
  if (current === null && wanted === 0) return { state: null, transitions: [] };
  const isOnlyPreview = !judgement.hasFormal;
  if (
    current !== null &&
    isOnlyPreview &&
    current.condition === 'firing' &&
    !current.isPreview &&
    wanted <= current.severity
  ) {
    return keepLast(current);
  }
  const state = observed(
    current ?? emptyState(key, judgement, atMs),
    judgement,
    wanted,
    atMs,
    settings,
  );
  return step(state, judgement, wanted, atMs, settings);
}

/**
 * Resolves an alert whose target, measure or meter no longer exists; it stays on record. Unchanged where
 * it is not firing.
 */
export function withdrawAlert<Rule extends string>(
  current: AlertState<Rule>,
  atMs: number,
  reason: string,
): AlertStep<Rule> {
  if (current.condition !== 'firing') return { state: current, transitions: [] };
  const state = { ...current, ...settled(atMs), condition: 'resolved', severity: 0 } as const;
  const transition: AlertTransition<Rule> = {
    ...{ type: 'resolved', from: current.severity, to: 0, atMs, eventAtMs: current.eventAtMs },
    ...{ isNotified: true, reason, judgement: null },
  };
  return { state, transitions: [transition] };
}

function step<Rule extends string>(
  state: AlertState<Rule>,
  judgement: Judgement<Rule>,
  wanted: Severity,
  atMs: number,
  settings: AlertSettings,
): AlertStep<Rule> {
  const isOpen = state.condition === 'firing';
  if (wanted > state.severity) {
    const dwellMs = isOpen ? settings.raiseDwellMs : settings.openDwellMs;
    const raising = waitingFor(state.raising, wanted, 'up', judgement, atMs);
    if (!hasLasted(raising, judgement, atMs, dwellMs)) {
      return { state: { ...state, raising, lowering: null }, transitions: [] };
    }
    return change(state, openType(state), wanted, judgement, atMs);
  }
  if (!isOpen) return { state: { ...state, raising: null }, transitions: [] };
  // Hysteresis: the level is left for the one that is still supported, not for the value's own.
  const target = higher(judgement.holdSeverity, wanted);
  if (target < state.severity && !state.isFlapping) {
    const dwellMs = target === 0 ? settings.resolveDwellMs : settings.lowerDwellMs;
    const lowering = waitingFor(state.lowering, target, 'down', judgement, atMs);
    if (!hasLasted(lowering, judgement, atMs, dwellMs)) {
      return { state: { ...state, raising: null, lowering }, transitions: [] };
    }
    const type = lowering.severity === 0 ? 'resolved' : 'lowered';
    const lowered = change(state, type, lowering.severity, judgement, atMs);
    if (target >= lowering.severity) return lowered;
    // The rest of the way waits from now on, not from the next judgement: else the same one again
    // would be the one that starts it.
    const rest = waitingFor(null, target, 'down', judgement, atMs);
    return { ...lowered, state: { ...lowered.state, lowering: rest } };
  }
  const calm = { ...state, raising: null, lowering: null };
  const isConfirmed = state.isPreview && judgement.hasFormal && !judgement.isPreview;
  if (isConfirmed && wanted === state.severity) {
    return change(calm, 'confirmed', wanted, judgement, atMs);
  }
  return { state: calm, transitions: [] };
}

function openType(state: Pick<AlertState, 'condition'>): AlertTransitionType {
  if (state.condition === 'firing') return 'raised';
  return state.condition === 'resolved' ? 're-fired' : 'opened';
}

function change<Rule extends string>(
  state: AlertState<Rule>,
  type: AlertTransitionType,
  to: Severity,
  judgement: Judgement<Rule>,
  atMs: number,
): AlertStep<Rule> & { readonly state: AlertState<Rule> } {
  const isFiring = to > 0;
  const isStart = type === 'opened' || type === 're-fired';
  const next: AlertState<Rule> = {
    ...state,
    ...settled(atMs),
    condition: isFiring ? 'firing' : 'resolved',
    severity: to,
    worstSeverity: higher(to, state.worstSeverity),
    isPreview: isFiring ? judgement.isPreview : state.isPreview,
    openedAtMs: state.openedAtMs ?? atMs,
    firedCount: state.firedCount + (isStart ? 1 : 0),
  };
  const transition: AlertTransition<Rule> = {
    ...{ type, from: state.severity, to, atMs, eventAtMs: judgement.eventAtMs },
    ...{
      isNotified: !state.isFlapping || to > state.worstSeverity,
      reason: judgement.message.en,
      judgement,
    },
  };
  return { state: next, transitions: [transition] };
}

function settled(atMs: number): Pick<AlertState, 'changedAtMs' | 'raising' | 'lowering'> {
  return { changedAtMs: atMs, raising: null, lowering: null };
}

/** Notes that a judgement was seen; one of the same data and severity is not a further observation. */
function observed<Rule extends string>(
  state: AlertState<Rule>,
  judgement: Judgement<Rule>,
  wanted: Severity,
  atMs: number,
  settings: AlertSettings,
): AlertState<Rule> {
  const isNews = judgement.eventAtMs !== state.eventAtMs || state.recent.at(-1) !== wanted;
  const recent = isNews ? [...state.recent, wanted].slice(-settings.flapWindow) : state.recent;
  return {
    ...state,
    judgedAtMs: atMs,
    eventAtMs: judgement.eventAtMs,
    recent,
    isFlapping: isNews ? isFlapping(state.isFlapping, recent, settings) : state.isFlapping,
  };
}

function keepLast<Rule extends string>(current: AlertState<Rule> | null): AlertStep<Rule> {
  if (current === null) return { state: null, transitions: [] };
  // Nothing that waits may ripen on data that are not there.
  return { state: { ...current, raising: null, lowering: null }, transitions: [] };
}

/** A change in the same direction goes on waiting, at the least severity that was seen all along. */
function waitingFor(
  waiting: Waiting | null,
  severity: Severity,
  direction: 'up' | 'down',
  judgement: Pick<Judgement, 'eventAtMs'>,
  atMs: number,
): Waiting {
  if (waiting === null) return { severity, sinceMs: atMs, sinceEventMs: judgement.eventAtMs };
  const isMilder = severity < waiting.severity;
  const kept = direction === 'up' ? isMilder : !isMilder;
  return kept ? { ...waiting, severity } : waiting;
}

function hasLasted(
  waiting: Waiting,
  judgement: Pick<Judgement, 'eventAtMs'>,
  atMs: number,
  dwellMs: number,
): boolean {
  const isLongByClock = atMs - waiting.sinceMs >= dwellMs;
  return isLongByClock && judgement.eventAtMs - waiting.sinceEventMs >= dwellMs;
}

function cappedPreview(judgement: Pick<Judgement, 'isPreview' | 'severity'>): Severity {
  return judgement.isPreview && judgement.severity > 1 ? 1 : judgement.severity;
}

function emptyState<Rule extends string>(
  key: AlertKey<Rule>,
  judgement: Judgement<Rule>,
  atMs: number,
): AlertState<Rule> {
  return {
    ...{ key, condition: 'pending', severity: 0, worstSeverity: 0, isPreview: true },
    ...{ openedAtMs: null, changedAtMs: atMs, judgedAtMs: atMs, eventAtMs: judgement.eventAtMs },
    ...{ raising: null, lowering: null, recent: [], isFlapping: false, firedCount: 0 },
  };
}
