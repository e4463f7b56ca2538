import { isAbove, type RuleContext } from '../judgement.ts';
import { figureText, percentText } from '../messages.ts';
import {
  type AreaEvidence,
  type AreaJudgement,
  areaJudgement,
  areaNotJudged,
  ceilingLevel,
  coverageCaveats,
  evidenceOfParts,
  floorLevel,
  goalFigures,
  type KeyedAreaTarget,
  missedGoal,
} from './area-judgement.ts';
import {
  type AreaMember,
  areaMonths,
  areaParts,
  type MemberMonth,
  type MonthReader,
  settledAreaMonths,
} from './area-months.ts';
import { areaSettlingOf, areaThresholdsOf } from './area-thresholds.ts';

/** What the rules about shares and intensity of an area need. */
export interface AreaShareFacts {
  readonly context: RuleContext;
  readonly goal: KeyedAreaTarget;
  readonly members: readonly AreaMember[];
  /** Months of the year that are over, ascending. */
  readonly months: readonly string[];
  /** Whether these are all months of the year. */
  readonly isOver: boolean;
}

/** Energy of a month by a basis; calorific value where the target names none. */
export function tceReader(basis: 'calorific' | 'primary' | null): MonthReader {
  return (month) => (basis === 'primary' ? month.tcePrimary : month.tceCalorific);
}

/** 煤炭消费占比: coal over all energy of the settled months; who is missing is taken for all coal or none. */
export function judgeCoalShare(facts: AreaShareFacts): AreaJudgement {
  const { context, goal, members } = facts;
  const own = areaThresholdsOf('area-coal-share', goal.target);
  const { coverageMinRatio } = areaSettlingOf(goal.target);
  const coalOf: MonthReader = (month) =>
    goal.target.basis === 'primary' ? month.coalTcePrimary : month.coalTceCalorific;
  const totalOf = tceReader(goal.target.basis);
  // A month whose coal is not known is not known.
  const bothOf: MonthReader = (month) => (coalOf(month) === null ? null : totalOf(month));
  const { settled, stoppedBy } = settledAreaMonths(
    areaMonths(members, facts.months, bothOf),
    coverageMinRatio,
  );
  const names = settled.map(({ month }) => month);
  const energy = settled.reduce((sum, month) => sum + month.sum, 0);
  const missing = settled.reduce((sum, month) => sum + month.missing, 0);
  const inMonths: MonthReader = (month) => (totalOf(month) === null ? null : coalOf(month));
  const parts = areaParts(members, names.length === 0 ? facts.months : names, inMonths);
  const coverage = energy + missing > 0 ? energy / (energy + missing) : null;
  const area = evidenceOfParts(parts, coverage);
  if (!own.enabled) return areaNotJudged(context, 'area-coal-share', goal, 'disabled', area);
  if (names.length === 0 || !(energy > 0)) {
    return areaNotJudged(context, 'area-coal-share', goal, stoppedBy ?? 'too-early', area);
  }
  const coal = parts.reduce((sum, { value }) => sum + value, 0);
  const all = energy + missing;
  const bounds = { low: coal / all, high: (coal + missing) / all };
  const isOver = facts.isOver && stoppedBy === null;
  const level = ceilingLevel(bounds, goal.target, isOver, own.clearRatio);
  return shareJudgement(facts, 'area-coal-share', area, {
    ...{ ...level, value: coal / energy, names, what: '煤炭消费占比', whatEn: 'Coal share' },
    figures: [
      { name: 'coalTce', value: coal, unit: 'tce' },
      { name: 'actual', value: energy, unit: 'tce' },
      { name: 'shareLow', value: bounds.low, unit: '' },
      { name: 'shareHigh', value: bounds.high, unit: '' },
    ],
    arithmetic: [
      `${figureText(coal)} tce / ${figureText(energy)} tce = ${percentText(coal / energy)}`,
    ],
    messageKey: 'area-coal-share.over',
    messageValues: { value: percentText(coal / energy) },
    caveats: [],
  });
}

/**
 * 单位产值能耗下降率: energy over output value of the settled months against the same months of the base year, of
 * the members that reported both in both; or against the published intensity of that year, of all that reported
 * both now. Rising is 3, as the barometer has it.
 */
