import { planCurve, targetPeriodAt } from '@hengneng/domain';
import { type FalsificationKind, falsificationsOf, type Planted } from '@hengneng/fleet';

import type { JudgedEnterprise, RaisedAlert } from './judge-enterprise.ts';

/** Closer to a threshold than this share nobody can tell, because displays cut what they show. */
const TOO_CLOSE = 0.001;

/** What was planted and what was found, of one rule or kind. */
export interface Score {
  readonly name: string;
  /** Planted, and of those found. */
  planted: number;
  found: number;
  /** Raised, and of those right. */
  raised: number;
  right: number;
  /** Left out, because the truth is at the threshold. */
  tooClose: number;
  readonly missed: string[];
  readonly wrong: string[];
}

export function emptyScore(name: string): Score {
  return {
    ...{ name, planted: 0, found: 0, raised: 0, right: 0, tooClose: 0 },
    ...{ missed: [], wrong: [] },
  };
}

/** Found of planted; 1 where nothing was. */
export function recallOf({ planted, found }: Score): number {
  return planted === 0 ? 1 : found / planted;
}

/** Right of raised; 1 where nothing was. */
export function precisionOf({ raised, right }: Score): number {
  return raised === 0 ? 1 : right / raised;
}

/** Several scores as one. */
export function addScores(name: string, scores: readonly Score[]): Score {
  const sum = emptyScore(name);
  for (const score of scores) {
    for (const key of ['planted', 'found', 'raised', 'right', 'tooClose'] as const) {
      sum[key] += score[key];
    }
    sum.missed.push(...score.missed);
    sum.wrong.push(...score.wrong);
  }
  return sum;
}

/** Compares what was raised about budgets and limits with what is true of them. */
export function scoreOveruse(judged: readonly JudgedEnterprise[], zone: string): Score[] {
  const scores = new Map<string, Score>();
  const count = (name: string, label: string, excess: number | null, alert: boolean) => {
    const score = scores.get(name) ?? emptyScore(name);
    scores.set(name, score);
    if (excess !== null && Math.abs(excess) < TOO_CLOSE) {
      score.tooClose += 1;
      return;
    }
    const isTrue = (excess ?? 0) > 0;
    if (isTrue) score.planted += 1;
    if (alert) score.raised += 1;
    if (isTrue && alert) {
      score.found += 1;
      score.right += 1;
    }
    if (isTrue && !alert) score.missed.push(`${label} over by ${percent(excess ?? 0)}`);
    if (!isTrue && alert) score.wrong.push(`${label} over by ${percent(excess ?? 0)}`);
  };
  for (const { enterprise, issued, alerts } of judged) {
    if (enterprise.isFalsifying) continue;
    const label = `${enterprise.name} (${issued.role})`;
    const raised = (rule: string, targetId: string, period: string, severity = 1) =>
      alerts.some(
        (alert) =>
          alert.judgement.rule === rule &&
          alert.judgement.targetId === targetId &&
          alert.judgement.period.name === period &&
          alert.formalSeverity >= severity,
      );
    const year = String(issued.document.year);
    const { tce } = issued.truth;
    const { total, progress } = yearTruth(issued, zone);
    count('progress', label, progress, raised('progress', 'total', year));
    count('exhausted', label, total, raised('exhausted', 'total', year));
    // The whole interval over the limit: certain enough to be held to account for.
    count('forecast, severity 2', label, total, raised('forecast', 'total', year, 2));
    count('forecast, severity 1', label, total, raised('forecast', 'total', year, 1));
    const [, power, product] = issued.document.targets;
    for (const [index, month] of issued.truth.months.entries()) {
      const excess = (issued.truth.electricityKwh[index] ?? 0) / (power?.limit ?? 1) - 1;
      count(
        'exhausted, by month',
        `${label} ${month}`,
        excess,
        raised('exhausted', 'power', month),
      );
    }
    const perTonne = (1_000 * sum(tce)) / sum(issued.truth.outputT);
    const excess = perTonne / (product?.limit ?? 1) - 1;
    count('unit-product-limit', label, excess, raised('unit-product-limit', 'product', year, 3));
  }
  return [...scores.values()];
}

/** By how much the year is over its limit, and the most that any settled month is ahead of plan. */
function yearTruth({ document, truth }: JudgedEnterprise['issued'], zone: string) {
  const [target] = document.targets;
  const limit = target?.limit ?? 1;
  const period = targetPeriodAt(Date.UTC(document.year, 5, 1), 'year', zone);
  const history = [{ year: document.year - 1, months: truth.yearBefore }];
  const plan = planCurve(target ?? {}, limit, period, history);
  let [used, planned, progress] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const [index, amount] of plan.amounts.entries()) {
    used += truth.tce[index] ?? 0;
    planned += amount;
    progress = Math.max(progress, used / planned - 1);
  }
  return { total: used / limit - 1, progress };
}

/** Compares suspicions with what was falsified, by the kind that was planted and that was suspected. */
export function scoreFalsification(judged: readonly JudgedEnterprise[]): Score[] {
  const scores = new Map<string, Score>();
  const of = (name: string) => {
    const score = scores.get(name) ?? emptyScore(name);
    scores.set(name, score);
    return score;
  };
  for (const { enterprise, alerts } of judged) {
    const suspicions = alerts.filter(({ judgement }) => judgement.rule === 'suspicion');
    const planted = falsificationsOf(enterprise);
    const master = new Map(enterprise.meters.map(({ id, masterMeterId }) => [id, masterMeterId]));
    const isAbout = (alert: RaisedAlert, each: Planted<FalsificationKind>) =>
      overlaps(alert, each) && isRelated(alert.judgement.targetId, each, master);
    const acts = Map.groupBy(planted, ({ kind, fromMs }) => `${kind} ${fromMs}`);
    for (const meters of acts.values()) {
      const [act] = meters;
      if (act === undefined) continue;
      const score = of(act.kind);
      score.planted += 1;
      const isFound = suspicions.some((alert) => meters.some((each) => isAbout(alert, each)));
      if (isFound) score.found += 1;
      else score.missed.push(`${enterprise.name} ${act.meterId ?? ''} ${day(act.fromMs)}`);
    }
    for (const alert of suspicions) {
      const score = of(alert.judgement.evidence.figures[0]?.name ?? 'none');
      score.raised += 1;
      if (planted.some((each) => isAbout(alert, each))) score.right += 1;
      else {
        score.wrong.push(
          `${enterprise.name} ${alert.judgement.targetId} ${alert.judgement.period.name}: ` +
            alert.judgement.message.en,
        );
      }
    }
  }
  return [...scores.values()];
}

function overlaps({ judgement: { period } }: RaisedAlert, { fromMs, toMs }: Planted): boolean {
  return fromMs < period.endMs && toMs > period.startMs;
}

/** The meter itself, its master, what hangs below it; all of them for what concerns the device. */
function isRelated(
  targetId: string | null,
  { kind, meterId }: Planted,
  master: ReadonlyMap<string, string | undefined>,
): boolean {
  if (targetId === null) return false;
  if (kind === 'inflated-output') return targetId.startsWith('product:');
  if (meterId === null) return true;
  // Output is held against the incoming meter.
  if (targetId.startsWith('product:')) return meterId === 'E01';
  return (
    targetId === meterId || targetId === master.get(meterId) || master.get(targetId) === meterId
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(2)} %`;
}

function day(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10);
}
