import type { TargetStanding } from '@hengneng/domain';
import {
  isRatioTarget,
  type Judgement,
  localDate,
  NOT_JUDGED_REASONS,
  targetUnit,
} from '@hengneng/domain';
import { z } from 'zod';

import type { StandingTarget } from './target-facts.ts';

const number = z.number().nullable();
const intervalSchema = z
  .object({ low: z.number(), point: z.number(), high: z.number() })
  .nullable();

const judgementSchema = z.object({
  rule: z.string(),
  severity: z.int().describe('0 to 3, as the rule would say now; an alert has a memory besides.'),
  isPreview: z.boolean().describe('From the running month: 1 at most.'),
  notJudged: z.enum(NOT_JUDGED_REASONS).nullable(),
  value: number,
  threshold: number,
  message: z.object({ zh: z.string(), en: z.string() }),
});

const monthSchema = z.object({
  month: z.string(),
  state: z
    .enum(['settled', 'preview', 'unknown', 'to-come'])
    .describe('Settled months are judged; preview: known, but not closed or behind a hole.'),
  reason: z.enum(NOT_JUDGED_REASONS).nullable().describe('Why it is not settled.'),
  actual: number.describe('Amount, or energy per unit; null where it is not known.'),
  output: number,
  plan: number,
  cumulativeActual: number,
  cumulativePlan: number,
  remaining: number.describe('What the limit leaves after the month.'),
  forecast: intervalSchema.describe('Sum since the start of the period by the end of the month.'),
  estimatedShare: number,
  completeness: number,
});

const periodSchema = z.object({
  name: z.string().describe('`2026`, `2026-Q3` or `2026-11`.'),
  from: z.string().describe('First day.'),
  to: z.string().describe('Last day.'),
  state: z.enum(['over', 'running', 'to-come']),
  limit: number,
  limitArithmetic: z.array(z.string()),
  caveats: z.array(z.string()),
  actual: number.describe('Known without a gap from its start; for ratios of what has an output.'),
  knownSum: number.describe('All that is known, also behind a gap; null for ratios.'),
  settledActual: number,
  plannedToDate: number,
  progressRatio: number.describe('Actual over plan to the same date; above 1: 超时序进度.'),
  usedRatio: number,
  remaining: number,
  forecast: intervalSchema.describe('By the end of the period.'),
  forecastMethod: z.enum(['earlier-years', 'calendar']).nullable(),
  planMethod: z.enum(['given', 'from-earlier-years', 'linear']).nullable(),
  settledThrough: z.string().nullable(),
  stoppedBy: z
    .object({ month: z.string(), reason: z.enum(NOT_JUDGED_REASONS) })
    .nullable()
    .describe('First month that is not settled, and why.'),
  severity: z.int().describe('Worst of the judgements.'),
  judgements: z.array(judgementSchema),
  months: z.array(monthSchema),
});

const targetSchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  metric: z.string(),
  isRatio: z.boolean(),
  unit: z.string().describe('Of every figure of the target.'),
  basis: z.string().nullable(),
  account: z.string().nullable(),
  energyKind: z.string().nullable(),
  product: z.string().nullable(),
  line: z.string().nullable(),
  period: z.enum(['month', 'quarter', 'year']),
  standard: z.string().nullable(),
  level: z.union([z.string(), z.int()]).nullable(),
  benchmark: number,
  baselineLevel: number,
  issuer: z.string().nullable(),
  documentNo: z.string().nullable(),
  issuedOn: z.string().nullable(),
  baseline: z.object({ year: z.int(), value: z.number() }).nullable(),
  factorSet: z
    .string()
    .nullable()
    .describe('That the figures were made with; null where the pinned one is not there.'),
  periods: z.array(periodSchema),
});

/** How an enterprise stands against the targets of a year. */
export const standingSchema = z
  .object({
    enterpriseId: z.string(),
    year: z.int(),
    asOf: z.string(),
    dataThrough: z.string().nullable().describe('How far measured data reach.'),
    authorityVersion: z.int().nullable().describe('Version of the targets; null: there are none.'),
    planVersion: z.int().nullable(),
    targets: z.array(targetSchema),
  })
  .meta({ id: 'TargetStandings' });

type TargetAnswer = z.input<typeof targetSchema>;
type PeriodAnswer = z.input<typeof periodSchema>;

/** A target with its periods, as an answer has them. */
export function toTargetAnswer(
  { target, factorSet, standings }: StandingTarget,
  at: { readonly nowMs: number; readonly timeZone: string },
): TargetAnswer {
  const orNull = <T>(value: T | undefined): T | null => value ?? null;
  return {
    ...{ id: target.id, metric: target.metric, period: target.period, factorSet },
    ...{ isRatio: isRatioTarget(target), unit: targetUnit(target), title: orNull(target.title) },
    ...{ basis: orNull(target.basis), energyKind: orNull(target.energyKind) },
    account: isAccounted(target.metric) ? (target.account ?? 'assessed') : null,
    ...{ product: orNull(target.product), line: orNull(target.line) },
    ...{ standard: orNull(target.standard), level: orNull(target.level) },
    ...{ benchmark: orNull(target.benchmark), baselineLevel: orNull(target.baselineLevel) },
    ...{ issuer: orNull(target.issuer), documentNo: orNull(target.documentNo) },
    ...{ issuedOn: orNull(target.issuedOn), baseline: orNull(target.baseline) },
    periods: standings.map((standing) => toPeriod(standing, at)),
  };
}

/** The worst severity of judgements, 0 for none. */
export function worstOf(judgements: readonly Judgement[]): number {
  return judgements.reduce((worst, { severity }) => Math.max(worst, severity), 0);
}

function isAccounted(metric: string): boolean {
  return metric !== 'physical' && metric !== 'pue';
}

function toPeriod(
  standing: TargetStanding,
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
): PeriodAnswer {
  const { period, limit, forecast, plan, judgements, months, stoppedBy } = standing;
  const { startMs, endMs, name } = period;
  return {
    name,
    ...{ from: localDate(startMs, timeZone), to: localDate(endMs - 1, timeZone) },
    state: nowMs >= endMs ? 'over' : nowMs >= startMs ? 'running' : 'to-come',
    ...{ limit: limit.value, limitArithmetic: [...limit.arithmetic], caveats: [...limit.caveats] },
    ...{ actual: standing.actual, settledActual: standing.settledActual, stoppedBy },
    ...{ plannedToDate: standing.plannedToDate, progressRatio: standing.progressRatio },
    ...{ usedRatio: standing.usedRatio, remaining: standing.remaining },
    ...{ knownSum: standing.knownSum, settledThrough: standing.settledThrough },
    forecast: forecast?.end ?? null,
    forecastMethod: forecast?.method ?? null,
    planMethod: plan?.method ?? null,
    severity: worstOf(judgements),
    judgements: judgements.map((each) => {
      const { rule, severity, isPreview, notJudged, value, threshold, message } = each;
      return { rule, severity, isPreview, notJudged, value, threshold, message };
    }),
    months: months.map((month) => ({ ...month })),
  };
}
