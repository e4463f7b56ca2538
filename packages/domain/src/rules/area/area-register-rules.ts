import type { RuleContext, Severity } from '../judgement.ts';
import { figureText, percentText } from '../messages.ts';
import {
  AREA_MEMBERS_NAMED_MAX,
  type AreaEvidence,
  type AreaJudgement,
  areaJudgement,
  areaNotJudged,
  coverageCaveats,
  floorLevel,
  goalFigures,
  type KeyedAreaTarget,
  missedGoal,
  type NamedMember,
} from './area-judgement.ts';
import { areaSettlingOf, areaThresholdsOf } from './area-thresholds.ts';

const DAY_MS = 86_400_000;

/** A registered production line with what it needs and what the benchmark level (标杆水平) allows. */
export interface AreaLine {
  readonly enterpriseId: string;
  readonly name: string;
  readonly line: string;
  readonly product: string;
  /** Output it was approved for, units of the product a year; null where nobody registered it. */
  readonly capacity: number | null;
  /** Energy per unit of the settled months; null where it is not known. */
  readonly actual: number | null;
  /** Null where no document has such a level for the product. */
  readonly benchmark: number | null;
}

/** An enterprise that owes an audit, with its audits of the year. */
export interface AreaAudit {
  readonly enterpriseId: string;
  readonly name: string;
  /** An audit of the year's programme is done. */
  readonly isDone: boolean;
  /** One is planned or commissioned. */
  readonly isPlanned: boolean;
}

interface RegisterFacts {
  readonly context: RuleContext;
  readonly goal: KeyedAreaTarget;
}

/** 标杆水平以上产能占比: capacity of lines at benchmark level over all; a line of which nothing is known may be either. */
export function judgeBenchmarkCapacity(
  facts: RegisterFacts & { readonly lines: readonly AreaLine[]; readonly isOver: boolean },
): AreaJudgement {
  const { context, goal, lines, isOver } = facts;
  const rule = 'area-benchmark-capacity';
  const own = areaThresholdsOf(rule, goal.target);
  const capacityOf = (some: readonly AreaLine[]) =>
    some.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0);
  const total = capacityOf(lines);
  const unknown = lines.filter(isUnknown);
  const known = lines.filter((line) => !isUnknown(line));
  const good = known.filter(({ actual, benchmark }) => (actual ?? 0) <= (benchmark ?? 0));
  const below = known.filter((line) => !good.includes(line));
  const coverage = total > 0 ? capacityOf(known) / total : null;
  const named = (some: readonly AreaLine[]) => namedLines(some, total);
  const area: AreaEvidence = {
    memberCount: new Set(lines.map(({ enterpriseId }) => enterpriseId)).size,
    ...{ coverage, heaviest: named(below), missing: named(unknown), missingCount: unknown.length },
  };
  if (!own.enabled) return areaNotJudged(context, rule, goal, 'disabled', area);
  if (!(total > 0)) return areaNotJudged(context, rule, goal, 'no-data', area);
  // Tonnes of clinker and tonnes of steel are no capacity together.
  const products = new Set(lines.map(({ product }) => product));
  if (products.size > 1) return areaNotJudged(context, rule, goal, 'no-comparison', area);
  if (
    (coverage ?? 0) < areaSettlingOf(goal.target).coverageMinRatio ||
    lines.some(({ capacity }) => capacity === null)
  ) {
    return areaNotJudged(context, rule, goal, 'incomplete', area);
  }
  const bounds = {
    low: capacityOf(good) / total,
    high: (capacityOf(good) + capacityOf(unknown)) / total,
  };
  const level = floorLevel(bounds, goal.target, isOver, own.clearRatio);
  return registerJudgement(facts, rule, area, {
    ...{
      ...level,
      value: bounds.high,
      what: '标杆水平产能占比',
      whatEn: 'Capacity at benchmark level',
    },
    figures: [
      { name: 'capacityAtBenchmark', value: capacityOf(good), unit: 't' },
      { name: 'capacity', value: total, unit: 't' },
      { name: 'shareLow', value: bounds.low, unit: '' },
    ],
    arithmetic: [
      `${figureText(capacityOf(good))} of ${figureText(total)} a year at benchmark level, ${figureText(capacityOf(unknown))} unknown`,
    ],
    messageKey: 'area-benchmark-capacity.short',
    messageValues: {},
  });
}

/**
 * 能源审计覆盖率: audits of the year's programme that are done, over the enterprises that owe one. In the last days
 * of the year and after it what is done counts; before, only a programme that is too small is 1.
 */
