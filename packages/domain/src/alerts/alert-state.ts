import type { Judgement, Severity } from '../rules/judgement.ts';
import { type PolicyThresholds, type RuleId, settlingOf } from '../rules/thresholds.ts';

/** What makes an alert the one it is; another period is another alert. */
export interface AlertKey<Rule extends string = RuleId> {
  /** Whose it is: an enterprise, or of an area its type and code, `region:430626`. */
  readonly enterpriseId: string;
  readonly rule: Rule;
  readonly targetId: string | null;
  /** Name of the period. */
  readonly period: string;
}

/** `pending`: seen, but not for long enough to be opened; nobody has been told. */
export const ALERT_CONDITIONS = ['pending', 'firing', 'resolved'] as const;
export type AlertCondition = (typeof ALERT_CONDITIONS)[number];

/** Since when a change has been waiting, by the clock and by the data. */
export interface Waiting {
  readonly severity: Severity;
  readonly sinceMs: number;
  readonly sinceEventMs: number;
}

/** Everything the state machine keeps of one alert; plain data, to be stored with its row. */
export interface AlertState<Rule extends string = RuleId> {
  readonly key: AlertKey<Rule>;
  readonly condition: AlertCondition;
  /** 0 while pending or resolved. */
  readonly severity: Severity;
  /** Worst severity it ever had. */
  readonly worstSeverity: Severity;
  /** Only the running month speaks for it so far. */
  readonly isPreview: boolean;
  readonly openedAtMs: number | null;
  readonly changedAtMs: number;
  readonly judgedAtMs: number;
  readonly eventAtMs: number;
  readonly raising: Waiting | null;
  readonly lowering: Waiting | null;
  /** Severities of the last judgements, newest last. */
  readonly recent: readonly Severity[];
  readonly isFlapping: boolean;
  /** How often it has fired. */
  readonly firedCount: number;
}

/** What can happen to an alert; each is written to its history. */
export const ALERT_TRANSITIONS = [
  'opened',
  'raised',
  'lowered',
  /** From a preview to settled figures, at the same severity. */
  'confirmed',
  'resolved',
  're-fired',
] as const;
export type AlertTransitionType = (typeof ALERT_TRANSITIONS)[number];

/** One change of an alert, with the judgement whose evidence it freezes. */
export interface AlertTransition<Rule extends string = RuleId> {
  readonly type: AlertTransitionType;
  readonly from: Severity;
  readonly to: Severity;
  readonly atMs: number;
  readonly eventAtMs: number;
  /** Whether people are told: a flapping alert is recorded, not announced. */
  readonly isNotified: boolean;
  readonly reason: string;
  /** Null where somebody withdrew it. */
  readonly judgement: Judgement<Rule> | null;
}

/** The state after a judgement, and what happened; no transitions: unchanged. */
export interface AlertStep<Rule extends string = RuleId> {
  /** Null where there is no alert and none is needed. */
  readonly state: AlertState<Rule> | null;
  readonly transitions: readonly AlertTransition<Rule>[];
}

/** How long a change must last, by the clock and by the data. */
export interface AlertSettings {
  readonly openDwellMs: number;
  readonly raiseDwellMs: number;
  readonly lowerDwellMs: number;
  readonly resolveDwellMs: number;
  /** Judgements that flapping is measured over. */
  readonly flapWindow: number;
  /** Recency-weighted share of changes from which an alert flaps, and below which it is calm again. */
  readonly flapHighRatio: number;
  readonly flapLowRatio: number;
}

/** Opened and raised at once, lowered and resolved after an hour of better data. */
export const ALERT_DEFAULTS: AlertSettings = {
  openDwellMs: 0,
  raiseDwellMs: 0,
  lowerDwellMs: 3_600_000,
  resolveDwellMs: 3_600_000,
  flapWindow: 20,
  flapHighRatio: 0.4,
  flapLowRatio: 0.2,
};

const MINUTE_MS = 60_000;

/** The dwells that hold for an enterprise: its policy's where it sets them, else the defaults. */
export function alertSettingsOf(thresholds: PolicyThresholds | undefined): AlertSettings {
  const { raiseDwellMinutes, clearDwellMinutes } = settlingOf(thresholds);
  return {
    ...ALERT_DEFAULTS,
    openDwellMs: raiseDwellMinutes * MINUTE_MS,
    raiseDwellMs: raiseDwellMinutes * MINUTE_MS,
    lowerDwellMs: clearDwellMinutes * MINUTE_MS,
    resolveDwellMs: clearDwellMinutes * MINUTE_MS,
  };
}

/** The identity of the alert that a judgement is about. */
export function alertKeyOf<Rule extends string>(
  enterpriseId: string,
  judgement: Judgement<Rule>,
): AlertKey<Rule> {
  const { rule, targetId, period } = judgement;
  return { enterpriseId, rule, targetId, period: period.name };
}

/** Whether two keys name one alert. */
export function isSameAlert(one: AlertKey<string>, other: AlertKey<string>): boolean {
  return (
    one.enterpriseId === other.enterpriseId &&
    one.rule === other.rule &&
    one.targetId === other.targetId &&
    one.period === other.period
  );
}
