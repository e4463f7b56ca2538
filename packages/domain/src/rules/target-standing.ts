import type { WorkCalendar } from '../duty/work-calendar.ts';
import type { LimitFigure } from '../limits/limit-for.ts';
import type { YearOfMonths } from '../policy/month-shape.ts';
import { type PlanCurve, planCurve, plannedUntil } from '../policy/plan-curve.ts';
import { isRatioTarget, type Target } from '../policy/policy-document.ts';
import { monthPeriod, type TargetPeriod } from '../policy/target-period.ts';
import { budgetForecasts, forecastCurve } from './budget-forecasts.ts';
import { judgeBudget } from './budget-rules.ts';
import type { Interval, KnownAmount, PeriodForecast } from './forecast.ts';
import type { Judgement, NotJudgedReason, RuleContext } from './judgement.ts';
import { judgeBaselineLevel, judgeUnitProduct, ratioOf } from './ratio-rules.ts';
import {
  knownMonths,
  type MonthFigure,
  type SettledMonths,
  settledMonths,
  totalOf,
} from './settled-months.ts';
import { type PolicyThresholds, settlingOf } from './thresholds.ts';

/** Everything that one target and period of it are shown and judged from. */
export interface StandingRequest {
  readonly context: RuleContext;
  readonly target: Target;
  readonly period: TargetPeriod;
  readonly limit: Pick<LimitFigure, 'value' | 'arithmetic' | 'caveats'>;
  /** Months of the period that have begun, in any order; others are ignored. */
  readonly months: readonly MonthFigure[];
  /** Earlier years of the same quantity. */
  readonly history: readonly YearOfMonths[];
  /** Months right before the period, oldest first. */
  readonly before?: readonly KnownAmount[] | undefined;
  readonly calendar: WorkCalendar;
  readonly thresholds?: PolicyThresholds | undefined;
  /** Whether the forecast is wanted month by month, which is a dozen of them. */
  readonly withCurve?: boolean | undefined;
}

/** How far a month of a period has come. */
export type StandingState = 'settled' | 'preview' | 'unknown' | 'to-come';

/** One month of a period, with the sums since its start. Amounts in the target's unit. */
export interface StandingMonth {
  readonly month: string;
  readonly state: StandingState;
  /** Why it is not settled; null where it is, or has not begun. */
  readonly reason: NotJudgedReason | null;
  /** Amount, or for ratios energy per unit; null where it is not known. */
  readonly actual: number | null;
  readonly output: number | null;
  readonly plan: number | null;
  /** From the start of the period on, while every month is known. */
  readonly cumulativeActual: number | null;
  readonly cumulativePlan: number | null;
  /** What the limit leaves after it; of amounts. */
  readonly remaining: number | null;
  /** Sum by the end of the month, of months that are not over; of amounts. */
  readonly forecast: Interval | null;
  readonly estimatedShare: number | null;
  readonly completeness: number | null;
}

/** How a target stands in one period. */
export interface TargetStanding {
  readonly period: TargetPeriod;
  readonly limit: StandingRequest['limit'];
  /** Known so far, settled or not: an amount, or energy per unit; null where nothing is. */
  readonly actual: number | null;
  /** Sum of every month that is known, also behind one that is not; null for ratios. */
  readonly knownSum: number | null;
  /** Of the settled months alone. */
  readonly settledActual: number | null;
  /** Planned for the time that `actual` is of; null for ratios. */
  readonly plannedToDate: number | null;
  /** `actual` over `plannedToDate`: above 1 is ahead of plan (超时序进度). */
  readonly progressRatio: number | null;
  /** Share of the limit that is used, for ratios the figure over the limit. */
  readonly usedRatio: number | null;
  readonly remaining: number | null;
  readonly forecast: PeriodForecast | null;
  readonly plan: PlanCurve | null;
  /** Last settled month from the start of the period on. */
  readonly settledThrough: string | null;
  readonly stoppedBy: SettledMonths['stoppedBy'];
  readonly months: readonly StandingMonth[];
  /** What the rules say now, without the memory that an alert has. */
  readonly judgements: readonly Judgement[];
}

/** How one target stands in one period: the figures that the rules judge, laid out for people. */
export function targetStanding(request: StandingRequest): TargetStanding {
  return isRatioTarget(request.target) ? ratioStanding(request) : amountStanding(request);
}