export function judgeAuditCoverage(
  facts: RegisterFacts & { readonly audits: readonly AreaAudit[] },
): AreaJudgement {
  const { context, goal, audits } = facts;
  const rule = 'area-audit-coverage';
  const own = areaThresholdsOf(rule, goal.target);
  const done = audits.filter(({ isDone }) => isDone).length;
  const planned = audits.filter(({ isDone, isPlanned }) => !isDone && isPlanned).length;
  const open = audits.filter(({ isDone }) => !isDone);
  const area: AreaEvidence = {
    ...{ memberCount: audits.length, coverage: null, missing: [], missingCount: 0 },
    heaviest: open.slice(0, AREA_MEMBERS_NAMED_MAX).map(({ enterpriseId, name, isPlanned }) => ({
      ...{ enterpriseId, name, value: null, share: null },
      about: [isPlanned ? 'planned' : 'not-planned'],
    })),
  };
  if (!own.enabled) return areaNotJudged(context, rule, goal, 'disabled', area);
  if (audits.length === 0) return areaNotJudged(context, rule, goal, 'no-data', area);
  const covered = done / audits.length;
  const possible = (done + planned) / audits.length;
  const isOver = context.nowMs >= goal.period.endMs;
  const isNear = context.nowMs >= goal.period.endMs - own.noticeDays * DAY_MS;
  const late = floorLevel({ low: covered, high: covered }, goal.target, isOver, own.clearRatio);
  const small = floorLevel(
    { low: possible, high: possible },
    { base: goal.target.base, stretch: null },
    false,
    own.clearRatio,
  );
  const early: Severity = small.severity > 0 ? 1 : 0;
  const level = isNear ? late : { severity: early, holdSeverity: early };
  return registerJudgement(facts, rule, area, {
    ...{ ...level, value: covered, what: '能源审计覆盖率', whatEn: 'Audit coverage' },
    eventAtMs: context.nowMs,
    // Before the notice the base goal is what the programme is too small for.
    goalSeverity: isNear ? level.severity : 2,
    figures: [
      { name: 'auditsDone', value: done, unit: '' },
      { name: 'auditsPlanned', value: planned, unit: '' },
      { name: 'auditsDue', value: audits.length, unit: '' },
    ],
    arithmetic: [`${done} / ${audits.length} = ${percentText(covered)}; ${planned} more planned`],
    messageKey: 'area-audit-coverage.short',
    messageValues: { done, planned, members: audits.length },
  });
}

function isUnknown({ actual, benchmark, capacity }: AreaLine): boolean {
  return actual === null || benchmark === null || capacity === null;
}

function namedLines(lines: readonly AreaLine[], total: number): NamedMember[] {
  return [...lines]
    .sort((one, other) => (other.capacity ?? 0) - (one.capacity ?? 0))
    .slice(0, AREA_MEMBERS_NAMED_MAX)
    .map(({ enterpriseId, name, line, capacity, actual, benchmark }) => ({
      ...{ enterpriseId, name, value: capacity },
      share: total > 0 && capacity !== null ? capacity / total : null,
      about: [
        line,
        ...(actual === null ? [] : [figureText(actual)]),
        ...(benchmark === null ? [] : [`≤ ${figureText(benchmark)}`]),
      ],
    }));
}

type RegisterDraft = Pick<AreaJudgement, 'severity' | 'holdSeverity' | 'messageKey'> & {
  readonly value: number;
  readonly what: string;
  readonly whatEn: string;
  readonly eventAtMs?: number;
  /** Severity that says which goal is missed; its own where absent. */
  readonly goalSeverity?: Severity;
  readonly figures: AreaJudgement['evidence']['figures'];
  readonly arithmetic: readonly string[];
  readonly messageValues: Readonly<Record<string, string | number | null>>;
};

function registerJudgement(
  { context, goal }: RegisterFacts,
  rule: 'area-benchmark-capacity' | 'area-audit-coverage',
  area: AreaEvidence,
  draft: RegisterDraft,
): AreaJudgement {
  const { severity, holdSeverity, value, what, whatEn } = draft;
  const missed = missedGoal(goal.target, draft.goalSeverity ?? severity);
  const limit = percentText(missed.limit);
  const shown = { value: percentText(value) };
  const message =
    severity > 0
      ? {
          messageKey: draft.messageKey,
          messageValues: { ...missed, ...shown, limit, ...draft.messageValues },
        }
      : {
          messageKey: 'all-well' as const,
          messageValues: { what, whatEn, ...shown, threshold: limit },
        };
  return areaJudgement(
    context,
    {
      ...{ rule, targetId: goal.id, period: goal.period, category: 'warning' },
      ...{ severity, holdSeverity, value, threshold: missed.limit, ...message },
      ...(draft.eventAtMs === undefined ? {} : { eventAtMs: draft.eventAtMs }),
      figures: [
        { name: 'value', value, unit: '' },
        ...goalFigures(goal.target, ''),
        ...draft.figures,
      ],
      arithmetic: draft.arithmetic,
      caveats: coverageCaveats(area),
    },
    area,
  );
}
