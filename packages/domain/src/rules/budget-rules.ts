import { type PlanCurve, plannedUntil } from '../policy/plan-curve.ts';
import { type Target, targetUnit } from '../policy/policy-document.ts';
import { monthPeriod, type TargetPeriod } from '../policy/target-period.ts';
import type { PeriodForecast } from './forecast.ts';
import {
  type EvidenceFigure,
  isAbove,
  type Judgement,
  type RuleContext,
  severityOver,
} from './judgement.ts';
import { figureText, percentText } from './messages.ts';
import {
  estimatedShareOf,
  knownMonths,
  type MonthFigure,
  settledMonths,
  totalOf,
} from './settled-months.ts';
import {
  type PolicyThresholds,
  type RuleId,
  settlingOf,
  severityOf,
  thresholdsOf,
} from './thresholds.ts';
import { judgeViews, notJudged, type View, type ViewSubject } from './two-views.ts';

const MS_PER_DAY = 86_400_000;

/** Everything that the rules about one budget (an amount, not a ratio) need. */
export interface BudgetFacts {
  readonly context: RuleContext;
  readonly target: Target;
  readonly period: TargetPeriod;
  readonly limit: number;
  readonly plan: PlanCurve;
  /** In any order; those outside the period are ignored. */
  readonly months: readonly MonthFigure[];
  /** Forecast from the settled months; null where there is nothing to forecast from. */
  readonly settledForecast: PeriodForecast | null;
  /** Forecast from all that is known, the running month included. */
  readonly runningForecast: PeriodForecast | null;
  readonly thresholds?: PolicyThresholds | undefined;
}

/** All rules about one budget, in a fixed order. */
export function judgeBudget(facts: BudgetFacts): Judgement[] {
  return [judgeProgress, judgeRemaining, judgeExhausted, judgeForecast].map((rule) => rule(facts));
}

/** 时序进度: what was used against the plan to the same date. */
export function judgeProgress(facts: BudgetFacts): Judgement {
  const own = thresholdsOf('progress', facts.thresholds);
  const levels = [own.severity1Ratio, own.severity2Ratio, own.severity3Ratio] as const;
  const lowered = levels.map((level) => level - own.clearRatio);
  return judgeBoth(facts, 'progress', own, (stretch) => {
    const { actual, planned, unit } = stretch;
    if (!(planned > 0)) return null;
    const ratio = actual / planned;
    return {
      severity: severityOver(ratio, levels),
      holdSeverity: severityOver(ratio, [lowered[0] ?? 0, lowered[1] ?? 0, lowered[2] ?? 0]),
      value: ratio,
      threshold: own.severity1Ratio,
      figures: [figure('progressRatio', ratio, '')],
      arithmetic: [
        `${figureText(actual)} ${unit} / ${figureText(planned)} ${unit} = ${figureText(ratio)}`,
      ],
      messageKey: 'progress.over',
      messageValues: { value: actual, plan: planned, percent: percentText(ratio), unit },
    };
  });
}

/** What is left of the budget, while on plan, against what will at least be needed. */
export function judgeRemaining(facts: BudgetFacts): Judgement {
  const own = thresholdsOf('remaining-budget', facts.thresholds);
  return judgeBoth(facts, 'remaining-budget', own, (stretch) => {
    const { actual, planned, forecast, isOver, unit } = stretch;
    if (forecast === null || isOver) return null;
    const remaining = facts.limit - actual;
    const need = forecast.rest.low;
    // Ahead of plan it is the progress rule that speaks.
    const isOnPlan = planned > 0 && !isAbove(actual, planned);
    const isShort = isOnPlan && remaining < need;
    const isHeld = isOnPlan && remaining < need + own.clearRatio * facts.limit;
    return {
      severity: isShort ? severityOf(own.severity) : 0,
      holdSeverity: isHeld ? severityOf(own.severity) : 0,
      ...{ value: remaining, threshold: need },
      figures: [figure('remaining', remaining, unit), figure('needAtLeast', need, unit)],
      arithmetic: [
        `${figureText(facts.limit)} − ${figureText(actual)} = ${figureText(remaining)} ${unit} left`,
        ...forecast.arithmetic,
      ],
      messageKey: 'remaining-budget.short',
      messageValues: { remaining, need, unit },
    };
  });
}

/** The budget is used up before the period is over, or more than used up at its end. */
export function judgeExhausted(facts: BudgetFacts): Judgement {
  const own = thresholdsOf('exhausted', facts.thresholds);
  const { limit } = facts;
  return judgeBoth(facts, 'exhausted', own, ({ actual, isOver, unit }) => {
    // At the end of the period a budget that is used to the last tonne was kept.
    const isReached = isOver ? isAbove(actual, limit) : !isAbove(limit, actual);
    const isHeld = isReached || (!isOver && actual > limit * (1 - own.clearRatio));
    return {
      severity: isReached ? severityOf(own.severity) : 0,
      holdSeverity: isHeld ? severityOf(own.severity) : 0,
      ...{ value: actual, threshold: limit },
      figures: [figure('usedRatio', limit === 0 ? null : actual / limit, '')],
      arithmetic: [`${figureText(actual)} ${unit} of ${figureText(limit)} ${unit}`],
      messageKey: 'exhausted.reached',
      messageValues: { value: actual, limit, unit },
    };
  });
}