function amountStanding(request: StandingRequest): TargetStanding {
  const { context, target, period, limit, months, history, thresholds } = request;
  const bound = limit.value;
  const plan = bound === null ? null : planCurve(target, bound, period, history);
  const { timeZone, dataThroughMs } = context;
  const forecasting = {
    ...{ period, months, history, timeZone, dataThroughMs, thresholds },
    calendar: request.calendar,
    ...(request.before === undefined ? {} : { before: request.before }),
  };
  const forecasts = budgetForecasts(forecasting);
  const { settled, stoppedBy } = settledMonths(period.months, months, settlingOf(thresholds));
  const known = knownMonths(period.months, months);
  const curve = request.withCurve === true ? forecastCurve(forecasting) : [];
  const actual = known.length === 0 ? null : totalOf(known);
  const lastKnown = known.at(-1);
  const knownMs =
    lastKnown === undefined
      ? period.startMs
      : lastKnown.isClosed
        ? monthPeriod(lastKnown.month, timeZone).endMs
        : Math.min(dataThroughMs, monthPeriod(lastKnown.month, timeZone).endMs);
  const plannedToDate = plan === null ? null : plannedUntil(plan, knownMs, timeZone);
  return {
    ...{ period, limit, plan, actual, plannedToDate, stoppedBy },
    knownSum: totalOf(months.filter(({ month }) => period.months.includes(month))),
    settledActual: settled.length === 0 ? null : totalOf(settled),
    progressRatio: ratio(actual, plannedToDate),
    usedRatio: ratio(actual, bound),
    remaining: bound === null || actual === null ? null : bound - actual,
    forecast: forecasts.runningForecast,
    settledThrough: settled.at(-1)?.month ?? null,
    months: standingMonths(request, { settled, known, plan, bound, curve }),
    judgements:
      plan === null || bound === null
        ? []
        : judgeBudget({
            context,
            target,
            period,
            limit: bound,
            plan,
            months,
            thresholds,
            ...forecasts,
          }),
  };
}

function ratioStanding(request: StandingRequest): TargetStanding {
  const { context, target, period, limit, months, thresholds } = request;
  const { settled, stoppedBy } = settledMonths(period.months, months, settlingOf(thresholds));
  const known = knownMonths(period.months, months).filter(({ output }) => output != null);
  const facts = { context, target, period, limit, months, thresholds };
  const actual = ratioOf(target, known);
  return {
    ...{ period, limit, actual, stoppedBy, plan: null, plannedToDate: null, progressRatio: null },
    knownSum: null,
    settledActual: ratioOf(target, settled),
    usedRatio: limit.value === null || limit.value < 0 ? null : ratio(actual, limit.value),
    ...{ remaining: null, forecast: null, settledThrough: settled.at(-1)?.month ?? null },
    months: standingMonths(request, { settled, known, plan: null, bound: limit.value, curve: [] }),
    judgements: [
      judgeUnitProduct(facts),
      ...(target.baselineLevel === undefined ? [] : [judgeBaselineLevel(facts)]),
    ],
  };
}

interface Layout {
  readonly settled: readonly MonthFigure[];
  readonly known: readonly MonthFigure[];
  readonly plan: PlanCurve | null;
  readonly bound: number | null;
  readonly curve: readonly (Interval & { readonly month: string })[];
}

function standingMonths(
  { target, period, months, context, thresholds }: StandingRequest,
  { settled, known, plan, bound, curve }: Layout,
): StandingMonth[] {
  const isRatio = isRatioTarget(target);
  const figures = new Map(months.map((figure) => [figure.month, figure]));
  const settledNames = new Set(settled.map(({ month }) => month));
  const forecasts = new Map(curve.map(({ month, ...interval }) => [month, interval]));
  let planned = 0;
  return period.months.map((month, index) => {
    const figure = figures.get(month);
    const isSettled = settledNames.has(month);
    const planOfMonth = plan?.amounts[index] ?? null;
    planned += planOfMonth ?? 0;
    const upTo = known.slice(0, index + 1);
    const isKnown = upTo.length === index + 1;
    const sum = isRatio ? ratioOf(target, upTo) : totalOf(upTo);
    const cumulativeActual = isKnown ? sum : null;
    const actual = figure === undefined ? null : isRatio ? ratioOf(target, [figure]) : figure.value;
    return {
      month,
      state: stateOf(
        figure,
        isSettled,
        monthPeriod(month, context.timeZone).startMs > context.nowMs,
      ),
      reason: isSettled ? null : reasonOf(figure, settlingOf(thresholds).completenessMinRatio),
      ...{ actual, output: figure?.output ?? null, plan: planOfMonth, cumulativeActual },
      cumulativePlan: plan === null ? null : planned,
      remaining:
        isRatio || bound === null || cumulativeActual === null ? null : bound - cumulativeActual,
      forecast: forecasts.get(month) ?? null,
      estimatedShare: figure?.estimatedShare ?? null,
      completeness: figure?.completeness ?? null,
    };
  });
}

function stateOf(
  figure: MonthFigure | undefined,
  isSettled: boolean,
  isToCome: boolean,
): StandingState {
  if (isSettled) return 'settled';
  if (isToCome) return 'to-come';
  return figure === undefined || figure.value === null ? 'unknown' : 'preview';
}

function reasonOf(
  figure: MonthFigure | undefined,
  completenessMinRatio: number,
): NotJudgedReason | null {
  if (figure === undefined) return null;
  if (!figure.isClosed) return 'too-early';
  if (figure.ledger === 'awaiting') return 'awaiting-report';
  if (figure.value === null) return 'no-data';
  const isThin = figure.completeness !== null && figure.completeness < completenessMinRatio;
  // The month by itself is complete: one before it is not.
  return isThin ? 'incomplete' : null;
}

function ratio(value: number | null, of: number | null): number | null {
  return value === null || of === null || !(of > 0) ? null : value / of;
}
