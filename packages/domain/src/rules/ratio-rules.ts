import { bindingLevel, type LimitFigure, limitFor } from '../limits/limit-for.ts';
import type { LimitCircumstances, LimitTable } from '../limits/limit-types.ts';
import { type Target, targetUnit } from '../policy/policy-document.ts';
import type { TargetPeriod } from '../policy/target-period.ts';
import type { Judgement, RuleContext, Severity } from './judgement.ts';
import { isAbove, judgementOf } from './judgement.ts';
import { figureText, type MessageKey, percentText } from './messages.ts';
import { estimatedShareOf, type MonthFigure, settledMonths, totalOf } from './settled-months.ts';
import {
  type PolicyThresholds,
  type RuleId,
  settlingOf,
  severityOf,
  thresholdsOf,
} from './thresholds.ts';
import { judgeViews, notJudged, type View, type ViewSubject } from './two-views.ts';

/** The production line that a target is about, for the level that binds it. */
export interface LineFacts {
  readonly commissionedOn: string | null;
  readonly extendedOn?: string | null;
  readonly circumstances: LimitCircumstances;
}

/** The limit of a ratio target: its own, or the one of the standard and level it names. */
export function limitOfTarget(
  target: Target,
  line: LineFacts,
  table: LimitTable,
  date: string,
): Pick<LimitFigure, 'value' | 'arithmetic' | 'caveats'> {
  if (target.limit !== undefined) {
    const from = target.documentNo ?? target.issuer ?? 'the policy';
    return {
      value: target.limit,
      arithmetic: [`limit ${target.limit} set by ${from}`],
      caveats: [],
    };
  }
  const document = target.standard ?? '';
  const level =
    target.level === 'binding' || target.level === undefined
      ? bindingLevel(table, document, line)
      : target.level;
  const product = target.metric === 'pue' ? 'data-centre' : (target.product ?? '');
  const { circumstances } = line;
  const figure = limitFor(table, { document, product, level, circumstances, date });
  const unverified = figure.verified ? [] : [`${document}: figures not compared with its text`];
  return { ...figure, caveats: [...figure.caveats, ...unverified] };
}

/** Everything that the rules about one ratio target need. */
export interface RatioFacts {
  readonly context: RuleContext;
  readonly target: Target;
  readonly period: TargetPeriod;
  readonly limit: Pick<LimitFigure, 'value' | 'arithmetic' | 'caveats'>;
  /**
   * Numerator in tce (kgce per unit is computed from it), the physical unit, or total energy of a data
   * centre, and output in units of the product, 10 000 CNY, or IT energy.
   */
  readonly months: readonly MonthFigure[];
  readonly thresholds?: PolicyThresholds | undefined;
}

/** Energy per unit of the months, in the target's unit; null without output. */
export function ratioOf(target: Target, months: readonly MonthFigure[]): number | null {
  const output = months.reduce((sum, month) => sum + (month.output ?? 0), 0);
  if (!(output > 0)) return null;
  // 1 tce is 1 000 kgce.
  return (totalOf(months) * (target.metric === 'kgce-per-unit' ? 1_000 : 1)) / output;
}

/**
 * Unit-product limit: the whole statistical period above the level that binds is a breach; before it is
 * over, a settled month or the months together above it are only a warning.
 */
export function judgeUnitProduct(facts: RatioFacts): Judgement {
  const own = thresholdsOf('unit-product-limit', facts.thresholds);
  return judgeRatio(facts, 'unit-product-limit', own, facts.limit, {
    over: 'unit-product-limit.over',
    month: 'unit-product-limit.month',
  });
}

/** Baseline level (基准水平) of the sector: worse means rebuild by a date or leave. */
export function judgeBaselineLevel(facts: RatioFacts): Judgement {
  const own = thresholdsOf('benchmark-level', facts.thresholds);
  const { baselineLevel, benchmark } = facts.target;
  const display = benchmark === undefined ? [] : [`benchmark level (标杆): ${benchmark}`];
  const limit = { value: baselineLevel ?? null, arithmetic: display, caveats: [] };
  return judgeRatio(facts, 'benchmark-level', own, limit, {
    over: 'benchmark-level.below',
    month: 'benchmark-level.below',
  });
}

