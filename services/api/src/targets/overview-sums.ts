import type { Enterprise } from '@hengneng/database';
import { type Interval, isRatioTarget, type TargetStanding, targetUnit } from '@hengneng/domain';

import type { EnterpriseStanding, StandingTarget } from './target-facts.ts';
import { worstOf } from './target-schemas.ts';

/** An enterprise of an area with how it stands. */
export interface StandingMember {
  readonly enterprise: Enterprise;
  readonly standing: EnterpriseStanding;
}

/** Budgets of the same kind of several enterprises. */
export interface BudgetSum {
  readonly metric: string;
  readonly basis: string | null;
  readonly account: string | null;
  readonly period: string;
  readonly unit: string;
  readonly enterpriseCount: number;
  /** Enterprises of whose use nothing is known from the start of the period on. */
  readonly unknownCount: number;
  readonly limit: number;
  /** Of those that are known. */
  readonly actual: number;
  readonly limitOfKnown: number;
  readonly plannedToDate: number;
  readonly progressRatio: number | null;
  /** Of those that are known; bounds are added up, as if all went wrong the same way. */
  readonly forecast: Interval | null;
}

/** One budget of one enterprise, for a list of who will use too much. */
export interface BudgetRow {
  readonly enterpriseId: string;
  readonly name: string;
  readonly industryCode: string;
  readonly parkCode: string | null;
  readonly targetId: string;
  readonly metric: string;
  readonly basis: string | null;
  readonly period: string;
  readonly unit: string;
  readonly limit: number | null;
  readonly actual: number | null;
  readonly plannedToDate: number | null;
  readonly progressRatio: number | null;
  readonly usedRatio: number | null;
  readonly forecast: Interval | null;
  /** Point of the forecast over the limit. */
  readonly forecastRatio: number | null;
  readonly severity: number;
  readonly settledThrough: string | null;
  readonly stoppedBy: TargetStanding['stoppedBy'];
}

interface CurrentBudget {
  readonly member: StandingMember;
  readonly target: StandingTarget['target'];
  readonly standing: TargetStanding;
}

/** Budgets by metric, basis, account and period, the ones of most enterprises first. */
export function sumBudgets(members: readonly StandingMember[]): BudgetSum[] {
  const groups = Map.groupBy(members.flatMap(currentBudgets), ({ target, standing }) =>
    [
      target.metric,
      target.basis,
      accountOf(target.metric, target.account),
      standing.period.name,
    ].join('|'),
  );
  return [...groups.values()]
    .map(sumOf)
    .sort((left, right) => right.enterpriseCount - left.enterpriseCount);
}

/** Every budget that runs, the worst first: by severity, then by what the forecast makes of it. */
export function budgetRows(members: readonly StandingMember[]): BudgetRow[] {
  return members
    .flatMap(currentBudgets)
    .map(toRow)
    .sort(
      (left, right) =>
        right.severity - left.severity ||
        (right.forecastRatio ?? right.usedRatio ?? 0) - (left.forecastRatio ?? left.usedRatio ?? 0),
    );
}

/** Enterprises by the worst that the rules say of their budgets. */
export function countStandings(members: readonly StandingMember[]) {
  const counts = { severity0: 0, severity1: 0, severity2: 0, severity3: 0, unknown: 0, none: 0 };
  for (const member of members) {
    const budgets = currentBudgets(member);
    if (budgets.length === 0) counts.none += 1;
    else if (budgets.every(({ standing }) => standing.actual === null)) counts.unknown += 1;
    else {
      const worst = Math.max(...budgets.map(({ standing }) => worstOf(standing.judgements)));
      counts[`severity${worst}` as 'severity0'] += 1;
    }
  }
  return counts;
}

/** Amounts that are limited now, or were last where the year is over. */
function currentBudgets(member: StandingMember): CurrentBudget[] {
  const { nowMs, targets } = member.standing;
  return targets.flatMap(({ target, standings }) => {
    if (isRatioTarget(target)) return [];
    const begun = standings.findLast(({ period }) => period.startMs <= nowMs);
    return begun === undefined ? [] : [{ member, target, standing: begun }];
  });
}

function sumOf(budgets: readonly CurrentBudget[]): BudgetSum {
  const [first] = budgets;
  if (first === undefined) throw new RangeError('A group has at least one budget.');
  const { target, standing } = first;
  const known = budgets.filter((each) => each.standing.actual !== null);
  const sum = (some: readonly CurrentBudget[], read: (standing: TargetStanding) => number | null) =>
    some.reduce((total, each) => total + (read(each.standing) ?? 0), 0);
  const actual = sum(known, (each) => each.actual);
  const plannedToDate = sum(known, (each) => each.plannedToDate);
  const bound = (name: keyof Interval) =>
    sum(known, (each) => each.forecast?.end[name] ?? each.actual);
  return {
    ...{ metric: target.metric, basis: target.basis ?? null, unit: targetUnit(target) },
    account: accountOf(target.metric, target.account),
    period: standing.period.name,
    enterpriseCount: new Set(budgets.map(({ member }) => member.enterprise.id)).size,
    unknownCount: budgets.length - known.length,
    limit: sum(budgets, ({ limit }) => limit.value),
    limitOfKnown: sum(known, ({ limit }) => limit.value),
    ...{ actual, plannedToDate },
    progressRatio: plannedToDate > 0 ? actual / plannedToDate : null,
    forecast:
      known.length === 0 ? null : { low: bound('low'), point: bound('point'), high: bound('high') },
  };
}

function toRow({ member, target, standing }: CurrentBudget): BudgetRow {
  const { id, name, industryCode, parkCode } = member.enterprise;
  const limit = standing.limit.value;
  const forecast = standing.forecast?.end ?? null;
  return {
    ...{ enterpriseId: id, name, industryCode, parkCode, targetId: target.id, limit, forecast },
    ...{ metric: target.metric, basis: target.basis ?? null, unit: targetUnit(target) },
    ...{ period: standing.period.name, actual: standing.actual, usedRatio: standing.usedRatio },
    ...{ plannedToDate: standing.plannedToDate, progressRatio: standing.progressRatio },
    forecastRatio:
      forecast === null || limit === null || !(limit > 0) ? null : forecast.point / limit,
    severity: worstOf(standing.judgements),
    ...{ settledThrough: standing.settledThrough, stoppedBy: standing.stoppedBy },
  };
}

function accountOf(metric: string, account: string | undefined): string | null {
  return metric === 'physical' ? null : (account ?? 'assessed');
}
