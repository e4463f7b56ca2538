import {
  type AlertFinding,
  type AlertSeverity,
  type Executor,
  raiseOrUpdateAlerts,
  type StoredAlertState,
  saveAlertStates,
} from '@hengneng/database';
import {
  type AlertSettings,
  type AlertState,
  type AlertStep,
  type AlertTransition,
  type Judgement,
  localDate,
  monthPeriod,
  nextAlert,
  RULE_VERSION,
  withdrawAlert,
} from '@hengneng/domain';
import type { Judged } from '@hengneng/judging';

const GONE = 'What the alert is about is gone: a newer version does not name it.';

/** Who is judged, and when. */
export interface Evaluation {
  readonly enterpriseId: string;
  readonly timeZone: string;
  /** Clock when the facts were read. */
  readonly atMs: number;
  readonly judged: Judged;
  /** Dwells of the enterprise's policy. */
  readonly settings: AlertSettings;
}

/** A state that changes, with what happens to its alert. */
export interface Change {
  readonly stored: StoredAlertState;
  readonly transitions: readonly AlertTransition[];
}

/**
 * Puts changes on record: what is kept of the alerts, the alerts themselves, their history, the audit log
 * and the outbox. **Last in the transaction**, once: it ends in the audit log's lock.
 */
export async function recordChanges(tx: Executor, changes: readonly Change[]): Promise<void> {
  await saveAlertStates(
    tx,
    changes.map(({ stored }) => stored),
  );
  const findings = changes.flatMap(({ stored, transitions }) =>
    transitions.map((transition) => findingOf(stored, transition)),
  );
  if (findings.length > 0) await raiseOrUpdateAlerts(tx, findings);
}

/**
 * The states that an evaluation changes. Judging the same again changes nothing, and neither does an
 * older evaluation that comes late. Alerts whose target is not spoken of any more are withdrawn.
 *
 * @param known everything kept of the enterprise's alerts
 */
export function changesOf(evaluation: Evaluation, known: readonly StoredAlertState[]): Change[] {
  const { enterpriseId, timeZone, atMs, judged, settings } = evaluation;
  const byKey = new Map(known.map((stored) => [keyOf(stored), stored]));
  const changes: Change[] = [];
  const add = (
    identity: Omit<StoredAlertState, 'state'>,
    before: AlertState | null,
    step: AlertStep,
  ) => {
    if (step.state === null || step.state === before) return;
    if (before !== null && JSON.stringify(step.state) === JSON.stringify(before)) return;
    changes.push({ stored: { ...identity, state: step.state }, transitions: step.transitions });
  };
  const spokenOf = new Set<string>();
  for (const judgement of judged.judgements) {
    const identity = identityOf(enterpriseId, timeZone, judgement);
    const key = keyOf(identity);
    // One alert has one judgement at a time; whoever speaks of it first has the word.
    if (spokenOf.has(key)) continue;
    spokenOf.add(key);
    const stored = byKey.get(key)?.state ?? null;
    // A target whose period has another length now is judged anew; its alert is still the same row.
    const before = stored !== null && stored.key.period === judgement.period.name ? stored : null;
    add(identity, before, nextAlert(enterpriseId, before, judgement, atMs, settings));
  }
  for (const stored of known) {
    const isLooked = judged.spoken.has(stored.rule) && isSince(stored, timeZone, judged.sinceMs);
    if (!isLooked || spokenOf.has(keyOf(stored)) || atMs < stored.state.judgedAtMs) continue;
    const { state, ...identity } = stored;
    add(identity, state, withdrawAlert(state, atMs, GONE));
  }
  return changes;
}

function isSince({ periodFrom }: StoredAlertState, timeZone: string, sinceMs: number): boolean {
  return monthPeriod(periodFrom.slice(0, 7), timeZone).startMs >= sinceMs;
}

function identityOf(
  enterpriseId: string,
  timeZone: string,
  { rule, targetId, period }: Judgement,
): Omit<StoredAlertState, 'state'> {
  return {
    ...{ enterpriseId, rule, targetId },
    periodFrom: localDate(period.startMs, timeZone),
    periodTo: localDate(period.endMs - 1, timeZone),
  };
}

function keyOf({ rule, targetId, periodFrom }: Omit<StoredAlertState, 'state'>): string {
  return JSON.stringify([rule, targetId, periodFrom]);
}

function findingOf(stored: StoredAlertState, transition: AlertTransition): AlertFinding {
  const { enterpriseId, rule, targetId, periodFrom, periodTo } = stored;
  const { judgement, to, from, atMs, reason } = transition;
  const isFiring = to > 0;
  return {
    ...{ enterpriseId, rule, targetId, periodFrom, periodTo, atMs },
    condition: isFiring ? 'firing' : 'resolved',
    severity: (isFiring ? to : Math.max(1, from)) as AlertSeverity,
    evidence: judgement === null ? { reason } : evidenceOf(judgement),
    ruleVersion: judgement?.evidence.ruleVersion ?? RULE_VERSION,
    policyVersion: judgement?.evidence.policyVersion ?? null,
    factorVersion: judgement?.evidence.factorSet ?? null,
    hidden: judgement?.isHiddenFromEnterprise ?? rule === 'suspicion',
    isConfirmation: transition.type === 'confirmed',
    isUntold: !transition.isNotified,
  };
}

/** Everything a judgement rests on, as it is frozen with the alert. */
function evidenceOf(judgement: Judgement) {
  const { evidence, period, value, threshold, unit, message, messageKey } = judgement;
  const { category, isPreview, eventAtMs } = judgement;
  return {
    ...evidence,
    ...{ category, value, threshold, unit, isPreview, message, messageKey },
    period: period.name,
    readings: {
      from: new Date(period.startMs).toISOString(),
      to: new Date(Math.min(period.endMs, eventAtMs)).toISOString(),
    },
  };
}

/** The first instant at which a change that waits has waited long enough by the clock; null: none does. */
export function lookAgainAtMs(
  states: readonly StoredAlertState[],
  { raiseDwellMs, openDwellMs, lowerDwellMs, resolveDwellMs }: AlertSettings,
): number | null {
  const ends = states.flatMap(({ state: { raising, lowering, condition } }) => {
    if (raising !== null) {
      return [raising.sinceMs + (condition === 'firing' ? raiseDwellMs : openDwellMs)];
    }
    if (lowering === null) return [];
    return [lowering.sinceMs + (lowering.severity === 0 ? resolveDwellMs : lowerDwellMs)];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}
