import type { AreaTarget } from '../../registers/register-documents.ts';
import {
  type EvidenceFigure,
  isAbove,
  type JudgedPeriod,
  type Judgement,
  type JudgementDraft,
  judgementOf,
  type NotJudgedReason,
  type RuleContext,
  type Severity,
} from '../judgement.ts';
import { percentText } from '../messages.ts';
import type { AreaPart } from './area-months.ts';
import type { AreaRuleId } from './area-thresholds.ts';

/** Members that an evidence names of each sort. */
export const AREA_MEMBERS_NAMED_MAX = 10;

/** A target of an area with its key in the register. */
export interface KeyedAreaTarget {
  readonly id: string;
  readonly target: AreaTarget;
  /** The calendar year it is for. */
  readonly period: JudgedPeriod;
}

/** An enterprise that an evidence names. */
export interface NamedMember {
  readonly enterpriseId: string;
  readonly name: string;
  /** In the judgement's unit; null where it is about no amount. */
  readonly value: number | null;
  /** Part of the whole, 0 to 1; null where there is none. */
  readonly share: number | null;
  /** What is missing of it or what is wrong with it: months, lines, days. */
  readonly about: readonly string[];
}

/** What stands behind an area's figure: how much of it is known, who weighs most, who is missing. */
export interface AreaEvidence {
  readonly memberCount: number;
  /** Known part of the whole, 0 to 1; null where it does not apply. */
  readonly coverage: number | null;
  readonly heaviest: readonly NamedMember[];
  readonly missing: readonly NamedMember[];
  readonly missingCount: number;
}

/** What a rule says about a target of an area. */
export interface AreaJudgement extends Judgement<AreaRuleId> {
  readonly area: AreaEvidence;
  /** Target of intensity whose stretch goal is met, so that this total is not assessed; else null. */
  readonly waivedBy: string | null;
}

/** A severity with the one that hysteresis still supports. */
export interface AreaLevel {
  readonly severity: Severity;
  readonly holdSeverity: Severity;
}

/** Bounds of a figure: what is proven, and what it could be with all that is missing. */
export interface AreaBounds {
  readonly low: number;
  readonly high: number;
}

/**
 * The level of a figure that must stay below its goals: raised by its low bound alone, held by its high one.
 * Over the base goal is 2 while the year runs and 3 once it is over; over the stretch goal is 1.
 */
export function ceilingLevel(
  { low, high }: AreaBounds,
  { base, stretch }: Pick<AreaTarget, 'base' | 'stretch'>,
  isOver: boolean,
  clearRatio: number,
): AreaLevel {
  const level = (value: number, slack: number): Severity => {
    if (isAbove(value, base * (1 - slack))) return isOver ? 3 : 2;
    return stretch !== null && isAbove(value, stretch * (1 - slack)) ? 1 : 0;
  };
  return { severity: level(low, 0), holdSeverity: level(high, clearRatio) };
}

/** The same for a figure that must reach its goals: raised by its high bound, held by its low one. */
export function floorLevel(
  { low, high }: AreaBounds,
  { base, stretch }: Pick<AreaTarget, 'base' | 'stretch'>,
  isOver: boolean,
  clearRatio: number,
): AreaLevel {
  const level = (value: number, slack: number): Severity => {
    if (isAbove(base * (1 + slack), value)) return isOver ? 3 : 2;
    return stretch !== null && isAbove(stretch * (1 + slack), value) ? 1 : 0;
  };
  return { severity: level(high, 0), holdSeverity: level(low, clearRatio) };
}

/** Completes a judgement about an area's target. */
export function areaJudgement(
  context: RuleContext,
  draft: JudgementDraft<AreaRuleId>,
  area: AreaEvidence,
  waivedBy: string | null = null,
): AreaJudgement {
  return { ...judgementOf(context, draft), area, waivedBy };
}

/** A judgement that says why there is none; the alert that is there stays. */
export function areaNotJudged(
  context: RuleContext,
  rule: AreaRuleId,
  { id, period }: KeyedAreaTarget,
  reason: NotJudgedReason,
  area: AreaEvidence,
  figures: readonly EvidenceFigure[] = [],
): AreaJudgement {
  return areaJudgement(
    context,
    {
      ...{ rule, targetId: id, period, category: 'warning', notJudged: reason, hasFormal: false },
      ...{ figures, messageKey: 'not-judged', messageValues: { reason } },
    },
    area,
  );
}

/** What stands behind a sum of members' months. */
export function evidenceOfParts(
  parts: readonly AreaPart[],
  coverage: number | null,
  isAmountShown = true,
): AreaEvidence {
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const named = ({ enterpriseId, name, value, missingMonths }: AreaPart): NamedMember => ({
    ...{ enterpriseId, name, about: missingMonths },
    value: isAmountShown ? value : null,
    share: total > 0 ? value / total : null,
  });
  const missing = parts.filter(({ missingMonths }) => missingMonths.length > 0);
  return {
    ...{ memberCount: parts.length, coverage, missingCount: missing.length },
    heaviest: parts
      .filter(({ value }) => value > 0)
      .slice(0, AREA_MEMBERS_NAMED_MAX)
      .map(named),
    missing: missing.slice(0, AREA_MEMBERS_NAMED_MAX).map(named),
  };
}

/** Base goal and stretch goal as figures of the evidence. */
export function goalFigures(
  { base, stretch }: Pick<AreaTarget, 'base' | 'stretch'>,
  unit: string,
): EvidenceFigure[] {
  const given = { name: 'base', value: base, unit };
  return stretch === null ? [given] : [given, { name: 'stretch', value: stretch, unit }];
}

/** Which goal a severity speaks of, in words, with its value. */
export function missedGoal(
  { base, stretch }: Pick<AreaTarget, 'base' | 'stretch'>,
  severity: Severity,
): { readonly goal: string; readonly goalEn: string; readonly limit: number } {
  return severity === 1 && stretch !== null
    ? { goal: '激励目标', goalEn: 'stretch goal', limit: stretch }
    : { goal: '基本目标', goalEn: 'base goal', limit: base };
}

/** Coverage as a caveat, where anything is missing. */
export function coverageCaveats({ coverage, missingCount, memberCount }: AreaEvidence): string[] {
  if (missingCount === 0 || coverage === null) return [];
  const known = `${percentText(coverage)} known`;
  return [`${known}: of ${missingCount} of ${memberCount} enterprises something is missing`];
}
