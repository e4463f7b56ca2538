import type { TargetPeriod } from '../policy/target-period.ts';
import {
  type EvidenceFigure,
  higher,
  type Judgement,
  type JudgementDraft,
  judgementOf,
  type NotJudgedReason,
  type RuleContext,
  type Severity,
} from './judgement.ts';
import type { MessageKey, MessageValues } from './messages.ts';
import type { RuleId } from './thresholds.ts';

/** What a rule finds when it looks at one set of months. */
export interface View {
  readonly severity: Severity;
  readonly holdSeverity: Severity;
  readonly value: number;
  readonly threshold: number;
  readonly figures: readonly EvidenceFigure[];
  readonly arithmetic: readonly string[];
  readonly months: readonly string[];
  readonly estimatedShare: number | null;
  readonly messageKey: MessageKey;
  readonly messageValues: MessageValues;
  readonly caveats?: readonly string[];
}

/** What a rule is about, whatever it finds. */
export interface ViewSubject {
  readonly rule: RuleId;
  readonly targetId: string | null;
  readonly period: Pick<TargetPeriod, 'name' | 'startMs' | 'endMs'>;
  readonly unit: string;
  readonly estimatedMaxRatio: number;
  readonly whatZh: string;
  readonly whatEn: string;
}

/**
 * One judgement from two views: the settled months say the severity, the running month may add a preview
 * of 1. The preview alone decides where nothing is settled yet; where neither can be seen, `missing`
 * says why.
 */
export function judgeViews(
  context: RuleContext,
  subject: ViewSubject,
  formal: View | null,
  preview: View | null,
  missing: NotJudgedReason,
): Judgement {
  const previewSeverity: Severity = preview !== null && preview.severity > 0 ? 1 : 0;
  const previewHold: Severity = preview !== null && preview.holdSeverity > 0 ? 1 : 0;
  const formalSeverity = formal?.severity ?? 0;
  const isPreview = formal === null || previewSeverity > formalSeverity;
  const view = isPreview ? preview : formal;
  if (view === null) return notJudged(context, subject, missing);
  const formalHold = formal?.holdSeverity ?? 0;
  const severity = isPreview ? previewSeverity : formalSeverity;
  const draft: Omit<JudgementDraft, 'messageKey'> = {
    ...{ rule: subject.rule, targetId: subject.targetId, period: subject.period },
    ...{ category: 'warning', unit: subject.unit, severity, isPreview },
    ...{ holdSeverity: higher(formalHold, previewHold) },
    ...{ hasFormal: formal !== null, value: view.value, threshold: view.threshold },
    ...{ figures: view.figures, arithmetic: view.arithmetic, months: view.months },
    ...{ estimatedShare: view.estimatedShare, estimatedMaxRatio: subject.estimatedMaxRatio },
    caveats: view.caveats ?? [],
  };
  if (severity > 0) {
    const { messageKey, messageValues } = view;
    return judgementOf(context, { ...draft, messageKey, messageValues });
  }
  return judgementOf(context, {
    ...draft,
    messageKey: 'all-well',
    messageValues: {
      ...{ what: subject.whatZh, whatEn: subject.whatEn },
      ...{ value: view.value, threshold: view.threshold },
    },
  });
}

/** A judgement that says why there is none. */
export function notJudged(
  context: RuleContext,
  subject: Pick<ViewSubject, 'rule' | 'targetId' | 'period'> & {
    readonly category?: Judgement['category'];
    readonly caveats?: readonly string[];
  },
  reason: NotJudgedReason,
): Judgement {
  return judgementOf(context, {
    ...{ rule: subject.rule, targetId: subject.targetId, period: subject.period },
    ...{ category: subject.category ?? 'warning', notJudged: reason, hasFormal: false },
    caveats: subject.caveats ?? [],
    messageKey: 'not-judged',
    messageValues: { reason },
  });
}