function judgeRatio(
  facts: RatioFacts,
  rule: RuleId,
  own: {
    readonly enabled: boolean;
    readonly clearRatio: number;
    readonly overSeverity: number;
    readonly monthSeverity: number;
  },
  limit: RatioFacts['limit'],
  keys: { readonly over: MessageKey; readonly month: MessageKey },
): Judgement {
  const { context, target, period } = facts;
  const settling = settlingOf(facts.thresholds);
  const unit = targetUnit(target);
  const subject: ViewSubject = {
    ...{ rule, targetId: target.id, period, unit },
    ...{ whatZh: '单位产品能耗', whatEn: 'Energy per unit' },
    estimatedMaxRatio: settling.estimatedMaxRatio,
  };
  const none = (reason: Parameters<typeof notJudged>[2]) =>
    notJudged(context, { ...subject, caveats: limit.arithmetic }, reason);
  if (!own.enabled) return none('disabled');
  if (limit.value === null) return none('no-limit');
  const bound = limit.value;
  const { settled, stoppedBy } = settledMonths(period.months, facts.months, settling);
  if (settled.length === 0) return none(stoppedBy?.reason ?? 'no-data');
  if (settled.some(({ output }) => output == null)) return none('awaiting-output');
  const value = ratioOf(target, settled);
  if (value === null) return none('awaiting-output');
  const isWhole = stoppedBy === null;
  const last = settled.slice(-1);
  const ofLast = ratioOf(target, last) ?? Number.NEGATIVE_INFINITY;
  // A limit may be below 0: the margin is a share of its size.
  const held = bound - own.clearRatio * Math.abs(bound);
  const level = (threshold: number): Severity => {
    if (isWhole) return isAbove(value, threshold) ? (own.overSeverity as Severity) : 0;
    const isOver = isAbove(value, threshold) || isAbove(ofLast, threshold);
    return isOver ? (own.monthSeverity as Severity) : 0;
  };
  const worst = isWhole || isAbove(value, bound) ? value : Math.max(value, ofLast);
  const isOfMonth = !isWhole && worst === ofLast && ofLast !== value;
  const shown = isOfMonth ? last : settled;
  const view: View = {
    ...{ severity: level(bound), holdSeverity: level(held), value: worst, threshold: bound },
    figures: [
      { name: 'ratio', value, unit },
      { name: 'lastMonthRatio', value: ratioOf(target, last), unit },
      { name: 'limit', value: bound, unit },
      { name: 'energy', value: totalOf(shown), unit: '' },
      {
        name: 'output',
        value: shown.reduce((sum, { output }) => sum + (output ?? 0), 0),
        unit: '',
      },
    ],
    arithmetic: [
      ...limit.arithmetic,
      `${figureText(totalOf(shown))} over ${figureText(outputOf(shown))} units = ${figureText(worst)} ${unit}`,
    ],
    months: settled.map(({ month }) => month),
    estimatedShare: estimatedShareOf(shown),
    messageKey: isWhole ? keys.over : keys.month,
    messageValues: {
      ...{ value: worst, limit: bound, unit },
      period: isOfMonth ? (last[0]?.month ?? null) : period.name,
    },
    caveats: limit.caveats,
  };
  return judgeViews(context, subject, view, null, 'no-data');
}

function outputOf(months: readonly MonthFigure[]): number {
  return months.reduce((sum, { output }) => sum + (output ?? 0), 0);
}

/** Intensities of a period and of the same one a year before; null where either is missing. */
export interface YearOnYear {
  readonly name: string;
  readonly current: number | null;
  readonly yearBefore: number | null;
  readonly estimatedShare: number | null;
}

/** Facts of the trend rule: settled periods, oldest first. */
export interface TrendFacts {
  readonly context: RuleContext;
  readonly target: Pick<Target, 'id' | 'metric' | 'product' | 'unit'>;
  readonly period: Pick<TargetPeriod, 'name' | 'startMs' | 'endMs'>;
  readonly settled: readonly YearOnYear[];
  readonly thresholds?: PolicyThresholds | undefined;
}

/** 同比: intensity up on the same period of last year; two settled periods running are serious. */
export function judgeTrend(facts: TrendFacts): Judgement {
  const { context, target, period, settled } = facts;
  const own = thresholdsOf('trend', facts.thresholds);
  const subject = { rule: 'trend', targetId: target.id, period } as const;
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  const last = settled.at(-1);
  const rise = last === undefined ? null : riseOf(last);
  if (last === undefined || rise === null) return notJudged(context, subject, 'no-comparison');
  const before = settled.at(-2);
  const riseBefore = before === undefined ? null : riseOf(before);
  const level = (bound: number): Severity => {
    // As last year is no rise, in whatever order its days were added up.
    const isUp = (ratio: number) => isAbove(1 + ratio, 1 + bound);
    if (!isUp(rise)) return 0;
    return severityOf(
      riseBefore !== null && isUp(riseBefore) ? own.repeatedSeverity : own.severity,
    );
  };
  const severity = level(own.riseRatio);
  const unit = targetUnit(target);
  return judgementOf(context, {
    ...{ ...subject, category: 'warning', severity, unit },
    holdSeverity: level(own.riseRatio - own.clearRatio),
    ...{ value: rise, threshold: own.riseRatio, estimatedShare: last.estimatedShare },
    figures: [
      { name: 'intensity', value: last.current, unit },
      { name: 'intensityYearBefore', value: last.yearBefore, unit },
      { name: 'riseRatio', value: rise, unit: '' },
      { name: 'riseRatioOfPeriodBefore', value: riseBefore, unit: '' },
    ],
    arithmetic: [
      `${last.name}: (${last.current} − ${last.yearBefore}) / ${last.yearBefore} = ${percentText(rise)}`,
    ],
    months: [],
    messageKey: severity === 0 ? 'all-well' : 'trend.up',
    messageValues:
      severity === 0
        ? {
            ...{ what: '能耗强度同比', whatEn: 'Intensity on last year' },
            ...{ value: percentText(rise), threshold: percentText(own.riseRatio) },
          }
        : { percent: percentText(rise), value: last.current, before: last.yearBefore, unit },
  });
}

function riseOf({ current, yearBefore }: YearOnYear): number | null {
  if (current === null || yearBefore === null || !(yearBefore > 0)) return null;
  return (current - yearBefore) / yearBefore;
}