/** The forecast of the period's end: the whole interval over the limit, or the point alone. */
export function judgeForecast(facts: BudgetFacts): Judgement {
  const own = thresholdsOf('forecast', facts.thresholds);
  const { limit } = facts;
  return judgeBoth(facts, 'forecast', own, ({ forecast, isOver, unit }) => {
    if (forecast === null || isOver) return null;
    const { low, point, high } = forecast.end;
    const level = (bound: number) =>
      severityOf(low > bound ? own.overSeverity : point > bound ? own.pointSeverity : 0);
    return {
      ...{ severity: level(limit), holdSeverity: level(limit * (1 - own.clearRatio)) },
      ...{ value: point, threshold: limit },
      figures: [
        figure('forecastLow', low, unit),
        figure('forecast', point, unit),
        figure('forecastHigh', high, unit),
      ],
      arithmetic: forecast.arithmetic,
      messageKey: 'forecast.over',
      messageValues: { value: point, low, high, limit, unit },
    };
  });
}

/** One way to look at the budget: settled months, or all that is known. */
interface Stretch {
  readonly actual: number;
  readonly planned: number;
  readonly forecast: PeriodForecast | null;
  /** All months of the period are in it. */
  readonly isOver: boolean;
  readonly unit: string;
}
type Look = (stretch: Stretch) => Omit<View, 'months' | 'estimatedShare'> | null;

const WHAT: Partial<Record<RuleId, readonly [zh: string, en: string]>> = {
  progress: ['时序进度', 'Progress against plan'],
  'remaining-budget': ['剩余预算', 'Budget left'],
  exhausted: ['预算使用', 'Budget used'],
  forecast: ['期末预测', 'Forecast of the period'],
};

function judgeBoth(
  facts: BudgetFacts,
  rule: RuleId,
  own: { readonly enabled: boolean; readonly previewMinDays: number },
  look: Look,
): Judgement {
  const { context, target, period } = facts;
  const settling = settlingOf(facts.thresholds);
  const [whatZh, whatEn] = WHAT[rule] ?? ['', ''];
  const subject: ViewSubject = {
    ...{ rule, targetId: target.id, period, unit: targetUnit(target), whatZh, whatEn },
    estimatedMaxRatio: settling.estimatedMaxRatio,
  };
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  const { settled, stoppedBy } = settledMonths(period.months, facts.months, settling);
  const known = knownMonths(period.months, facts.months);
  const last = settled.at(-1)?.month;
  const formal =
    last === undefined
      ? null
      : viewOf(facts, settled, context.dataThroughMs, facts.settledForecast, look);
  const elapsedDays = (context.dataThroughMs - period.startMs) / MS_PER_DAY;
  // Where everything known is settled, a preview would say the same again.
  const hasMore = known.length > settled.length && elapsedDays >= own.previewMinDays;
  const preview = hasMore
    ? viewOf(facts, known, context.dataThroughMs, facts.runningForecast, look)
    : null;
  const missing = formal === null && last !== undefined ? 'no-forecast' : stoppedBy?.reason;
  return judgeViews(context, subject, formal, preview, missing ?? 'no-forecast');
}

function viewOf(
  facts: BudgetFacts,
  months: readonly MonthFigure[],
  throughMs: number,
  forecast: PeriodForecast | null,
  look: Look,
): View | null {
  const unit = targetUnit(facts.target);
  // Of settled months all the time counts, of the running one what the data reach.
  const isRunning = months.some(({ isClosed }) => !isClosed);
  const endMs = lastEndMs(facts, months);
  const untilMs = isRunning ? Math.min(throughMs, endMs) : endMs;
  const stretch: Stretch = {
    actual: totalOf(months),
    planned: plannedUntil(facts.plan, untilMs, facts.context.timeZone),
    forecast,
    isOver: untilMs >= facts.period.endMs,
    unit,
  };
  const view = look(stretch);
  if (view === null) return null;
  return {
    ...view,
    months: months.map(({ month }) => month),
    estimatedShare: estimatedShareOf(months),
    figures: [
      figure('actual', stretch.actual, unit),
      figure('planned', stretch.planned, unit),
      figure('limit', facts.limit, unit),
      ...view.figures,
    ],
    arithmetic: [`plan by month: ${facts.plan.method}`, ...view.arithmetic],
  };
}

function lastEndMs(facts: BudgetFacts, months: readonly MonthFigure[]): number {
  const last = months.at(-1)?.month;
  return last === undefined
    ? facts.period.startMs
    : monthPeriod(last, facts.context.timeZone).endMs;
}

function figure(name: string, value: number | null, unit: string): EvidenceFigure {
  return { name, value, unit };
}
