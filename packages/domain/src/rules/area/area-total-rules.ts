import type { WorkCalendar } from '../../duty/work-calendar.ts';
import { daysInMonth, type YearOfMonths } from '../../policy/month-shape.ts';
import { planCurve, plannedUntil } from '../../policy/plan-curve.ts';
import { monthPeriod, type TargetPeriod } from '../../policy/target-period.ts';
import { localDate } from '../../time/local-day.ts';
import { forecastPeriod, type PeriodForecast } from '../forecast.ts';
import {
  type EvidenceFigure,
  higher,
  isAbove,
  type JudgementDraft,
  type RuleContext,
  type Severity,
} from '../judgement.ts';
import { figureText, percentText } from '../messages.ts';
import {
  type AreaEvidence,
  type AreaJudgement,
  areaJudgement,
  areaNotJudged,
  coverageCaveats,
  evidenceOfParts,
  goalFigures,
  type KeyedAreaTarget,
  missedGoal,
} from './area-judgement.ts';
import { type AreaMonth, type AreaPart, settledAreaMonths } from './area-months.ts';
import { type AreaRuleId, areaSettlingOf, areaThresholdsOf } from './area-thresholds.ts';
import type { AreaWaiver } from './area-waiver.ts';

const DAY_MS = 86_400_000;

/** Everything that the rules about an area's total need. */
export interface AreaTotalFacts {
  readonly context: RuleContext;
  readonly goal: KeyedAreaTarget;
  readonly period: TargetPeriod;
  /** Months of the year that are over, ascending. */
  readonly months: readonly AreaMonth[];
  /** Members' parts in the settled ones of them. */
  readonly partsOf: (months: readonly string[]) => readonly AreaPart[];
  readonly history: readonly YearOfMonths[];
  readonly calendar: WorkCalendar;
  /** What members are known to have used in the month that runs, to `dataThroughMs`; null: nothing is known. */
  readonly running?: { readonly month: string; readonly sum: number } | null;
  /** Why the total is not assessed; null where it is. */
  readonly waiver?: AreaWaiver | null;
}

/** What both rules start from. */
interface Stretch {
  readonly names: readonly string[];
  /** Of settled members: what is proven. */
  readonly actual: number;
  /** With what the others usually use. */
  readonly likely: number;
  readonly untilMs: number;
  readonly isOver: boolean;
  readonly estimatedShare: number;
  readonly unit: string;
  readonly area: AreaEvidence;
}

/** 区域能耗总量: what the members used against the plan of the goals to the same date, and the year's forecast. */
export function judgeAreaTotals(facts: AreaTotalFacts): AreaJudgement[] {
  const { context, goal, months } = facts;
  const { settled, stoppedBy } = settledAreaMonths(
    months,
    areaSettlingOf(goal.target).coverageMinRatio,
  );
  const last = settled.at(-1);
  if (last === undefined) {
    const names = months.map(({ month }) => month);
    const area = evidenceOfParts(facts.partsOf(names), months[0]?.coverage ?? null);
    const reason = stoppedBy ?? 'too-early';
    return RULES.map((rule) =>
      areaNotJudged(context, rule, goal, isOn(goal, rule) ? reason : 'disabled', area),
    );
  }
  const names = settled.map(({ month }) => month);
  const actual = settled.reduce((sum, month) => sum + month.sum, 0);
  const missing = settled.reduce((sum, month) => sum + month.missing, 0);
  const coverage = actual + missing > 0 ? actual / (actual + missing) : 1;
  const estimated = settled.reduce((sum, month) => sum + month.sum * month.estimatedShare, 0);
  const stretch: Stretch = {
    ...{ names, actual, likely: actual + missing },
    untilMs: monthPeriod(last.month, context.timeZone).endMs,
    isOver: settled.length === facts.period.months.length,
    estimatedShare: actual > 0 ? estimated / actual : 0,
    unit: goal.target.metric === 'total-tco2' ? 'tCO2' : 'tce',
    area: evidenceOfParts(facts.partsOf(names), coverage),
  };
  const judge = { 'area-total': judgeTotal, 'area-forecast': judgeForecast };
  return RULES.map((rule) =>
    isOn(goal, rule)
      ? judge[rule](facts, stretch)
      : areaNotJudged(context, rule, goal, 'disabled', stretch.area),
  );
}

const RULES = ['area-total', 'area-forecast'] as const;

function isOn({ target }: KeyedAreaTarget, rule: (typeof RULES)[number]): boolean {
  return areaThresholdsOf(rule, target).enabled;
}

