import {
  type DutyResult,
  type DutyRule,
  type DutyVerdict,
  judgeCompleteness,
  worstResult,
} from './duty-verdict.ts';

/** A judged day, as kept. */
export interface JudgedDutyDay {
  readonly date: string;
  readonly expectedCount: number;
  readonly receivedCount: number;
  readonly declaredCount: number;
  readonly verdicts: readonly DutyVerdict[];
  readonly result: DutyResult;
}

/** A month of the duty to report. */
export interface DutyMonth {
  readonly expectedCount: number;
  readonly receivedCount: number;
  readonly declaredCount: number;
  readonly verdicts: readonly DutyVerdict[];
  readonly result: DutyResult;
}

const RULES_OF_DAYS = ['fault-declared', 'clock-offset', 'timeliness'] as const;

/**
 * Judges a stretch of days, such as a month: completeness over all readings due in it, the other rules
 * by their days (one broken day breaks the rule), consistency as it is given.
 */
export function judgeDutyMonth(
  days: readonly JudgedDutyDay[],
  consistency: readonly DutyVerdict[] = [],
): DutyMonth {
  const totals = { expectedCount: 0, receivedCount: 0, declaredCount: 0 };
  for (const day of days) {
    totals.expectedCount += day.expectedCount;
    totals.receivedCount += day.receivedCount;
    totals.declaredCount += day.declaredCount;
  }
  const verdicts = [
    judgeCompleteness(totals),
    ...RULES_OF_DAYS.map((rule) => ruleOverDays(rule, days)),
    ...consistency,
  ];
  return { ...totals, verdicts, result: worstResult(verdicts.map(({ result }) => result)) };
}

/** How many enterprises of a region met a duty; those not judged are left out of the share. */
export interface DutyShare {
  readonly metCount: number;
  readonly notMetCount: number;
  readonly exemptCount: number;
  readonly notJudgedCount: number;
  /** Met of met and not met, 0 to 1; null where nobody was judged. */
  readonly metRatio: number | null;
}

/** Counts results; the exempt stay out of the share on both sides. */
export function dutyShare(results: readonly DutyResult[]): DutyShare {
  const count = (wanted: DutyResult) => results.filter((result) => result === wanted).length;
  const metCount = count('met');
  const notMetCount = count('not-met');
  const judged = metCount + notMetCount;
  return {
    metCount,
    notMetCount,
    exemptCount: count('exempt'),
    notJudgedCount: count('not-judged'),
    metRatio: judged === 0 ? null : metCount / judged,
  };
}

function ruleOverDays(rule: DutyRule, days: readonly JudgedDutyDay[]): DutyVerdict {
  const found = days.flatMap(({ date, verdicts }) =>
    verdicts.filter((verdict) => verdict.rule === rule).map(({ result }) => ({ date, result })),
  );
  const result = worstResult(found.map((each) => each.result));
  const broken = found.filter((each) => each.result === 'not-met').map(({ date }) => date);
  if (broken.length > 0) {
    const named = broken.slice(0, 5).join(', ');
    const more = broken.length > 5 ? ` and ${broken.length - 5} more` : '';
    return { rule, result, reason: `Not met on ${broken.length} days: ${named}${more}.` };
  }
  const judged = found.filter((each) => each.result === 'met').length;
  return { rule, result, reason: `Met on the ${judged} days that were judged.` };
}
