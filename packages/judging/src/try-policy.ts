import {
  ALERT_DEFAULTS,
  type AlertState,
  type AlertTransition,
  addDays,
  addMonths,
  type Judgement,
  localDate,
  monthPeriod,
  type NotJudgedReason,
  nextAlert,
  type PolicyDocument,
  periodNamed,
  type RuleId,
  type Severity,
} from '@hengneng/domain';

import { type RecordedSources, recordAt } from './enterprise-record.ts';
import type { FactGatherer } from './gatherer.ts';
import { GATHERERS, judgeEnterprise } from './judge-enterprise.ts';
import type { JudgingWorld } from './judging-world.ts';

/** What would have happened to one alert. */
export interface TrialAlert {
  readonly rule: RuleId;
  readonly targetId: string | null;
  readonly period: Judgement['period'];
  /** Worst it would have been. */
  readonly severity: Severity;
  readonly condition: AlertState['condition'];
  readonly transitions: readonly AlertTransition[];
}

/** What a policy would have raised in a range of time. */
export interface TrialResult {
  readonly alerts: readonly TrialAlert[];
  /** Instants that were judged for, ms. */
  readonly judgedAtMs: readonly number[];
  /** What could not be judged at the last of them, and why. */
  readonly notJudged: readonly {
    readonly rule: RuleId;
    readonly targetId: string | null;
    readonly period: string;
    readonly reason: NotJudgedReason;
  }[];
}

/** A policy that nobody has signed, and when it is tried. */
export interface TrialRequest {
  readonly document: PolicyDocument;
  readonly recorded: RecordedSources;
  readonly fromMs: number;
  readonly toMs: number;
  /** Judged at the ends of months, or of days. */
  readonly step: 'month' | 'day';
  readonly gatherers?: readonly FactGatherer[];
}

/** A judgement a step is enough: no dwell is waited for. */
const SETTINGS = { ...ALERT_DEFAULTS, lowerDwellMs: 0, resolveDwellMs: 0 };
/** What does not follow from a policy. */
const NOT_OF_POLICIES: readonly RuleId[] = ['data-duty', 'suspicion'];

/**
 * What a policy would have raised, had it been in force: judged at the ends of the months or days of the
 * range by the code that judges signed ones, and nothing is kept.
 *
 * @throws DomainError FACTOR_SET_NOT_FOUND
 */
export async function tryPolicy(world: JudgingWorld, request: TrialRequest): Promise<TrialResult> {
  const { document, recorded, gatherers = GATHERERS } = request;
  const { id: enterpriseId } = recorded.enterprise;
  const policies = [{ year: document.year, document, version: 'draft' }];
  const asked = gatherers.filter(({ rules }) =>
    rules.some((rule) => !NOT_OF_POLICIES.includes(rule)),
  );
  const judgedAtMs = instantsOf(request);
  const states = new Map<string, AlertState>();
  const histories = new Map<string, { readonly first: Judgement; all: AlertTransition[] }>();
  let last: readonly Judgement[] = [];
  for (const atMs of judgedAtMs) {
    const record = recordAt(world, recorded, policies, atMs);
    const { judgements, refused } = await judgeEnterprise(record, 'always', asked);
    if (refused[0] !== undefined) throw refused[0].error;
    for (const judgement of judgements) {
      const { rule, targetId, period } = judgement;
      const key = JSON.stringify([rule, targetId, period.name]);
      const { state, transitions } = nextAlert(
        enterpriseId,
        states.get(key) ?? null,
        judgement,
        atMs,
        SETTINGS,
      );
      if (state !== null) states.set(key, state);
      const history = histories.get(key) ?? { first: judgement, all: [] };
      history.all.push(...transitions);
      histories.set(key, history);
    }
    last = judgements;
  }
  return {
    judgedAtMs,
    alerts: [...histories].flatMap(([key, { first, all }]) => {
      const state = states.get(key);
      if (state === undefined || all.length === 0) return [];
      const { rule, targetId, period } = first;
      const { worstSeverity: severity, condition } = state;
      return [{ rule, targetId, period, severity, condition, transitions: all }];
    }),
    notJudged: last.flatMap(({ rule, targetId, period, notJudged: reason }) =>
      reason === null || reason === 'disabled'
        ? []
        : [{ rule, targetId, period: period.name, reason }],
    ),
  };
}

/** Ends of the months or days that end in (from, to]. */
function instantsOf({ recorded, fromMs, toMs, step }: TrialRequest): number[] {
  const { timeZone } = recorded.enterprise;
  const instants: number[] = [];
  let name = localDate(fromMs, timeZone);
  for (;;) {
    const month = name.slice(0, 7);
    const endMs =
      step === 'month'
        ? monthPeriod(month, timeZone).endMs
        : (periodNamed(name, timeZone)?.endMs ?? toMs + 1);
    if (endMs > toMs) return instants;
    instants.push(endMs);
    name = step === 'month' ? `${addMonths(month, 1)}-01` : addDays(name, 1);
  }
}