function judgeTotal(facts: AreaTotalFacts, stretch: Stretch): AreaJudgement {
  const { goal, context, period, history } = facts;
  const { base, stretch: ambition } = goal.target;
  const own = areaThresholdsOf('area-total', goal.target);
  const plan = planCurve({}, base, period, history);
  const planned = plannedUntil(plan, stretch.untilMs, context.timeZone);
  // The stretch goal's plan has the same shape.
  const ambitious = ambition === null || base === 0 ? null : (planned * ambition) / base;
  const level = (amount: number, slack: number): Severity => {
    const bound = base * (1 - (stretch.isOver ? 0 : slack));
    // A goal that is used to the last tonne at the end of its year was kept.
    if (stretch.isOver ? isAbove(amount, bound) : !isAbove(bound, amount)) return 3;
    if (stretch.isOver) return ambition !== null && isAbove(amount, ambition) ? 1 : 0;
    if (isAbove(amount, planned * (own.severity3Ratio - slack))) return 3;
    if (isAbove(amount, planned * (own.severity2Ratio - slack))) return 2;
    const isShort = ambitious !== null && isAbove(amount, ambitious * (own.stretchRatio - slack));
    return isShort ? 1 : 0;
  };
  const severity = level(stretch.actual, 0);
  const preview = previewOf(facts, stretch, (atMs) => {
    const all = plannedUntil(plan, atMs, context.timeZone);
    return {
      planned: all,
      ambitious: ambition === null || base === 0 ? null : (all * ambition) / base,
    };
  });
  if (severity === 0 && preview !== null && preview.severity > 0 && !facts.waiver) {
    const holdSeverity = higher(level(stretch.likely, own.clearRatio), preview.holdSeverity);
    return judgementOf(facts, stretch, 'area-total', { ...preview, holdSeverity });
  }
  const missed = missedGoal(goal.target, severity);
  const plannedOfGoal = severity === 1 && ambitious !== null ? ambitious : planned;
  const ratio = plannedOfGoal > 0 ? stretch.actual / plannedOfGoal : null;
  return judgementOf(facts, stretch, 'area-total', {
    severity,
    holdSeverity: higher(level(stretch.likely, own.clearRatio), preview?.holdSeverity ?? 0),
    ...{ value: stretch.actual, threshold: stretch.isOver ? missed.limit : plannedOfGoal },
    figures: [
      { name: 'planned', value: planned, unit: stretch.unit },
      { name: 'progressRatio', value: ratio, unit: '' },
    ],
    arithmetic: [
      `plan by month: ${plan.method}`,
      `${figureText(stretch.actual)} ${stretch.unit} of ${figureText(plannedOfGoal)} ${stretch.unit} planned to date`,
    ],
    messageKey: 'area-total.over',
    messageValues: {
      ...{ ...missed, value: stretch.actual, plan: plannedOfGoal, unit: stretch.unit },
      percent: ratio === null ? null : percentText(ratio),
    },
  });
}

/** The month that runs, with what is proven of it: 1 at most, and nothing while the month is young. */
function previewOf(
  { context, goal, running, months }: AreaTotalFacts,
  { actual, likely, names, unit }: Stretch,
  planUntil: (atMs: number) => { readonly planned: number; readonly ambitious: number | null },
): OwnDraft | null {
  // A month that is over and not settled stands before it.
  if (!running || names.length < months.length) return null;
  const own = areaThresholdsOf('area-total', goal.target);
  const { startMs, endMs } = monthPeriod(running.month, context.timeZone);
  const throughMs = Math.min(context.dataThroughMs, endMs);
  if (throughMs - startMs < own.previewMinDays * DAY_MS) return null;
  const { planned, ambitious } = planUntil(throughMs);
  const isBase = isAbove(actual + running.sum, planned * own.severity2Ratio);
  const level = (amount: number, slack: number): Severity => {
    if (isAbove(amount, planned * (own.severity2Ratio - slack))) return 1;
    return ambitious !== null && isAbove(amount, ambitious * (own.stretchRatio - slack)) ? 1 : 0;
  };
  const plan = isBase ? planned : (ambitious ?? planned);
  const through = localDate(throughMs - 1, context.timeZone);
  const value = actual + running.sum;
  return {
    severity: level(value, 0),
    holdSeverity: level(likely + running.sum, own.clearRatio),
    ...{ isPreview: true, hasFormal: true, value, threshold: plan },
    figures: [
      { name: 'planned', value: planned, unit },
      { name: 'running', value: running.sum, unit },
    ],
    arithmetic: [
      `${running.month} to ${through}: ${figureText(running.sum)} ${unit} known`,
      `${figureText(value)} ${unit} of ${figureText(plan)} ${unit} planned to date`,
    ],
    messageKey: 'area-total.preview',
    messageValues: { ...missedGoal(goal.target, isBase ? 2 : 1), value, plan, unit, through },
  };
}