export function judgeIntensity(facts: AreaShareFacts): AreaJudgement {
  const { context, goal, members } = facts;
  const own = areaThresholdsOf('area-intensity', goal.target);
  const { coverageMinRatio } = areaSettlingOf(goal.target);
  const baseYear = goal.target.baseYear ?? 0;
  const energyOf = tceReader(goal.target.basis);
  const months = areaMonths(members, facts.months, energyOf);
  const { settled, stoppedBy } = settledAreaMonths(months, coverageMinRatio);
  const published = goal.target.baseIntensity ?? null;
  const pairs = settled.flatMap(({ month }) =>
    comparablesOf(members, month, published === null ? baseYear : null, energyOf),
  );
  const sumOf = (read: (pair: Comparable) => number) =>
    pairs.reduce((sum, pair) => sum + read(pair), 0);
  const whole = settled.reduce((sum, month) => sum + month.sum + month.missing, 0);
  const compared = sumOf(({ energy }) => energy);
  const names = settled.map(({ month }) => month);
  const coverage = whole > 0 ? compared / whole : null;
  const comparable: MonthReader = (month) => (month.outputValue === null ? null : energyOf(month));
  const parts = areaParts(members, names.length === 0 ? facts.months : names, comparable);
  const area = evidenceOfParts(parts, coverage);
  if (!own.enabled) return areaNotJudged(context, 'area-intensity', goal, 'disabled', area);
  if (names.length === 0) {
    return areaNotJudged(context, 'area-intensity', goal, stoppedBy ?? 'too-early', area);
  }
  const [output, outputBefore] = [sumOf((pair) => pair.output), sumOf((pair) => pair.outputBefore)];
  const energyBefore = sumOf((pair) => pair.energyBefore);
  const before = published ?? (outputBefore > 0 ? energyBefore / outputBefore : 0);
  if ((coverage ?? 0) < coverageMinRatio || !(output > 0) || !(before > 0)) {
    return areaNotJudged(context, 'area-intensity', goal, 'no-comparison', area);
  }
  const now = compared / output;
  const cut = 1 - now / before;
  const isOver = facts.isOver && stoppedBy === null;
  const level = floorLevel({ low: cut, high: cut }, goal.target, isOver, own.clearRatio);
  // Energy per output value went up: 一级, whatever the goal.
  const hasRisen = isAbove(now, before);
  return shareJudgement(facts, 'area-intensity', area, {
    ...(hasRisen ? { severity: 3 as const, holdSeverity: 3 as const } : level),
    ...{ value: cut, names, what: '单位产值能耗下降率', whatEn: 'Cut of intensity' },
    figures: [
      { name: 'intensity', value: now, unit: 'tce/10⁴ CNY' },
      { name: 'intensityBefore', value: before, unit: 'tce/10⁴ CNY' },
    ],
    arithmetic: [
      `${figureText(compared)} tce / ${figureText(output)} × 10⁴ CNY = ${figureText(now)}`,
      published === null
        ? `${baseYear}: ${figureText(energyBefore)} tce / ${figureText(outputBefore)} × 10⁴ CNY = ${figureText(before)}`
        : `${baseYear}: ${figureText(before)} tce per 10⁴ CNY as published`,
      `1 − ${figureText(now)} / ${figureText(before)} = ${percentText(cut)}`,
    ],
    messageKey: 'area-intensity.short',
    messageValues: { value: percentText(cut), baseYear },
    caveats: ['output value at the prices it was reported in, of the enterprises here alone'],
  });
}

interface Comparable {
  readonly energy: number;
  readonly output: number;
  readonly energyBefore: number;
  readonly outputBefore: number;
}

/** What members have settled of a month both now and in the base year; without one, now. */
function comparablesOf(
  members: readonly AreaMember[],
  month: string,
  baseYear: number | null,
  energyOf: MonthReader,
): Comparable[] {
  return members.flatMap(({ months }) => {
    const read = (name: string) => readBoth(months, name, energyOf);
    const now = read(month);
    if (now === null) return [];
    if (baseYear === null) return [{ ...now, energyBefore: 0, outputBefore: 0 }];
    const before = read(`${baseYear}${month.slice(4)}`);
    if (before === null) return [];
    return [{ ...now, energyBefore: before.energy, outputBefore: before.output }];
  });
}

function readBoth(months: readonly MemberMonth[], name: string, energyOf: MonthReader) {
  const found = months.find(({ month }) => month === name);
  if (found === undefined || found.unsettledBy !== null) return null;
  const energy = energyOf(found);
  if (energy === null || found.outputValue === null) return null;
  return { energy, output: found.outputValue };
}

type ShareDraft = Pick<AreaJudgement, 'severity' | 'holdSeverity' | 'messageKey'> & {
  readonly value: number;
  readonly names: readonly string[];
  readonly what: string;
  readonly whatEn: string;
  readonly figures: AreaJudgement['evidence']['figures'];
  readonly arithmetic: readonly string[];
  readonly messageValues: Readonly<Record<string, string | number | null>>;
  readonly caveats: readonly string[];
};

function shareJudgement(
  { context, goal }: Pick<AreaShareFacts, 'context' | 'goal'>,
  rule: 'area-coal-share' | 'area-intensity',
  area: AreaEvidence,
  draft: ShareDraft,
): AreaJudgement {
  const { severity, holdSeverity, value, names, what, whatEn } = draft;
  const missed = missedGoal(goal.target, severity);
  const limit = percentText(missed.limit);
  const message =
    severity > 0
      ? {
          messageKey: draft.messageKey,
          messageValues: { ...missed, limit, ...draft.messageValues },
        }
      : {
          messageKey: 'all-well' as const,
          messageValues: { what, whatEn, value: percentText(value), threshold: limit },
        };
  return areaJudgement(
    context,
    {
      ...{ rule, targetId: goal.id, period: goal.period, category: 'warning' },
      ...{ severity, holdSeverity, value, threshold: missed.limit, months: names, ...message },
      figures: [
        { name: 'value', value, unit: '' },
        ...goalFigures(goal.target, ''),
        { name: 'coverage', value: area.coverage, unit: '' },
        ...draft.figures,
      ],
      arithmetic: draft.arithmetic,
      caveats: [...coverageCaveats(area), ...draft.caveats],
    },
    area,
  );
}
