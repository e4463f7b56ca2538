import { type JudgedPeriod, type Judgement, judgementOf, type RuleContext } from '../judgement.ts';
import { type PolicyThresholds, thresholdsOf } from '../thresholds.ts';
import { notJudged } from '../two-views.ts';

/** What data can be suspected of (疑似数据异常); none of it says why. */
export const SUSPICIONS = [
  'frozen-value',
  'frozen-display',
  'copied-days',
  'round-numbers',
  'master-against-sub-meters',
  'power-against-register',
  'energy-against-production',
  'late-upload',
  'conflicts',
] as const;
export type SuspicionKind = (typeof SUSPICIONS)[number];

/** How much something looks unlike measured data, and what was seen; neutral words. */
export interface Suspicion {
  readonly kind: SuspicionKind;
  /** 0 nothing to see, 1 as plain as it gets; null where there is too little to look at. */
  readonly score: number | null;
  readonly figures: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
  }[];
  readonly zh: string;
  readonly en: string;
}

/** A suspicion without enough data to have one. */
export function unseen(kind: SuspicionKind): Suspicion {
  return { kind, score: null, figures: [], zh: '数据不足', en: 'Not enough data to look at.' };
}

/** 0 up to `from`, 1 from `to` on, straight between. */
export function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/**
 * One judgement of what was seen of one meter (or of the enterprise) in a period: its clearest score
 * against the threshold. An alarm about data, hidden from the enterprise until somebody verified it.
 */
export function judgeSuspicions(facts: {
  readonly context: RuleContext;
  readonly targetId: string;
  readonly period: JudgedPeriod;
  readonly suspicions: readonly Suspicion[];
  readonly thresholds?: PolicyThresholds | undefined;
}): Judgement {
  const { context, targetId, period } = facts;
  const own = thresholdsOf('suspicion', facts.thresholds);
  const subject = { rule: 'suspicion', targetId, period, category: 'alarm' } as const;
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  const seen = facts.suspicions
    .flatMap((suspicion) =>
      suspicion.score === null ? [] : [{ ...suspicion, score: suspicion.score }],
    )
    .sort((one, other) => other.score - one.score || (one.kind < other.kind ? -1 : 1));
  const worst = seen[0];
  if (worst === undefined) return notJudged(context, subject, 'no-data');
  const severity = own.severity >= 2 ? 2 : 1;
  const isFound = worst.score >= own.minScore;
  return judgementOf(context, {
    ...subject,
    severity: isFound ? severity : 0,
    holdSeverity: worst.score >= own.clearScore ? severity : 0,
    ...{ value: worst.score, threshold: own.minScore, isHiddenFromEnterprise: true },
    figures: seen.flatMap(({ kind, score, figures }) => [
      { name: kind, value: score, unit: '' },
      ...figures,
    ]),
    arithmetic: seen.filter(({ score }) => score > 0).map(({ kind, en }) => `${kind}: ${en}`),
    messageKey: isFound ? 'suspicion.found' : 'all-well',
    messageValues: {
      ...{ score: worst.score, seen: worst.zh, seenEn: worst.en },
      ...{ what: '数据质量', whatEn: 'Data', value: worst.score, threshold: own.minScore },
    },
  });
}