function judgeForecast(facts: AreaTotalFacts, stretch: Stretch): AreaJudgement {
  const { goal, context } = facts;
  const { base, stretch: ambition } = goal.target;
  const own = areaThresholdsOf('area-forecast', goal.target);
  const least = forecastOf(facts, stretch, (month) => month.sum);
  const most = forecastOf(facts, stretch, (month) => month.sum + month.missing);
  if (least === null || most === null) {
    return areaNotJudged(context, 'area-forecast', goal, 'no-forecast', stretch.area);
  }
  const level = ({ low, point }: PeriodForecast['end'], slack: number): Severity => {
    if (isAbove(low, base * (1 - slack))) return 2;
    if (isAbove(point, base * (1 - slack))) return 1;
    return ambition !== null && isAbove(low, ambition * (1 - slack)) ? 1 : 0;
  };
  const severity = level(least.end, 0);
  const { low, point, high } = least.end;
  const isBase = isAbove(point, base);
  const missed = missedGoal(goal.target, isBase ? 2 : severity);
  return judgementOf(facts, stretch, 'area-forecast', {
    ...{ severity, holdSeverity: level(most.end, own.clearRatio) },
    ...{ value: point, threshold: missed.limit },
    figures: [
      { name: 'forecastLow', value: low, unit: stretch.unit },
      { name: 'forecast', value: point, unit: stretch.unit },
      { name: 'forecastHigh', value: high, unit: stretch.unit },
    ],
    arithmetic: least.arithmetic,
    messageKey: 'area-forecast.over',
    messageValues: { ...missed, value: point, low, high, unit: stretch.unit },
  });
}

/** The year by its settled months; once they are all in, it is what it is. */
function forecastOf(
  { months, period, history, calendar }: AreaTotalFacts,
  { names, isOver }: Stretch,
  amountOf: (month: AreaMonth) => number,
): PeriodForecast | null {
  const settled = months.slice(0, names.length);
  const known = settled.map((month) => {
    return { month: month.month, amount: amountOf(month), days: daysInMonth(month.month) };
  });
  if (!isOver) return forecastPeriod({ period, known, history, calendar });
  const end = known.reduce((sum, { amount }) => sum + amount, 0);
  const nothing = { low: 0, point: 0, high: 0 };
  const all = { low: end, point: end, high: end };
  return { rest: nothing, end: all, method: 'calendar', arithmetic: ['all months are settled'] };
}

type OwnDraft = Required<Pick<JudgementDraft, 'severity' | 'holdSeverity'>> &
  Pick<
    JudgementDraft,
    | 'value'
    | 'threshold'
    | 'arithmetic'
    | 'messageKey'
    | 'messageValues'
    | 'isPreview'
    | 'hasFormal'
  > & {
    readonly figures: readonly EvidenceFigure[];
  };

function judgementOf(
  { context, goal, waiver = null }: AreaTotalFacts,
  { names, actual, likely, unit, area, estimatedShare }: Stretch,
  rule: AreaRuleId,
  draft: OwnDraft,
): AreaJudgement {
  const figures = [
    { name: 'actual', value: actual, unit },
    { name: 'likely', value: likely, unit },
    ...goalFigures(goal.target, unit),
    { name: 'coverage', value: area.coverage, unit: '' },
    ...draft.figures,
  ];
  const waived = waiver === null ? {} : waivedDraft(waiver, draft, actual, unit);
  const message =
    draft.severity > 0 || waiver !== null
      ? {}
      : {
          messageKey: 'all-well' as const,
          messageValues: {
            ...{ what: '区域能耗总量', whatEn: 'Total of the area' },
            ...{ value: draft.value ?? null, threshold: draft.threshold ?? null },
          },
        };
  return areaJudgement(
    context,
    {
      ...{ ...draft, ...message, ...waived, rule, targetId: goal.id, period: goal.period },
      ...{ category: 'warning', unit, months: names, figures, estimatedShare },
      caveats: coverageCaveats(area),
      estimatedMaxRatio: areaSettlingOf(goal.target).estimatedMaxRatio,
    },
    area,
    waiver?.targetId ?? null,
  );
}

/** Stretch goal of intensity met: the total raises nothing, and what it raised ends once that is clear. */
function waivedDraft(
  { cut, stretch, isClear, targetId }: AreaWaiver,
  { holdSeverity, arithmetic = [] }: OwnDraft,
  actual: number,
  unit: string,
): Partial<OwnDraft> {
  const [shown, goal] = [percentText(cut), percentText(stretch)];
  return {
    ...{ severity: 0, holdSeverity: isClear ? 0 : holdSeverity, isPreview: false },
    arithmetic: [...arithmetic, `target ${targetId}: ${shown} cut, stretch goal ${goal}: waived`],
    messageKey: 'area-total.waived',
    messageValues: { cut: shown, goal, value: actual, unit },
  };
}
