import { fillMessage, type MessageKey, type MessageValues } from './messages.ts';
import type { RuleId } from './thresholds.ts';

/** Version of the rules' arithmetic; part of every evidence, raised with every change of it. */
export const RULE_VERSION = '2026-11-21.2';

/** 0 none, 1 notice, 2 serious, 3 severe; colours and local level numbers are display. */
export type Severity = 0 | 1 | 2 | 3;

/** Why a rule says nothing; an alert that is there stays as it is. */
export const NOT_JUDGED_REASONS = [
  'disabled',
  /** A month of the period is over, its ledger is not in. */
  'awaiting-report',
  'awaiting-output',
  'no-data',
  /** Too few readings, or the month is not closed yet. */
  'incomplete',
  'too-early',
  'no-limit',
  'no-plan',
  'no-forecast',
  'no-comparison',
] as const;
export type NotJudgedReason = (typeof NOT_JUDGED_REASONS)[number];

/** Energy warnings (预警), alarms about data (告警), and duties with a date. */
export type JudgementCategory = 'warning' | 'alarm' | 'duty';

/** One number of the evidence; the unit is `''` for a ratio. */
export interface EvidenceFigure {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
}

/** What a judgement rests on, to be frozen with the alert. */
export interface Evidence {
  readonly figures: readonly EvidenceFigure[];
  /** The sums in words, from figures to result. */
  readonly arithmetic: readonly string[];
  /** Months, `YYYY-MM`, that went in. */
  readonly months: readonly string[];
  /** Estimated share of the value, 0 to 1; null where it does not apply. */
  readonly estimatedShare: number | null;
  readonly hasExpiredMeter: boolean;
  readonly factorSet: string | null;
  readonly policyVersion: string | null;
  readonly ruleVersion: string;
  /** What kept the severity at 2. */
  readonly cappedBy: readonly ('mostly-estimated' | 'expired-meter')[];
  /** What a person should know before relying on it. */
  readonly caveats: readonly string[];
}

/** The period that a judgement is about; its name is part of an alert's identity. */
export interface JudgedPeriod {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** What one rule says about one target and period; rules of areas have names of their own. */
export interface Judgement<Rule extends string = RuleId> {
  readonly rule: Rule;
  /** Target, measure, project, meter or whatever the rule is about; null: the enterprise. */
  readonly targetId: string | null;
  readonly period: JudgedPeriod;
  readonly category: JudgementCategory;
  /** Null where the rule was judged; then severity 0 means: all is well. */
  readonly notJudged: NotJudgedReason | null;
  readonly severity: Severity;
  /** The severity that hysteresis still supports; never below `severity`. */
  readonly holdSeverity: Severity;
  /** The severity comes from the running month; then it is 1 at most. */
  readonly isPreview: boolean;
  /** Settled data took part; without it a formal alert is never lowered. */
  readonly hasFormal: boolean;
  readonly value: number | null;
  readonly threshold: number | null;
  readonly unit: string;
  /**
   * Newest instant of the enterprise's data, or the clock for what time alone changes; not the border of
   * the settled months. Dwells are measured by it besides the clock.
   */
  readonly eventAtMs: number;
  /** 疑似数据异常 is shown to the enterprise only once it is verified. */
  readonly isHiddenFromEnterprise: boolean;
  readonly evidence: Evidence;
  readonly messageKey: MessageKey;
  readonly message: { readonly zh: string; readonly en: string };
}

/** What every rule is told besides its own facts. */
export interface RuleContext {
  /** Clock of the evaluation, ms since the epoch. */
  readonly nowMs: number;
  /** Newest instant the enterprise's data reach. */
  readonly dataThroughMs: number;
  readonly timeZone: string;
  readonly policyVersion: string | null;
  readonly factorSet: string | null;
  /** A meter that the figures rest on has no valid calibration. */
  readonly hasExpiredMeter: boolean;
}

/** The part of a judgement that differs from rule to rule. */
export interface JudgementDraft<Rule extends string = RuleId> {
  readonly rule: Rule;
  readonly targetId: string | null;
  readonly period: JudgedPeriod;
  readonly category: JudgementCategory;
  readonly severity?: Severity;
  readonly holdSeverity?: Severity;
  readonly notJudged?: NotJudgedReason | null;
  readonly isPreview?: boolean;
  readonly hasFormal?: boolean;
  readonly value?: number | null;
  readonly threshold?: number | null;
  readonly unit?: string;
  readonly eventAtMs?: number;
  readonly isHiddenFromEnterprise?: boolean;
  readonly figures?: readonly EvidenceFigure[];
  readonly arithmetic?: readonly string[];
  readonly months?: readonly string[];
  readonly estimatedShare?: number | null;
  /** Above this estimated share no severity 3. */
  readonly estimatedMaxRatio?: number;
  readonly caveats?: readonly string[];
  readonly messageKey: MessageKey;
  readonly messageValues?: MessageValues;
}

/**
 * Completes a judgement, and holds what is true of all of them: a preview is 1 at most, mostly estimated
 * data or an expired meter supports no 3, what is not judged has severity 0.
 */
export function judgementOf<Rule extends string = RuleId>(
  context: RuleContext,
  draft: JudgementDraft<Rule>,
): Judgement<Rule> {
  const notJudged = draft.notJudged ?? null;
  const isPreview = draft.isPreview ?? false;
  const estimatedShare = draft.estimatedShare ?? null;
  const cappedBy = capsOf(context, draft);
  const cap = isPreview ? 1 : cappedBy.length > 0 ? 2 : 3;
  const wanted = notJudged === null ? (draft.severity ?? 0) : 0;
  const severity = lower(wanted, cap);
  const hold = notJudged === null ? (draft.holdSeverity ?? wanted) : 0;
  return {
    ...{ rule: draft.rule, targetId: draft.targetId, category: draft.category, notJudged },
    period: {
      name: draft.period.name,
      startMs: draft.period.startMs,
      endMs: draft.period.endMs,
    },
    severity,
    holdSeverity: lower(higher(hold, wanted), cappedBy.length > 0 ? 2 : 3),
    isPreview,
    hasFormal: draft.hasFormal ?? !isPreview,
    ...{ value: draft.value ?? null, threshold: draft.threshold ?? null, unit: draft.unit ?? '' },
    eventAtMs: draft.eventAtMs ?? context.dataThroughMs,
    isHiddenFromEnterprise: draft.isHiddenFromEnterprise ?? false,
    evidence: {
      figures: draft.figures ?? [],
      arithmetic: draft.arithmetic ?? [],
      months: draft.months ?? [],
      estimatedShare,
      hasExpiredMeter: context.hasExpiredMeter,
      factorSet: context.factorSet,
      policyVersion: context.policyVersion,
      ruleVersion: RULE_VERSION,
      cappedBy: wanted === 3 && !isPreview ? cappedBy : [],
      caveats: draft.caveats ?? [],
    },
    messageKey: draft.messageKey,
    message: fillMessage(draft.messageKey, draft.messageValues ?? {}),
  };
}

function capsOf(context: RuleContext, draft: Omit<JudgementDraft, 'rule'>): Evidence['cappedBy'] {
  // Only energy warnings rest on meters; a duty is late whatever they show.
  if (draft.category !== 'warning') return [];
  const isEstimated = (draft.estimatedShare ?? 0) > (draft.estimatedMaxRatio ?? 1);
  return [
    ...(isEstimated ? (['mostly-estimated'] as const) : []),
    ...(context.hasExpiredMeter ? (['expired-meter'] as const) : []),
  ];
}

function lower(severity: Severity, cap: 1 | 2 | 3): Severity {
  return severity > cap ? cap : severity;
}

/** The worse of two severities. */
export function higher(one: Severity, other: Severity): Severity {
  return one < other ? other : one;
}

/** Share of a threshold that sums of quantities kept to 2^-20 of a unit may be off by. */
const ROUNDING_RATIO = 1e-9;

/**
 * Whether a value is above a threshold by more than rounding: who uses the plan to the last kilowatt-hour
 * is on plan, in whatever order his months were added up.
 *
 * @example isAbove(0.1 + 0.2, 0.3) // false
 */
export function isAbove(value: number, threshold: number): boolean {
  return value - threshold > ROUNDING_RATIO * Math.abs(threshold);
}

/** The severity of a value against rising thresholds: over the first 1, over the second 2, over the third 3. */
export function severityOver(
  value: number,
  thresholds: readonly [number, number, number],
): Severity {
  if (isAbove(value, thresholds[2])) return 3;
  if (isAbove(value, thresholds[1])) return 2;
  return isAbove(value, thresholds[0]) ? 1 : 0;
}
